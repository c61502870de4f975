"""Every read from outside: the areas of a mandate, the codes behind a number, what was issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from vongtay.agencies.models import Body, Mandate, Place
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import within
from vongtay.agencies.roles import MAY_COUNT
from vongtay.cases import queries as cases
from vongtay.cases.models import CaseEvent
from vongtay.cases.queries import AbroadBehind, Cell
from vongtay.common.access import Staff
from vongtay.common.ages import default_bands
from vongtay.common.days import day_in_vietnam, today
from vongtay.common.periods import Period
from vongtay.common.reading import Kept, given
from vongtay.common.vietnamese import fold
from vongtay.facilities import queries as facilities
from vongtay.indicators.models import Indicator
from vongtay.indicators.queries import figures_in
from vongtay.papers.models import Instrument, InstrumentEvent
from vongtay.programme import queries as programme
from vongtay.reports.counting import Slice
from vongtay.reports.models import IssuedReport
from vongtay.support import queries as ledger
from vongtay.support.models import LedgerEntry

RECENT = 20
FOUND = 30


@dataclass(frozen=True)
class Question:
    """What a report is asked about. as_known_on: the moment of knowledge; None is now."""

    area: Place
    period: Period
    as_known_on: datetime | None = None

    @property
    def until(self) -> date:
        """The last day of which anything is known: that of the period, or the day of knowledge while the period runs."""
        return min(self.period.last, day_in_vietnam(self.as_known_on) if self.as_known_on else today())


_MANDATES = Kept(
    Mandate.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=given("today")), body_id=given("body")).order_by(
        "area__level", "area__sort_key"
    ),
    *(f"area__{field.attname}" for field in Place._meta.concrete_fields),
)


def mandates_of(staff: Staff) -> list[Mandate]:
    """Give the reporting mandates of the body of `staff`; none for a role that doesn't count."""
    if staff.role not in MAY_COUNT:
        return []
    return _MANDATES(today=today(), body=staff.body_id)


def provinces_today() -> QuerySet[Place]:
    """The provinces of today, in their order."""
    return Place.objects.filter(level="province", valid_to__isnull=True).order_by("sort_key")


def provinces_in(mandates: Sequence[Mandate]) -> QuerySet[Place]:
    """The provinces of today that mandates reach: all of them with the country."""
    areas = {mandate.area_id for mandate in mandates}
    return provinces_today() if COUNTRY in areas else provinces_today().filter(pk__in=areas)


def countable(mandates: Sequence[Mandate]) -> list[Place]:
    """The areas that are counted as a whole: those of mandates, then the provinces where one of them is the country."""
    own = [mandate.area for mandate in mandates]
    held = {area.pk for area in own}
    return own if COUNTRY not in held else [*own, *(row for row in provinces_in(mandates) if row.pk not in held)]


def covers(mandates: Sequence[Mandate], province_id: int) -> bool:
    """Say whether mandates reach a province as a whole, or the country asked for as such."""
    return bool({COUNTRY, province_id} & {mandate.area_id for mandate in mandates})


def communes_in(mandates: Sequence[Mandate]) -> QuerySet[Place]:
    """The communes of today inside mandated provinces: each may be counted alone."""
    areas = [mandate.area_id for mandate in mandates]
    return Place.objects.filter(level="commune", province_id__in=areas, valid_to__isnull=True).order_by("sort_key")


def area_of(staff: Staff, area_id: int, period: Period | None = None) -> Place:
    """One area that `staff` may count in a period. Place.DoesNotExist both when there is none and when it is not theirs."""
    first = None if period is None else period.first
    areas = [
        row.area_id for row in mandates_of(staff) if first is None or row.valid_from is None or row.valid_from <= first
    ]
    inside = Q() if COUNTRY in areas else Q(pk__in=areas) | Q(province_id__in=areas)
    return Place.objects.filter(inside).get(pk=area_id)


def former_provinces(area_id: int) -> list[Place]:
    """Give the former provinces that went wholly into a province of today, in their order."""
    return list(
        Place.objects.filter(pk__in=within(area_id), level="province", valid_to__isnull=False).order_by("sort_key")
    )


