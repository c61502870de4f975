"""What surrounds a case: the person's wish, notes to the embassy, interviews held before, people found together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import (
    add_step,
    known_facts,
    locked,
    moment_of,
    require,
    require_paper,
)
from vongtay.cases.models import Case, EmbassyNote, Interview, Together, Wish
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_day
from vongtay.cases.states import StepKind, Wants
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.people.vault import Vault
from vongtay.tasks import actions as tasks


def _check_day(day: date, first: date = date.min) -> None:
    if reasons := why_not_day(day, event_on=first, today=day_in_vietnam(timezone.now())):
        raise Refused(*reasons)


@dataclass(frozen=True)
class Said:
    """What the person said about going home: in which language, and whether an interpreter was there."""

    wants: str
    words: str
    on: date
    language: str = ""
    interpreted: bool = False

    def __repr__(self) -> str:
        return f"Said({self.wants})"


@transaction.atomic
def record_wish(*, case: Case, said: Said, by: Staff) -> Wish:
    """Note what the person wishes, in their own words. A later wish holds; the former stays on record."""
    require(Act.RECORD_WISH, by, case)
    case = locked(case)
    _check_day(said.on, case.event_on)
    if not said.words.strip() and said.wants != Wants.UNDECIDED:
        raise Refused(_("Write down the person's own words."))
    wish = Wish(
        subject_id=case.subject_id, case=case, wants=said.wants, said_on=said.on, language=said.language, interpreted=said.interpreted,
        entered_by_id=by.post_id,
    )  # fmt: skip
    wish.words_ct = Vault.of(case.person_id).seal("cases_wish", "words_ct", wish.pk, said.words.strip())
    wish.save(force_insert=True)
    add_step(case, StepKind.WISH, by=by, at=moment_of(said.on), details={"wants": said.wants})
    audit.record(Act.RECORD_WISH, by=by, subject_id=case.subject_id, part="statement", details={"wants": said.wants})
    return wish


@transaction.atomic
def record_embassy_note(
    *, case: Case, country: str, paper: FromPaper, by: Staff, sent_by: Body | None = None
) -> EmbassyNote:
    """Note a diplomatic note that was sent; the embassy is contacted by it."""
    require(Act.RECORD_EMBASSY, by, case)
    case = locked(case)
    _check_day(paper.on, case.event_on)
    require_paper(sent_by.id if sent_by else by.body_id, by, paper)
    if country in {"", "VN"}:
        raise Refused(_("Say which state the embassy is of."))
    if EmbassyNote.objects.filter(case=case, sign=paper.sign, sent_on=paper.on).exists():
        raise Refused(_("This note was recorded already."))
    note = EmbassyNote(
        subject_id=case.subject_id, case=case, country=country, sign=paper.sign, sent_on=paper.on,
        sent_by_id=sent_by.id if sent_by else by.body_id, entered_by_id=by.post_id,
    )  # fmt: skip
    note.save(force_insert=True)
    at = moment_of(paper.on)
    add_step(case, "embassy_told", by=by, at=at, acted_by_body_id=note.sent_by_id, from_paper=paper)
    tasks.on_event(case_of=case, event="embassy_told", at=at, body_id=case.lead_id, facts=known_facts(case))
    audit.record(Act.RECORD_EMBASSY, by=by, subject_id=case.subject_id, details={"country": country})
    return note


@dataclass(frozen=True)
class PassedOn:
    """The body to which the embassy answered, and the paper by which it passed the answer on."""

    body: Body
    paper: FromPaper


@transaction.atomic
def record_embassy_answer(
    *, note: EmbassyNote, paper: FromPaper, answer: str, version: int, by: Staff, passed_on: PassedOn | None = None
) -> EmbassyNote:
    """Note what the embassy answered: to us, or to another body from whose paper it is entered. Errors: Stale if noted meanwhile.

    paper: the answer of the embassy itself.
    """
    require(Act.RECORD_EMBASSY, by, note.case)
    note = EmbassyNote.objects.select_for_update(of=("self",)).select_related("case").get(pk=note.pk)
    if note.version != version or note.answered_on:
        raise Stale(_("The answer was noted meanwhile."))
    _check_day(paper.on)
    if paper.on < note.sent_on:
        raise Refused(_("The answer lies before the note."))
    if passed_on is not None and passed_on.paper.on < paper.on:
        raise Refused(_("The paper that passes the answer on lies before the answer."))
    note.answer_sign, note.answered_on, note.version = paper.sign, paper.on, note.version + 1
    note.answer_body_id = passed_on.body.id if passed_on else None
    note.answer_ct = Vault.of(note.case.person_id).seal("cases_embassynote", "answer_ct", note.pk, answer.strip())
    note.save()
    add_step(
        note.case, StepKind.EMBASSY_ANSWERED, by=by, at=moment_of(paper.on), acted_by_body_id=note.answer_body_id,
        from_paper=passed_on.paper if passed_on else paper,
    )  # fmt: skip
    audit.record(Act.RECORD_EMBASSY, by=by, subject_id=note.subject_id, details={"answered": True})
    return note


@dataclass(frozen=True)
class Held:
    """An interview held before: by a body of ours, or by another one that is told in words."""

    on: date
    about: Sequence[str]
    kept_at: str
    body: Body | None = None
    asked_by: str = ""
    note: str = ""

    def __repr__(self) -> str:
        return "Held(…)"


@transaction.atomic
def record_interview(*, case: Case, held: Held, by: Staff) -> Interview:
    """Note an interview held before, so that the person is not asked the same again."""
    require(Act.RECORD_INTERVIEW, by, case)
    case = locked(case)
    _check_day(held.on)
    if held.body is None and not held.asked_by.strip():
        raise Refused(_("Say who asked."))
    if not held.about:
        raise Refused(_("Say what it was about."))
    interview = Interview(
        subject_id=case.subject_id, case=case, held_on=held.on, body=held.body, asked_by=held.asked_by.strip(), about=list(held.about),
        kept_at=held.kept_at.strip(), entered_by_id=by.post_id,
    )  # fmt: skip
    interview.note_ct = Vault.of(case.person_id).seal("cases_interview", "note_ct", interview.pk, held.note.strip())
    interview.save(force_insert=True)
    add_step(case, StepKind.INTERVIEW, by=by, at=timezone.now(), details={"about": sorted(held.about)})
    audit.record(Act.RECORD_INTERVIEW, by=by, subject_id=case.subject_id, part="statement")
    return interview


@transaction.atomic
def put_together(*, case: Case, other: Case, found_on: date, by: Staff) -> UUID:
    """Note that two people were found together. Both cases must be within reach. Gives the key of the event."""
    require(Act.PUT_TOGETHER, by, case)
    require(Act.PUT_TOGETHER, by, other)
    if case.pk == other.pk:
        raise Refused(_("Choose another case than this one."))
    first, second = sorted((case, other), key=lambda one: one.pk)
    locked(first)
    locked(second)
    _check_day(found_on)
    known = Together.objects.filter(case__in=[case, other], ended_at__isnull=True).values_list("event", "case_id")
    events = {event for event, one in known if one == case.pk} or {event for event, _one in known}
    event = min(events, default=uuid4())
    for one in (case, other):
        if (event, one.pk) not in set(known):
            Together(
                event=event, subject_id=one.subject_id, case=one, found_on=found_on, entered_by_id=by.post_id
            ).save(force_insert=True)
            audit.record(Act.PUT_TOGETHER, by=by, subject_id=one.subject_id)
    return event


@transaction.atomic
def leave_together(*, row: Together, by: Staff) -> None:
    """Take a case out of an event again; the row stays on record."""
    require(Act.PUT_TOGETHER, by, row.case)
    if not Together.objects.filter(pk=row.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        raise Stale(_("This was taken back already."))
    audit.record("cases.leave_together", by=by, subject_id=row.subject_id)
