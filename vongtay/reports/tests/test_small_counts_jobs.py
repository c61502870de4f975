"""A threshold that comes while a job is at work: the job ends with a sentence and keeps nothing. And what the ministry is told under one."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.cast import acting, body, post
from vongtay.agencies import actions as agencies
from vongtay.agencies.models import Mandate
from vongtay.agencies.places.units import COUNTRY
from vongtay.cases.queries import held_counts
from vongtay.common.access import NotAllowed
from vongtay.common.days import today
from vongtay.common.periods import half_of
from vongtay.reports import actions, jobs
from vongtay.reports.models import DraftParagraph, Release, ReleaseCell, ReportDraft
from vongtay.reports.publishing.gate import measure
from vongtay.reports.queries import Question, area_of
from vongtay.reports.tests.publication import people, proposing
from vongtay.reports.tests.world import LANG_SON, shift
from vongtay.reports.tests.world import received as received_on

MINISTRY = "VN.BYT"
H1 = half_of(2026, 1)
pytestmark = pytest.mark.django_db


def hold(role="reporter", of="LS.SYT", least=5, version=0):
    with acting("administrator", of) as staff:
        return actions.set_small_count(key=uuid.uuid4(), role=role, least=least, number=version, why="thử", by=staff)


def begun(of="LS.SYT", area=LANG_SON):
    with acting("reporter", of) as staff:
        return actions.start_draft(key=uuid.uuid4(), question=Question(area_of(staff, area, H1), H1), by=staff)


def holding_before(step, monkeypatch):
    """Set the threshold between two steps of the job, as an administrator at another desk would."""
    real, entered = agencies.acting_as, iter(range(1, 100))

    def entering(holder):
        if next(entered) == step:
            hold()
        return real(holder)

    monkeypatch.setattr(agencies, "acting_as", entering)


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_draft_ends_with_a_sentence_whenever_the_threshold_comes(step, monkeypatch):
    people(female=3)
    draft = begun()
    holding_before(step, monkeypatch)
    assert jobs.advance_draft(draft.pk, post("reporter").pk) == 0
    with acting("head"):
        draft = ReportDraft.objects.get()
        assert (draft.state, DraftParagraph.objects.exists()) == ("dropped", False)
        assert "không được xem số nhỏ" in draft.why


def test_an_issue_comes_back_to_be_ordered_by_somebody_else(monkeypatch):
    people(female=3)
    draft = begun()
    jobs.advance_draft(draft.pk, post("reporter").pk)
    with acting("reporter") as staff:
        actions.order_issue(draft=draft, on=H1.last, by=staff)
    holding_before(3, monkeypatch)
    jobs.advance_draft(draft.pk, post("reporter").pk)
    with acting("head") as staff:
        draft.refresh_from_db()
        assert (draft.state, draft.issued, DraftParagraph.objects.exists()) == ("ready", None, True)
        actions.order_issue(draft=draft, on=H1.last, by=staff)
    jobs.advance_draft(draft.pk, post("head").pk)
    with acting("head"):
        draft.refresh_from_db()
        assert (draft.state, draft.why) == ("issued", "")


def test_a_release_fails_with_the_sentence(monkeypatch):
    people(female=14)
    with acting("reporter") as staff:
        release = actions.propose_release(key=uuid.uuid4(), draft=proposing(), by=staff)

    def measuring(given, progress):
        hold()
        return measure(given, progress)

    monkeypatch.setattr(jobs, "measure", measuring)
    assert jobs.compute_release(release.pk, post("reporter").pk) == "failed"
    with acting("head"):
        release = Release.objects.get()
        assert (release.state, ReleaseCell.objects.exists()) == ("failed", False)
        assert "không được xem số nhỏ" in release.why


def test_under_a_threshold_nothing_exact_is_begun():
    hold()
    with acting("reporter") as staff:
        question = Question(area_of(staff, LANG_SON, H1), H1)
        with pytest.raises(NotAllowed, match=r"(?i)số nhỏ"):
            actions.start_draft(key=uuid.uuid4(), question=question, by=staff)
        with pytest.raises(NotAllowed, match=r"(?i)số nhỏ"):
            actions.propose_release(key=uuid.uuid4(), draft=proposing(), by=staff)


def test_nobody_else_ends_the_work_of_others():
    draft = begun()
    with acting("reporter") as staff:
        release = actions.propose_release(key=uuid.uuid4(), draft=proposing(), by=staff)

    def given_up(role, of="LS.SYT"):
        with acting(role, of) as staff:
            return (
                actions.give_up_draft(draft_id=draft.pk, by=staff),
                actions.give_up_release(release_id=release.pk, by=staff),
            )

    assert given_up("reporter") == (False, False)  # who sees all counts drops a draft by the page
    hold(of=MINISTRY)
    assert given_up("reporter", MINISTRY) == (False, False)
    hold(role="statistician")
    assert given_up("statistician") == (False, True)  # who may propose a release, and no draft
    hold()
    assert given_up("reporter") == (True, False)
    with pytest.raises(ReportDraft.DoesNotExist):
        jobs.advance_draft(uuid.uuid4(), post("reporter").pk)


def told(area, of=MINISTRY):
    """What the database tells a reporter of an area as a whole; None where it refuses."""
    with acting("reporter", of):
        try:
            with transaction.atomic():
                return held_counts(area_id=area, year=2026, by=["sex"])["sex"].whole
        except ProgrammingError as refused:
            assert "no mandate over this whole area" in str(refused)  # noqa: PT017  # the other refusals are faults here
            return None


def test_a_mandate_over_the_country_is_told_of_the_country_and_of_no_province():
    for month in range(1, 7):
        shift(received_on(date(2026, month, 10)), days=60)
    hold(of=MINISTRY)
    assert told(COUNTRY) == 6
    assert told(LANG_SON) is None
    with acting("administrator", MINISTRY):  # a mandate over a province beside it would tell the rest of the country
        Mandate.objects.create(body=body(MINISTRY), area_id=LANG_SON)
    assert (told(COUNTRY), told(LANG_SON)) == (6, None)
    # A province has its own, and none over the country.
    assert (told(LANG_SON, "LS.SYT"), told(COUNTRY, "LS.SYT")) == (6, None)
    with (
        acting("reporter", MINISTRY),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="small counts"),
        transaction.atomic(),
    ):
        cursor.execute("select * from vt.count_cases(%s, %s, %s, null)", [COUNTRY, H1.first, H1.last])
    with acting("administrator", MINISTRY):
        Mandate.objects.filter(body=body(MINISTRY), area_id=COUNTRY).update(valid_to=today() - timedelta(days=1))
    assert (told(COUNTRY), told(LANG_SON)) == (None, 6)
