"""The ledger: money by the norm in force, help in kind without an amount, nothing twice, nothing edited."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import BORDER, BY_CUSTOM, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, body, post, sign_in
from vongtay.agencies.models import Body
from vongtay.audit.models import Entry
from vongtay.cases import actions as cases
from vongtay.cases.models import Step
from vongtay.cases.states import State
from vongtay.cases.tests.test_actions import accepted, notified
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.people import actions as people
from vongtay.people.models import Person
from vongtay.people.vault import Facts, Vault
from vongtay.support import actions, queries
from vongtay.support.models import LedgerEntry
from vongtay.support.rules import Due, why_not_amount, why_not_due, why_not_quantity
from vongtay.support.states import Beneficiary
from vongtay.support.tests.test_norms import SIGN

pytestmark = pytest.mark.django_db


def norms(*wanted):
    """Let the legal officer enter norms: (regime, unit, amount)."""
    with acting("legal_officer") as staff:
        for regime, unit, amount in wanted:
            given = actions.NormGiven(regime, unit, amount, date(2025, 7, 1), SIGN, date(2025, 6, 20))
            actions.enter_norm(key=uuid.uuid4(), given=given, by=staff)


def money(**changes):
    values = {"regime": "travel", "how": "day", "quantity": 1, "given_on": today(), "money": "province",
              "decision_sign": "00/QĐ-SYT", "decision_on": today()} | changes  # fmt: skip
    return actions.Given(**values)


def in_kind(**changes):
    return actions.Given(
        **({"regime": "travel", "how": "in_kind", "quantity": 3, "unit_words": "vé", "given_on": today()} | changes)
    )


def book(case, given, by, **more):
    return actions.book(key=more.pop("key", None) or uuid.uuid4(), case=case, given=given, by=by, **more)


def test_rules_say_why_not():
    assert why_not_due(Due(Beneficiary.CITIZEN, "yes")) == []
    for wrong in (
        Due(None, ""),
        Due(Beneficiary.CITIZEN, "no"),
        Due(Beneficiary.CITIZEN, ""),
        Due(Beneficiary.CITIZEN, "yes", over_age=True),
    ):
        assert len(why_not_due(wrong)) == 1
    assert why_not_amount(amount=5, most=5, less_reason="") == []
    assert why_not_amount(amount=4, most=5, less_reason="Có xe") == []
    for amount in (6, 4, 0):
        assert why_not_amount(amount=amount, most=5, less_reason="")
    day = date(2026, 3, 30)
    for unit, quantity, last, holds in (
        ("once", 1, day, True), ("once", 2, day, False), ("day", 3, date(2026, 4, 1), True), ("day", 4, date(2026, 4, 1), False),
        ("month", 2, date(2026, 4, 1), True), ("month", 3, date(2026, 4, 1), False), ("trip", 9, day, True), ("trip", 0, day, False),
        ("day", 1, date(2026, 3, 29), False),
    ):  # fmt: skip
        assert (why_not_quantity(unit=unit, quantity=quantity, first=day, last=last) == []) is holds, (unit, quantity)


def test_money_follows_the_norm_of_the_day_and_is_booked_once():
    norms(("travel", "day", 100_000))
    with acting("case_worker") as staff:
        case = a_case(staff)
        key = uuid.uuid4()
        entry = book(case, money(), staff, key=key)
        assert book(case, money(), staff, key=key) == entry
        assert (entry.amount_dong, entry.beneficiary, entry.state_then) == (
            100_000,
            "under_identification",
            State.RECEIVED,
        )
        assert (entry.law, entry.world, entry.acted_by_body.code) == ("L53", "demo", HEALTH)
        assert Step.objects.filter(case=case, kind="help").count() == 1
    with acting("auditor"):
        written = Entry.objects.get(act="support.book", subject_id=case.subject_id)
    assert written.details == {"regime": "travel", "money": True}


def test_money_without_a_norm_in_force_is_refused_and_help_in_kind_is_not():
    with acting("case_worker") as staff:
        case = a_case(staff)
        with pytest.raises(Refused, match="Chưa có định mức"):
            book(case, money(), staff)
        entry = book(case, in_kind(), staff)
        assert (entry.amount_dong, entry.norm, entry.quantity, entry.unit) == (None, None, 3, "vé")
        for wrong in (
            in_kind(amount_dong=5),
            in_kind(unit_words=" "),
            in_kind(quantity=0),
            in_kind(how="gold"),
            in_kind(regime="gold"),
        ):
            with pytest.raises(Refused):
                book(case, wrong, staff)
        assert LedgerEntry.objects.count() == 1


def test_what_came_of_a_service_is_kept_encrypted_and_shown(client):
    with acting("case_worker") as staff:
        case = a_case(staff)
        entry = book(case, in_kind(provider_text="Trung tâm mẫu", result="Đã khám, hẹn tái khám"), staff)
        assert "tái khám".encode() not in bytes(entry.result_ct)
        row = queries.ledger_of(case, Vault.of(case.person_id))[0]
        assert row.words == {"provider": "Trung tâm mẫu", "result": "Đã khám, hẹn tái khám"}
    sign_in(client, "case_worker")
    assert "Kết quả: Đã khám, hẹn tái khám" in client.get(f"/support/{case.code}/ledger/").content.decode()
    assert 'name="result"' in client.get(f"/support/{case.code}/ledger/travel/new/").content.decode()


def test_more_than_the_norm_is_refused_and_less_needs_a_reason():
    norms(("travel", "day", 100_000))
    with acting("case_worker") as staff:
        case = a_case(staff)
        for wrong in (
            {"amount_dong": 100_001}, {"amount_dong": 60_000}, {"quantity": 2}, {"money": ""}, {"decision_sign": ""},
            {"given_on": today() + timedelta(days=1)}, {"given_on": case.event_on - timedelta(days=1)}, {"how": "trip"},
        ):  # fmt: skip
            with pytest.raises(Refused):
                book(case, money(**wrong), staff)
        entry = book(case, money(amount_dong=60_000, less_reason="Xe của xã chở một chặng"), staff)
        assert queries.ledger_of(case, Vault.of(case.person_id))[0].words == {"less_reason": "Xe của xã chở một chặng"}
        assert entry.amount_dong == 60_000


def test_what_is_unset_is_refused_until_somebody_decides():
    with acting("case_worker") as staff:
        case = a_case(staff)
        with pytest.raises(Refused, match="quyết định"):
            book(case, in_kind(regime="psychological"), staff)
        actions.rule_on(key=uuid.uuid4(), case=case, regime="psychological", answer="yes", reason="Bị thương", by=staff)
        book(case, in_kind(regime="psychological"), staff)
        actions.rule_on(key=uuid.uuid4(), case=case, regime="psychological", answer="no", reason="Đã khỏi", by=staff)
        with pytest.raises(Refused):
            book(case, in_kind(regime="psychological"), staff)


def test_who_may_not_book_and_who_may_not_look():
    norms(("travel", "day", 100_000))
    with acting("case_worker") as staff:
        case = a_case(staff)
        entry = book(case, money(), staff)
    for role in ("verifier", "decider", "clerk", "head"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            book(case, money(), staff)
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert not LedgerEntry.objects.exists()
        with pytest.raises(NotAllowed):
            book(case, money(), staff)
        with pytest.raises(NotAllowed):
            actions.take_back(key=uuid.uuid4(), entry=entry, reason="x", by=staff)
    with acting("clerk"):
        assert not LedgerEntry.objects.exists()
    with acting("reporter"):
        assert not LedgerEntry.objects.exists()


def test_an_entry_is_never_edited_and_taken_back_once_by_a_mirror():
    norms(("travel", "day", 100_000))
    with acting("case_worker") as staff:
        case = a_case(staff)
        entry = book(case, money(), staff)
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            LedgerEntry.objects.filter(pk=entry.pk).update(amount_dong=1)
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            LedgerEntry.objects.filter(pk=entry.pk).delete()
        with pytest.raises(Refused):
            actions.take_back(key=uuid.uuid4(), entry=entry, reason=" ", by=staff)
        counter = actions.take_back(key=uuid.uuid4(), entry=entry, reason="Ghi nhầm người", by=staff)
        assert (counter.quantity, counter.amount_dong) == (-1, -100_000)
        for again in (entry, counter):
            with pytest.raises(Stale):
                actions.take_back(key=uuid.uuid4(), entry=again, reason="x", by=staff)
        rows = queries.ledger_of(case, Vault.of(case.person_id))
        assert queries.sums_by_year(rows) == [(today().year, 0)]
        assert not any(row.stands for row in rows)
        entry = book(case, money(), staff)  # what was taken back is not paid
        bent = LedgerEntry(**{name: getattr(entry, name) for name in (
            "subject_id", "case_id", "world", "province_id", "place_id", "person_id", "law", "regime", "beneficiary", "given_on", "first_on", "last_on",
            "norm_id", "unit", "money", "decision_sign", "decision_on", "acted_by_body_id", "state_then")}, entered_by_id=staff.post_id,
            reverses=entry, quantity=-1, amount_dong=-1, reversal_ct=b"x")  # fmt: skip
        with pytest.raises(IntegrityError, match="mirrors"), transaction.atomic():
            bent.save(force_insert=True)


def test_the_database_lets_no_money_past_the_norm():
    norms(("travel", "day", 100_000))
    with acting("case_worker") as staff:
        case = a_case(staff)
        entry = book(case, money(), staff)
        facts = {
            field.attname: getattr(entry, field.attname)
            for field in LedgerEntry._meta.concrete_fields
            if field.name not in ("id", "recorded_at")
        }
        later = {"first_on": today() + timedelta(days=9), "last_on": today() + timedelta(days=9)}
        for wrong in ({"amount_dong": 100_001}, {"given_on": date(2025, 6, 30)}, {"unit": "trip"}):
            with pytest.raises(IntegrityError, match="no norm"), transaction.atomic():
                LedgerEntry.objects.create(**facts | later | wrong)
        with pytest.raises(IntegrityError, match="paid before"), transaction.atomic():
            LedgerEntry.objects.create(**facts)


def test_the_same_is_not_paid_twice_by_another_body_to_a_linked_registration():
    norms(("travel", "day", 100_000), ("travel", "trip", 300_000))
    with acting("case_worker") as staff:
        first = a_case(staff)
        book(first, money(), staff)
    with acting("receiver", COMMUNE) as staff:
        second = a_case(staff)
        book(second, money(), staff)  # nobody has found yet that they are one
    with acting("case_worker") as staff:
        third = a_case(staff)
        people.link_people(one=first.person, other=third.person, same=True, by=staff)
        with pytest.raises(Refused) as told:
            book(third, money(), staff)
        assert "00/QĐ-SYT" in str(told.value)
        assert body(HEALTH).short_name in str(told.value)
        assert first.code not in str(told.value)
        with pytest.raises(Refused, match="khoản khác"):
            book(third, money(how="trip"), staff)
        book(third, money(how="trip", apart_reason="Vé tàu, khác tiền ăn đường"), staff)
        book(
            third,
            money(given_on=today(), first_on=today() + timedelta(days=1), last_on=today() + timedelta(days=1)),
            staff,
        )


def test_one_identity_number_is_one_human_being_across_bodies():
    norms(("travel", "day", 100_000))
    facts = Facts(name="Lò Thị Ví Dụ", id_number="0" * 11 + "1")
    with acting("receiver", BORDER) as staff:
        book(a_case(staff, facts=facts), money(receipt_sign="BN-1", receipt_on=today()), staff)
    with acting("case_worker") as staff, pytest.raises(Refused, match=str(body(BORDER).short_name)):
        book(a_case(staff, facts=facts), money(), staff)


def test_a_one_off_payment_is_asked_about_ever_after():
    norms(("travel", "once", 500_000))
    with acting("case_worker") as staff:
        case = a_case(staff, received_at=timezone.now() - timedelta(days=9), event_on=today() - timedelta(days=9))
        book(case, money(how="once", given_on=today() - timedelta(days=8)), staff)
        with pytest.raises(Refused, match="khoản khác"):
            book(case, money(how="once"), staff)
        book(case, money(how="once", apart_reason="Lần về nhà thứ hai"), staff)


def test_another_body_s_payment_is_entered_from_its_paper():
    norms(("travel", "day", 100_000))
    with acting("case_worker") as staff:
        case = a_case(staff)
        other = Body.objects.get(code=POLICE)
        with pytest.raises(Refused, match="số và ngày"):
            book(case, money(), staff, acted_by=other)
        entry = book(case, money(), staff, acted_by=other, from_paper=cases.FromPaper("15/CAT", today()))
        assert (entry.acted_by_body_id, entry.source_sign) == (other.id, "15/CAT")
        assert entry.incoming is not None
        assert entry.entered_by_id == post("case_worker").id


def in_verification(days):
    """Give a case that the commune received some days ago and that Sở Y tế took over."""
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, received_at=timezone.now() - timedelta(days=days), event_on=today() - timedelta(days=days))
        notified(case, staff)
    return accepted(case)


def decided(case, outcome=State.NOT_IDENTIFIED):
    """Decide a case in verification today."""
    with acting("verifier") as staff:
        cases.add_evidence(case=case, source="e", weight="weak", obtained_on=today(), note="Lời kể", by=staff)
        case.refresh_from_db()
        proposal = cases.Proposal(
            outcome, ["e"], "" if outcome == State.IDENTIFIED else "evidence_short", "Chưa đủ căn cứ"
        )
        cases.propose(case=case, proposal=proposal, version=case.version, by=staff)
        case.refresh_from_db()
    stands_in = BY_CUSTOM if outcome == State.IDENTIFIED else None
    with acting("decider") as staff:
        cases.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=stands_in)
        case.refresh_from_db()
    return case


def test_support_stays_explained_after_a_negative_decision(client):
    norms(("travel", "day", 100_000))
    case = in_verification(3)
    with acting("case_worker") as staff:
        book(case, money(given_on=today() - timedelta(days=2)), staff)
        cases.give_help(
            case=case, kind="essential", given_on=today() - timedelta(days=3), quantity=2, unit="bữa", by=staff
        )
    case = decided(case)
    with acting("case_worker") as staff:
        with pytest.raises(Refused):
            book(case, money(), staff)
        late = book(
            case, in_kind(given_on=today() - timedelta(days=1)), staff
        )  # entered late: it was given before the decision
        assert (late.beneficiary, late.state_then) == ("under_identification", State.VERIFYING)
    sign_in(client, "case_worker")
    page = client.get(f"/support/{case.code}/ledger/").content.decode()
    assert "ngay tình và vẫn có căn cứ" in page
    assert "100.000" in page
    assert "2 bữa" in page


def test_travel_money_on_the_spot_takes_four_answers_and_gives_a_receipt(client):
    with acting("receiver", BORDER) as staff:
        case = a_case(staff)
    sign_in(client, "receiver", BORDER)
    address = f"/support/{case.code}/ledger/travel/"
    assert "Chưa có định mức" in client.get(address).content.decode()
    norms(("travel", "day", 100_000))
    sign_in(client, "receiver", BORDER)
    given = {"key": str(uuid.uuid4()), "how": "day", "quantity": "2", "receipt_sign": "BN-07", "money": "central"}
    assert client.post(address, given | {"receipt_sign": ""}).status_code == 422
    answers = [client.post(address, given) for _turn in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    receipt = client.get(answers[0]["Location"]).content.decode()
    assert "200.000" in receipt
    assert "Ví Dụ" not in receipt
    twice = client.post(address, given | {"key": str(uuid.uuid4())})
    assert twice.status_code == 422
    assert "BN-07" in twice.content.decode()
    with acting("receiver", BORDER):
        entry = LedgerEntry.objects.get()
        assert entry.last_on == today() + timedelta(days=1)
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"/support/{case.code}/ledger/{entry.pk}/receipt/").status_code == 404


def test_the_pages_of_the_ledger(client, django_assert_num_queries):
    norms(("travel", "day", 100_000))
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    ledger, new = f"/support/{case.code}/ledger/", f"/support/{case.code}/ledger/travel/new/"
    assert "Chưa ghi khoản nào" in client.get(ledger).content.decode()
    assert client.get(new).status_code == 200
    given = {"key": str(uuid.uuid4()), "how": "day", "quantity": "1", "given_on": today().strftime("%d/%m/%Y"), "money": "aid",
             "decision_sign": "05/QĐ-SYT", "decision_on": today().strftime("%d/%m/%Y")}  # fmt: skip
    wrong = client.post(new, given | {"amount_dong": "200.000"})
    assert wrong.status_code == 422
    assert "05/QĐ-SYT" in wrong.content.decode()
    for _turn in range(2):
        assert client.post(new, given).status_code == 302
    undecided = client.get(f"/support/{case.code}/ledger/psychological/new/").content.decode()
    assert f"/support/{case.code}/regimes/psychological/" in undecided
    with acting("case_worker"):
        entry = LedgerEntry.objects.get()
    back = f"/support/{case.code}/ledger/{entry.pk}/take-back/"
    assert client.post(back, {"key": str(uuid.uuid4()), "reason": ""}).status_code == 422
    with django_assert_num_queries(14, exact=False):
        page = client.get(ledger).content.decode()
    assert "05/QĐ-SYT" in page
    assert client.post(back, {"key": str(uuid.uuid4()), "reason": "Ghi nhầm"}).status_code == 302
    assert "Ghi nhầm" in client.get(ledger).content.decode()
    for stranger, seen in (("verifier", 200), ("head", 200)):
        sign_in(client, stranger)
        assert client.get(ledger).status_code == seen
        assert client.get(new).status_code == 403
    sign_in(client, "clerk")
    assert client.get(ledger).status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(ledger).status_code == 404


def test_nobody_asks_what_was_paid_to_somebody_out_of_reach():
    with acting("case_worker") as staff:
        person = Person.objects.get(pk=a_case(staff).person_id)
    with acting("case_worker", OTHER_HEALTH), pytest.raises(Exception, match="no grant"), transaction.atomic():
        queries.paid_before(person_id=person.pk, regime="travel", unit="day", first=today(), last=today())
