"""The official report of the demo's province for the half-year before: drafted by the acts of the page, partly written by a person."""

from uuid import UUID

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import Role, World
from vongtay.common.days import today
from vongtay.common.periods import Kind, period_holding
from vongtay.home.demo import PROVINCES
from vongtay.reports import actions
from vongtay.reports.actions import Edit
from vongtay.reports.models import DraftParagraph, ReportDraft
from vongtay.reports.queries import Question, area_of

KEY = UUID("6f1c1c52-97a4-4b52-8a2e-0b6a6f6d0097")
_WRITTEN = {
    "head.to": "Ủy ban nhân dân tỉnh Lạng Sơn\nBộ Y tế",
    "situation.words": "Tình hình trên địa bàn cơ bản ổn định; các thủ đoạn mới chủ yếu qua mạng xã hội (mẫu).",
    "assessment.good": "Các xã biên giới phối hợp chặt chẽ với đồn biên phòng trong tiếp nhận ban đầu (mẫu).",
    "assessment.limits": "Một số xã báo cáo chậm so với thời hạn (mẫu).",
    "plan.words": "Tập huấn cho cán bộ tiếp nhận của các xã mới sáp nhập (mẫu).",
}


def load_draft() -> int:
    """Draft the report and write some of its paragraphs, unless it was done. Gives how many drafts there are then."""
    half = period_holding(today(), Kind.HALF)
    period = half.stage_before()
    with acting_as(Post.objects.get(role=Role.REPORTER, body__code="LS.SYT", world=World.DEMO)) as by:
        if known := ReportDraft.objects.filter(world=World.DEMO).count():
            return known
        draft = actions.start_draft(key=KEY, question=Question(area_of(by, PROVINCES["LS"]), period), by=by)
        for _step in actions.steps_of(draft.pk, by):
            pass
        for key, words in _WRITTEN.items():
            version = DraftParagraph.objects.get(draft=draft, key=key).version
            actions.edit_paragraph(draft=draft, key=key, edit=Edit(words, "", version), by=by)
    return 1
