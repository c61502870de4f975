"""Reading who is whose relative. A suspect is named as such, and never offered as somebody to turn to."""

from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from vongtay.cases.models import Case, Companion
from vongtay.cases.queries import came_with, cases_of, found_with, links_of, suspects_of
from vongtay.common.access import Staff
from vongtay.support.models import Kinship
from vongtay.support.queries.entitlements import beneficiary_now
from vongtay.support.states import Beneficiary, Relation


@dataclass(frozen=True)
class Relative:
    """Somebody of the family: beside the person, or with a case of their own. `ties`: who they are to whom."""

    companion: Companion | None
    own_case: Case | None
    is_suspect: bool
    may_be_contact: bool
    rights: Beneficiary | None
    ties: list[tuple[Kinship, str]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Tell people apart without a name: role, sex, age; or the code of their case."""
        return described(self.companion) if self.companion else (self.own_case.code if self.own_case else "")


@dataclass(frozen=True)
class Family:
    """The people around one person."""

    relatives: list[Relative]
    same_person: list[Case]

    @property
    def tied(self) -> list[Relative]:
        """Those of whom it is noted who they are."""
        return [relative for relative in self.relatives if relative.ties]


def described(row: Companion) -> str:
    """Describe somebody beside the person without a name."""
    years = [] if row.age_years is None else [_("%(years)s years") % {"years": row.age_years}]
    return ", ".join([row.get_role_display(), row.get_sex_display(), *years])


def cases_around(staff: Staff, case: Case) -> list[Case]:
    """Give the cases of others tied with this one: children with a case of their own, who brought them, people found together."""
    grew = Companion.objects.filter(case=case, own_case__isnull=False, ended_at__isnull=True)
    own = [key for key in grew.values_list("own_case_id", flat=True) if key]
    grown = came_with(case)
    keys = {
        *own,
        *([grown.pk] if grown else []),
        *(other.pk for event in found_with(staff, case) for other in event.others),
    }
    return list(cases_of(staff).filter(pk__in=keys - {case.pk}).order_by("code")) if keys else []


def family_of(staff: Staff, case: Case) -> Family:
    """Give the people around a person, each with their own case and rights as far as within reach."""
    beside = list(
        Companion.objects.filter(case=case, ended_at__isnull=True).exclude(role="reporter").order_by("recorded_at")
    )
    ties = list(
        Kinship.objects.filter(case=case, ended_at__isnull=True)
        .select_related("to", "who", "other_case")
        .order_by("recorded_at")
    )
    around = {one.pk: one for one in cases_around(staff, case)}
    bad = suspects_of(case)
    own_of = {row.own_case_id: row for row in beside if row.own_case_id}
    relatives = []
    for row in beside:
        own = around.get(row.own_case_id) if row.own_case_id else None
        is_bad = row.is_suspect or row.person_id in bad
        named = [(tie, _to_whom(tie)) for tie in ties if tie.who_id == row.pk or (own and tie.other_case_id == own.pk)]
        may_be = not is_bad and row.role in {"representative", "relative"}
        relatives.append(Relative(row, own, is_bad, may_be, _rights(row, own), named))
    for key, other in around.items():
        if key not in own_of:
            named = [(tie, _to_whom(tie)) for tie in ties if tie.other_case_id == key]
            relatives.append(
                Relative(
                    None, other, other.person_id in bad, may_be_contact=False, rights=beneficiary_now(other), ties=named
                )
            )
    return Family(relatives, [other for link, other in links_of(case) if link.same and other.pk not in around])


def _to_whom(tie: Kinship) -> str:
    return described(tie.to) if tie.to else ""


def _rights(row: Companion, own: Case | None) -> Beneficiary | None:
    if own is not None:
        return beneficiary_now(own)
    return Beneficiary.ACCOMPANYING if row.role == "child" else None


@dataclass(frozen=True)
class Knot:
    """Where one person stands in the drawing of a family."""

    x: int
    y: int
    words: str
    relation: str
    is_suspect: bool


ROW_HEIGHT, FIRST_ROW = 44, 68


def drawing_of(family: Family) -> list[Knot]:
    """Give where those stand of whom it is noted who they are to the person: one under another at the right."""
    knots, row = [], 0
    for relative in family.relatives:
        for tie, _to in relative.ties:
            if tie.to_id is None:
                relation = str(Relation(tie.relation).label)
                knots.append(Knot(112, FIRST_ROW + row * ROW_HEIGHT, relative.words, relation, relative.is_suspect))
                row += 1
    return knots


def choices_of(staff: Staff, case: Case) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give whom a relation may be noted of, and to whom beside the person: codes and words without names."""
    beside = list(
        Companion.objects.filter(case=case, ended_at__isnull=True).exclude(role="reporter").order_by("recorded_at")
    )
    people = [(f"beside:{row.pk}", described(row)) for row in beside]
    own = {row.own_case_id for row in beside}
    others = [(f"case:{one.pk}", one.code) for one in cases_around(staff, case) if one.pk not in own]
    return [*people, *others], [(str(row.pk), described(row)) for row in beside]


def chosen(staff: Staff, case: Case, code: str) -> tuple[Companion | None, Case | None]:
    """Give the person whom a choice names; nobody where it names none within reach."""
    kind, _sep, key = code.partition(":")
    try:
        wanted = UUID(key)
    except ValueError:
        return None, None
    if kind == "beside":
        return Companion.objects.filter(pk=wanted, case=case, ended_at__isnull=True).first(), None
    return None, next((one for one in cases_around(staff, case) if one.pk == wanted), None)
