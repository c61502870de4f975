"""The people beside the person: representatives, children, relatives, suspects; guardian and escort of a child."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import Arrival, add_step, known_facts, locked, receive, require
from vongtay.cases.models import Care, Case, Companion
from vongtay.cases.permissions import Act
from vongtay.cases.queries.care import may_stand_by
from vongtay.cases.states import Escort, Guardian, PersonRole, StepKind
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.people import actions as people
from vongtay.people.vault import Facts, Vault
from vongtay.tasks import actions as tasks


@dataclass(frozen=True)
class Beside:
    """What matters of another person in a case beside role, sex and age."""

    reported: bool = False
    suspected: bool = False
    language: str = ""
    needs: list[str] = field(default_factory=list)


@transaction.atomic
def add_companion(
    *, case: Case, role: str, facts: Facts, sex: str, age_years: int | None, by: Staff, beside: Beside | None = None
) -> Companion:
    """Add another person in a role of their own. A child needs an age below 18 or none yet."""
    require(Act.ADD_PERSON, by, case)
    case, beside = locked(case), beside or Beside()
    if role == PersonRole.CHILD and age_years is not None and age_years >= 18:
        raise Refused(_("An accompanying child is under 18."))
    born = None if age_years is None else case.received_on.year - age_years
    person = people.register_person(
        subject_id=case.subject_id, facts=facts, by=by, born_about=born, findable=role != PersonRole.REPORTER
    )
    companion = Companion(
        subject_id=case.subject_id, case=case, person=person, role=role, sex=sex, age_years=age_years,
        reported=beside.reported or role == PersonRole.REPORTER, suspected=beside.suspected, language=beside.language, needs=list(beside.needs), entered_by_id=by.post_id,
    )  # fmt: skip
    companion.save(force_insert=True)
    audit.record(Act.ADD_PERSON, by=by, subject_id=case.subject_id, details={"role": role})
    return companion


@dataclass(frozen=True)
class Reporter:
    """Who reports for the person: their own name and contact, and whether as legal representative, relative or somebody else."""

    facts: Facts
    role: str = PersonRole.REPRESENTATIVE


@transaction.atomic
def receive_reported(
    *, key: UUID, arrival: Arrival, facts: Facts, reporter: Reporter, by: Staff, received_by: Body | None = None, from_paper: FromPaper | None = None
) -> Case:  # fmt: skip
    """Open a case that somebody reports for the person: two people, two identities. The same `key` again opens nothing more.

    Only a legal representative or a relative has a place beside the person; whoever else reports is kept with their own
    contact and has no rights in the case.
    """
    case = receive(key=key, arrival=arrival, facts=facts, by=by, received_by=received_by, from_paper=from_paper)
    if not case.companions.filter(reported=True).exists():
        add_companion(
            case=case, role=reporter.role, facts=reporter.facts, sex="unknown", age_years=None, by=by, beside=Beside(reported=True)
        )  # fmt: skip
    audit.record("cases.receive_reported", by=by, subject_id=case.subject_id)
    return case


@transaction.atomic
def change_companion(*, companion: Companion, by: Staff, suspected: bool, needs: list[str], language: str) -> Companion:
    """Note what a person beside needs, or that they are suspected: then they are neither contact nor escort any more."""
    require(Act.ADD_PERSON, by, companion.case)
    locked(companion.case)
    companion.suspected, companion.needs, companion.language = suspected, list(needs), language
    companion.save(update_fields=["suspected", "needs", "language"])
    audit.record(
        "cases.change_companion", by=by, subject_id=companion.subject_id,
        details={"role": companion.role, "suspected": suspected},
    )  # fmt: skip
    return companion


@dataclass(frozen=True)
class Arrangement:
    """What is arranged for a child. doing: what is done to find a guardian, where none is known."""

    guardian: Companion | None = None
    doing: str = ""
    escort: str = Escort.NONE
    escort_person: Companion | None = None
    escort_body: Body | None = None
    told_on: date | None = None
    protection: bool = False
    protection_body: Body | None = None

    def __repr__(self) -> str:
        return f"Arrangement({self.escort})"


@transaction.atomic
def arrange_care(*, case: Case, arrangement: Arrangement, version: int, by: Staff) -> Care:
    """Note guardian, escort and child protection. version: of what the page showed, 0 where there was nothing yet.

    Errors: Stale; Refused for somebody suspected, without a guardian and without what is being done, without who comes.
    """
    require(Act.ARRANGE_CARE, by, case)
    case = locked(case)
    care = Care.objects.select_for_update().filter(case=case).first()
    if version != (care.version if care else 0):
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    if reasons := _why_not_arrange(case, arrangement):
        raise Refused(*reasons)
    former = (care.guardian_state, care.escort) if care else None
    care = care or Care(case=case, subject_id=case.subject_id, version=0)
    _fill(care, case, arrangement, by)
    care.save()
    happened = (care.guardian_state, care.escort)
    if care.escort != Escort.NONE and (former is None or former[1] != care.escort):
        _escort_arranged(case, by)
    elif former != happened:
        add_step(case, StepKind.CARE, by=by, at=timezone.now(), details={"guardian": care.guardian_state})
    audit.record(
        Act.ARRANGE_CARE, by=by, subject_id=case.subject_id,
        details={"guardian": care.guardian_state, "escort": care.escort, "protection": care.protection},
    )  # fmt: skip
    return care


def _why_not_arrange(case: Case, arrangement: Arrangement) -> list[str]:
    offered = {row.id for row in may_stand_by(case)}
    reasons = [
        _("This person is suspected or not beside the child: choose somebody else.")
        for row in (arrangement.guardian, arrangement.escort_person)
        if row is not None and row.id not in offered
    ]
    if arrangement.guardian is None and not arrangement.doing.strip():
        reasons.append(_("Name the guardian, or say what is being done to find one."))
    if arrangement.escort == Escort.RELATIVE and (arrangement.escort_person is None or arrangement.told_on is None):
        reasons.append(_("Say which relative was told, and on which day."))
    if arrangement.escort == Escort.BODY and arrangement.escort_body is None:
        reasons.append(_("Say which body brings the child."))
    if arrangement.told_on and arrangement.told_on > day_in_vietnam(timezone.now()):
        reasons.append(_("The day lies in the future."))
    return reasons


def _fill(care: Care, case: Case, arrangement: Arrangement, by: Staff) -> None:
    relative, body = arrangement.escort == Escort.RELATIVE, arrangement.escort == Escort.BODY
    care.guardian = arrangement.guardian
    care.guardian_state = Guardian.KNOWN if arrangement.guardian else Guardian.NONE_YET
    care.doing_ct = Vault.of(case.person_id).seal("cases_care", "doing_ct", case.pk, arrangement.doing.strip())
    care.escort = arrangement.escort
    care.escort_person = arrangement.escort_person if relative else None
    care.told_on = arrangement.told_on if relative else None
    care.escort_body = arrangement.escort_body if body else None
    care.protection, care.protection_body = arrangement.protection, arrangement.protection_body
    care.entered_by_id, care.changed_at = by.post_id, timezone.now()
    care.version += 1


def _escort_arranged(case: Case, by: Staff) -> None:
    """Write the act of the law that an escort is arranged, with its clocks."""
    now = timezone.now()
    add_step(case, "escort_arranged", by=by, at=now)
    tasks.on_event(case_of=case, event="escort_arranged", at=now, body_id=case.lead_id, facts=known_facts(case))


@transaction.atomic
def open_own_case(*, companion: Companion, key: UUID, event_on: date, by: Staff) -> Case:
    """Give an accompanying person under 18 a case of their own, linked with this one. The same companion gives one case only."""
    require(Act.OPEN_OWN_CASE, by, companion.case)
    locked(companion.case)
    companion = (
        Companion.objects.select_for_update(of=("self",)).select_related("case__place", "person").get(pk=companion.pk)
    )
    if companion.own_case_id:
        return Case.objects.get(pk=companion.own_case_id)
    if companion.role != PersonRole.CHILD:
        raise Refused(_("Only an accompanying person under 18 gets a case of their own here."))
    case = companion.case
    facts = people.look_at_identity(person=companion.person, purpose="care", by=by)
    arrival = Arrival(
        route=case.route, channel=case.channel, place=case.place, received_at=case.received_at, event_on=event_on, sex=companion.sex,
        age_years=companion.age_years, age_precision="unknown" if companion.age_years is None else "estimated",
        age_how="unknown" if companion.age_years is None else "claimed", nationality=case.nationality,
        language=companion.language, interpreter=bool(companion.language), needs=list(companion.needs),
    )  # fmt: skip
    own = receive(key=key, arrival=arrival, facts=facts, by=by)
    companion.own_case = own
    companion.save(update_fields=["own_case"])
    people.link_people(one=companion.person, other=own.person, same=True, by=by)
    for one, other in ((case, own), (own, case)):
        add_step(one, StepKind.OWN_CASE, by=by, at=timezone.now(), details={"to": other.code})
    audit.record(Act.OPEN_OWN_CASE, by=by, subject_id=case.subject_id)
    return own
