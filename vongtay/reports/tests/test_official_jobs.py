"""The job of a draft, with transactions that really commit: killed half-way, gone on with, run twice."""

import uuid

from tests.cast import post
from tests.committed import Committed
from vongtay.agencies.actions import acting_as
from vongtay.common.days import today
from vongtay.common.periods import half_of
from vongtay.papers.models import Register
from vongtay.reports import actions, jobs
from vongtay.reports.models import IssuedReport, ReportDraft
from vongtay.reports.queries import Question, area_of
from vongtay.reports.tests.world import LANG_SON


def test_a_job_that_is_killed_leaves_nothing_half_made_and_is_gone_on_with(committed_db: Committed):
    holder = post("reporter")
    with acting_as(holder) as staff:
        draft = actions.start_draft(
            key=uuid.uuid4(), question=Question(area_of(staff, LANG_SON), half_of(2026, 1)), by=staff
        )
        key = draft.pk
    steps = None
    for _piece in range(3):  # the machine is switched off before the sentences are kept
        with acting_as(holder) as by:
            steps = steps or actions.steps_of(key, by)
            next(steps)
    with acting_as(holder) as staff:
        draft = ReportDraft.objects.get(pk=key)
        assert (draft.state, draft.done, draft.paragraphs.count()) == ("drafting", 2, 0)
        actions.go_on_with_draft(draft=draft, by=staff)
    assert jobs.advance_draft(key, holder.pk) == 4
    with acting_as(holder) as staff:
        draft = ReportDraft.objects.get(pk=key)
        assert draft.state == "ready"
        actions.order_issue(draft=draft, on=today(), by=staff)
    steps = None
    for _piece in range(3):  # and again before the paper is made
        with acting_as(holder) as by:
            steps = steps or actions.steps_of(key, by)
            next(steps)
    with acting_as(holder) as staff:
        assert ReportDraft.objects.get(pk=key).state == "issuing"
        assert not IssuedReport.objects.exists()
        assert not Register.objects.exists()
    jobs.advance_draft(key, holder.pk)
    assert jobs.advance_draft(key, holder.pk) == 0
    with acting_as(holder):
        assert IssuedReport.objects.get().paper.number == 1
