"""Writing a body's report for a period: as a draft, and sending it. Approved it is locked; what is written then is a new version."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.amounts import Stated
from vongtay.common.days import today
from vongtay.common.requests import is_taken_key
from vongtay.common.saving import save_in_words
from vongtay.indicators.models import Indicator
from vongtay.indicators.queries import Amount, why_not_split
from vongtay.papers import actions as papers
from vongtay.papers.files import DOCX, SCANS, XLSX
from vongtay.papers.sealing import new_seal, seal_of
from vongtay.papers.uploads import admitted
from vongtay.reports.keeping import held, require, stale
from vongtay.reports.models import Submission, SubmissionFile, SubmissionLine, SubmissionStep
from vongtay.reports.permissions import Act
from vongtay.reports.queries import calendar as queries
from vongtay.reports.queries import submitted
from vongtay.reports.queries.standing import Owed
from vongtay.reports.queries.submitted import TABLE
from vongtay.reports.rules.calendar import Splits, said_of
from vongtay.reports.states.calendar import WRITABLE, Answer, SubmissionState

ALLOWED = SCANS | {DOCX, XLSX}


@dataclass(frozen=True)
class Answered:
    """What is said of one indicator: a figure, nil, no figures yet, or nothing so far."""

    answer: str
    stated: Stated | None = None
    splits: Splits = field(default_factory=dict)  # how many of a figure by sex, by age


@dataclass(frozen=True)
class FromPaper:
    """The paper from which the receiving body enters the other's report."""

    sign: str
    dated_on: date | None
    arrived_on: date | None


@dataclass(frozen=True)
class Said:
    """All that stands on the form."""

    answers: Mapping[str, Answered] = field(default_factory=dict)  # by code of the indicator
    narrative: str = ""
    uploads: Sequence[papers.Upload] = ()
    dropped: frozenset[UUID] = frozenset()  # files taken out again
    paper: FromPaper | None = None
    why: str = ""  # why a locked version is corrected

    def __repr__(self) -> str:
        return f"Said({len(self.answers)} answers)"


@transaction.atomic
def write_submission(*, key: UUID, owed: Owed, said: Said, version: int, post: UUID, by: Staff) -> Submission:
    """Keep a report as a draft. `key` names the report, `post` the form that was sent: the same form twice is one act.

    version: that of the draft which the form showed; 0: none stood yet. Errors: NotAllowed, Stale, WrongState, Refused.
    """
    require(Act.WRITE_SUBMISSION, by, owed)
    row, is_done = _written(key, owed, said, version, post, by)
    if not is_done:
        audit.record(Act.WRITE_SUBMISSION, by=by, details=_told(row))
    return row


@transaction.atomic
def send_submission(*, key: UUID, owed: Owed, said: Said, version: int, post: UUID, by: Staff) -> Submission:
    """Keep a report and send it, if it is whole. Errors: as `write_submission`; Refused with what is missing."""
    require(Act.SEND_SUBMISSION, by, owed)
    row, is_done = _written(key, owed, said, version, post, by)
    if is_done:
        return row
    lines = submitted.lines_said(row)
    if reasons := _why_not_send(row, owed, said, lines):
        raise Refused(*reasons)
    first = row.corrects or row
    row.received_on = first.received_on or _arrived(said)
    row.due_on = first.due_on if row.corrects or row.sent_at else owed.due
    row.state, row.sent_at, row.sent_by_id = SubmissionState.SENT, timezone.now(), by.post_id
    row.version += 1
    # The step first: once sent, the report is no longer its writer's to change.
    _step(row, by, said={line.indicator_id: said_of(line) for line in lines})
    save_in_words(row)
    audit.record(Act.SEND_SUBMISSION, by=by, details=_told(row) | {"nil": _nil(lines)})
    return row


def _told(row: Submission) -> dict[str, Any]:
    return {"submission": str(row.pk), "period": row.period, "number": row.number, "paper": row.is_from_paper}


def _nil(lines: Sequence[SubmissionLine]) -> list[str]:
    return [line.indicator_id for line in lines if line.answer == Answer.NIL]


def _arrived(said: Said) -> date:
    return said.paper.arrived_on if said.paper and said.paper.arrived_on else today()


