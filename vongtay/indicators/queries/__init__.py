"""Every read of figures from outside: whose they are, as known when, what they add up to, and what was left out."""

from vongtay.indicators.queries.figures import (
    LeftOut,
    Line,
    figure_of,
    figures_as_known_on,
    figures_in,
    history_of,
    lines_of,
    pairs_in_doubt,
    totals,
)
from vongtay.indicators.queries.rollup import Cell, SpanCell, roll_up, roll_up_each
from vongtay.indicators.rules import Amount, why_not_split
from vongtay.indicators.rules import total as add_up

__all__ = [
    "Amount", "Cell", "LeftOut", "Line",
    "SpanCell", "add_up", "figure_of", "figures_as_known_on", "figures_in", "history_of", "lines_of", "pairs_in_doubt", "roll_up", "roll_up_each", "totals",
    "why_not_split",
]  # fmt: skip
