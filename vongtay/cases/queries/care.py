"""What the rules on leaving ask of a case: what is arranged for a child, what the person wished last."""

from django.db.models import Q

from vongtay.cases.models import Care, Case, Companion, Wish
from vongtay.cases.rules import CareFacts
from vongtay.people.models import Link


def latest_wish(case: Case) -> Wish | None:
    """Give the wish that holds: what the person said last."""
    return Wish.objects.filter(case=case).order_by("-said_on", "-recorded_at").first()


def suspects_of(case: Case) -> set[object]:
    """Give the registrations of whoever is suspected in a case: those noted as such, and those linked with them as the same."""
    beside = list(Companion.objects.filter(case=case, ended_at__isnull=True))
    bad = {row.person_id for row in beside if row.is_suspect}
    links = Link.objects.filter(Q(one__in=bad) | Q(other__in=bad), same=True, undone_at__isnull=True)
    for link in links if bad else ():
        bad |= {link.one_id, link.other_id}
    return set(bad)


def may_stand_by(case: Case) -> list[Companion]:
    """Give the people beside the person who may be guardian, contact or escort: never one who is suspected."""
    bad = suspects_of(case)
    grown = Companion.objects.filter(case=case, ended_at__isnull=True, role__in=["representative", "relative"])
    return [row for row in grown.order_by("recorded_at") if not row.is_suspect and row.person_id not in bad]


def representative_of(case: Case) -> Companion | None:
    """Give the legal representative: one who is not suspected, if there is one."""
    trusted = (row for row in may_stand_by(case) if row.role == "representative")
    named = Companion.objects.filter(case=case, ended_at__isnull=True, role="representative")
    return next(trusted, None) or named.order_by("recorded_at").first()


def care_facts_of(case: Case) -> CareFacts | None:
    """Give what is arranged for a child, if anything is."""
    care = Care.objects.select_related("guardian", "escort_person").filter(case=case).first()
    if care is None:
        return None
    bad = suspects_of(case)
    return CareFacts(
        guardian=care.guardian_state,
        escort=care.escort,
        guardian_is_suspect=care.guardian is not None and care.guardian.person_id in bad,
        escort_is_suspect=care.escort_person is not None and care.escort_person.person_id in bad,
    )
