"""Who owes a report by when, and the way of one from draft to lock: pure data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.common.periods import Kind


class Owes(TextChoices):
    COMMUNES = "communes", _("every commune of the province")
    KIND = "kind", _("every body of one kind in the province")
    BODY = "body", _("one body")


class Speaks(TextChoices):
    """Of what a report's figures speak, which says what they cover in totals."""

    AREA = "area", _("all that was done in its area")
    OWN = "own", _("what the body itself did")


class DueRule(TextChoices):
    UNSET = "", _("not set: no day is computed")
    LAW = "law", _("by law: the province reports by the 25th of the last month")
    WORKING_DAYS = "working_days", _("so many working days after the cut-off")
    MONTH_DAY = "month_day", _("a day of the month, the first after the cut-off")


# Rules that the asking body sets by a document of its own.
SET_BY_BODY = (DueRule.WORKING_DAYS, DueRule.MONTH_DAY)

PERIOD_KINDS = [
    (Kind.MONTH.value, pgettext_lazy("rhythm", "every month")),
    (Kind.QUARTER.value, pgettext_lazy("rhythm", "every quarter")),
    (Kind.HALF.value, pgettext_lazy("rhythm", "every half year")),
    (Kind.NINE_MONTHS.value, pgettext_lazy("rhythm", "nine months")),
    (Kind.YEAR.value, pgettext_lazy("rhythm", "every year")),
]


class SubmissionState(TextChoices):
    DRAFT = "draft", pgettext_lazy("submission", "Draft")
    SENT = "sent", pgettext_lazy("submission", "Sent, waits for approval")
    RETURNED = "returned", pgettext_lazy("submission", "Returned")
    APPROVED = "approved", pgettext_lazy("submission", "Approved and locked")
    SUPERSEDED = "superseded", pgettext_lazy("submission", "Replaced by a correction")


S = SubmissionState
MOVES: dict[SubmissionState, frozenset[SubmissionState]] = {
    S.DRAFT: frozenset({S.SENT}),
    S.SENT: frozenset({S.RETURNED, S.APPROVED}),
    S.RETURNED: frozenset({S.SENT}),
    S.APPROVED: frozenset({S.SUPERSEDED}),
    S.SUPERSEDED: frozenset(),
}
# One of these at a time for a body and period: it is being worked on.
OPEN = (S.DRAFT, S.SENT, S.RETURNED)
WRITABLE = (S.DRAFT, S.RETURNED)
LOCKED = (S.APPROVED, S.SUPERSEDED)


class Answer(TextChoices):
    """What is said of an indicator. Nothing said is never nil."""

    OPEN = "", pgettext_lazy("answer", "Not answered")
    VALUE = "value", pgettext_lazy("answer", "A figure")
    NIL = "nil", pgettext_lazy("answer", "Nothing arose")
    NONE = "none", pgettext_lazy("answer", "No figures yet")


class Stage(TextChoices):
    """When somebody was reminded of a report."""

    BEFORE = "before", _("before the day")
    LATE = "late", _("after the day")


class MoreTime(TextChoices):
    """What became of the last day of one report: never edited, one step after the other."""

    ASKED = "asked", pgettext_lazy("more time", "Asked for")
    GIVEN = "given", pgettext_lazy("more time", "Given")
    REFUSED = "refused", pgettext_lazy("more time", "Not given")


class Standing(TextChoices):
    """How a report stands with the body that owes it."""

    RUNNING = "running", pgettext_lazy("report", "Period still runs")
    TO_DO = "to_do", pgettext_lazy("report", "To be sent")
    DRAFT = "draft", pgettext_lazy("report", "Begun")
    RETURNED = "returned", pgettext_lazy("report", "Returned: to be corrected")
    SENT = "sent", pgettext_lazy("report", "Sent, waits for approval")
    APPROVED = "approved", pgettext_lazy("report", "Approved")
    MISSING = "missing", pgettext_lazy("report", "Not received")


TO_BE_DONE = frozenset({Standing.TO_DO, Standing.DRAFT, Standing.RETURNED})
TONES = {
    Standing.RUNNING: "neutral", Standing.TO_DO: "wait", Standing.DRAFT: "wait", Standing.RETURNED: "accent", Standing.SENT: "primary",
    Standing.APPROVED: "ok", Standing.MISSING: "stop",
}  # fmt: skip
