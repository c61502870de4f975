"""Drafts of official reports: begun, edited paragraph by paragraph, brought up to date, issued. The long work is a job's."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from procrastinate.contrib.django import app

from vongtay.agencies.queries import require_exact_counts
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.periods import parse_period
from vongtay.reports import queries
from vongtay.reports.draft_keeping import new_key, open_one, paragraphs_of, seal
from vongtay.reports.drafting.edit import Content, EditError, from_text
from vongtay.reports.keeping import HELD_BACK, stale
from vongtay.reports.models import DraftParagraph, ReportDraft
from vongtay.reports.outline import title_of
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries import Question
from vongtay.reports.states.official import AT_WORK, OPEN, DraftState

TASK = "reports.advance_draft"
QUEUE = "reports"
WHY = {
    "unknown": gettext_noop("No number %(detail)s stands in this paragraph; leave the marks ⟦ ⟧ as they are, or take one away as a whole."),
    "open": gettext_noop("A mark ⟦ ⟧ around a number was opened or closed alone; write it as before, or take it away as a whole."),
    "long": gettext_noop("A paragraph holds 20,000 letters at most."),
}  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """What somebody wrote into a paragraph, on which version, and why a number is not the system's."""

    text: str
    why: str
    version: int


@transaction.atomic
def start_draft(*, key: UUID, question: Question, by: Staff) -> ReportDraft:
    """Have a report drafted. An open draft of the same report is given instead of a second one, and that of the same key once more.

    Errors: NotAllowed; Stale for the key of another report.
    """
    _require(Act.DRAFT, by)
    about = {
        "world": by.world, "body_id": by.body_id, "area": question.area, "period": question.period.code, "calendar": question.period.calendar.value,
    }  # fmt: skip
    standing = ReportDraft.objects.filter(**about, state__in=OPEN)
    if (made := standing.first() or ReportDraft.objects.filter(**about, pk=key).first()) is not None:
        return made
    draft = ReportDraft(id=key, province_id=by.province_id, wrapped=new_key(), entered_by_id=by.post_id, **about)
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as taken:  # somebody began it at the same moment
        if (made := standing.first()) is None:
            raise stale() from taken
        return made
    audit.record(Act.DRAFT, by=by, details=_about(draft))
    _set_off(draft, by)
    return draft


@transaction.atomic
def edit_paragraph(*, draft: ReportDraft, key: str, edit: Edit, by: Staff) -> DraftParagraph:
    """Keep what somebody wrote. A number that differs wants a reason. Errors: NotAllowed, Stale, Refused."""
    held, row, now = _paragraph(draft, key, edit.version, by)
    try:
        pieces = from_text(edit.text, now.generated)
    except EditError as wrong:
        raise Refused(_(WHY[wrong.code]) % {"detail": wrong.detail}) from wrong
    written = None if pieces == now.generated else pieces
    content = Content(now.generated, written, edit.why.strip() if written is not None else "")
    if content.lacks_reason:
        raise Refused(
            _("A number is not the system's: say why below."),
            *(_differs(one.system, one.written) for one in content.differences),
        )
    _keep(held, row, content, by)
    audit.record(
        Act.EDIT_DRAFT,
        by=by,
        details={"draft": str(draft.pk), "paragraph": key, "numbers_changed": len(content.differences)},
    )
    return row


def _differs(system: str, written: str) -> str:
    if not written:
        return _("%(system)s was left out.") % {"system": system}
    return _("Written: %(written)s. The system: %(system)s.") % {"written": written, "system": system or "—"}


@transaction.atomic
def restore_paragraph(*, draft: ReportDraft, key: str, version: int, by: Staff) -> DraftParagraph:
    """Bring the generated text of a paragraph back. Errors: NotAllowed, Stale, Refused."""
    held, row, now = _paragraph(draft, key, version, by)
    _keep(held, row, Content(now.generated), by)
    audit.record(Act.EDIT_DRAFT, by=by, details={"draft": str(draft.pk), "paragraph": key, "restored": True})
    return row


def _paragraph(draft: ReportDraft, key: str, version: int, by: Staff) -> tuple[ReportDraft, DraftParagraph, Content]:
    """Lock a paragraph of a draft that may be edited. Another paragraph may be edited at the same time."""
    _require(Act.EDIT_DRAFT, by)
    held = ReportDraft.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.pk, body_id=by.body_id)
    if held.state != DraftState.READY:
        raise Refused(_("This draft is not being edited just now."))
    row = DraftParagraph.objects.select_for_update().get(draft=held, key=key)
    if row.version != version:
        raise Stale(
            _(
                "Somebody else has changed this paragraph meanwhile. What you wrote still stands below; theirs stands beside it."
            )
        )
    return held, row, open_one(held, row)


