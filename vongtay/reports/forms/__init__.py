"""What a person fills in about reports; each module is named after what it asks."""

from vongtay.reports.forms.asking import (
    CALENDARS,
    FIRST_YEAR,
    PARTS,
    AskReport,
    Day,
    IssueReport,
    SplitFigure,
    area_choices,
    moment_of,
)

__all__ = [
    "CALENDARS",
    "FIRST_YEAR",
    "PARTS",
    "AskReport",
    "Day",
    "IssueReport",
    "SplitFigure",
    "area_choices",
    "moment_of",
]
