"""Every write to a case from reception to the notice: who, state, write, clock, log; one transaction each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.audit import actions as audit
from vongtay.cases.actions.letters import FromPaper, arrival_of, with_scan
from vongtay.cases.models import Case, Sharing, Step, Wish
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries.care import care_facts_of, latest_wish
from vongtay.cases.rules import (
    is_under_age,
    new_code,
    why_not_day,
    why_not_home,
    why_not_move,
    why_not_release,
    why_not_route,
)
from vongtay.cases.states import BEGIN_VERIFYING, Route, State, StepKind, Wants
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, WrongState, may
from vongtay.common.days import day_in_vietnam
from vongtay.grants import actions as grants
from vongtay.grants.models import GrantRole
from vongtay.law import queries as law
from vongtay.people import actions as people
from vongtay.people.models import Person
from vongtay.people.vault import Facts, Vault
from vongtay.tasks import actions as tasks

COMPLETE_WITHIN = timedelta(days=3)  # ours, not the law's: a rapid record is finished soon


@dataclass(frozen=True)
class Arrival:
    """What is known when somebody is received. `event_on` decides the law; all but the first five may be unknown."""

    route: str
    channel: str
    place: Place
    received_at: datetime
    event_on: date
    sex: str = "unknown"
    age_years: int | None = None
    age_precision: str = "unknown"
    age_how: str = "unknown"
    age_at_act: int | None = None
    nationality: str = ""
    home_province_id: int | None = None
    language: str = ""
    interpreter: bool = False
    urgency: str = "normal"
    needs: Sequence[str] = field(default_factory=list)
    returned_on: date | None = None


def require(act: Act, by: Staff, record: Any = None) -> None:
    """Refuse an act that the table of permissions does not give, or whose body only reads the case. Errors: NotAllowed."""
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post may not do this, or your body does not lead this case."))
    if isinstance(record, Case) and grants.role_of(record.subject_id, by.body_id) == GrantRole.READ:
        raise NotAllowed(_("Your body reads this case and does not write in it."))


def moment_of(day: date) -> datetime:
    """Give the moment for something of which only the day is told: now for today, else noon of that day."""
    now = timezone.now()
    return now if day == day_in_vietnam(now) else timezone.make_aware(datetime.combine(day, time(12)))


def require_paper(body_id: UUID, by: Staff, from_paper: FromPaper | None) -> None:
    """Refuse to enter what another body did without the paper it was taken from. Errors: Refused."""
    if body_id != by.body_id and from_paper is None:
        raise Refused(_("Give the number and date of the paper from which another body's act is entered."))


def locked(case: Case, version: int | None = None) -> Case:
    """Give the case locked for this transaction. Errors: Stale if it is no longer what the page showed."""
    now = Case.objects.select_for_update(of=("self",)).select_related("person").get(pk=case.pk)
    if version is not None and now.version != version:
        raise Stale(
            _(
                "Somebody else has changed this case meanwhile. Look at what is new, then try again; your entries stand below."
            )
        )
    return now


def add_step(case: Case, kind: str, *, by: Staff, at: datetime, note: str = "", **facts: Any) -> Step:
    """Write one entry of the timeline. `facts`: rule_id, acted_by_body_id, paper, from_paper, details."""
    from_paper: FromPaper | None = facts.pop("from_paper", None)
    step = Step(
        subject_id=case.subject_id, case=case, kind=kind, happened_at=at, entered_by_id=by.post_id,
        acted_by_body_id=facts.pop("acted_by_body_id", None) or by.body_id, **facts,
    )  # fmt: skip
    if from_paper:
        step.source_sign, step.source_on, step.scan_id = from_paper.sign, from_paper.on, from_paper.scan_id
        step.incoming_id = arrival_of(case, step.acted_by_body_id, from_paper, by=by)
    if note:
        step.note_ct = Vault.of(case.person_id).seal("cases_step", "note_ct", step.pk, note)
    step.save(force_insert=True)
    return step


@transaction.atomic
def receive(
    *,
    key: UUID,
    arrival: Arrival,
    facts: Facts,
    by: Staff,
    received_by: Body | None = None,
    from_paper: FromPaper | None = None,
    known: Person | None = None,
) -> Case:
    """Open a case for a person who was received. The same `key` again gives the case made the first time.

    received_by: the body that received, where `by` enters it from that body's paper. known: who stands under the subject
    `key` already, as somebody on a foreign list does: then `received_by`, which leads the subject, leads the case.
    Errors: NotAllowed, Refused with reasons on the days; NumberError for a number that can't be.
    """
    require(Act.RECEIVE, by)
    if (made := Case.objects.filter(subject_id=key).first()) is not None:
        return made
    now = timezone.now()
    kind = received_by.kind if received_by else by.body_kind
    _check_arrival(arrival, now, kind)
    require_paper(received_by.id if received_by else by.body_id, by, from_paper)
    person = known or _registered(key, arrival, facts, by)
    case = _case_of(key, arrival, person, by, received_by)
    if known is not None:
        case.lead_id = case.received_by_id
    case = _saved(case)
    case.refresh_from_db(fields=["bodies"])  # grants fill it
    told = facts_known(case, None, receiver=kind)
    tasks.on_event(case_of=case, event="received", at=arrival.received_at, body_id=case.received_by_id, facts=told)
    add_step(
        case, "received", by=by, at=arrival.received_at, acted_by_body_id=case.received_by_id, from_paper=with_scan(case, from_paper, by=by),
        details={"route": case.route, "channel": case.channel, "regime": case.regime},
    )  # fmt: skip
    audit.record(Act.RECEIVE, by=by, subject_id=key, details={"route": case.route, "regime": case.regime})
    return case


def _registered(key: UUID, arrival: Arrival, facts: Facts, by: Staff) -> Person:
    grants.open_subject(key, ground="reception")
    received_on = day_in_vietnam(arrival.received_at)
    return people.register_person(
        subject_id=key, facts=facts, by=by, home_province_id=arrival.home_province_id,
        born_about=None if arrival.age_years is None else received_on.year - arrival.age_years,
    )  # fmt: skip


def known_facts(case: Case) -> dict[str, bool]:
    """Give the conditions of the law that are known of a case; what is not known is left out and leaves no rule out."""
    return facts_known(case, latest_wish(case))


def facts_known(case: Case, wish: Wish | None, *, receiver: str = "") -> dict[str, bool]:
    """Give the same for who has read the wish that holds. receiver: the kind of the body that received, if it is known already."""
    at_commune = (receiver or case.received_by.kind) == "commune"
    facts = {
        "receiver_is_commune": at_commune,
        "receiver_is_not_commune": not at_commune,
        "support_needed": bool(case.needs),
    }
    if case.age_years is not None:
        facts["person_is_child"] = case.age_years < 18
    if wish is not None and wish.wants != Wants.UNDECIDED:
        facts["person_agrees"] = facts["wants_home"] = wish.wants == Wants.YES
    return facts


def _saved(case: Case) -> Case:
    """Insert a case; one whose code is taken gets another. Whether it is taken, only the database can tell us."""
    for _turn in range(5):
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError as taken:
            if "cases_case_code" not in str(taken):
                raise
            case.code = new_code(case.province.abbrev, case.received_on.year, case.world)
        else:
            return case
    raise Refused(_("No free code was found. Try again."))


def _check_arrival(arrival: Arrival, now: datetime, receiver_kind: str) -> None:
    today = day_in_vietnam(now)
    reasons = why_not_route(arrival.route, receiver_kind=receiver_kind, nationality=arrival.nationality)
    if arrival.received_at > now + timedelta(minutes=5):
        reasons.append(_("The reception lies in the future."))
    if arrival.event_on > today:
        reasons.append(_("The day of the event lies in the future."))
    if day_in_vietnam(arrival.received_at) < arrival.event_on:
        reasons.append(_("The reception lies before the event."))
    if arrival.returned_on and arrival.returned_on > day_in_vietnam(arrival.received_at):
        reasons.append(_("The return lies after the day on which it was told."))
    if reasons:
        raise Refused(*reasons)


def _case_of(key: UUID, arrival: Arrival, person: Person, by: Staff, received_by: Body | None) -> Case:
    received_on = day_in_vietnam(arrival.received_at)
    province = Place.objects.get(pk=by.province_id)
    values = {name: value for name, value in vars(arrival).items() if name not in {"place", "needs"}}
    return Case(
        subject_id=key, person=person, world=by.world, province=province, place=arrival.place, received_on=received_on,
        code=new_code(province.abbrev, received_on.year, by.world), regime=law.regime_on(arrival.event_on),
        received_by_id=received_by.id if received_by else by.body_id, entered_by_id=by.post_id, lead_id=by.body_id,
        needs=list(arrival.needs), complete_by=day_in_vietnam(timezone.now() + COMPLETE_WITHIN), **values,
    )  # fmt: skip


@transaction.atomic
def correct_facts(*, case: Case, changes: dict[str, Any], version: int, by: Staff, note: str = "") -> Case:
    """Complete or correct the counted facts; history keeps what was known before. Errors: Stale, Refused."""
    require(Act.COMPLETE, by, case)
    case = locked(case, version)
    for name, value in changes.items():
        setattr(case, name, value)
    if "event_on" in changes:
        case.regime = law.regime_on(case.event_on)
    if case.received_on < case.event_on:
        raise Refused(_("The reception lies before the event."))
    case.complete_by = None
    save(case)
    add_step(case, StepKind.CORRECTED, by=by, at=timezone.now(), note=note, details={"fields": sorted(changes)})
    audit.record(Act.COMPLETE, by=by, subject_id=case.subject_id, details={"fields": sorted(changes)})
    return case


def _why_not_leave(case: Case, act: str, on: date) -> list[str]:
    """Give the reasons why the person can't leave by this act: a child alone, a foreigner who did not agree."""
    is_child = is_under_age(case.age_years, at=case.received_on, on=on)
    reasons = why_not_release(act, is_child=is_child, care=care_facts_of(case) if is_child else None)
    if case.route == Route.R7:
        wish = latest_wish(case)
        reasons += why_not_home(act, wants=wish.wants if wish else "")
    return reasons