def _keep(draft: ReportDraft, row: DraftParagraph, content: Content, by: Staff) -> None:
    row.version += 1
    row.content_ct = seal(draft, row, content)
    row.changed_by_id, row.changed_at = by.post_id, timezone.now()
    row.save(update_fields=["version", "content_ct", "changed_by", "changed_at"])


@transaction.atomic
def renew_draft(*, draft: ReportDraft, by: Staff) -> ReportDraft:
    """Have the draft made anew from what is known now; what persons wrote keeps its words. Errors: NotAllowed, Refused."""
    moved = _move(draft, by, frozenset({DraftState.READY}), to=DraftState.DRAFTING)
    audit.record(Act.DRAFT, by=by, details=_about(moved))
    return moved


@transaction.atomic
def drop_draft(*, draft: ReportDraft, by: Staff) -> ReportDraft:
    """Put a draft aside. Errors: NotAllowed, Refused."""
    moved = _move(draft, by, frozenset({DraftState.READY}), to=DraftState.DROPPED)
    audit.record(Act.DRAFT, by=by, details=_about(moved))
    return moved


@transaction.atomic
def go_on_with_draft(*, draft: ReportDraft, by: Staff) -> ReportDraft:
    """Set the job off again where it was cut off. Doing so twice changes nothing. Errors: NotAllowed, Refused."""
    moved = _move(draft, by, AT_WORK)
    audit.record(Act.DRAFT, by=by, details=_about(moved))
    return moved


@transaction.atomic
def order_issue(*, draft: ReportDraft, on: date, by: Staff) -> ReportDraft:
    """Have an edited draft issued. Errors: NotAllowed; Refused for a number without a reason, or a date before the period."""
    _require(Act.ISSUE, by)
    period = parse_period(draft.period, draft.calendar)
    if on < period.first:
        raise Refused(_("The report is dated before its period begins."))
    if not queries.body_of(by).symbol:
        raise Refused(_("The body has no abbreviation for the sign of its papers."))
    if wanting := [title_of(one.row.key) for one in paragraphs_of(draft) if one.content.lacks_reason]:
        raise Refused(
            _("Numbers differ from the system without a reason in: %(where)s.") % {"where": "; ".join(wanting)}
        )
    moved = _move(draft, by, frozenset({DraftState.READY}), to=DraftState.ISSUING, on=on)
    audit.record(Act.DRAFT, by=by, details=_about(moved))
    return moved


@transaction.atomic
def give_up_draft(*, draft_id: UUID, by: Staff) -> bool:
    """End the work on a draft whose post may not see small counts by now. Gives whether it was ended."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.give_up_draft(%s, %s)", [draft_id, _(HELD_BACK)])
        ended = bool(cursor.fetchone()[0])
    if ended:
        audit.record(Act.DRAFT, by=by, outcome="refused", details={"draft": str(draft_id)})
    return ended


def _move(
    draft: ReportDraft,
    by: Staff,
    allowed: frozenset[DraftState],
    *,
    to: DraftState | None = None,
    on: date | None = None,
) -> ReportDraft:
    _require(Act.DRAFT, by)
    held = ReportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk, body_id=by.body_id)
    if held.state not in allowed:
        raise Refused(_("Somebody else has gone on with this draft meanwhile."))
    if to is not None:
        held.state, held.done, held.of, held.why = to, 0, 0, ""
        held.issue_on = on if on is not None else held.issue_on
    held.moved_at = timezone.now()
    held.save(update_fields=["state", "done", "of", "why", "issue_on", "moved_at"])
    if held.state in AT_WORK:
        _set_off(held, by)
    return held


def _require(act: Act, by: Staff) -> None:
    if not may(RULES, act, by):
        raise NotAllowed(_("Your post issues no reports."))
    require_exact_counts(by)


def _about(draft: ReportDraft) -> dict[str, str | int]:
    return {
        "draft": str(draft.pk),
        "area": draft.area_id,
        "period": draft.period,
        "calendar": draft.calendar,
        "state": str(draft.state),
    }


def _set_off(draft: ReportDraft, by: Staff) -> None:
    app.configure_task(TASK, queue=QUEUE, lock=str(draft.pk)).defer(draft_id=str(draft.pk), post_id=str(by.post_id))
