"""What the receiving body does with a report: return it with a reason, or approve it, which locks it and puts its figures on record."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.saving import save_in_words
from vongtay.indicators import actions as indicators
from vongtay.indicators.actions import Claim, Source, Speaker
from vongtay.indicators.models import SUMS, Figure, SourceKind
from vongtay.papers.sealing import new_seal
from vongtay.reports.keeping import held, locked, require, stale
from vongtay.reports.models import Submission, SubmissionLine, SubmissionStep
from vongtay.reports.permissions import Act
from vongtay.reports.queries import covers, mandates_of
from vongtay.reports.queries.submitted import STEPS, lines_said
from vongtay.reports.states.calendar import Answer, Speaks, SubmissionState

_ZERO = Decimal(0)


@transaction.atomic
def return_submission(*, submission: Submission, reason: str, version: int, by: Staff) -> Submission:
    """Return a report to the body that sent it, and say why. Done twice by one person it is done once.

    Errors: NotAllowed, Stale, WrongState, Refused.
    """
    require(Act.RETURN_SUBMISSION, by, submission)
    if not reason.strip():
        raise Refused(_("Say why it is returned: the other body corrects by your words."))
    row = held(Submission, submission.pk)
    if row.state == SubmissionState.RETURNED and _last_by(row) == by.post_id:
        return row
    _require_sent(row, version)
    row.state, row.version = SubmissionState.RETURNED, row.version + 1
    step = _step(row, by)
    seal = new_seal()
    step.reason_ct, step.wrapped = seal.close(STEPS, "reason_ct", step.pk, reason.strip()[:4000]), seal.wrapped
    step.save(force_insert=True)
    save_in_words(row)
    audit.record(Act.RETURN_SUBMISSION, by=by, details={"submission": str(row.pk), "period": row.period})
    return row


@transaction.atomic
def approve_submission(*, submission: Submission, version: int, by: Staff) -> Submission:
    """Approve a report as a second person: it is locked, its figures go on record, and those of the version that it corrects give way.

    All of it stands at one moment, or nothing. Errors: NotAllowed for the sender or without a mandate, Stale, WrongState.
    """
    require(Act.APPROVE_SUBMISSION, by, submission)
    row = held(Submission, submission.pk)
    require(Act.APPROVE_SUBMISSION, by, row)
    if row.state == SubmissionState.APPROVED and row.approved_by_id == by.post_id:
        return row
    _require_sent(row, version)
    if not covers(mandates_of(by), row.province_id):
        raise Refused(_("Your body has no mandate over this province any more, so its figures can't go on record."))
    if row.corrects_id is not None:
        former = locked(Submission, row.corrects_id)
        former.state, former.version = SubmissionState.SUPERSEDED, former.version + 1
        _step(former, by).save(force_insert=True)
        save_in_words(former)
    row.state, row.approved_by_id, row.decided_at = SubmissionState.APPROVED, by.post_id, timezone.now()
    row.version += 1
    _step(row, by).save(force_insert=True)
    save_in_words(row)
    counted = _put_on_record(row, by)
    details = {"submission": str(row.pk), "period": row.period, "number": row.number, "figures": counted}
    audit.record(Act.APPROVE_SUBMISSION, by=by, details=details)
    return row


def _require_sent(row: Submission, version: int) -> None:
    if row.state != SubmissionState.SENT:
        raise WrongState(_("Somebody has decided on this report meanwhile. Look at what is new."))
    if row.version != version:
        raise stale()


def _last_by(row: Submission) -> UUID | None:
    return row.steps.order_by("-recorded_at").values_list("by_id", flat=True).first()


def _step(row: Submission, by: Staff) -> SubmissionStep:
    return SubmissionStep(
        world=row.world, submission=row, to_state=row.state, by_id=by.post_id, recorded_at=timezone.now()
    )


def _put_on_record(row: Submission, by: Staff) -> int:
    """Make, correct and take back the figures of a report, so that what stands is what it says. Gives how many stand."""
    lines = lines_said(row)
    former = list(SubmissionLine.objects.filter(submission_id=row.corrects_id)) if row.corrects_id else []
    sources = {line.source for line in [*lines, *former]}
    standing = {
        figure.source_id: figure
        for figure in Figure.objects.filter(source_id__in=sources, replaced_at__isnull=True).select_related("indicator")
    }
    said = {line.source: _claim(row, line) for line in lines if line.answer in (Answer.VALUE, Answer.NIL)}
    for source, figure in standing.items():
        claim = None if source is None else said.pop(source, None)
        if claim is None and not figure.withdrawn:
            indicators.withdraw_figure(figure=figure, by=by)
        elif claim is not None and (figure.withdrawn or claim != Claim.of(figure)):
            indicators.correct_figure(figure=figure, claim=claim, by=by)
    kind = SourceKind.SUBMISSION if row.obligation.speaks == Speaks.AREA else SourceKind.OWN_WORK
    speaker = Speaker(row.body_id, row.body.place_id, row.province_id)
    if said:
        new = [(claim, speaker, Source(source, kind=kind)) for source, claim in said.items()]
        indicators.confirm_figures(said=new, by=by)
    _tell_once(row, sources, by)
    return Figure.objects.filter(source_id__in=sources, replaced_at__isnull=True, withdrawn=False).count()


def _claim(row: Submission, line: SubmissionLine) -> Claim:
    """Give what a line says as a figure, with its parts by sex and age where they were told."""
    unit = line.indicator.unit
    if line.answer == Answer.NIL:
        return Claim(line.indicator_id, value=_ZERO, first=row.first_on, last=row.last_on, unit=unit, nil=True)
    return Claim(
        line.indicator_id, line.value or _ZERO, row.first_on, row.last_on, unit, line.value_high, line.bound, splits=line.splits
    )  # fmt: skip


def _tell_once(row: Submission, sources: set[UUID], by: Staff) -> None:
    """Judge as one what this body told in sum of the same area and days before, in another report: in totals it counts once."""
    told: dict[str, list[Figure]] = {}
    sums = Figure.objects.filter(
        body_id=row.body_id, area_id=row.body.place_id, happened_from=row.first_on, happened_to=row.last_on, world=row.world,
        replaced_at__isnull=True, withdrawn=False, apart="", source_kind__in=SUMS,
        indicator__in=row.lines.values("indicator_id"),
    )  # fmt: skip
    for figure in sums.order_by("recorded_at", "id"):
        told.setdefault(figure.indicator_id, []).append(figure)
    for figures in told.values():
        events = {figure.event for figure in figures}
        if (
            len(figures) > 1
            and (None in events or len(events) > 1)
            and any(one.source_id in sources for one in figures)
        ):
            indicators.tell_one_event(figures=figures, by=by)
