"""Every write to a reception of many people as a whole: the event, its joint team, its lines, its end; one transaction each."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.audit import actions as audit
from vongtay.cases.actions.mass_drill import invent_places, may_invent_places
from vongtay.cases.actions.reception import require
from vongtay.cases.models import MassAnswer, MassEvent, MassLine, MassMember
from vongtay.cases.permissions import Act
from vongtay.cases.queries.mass import Answered as Said
from vongtay.cases.queries.mass import sought_of, table_of
from vongtay.cases.rules import LETTERS, invented_people, new_code
from vongtay.cases.states import FIELDS
from vongtay.common import days
from vongtay.common.access import Refused, Staff, Stale, WrongState
from vongtay.common.days import day_in_vietnam
from vongtay.grants import actions as grants
from vongtay.people import actions as people
from vongtay.people.vault import Facts, Vault

PREFIX = "TN-"  # tiếp nhận: never taken for the code of a case
TAG_LETTERS = 8
MOST_LINES = 2000


@dataclass(frozen=True)
class Handover:
    """What is known beforehand of a reception of many people; all but place, gate and time may be unknown."""

    place: Place
    gate: str
    starts_at: datetime
    country: str = ""
    foreign_body: str = ""
    expected: int | None = None


@dataclass(frozen=True)
class Seat:
    """One member of a joint team, as the decision names them."""

    body: Body
    duty: str
    post: Post | None = None
    officer: str = ""
    may_write: bool = False


def open_event(event: MassEvent, *, version: int | None = None) -> MassEvent:
    """Give the event locked for this transaction. Errors: WrongState once it is finished; Stale if it changed meanwhile."""
    now = (
        MassEvent.objects.select_for_update(of=("self",))
        .select_related("lead", "place", "decision_by")
        .get(pk=event.pk)
    )
    if version is not None and now.version != version:
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    if now.finished_at is not None:
        raise WrongState(_("This reception is finished; nothing is written there any more."))
    return now


@transaction.atomic
def open_mass(*, key: UUID, handover: Handover, by: Staff) -> MassEvent:
    """Open a reception of many people. Its world is that of the post: a drill is one of the world of drills. The same `key` opens one."""
    require(Act.OPEN_MASS, by)
    if (made := MassEvent.objects.filter(pk=key).first()) is not None:
        return made
    _check(handover)
    grants.open_subject(key, ground="mass_event")
    abbrev = Place.objects.values_list("abbrev", flat=True).get(pk=by.province_id)
    event = MassEvent(
        pk=key, subject_id=key, world=by.world, province_id=by.province_id, lead_id=by.body_id, entered_by_id=by.post_id,
        code=PREFIX + new_code(abbrev, day_in_vietnam(handover.starts_at).year, by.world), **vars(handover),
    )  # fmt: skip
    event.save(force_insert=True)
    event.refresh_from_db(fields=["bodies"])
    audit.record(Act.OPEN_MASS, by=by, subject_id=key, details={"expected": handover.expected})
    if may_invent_places(by):
        invent_places(by=by)
    return event


def _check(handover: Handover) -> None:
    if not handover.gate.strip():
        raise Refused(_("Say at which gate or place."))
    if handover.expected is not None and not 1 <= handover.expected <= MOST_LINES:
        raise Refused(_("Expect from 1 to 2,000 people."))


@transaction.atomic
def change_mass(*, event: MassEvent, handover: Handover, version: int, by: Staff) -> MassEvent:
    """Change what is known beforehand. Errors: Stale, WrongState, Refused."""
    require(Act.LEAD_MASS, by, event)
    _check(handover)
    event = open_event(event, version=version)
    _save(event, **vars(handover))
    audit.record(Act.LEAD_MASS, by=by, subject_id=event.subject_id, details={"changed": True})
    return event


@transaction.atomic
def decide_team(*, event: MassEvent, sign: str, on: date, body: Body, version: int, by: Staff) -> MassEvent:
    """Note the decision on the joint team: number, date, body. Errors: Stale, WrongState, Refused."""
    require(Act.LEAD_MASS, by, event)
    if on > day_in_vietnam(timezone.now()):
        raise Refused(_("The day lies in the future."))
    event = open_event(event, version=version)
    _save(event, decision_sign=sign.strip(), decision_on=on, decision_by=body)
    audit.record(Act.LEAD_MASS, by=by, subject_id=event.subject_id, details={"decision": True})
    return event


def _save(event: MassEvent, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(event, name, value)
    event.version += 1
    event.save()


@transaction.atomic
def add_member(*, key: UUID, event: MassEvent, seat: Seat, by: Staff) -> MassMember:
    """Let a body take part: it reads the event and its lines from now on, and writes if the seat says so. Errors: Refused, WrongState."""
    require(Act.LEAD_MASS, by, event)
    if (made := MassMember.objects.filter(pk=key).first()) is not None:
        return made
    event = open_event(event)
    if seat.post is not None and seat.post.body_id != seat.body.pk:
        raise Refused(_("This post belongs to another body."))
    if seat.may_write and (seat.officer or not seat.body.signs_in):
        raise Refused(_("An officer without an account can't write at the table."))
    if seat.may_write and event.decision_on is None and seat.body.pk != by.body_id:
        raise Refused(_("Enter the decision on the joint team first: another body writes on its ground."))
    if event.members.filter(ended_at__isnull=True, **vars(seat)).exists():
        raise Refused(_("This member is in the team already."))
    member = MassMember(pk=key, subject_id=event.subject_id, event=event, entered_by_id=by.post_id, **vars(seat))
    member.save(force_insert=True)
    if seat.body.pk != by.body_id and seat.body.signs_in:
        for subject in (event.subject_id, *event.lines.values_list("subject_id", flat=True)):
            grants.give(subject, seat.body.pk, role="support", parts=grants.ALL_PARTS, ground="mass_team")
    audit.record(Act.LEAD_MASS, by=by, subject_id=event.subject_id, details={"body": seat.body.code, "duty": seat.duty})
    return member


@transaction.atomic
def end_member(*, member: MassMember, by: Staff) -> None:
    """End a membership. Once the last one of a body has ended, it reads the event no more, nor lines of which no case was made."""
    require(Act.LEAD_MASS, by, member.event)
    event = open_event(member.event)
    if not MassMember.objects.filter(pk=member.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        raise Stale(_("This membership ended meanwhile."))
    if (
        member.body_id != event.lead_id
        and not event.members.filter(body_id=member.body_id, ended_at__isnull=True).exists()
    ):
        for subject in (event.subject_id, *event.lines.filter(case__isnull=True).values_list("subject_id", flat=True)):
            grants.end(subject, member.body_id)
    audit.record(Act.LEAD_MASS, by=by, subject_id=event.subject_id, details={"ended": member.body.code})


@dataclass(frozen=True)
class ListedPerson:
    """One line of a foreign list, read and checked, or somebody at the gate. `values`: by field. The key makes it once."""

    key: UUID
    values: Mapping[str, str]

    def __repr__(self) -> str:
        return "ListedPerson(…)"


@transaction.atomic
def add_lines(
    *, event: MassEvent, listed: Sequence[ListedPerson], on_list: bool, by: Staff, arrived_at: datetime | None = None
) -> list[MassLine]:
    """Add people to an event, all or none; a key that was added before adds nothing. Errors: NotAllowed, WrongState, Refused."""
    require(Act.WRITE_MASS, by, table_of(event))
    event = open_event(event)
    known = set(
        MassLine.objects.filter(subject_id__in=[one.key for one in listed]).values_list("subject_id", flat=True)
    )
    fresh = [one for one in listed if one.key not in known]
    last = event.lines.aggregate(last=Max("number"))["last"] or 0
    if last + len(fresh) > MOST_LINES:
        raise Refused(_("An event holds no more than 2,000 people."))
    team = _team(event, by)
    made = [
        _new_line(event, one, last + place, team, by, on_list=on_list, arrived_at=arrived_at)
        for place, one in enumerate(fresh, 1)
    ]
    audit.record(Act.WRITE_MASS, by=by, subject_id=event.subject_id, details={"added": len(made), "on_list": on_list})
    return made


def _team(event: MassEvent, by: Staff) -> set[UUID]:
    bodies = event.members.filter(ended_at__isnull=True, body__signs_in=True).values_list("body_id", flat=True)
    return ({*bodies, event.lead_id}) - {by.body_id}


def _new_line(
    event: MassEvent, one: ListedPerson, number: int, team: set[UUID], by: Staff, **facts: Any
) -> MassLine:  # fmt: skip
    grants.open_subject(one.key, ground="mass_event")
    values = {field: one.values.get(field, "").strip() for field in FIELDS}
    sought = sought_of({field: Said(value) for field, value in values.items()})
    person = people.register_person(subject_id=one.key, facts=Facts(name=values["name"]), by=by, born_about=sought.born)
    line = _tagged(MassLine(
        subject_id=one.key, event=event, number=number, world=by.world, person=person, entered_by_id=by.post_id, **facts,
    ))  # fmt: skip
    for field, value in values.items():
        if value:
            write_answer(line, field, value, number=1, by=by)
    for body in team:
        grants.give(one.key, body, role="support", parts=grants.ALL_PARTS, ground="mass_team")
    if event.lead_id != by.body_id:
        grants.move_lead(one.key, event.lead_id)
    return line


def _tagged(line: MassLine) -> MassLine:
    """Insert a line under a free tag. Whether one is taken, only the database can tell us."""
    for _turn in range(5):
        line.tag = "".join(secrets.choice(LETTERS) for _place in range(TAG_LETTERS))
        try:
            with transaction.atomic():
                line.save(force_insert=True)
        except IntegrityError as taken:
            if "massline_tag" not in str(taken):
                raise
        else:
            return line
    raise Refused(_("No free code was found. Try again."))


def write_answer(line: MassLine, field: str, value: str, *, number: int, by: Staff) -> MassAnswer:
    """Write the answer `number` of a field; the database refuses a second one of that number."""
    answer = MassAnswer(
        pk=uuid4(), subject_id=line.subject_id, line=line, field=field, number=number, entered_by_id=by.post_id
    )
    answer.value_ct = Vault.of(line.person_id).seal("cases_massanswer", "value_ct", answer.pk, value)
    answer.save(force_insert=True)
    return answer


@transaction.atomic
def invent_lines(*, event: MassEvent, people_wanted: int, seed: int, by: Staff) -> list[MassLine]:
    """Fill the list of a drill with invented people. Errors: Refused in the real world, and for more than 200."""
    require(Act.LEAD_MASS, by, event)
    if event.world == "real":
        raise Refused(_("Invented people belong into a drill only: sign in to a drill post."))
    if not 1 <= people_wanted <= 200:
        raise Refused(_("Invent from 1 to 200 people."))
    this_year = days.today().year
    listed = [ListedPerson(uuid4(), values) for values in invented_people(people_wanted, seed, this_year)]
    lines = add_lines(event=event, listed=listed, on_list=True, by=by)
    audit.record(Act.LEAD_MASS, by=by, subject_id=event.subject_id, details={"invented": len(lines)})
    return lines


@transaction.atomic
def finish_mass(*, event: MassEvent, version: int, by: Staff) -> MassEvent:
    """Finish an event: who did not come is noted as absent. Errors: Refused while somebody who came has no case; Stale, WrongState."""
    require(Act.LEAD_MASS, by, event)
    event = open_event(event, version=version)
    if waiting := event.lines.filter(arrived_at__isnull=False, case__isnull=True).count():
        raise Refused(_("%(n)d people came and have no case yet: receive them first.") % {"n": waiting})
    now = timezone.now()
    absent = event.lines.filter(arrived_at__isnull=True, absent_at__isnull=True).update(absent_at=now)
    _save(event, finished_at=now)
    audit.record(Act.LEAD_MASS, by=by, subject_id=event.subject_id, details={"finished": True, "absent": absent})
    return event
