"""Reading tips: the list, one of them with what is encrypted, and whom a search of a family may mean."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from vongtay.cases.models import Case, Tip, TipStep
from vongtay.cases.queries.case import cases_of_people
from vongtay.cases.states import TipKind, TipState
from vongtay.common.access import Staff
from vongtay.people.models import NameKey
from vongtay.people.queries import find_by_name
from vongtay.people.vault import Vault

SHOWN_TIPS = 50


@dataclass(frozen=True)
class TipFilter:
    """What the list of tips is limited to; the page keeps it in its address."""

    state: str = ""
    kind: str = ""
    urgent: bool = False
    call_back: bool = False

    def apply(self, tips: QuerySet[Tip]) -> QuerySet[Tip]:
        """Limit a list of tips."""
        if self.state == "open":
            tips = tips.filter(state__in=[TipState.NEW, TipState.PASSED])
        elif self.state:
            tips = tips.filter(state=self.state)
        if self.kind:
            tips = tips.filter(kind=self.kind)
        if self.urgent:
            tips = tips.filter(urgent=True)
        return tips.filter(call_back=True) if self.call_back else tips


def tips_of(staff: Staff) -> QuerySet[Tip]:
    """All the tips within reach, newest first; the database gives only those on which the body holds a grant."""
    return (
        Tip.objects.filter(world=staff.world)
        .select_related("received_by", "passed_to", "place")
        .order_by("-received_at", "id")
    )


def tip_of(staff: Staff, code: str) -> Tip:
    """One tip. Tip.DoesNotExist both when there is none and when it is out of reach."""
    related = ("received_by", "passed_to", "place", "sought", "entered_by__user", "entered_by__body")
    return Tip.objects.filter(world=staff.world).select_related(*related).get(code=code)


@dataclass(frozen=True)
class TipTexts:
    """What was told, and by whom; decrypted."""

    text: str
    teller: str

    def __repr__(self) -> str:
        return "TipTexts(…)"


def texts_of(tip: Tip) -> TipTexts:
    """Decrypt what was told."""
    vault = Vault.from_wrapped(tip.id, tip.wrapped)
    return TipTexts(
        vault.open("cases_tip", "text_ct", tip.id, tip.text_ct),
        vault.open("cases_tip", "teller_ct", tip.id, tip.teller_ct),
    )


def tip_steps(tip: Tip) -> list[tuple[TipStep, str]]:
    """Give what was done with a tip, newest first, notes decrypted."""
    vault = Vault.from_wrapped(tip.id, tip.wrapped)
    rows = TipStep.objects.filter(tip=tip).select_related(
        "acted_by_body", "entered_by__user", "entered_by__body", "to_body"
    )
    return [
        (row, vault.open("cases_tipstep", "note_ct", row.pk, row.note_ct))
        for row in rows.order_by("-happened_at", "-recorded_at")
    ]


def case_of_tip(staff: Staff, tip: Tip) -> Case | None:
    """Give the case that a tip was linked to, if it is within reach."""
    return Case.objects.filter(pk=tip.case_id, bodies__contains=[staff.body_id]).first() if tip.case_id else None


@dataclass(frozen=True)
class Match:
    """A received person who may be whom a family looks for; why says what agrees."""

    case: Case
    why: str


def matches_of(staff: Staff, tip: Tip) -> list[Match]:
    """Give the received people within reach whose name is that of whom the family looks for, or nearly so, best first."""
    if tip.kind != TipKind.MISSING or tip.sought_id is None:
        return []
    key = NameKey.objects.filter(person_id=tip.sought_id).first()
    if key is None:
        return []
    name = Vault.of(tip.sought_id).open("people_namekey", "name_ct", tip.sought_id, key.name_ct)
    hits = [hit for hit in find_by_name(name, born=key.born_about).hits if hit.person_id != tip.sought_id]
    cases = cases_of_people(staff, [hit.person_id for hit in hits])
    return [Match(cases[hit.person_id], hit.why) for hit in hits if hit.person_id in cases]


def searches_for(people: list[UUID]) -> QuerySet[Tip]:
    """Give the searches of families, still open, for one of these registrations."""
    return Tip.objects.filter(sought__in=people, state__in=[TipState.NEW, TipState.PASSED])


def tips_behind(case: Case) -> list[Tip]:
    """Give the tips within reach that led to a case."""
    return list(Tip.objects.filter(case=case).select_related("received_by").order_by("received_at"))
