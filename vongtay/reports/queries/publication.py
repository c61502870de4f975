"""Every read of publication: the rules in force, proposals, the register, and what a release is checked against."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from uuid import UUID

from django.db.models import QuerySet

from vongtay.agencies.models import Place
from vongtay.cases import queries as cases
from vongtay.cases.states import Route
from vongtay.common.access import Staff
from vongtay.common.ages import default_bands
from vongtay.common.periods import Calendar, Period, custom, parse_period, year_of
from vongtay.common.ring import ring
from vongtay.people.models import Sex
from vongtay.reports.counting import STATES, Status
from vongtay.reports.models import Audience, Publication, PublicationProfile, PublishedCell, Release, ReleaseKind
from vongtay.reports.publishing.cells import Cell, Group, cells_of, combinations_of, finest, key_of
from vongtay.reports.publishing.gate import Gathered, Reader
from vongtay.reports.publishing.profiles import SHIPPED, Profile
from vongtay.reports.queries.areas import mandates_of, provinces_in, provinces_today
from vongtay.reports.suppression.linked import UNTOLD, Asked, Atom, People, atoms_of, dimensions_of, touching
from vongtay.reports.suppression.table import Where

AGE_GROUPS = {"0-15": ("0-8", "9-15"), "16-17": ("16-17",), "18-29": ("18-20", "21-23", "24-26", "27-29"), "30+": ("30-38", "39-47", "48+"), "unknown": ("unknown",)}  # fmt: skip
GROUPS = {"age_group": Group("age", AGE_GROUPS)}
ELSEWHERE = ("year", "province")  # dimensions that are days and areas to whoever compares


def profile_of(staff: Staff, kind: str) -> Profile:
    """Give the rules in force for an audience: the last that a second person confirmed, or those shipped."""
    rows = PublicationProfile.objects.filter(
        world=staff.world, province_id=staff.province_id, kind=kind, confirmed_at__isnull=False
    )
    row = rows.order_by("-version").first()
    return Profile(kind, row.version, row.k, row.in_province, row.in_nation) if row else SHIPPED[kind]


def profile_changes(staff: Staff) -> QuerySet[PublicationProfile]:
    """Every change of the rules that was proposed, newest first."""
    rows = PublicationProfile.objects.filter(world=staff.world, province_id=staff.province_id)
    return rows.select_related("proposed_by__user", "confirmed_by__user").order_by("-proposed_at", "id")


def releases_of(staff: Staff) -> QuerySet[Release]:
    """The proposals of the body of `staff` and over the areas of its mandate, newest first; the database gives no others."""
    related = (
        "area",
        "body",
        "proposed_by__user",
        "decided_by__user",
        "withdrawn_by__user",
        "agreement",
        "recipient_body",
    )
    return Release.objects.filter(world=staff.world).select_related(*related).order_by("-proposed_at", "id")


def release_of(staff: Staff, release_id: UUID) -> Release:
    """One of them. Release.DoesNotExist both when there is none and when `staff` may not see it."""
    return releases_of(staff).get(pk=release_id)


def publications_of(staff: Staff) -> QuerySet[Publication]:
    """The register, as far as the database gives it to `staff`, newest first."""
    rows = Publication.objects.filter(world=staff.world).select_related("area", "body", "recipient_body")
    return rows.order_by("-published_at", "id")


def publication_of(staff: Staff, publication_id: UUID) -> Publication:
    """One of them. Publication.DoesNotExist both when there is none and when `staff` may not see it."""
    return publications_of(staff).get(pk=publication_id)


def public_of(world: str) -> QuerySet[Publication]:
    """What everybody may read, newest first: asked without a session, the database gives nothing else."""
    rows = Publication.objects.filter(world=world, audience=Audience.PUBLIC).select_related("area", "body__place")
    return rows.order_by("-published_at", "id")


def provinces_of(staff: Staff) -> list[Place]:
    """The provinces of today over which `staff` counts."""
    return list(provinces_in(mandates_of(staff)))


def counts_the_nation(staff: Staff) -> bool:
    """Say whether the mandates of `staff` reach every province of today."""
    return provinces_today().count() == len(provinces_of(staff))


def period_of(row: Release | Publication) -> Period:
    """Give the period of a release."""
    return parse_period(row.period, Calendar(row.calendar))


def years_in(period: Period) -> list[int]:
    """Give the whole years that a period is made of."""
    years = range(period.first.year, period.last.year + 1)
    held = [
        year
        for year in years
        if period.first <= year_of(year, period.calendar).first and year_of(year, period.calendar).last <= period.last
    ]
    whole = (
        bool(held)
        and year_of(held[0], period.calendar).first == period.first
        and year_of(held[-1], period.calendar).last == period.last
    )
    return held if whole else []


def values_of(period: Period, provinces: Iterable[Place]) -> dict[str, list[str]]:
    """Give every value of each dimension of persons: those of the code lists, never those that occur."""
    return {
        "route": [str(one) for one in Route], "sex": [str(one) for one in Sex], "age": list(default_bands().codes), "age_group": list(AGE_GROUPS),
        "status": [str(one) for one in Status if one is not Status.RECEIVED], "year": [str(year) for year in years_in(period)],
        "province": [str(place.pk) for place in provinces],
    }  # fmt: skip


@dataclass(frozen=True)
class Whereabouts:
    """The days and areas of a release."""

    period: Period
    areas: frozenset[str]

    def asked(self, cell: Cell, told: int = UNTOLD) -> Asked:
        """Give what a cell counts: years and provinces as days and areas, groups as what they are made of."""
        held = dict(cell)
        days = year_of(int(held["year"]), self.period.calendar) if "year" in held else self.period
        areas = frozenset([held["province"]]) if "province" in held else self.areas
        who = finest(tuple((name, value) for name, value in cell if name not in ELSEWHERE), GROUPS)
        return Asked(who, areas, days.first, days.last, told)


def about(row: Release | Publication, provinces: Iterable[Place]) -> Whereabouts:
    """Give the days and areas of a release; without an area it is about all provinces."""
    areas = [row.area_id] if row.area_id else [place.pk for place in provinces]
    return Whereabouts(period_of(row), frozenset(map(str, areas)))


def cell_of(who: Mapping[str, str]) -> Cell:
    """Give a stored cell as the engines name it."""
    return tuple(who.items())


def earlier_of(release: Release, staff: Staff) -> list[Publication]:
    """What was published that tells of the areas of a release, whoever published it, withdrawn or not.

    Where something was published about all provinces, what each of them published tells of the others.
    """
    rows = list(publications_of(staff))
    if release.area_id is None or any(row.area_id is None for row in rows):
        return rows
    return [row for row in rows if row.area_id == release.area_id]


@dataclass
class Before:
    """What earlier releases showed to whoever reads this one, what they kept from them, and what others hold besides."""

    known: dict[Where, Asked] = field(default_factory=dict)
    kept: dict[Where, Asked] = field(default_factory=dict)
    readers: dict[str, Reader] = field(default_factory=dict)

    @property
    def cells(self) -> list[Asked]:
        """Every cell of them."""
        others = [one for reader in self.readers.values() for one in (*reader.shown.values(), *reader.hidden.values())]
        return [*self.known.values(), *self.kept.values(), *others]


def gather(release: Release, staff: Staff) -> Gathered:
    """Read what a release counts and everything that it is to be checked against, as known now."""
    provinces = provinces_of(staff)
    here = about(release, provinces)
    values = values_of(here.period, provinces)
    named = [(cell, key_of("+", cell)) for cell in _cells_asked(release, values)]
    new = {key: here.asked(cell) for cell, key in named}
    before = _before(release, here, staff, new.values())
    everything = [*new.values(), *before.cells]
    atoms = atoms_of(everything)
    dimensions = dimensions_of(everything)
    return Gathered(
        release.k, named, new, before.known, dimensions, values, atoms,
        [_people(atom, dimensions) if atom.areas <= here.areas else None for atom in atoms],
        readers=list(before.readers.values()), kept=before.kept, round_to=release.round_to, key=ring().index,
        are_rows=release.kind == ReleaseKind.MICRODATA,
    )  # fmt: skip


def _cells_asked(release: Release, values: Mapping[str, list[str]]) -> list[Cell]:
    if release.kind == ReleaseKind.MICRODATA:
        return combinations_of(release.tables[0], values)
    return cells_of([table for table in release.tables if "indicator" not in table], values)


def _before(release: Release, here: Whereabouts, staff: Staff, new: Collection[Asked]) -> Before:
    all_provinces, found = list(provinces_today()), Before()
    others: dict[str, tuple[int, dict[Where, Asked], dict[Where, Asked]]] = {}
    earlier = earlier_of(release, staff)
    told_apart = {
        *dimensions_of(new),
        *_dimensions_over(row for row in earlier if row.area_id in (None, release.area_id)),
    }
    for row in earlier:
        for key, one, is_shown in _cells_told(row, about(row, all_provinces), here.areas):
            is_beyond = not one.areas <= here.areas
            if is_beyond and not told_apart.issuperset(dimensions_of([one])):
                continue  # tells others apart by what nothing here does
            if row.audience == Audience.PUBLIC or row.recipient == release.recipient:
                (found.known if is_shown else found.kept)[key] = one
            elif release.audience == Audience.PUBLIC and not is_beyond:
                _k, shown, hidden = others.setdefault(row.recipient, (row.k, {}, {}))
                (shown if is_shown else hidden)[key] = one
    near = touching(new, {**found.known, **found.kept})
    found.known = {key: one for key, one in found.known.items() if key in near}
    found.kept = {key: one for key, one in found.kept.items() if key in near}
    found.readers = {
        name: Reader(name, k, touching(new, shown), touching(new, hidden))
        for name, (k, shown, hidden) in others.items()
    }
    return found


def _dimensions_over(rows: Iterable[Publication]) -> set[str]:
    """Give the dimensions of persons by which publications tell them apart."""
    names = {name for row in rows for table in row.tables for name in table}
    return {GROUPS[name].of if name in GROUPS else name for name in names}


def _cells_told(row: Publication, where: Whereabouts, here: frozenset[str]) -> Iterable[tuple[Where, Asked, bool]]:
    for stored in PublishedCell.objects.filter(publication_id=row.pk).order_by("place"):
        if "indicator" in stored.who:
            continue
        cell = cell_of(stored.who)
        one = where.asked(cell, UNTOLD if stored.shown is None else stored.shown)
        if row.round_to and one.areas <= here:
            # What was rounded is taken as known exactly: whoever held it then knows less. What is not counted here is taken for what was said.
            one = replace(one, told=UNTOLD)
        yield key_of(str(row.pk), cell), one, stored.shown is not None


def _people(atom: Atom, dimensions: tuple[str, ...]) -> People:
    bands = default_bands()
    status: dict[str, str] = {
        str(state): str(one) for one, states in STATES.items() if one is not Status.RECEIVED for state in states
    }
    found: Counter[tuple[str, ...]] = Counter()
    for area in atom.areas:
        for cell in cases.count_cases(area_id=int(area), period=custom(atom.first, atom.last)):
            held = {
                "age": bands.code_of(cell.age_years),
                "route": cell.route,
                "sex": cell.sex,
                "status": status[cell.state],
            }
            found[tuple(held[name] for name in dimensions)] += cell.n
    return found


def by_year(rows: Iterable[Publication]) -> list[tuple[int, list[Publication]]]:
    """Give publications by the year of their number, newest first."""
    ordered = sorted(rows, key=lambda row: (-row.year, -row.published_at.timestamp()))
    return [(year, list(held)) for year, held in groupby(ordered, key=lambda row: row.year)]