def counted_since(staff: Staff, area: Place) -> date | None:
    """Give the first day of which the mandate of `staff` lets an area be counted; None: there is no such limit."""
    days = [row.valid_from for row in mandates_of(staff) if row.area_id in (area.pk, area.province_id, COUNTRY)]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def cells_of(question: Question) -> list[Cell]:
    """Give the counted cells of a report. The database refuses an area outside the mandate."""
    return cases.count_cases(area_id=question.area.pk, period=question.period, as_known_on=question.as_known_on)


def abroad_of(question: Question) -> dict[str, int]:
    """Count the funnel of the list of residents abroad, by stage, from the same rows as its own page."""
    cells = cases.count_abroad(area_id=question.area.pk, periods=[question.period], as_known_on=question.as_known_on)
    return cases.stage_totals(cells)


def support_of(question: Question) -> ledger.Support:
    """Sum the ledger of support in the period, by regime. The database refuses an area outside the mandate."""
    period = question.period
    return ledger.sum_support(
        area_id=question.area.pk, first=period.first, last=period.last, as_known_on=question.as_known_on
    )


def facilities_of(question: Question) -> facilities.Stock:
    """Count what the facilities of the area keep ready at the end of the period. The database refuses an area outside the mandate."""
    return facilities.count_facilities(area_id=question.area.pk, day=question.until, as_known_on=question.as_known_on)


def risk_of(staff: Staff, question: Question) -> list[programme.Area]:
    """Give the areas whose risk was judged, and whether campaigns and training of the period reached them."""
    return programme.risk_areas(staff, question.period, area_id=question.area.pk, as_known_on=question.as_known_on)


@dataclass(frozen=True)
class SupportBehind:
    """The entries behind a number of support: those within one's grants, how many stand in all, and their money."""

    spent: ledger.Spent
    rows: list[LedgerEntry]

    @property
    def outside(self) -> int:
        """How many entries that stand are counted but lie outside one's rights."""
        taken_back = {row.reverses_id for row in self.rows if row.is_counter}
        mine = [row for row in self.rows if not row.is_counter and row.pk not in taken_back]
        return self.spent.entries - len(mine)


def support_behind(staff: Staff, question: Question, regime: str) -> SupportBehind:
    """Open a number of support: the sum follows the mandate, the rows follow the grants. An empty regime is the whole."""
    support = support_of(question)
    spent = dict(support.by_regime).get(regime, ledger.Spent()) if regime else support.whole
    rows = ledger.entries_behind(
        staff, area_id=question.area.pk, period=question.period, regime=regime, as_known_on=question.as_known_on
    )
    return SupportBehind(spent, rows)


def abroad_behind(staff: Staff, question: Question, stage: str) -> AbroadBehind:
    """Give the entries behind one number of the funnel within one's grants, and how many lie outside them."""
    return cases.abroad_behind(
        staff, area_id=question.area.pk, period=question.period, stage=stage, as_known_on=question.as_known_on
    )


@dataclass(frozen=True)
class Behind:
    """The rows behind a number: the codes within one's grants, and how many lie outside them."""

    total: int
    codes: list[str]

    @property
    def outside(self) -> int:
        """How many persons are counted whose cases one may not see."""
        return self.total - len(self.codes)


def behind(staff: Staff, question: Question, chosen: Slice) -> Behind:
    """Open a number: the total follows the mandate, the codes follow the grants."""
    bands = default_bands()
    total = sum(cell.n for cell in cells_of(question) if chosen.holds(cell, bands))
    if question.as_known_on is None:
        period = question.period
        codes = cases.codes_behind(
            staff, area_id=question.area.pk, first=period.first, last=period.last, **chosen.facts(bands)
        )
    else:
        codes = _codes_as_known(staff, question, question.as_known_on, chosen)
    return Behind(total, sorted(codes))