def _written(key: UUID, owed: Owed, said: Said, version: int, post: UUID, by: Staff) -> tuple[Submission, bool]:
    """Give the report with what was said in it, and whether this very form did it before."""
    asked = {indicator.pk: indicator for indicator in queries.asked_of(owed.obligation)}
    if reasons := _why_not(owed, said, asked, by):
        raise Refused(*reasons)
    row = _current(key, owed, version, post, by)
    if row is not None and row.last_post == post:
        return row, True
    if row is None:
        row = _begin(key, owed, said, post, by)
    else:
        row.version += 1
    _fill(row, said, post, by)
    save_in_words(row)
    _answer(row, owed, asked, said, by)
    _attach(row, said, by)
    return row, False


def _current(key: UUID, owed: Owed, version: int, post: UUID, by: Staff) -> Submission | None:
    """Give the version being worked on, locked. Errors: Stale where it is not what the form showed; WrongState once it was sent."""
    mine = Submission.objects.filter(
        obligation=owed.obligation, period=owed.period.code, body=owed.body, state__in=(*WRITABLE, SubmissionState.SENT)
    )
    row = Submission.objects.filter(pk=key).first() or mine.first()
    if row is None:
        if version:
            raise stale()
        return None
    if row.last_post == post:
        return row
    if row.is_from_paper and by.body_id == owed.body.pk:
        raise WrongState(_("The receiving body is entering this report from your paper."))
    if row.state not in WRITABLE:
        raise WrongState(_("The report was sent already. It can be changed once it is returned."))
    # It may have been sent while this waited, by the same form or by somebody else.
    row = held(Submission, row.pk)
    if row.last_post != post and (row.state not in WRITABLE or row.pk != key or row.version != version):
        raise stale()
    return row


