"""Every write to one line at the table: answers that overwrite nothing, arrival, reception, departure, matches; one transaction each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.mass import write_answer
from vongtay.cases.actions.mass_match import note_return
from vongtay.cases.actions.reception import Arrival, receive, require
from vongtay.cases.models import Case, MassEvent, MassLine
from vongtay.cases.permissions import Act
from vongtay.cases.queries.mass import Answered, answers_of_line, answers_of_lines, mass_lines, table_of, value_seen
from vongtay.cases.states import FIELDS
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.vietnamese import fold
from vongtay.people import actions as people
from vongtay.people.models import Identity
from vongtay.people.vault import Facts

CLAIM = timedelta(seconds=90)  # a page that is open tells every half minute that it still is


@dataclass(frozen=True)
class Clash:
    """Two people wrote the same field: what one sent, and what stands there now."""

    mine: str
    theirs: Answered

    def __repr__(self) -> str:
        return "Clash(…)"


@dataclass(frozen=True)
class Written:
    """What became of the fields that somebody sent: the numbers of those written, and those on which two people differ."""

    saved: dict[str, int] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)


def _locked(line: MassLine, by: Staff) -> MassLine:
    """Give the line locked for this transaction, for somebody of the table of an event that goes on."""
    require(Act.WRITE_MASS, by, table_of(line.event))
    event = line.event
    if event.finished_at is not None:
        raise WrongState(_("This reception is finished; nothing is written there any more."))
    return (
        MassLine.objects.select_for_update(of=("self",)).select_related("event__lead", "case", "person").get(pk=line.pk)
    )


def _save(line: MassLine, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(line, name, value)
    line.version += 1
    line.save()


@transaction.atomic
def save_answers(*, line: MassLine, values: Mapping[str, str], seen: Mapping[str, int], by: Staff) -> Written:
    """Write the fields that somebody changed since they saw them. `seen`: the number of the answer that stood there then.

    What somebody else wrote meanwhile is never overwritten: the field comes back as a clash, with both values, and stays as it is.
    Errors: NotAllowed, WrongState.
    """
    line = _locked(line, by)
    if line.case_id is not None:
        raise WrongState(_("A case was made of this line: correct the case."))
    now, written = answers_of_line(line), Written()
    for name in (name for name in FIELDS if name in values):
        mine, theirs, before = values[name].strip(), now[name], seen.get(name, 0)
        if mine == theirs.value:
            continue
        if before == theirs.number:
            written.saved[name] = write_answer(line, name, mine, number=theirs.number + 1, by=by).number
        elif mine != value_seen(line, name, before):
            written.clashes[name] = Clash(mine, theirs)
    if written.saved or written.clashes:
        audit.record(
            Act.WRITE_MASS, by=by, subject_id=line.subject_id, part="identity", outcome="done" if written.saved else "refused",
            details={"fields": sorted(written.saved), "clashes": sorted(written.clashes)},
        )  # fmt: skip
    _claim(line, by)
    return written


def _claim(line: MassLine, by: Staff) -> None:
    """Note that a post has the line open for the next minutes; whoever came first stays while their time runs."""
    now = timezone.now()
    is_live = line.claimed_until is not None and line.claimed_until > now
    if is_live and line.claimed_by_id != by.post_id:
        return
    since = line.claimed_at if is_live and line.claimed_at else now
    MassLine.objects.filter(pk=line.pk).update(claimed_by_id=by.post_id, claimed_at=since, claimed_until=now + CLAIM)


@transaction.atomic
def keep_line(*, line: MassLine, by: Staff) -> None:
    """Say that a post still has the line open: a heartbeat, no look at anybody, so nothing is logged. Errors: NotAllowed."""
    require(Act.WRITE_MASS, by, table_of(line.event))
    if line.event.finished_at is None:
        _claim(MassLine.objects.select_for_update(of=("self",)).get(pk=line.pk), by)


@transaction.atomic
def let_line_go(*, line: MassLine, by: Staff) -> None:
    """Say that a post has closed the line; somebody else's claim stays. Errors: NotAllowed."""
    require(Act.WRITE_MASS, by, table_of(line.event))
    MassLine.objects.filter(pk=line.pk, claimed_by_id=by.post_id).update(claimed_until=None)


@transaction.atomic
def look_at_line(*, line: MassLine, by: Staff) -> dict[str, Answered]:
    """Open a line at the table: give what stands there, log the look, show others who is on it. Errors: NotAllowed."""
    table = table_of(line.event)
    require(Act.WRITE_MASS, by, table)
    audit.record("people.look_at_identity", by=by, subject_id=line.subject_id, part="identity", purpose="care")
    if line.event.finished_at is None:
        _claim(line, by)
    return answers_of_line(line)


