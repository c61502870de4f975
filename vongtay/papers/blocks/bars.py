"""Charts of bars as drawings (SVG): the same drawing goes into the PDF as it is, and as a picture into Word."""

from html import escape

from vongtay.papers.blocks.decree30 import value
from vongtay.papers.blocks.glyphs import text_width
from vongtay.papers.blocks.model import Bars

# Points: a row, the bar in it, the room between label, bar and number.
ROW, BAR, GAP, SIZE = 20, 12, 6, 11
INK, FILL = "#000000", "#5f6b7a"


def height(bars: Bars) -> float:
    """Give how high the drawing is. Unit: points."""
    return ROW * len(bars.rows) + GAP


def svg(bars: Bars, wide: float) -> str:
    """Draw the bars from nought, each with its label before and its number behind it. wide: points."""
    font = value("font", "pdf")
    numbers = [f"{number:,}".replace(",", ".") for _label, number in bars.rows]
    start = min(max((text_width(label, size=SIZE) for label, _number in bars.rows), default=0.0), wide / 2) + GAP
    room = wide - start - GAP - max((text_width(text, size=SIZE) for text in numbers), default=0.0)
    most = max((number for _label, number in bars.rows), default=0) or 1
    parts = [
        f'<line x1="{start:.1f}" y1="0" x2="{start:.1f}" y2="{height(bars):.1f}" stroke="{INK}" stroke-width="0.6"/>'
    ]
    for index, ((label, number), text) in enumerate(zip(bars.rows, numbers, strict=True)):
        middle, long = ROW * index + ROW / 2, room * number / most
        base = middle + SIZE * 0.35
        parts += [
            f'<text x="{start - GAP:.1f}" y="{base:.1f}" text-anchor="end">{escape(label)}</text>',
            f'<rect x="{start:.1f}" y="{middle - BAR / 2:.1f}" width="{long:.1f}" height="{BAR}" fill="{FILL}"/>',
            f'<text x="{start + long + GAP / 2:.1f}" y="{base:.1f}">{text}</text>',
        ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.1f}pt" height="{height(bars):.1f}pt" viewBox="0 0 {wide:.1f} {height(bars):.1f}"'
        f' font-family="{font}" font-size="{SIZE}" fill="{INK}">{"".join(parts)}</svg>'
    )
