"""States of an entry of the list of residents abroad, the moves between them, and its code lists, as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AbroadState(TextChoices):
    ABROAD = "abroad", _("Still abroad")
    RETURNED = "returned", _("Has returned")
    SCREENED = "screened", _("Screened")
    IN_IDENTIFICATION = "in_identification", _("Under identification")
    NOT_ABROAD = "not_abroad", _("Found not to be abroad")
    MOVED = "moved", _("Moved to another place")
    DIED = "died", _("Has died")
    DUPLICATE = "duplicate", _("Entered twice")
    WITHDRAWN = "withdrawn", _("Withdrawn import")


_LEAVING = frozenset({AbroadState.MOVED, AbroadState.DIED, AbroadState.DUPLICATE, AbroadState.NOT_ABROAD})
# Whoever went abroad again stands on the list again; what was found wrong may be found right.
ABROAD_MOVES: dict[AbroadState, frozenset[AbroadState]] = {
    AbroadState.ABROAD: _LEAVING | {AbroadState.RETURNED, AbroadState.WITHDRAWN},
    AbroadState.RETURNED: _LEAVING | {AbroadState.SCREENED, AbroadState.ABROAD, AbroadState.WITHDRAWN},
    AbroadState.SCREENED: frozenset({
        AbroadState.SCREENED, AbroadState.IN_IDENTIFICATION, AbroadState.ABROAD, AbroadState.MOVED, AbroadState.DIED, AbroadState.DUPLICATE,
    }),
    AbroadState.IN_IDENTIFICATION: frozenset({AbroadState.ABROAD, AbroadState.MOVED, AbroadState.DIED}),
    AbroadState.NOT_ABROAD: frozenset({AbroadState.ABROAD}),
    AbroadState.MOVED: frozenset({AbroadState.ABROAD, AbroadState.RETURNED}),
    AbroadState.DIED: frozenset(),
    AbroadState.DUPLICATE: frozenset({AbroadState.ABROAD, AbroadState.RETURNED}),
    AbroadState.WITHDRAWN: frozenset(),
}  # fmt: skip
# Moves with a page of their own: a screening has a result, identification has a case, an import is withdrawn whole.
ABROAD_OWN_PAGE = frozenset({AbroadState.SCREENED, AbroadState.IN_IDENTIFICATION, AbroadState.WITHDRAWN})
# Entries of which a review asks every month.
ABROAD_REVIEWED = frozenset({AbroadState.ABROAD})


class AbroadStepKind(TextChoices):
    ENTERED = "entered", _("Entered in the list")
    MOVED = "moved", _("New state")
    REVIEWED = "reviewed", _("Reviewed")
    OFFERED = "offered", _("Help offered")
    CORRECTED = "corrected", _("Facts corrected")
    SHARED = "shared", _("Shared with a body")


class KnownThrough(TextChoices):
    FAMILY = "family", _("Family")
    COMMUNE_POLICE = "commune_police", _("Commune police")
    NEIGHBOURS = "neighbours", _("Neighbours")
    LETTER = "letter", _("Letter of another body")
    HOTLINE = "hotline", _("Hotline 111")
    SELF = "self", _("The person themselves")
    ROUND = "round", _("A review round")
    GATE = "gate", _("A reception at the border")
    OTHER = "other", pgettext_lazy("source", "Other")


class YesNo(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", pgettext_lazy("answer", "No")
    UNKNOWN = "unknown", _("Not known")


class Signs(TextChoices):
    YES = "yes", _("Signs found")
    NO = "no", _("No signs found")
    UNCLEAR = "unclear", _("Not clear yet")


class ReviewAnswer(TextChoices):
    STILL = "still", _("Still abroad")
    RETURNED = "returned", _("Has returned")
    UNKNOWN = "unknown", _("Not known")


class Circumstance(TextChoices):
    """What may make life hard; said of circumstances, never of a person."""

    POOR = "poor", _("Poor or nearly poor household")
    NO_STEADY_WORK = "no_steady_work", _("No steady work")
    LEFT_SCHOOL = "left_school", _("Left school early")
    SMALL_CHILDREN = "small_children", _("Small children at home")
    SOLE_EARNER = "sole_earner", _("Only earner of the family")
    HEALTH = "health", _("Illness in the family")


class AbroadOffer(TextChoices):
    ADVICE = "advice", _("Advice")
    WORK = "work", _("Work found")
    TRAINING = "training", _("Vocational training")
    LOAN = "loan", _("Loan")
    SCHOOLING = "schooling", _("Schooling")
    HEALTH = "health", _("Health care")
    LEGAL = "legal", _("Legal advice")
    PAPERS = "papers", _("Identity papers")


class RoundKind(TextChoices):
    MONTHLY = "monthly", _("Monthly review")
    OUTREACH = "outreach", _("Round among returned workers and migrants")


class RoundScope(TextChoices):
    WORKERS = "workers", _("Returned workers")
    MIGRANTS = "migrants", _("Returned migrants")
    HOUSEHOLDS = "households", _("Households with somebody abroad")
    OTHER = "other", pgettext_lazy("scope", "Other")


ABROAD_COUNTRIES = [
    ("", _("Not known")), ("CN", _("China")), ("KH", _("Cambodia")), ("LA", _("Laos")), ("MM", _("Myanmar")), ("TH", _("Thailand")),
    ("MY", _("Malaysia")), ("PH", _("Philippines")), ("TW", _("Taiwan")), ("KR", _("South Korea")), ("JP", _("Japan")), ("ZZ", _("Another")),
]  # fmt: skip