@transaction.atomic
def find_lines(*, event: MassEvent, text: str, by: Staff) -> list[MassLine]:
    """Find lines by tag, number, or words of the name, and log the search; what was typed stands nowhere afterwards. Errors: NotAllowed."""
    require(Act.WRITE_MASS, by, table_of(event))
    wanted = text.strip()
    lines = list(mass_lines(event))
    found = [line for line in lines if wanted.upper() == line.tag or wanted == str(line.number)]
    if not found and wanted:
        words, answers = set(fold(wanted).split()), answers_of_lines(lines)
        names = {line.pk: answers.get(line.pk, {}).get("name", Answered()).value for line in lines}
        found = [line for line in lines if words <= set(fold(names[line.pk]).split())]
    audit.record(Act.WRITE_MASS, by=by, subject_id=event.subject_id, part="identity", details={"found": len(found)})
    return found


@transaction.atomic
def look_at_lines(*, lines: list[MassLine], purpose: str, by: Staff) -> dict[Any, dict[str, Answered]]:
    """Give what stands on several lines of one event, and log the look at each. Errors: NotAllowed."""
    for event in {line.event for line in lines}:
        require(Act.MATCH_MASS, by, event)
    for line in lines:
        audit.record("people.look_at_identity", by=by, subject_id=line.subject_id, part="identity", purpose=purpose)
    return answers_of_lines(lines)


@transaction.atomic
def note_arrival(*, line: MassLine, at: datetime, came: bool, by: Staff) -> MassLine:
    """Note that somebody came, or did not. What was noted is corrected by the other. Errors: WrongState, Refused."""
    line = _locked(line, by)
    if line.case_id is not None or line.left_at is not None:
        raise WrongState(_("A case was made of this line: correct the case."))
    if at > timezone.now() + timedelta(minutes=5):
        raise Refused(_("The moment lies in the future."))
    if came and line.arrived_at is not None:
        return line
    _save(line, arrived_at=at if came else None, absent_at=None if came else at)
    audit.record(Act.WRITE_MASS, by=by, subject_id=line.subject_id, details={"came": came})
    return line


@transaction.atomic
def receive_line(*, line: MassLine, arrival: Arrival, facts: Facts, by: Staff) -> Case:
    """Open the case of somebody at the table: by the ordinary act, under the subject of the line, so that twice is once.

    The body that leads the event receives; who sits at its table for another body enters it on the ground of the decision on the team.
    Errors: NotAllowed, WrongState, Refused; NumberError for a number that can't be.
    """
    require(Act.WRITE_MASS, by, table_of(line.event))
    line = (
        MassLine.objects.select_for_update(of=("self",)).select_related("event__lead", "case", "person").get(pk=line.pk)
    )
    if line.case is not None:
        return line.case
    if line.event.finished_at is not None or line.absent_at is not None:
        raise WrongState(_("This person is noted as absent, or the reception is finished."))
    event = line.event
    paper = FromPaper(event.decision_sign, event.decision_on) if event.decision_on else None
    changes = {name: value for name, value in vars(facts).items() if value and name in _KNOWN}
    version = Identity.objects.values_list("version", flat=True).get(person=line.person)
    people.change_identity(person=line.person, changes=changes, version=version, by=by)
    case = receive(
        key=line.subject_id, arrival=arrival, facts=facts, by=by, received_by=event.lead,
        from_paper=None if by.body_id == event.lead_id else paper, known=line.person,
    )  # fmt: skip
    _save(line, case=case, arrived_at=line.arrived_at or arrival.received_at, claimed_until=None)
    note_return(line, by)
    audit.record(Act.WRITE_MASS, by=by, subject_id=line.subject_id, details={"case": case.code})
    return case


_KNOWN = {"name", "born", "id_number", "address", "phone", "safe_way", "may_ring"}


@transaction.atomic
def note_departure(*, line: MassLine, at: datetime, by: Staff) -> MassLine:
    """Note that somebody who was received has left the place. Errors: WrongState, Refused."""
    line = _locked(line, by)
    if line.case_id is None or line.arrived_at is None:
        raise WrongState(_("Only somebody who was received leaves: make the case first."))
    if line.left_at is None:
        if not line.arrived_at <= at <= timezone.now() + timedelta(minutes=5):
            raise Refused(_("The departure lies before the arrival, or in the future."))
        _save(line, left_at=at)
    audit.record(Act.WRITE_MASS, by=by, subject_id=line.subject_id, details={"left": True})
    return line
