from vongtay.support.queries.entitlements import Entitled, beneficiary_now, entitlements_of
from vongtay.support.queries.family import Family, choices_of, chosen, drawing_of, family_of
from vongtay.support.queries.needs import Needs, feedback_of, needs_of
from vongtay.support.queries.plan import (
    Held,
    Read,
    bodies_that_help,
    compare,
    conferences_of,
    in_force,
    plans_of,
    read_plan,
    under_way,
)
from vongtay.support.queries.sheets import language_of, language_words, offered, sheet_in, sheets_given, sheets_of

__all__ = [
    "Entitled",
    "Family",
    "Held",
    "Needs",
    "Read",
    "beneficiary_now",
    "bodies_that_help",
    "choices_of",
    "chosen",
    "compare",
    "conferences_of",
    "drawing_of",
    "entitlements_of",
    "family_of",
    "feedback_of",
    "in_force",
    "language_of",
    "language_words",
    "needs_of",
    "offered",
    "plans_of",
    "read_plan",
    "sheet_in",
    "sheets_given",
    "sheets_of",
    "under_way",
]