def _begin(key: UUID, owed: Owed, said: Said, post: UUID, by: Staff) -> Submission:
    former = owed.known.locked
    if former is not None and not said.why.strip():
        raise Refused(_("Say why the locked report is corrected."))
    seal = new_seal()
    paper = said.paper
    row = Submission(
        id=key, world=by.world, province_id=owed.body.province_id, obligation=owed.obligation, period=owed.period.code,
        first_on=owed.period.first, last_on=owed.period.last, body=owed.body, to_body_id=owed.obligation.body_id,
        number=former.number + 1 if former else 1, corrects=former, wrapped=seal.wrapped, entered_by_id=by.post_id, last_post=post,
        source_sign=paper.sign.strip() if paper else "", source_on=paper.dated_on if paper else None,
        why_ct=seal.close(TABLE, "why_ct", key, said.why.strip()) if former else None,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        if is_taken_key(taken):
            raise
        if by.body_id == owed.obligation.body_id:
            raise WrongState(_("This body has begun the report itself.")) from taken
        raise stale() from taken  # somebody began the same report at this moment
    _step(row, by)
    return row


def _fill(row: Submission, said: Said, post: UUID, by: Staff) -> None:
    seal = seal_of(row, None)
    row.narrative_ct = seal.close(TABLE, "narrative_ct", row.pk, said.narrative.strip())
    if row.corrects_id and said.why.strip():
        row.why_ct = seal.close(TABLE, "why_ct", row.pk, said.why.strip())
    if said.paper is not None:
        row.source_sign, row.source_on = said.paper.sign.strip(), said.paper.dated_on
    row.last_post, row.entered_by_id = post, by.post_id


def _answer(row: Submission, owed: Owed, asked: Mapping[str, Indicator], said: Said, by: Staff) -> None:
    """Bring the lines to what was said; a line that says the same keeps who said it and when."""
    held = {line.indicator_id: line for line in row.lines.all()}
    for code in held.keys() - asked.keys():
        held[code].delete()
    now = timezone.now()
    for code in asked:
        told = said.answers.get(code, Answered(Answer.OPEN))
        stated = told.stated if told.answer == Answer.VALUE else None
        values: dict[str, Any] = {
            "answer": told.answer, "value": stated.value if stated else None, "value_high": stated.high if stated else None,
            "bound": stated.bound if stated else "exact", "splits": _parts(told) if stated else {},
        }  # fmt: skip
        line = held.get(code)
        if line is not None and all(getattr(line, name) == value for name, value in values.items()):
            continue
        if line is None:
            line = SubmissionLine(world=row.world, submission=row, indicator_id=code, source=_source_of(owed, code))
        for name, value in values.items():
            setattr(line, name, value)
        line.said_by_id, line.said_at = by.post_id, now
        line.save()


def _parts(told: Answered) -> dict[str, dict[str, int]]:
    return {one: dict(parts) for one, parts in told.splits.items() if parts}


def _source_of(owed: Owed, code: str) -> UUID:
    """Give the key under which the figure of an indicator stands, in whatever version of the report."""
    return uuid5(owed.obligation.pk, f"{owed.period.code}/{owed.body.pk}/{code}")


def _attach(row: Submission, said: Said, by: Staff) -> None:
    row.files.filter(pk__in=said.dropped).delete()
    if row.corrects_id and row.version == 1:
        for former in SubmissionFile.objects.filter(submission_id=row.corrects_id).exclude(pk__in=said.dropped):
            SubmissionFile.objects.create(
                world=row.world, submission=row, file_id=former.file_id, added_by_id=former.added_by_id
            )
    for upload in said.uploads:
        kind = admitted(upload.content, ALLOWED)
        stored = papers.store_file(content=upload.content, name=upload.name, by=by, media_type=kind)
        SubmissionFile.objects.create(world=row.world, submission=row, file=stored, added_by_id=by.post_id)


def _step(row: Submission, by: Staff, *, said: Mapping[str, Any] | None = None) -> None:
    SubmissionStep.objects.create(
        world=row.world, submission=row, to_state=row.state, said=dict(said or {}), by_id=by.post_id, recorded_at=timezone.now()
    )  # fmt: skip


def _why_not(owed: Owed, said: Said, asked: Mapping[str, Indicator], by: Staff) -> list[str]:
    reasons = []
    if set(said.answers) - set(asked):
        reasons.append(_("An answer names an indicator that is not asked for."))
    reasons += _why_not_parts(said, asked)
    if by.body_id == owed.obligation.body_id:
        paper = said.paper
        if paper is None or not paper.sign.strip() or paper.dated_on is None or paper.arrived_on is None:
            reasons.append(_("For another body, give its paper: number, day, and the day on which it arrived."))
        elif max(paper.dated_on, paper.arrived_on) > today():
            reasons.append(_("The day lies in the future."))
        elif paper.arrived_on < paper.dated_on:
            reasons.append(_("The paper can't have arrived before its own date."))
    elif said.paper is not None:
        reasons.append(_("Your body enters its own report itself, without a paper."))
    return reasons


def _why_not_parts(said: Said, asked: Mapping[str, Indicator]) -> list[str]:
    """Give what is wrong with parts: of a figure alone, by what its indicator is asked for, and never more than the whole."""
    reasons = []
    for code, told in said.answers.items():
        parts = _parts(told)
        if not parts or code not in asked:
            continue
        if told.answer != Answer.VALUE or told.stated is None or not set(parts) <= set(asked[code].splits.split()):
            wrong = [_("Only a figure has parts, and only by what its indicator is asked for.")]
        else:
            wrong = why_not_split(Amount.of(told.stated.value, told.stated.bound, told.stated.high), parts)
        reasons += [f"{asked[code].name_vi}: {one}" for one in wrong]
    return reasons


def _why_not_send(row: Submission, owed: Owed, said: Said, lines: Sequence[SubmissionLine]) -> list[str]:
    reasons = []
    if today() <= owed.period.last:
        reasons.append(
            _("The period still runs: the report can be sent once it is cut off. What you typed can be kept.")
        )
    open_ones = sum(line.answer == Answer.OPEN for line in lines)
    if open_ones:
        reasons.append(
            ngettext(
                "%(n)d indicator is not answered. Give a figure, say that nothing arose, or that there are no figures yet.",
                "%(n)d indicators are not answered. Give a figure, say that nothing arose, or that there are no figures yet.",
                open_ones,
            )
            % {"n": open_ones}
        )
    if owed.obligation.wants_narrative and not said.narrative.strip():
        reasons.append(_("Words are asked for as well."))
    if owed.obligation.wants_file and not row.files.exists():
        reasons.append(_("A file is asked for as well."))
    return reasons
