"""Nothing leaves without a ground: consent and its limits, overrides, withdrawal, sharing for a period."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, body
from vongtay.audit.models import Entry
from vongtay.cases import actions, queries
from vongtay.cases.actions import FromPaper, Given, Ground
from vongtay.cases.models import Case, Consent, Referral, Sharing
from vongtay.cases.queries import protection as reads
from vongtay.cases.rules import age_on, why_not_consent
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.people.vault import Facts, Vault

pytestmark = pytest.mark.django_db


def given(**changes: Any) -> Given:
    values: dict[str, Any] = {
        "purpose": "support", "parts": ["contact", "support"], "how": "signed", "given_on": today(), "by_person": True,
    }  # fmt: skip
    return Given(**(values | changes))


def consent(case: Case, staff, **changes: Any) -> Consent:
    return actions.give_consent(case=case, given=given(**changes), by=staff, key=uuid.uuid4())


def share(case: Case, staff, ground: Ground, **changes: Any) -> Sharing:
    values: dict[str, Any] = {"parts": ["contact"], "at": timezone.now(), "to_body": body(COMMUNE)}
    return actions.share(case=case, ground=ground, by=staff, **(values | changes))


def under(row: Consent, purpose: str = "support", until=None) -> Ground:
    return Ground("consent", "", row.pk, purpose, until)


def notice(case: Case, staff, ground: Ground) -> Referral:
    return actions.send_notice(
        case=case, to_body=body(HEALTH), rule_id="custom", parts=["contact", "support"], at=timezone.now(), by=staff, ground=ground
    )  # fmt: skip


@pytest.mark.parametrize(
    "ground", [Ground(""), Ground("z", "vì"), Ground("c"), Ground("a", "  "), Ground("consent"), Ground("override")]
)
def test_no_notice_leaves_without_a_ground_and_nothing_stays(ground):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        with pytest.raises(Refused), transaction.atomic():
            notice(case, staff, ground)
        assert not Referral.objects.exists()
        assert [row.code for row in queries.grantees_of(case)] == [COMMUNE]


def test_the_ground_of_a_notice_is_kept_with_what_was_shared():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        referral = notice(case, staff, BY_LAW)
        (shown,) = reads.sharings_of(case, Vault.of(case.person_id))
    assert (shown.row.referral_id, shown.row.ground, shown.why) == (referral.pk, "c", BY_LAW.why)
    assert shown.row.parts == ["contact", "support"]


def test_an_override_is_explained_and_marked_in_the_log():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        notice(case, staff, Ground("override", "Đêm muộn, chưa gặp được người đại diện"))
    with acting("auditor"):
        assert Entry.objects.filter(act="cases.override_ground", subject_id=case.subject_id).count() == 1


def test_a_live_consent_carries_what_it_covers_and_shows_what_left_under_it():
    with acting("case_worker") as staff:
        case = a_case(staff)
        row = consent(case, staff, to_words="Tổ chức Ví Dụ", note="Giải thích bằng tiếng Tày")
        with pytest.raises(Refused):  # for somebody else
            share(case, staff, under(row))
        row = consent(case, staff)
        share(case, staff, under(row))
        vault = Vault.of(case.person_id)
        shared = reads.sharings_of(case, vault)
        shown = reads.consents_of(case, vault, today(), shared)
        assert {each.row.pk: [one.row.to_body.code for one in each.shared] for each in shown}[row.pk] == [COMMUNE]
        assert {each.note for each in shown} == {"", "Giải thích bằng tiếng Tày"}


@pytest.mark.parametrize(
    ("changes", "ask"),
    [
        ({}, {"parts": ["identity"]}),
        ({"purpose": "bank"}, {}),
        ({"given_on": today() - timedelta(days=9), "until_on": today() - timedelta(days=1)}, {}),
    ],
)
def test_a_consent_carries_nothing_beyond_its_parts_its_purpose_and_its_time(changes, ask):
    with acting("case_worker") as staff:
        case = a_case(staff, received_at=timezone.now() - timedelta(days=20), event_on=today() - timedelta(days=20))
        row = consent(case, staff, **changes)
        with pytest.raises(Refused):
            share(case, staff, under(row), **ask)
        assert not Sharing.objects.exists()


def test_a_consent_of_another_case_carries_nothing():
    with acting("case_worker") as staff:
        one, other = a_case(staff), a_case(staff)
        row = consent(one, staff)
        with pytest.raises(Refused):
            share(other, staff, under(row))


def test_a_withdrawn_consent_carries_nothing_more_and_ends_what_rested_on_it_alone():
    with acting("case_worker") as staff:
        case = a_case(staff)
        row = consent(case, staff)
        share(case, staff, under(row))
        share(case, staff, BY_LAW, to_body=body(POLICE))
        share(case, staff, under(row), to_body=body(POLICE))
        case.refresh_from_db()
        ended = actions.withdraw_consent(consent=row, withdrawn_on=today(), version=1, by=staff)
        assert [each.code for each in ended] == [COMMUNE]
        assert {each.code for each in queries.grantees_of(case)} == {HEALTH, POLICE}
        with pytest.raises(Refused):
            share(case, staff, under(row))
        with pytest.raises(Stale):
            actions.withdraw_consent(consent=row, withdrawn_on=today(), version=2, by=staff)
    with acting("receiver", COMMUNE):
        assert not Case.objects.filter(pk=case.pk).exists()


def test_chosen_parts_are_shared_for_a_period():
    soon = timezone.now() + timedelta(days=5)
    with acting("case_worker") as staff:
        case = a_case(staff, facts=Facts(name="Lò Thị Ví Dụ"))
        share(case, staff, Ground("a", "Nguy hiểm đến tính mạng", until=soon))
        (row,) = [each for each in queries.grantees_of(case) if each.code == COMMUNE]
        assert (row.role, row.parts, row.until) == ("read", ["contact"], soon)
        for again in (Ground("c", "thêm"), Ground("c", "thêm", until=soon)):  # would lengthen or shorten what stands
            with pytest.raises(Refused), transaction.atomic():
                share(case, staff, again)


@pytest.mark.parametrize(
    "wrong",
    [{"to_words": "Ngân hàng"}, {"to_body": None}, {"parts": []}, {"at": timezone.now() + timedelta(days=3)}],
)
def test_a_sharing_says_what_when_and_to_exactly_one(wrong):
    with acting("case_worker") as staff:
        case = a_case(staff)
        with pytest.raises(Refused):
            share(case, staff, BY_LAW, **wrong)
        with pytest.raises(Refused):
            share(case, staff, BY_LAW, to_body=body(HEALTH))  # itself
        with pytest.raises(Refused):
            share(case, staff, Ground("a", "vì", until=timezone.now() - timedelta(hours=1)))


def test_only_the_body_that_leads_shares_and_others_note_no_consent():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        notice(case, staff, BY_LAW)
    with acting("case_worker") as staff:
        case.refresh_from_db()
        with pytest.raises(NotAllowed):
            share(case, staff, BY_LAW, to_body=body(POLICE))
    for role, where in (("decider", HEALTH), ("clerk", HEALTH), ("case_worker", OTHER_HEALTH)):
        with acting(role, where) as staff, pytest.raises(NotAllowed):
            consent(case, staff)


def test_nobody_is_handed_over_before_something_left_on_a_ground():
    with acting("case_worker") as staff:
        case = a_case(staff)

        def hand_over(**paper: Any) -> None:
            actions.record_step(case=case, kind="handed_over", at=timezone.now(), by=staff, **paper)

        with pytest.raises(Refused):
            hand_over()
        hand_over(
            acted_by=body(POLICE), from_paper=FromPaper("1/CAT", today())
        )  # what another body did is noted as it was
        share(case, staff, BY_LAW)
        hand_over()


# Whose consent ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "person", "representative", "why", "stands"),
    [
        (6, False, True, "", True), (6, True, False, "", False), (7, True, False, "", False), (7, False, True, "", False), (7, True, True, "", True),
        (17, True, False, "", False), (17, True, True, "", True), (18, True, False, "", True), (18, False, True, "", False),
        (18, False, True, "mất năng lực hành vi", True), (None, True, False, "", True), (None, False, False, "", False),
    ],
)  # fmt: skip
def test_who_consents_follows_the_age(age, person, representative, why, stands):
    assert (why_not_consent(age, by_person=person, by_representative=representative, why=why) == []) is stands


def test_the_age_is_that_of_the_day_of_the_consent():
    assert age_on(6, today() - timedelta(days=400), today()) == 7
    assert age_on(None, today(), today()) is None
    with acting("case_worker") as staff:
        case = a_case(staff, age_years=15)
        with pytest.raises(Refused):
            consent(case, staff)
        row = consent(case, staff, by_representative=True)
        assert row.age_then == 15
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.filter(pk=row.pk).update(by_representative=False)


def test_a_consent_names_its_parts_and_ends_after_it_began():
    with acting("case_worker") as staff:
        case = a_case(staff)
        for wrong in (
            {"parts": []},
            {"until_on": today() - timedelta(days=1)},
            {"given_on": today() + timedelta(days=1)},
        ):
            with pytest.raises(Refused):
                consent(case, staff, **wrong)
        assert not Consent.objects.exists()
