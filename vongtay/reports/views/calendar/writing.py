"""Writing a body's report: kept as a draft or sent; and what the receiving body decides."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.common.access import Refused, Stale, may
from vongtay.common.amounts import Stated
from vongtay.common.numbers import Bound
from vongtay.common.requests import StaffRequest, do_once, staff_only
from vongtay.indicators.models import plain
from vongtay.indicators.queries import Line
from vongtay.reports import actions
from vongtay.reports.forms.calendar import ApproveIt, ReturnIt, name_of
from vongtay.reports.forms.submission import WriteReport, part_name
from vongtay.reports.models import Submission
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries import calendar as queries
from vongtay.reports.queries import submitted
from vongtay.reports.queries.standing import Owed
from vongtay.reports.rules.calendar import Splits, differences, said_of
from vongtay.reports.states.calendar import WRITABLE, Answer, SubmissionState
from vongtay.reports.views.calendar.pages import act_page, owed_or_404, submission_or_404
from vongtay.reports.views.calendar.report import file_words, known_words


@staff_only
def write(request: StaffRequest, obligation_id: UUID, period: str, body_id: UUID) -> HttpResponse:
    """Fill in a report: what is known stands in it already; keep it, or send it."""
    owed = owed_or_404(request, obligation_id, period, body_id)
    if not may(RULES, Act.WRITE_SUBMISSION, request.staff, owed):
        raise Http404
    back = reverse("reports:report_of", kwargs=owed.address)
    draft = owed.known.open if owed.known.open is not None and owed.known.open.state in WRITABLE else None
    if owed.known.open is not None and draft is None and request.method != "POST":
        messages.info(request, _("The report was sent already. It can be changed once it is returned."))
        return redirect(back)
    lines = queries.figures_known(request.staff, owed)
    form = _form(request, owed, draft, lines)
    if form.is_valid() and _carried(request, form, owed):
        is_sent = request.POST.get("do") == "send"
        messages.success(request, _("The report was sent.") if is_sent else _("The draft was kept."))
        return redirect(back if is_sent else reverse("reports:write_report", kwargs=owed.address))
    context = {
        "form": form, "owed": owed, "back": back, "draft": draft, "is_own": owed.is_mine, "locked": owed.known.locked, "stands": _stands(form),
        "reason": _reason(draft),
    }  # fmt: skip
    return render(request, "reports/calendar/write.html", context, status=422 if form.errors else 200)


def _reason(draft: Submission | None) -> str:
    """Give why a report was returned, for whoever corrects it."""
    if draft is None or draft.state != SubmissionState.RETURNED:
        return ""
    return next((submitted.reason_of(step) for step in submitted.steps_of(draft) if step.reason_ct), "")


def _form(request: StaffRequest, owed: Owed, draft: Submission | None, lines: dict[str, Line]) -> WriteReport:
    indicators, former = queries.asked_of(owed.obligation), draft or owed.known.locked
    initial: dict[str, Any] = {
        "key": draft.pk if draft else uuid.uuid4(),
        "post": uuid.uuid4(),
        "version": draft.version if draft else 0,
    }
    files: list[Any] = []
    if former is not None:
        told = {line.indicator_id: line for line in submitted.lines_said(former)}
        initial["narrative"] = submitted.narrative_of(former)
        files = [(row, file_words(row)) for row in former.files.select_related("file").order_by("recorded_at")]
    else:
        told = {}
    if draft is not None:
        initial |= {
            "why": submitted.why_of(draft),
            "sign": draft.source_sign,
            "dated_on": draft.source_on,
            "arrived_on": draft.received_on,
        }
    for number, indicator in enumerate(indicators):
        line, known = told.get(indicator.pk), lines.get(indicator.pk)
        if line is not None:
            initial[f"answer_{number}"] = line.answer
            if line.value is not None:
                initial[f"value_{number}"] = _written(line.value, line.bound, line.value_high)
                initial |= _parts(number, line.splits)
        elif former is None and known is not None and known.total is not None and not known.is_nil:
            total = known.total
            initial |= {
                f"answer_{number}": Answer.VALUE,
                f"value_{number}": _written(total.value, total.bound, total.value_high),
            }
            initial |= _parts(number, {one.dimension: {code: n for code, n in one.parts if n} for one in known.splits})
    return WriteReport(
        request.POST or None, request.FILES or None, initial=initial, indicators=indicators, known=known_words(lines), files=files,
        is_own=owed.is_mine, corrects=owed.known.locked is not None,
    )  # fmt: skip


def _parts(number: int, splits: Splits) -> dict[str, int]:
    return {part_name(number, one, code): n for one, parts in splits.items() for code, n in parts.items()}


def _written(value: Any, bound: str, high: Any) -> str:
    return str(Stated(plain(value) or value, Bound(bound), plain(high)))


def _carried(request: StaffRequest, form: WriteReport, owed: Owed) -> bool:
    """Keep or send what stands on the form; a refusal is put on it, with everything typed still there."""
    act = actions.send_submission if request.POST.get("do") == "send" else actions.write_submission

    def write(given: dict[str, Any]) -> Submission:
        return act(
            key=given["key"],
            owed=owed,
            said=form.said(),
            version=given["version"],
            post=given["post"],
            by=request.staff,
        )

    try:
        do_once(write, form.cleaned_data)
    except Stale as stale:
        form.add_error(None, list(stale.reasons))
        _stand_on_what_is(form, owed, request)
    except Refused as refused:
        form.add_error(None, list(refused.reasons))
    else:
        return True
    return False


def _stand_on_what_is(form: WriteReport, owed: Owed, request: StaffRequest) -> None:
    """Let the next try of a stale form stand on the draft that is there now."""
    now = queries.owed_of(request.staff, owed.obligation, owed.period.code, owed.body.pk)
    draft = now.known.open if now else None
    if draft is not None:
        renewed = QueryDict(mutable=True)
        renewed.update(form.data)
        renewed["key"], renewed["version"], renewed["post"] = str(draft.pk), str(draft.version), str(uuid.uuid4())
        form.data = renewed
        form.stale_draft = draft


def _stands(form: WriteReport) -> list[Any]:
    """Give what somebody else wrote meanwhile, where it differs from what stands on the form."""
    if form.stale_draft is None or not hasattr(form, "cleaned_data"):
        return []
    theirs = {line.indicator_id: said_of(line) for line in submitted.lines_said(form.stale_draft)}
    names = {row.pk: row for row in form.indicators}
    return [(name_of(names[code]), one) for code, one in differences(theirs, form.told()).items() if code in names]


@staff_only
def send_back(request: StaffRequest, submission_id: UUID) -> HttpResponse:
    """Return a report with a reason."""
    row = submission_or_404(request, submission_id)
    if not may(RULES, Act.RETURN_SUBMISSION, request.staff, row):
        raise Http404
    form = ReturnIt(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> None:
        actions.return_submission(submission=row, by=request.staff, **given)

    return act_page(
        request, form, write, back=_page_of(row), done=_("The report was returned with your reason."), title=_("Return the report"),
        button=pgettext("submission", "Return it"), lead=f"{row.body.short_name} · {row.obligation.title}", version=lambda: _version(row),
    )  # fmt: skip


@staff_only
def approve(request: StaffRequest, submission_id: UUID) -> HttpResponse:
    """Approve a report: it is locked, and its figures go on record."""
    row = submission_or_404(request, submission_id)
    if not may(RULES, Act.RETURN_SUBMISSION, request.staff, row):
        raise Http404
    form = ApproveIt(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> None:
        actions.approve_submission(submission=row, version=given["version"], by=request.staff)

    lead = _("It is locked, and its figures go on record.")
    if row.corrects_id:
        lead = _("It is locked, and its figures take the place of those of the version before, which stays to be read.")
    return act_page(
        request, form, write, back=_page_of(row), done=_("The report is approved and locked; its figures are on record."),
        title=_("Approve the report"), button=_("Approve and lock"), lead=f"{row.body.short_name} · {row.obligation.title}. {lead}",
        version=lambda: _version(row),
    )  # fmt: skip


def _page_of(row: Submission) -> str:
    return reverse("reports:report_of", args=[row.obligation_id, row.period, row.body_id])


def _version(row: Submission) -> int:
    return Submission.objects.values_list("version", flat=True).get(pk=row.pk)
