"""What the job of a draft does, a piece at each step: compile, compare, write; or make the paper and issue it.

Nothing is kept before the last step, which is one transaction: a job that is killed leaves the draft as it was, to be gone on with.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff
from vongtay.reports import queries
from vongtay.reports.actions.issuing import put_out
from vongtay.reports.annexes import tables_of
from vongtay.reports.compile import compile_report
from vongtay.reports.draft_keeping import Gathered, Opened, filling_from, paragraphs_of, seal
from vongtay.reports.drafting.edit import Content
from vongtay.reports.drafting.model import Drafted, Paragraph
from vongtay.reports.models import DraftParagraph, ReportDraft
from vongtay.reports.outline import numbers_of, outlined
from vongtay.reports.permissions import Act
from vongtay.reports.queries import Question
from vongtay.reports.sheet import Filling
from vongtay.reports.states.official import DraftState
from vongtay.reports.telling import before_of, drafted_of

DRAFT_STEPS = ISSUE_STEPS = 3


def steps_of(draft_id: UUID, by: Staff) -> Iterator[None]:
    """Do what the state of a draft asks for, a piece at each step; each piece is to be a transaction of its own. Safe to run again."""
    draft = ReportDraft.objects.select_related("area").get(pk=draft_id)
    work = {DraftState.DRAFTING: _draft, DraftState.ISSUING: _issue}.get(DraftState(draft.state))
    if work is not None:
        with translation.override("vi"):
            yield from work(draft, by)


def _draft(draft: ReportDraft, by: Staff) -> Iterator[None]:
    draft.as_known_at = timezone.now()
    question = _question(draft, by)
    if question is None:
        yield
        return
    _note(draft, 0, DRAFT_STEPS)
    yield
    report = compile_report(by, question)
    _note(draft, 1, DRAFT_STEPS)
    yield
    before = before_of(by, report)
    _note(draft, 2, DRAFT_STEPS)
    yield
    _write(draft, drafted_of(report, before, by.body_text), by)
    yield


def _issue(draft: ReportDraft, by: Staff) -> Iterator[None]:
    question = _question(draft, by)
    if question is None:
        yield
        return
    _note(draft, 0, ISSUE_STEPS)
    yield
    report = compile_report(by, question)
    _note(draft, 1, ISSUE_STEPS)
    yield
    before = before_of(by, report)
    if numbers_of(drafted_of(report, before, by.body_text)) != draft.numbers:
        _back(
            draft,
            _("What was known when the draft was made is counted otherwise now. Take the new figures, then issue it."),
        )
        yield
        return
    gathered = Gathered(report, before, tables_of(by, report), draft.issue_on or timezone.localdate())
    _note(draft, 2, ISSUE_STEPS)
    yield
    _put_out(draft, filling_from(paragraphs_of(draft), gathered, draft.numbers, by), by)
    yield


def _question(draft: ReportDraft, by: Staff) -> Question | None:
    """Give what is asked for; where the mandate has ended meanwhile, the work ends with a sentence."""
    try:
        return queries.question_of(by, draft)
    except Place.DoesNotExist:
        why, to = _("Your body does not report on this area any more."), DraftState.DROPPED
        _update(draft, state=to, why=why)
        return None


def _note(draft: ReportDraft, done: int, of: int) -> None:
    _update(draft, done=done, of=of)


def _back(draft: ReportDraft, why: str) -> None:
    _update(draft, state=DraftState.READY, why=why[:500])


def _update(draft: ReportDraft, **values: Any) -> None:
    """Write how far the work is; a state that somebody changed meanwhile is left as it is."""
    ReportDraft.objects.filter(pk=draft.pk, state=draft.state).update(**values, moved_at=timezone.now())


@transaction.atomic
def _write(draft: ReportDraft, drafted: Drafted, by: Staff) -> None:
    """Keep the drafted paragraphs, all or none; what persons wrote keeps its words."""
    held = ReportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if held.state != DraftState.DRAFTING:
        return
    standing = {one.row.key: one for one in paragraphs_of(held)}
    wanted = outlined(drafted)
    for place, paragraph in enumerate(wanted):
        _put(held, standing.pop(paragraph.key, None), paragraph, place)
    _left_over(held, list(standing.values()), len(wanted))
    held.state, held.as_known_at, held.numbers = DraftState.READY, draft.as_known_at, numbers_of(drafted)
    held.notes = [[note.kind, note.part, note.words, list(note.anchors)] for note in drafted.notes]
    held.done = held.of = DRAFT_STEPS
    held.moved_at = timezone.now()
    held.save(update_fields=["state", "as_known_at", "numbers", "notes", "done", "of", "moved_at"])
    audit.record(
        Act.DRAFT, by=by, details={"draft": str(held.pk), "paragraphs": len(wanted), "numbers": len(held.numbers)}
    )


def _put(draft: ReportDraft, standing: Opened | None, paragraph: Paragraph, place: int) -> None:
    if standing is None:
        row = DraftParagraph(draft=draft, key=paragraph.key, part=paragraph.part, place=place)
        row.content_ct = seal(draft, row, Content(paragraph.pieces))
        row.save(force_insert=True)
        return
    row, renewed = standing.row, standing.content.renewed(paragraph.pieces)
    if renewed != standing.content:
        row.version += 1
        row.content_ct = seal(draft, row, renewed)
    row.part, row.place = paragraph.part, place
    row.save(update_fields=["version", "content_ct", "part", "place"])


def _left_over(draft: ReportDraft, rows: Sequence[Opened], place: int) -> None:
    """Let go of paragraphs that nothing is known for any more; what somebody wrote stays, with its numbers marked as changed."""
    for index, one in enumerate(rows):
        if one.content.written is None:
            one.row.delete()
        else:
            _put(draft, one, Paragraph(one.row.key, one.row.part), place + index)


def _put_out(draft: ReportDraft, filling: Filling, by: Staff) -> None:
    """Issue the paper and close the draft in one transaction; a refusal brings the draft back with its sentence."""
    try:
        with transaction.atomic():
            held = ReportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
            if held.state != DraftState.ISSUING:
                return
            held.issued = put_out(filling=filling, by=by)
            held.state, held.done, held.of, held.moved_at = DraftState.ISSUED, ISSUE_STEPS, ISSUE_STEPS, timezone.now()
            held.save(update_fields=["issued", "state", "done", "of", "moved_at"])
    except Refused as refused:
        _back(draft, " ".join(refused.reasons))
