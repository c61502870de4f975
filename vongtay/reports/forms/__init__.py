"""What a person fills in about reports; each module is named after what it asks."""

from vongtay.reports.forms.asking import (
    CALENDARS,
    FIRST_YEAR,
    PARTS,
    AskReport,
    Day,
    SplitFigure,
    area_choices,
    moment_of,
)
from vongtay.reports.forms.official import EditParagraph, OrderIssue

__all__ = [
    "CALENDARS",
    "FIRST_YEAR",
    "PARTS",
    "AskReport",
    "Day",
    "EditParagraph",
    "OrderIssue",
    "SplitFigure",
    "area_choices",
    "moment_of",
]
