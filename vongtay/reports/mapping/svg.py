"""Writes a map as SVG: each area a link that the keyboard reaches, its class in colour and pattern, its number on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from vongtay.reports.mapping.cells import Drawn, Shape

CLASSES = 4  # beside nought; more can't be told apart
PATTERN_OF = {2: "ink", 3: "3"}  # the others are told apart by lightness alone
SHADES: tuple[tuple[int, ...], ...] = (
    (),
    (4,),
    (1, 4),
    (1, 3, 4),
    (1, 2, 3, 4),
)  # which of the looks so many classes have
FRAME = 52
EDGE = 80  # so near to the right edge, words stand to the left of it


@dataclass(frozen=True, slots=True)
class Mark:
    """What an area shows: its class (0: none; None: held back, or outside), its words for people, the number on it, where it leads."""

    level: int | None
    said: str
    words: str = ""
    url: str = ""


@dataclass(frozen=True)
class Classes:
    """Numbers by class: the least of each, in rising order. A number below the first is nought."""

    least: tuple[int, ...]

    @classmethod
    def of(cls, values: Sequence[int]) -> "Classes":
        """Give classes that each hold about as many different numbers above nought."""
        held = sorted({value for value in values if value > 0})
        if len(held) <= CLASSES:
            return cls(tuple(held))
        return cls(tuple(held[len(held) * at // CLASSES] for at in range(CLASSES)))

    def level(self, value: int) -> int:
        """Give the class of a number."""
        at = sum(value >= least for least in self.least)
        return SHADES[len(self.least)][at - 1] if at else 0

    def spans(self, most: int) -> list[tuple[int, int]]:
        """Give the first and last number of each class that any has, of which the greatest is `most`."""
        ends = [*(least - 1 for least in self.least[1:]), most]
        return list(zip(self.least, ends, strict=True)) if self.least else []


def write(
    drawn: Drawn, marks: Mapping[int, Mark], title: str, words: Sequence[tuple[str, float, float]] = ()
) -> SafeString:
    """Write a map. marks: by area; words: what else stands on it, with its place."""
    areas = format_html_join(
        "", "{}", ((_area(shape, marks[shape.owner]),) for shape in drawn.shapes if shape.owner in marks)
    )
    labels = format_html_join(
        "", '<text class="map__words" x="{}" y="{}" text-anchor="{}">{}</text>',
        ((x if x < drawn.width - EDGE else drawn.width - 2, y + 26, "middle" if x < drawn.width - EDGE else "end", text) for text, x, y in words),
    )  # fmt: skip
    return format_html(
        '<svg class="map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}</svg>', drawn.width, drawn.height, title, areas, labels
    )  # fmt: skip


def _area(shape: Shape, mark: Mark) -> SafeString:
    fill = format_html(
        '<path class="map__fill map__fill--{}" d="{}"></path>', "held" if mark.level is None else mark.level, shape.path
    )
    pattern = "held" if mark.level is None else PATTERN_OF.get(mark.level, "")
    over = format_html('<path fill="url(#pattern-{})" d="{}"></path>', pattern, shape.path) if pattern else ""
    frame = _frame(shape) if shape.is_apart else ""
    number = (
        format_html(
            '<text class="map__number map__number--{}" x="{}" y="{}" text-anchor="middle">{}</text>',
            mark.level or 0,
            shape.x,
            shape.y + 5,
            mark.words,
        )
        if mark.words
        else ""
    )
    inside = format_html("<title>{}</title>{}{}{}{}", mark.said, frame, fill, over, number)
    if mark.url:
        return format_html('<a class="map__area" href="{}" aria-label="{}">{}</a>', mark.url, mark.said, inside)
    return format_html('<g class="map__area" role="img" aria-label="{}">{}</g>', mark.said, inside)


def _frame(shape: Shape) -> SafeString:
    return format_html(
        '<rect class="map__frame" x="{}" y="{}" width="{}" height="{}"></rect>',
        shape.x - FRAME,
        shape.y - FRAME,
        2 * FRAME,
        2 * FRAME,
    )


def key(level: int | None) -> SafeString:
    """Draw what a class looks like, for the legend."""
    box = SafeString('x="0" y="0" width="16" height="16"')
    pattern = "held" if level is None else PATTERN_OF.get(level, "")
    over = format_html('<rect fill="url(#pattern-{})" {}></rect>', pattern, box) if pattern else ""
    return format_html(
        '<svg class="legend__mark" viewBox="0 0 16 16" aria-hidden="true"><rect class="map__fill map__fill--{}" {}></rect>{}</svg>',
        "held" if level is None else level, box, over,
    )  # fmt: skip
