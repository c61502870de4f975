"""Charts drawn on the server as SVG: columns, bars and lines. Classes give the colours, patterns tell the series apart without colour.

Each drawing has a title and a description; its numbers stand in a table beside it, which is what a screen reader reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from vongtay.common.numbers import format_number

# In units of the drawing; the room above and below holds numbers large enough to be read on a phone.
WIDTH, HEIGHT, FOOT, HEAD = 720, 220, 36, 34
SIZE = {"w": str(WIDTH), "h": str(HEIGHT)}
# The drawings of boards stand in half a page: a unit is about a pixel there.
WIDE, TALL = 480, 220
HELD = "–"
ROW, THICK, LABEL = 60, 20, 30  # of a bar that lies: its whole room, its thickness, the line of words above it


@dataclass(frozen=True)
class Series:
    """One row of numbers of a chart, with its name; None is a number that is held back or not told."""

    name: str
    values: tuple[int | None, ...]
    tone: int = 1  # which of the five colours and patterns


def bars(values: Sequence[int]) -> list[dict[str, str]]:
    """Give the bars of a chart from nought, with their numbers above and months below; as text, for an SVG knows no 1.200."""
    step, most = WIDTH / max(1, len(values)), max([1, *values])
    room = HEIGHT - FOOT - HEAD
    drawn = []
    for index, value in enumerate(values):
        high = round(room * value / most)
        drawn.append({
            "x": f"{step * index + step * 0.15:.0f}", "y": str(HEIGHT - FOOT - high), "width": f"{step * 0.7:.0f}", "height": str(high),
            "middle": f"{step * (index + 0.5):.0f}", "above": str(HEIGHT - FOOT - high - 6), "below": str(HEIGHT - 8),
            "month": str(index + 1), "value": str(value),
        })  # fmt: skip
    return drawn


def columns(title: str, labels: Sequence[str], series: Sequence[Series], *, mark: str = "") -> SafeString:
    """Draw standing bars from nought, the series stacked, their sum above. mark: how a column is said that is held back; a dash stands in its place, for words have no room."""
    sums = [_sum(column) for column in zip(*(one.values for one in series), strict=True)]
    step, most = WIDE / max(1, len(labels)), max([1, *(each or 0 for each in sums)])
    room, shapes = TALL - FOOT - HEAD, []
    for index, (label, total) in enumerate(zip(labels, sums, strict=True)):
        left, middle, low = step * index + step * 0.15, step * (index + 0.5), float(TALL - FOOT)
        for one in series:
            high = room * (one.values[index] or 0) / most
            low -= high
            shapes.append(_rect(one.tone, left, low, step * 0.7, high))
        words = HELD if total is None and mark else format_number(total) if total else ""
        shapes += [_text(middle, low - 6, words, "value", "middle"), _text(middle, TALL - 8, label, "label", "middle")]
    return _drawing(title, WIDE, TALL, _axis(TALL - FOOT), shapes, _said(labels, sums, mark))


def rows(title: str, labels: Sequence[str], series: Sequence[Series], *, mark: str = "") -> SafeString:
    """Draw lying bars from nought, the series stacked, each below its words and before its sum."""
    sums = [_sum(row) for row in zip(*(one.values for one in series), strict=True)]
    most, room, shapes = max([1, *(each or 0 for each in sums)]), WIDE - 70, []
    for index, (label, total) in enumerate(zip(labels, sums, strict=True)):
        top, right = ROW * index, 0.0
        shapes.append(_text(0, top + LABEL - 8, label, "label", "start"))
        for one in series:
            width = room * (one.values[index] or 0) / most
            shapes.append(_rect(one.tone, right, top + LABEL, width, THICK))
            right += width
        words = mark if total is None else format_number(total)
        shapes.append(_text(right + 8, top + LABEL + THICK - 6, words, "value", "start"))
    return _drawing(title, WIDE, max(ROW, ROW * len(labels)), SafeString(), shapes, _said(labels, sums, mark))


def line(title: str, labels: Sequence[str], values: Sequence[int | None]) -> SafeString:
    """Draw a line from nought with its points and numbers; it is broken where nothing was told."""
    step, most, room = WIDE / max(1, len(labels)), max([1, *(each or 0 for each in values)]), TALL - FOOT - HEAD
    shapes, runs, run = [], [], []  # type: list[SafeString], list[list[str]], list[str]
    for index, (label, value) in enumerate(zip(labels, values, strict=True)):
        middle = step * (index + 0.5)
        shapes.append(_text(middle, TALL - 8, label, "label", "middle"))
        if value is None:
            runs, run = [*runs, run], []
            continue
        high = TALL - FOOT - room * value / most
        run.append(f"{middle:.0f},{high:.0f}")
        shapes.append(
            format_html('<circle class="drawing__dot" cx="{}" cy="{}" r="5"></circle>', f"{middle:.0f}", f"{high:.0f}")
        )
        shapes.append(_text(middle, high - 12, format_number(value), "value", "middle"))
    drawn = [
        format_html('<polyline class="drawing__line" points="{}"></polyline>', " ".join(points))
        for points in [*runs, run]
        if len(points) > 1
    ]
    return _drawing(title, WIDE, TALL, _axis(TALL - FOOT), [*drawn, *shapes], _said(labels, values, ""))


@dataclass(frozen=True)
class Flow:
    """How many went from one place of each stage to one of the next."""

    places: tuple[str, ...]
    n: int


def flows(title: str, heads: Sequence[str], parts: Sequence[Flow], last: Sequence[str] = ()) -> SafeString:
    """Draw how many went which way: a column for each stage, as high as its numbers, with bands between. last: places that stand at the end."""
    whole = sum(part.n for part in parts)
    most = max([1, *(len({part.places[stage] for part in parts}) for stage in range(len(heads)))])
    room, gap = 44.0 * most, 26.0
    tops = [_tops(parts, stage, room / max(1, whole), gap, last) for stage in range(len(heads))]
    step, shapes = (WIDTH - 200) / max(1, len(heads) - 1), []
    for stage in range(len(heads) - 1):
        shapes += _bands(parts, stage, tops, step, room / max(1, whole))
    for stage, head in enumerate(heads):
        left = step * stage
        shapes.append(_text(left, 16, head, "label", "start"))
        for place, (top, n) in tops[stage].items():
            high = max(1.0, n * room / max(1, whole))
            box = (f"{each:.1f}" for each in (left, top, 14, high))
            shapes.append(format_html('<rect class="drawing__node" x="{}" y="{}" width="{}" height="{}"></rect>', *box))
            shapes.append(
                _text(left + 20, top + min(18.0, high / 2 + 5), f"{place}: {format_number(n)}", "value", "start")
            )
    height = max(top + n * room / max(1, whole) for each in tops for top, n in each.values()) + gap if whole else ROW
    said = "; ".join(f"{' → '.join(part.places)}: {format_number(part.n)}" for part in parts)
    return _drawing(title, WIDTH, round(height), SafeString(), shapes, said)


def _tops(
    parts: Sequence[Flow], stage: int, scale: float, gap: float, last: Sequence[str]
) -> dict[str, tuple[float, int]]:
    """Give where each place of a stage begins, and its number: the greatest first."""
    sums: dict[str, int] = {}
    for part in parts:
        sums[part.places[stage]] = sums.get(part.places[stage], 0) + part.n
    top, found = 38.0, {}
    for place in sorted(sums, key=lambda one: (one in last, -sums[one], one)):
        found[place] = (top, sums[place])
        top += sums[place] * scale + gap
    return found


def _bands(
    parts: Sequence[Flow], stage: int, tops: Sequence[dict[str, tuple[float, int]]], step: float, scale: float
) -> list[SafeString]:
    """Draw the bands between a stage and the next, each as thick as its number."""
    sums: dict[tuple[str, str], int] = {}
    for part in parts:
        pair = (part.places[stage], part.places[stage + 1])
        sums[pair] = sums.get(pair, 0) + part.n
    out = {place: top for place, (top, _n) in tops[stage].items()}
    into = {place: top for place, (top, _n) in tops[stage + 1].items()}
    left, right, drawn = step * stage + 14, step * (stage + 1), []
    order = sorted(sums, key=lambda pair: (tops[stage][pair[0]][0], tops[stage + 1][pair[1]][0]))
    for begin, end in order:
        thick, middle = sums[begin, end] * scale, (left + right) / 2
        a, b = out[begin], into[end]
        out[begin], into[end] = a + thick, b + thick
        path = (
            f"M{left:.0f} {a:.1f}C{middle:.0f} {a:.1f} {middle:.0f} {b:.1f} {right:.0f} {b:.1f}"
            f"v{thick:.1f}C{middle:.0f} {b + thick:.1f} {middle:.0f} {a + thick:.1f} {left:.0f} {a + thick:.1f}z"
        )
        said = f"{begin} → {end}: {format_number(sums[begin, end])}"
        drawn.append(format_html('<path class="drawing__band" d="{}"><title>{}</title></path>', path, said))
    return drawn


def legend(series: Sequence[Series]) -> SafeString:
    """Draw what each series of a chart looks like beside its name."""
    items = format_html_join(
        "", '<li><svg class="legend__mark" viewBox="0 0 16 16" aria-hidden="true">{}</svg>{}</li>',
        ((_rect(one.tone, 0, 0, 16, 16), one.name) for one in series),
    )  # fmt: skip
    return format_html('<ul class="legend">{}</ul>', items)


def legend_of_held(words: str) -> SafeString:
    """Say what the dash of a column stands for."""
    return format_html('<ul class="legend"><li>{} {}</li></ul>', HELD, words)


def _sum(values: Sequence[int | None]) -> int | None:
    """Add what is known; None where nothing is, or one part is held back."""
    return None if not values or None in values else sum(value or 0 for value in values)


def _rect(tone: int, left: float, top: float, width: float, height: float) -> SafeString:
    """Draw a bar in the colour of its series, and from the second on in its pattern."""
    if width <= 0 or height <= 0:
        return SafeString()
    box = format_html('x="{}" y="{}" width="{}" height="{}"', *(f"{each:.1f}" for each in (left, top, width, height)))
    pattern = format_html('<rect {} fill="url(#pattern-{})"></rect>', box, tone) if tone > 1 else ""
    return format_html('<rect class="drawing__bar drawing__bar--{}" {}></rect>{}', tone, box, pattern)


def _text(left: float, top: float, words: str, kind: str, anchor: str) -> SafeString:
    return format_html(
        '<text class="drawing__{}" x="{}" y="{}" text-anchor="{}">{}</text>', kind, f"{left:.0f}", f"{top:.0f}", anchor, words
    ) if words else SafeString()  # fmt: skip


def _axis(low: int) -> SafeString:
    return format_html('<path class="drawing__axis" d="M0 {}h{}"></path>', low, WIDE)


def _said(labels: Sequence[str], values: Sequence[int | None], mark: str) -> str:
    """Say the numbers of a chart in one line."""
    return "; ".join(
        f"{label}: {mark if value is None else format_number(value)}"
        for label, value in zip(labels, values, strict=True)
        if value is not None or mark
    )


def _drawing(
    title: str, width: int, height: int, below: SafeString, shapes: Sequence[SafeString], said: str
) -> SafeString:
    return format_html(
        '<svg class="drawing" viewBox="0 0 {} {}" role="img" aria-label="{}"><desc>{}</desc>{}{}</svg>',
        width, height, title, said, below, SafeString("".join(shapes)),
    )  # fmt: skip
