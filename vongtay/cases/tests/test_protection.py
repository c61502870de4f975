"""Protection, reviews of decisions, the criminal case: each act, each refusal, and what others can't read."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.cast import BY_CUSTOM, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, body, sign_in
from vongtay.agencies.models import Post
from vongtay.agencies.roles import Role
from vongtay.cases import actions, queries
from vongtay.cases.actions import FromPaper, crime, protection, review
from vongtay.cases.models import Case, Decision, Offender, Proceeding, Protection, ResultingOffence, Review
from vongtay.cases.queries import protection as reads
from vongtay.cases.tests.test_actions import in_verification, proposed
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.common.periods import custom
from vongtay.papers.actions import Owner, store_file
from vongtay.papers.tests.world import a_pdf
from vongtay.people.queries import find_by_name, find_by_number
from vongtay.people.vault import Facts, Vault

pytestmark = pytest.mark.django_db
PAPER = FromPaper("12/QĐ-CAT", today())


# Protection ---------------------------------------------------------------------------------------------------------


def asked(case: Case, staff, **changes: Any) -> Protection:
    values: dict[str, Any] = {"kinds": ["secret_stay"], "grounds": "Bị dọa", "asked_on": today(), "for_relatives": True}
    return protection.ask_protection(case=case, by=staff, key=uuid.uuid4(), **(values | changes))


def order(**changes: Any) -> protection.Order:
    values: dict[str, Any] = {
        "ordered": True, "paper": PAPER, "why_body": "Cơ quan đang thụ lý", "body": body(POLICE), "person": "Trưởng phòng", "starts_on": today(),
        "ends_on": today() + timedelta(days=30),
    }  # fmt: skip
    return protection.Order(**(values | changes))


def test_protection_is_asked_for_decided_looked_at_and_ended():
    case = in_verification()
    with acting("case_worker") as staff:
        row = asked(case, staff)
        row = protection.decide_protection(protection=row, order=order(), version=1, by=staff)
        assert (row.state, row.review_on) == ("ordered", today() + timedelta(days=23))
        assert reads.protections_to_look_at(staff, today()) == []
        assert reads.protections_to_look_at(staff, today() + timedelta(days=23)) == [row]
        (shown,) = reads.protections_of(case, Vault.of(case.person_id), today() + timedelta(days=25))
        assert (shown.texts["grounds"], shown.texts["why_body"], shown.is_near_end) == (
            "Bị dọa",
            "Cơ quan đang thụ lý",
            True,
        )
        later = {"reason": "Vẫn bị dọa", "ended_on": today(), "review_on": today() + timedelta(days=10)}
        row = protection.end_protection(protection=row, version=row.version, by=staff, **later)
        assert row.state == "ordered"
        row = protection.end_protection(
            protection=row, reason="Hết nguy hiểm", ended_on=today(), version=row.version, by=staff
        )
        assert (row.state, row.ended_on) == ("ended", today())
        with pytest.raises(WrongState):
            protection.end_protection(protection=row, reason="x", ended_on=today(), version=row.version, by=staff)


@pytest.mark.parametrize(
    "wrong",
    [
        {"why_body": " "}, {"body": None}, {"starts_on": None}, {"ends_on": today() - timedelta(days=1)}, {"paper": FromPaper("", today())},
        {"paper": FromPaper("1", today() - timedelta(days=9))},
    ],
)  # fmt: skip
def test_a_decision_on_protection_says_who_why_by_which_paper_and_from_when(wrong):
    case = in_verification()
    with acting("case_worker") as staff:
        row = asked(case, staff)
        with pytest.raises(Refused):
            protection.decide_protection(protection=row, order=order(**wrong), version=1, by=staff)
        row.refresh_from_db()
        assert row.state == "asked"
        with pytest.raises(Stale):
            protection.decide_protection(protection=row, order=order(), version=7, by=staff)


def test_a_refusal_needs_its_reason_and_the_written_commitment():
    case = in_verification()
    with acting("case_worker") as staff:
        row = asked(case, staff)
        owner = Owner(case.subject_id, case.person_id, Vault.of(case.person_id).key)
        scan = store_file(content=a_pdf(), name="cam-ket.pdf", by=staff, owner=owner)
        for reason, commitment in (("", scan.id), ("Muốn về nhà", None)):
            with pytest.raises(Refused):
                protection.refuse_protection(
                    protection=row, reason=reason, refused_on=today(), commitment_id=commitment, version=1, by=staff
                )
        row = protection.refuse_protection(
            protection=row, reason="Muốn về nhà", refused_on=today(), commitment_id=scan.id, version=1, by=staff
        )
        assert row.state == "refused"
        with pytest.raises(WrongState):
            protection.decide_protection(protection=row, order=order(), version=row.version, by=staff)


def test_a_request_names_measures_of_the_list_and_a_reason():
    case = in_verification()
    with acting("case_worker") as staff:
        for wrong in ({"kinds": []}, {"kinds": ["no"]}, {"grounds": ""}, {"asked_on": today() + timedelta(days=1)}):
            with pytest.raises(Refused):
                asked(case, staff, **wrong)
    for role, where in (("decider", HEALTH), ("head", HEALTH), ("case_worker", OTHER_HEALTH)):
        with acting(role, where) as staff, pytest.raises(NotAllowed):
            asked(case, staff)
    with acting("case_worker") as staff:
        row = asked(case, staff)
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        protection.decide_protection(protection=row, order=order(), version=1, by=staff)


# Reviews ------------------------------------------------------------------------------------------------------------


def decided() -> Case:
    case = proposed()
    with acting("decider") as staff:
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=BY_CUSTOM)
        case.refresh_from_db()
    return case


def led() -> Case:
    """A case whose body holds every part of it, the offence too."""
    with acting("case_worker") as staff:
        return a_case(staff)


def appealed(case: Case, **changes: Any) -> Review:
    values: dict[str, Any] = {"by_whom": "person", "received_on": today(), "words": "Có giấy tờ mới"}
    with acting("case_worker") as staff:
        return review.receive_review(case=case, asked=review.Asked(**(values | changes)), by=staff, key=uuid.uuid4())


def ruling(outcome: str, **changes: Any) -> review.Ruling:
    return review.Ruling(**({"outcome": outcome, "decided_on": today(), "reason": "Đã xem lại"} | changes))


def test_the_page_of_decisions_shows_each_with_its_paper_and_every_review(client):
    case = proposed()
    sign_in(client, "case_worker")
    page = client.get(f"/cases/{case.code}/decisions/").content.decode()
    assert "Đề xuất: Đã xác định là nạn nhân" in page  # nobody is called so before the decision
    case = decided()
    appealed(case)
    page = client.get(f"/cases/{case.code}/decisions/").content.decode()
    assert "Đề xuất: Đã xác định" not in page
    for words in ("Đã xác định là nạn nhân", "Thể hiện ở:", "Có giấy tờ mới"):
        assert words in page, words


@pytest.fixture
def second_decider(owner_url: str) -> None:
    """The head, who may decide on a review, has an account of their own in the demo."""
    assert Post.objects.filter(role=Role.HEAD, body__code=HEALTH, user__isnull=False).exists()


@pytest.mark.parametrize(
    ("outcome", "state"), [("upheld", "identified"), ("changed", "verifying"), ("revoked", "verifying")]
)
def test_somebody_else_decides_on_a_review_and_every_version_stays(outcome, state, second_decider):
    case = decided()
    row = appealed(case)
    with acting("decider") as staff, pytest.raises(Refused, match=r"."):
        review.decide_review(review=row, ruling=ruling(outcome), version=1, by=staff)
    with acting("head") as staff:
        review.decide_review(review=row, ruling=ruling(outcome), version=1, by=staff)
        case.refresh_from_db()
        assert case.state == state
        decision = Decision.objects.get(case=case)
        assert decision.outcome == "identified"
        assert (decision.revoked_on is not None) is (outcome == "revoked")
        with pytest.raises(Stale):
            review.decide_review(review=row, ruling=ruling(outcome), version=1, by=staff)


def test_the_first_decider_is_refused_by_the_database_too():
    row = appealed(decided())
    with acting("head") as staff, pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=row.pk).update(
            outcome="upheld", decided_on=today(), decided_user=row.first_user, reason_ct=b"x", decided_by=staff.post_id
        )


def test_statistics_as_known_before_a_revocation_stay_as_they_were(second_decider):
    case = decided()
    row = appealed(case)
    with acting("head") as staff:
        with connection.cursor() as cursor:
            cursor.execute("select vt_test.shift_history(%s, %s)", [case.pk, 10])
        before = timezone.now() - timedelta(days=1)
        review.decide_review(review=row, ruling=ruling("revoked"), version=1, by=staff)
    period = custom(date(2000, 1, 1), date(2099, 1, 1))

    def states(moment):
        return [cell.state for cell in queries.count_cases(area_id=2100020, period=period, as_known_on=moment)]

    with acting("reporter"):
        assert states(before) == ["identified"]
        assert states(None) == states(timezone.now() + timedelta(days=1)) == ["verifying"]


def test_a_review_needs_a_decision_words_and_a_paper_of_whoever_is_not_there():
    with pytest.raises(Refused):
        appealed(in_verification())
    case = decided()
    for wrong in ({"words": " "}, {"by_whom": "body"}, {"received_on": today() + timedelta(days=1)}):
        with pytest.raises(Refused):
            appealed(case, **wrong)
    row = appealed(case)
    with pytest.raises(Refused):
        appealed(case)  # one waits already
    with acting("head") as staff:
        for wrong in (ruling(""), ruling("upheld", reason=""), ruling("upheld", acted_by=body(POLICE))):
            with pytest.raises(Refused):
                review.decide_review(review=row, ruling=wrong, version=1, by=staff)
    with acting("verifier") as staff, pytest.raises(NotAllowed):
        review.decide_review(review=row, ruling=ruling("upheld"), version=1, by=staff)
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        review.receive_review(case=case, asked=review.Asked("person", today(), "x"), by=staff, key=uuid.uuid4())


# The criminal case --------------------------------------------------------------------------------------------------


def offender(case: Case, staff, **changes: Any) -> Offender:
    told = crime.Told(**({"role": "recruiter"} | changes))
    return crime.add_offender(case=case, told=told, by=staff, key=uuid.uuid4())


def stage(case: Case, staff, **changes: Any) -> Proceeding:
    values: dict[str, Any] = {
        "stage": "prosecution",
        "outcome": "ongoing",
        "paper": PAPER,
        "article": "150",
        "body": body(POLICE),
    }
    return crime.record_proceeding(case=case, facts=crime.StageFacts(**(values | changes)), by=staff, key=uuid.uuid4())


def test_an_uncertain_count_stays_uncertain_and_a_known_one_is_in_the_vault_and_in_no_search():
    case = led()
    with acting("verifier") as staff:
        offender(case, staff, lower=2, upper=3, words="2-3 người, chưa rõ danh tính")
        offender(case, staff, lower=2)
        known = offender(case, staff, facts=Facts(name="Vương Văn Thử"))
        shown = reads.offenders_of(case, Vault.of(case.person_id))
        assert [(each.row.lower, each.row.upper, each.words) for each in shown] == [
            (2, 3, "2-3 người, chưa rõ danh tính"),
            (2, None, ""),
            (1, 1, ""),
        ]
        assert known.person is not None
        assert find_by_name("vuong van thu").hits == []
        for wrong in (
            {"lower": 0},
            {"lower": 3, "upper": 2},
            {"role": "no"},
            {"lower": 2, "facts": Facts(name="Ai Đó")},
        ):
            with pytest.raises(Refused):
                offender(case, staff, **wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            Offender.objects.filter(pk=known.pk).update(upper=4)


def test_offenders_of_two_cases_are_linked_within_reach_and_never_merged():
    one, two = led(), led()
    with acting("verifier") as staff:
        first, second = (
            offender(one, staff, facts=Facts(name="Vương Văn Thử")),
            offender(two, staff, facts=Facts(name="Vương Thử")),
        )
        with pytest.raises(Refused):
            crime.same_offender(one=first, other=offender(two, staff, lower=2), same=True, by=staff)
        assert list(reads.known_offenders_elsewhere(one)) == [second]
        crime.same_offender(one=first, other=second, same=True, by=staff)
        (shown,) = reads.offenders_of(one, Vault.of(one.person_id))
        assert shown.also_in == [two.code]
        assert Offender.objects.filter(person__isnull=False).count() == 2
        ((link, _code),) = shown.links
        with pytest.raises(Refused):
            crime.undo_same_offender(offender=offender(one, staff, lower=2), link=link, by=staff)
        crime.undo_same_offender(offender=first, link=link, by=staff)
        with pytest.raises(Stale):
            crime.undo_same_offender(offender=first, link=link, by=staff)
        assert [each.links for each in reads.offenders_of(one, Vault.of(one.person_id))] == [[], []]
        crime.same_offender(one=first, other=second, same=False, by=staff)
    with acting("case_worker") as staff, pytest.raises(NotAllowed):
        crime.undo_same_offender(offender=first, link=link, by=staff)
    with acting("decider") as staff, pytest.raises(NotAllowed):
        crime.same_offender(one=first, other=second, same=False, by=staff)


def test_stages_are_entered_from_their_papers_and_name_whom_they_concern():
    case, other = led(), led()
    with acting("verifier") as staff:
        row, stranger = offender(case, staff, lower=2, upper=3), offender(other, staff)
        stage(case, staff, offenders=[row.pk], note="Vụ án số 1")
        stage(case, staff, stage="verdict", outcome="convicted", body=None, body_words="Tòa án nhân dân khu vực")
        shown = reads.proceedings_of(case, Vault.of(case.person_id))
        assert [(each.stage, who, roles) for each, who, _note, roles in shown] == [
            ("prosecution", body(POLICE).short_name, ["Người tuyển mộ, môi giới"]), ("verdict", "Tòa án nhân dân khu vực", [])
        ]  # fmt: skip
        for wrong in ({"paper": FromPaper(" ", today())}, {"body": None}, {"offenders": [stranger.pk]}, {"paper": FromPaper("1", today() + timedelta(days=1))}):  # fmt: skip
            with pytest.raises(Refused):
                stage(case, staff, **wrong)
        crime.take_back_crime(row=shown[0][0], by=staff)
        with pytest.raises(Stale):
            crime.take_back_crime(row=shown[0][0], by=staff)


@pytest.mark.parametrize("role", ["case_worker", "clerk", "head"])
def test_others_enter_nothing_of_the_criminal_case(role):
    case = led()
    with acting(role) as staff:
        with pytest.raises(NotAllowed):
            offender(case, staff)
        with pytest.raises(NotAllowed):
            stage(case, staff)
        with pytest.raises(NotAllowed):
            crime.add_resulting_offence(case=case, words="x", why="y", by=staff, key=uuid.uuid4())


def test_what_resulted_needs_words_and_a_reason_and_is_taken_back_on_record():
    case = led()
    with acting("decider") as staff:
        for words, why in (("", "y"), ("x", " ")):
            with pytest.raises(Refused):
                crime.add_resulting_offence(case=case, words=words, why=why, by=staff, key=uuid.uuid4())
        row = crime.add_resulting_offence(case=case, words="Vượt biên", why="Bị đưa đi", by=staff, key=uuid.uuid4())
        assert [(words, why) for _row, words, why in reads.resulting_of(case, Vault.of(case.person_id))] == [
            ("Vượt biên", "Bị đưa đi")
        ]
        crime.take_back_crime(row=row, by=staff)
        assert reads.resulting_of(case, Vault.of(case.person_id)) == []
        assert ResultingOffence.objects.count() == 1


def test_an_offender_is_found_by_no_number_of_a_person_beside_the_case():
    number = "020" + "199" + "258147"
    case = led()
    with acting("verifier") as staff:
        row = offender(case, staff, facts=Facts(id_number=number))
        assert find_by_number(number) == [row.person_id]
        assert queries.cases_of_people(staff, [row.person_id]) == {}
