"""The demo's draft of an official report: made and partly written through the acts, once, and left as somebody went on with it."""

from datetime import date

import pytest

from tests.cast import HEALTH, acting
from vongtay.common.days import today
from vongtay.common.periods import Kind, period_holding
from vongtay.home.demo import PROVINCES
from vongtay.home.seed import demo_official
from vongtay.reports import actions
from vongtay.reports.draft_keeping import paragraphs_of
from vongtay.reports.models import IssuedReport, ReportDraft
from vongtay.reports.tests.world import received

pytestmark = pytest.mark.django_db
LAST_HALF = period_holding(today(), Kind.HALF).stage_before()


def test_the_half_year_before_is_drafted_and_partly_written_once():
    received(LAST_HALF.first)
    assert demo_official.load_draft() == 1
    with acting("head") as staff:
        draft = ReportDraft.objects.get()
        assert (draft.body_id, draft.area_id, draft.period) == (staff.body_id, PROVINCES["LS"], LAST_HALF.code)
        assert (draft.state, draft.issued, draft.why, draft.numbers["C.all"]) == ("ready", None, "", "01")
        kept = {one.row.key: one for one in paragraphs_of(draft)}
    written = {key for key, one in kept.items() if one.content.written is not None}
    assert written == set(demo_official._WRITTEN)
    assert all("(mẫu)" in "".join(map(str, kept[key].content.pieces)) for key in written - {"head.to"})
    assert not any(one.content.lacks_reason for one in kept.values())
    assert len(kept) > len(written)  # what the system told is still to be edited

    with acting("reporter") as staff:
        actions.order_issue(draft=draft, on=max(LAST_HALF.last, date(2026, 7, 1)), by=staff)
        for _step in actions.steps_of(draft.pk, staff):
            pass
    assert demo_official.load_draft() == 1  # issued, and not begun again
    with acting("head", HEALTH):
        assert (ReportDraft.objects.get().state, IssuedReport.objects.count()) == ("issued", 1)


def test_nobody_else_finds_it():
    demo_official.load_draft()
    for role, of in (("reporter", "BN.SYT"), ("reporter", "VN.BYT"), ("statistician", HEALTH), ("case_worker", HEALTH)):
        with acting(role, of):
            assert not ReportDraft.objects.exists(), (role, of)
