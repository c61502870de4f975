"""Who is whose relative."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions import locked
from vongtay.cases.models import Case, Companion
from vongtay.common.access import Refused, Staff, Stale
from vongtay.support.actions.base import require
from vongtay.support.models import Kinship
from vongtay.support.permissions import Act
from vongtay.support.states import Relation


@dataclass(frozen=True)
class Tie:
    """Somebody beside the person, or with a case of their own, and who they are: to the person, or to somebody beside."""

    relation: str
    who: Companion | None = None
    other_case: Case | None = None
    to: Companion | None = None


@transaction.atomic
def name_kin(*, key: UUID, case: Case, tie: Tie, by: Staff) -> Kinship:
    """Note who somebody is. The same `key` again gives the same row. Errors: Refused for nobody, oneself, twice."""
    require(Act.NAME_KIN, by, case)
    case = locked(case)
    if (made := Kinship.objects.filter(pk=key, case=case).first()) is not None:
        return made
    if reasons := _why_not(case, tie):
        raise Refused(*reasons)
    row = Kinship(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, relation=tie.relation, who=tie.who,
        other_case=tie.other_case, to=tie.to,
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(Act.NAME_KIN, by=by, subject_id=case.subject_id, details={"relation": tie.relation})
    return row


def _why_not(case: Case, tie: Tie) -> list[str]:
    reasons = []
    if (tie.who is None) == (tie.other_case is None):
        reasons.append(_("Choose one person."))
    if any(one is not None and one.case_id != case.pk for one in (tie.who, tie.to)):
        reasons.append(_("This person is not beside the person of this case."))
    if tie.other_case is not None and tie.other_case.pk == case.pk:
        reasons.append(_("This is the case itself: choose another one."))
    if tie.to is not None and tie.to == tie.who:
        reasons.append(_("Choose two different people."))
    if tie.relation not in Relation.values:
        reasons.append(_("Say who they are to each other."))
    live = Kinship.objects.filter(case=case, ended_at__isnull=True)
    same = Q(who=tie.who, other_case=tie.other_case, to=tie.to)
    turned = Q(who=tie.to, to=tie.who, other_case=None) if tie.to and tie.who else Q(pk=None)
    if not reasons and live.filter(same | turned).exists():
        reasons.append(_("Who they are to each other is noted already: take that back first."))
    return reasons


@transaction.atomic
def take_back_kin(*, kinship: Kinship, by: Staff) -> Kinship:
    """Take back what was noted in error; it stays on record."""
    require(Act.NAME_KIN, by, kinship.case)
    case = locked(kinship.case)
    kinship = Kinship.objects.select_for_update(of=("self",)).get(pk=kinship.pk, case=case)
    if kinship.ended_at is not None:
        raise Stale(_("This was taken back already."))
    kinship.ended_at, kinship.ended_by_id = timezone.now(), by.post_id
    kinship.save(update_fields=["ended_at", "ended_by"])
    audit.record(Act.NAME_KIN, by=by, subject_id=case.subject_id, details={"taken_back": True})
    return kinship
