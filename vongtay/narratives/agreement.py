"""What a report says beside what the system knows, and whether its own parts fit their whole. No query, clock or user."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from vongtay.indicators.models import Apart, plain
from vongtay.indicators.queries import Amount, add_up
from vongtay.narratives.models import Mark, MarkState

ROUGH = Decimal("0.05")  # "about 1,300" agrees with what lies within a twentieth of it
UNCOUNTED = frozenset({MarkState.REJECTED, MarkState.MERGED})
SEXES = (
    re.compile(r"(?<!\w)(?:nữ|phụ nữ|gái)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:nam|đàn ông|trai)(?!\w)", re.IGNORECASE),
)
AGES = re.compile(r"(?<!\w)(?:tuổi|trẻ em|em|cháu|người lớn|vị thành niên)(?!\w)", re.IGNORECASE)
AFTER = 40  # characters after a part in which its sex or age is said
Key = tuple[str, date, date]
OfBody = tuple[Key, Any]


class Status(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    ABSENT = "absent"


@dataclass(frozen=True)
class Ours:
    """What the system knows of an indicator in the days of a report: counted from cases, or told by other figures."""

    amount: Amount
    from_cases: bool
    figure_id: Any = None  # the one figure that it is, where it is one
    whose: str = ""  # the body whose numbers alone these are; empty: all that is known of the area

    @property
    def number(self) -> Decimal | None:
        """The lower value, to be shown."""
        return plain(self.amount.low)


@dataclass(frozen=True)
class Beside:
    """A figure of a report beside the system's own: told is the sum where the report says it in several places."""

    status: Status
    told: Decimal | None
    places: int
    ours: Ours | None = None
    is_wider: bool = False  # the sentence names a body, of which alone nothing is known: compared is the whole area

    @property
    def more(self) -> Decimal | None:
        """By how much the report says more than the system; None where it doesn't."""
        return plain(max(self._gap, Decimal(0))) or None

    @property
    def fewer(self) -> Decimal | None:
        """By how much the report says less than the system; None where it doesn't."""
        return plain(max(-self._gap, Decimal(0))) or None

    @property
    def _gap(self) -> Decimal:
        return Decimal(0) if self.ours is None or self.told is None else self.told - self.ours.amount.low


def key_of(mark: Mark) -> Key | None:
    """Give under what a mark is compared; None where nothing could be: no indicator yet, or left out of the sum."""
    if mark.indicator_id is None or mark.apart or mark.state in UNCOUNTED:
        return None
    return mark.indicator_id, mark.happened_from, mark.happened_to


def besides(
    marks: Iterable[Mark],
    known: dict[Key, Ours],
    of_body: dict[OfBody, Ours] | None = None,
    whose: dict[Any, Any] | None = None,
) -> dict[Any, Beside]:
    """Put each figure beside the system's own, by the mark's key.

    whose: the body that the sentence of a mark names, by the mark's key. Where something is known of that body alone, its figures of the report are
    compared with that; all others are compared together with what is known of the area.
    """
    groups: dict[Key, list[Mark]] = defaultdict(list)
    own: dict[OfBody, list[Mark]] = defaultdict(list)
    named, of_body = whose or {}, of_body or {}
    for mark in marks:
        key = key_of(mark)
        if key is not None:
            groups[key].append(mark)
            if mark.pk in named:
                own[key, named[mark.pk].pk].append(mark)
    found: dict[Any, Beside] = {}
    for key, group in groups.items():
        beside = _beside(group, known.get(key))
        if beside is not None:
            found |= {row.pk: replace(beside, is_wider=row.pk in named and beside.ours is not None) for row in group}
    for key_and_body in own.keys() & of_body.keys():
        beside = _beside(own[key_and_body], of_body[key_and_body])
        if beside is not None:
            found |= {row.pk: beside for row in own[key_and_body]}
    return found


def _beside(group: list[Mark], ours: Ours | None) -> Beside | None:
    told = add_up(Amount.of(Decimal(0) if row.nil else row.value, row.bound, row.value_high) for row in group)
    return None if told is None else Beside(_status(told, ours), plain(told.low), len(group), ours)


def _status(told: Amount, ours: Ours | None) -> Status:
    if ours is None:
        return Status.ABSENT
    slack = ROUGH * told.low if told.is_rough else Decimal(0)
    reaches_up = told.high is None or ours.amount.low <= told.high + slack
    reaches_down = ours.amount.high is None or ours.amount.high >= told.low - slack
    return Status.AGREES if reaches_up and reaches_down else Status.DIFFERS


@dataclass(frozen=True)
class Misfit:
    """Parts that don't fit their whole, in the words of one sentence: what the whole says, and what its parts make."""

    whole: Decimal | None
    parts: Decimal | None
    part: Any  # the mark of the first part


def misfits(marks: Sequence[Mark], text: str) -> dict[Any, Misfit]:
    """Find wholes whose parts say otherwise: a part greater than it, or men and women who don't make it up."""
    found: dict[Any, Misfit] = {}
    for whole, parts in _families([mark for mark in marks if mark.state not in UNCOUNTED and not mark.nil]):
        sums = [sum((part.value for part in group), Decimal(0)) for group in _ways(parts, text)]
        wrong = next((made for made in sums if made > (whole.value_high or whole.value)), None)
        both = [[part for part in parts if sex.search(_said(part, text))] for sex in SEXES]
        if (
            wrong is None
            and all(both)
            and not AGES.search(" ".join(_said(part, text) for group in both for part in group))
        ):
            made = sum((part.value for group in both for part in group), Decimal(0))
            wrong = made if made < whole.value else None
        if wrong is not None:
            found[whole.pk] = Misfit(plain(whole.value), plain(wrong), parts[0].pk)
    return found


def _families(marks: Sequence[Mark]) -> Iterable[tuple[Mark, list[Mark]]]:
    """Give each whole with the parts after it in its sentence."""
    whole: Mark | None = None
    parts: list[Mark] = []
    for mark in sorted(marks, key=lambda row: row.start):
        same = (
            whole is not None
            and mark.indicator_id == whole.indicator_id
            and mark.read_as.get("sentence") == whole.read_as.get("sentence")
        )
        if mark.apart == Apart.PART and same:
            parts.append(mark)
        elif not mark.apart:
            if whole is not None and parts:
                yield whole, parts
            whole, parts = mark, []
    if whole is not None and parts:
        yield whole, parts


def _ways(parts: list[Mark], text: str) -> Iterable[list[Mark]]:
    """Give the parts by the way in which they divide: by sex, by age, and each alone."""
    by_sex = [part for part in parts if any(sex.search(_said(part, text)) for sex in SEXES)]
    by_age = [part for part in parts if part not in by_sex and AGES.search(_said(part, text))]
    yield from ([part] for part in parts)
    yield by_sex
    yield by_age


def _said(part: Mark, text: str) -> str:
    """Give the words of a part and a few after it, up to the next mark of a list."""
    return text[part.start : part.end] + re.split(r"[,;.()\n]", text[part.end : part.end + AFTER])[0]
