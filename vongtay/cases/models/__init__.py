"""A case, the people beside it, what was done, what proves it, what was decided."""

from typing import (
    Any,
)

from vongtay.cases.models.abroad import (
    Abroad,
    AbroadImport,
    AbroadStep,
    ReviewRound,
)
from vongtay.cases.models.base import Filed
from vongtay.cases.models.between import (
    Joint,
    PartnerHandover,
    Problem,
    Result,
    ResultDay,
    Signature,
)
from vongtay.cases.models.care import (
    Care,
    EmbassyNote,
    Interview,
    Together,
    Wish,
)
from vongtay.cases.models.case import (
    Case,
    Companion,
    Draft,
)
from vongtay.cases.models.crime import (
    Offender,
    Proceeding,
    ResultingOffence,
)
from vongtay.cases.models.decisions import (
    Decision,
    Evidence,
    Help,
)
from vongtay.cases.models.erasure import (
    Erasure,
    Hold,
)
from vongtay.cases.models.files import (
    CaseFile,
    IndexEntry,
)
from vongtay.cases.models.identification import (
    Coding,
    Inquiry,
    Insufficiency,
    Item,
    Sign,
    Worksheet,
)
from vongtay.cases.models.mass import (
    MassAnswer,
    MassEvent,
    MassHandover,
    MassLine,
    MassMatch,
    MassMember,
)
from vongtay.cases.models.protection import (
    Protection,
    Review,
)
from vongtay.cases.models.sharing import (
    Consent,
    Sharing,
)
from vongtay.cases.models.statistics import (
    Stat,
    StatDelta,
)
from vongtay.cases.models.steps import (
    Referral,
    Step,
)
from vongtay.cases.models.teams import (
    Asking,
    Team,
    TeamDecision,
    TeamMember,
    Withdrawal,
)
from vongtay.cases.models.tips import (
    Tip,
    TipStep,
)

# The history table is made by the decorator on Case.
CaseEvent: Any = Case.pgh_event_model  # type: ignore[attr-defined]  # pghistory gives no types
AbroadEvent: Any = Abroad.pgh_event_model  # type: ignore[attr-defined]  # as above

__all__ = [
    "Abroad",
    "AbroadEvent",
    "AbroadImport",
    "AbroadStep",
    "Asking",
    "Care",
    "Case",
    "CaseEvent",
    "CaseFile",
    "Coding",
    "Companion",
    "Consent",
    "Decision",
    "Draft",
    "EmbassyNote",
    "Erasure",
    "Evidence",
    "Filed",
    "Help",
    "Hold",
    "IndexEntry",
    "Inquiry",
    "Insufficiency",
    "Interview",
    "Item",
    "Joint",
    "MassAnswer",
    "MassEvent",
    "MassHandover",
    "MassLine",
    "MassMatch",
    "MassMember",
    "Offender",
    "PartnerHandover",
    "Problem",
    "Proceeding",
    "Protection",
    "Referral",
    "Result",
    "ResultDay",
    "ResultingOffence",
    "Review",
    "ReviewRound",
    "Sharing",
    "Sign",
    "Signature",
    "Stat",
    "StatDelta",
    "Step",
    "Team",
    "TeamDecision",
    "TeamMember",
    "Tip",
    "TipStep",
    "Together",
    "Wish",
    "Withdrawal",
    "Worksheet",
]
