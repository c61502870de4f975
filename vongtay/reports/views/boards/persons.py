"""Sheets about persons received: by month and where identification stands, by route, sex and age; all from the same cells."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from vongtay.cases.queries import PersonCell, count_persons, held_counts
from vongtay.cases.states import OFFERED, Route
from vongtay.common.ages import default_bands
from vongtay.common.periods import CALENDAR_LABELS, Period
from vongtay.people.models import Sex
from vongtay.reports.counting import STATES, By, Status
from vongtay.reports.grids import Grid, Line, Number, counted
from vongtay.reports.holding import one_way
from vongtay.reports.views.asked import row_label
from vongtay.reports.views.boards.chosen import Chosen
from vongtay.reports.views.boards.drawing import Sheet

STATUS_WORDS: dict[Status, str | Promise] = {
    Status.UNDER_IDENTIFICATION: gettext_lazy("Under identification"), Status.IDENTIFIED: gettext_lazy("Identified as victims"),
    Status.NOT_IDENTIFIED: gettext_lazy("Not identified as victims"), Status.UNDETERMINED: gettext_lazy("Undetermined"),
}  # fmt: skip
SPLITS: dict[By, tuple[str | Promise, str | Promise]] = {
    By.ROUTE: (gettext_lazy("By route"), gettext_lazy("Route")),
    By.SEX: (gettext_lazy("By sex"), gettext_lazy("Sex")),
    By.AGE: (gettext_lazy("By age at reception"), gettext_lazy("Age at reception")),
}
KEYS = {By.ROUTE: "routes", By.SEX: "sexes", By.AGE: "ages"}
_FIELD = {By.ROUTE: "route", By.SEX: "sex", By.AGE: "band"}
_STATUS_OF = {str(state): status for status in STATUS_WORDS for state in STATES[status]}


def persons_of(chosen: Chosen) -> list[PersonCell]:
    """Count the persons of the choice by month, state, route, sex and age."""
    cells = count_persons(
        area_id=chosen.area.pk, periods=chosen.months, by=("route", "sex", "band", "state"), bands=default_bands(),
        as_known_on=chosen.question.as_known_on,
    )  # fmt: skip
    return [
        cell for cell in cells if chosen.route in {"", cell.route} and chosen.sex in {"", cell.sex}
    ]  # what is chosen narrows every sheet alike


def month_name(period: Period) -> str:
    """Name a month below a column."""
    return str(period.last.month)


def caption(chosen: Chosen) -> str:
    """Say what is counted: the period and its calendar."""
    return _("By the day of reception, %(span)s; %(calendar)s") % {
        "span": chosen.period.span, "calendar": CALENDAR_LABELS[chosen.period.calendar],
    }  # fmt: skip


Counts = dict[Status, int]


def counts_by(cells: Iterable[PersonCell], field: str) -> dict[Any, Counts]:
    """Count persons by a field of their cells and by where identification stands."""
    found: dict[Any, Counts] = defaultdict(lambda: dict.fromkeys(STATUS_WORDS, 0))
    key = attrgetter(field)
    for cell in cells:
        found[key(cell)][_STATUS_OF[cell.state or ""]] += cell.n
    return found


def _numbers(counts: Counts, url: Callable[..., str]) -> tuple[Number, ...]:
    """Give the four parts, then the whole, each with the codes behind it."""
    parts = tuple(counted(n, url(status=status.value)) for status, n in counts.items())
    return (*parts, counted(sum(counts.values()), url()))


def months(chosen: Chosen, cells: Sequence[PersonCell]) -> Sheet:
    """Give the persons received by month, and where their identification stands."""
    found = counts_by(cells, "nth")
    lines = []
    for nth, month in enumerate(chosen.months, 1):
        counts = found.get(nth, dict.fromkeys(STATUS_WORDS, 0))

        def url(month: Period = month, **of: str) -> str:
            return chosen.behind_url(month, of=of)

        lines.append(Line(month_name(month), _numbers(counts, url), chosen.url("board", part=month.code[4:])))
    heads = (_("Month"), *(str(words) for words in STATUS_WORDS.values()), pgettext("persons", "Received"))
    return Sheet(
        "months", _("Received by month, and where identification stands"), Grid(heads, tuple(lines), _whole(chosen, found.values())), "columns",
        source=_("cases in this system"), period=caption(chosen), csv_url=chosen.url("board_csv", "months"), charted=len(STATUS_WORDS),
    )  # fmt: skip


def _whole(chosen: Chosen, parts: Collection[Counts]) -> tuple[Number, ...]:
    counts = {status: sum(part[status] for part in parts) for status in STATUS_WORDS}
    return _numbers(counts, lambda **of: chosen.behind_url(of=dict(of)))


def split(chosen: Chosen, cells: Sequence[PersonCell], by: By) -> Sheet:
    """Give the persons received split one way; the unknown stands as a row of its own, and the rows add up to the whole."""
    found = counts_by(cells, _FIELD[by])
    lines = []
    for code in codes_of(by, found):
        counts = found.get(code, dict.fromkeys(STATUS_WORDS, 0))

        def url(code: str = code, **of: str) -> str:
            return chosen.behind_url(of={by.value: code} | of)

        parts = _numbers(counts, url)
        narrowed = chosen.url("board", **{by.value: code}) if by is not By.AGE else ""
        lines.append(Line(row_label(by, code), (parts[-1], *parts[:-1]), narrowed))
    whole = _whole(chosen, found.values())
    title, head = SPLITS[by]
    heads = (str(head), pgettext("persons", "Received"), *(str(words) for words in STATUS_WORDS.values()))
    return Sheet(
        KEYS[by], str(title), Grid(heads, tuple(lines), (whole[-1], *whole[:-1])), "rows", source=_("cases in this system"),
        period=caption(chosen), csv_url=chosen.url("board_csv", KEYS[by]), charted=1,
    )  # fmt: skip


def codes_of(by: By, found: Iterable[str]) -> list[str]:
    """Give the rows of a split: those that the law or the bands name, and what else was found; the unknown last."""
    standing: dict[By, Sequence[str]] = {
        By.ROUTE: OFFERED,
        By.SEX: (Sex.FEMALE, Sex.MALE, Sex.UNKNOWN),
        By.AGE: default_bands().codes,
    }
    order: dict[By, Sequence[str]] = {By.ROUTE: tuple(Route), By.SEX: tuple(Sex), By.AGE: default_bands().codes}
    there = {*map(str, standing[by]), *found}
    return [str(code) for code in order[by] if str(code) in there]


def held_sheets(chosen: Chosen) -> list[Sheet]:
    """Give what a role that may not see small counts is shown: tables of one column, each protected under the same known whole."""
    held, received = held_words(), pgettext("persons", "Received")
    told = held_counts(area_id=chosen.area.pk, year=chosen.period.year, by=("month", "status", *_FIELD.values()))
    by_month = [(month_name(month), told["month"].part(month_name(month))) for month in chosen.months]
    by_status = [(str(words), told["status"].part(status)) for status, words in STATUS_WORDS.items()]
    made = [
        ("months", _("Received by month"), _("Month"), by_month, told["month"].whole, "columns"),
        ("standing", _("Where identification stands"), _("Standing"), by_status, told["status"].whole, "rows"),
    ]
    for by, (title, head) in SPLITS.items():
        of = told[_FIELD[by]]
        parts = [(row_label(by, code), of.part(code)) for code in codes_of(by, of.parts)]
        made.append((KEYS[by], str(title), str(head), parts, of.whole, "rows"))
    note = held_note(chosen.k or 0)
    return [
        Sheet(key, title, one_way((head, received), parts, whole, held), kind, source=_("cases in this system"), period=caption(chosen), note=note,
              csv_url=chosen.url("board_csv", key), held=held)
        for key, title, head, parts, whole, kind in made
    ]  # fmt: skip


def held_words() -> str:
    """How a number is said that is held back."""
    return _("held back")


def held_note(k: int) -> str:
    """Say why numbers are held back."""
    return _(
        "Counts from 1 to %(most)s are held back for your role, and others beside them so that nobody can work them out."
    ) % {"most": k - 1}
