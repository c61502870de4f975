"""Reading the register of documents, what stands above and below a document, and who has not issued theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from vongtay.agencies.models import Body
from vongtay.agencies.reference.kinds import body_kinds
from vongtay.common.access import Staff
from vongtay.indicators.models import Figure, SourceKind
from vongtay.papers.instruments import normal_number
from vongtay.papers.models import Instrument, InstrumentFile
from vongtay.papers.states.instruments import AGREEMENTS, Level
from vongtay.programme.models import Expected
from vongtay.programme.permissions import mandates_of

DEEPEST = 12

_LEVELS = {"national": Level.CENTRAL, "province": Level.PROVINCE, "border": Level.PROVINCE, "commune": Level.COMMUNE}


def level_of(body: Body) -> str:
    """Give the level of the documents that a body issues; empty where its kind says none."""
    return _LEVELS.get(body_kinds()[body.kind].level, "")


def register_of(staff: Staff) -> QuerySet[Instrument]:
    """The documents of one's province that stand."""
    return Instrument.objects.filter(world=staff.world, province_id=staff.province_id, withdrawn_why="")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the register; empty finds all."""

    text: str = ""
    kind: str = ""
    level: str = ""
    year: int | None = None
    only: str = ""

    def holds(self) -> Q:
        """The documents that are wanted. text: a number and sign however written, or words of the title or the body."""
        found = Q(kind=self.kind) if self.kind else Q()
        if self.level in Level.values:
            found &= Q(level=self.level)
        if self.year:
            found &= Q(dated_on__year=self.year) | Q(year_from__lte=self.year, year_to__gte=self.year)
        if self.only == "schemes":
            found &= Q(year_to__gt=F("year_from"))
        elif self.only == "agreements":
            found &= Q(kind__in=AGREEMENTS)
        if text := self.text.strip():
            normal = normal_number(text)
            words = Q(title__icontains=text) | Q(issuer__icontains=text) | Q(issued_by__name__icontains=text)
            found &= words | Q(normal__contains=normal) if normal else words
        return found


ALL = Wanted()


def documents(staff: Staff, wanted: Wanted = ALL) -> QuerySet[Instrument]:
    """Give the register, newest first, each with how many bodies are to issue theirs under it."""
    rows = register_of(staff).filter(wanted.holds()).select_related("issued_by")
    due = Count("expected", filter=Q(expected__waived_why=""), distinct=True)
    return rows.annotate(n_expected=due).order_by(F("dated_on").desc(nulls_last=True), "number", "pk")


def uncounted(staff: Staff) -> QuerySet[Instrument]:
    """The documents of our bodies that have no figure: entered by a reading, or by who does not speak for figures. Oldest first.

    Without a mandate over the province one sees no figures of others: then only documents of one's own body.
    """
    own = Q() if staff.province_id in mandates_of(staff) else Q(body_id=staff.body_id) | Q(issued_by_id=staff.body_id)
    figure = Figure.objects.filter(source_kind=SourceKind.DOCUMENT, source_id=OuterRef("pk"))
    rows = register_of(staff).filter(own, issued_by__isnull=False, dated_on__isnull=False).filter(~Exists(figure))
    return rows.select_related("issued_by").order_by("dated_on", "pk")


def kinds_of(staff: Staff) -> list[tuple[str, int]]:
    """Give the kinds that the register holds with their counts, the commonest first."""
    rows = register_of(staff).exclude(kind="").values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    return list(rows)


def document_of(staff: Staff, document_id: UUID) -> Instrument:
    """One document of one's province, taken back or not. Instrument.DoesNotExist both when there is none and out of reach."""
    related = ("issued_by", "parent__issued_by", "replaces", "body", "entered_by__user")
    mine = Instrument.objects.filter(world=staff.world, province_id=staff.province_id)
    return mine.select_related(*related).get(pk=document_id)


def above(document: Instrument) -> list[Instrument]:
    """Give the documents that this one carries out, the highest first."""
    chain: list[Instrument] = []
    row = document.parent
    while row is not None and len(chain) < DEEPEST:
        chain.insert(0, row)
        row = row.parent
    return chain


def below(document: Instrument) -> list[Instrument]:
    """Give the documents that carry this one out: yearly plans of a scheme first, then by level and body."""
    rows = document.children.filter(withdrawn_why="").select_related("issued_by")
    return list(rows.order_by(F("year_from").asc(nulls_last=True), "-level", "issued_by__sort_key", "dated_on"))


