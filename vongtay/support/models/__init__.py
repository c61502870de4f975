"""Tables of support, by what they hold."""

from vongtay.support.models.applications import (
    Application,
)
from vongtay.support.models.closing import (
    Closure,
    Helper,
)
from vongtay.support.models.daybook import (
    Belonging,
    DayNote,
    Incident,
)
from vongtay.support.models.entitlements import (
    Ruling,
)
from vongtay.support.models.estimates import (
    CaseEstimate,
    Estimate,
)
from vongtay.support.models.family import (
    Kinship,
)
from vongtay.support.models.ledger import (
    LedgerEntry,
)
from vongtay.support.models.links import (
    Link,
    Provider,
)
from vongtay.support.models.norms import (
    Norm,
)
from vongtay.support.models.plan import (
    Agreed,
    Assessment,
    Conference,
    Feedback,
    Goal,
    Measure,
    Plan,
    Score,
    Seat,
)
from vongtay.support.models.reintegration import (
    Finding,
    Homecoming,
    Outcome,
    PlannedVisit,
    Visit,
    VisitRule,
    VisitTakenBack,
)
from vongtay.support.models.sheets import (
    Sheet,
    SheetGiven,
)
from vongtay.support.models.stays import (
    StayDecision,
)

__all__ = [
    "Agreed",
    "Application",
    "Assessment",
    "Belonging",
    "CaseEstimate",
    "Closure",
    "Conference",
    "DayNote",
    "Estimate",
    "Feedback",
    "Finding",
    "Goal",
    "Helper",
    "Homecoming",
    "Incident",
    "Kinship",
    "LedgerEntry",
    "Link",
    "Measure",
    "Norm",
    "Outcome",
    "Plan",
    "PlannedVisit",
    "Provider",
    "Ruling",
    "Score",
    "Seat",
    "Sheet",
    "SheetGiven",
    "StayDecision",
    "Visit",
    "VisitRule",
    "VisitTakenBack",
]
