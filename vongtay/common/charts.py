"""Bars of a chart by month, drawn on the server as an SVG."""

from collections.abc import Sequence

# In units of the drawing; the room above and below holds numbers large enough to be read on a phone.
WIDTH, HEIGHT, FOOT, HEAD = 720, 220, 36, 34
SIZE = {"w": str(WIDTH), "h": str(HEIGHT)}


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