def files_of(document: Instrument) -> list[InstrumentFile]:
    """Give the files of a document, oldest first."""
    return list(document.files.select_related("file", "body").order_by("recorded_at"))


def standing_figure(document: Instrument) -> Figure | None:
    """Give the figure of a document that stands, if whoever asks reaches it."""
    replaced = Figure.objects.filter(replaces=OuterRef("pk"))
    rows = Figure.objects.filter(source_kind=SourceKind.DOCUMENT, source_id=document.pk).filter(~Exists(replaced))
    return rows.first()


def years_missing(document: Instrument, children: Iterable[Instrument], year: int) -> list[int]:
    """Give the years of a scheme of several years, up to `year`, for which no yearly plan stands under it."""
    if document.year_from is None or document.year_to is None or document.year_from == document.year_to:
        return []
    planned = {one.year_from for one in children if one.year_from is not None and one.year_from == one.year_to}
    return [one for one in range(document.year_from, min(document.year_to, year) + 1) if one not in planned]


@dataclass(frozen=True)
class Line:
    """One body that is to issue its own document, and what came."""

    row: Expected
    answer: Instrument | None
    day: date

    @property
    def state(self) -> str:
        """issued, waived, late or awaited."""
        if self.answer is not None:
            return "issued"
        if self.row.waived_why:
            return "waived"
        return "late" if self.row.due_on is not None and self.row.due_on < self.day else "awaited"

    @property
    def is_in_time(self) -> bool:
        """Whether what came is dated no later than the day set."""
        answer = self.answer
        return not (answer and answer.dated_on and self.row.due_on and answer.dated_on > self.row.due_on)


def cascade(document: Instrument, day: date) -> list[Line]:
    """Give the bodies that are to issue theirs under a document, those that are late first. Two queries."""
    rows = (
        Expected.objects.filter(instrument=document).select_related("to_body").order_by("due_on", "to_body__sort_key")
    )
    came: dict[UUID, Instrument] = {}
    for child in document.children.filter(withdrawn_why="", issued_by__isnull=False).order_by("-dated_on"):
        if child.issued_by_id is not None:
            came[child.issued_by_id] = child
    order = {"late": 0, "awaited": 1, "issued": 2, "waived": 3}
    return sorted((Line(row, came.get(row.to_body_id), day) for row in rows), key=lambda line: order[line.state])


def owed_by(staff: Staff) -> QuerySet[Expected]:
    """What one's body is to issue and has not, the nearest day first."""
    came = Instrument.objects.filter(parent=OuterRef("instrument"), issued_by=OuterRef("to_body"), withdrawn_why="")
    mine = Expected.objects.filter(world=staff.world, to_body_id=staff.body_id, waived_why="").filter(~Exists(came))
    return mine.select_related("instrument").order_by(F("due_on").asc(nulls_last=True), "recorded_at")


def open_cascades(staff: Staff) -> QuerySet[Instrument, Any]:
    """The documents under which somebody is still to issue theirs, with how many of how many have."""
    came = Instrument.objects.filter(parent=OuterRef("instrument"), issued_by=OuterRef("to_body"), withdrawn_why="")
    rows = Expected.objects.filter(world=staff.world, province_id=staff.province_id, waived_why="")
    missing = rows.filter(~Exists(came)).values("instrument")
    return documents(staff).filter(pk__in=missing)


def bodies_below(staff: Staff, day: date) -> QuerySet[Body]:
    """The bodies of one's province that work on the day, by their order: any of them may be told to issue theirs."""
    at_work = (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    return Body.objects.filter(at_work, province_id=staff.province_id).exclude(kind="mission").order_by("sort_key")


def bodies_issuing(staff: Staff) -> QuerySet[Body]:
    """The bodies of one's province, those that ended too: old documents are theirs. One's own first by the form's choice."""
    return Body.objects.filter(province_id=staff.province_id).exclude(kind="mission").order_by("sort_key")


def document_or_none(staff: Staff, text: str) -> Instrument | None:
    """Give the document that an address names, or None."""
    try:
        wanted = UUID(text)
    except ValueError:
        return None
    return register_of(staff).select_related("issued_by").filter(pk=wanted).first()