def save(case: Case) -> None:
    """Save a case that this transaction has locked, one version further."""
    case.version += 1
    case.save()


def move(case: Case, to: State) -> None:
    """Set the state of a locked case. Errors: WrongState."""
    if reasons := why_not_move(State(case.state), to):
        raise WrongState(*reasons)
    case.state = to


@transaction.atomic
def record_step(
    *,
    case: Case,
    kind: str,
    at: datetime,
    by: Staff,
    acted_by: Body | None = None,
    from_paper: FromPaper | None = None,
    note: str = "",
    rule_id: str = "",
) -> Step:
    """Write down something that was done, by one's own body or from another body's paper.

    Nobody is handed over by us before something left on a ground: the notice, or a sharing.

    kind: an act of the law's vocabulary, or `custom` or `note`. Errors: Refused with reasons on the day, for a child who
    would be alone, for a foreigner who did not agree to go home.
    """
    require(Act.RECORD_STEP, by, case)
    case = locked(case)
    day = day_in_vietnam(at)
    reasons = why_not_day(day, event_on=case.event_on, today=day_in_vietnam(timezone.now()))
    if reasons or (reasons := _why_not_leave(case, kind, day)):
        raise Refused(*reasons)
    require_paper(acted_by.id if acted_by else by.body_id, by, from_paper)
    acted_by_body_id = acted_by.id if acted_by else None
    if kind == "handed_over" and acted_by is None and not Sharing.objects.filter(case=case).exists():
        raise Refused(_("Before a hand-over, send the notice or share on a ground: nothing has left on one yet."))
    step = add_step(
        case, kind, by=by, at=at, note=note, rule_id=rule_id, acted_by_body_id=acted_by_body_id, from_paper=from_paper
    )
    tasks.on_event(case_of=case, event=kind, at=at, body_id=case.lead_id, facts=known_facts(case))
    if kind in BEGIN_VERIFYING and case.state == State.RECEIVED:
        move(case, State.VERIFYING)
        save(case)
    audit.record(
        Act.RECORD_STEP, by=by, subject_id=case.subject_id, details={"kind": kind, "from_paper": from_paper is not None}
    )
    return step
