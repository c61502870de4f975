"""The list of residents abroad: its monthly reviews, rounds among the returned, lists read from files."""

import uuid
from datetime import date, timedelta

import pytest

from tests.cast import COMMUNE, OTHER_HEALTH, acting
from vongtay.agencies.models import Place
from vongtay.cases import actions, queries
from vongtay.cases.models import Abroad, AbroadImport, ReviewRound
from vongtay.cases.states import ReviewAnswer
from vongtay.cases.tests.test_abroad import DONG_DANG, an_entry, returned, told, totals
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.people.vault import Facts

pytestmark = pytest.mark.django_db


def test_a_review_is_done_when_every_entry_has_its_answer():
    month = today().replace(day=1)
    with acting("receiver", COMMUNE) as staff:
        first, second, place = an_entry(staff), an_entry(staff), Place.objects.get(pk=DONG_DANG)
        key = uuid.uuid4()
        answers = [actions.Answered(first, ReviewAnswer.STILL)]
        review = actions.review_abroad(key=key, place=place, month=month, answers=answers, by=staff)
        assert review.done_at is None
        with pytest.raises(Refused):
            actions.declare_nil(key=key, place=place, month=month, by=staff)
        with pytest.raises(Refused):
            actions.review_abroad(
                key=key, place=place, month=month, answers=[actions.Answered(second, ReviewAnswer.RETURNED)], by=staff
            )
        answers.append(actions.Answered(second, ReviewAnswer.RETURNED, today() - timedelta(days=2)))
        review = actions.review_abroad(key=uuid.uuid4(), place=place, month=month, answers=answers, by=staff)
        assert review.done_at is not None
        assert ReviewRound.objects.count() == 1
        assert first.steps.filter(kind="reviewed").count() == 1
        second.refresh_from_db()
        assert (second.state, second.returned_on) == ("returned", today() - timedelta(days=2))
    with acting("case_worker") as staff:
        rows = queries.reviews_of_month(staff, month)
        assert [row.place.pk for row in rows if row.is_done] == [DONG_DANG]
        assert len(rows) > 20
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert not any(row.is_done for row in queries.reviews_of_month(staff, month))


def test_nil_is_an_act_of_its_own():
    month = today().replace(day=1)
    with acting("receiver", COMMUNE) as staff:
        place = Place.objects.get(pk=DONG_DANG)
        review = actions.declare_nil(key=uuid.uuid4(), place=place, month=month, by=staff)
        assert (review.nil, review.done_at is not None) == (True, True)
        with pytest.raises(Refused):
            actions.declare_nil(key=uuid.uuid4(), place=place, month=date(2100, 1, 1), by=staff)
        with pytest.raises(NotAllowed):
            actions.declare_nil(key=uuid.uuid4(), place=Place.objects.get(pk=2306172), month=month, by=staff)


def test_a_round_among_returned_workers_opens_entries_or_says_that_it_found_nobody():
    with acting("receiver", COMMUNE) as staff:
        outreach = actions.Outreach(Place.objects.get(pk=DONG_DANG), today(), "workers", 34)
        held = actions.hold_round(key=uuid.uuid4(), outreach=outreach, by=staff)
        assert actions.hold_round(key=held.pk, outreach=outreach, by=staff) == held
        held.refresh_from_db()
        with pytest.raises(Refused):
            actions.finish_round(held=held, nil=False, by=staff)
        entry = actions.report_abroad(
            key=uuid.uuid4(),
            report=told(known_through="round", returned_on=today()),
            facts=Facts(name="Hứa Thị Giả Định"),
            by=staff,
            found_in=held,
        )
        assert entry.state == "returned"
        with pytest.raises(Refused):
            actions.finish_round(held=held, nil=True, by=staff)
        assert actions.finish_round(held=held, nil=False, by=staff).done_at is not None
    with acting("case_worker") as staff, pytest.raises(Refused):
        actions.finish_round(held=held, nil=False, by=staff)


def test_an_import_is_made_once_and_undone_but_for_what_was_touched_since():
    with acting("receiver", COMMUNE) as staff:
        lines = [actions.Line(uuid.uuid4(), told(), Facts(name=f"Bế Thị Thử {word}")) for word in ("Một", "Hai", "Ba")]
        key, place = uuid.uuid4(), Place.objects.get(pk=DONG_DANG)
        batch = actions.import_abroad(key=key, place=place, lines=lines, by=staff)
        assert actions.import_abroad(key=key, place=place, lines=lines, by=staff) == batch
        assert Abroad.objects.count() == 3
        returned(staff, Abroad.objects.order_by("pk")[0])
    assert totals() == {"abroad": 2, "returned": 1}
    with acting("receiver", COMMUNE) as staff:
        assert actions.undo_import(batch=batch, by=staff) == 1
        assert Abroad.objects.filter(state="withdrawn").count() == 2
        with pytest.raises(Refused):
            actions.undo_import(batch=batch, by=staff)
    assert totals() == {"returned": 1}
    with acting("case_worker"):
        assert not AbroadImport.objects.exists()
