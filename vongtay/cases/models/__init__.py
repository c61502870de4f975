"""A case, the people beside it, what was done, what proves it, what was decided."""

from vongtay.cases.models.case import Case, Companion, Draft
from vongtay.cases.models.decisions import Decision, Evidence, Help
from vongtay.cases.models.statistics import Stat, StatDelta
from vongtay.cases.models.steps import Referral, Step

# The history table is made by the decorator on Case.
CaseEvent = Case.pgh_event_model

__all__ = ["Case", "CaseEvent", "Companion", "Decision", "Draft", "Evidence", "Help", "Referral", "Stat", "StatDelta", "Step"]