def _codes_as_known(staff: Staff, question: Question, moment: datetime, chosen: Slice) -> list[str]:
    """Give the codes by what was known then: a case later corrected stands where it stood."""
    known = CaseEvent.objects.filter(world=staff.world, pgh_created_at__lte=moment)
    newest = known.order_by("pgh_obj_id", "-pgh_created_at", "-pgh_id").distinct("pgh_obj_id")
    inside = within(question.area.pk)
    area = Q(province_id__in=inside) | Q(place_id__in=inside)
    days = (question.period.first, question.period.last)
    rows = CaseEvent.objects.filter(area, pk__in=Subquery(newest.values("pk")), received_on__range=days)
    return list(rows.filter(**chosen.facts(default_bands())).values_list("code", flat=True))


def instruments_in(staff: Staff, question: Question) -> list[Instrument]:
    """The documents of the register that were issued in the period: part II of the report. As known then: as they stood then."""
    days = (question.period.first, question.period.last)
    provinces = within(question.area.province_id or question.area.pk)
    held = Instrument.objects.filter(world=staff.world, province_id__in=provinces)
    if question.as_known_on is None:
        return list(held.filter(dated_on__range=days, withdrawn_why="").order_by("dated_on", "normal", "id"))
    later = InstrumentEvent.objects.filter(
        world=staff.world, province_id__in=provinces, pgh_created_at__gt=question.as_known_on
    ).order_by("pgh_obj_id", "pgh_created_at", "pgh_id").distinct("pgh_obj_id")  # fmt: skip
    before = {row.pgh_obj_id: row for row in later}
    known = held.filter(Q(dated_on__range=days) | Q(pk__in=before), recorded_at__lte=question.as_known_on)
    rows = [before.get(row.pk, row) for row in known.order_by("id")]
    stood = [row for row in rows if row.dated_on and row.dated_on in question.period and not row.withdrawn_why]
    return sorted(stood, key=lambda row: (row.dated_on, row.normal))


def in_order_of_report() -> list[Indicator]:
    """Give the catalogue as the report tells it: by part, then as the reference file has them."""
    return sorted(Indicator.objects.all(), key=lambda row: (row.section, row.pk))


def sections() -> list[str]:
    """Give the parts of the report that have indicators, in its order."""
    return sorted(Indicator.objects.order_by().values_list("section", flat=True).distinct())


def bodies_in(question: Question) -> QuerySet[Body]:
    """The bodies of the area's province, or of the country: each may have told figures of its own."""
    if question.area.pk == COUNTRY:
        return Body.objects.order_by("sort_key")
    return Body.objects.filter(province_id=question.area.province_id or question.area.pk).order_by("sort_key")


def bodies_named(question: Question, words: str) -> list[Body]:
    """The bodies of the area in whose names all these words stand, with or without their marks, in their order; at most FOUND."""
    wanted = fold(words).split()
    named = (row for row in bodies_in(question) if all(word in fold(f"{row.short_name} {row.name}") for word in wanted))
    return list(islice(named, FOUND)) if wanted else []


def bodies_telling(staff: Staff, question: Question, indicator: Indicator) -> QuerySet[Body]:
    """The bodies of the area's province that told a figure of one indicator about the period: the sums of others need not be asked for."""
    told = figures_in(staff, area_id=question.area.pk, period=question.period, as_known_on=question.as_known_on)
    return bodies_in(question).filter(pk__in=told.filter(indicator=indicator).order_by().values("body_id"))


def issued_of(staff: Staff) -> QuerySet[IssuedReport]:
    """The issued reports that this post may know of, newest first: the database gives its body's and its mandate's."""
    related = ("area", "body", "paper", "issued_by__user")
    return IssuedReport.objects.filter(world=staff.world).select_related(*related).order_by("-issued_at", "id")


def issued_report(staff: Staff, report_id: UUID) -> IssuedReport:
    """One issued report. IssuedReport.DoesNotExist both when there is none and when `staff` may not see it."""
    return issued_of(staff).get(pk=report_id)


def body_of(staff: Staff) -> Body:
    """Give the body that reports."""
    return Body.objects.select_related("place").get(pk=staff.body_id)


def names_of_places(ids: Sequence[int]) -> dict[int, str]:
    """Give the full name of each place."""
    return dict(Place.objects.filter(pk__in=ids).values_list("pk", "full_name"))
