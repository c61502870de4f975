"""States of a case and the moves between them, as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    RECEIVED = "received", _("Received")
    VERIFYING = "verifying", _("Being verified")
    PROPOSED = "proposed", _("Awaiting decision")
    IDENTIFIED = "identified", _("Identified as a victim")
    NOT_IDENTIFIED = "not_identified", _("Not identified as a victim")
    UNDETERMINED = "undetermined", _("Undetermined")


# A decision may be opened again with a reason: new evidence, an appeal, an undetermined file taken up again.
MOVES: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.VERIFYING}),
    State.VERIFYING: frozenset({State.PROPOSED}),
    State.PROPOSED: frozenset({State.VERIFYING, State.IDENTIFIED, State.NOT_IDENTIFIED, State.UNDETERMINED}),
    State.IDENTIFIED: frozenset({State.VERIFYING}),
    State.NOT_IDENTIFIED: frozenset({State.VERIFYING}),
    State.UNDETERMINED: frozenset({State.VERIFYING}),
}
# Notices and evidence belong before the proposal: afterwards the case is sent back, or opened again.
BEFORE_PROPOSAL = frozenset({State.RECEIVED, State.VERIFYING})
OPEN = frozenset({State.RECEIVED, State.VERIFYING, State.PROPOSED})
OUTCOMES = frozenset({State.IDENTIFIED, State.NOT_IDENTIFIED, State.UNDETERMINED})


# Who was not identified may still need help: social assistance may be asked for it.
REFERABLE = frozenset({State.NOT_IDENTIFIED, State.UNDETERMINED})


class Route(TextChoices):
    """Routes of reception; the codes are those of law/regimes."""

    R1 = "R1", _("Reported by themselves")
    R2 = "R2", _("Rescued")
    R3 = "R3", _("Still abroad")
    R4 = "R4", _("Returned through a mission")
    R5 = "R5", _("Handed over by a foreign state")
    R6 = "R6", _("Came back alone")
    R7 = "R7", _("Foreigner trafficked in Viet Nam")


OFFERED = tuple(Route)


class Channel(TextChoices):
    POLICE = "police", _("Police")
    BORDER_GUARD = "border_guard", _("Border guard")
    COAST_GUARD = "coast_guard", _("Coast guard")
    COMMUNE = "commune", _("Commune")
    HOTLINE = "hotline", _("Hotline 111")
    MISSION = "mission", _("Mission abroad")
    FOREIGN = "foreign", _("Hand-over by a foreign body")
    SELF = "self", _("Came by themselves")
    OTHER = "other", _("Other body or organisation")


class AgePrecision(TextChoices):
    EXACT = "exact", _("Exact")
    BY_YEAR = "by_year", _("By year of birth")
    ESTIMATED = "estimated", _("Estimated")
    UNKNOWN = "unknown", _("Not known")


class AgeHow(TextChoices):
    CLAIMED = "claimed", _("As told")
    DOCUMENTED = "documented", _("By a paper")
    ASSESSED = "assessed", _("Assessed")
    UNKNOWN = "unknown", _("Not known")


class Urgency(TextChoices):
    NOW = "now", _("At once")
    DAY = "day", _("Within 24 hours")
    NORMAL = "normal", _("No urgent need")


class PersonRole(TextChoices):
    """What another person is in a case; the person concerned stands on the case itself."""

    REPRESENTATIVE = "representative", _("Legal representative")
    CHILD = "child", _("Accompanying person under 18")
    RELATIVE = "relative", _("Relative")
    REPORTER = "reporter", _("Reported for the person")
    SUSPECT = "suspect", _("Suspect")


class StepKind(TextChoices):
    """What the timeline shows beside the acts of the law's vocabulary, whose codes and words stand in law/vocabulary.toml alone."""

    NOTICE_SENT = "notice_sent", _("Notice sent")
    NOTICE_ACCEPTED = "notice_accepted", _("Notice accepted")
    NOTICE_REFUSED = "notice_refused", _("Notice refused")
    EVIDENCE = "evidence", _("Evidence recorded")
    BED_GIVEN = "bed_given", _("Given a place to sleep")
    BED_CHANGED = "bed_changed", _("Moved to another bed")
    LEFT_PLACE = "left_place", _("Left the place to sleep")
    STAY_CORRECTED = "stay_corrected", _("Stay corrected")
    PAPER = "paper", _("Paper issued")
    PROPOSED = "proposed", _("Decision proposed")
    RETURNED = "returned", _("Proposal returned")
    DECIDED = "decided", _("Decided")
    REOPENED = "reopened", _("Opened again")
    ASKED = "asked", _("Questionnaire asked")
    CORRECTED = "corrected", _("Facts corrected")
    CLOCK_PAUSED = "clock_paused", _("Clock paused")
    CLOCK_RESUMED = "clock_resumed", _("Clock runs again")
    ROUTE_CHANGED = "route_changed", _("Route changed")
    CARE = "care", _("Guardian or escort noted")
    WISH = "wish", _("Wish noted")
    EMBASSY_ANSWERED = "embassy_answered", _("Embassy answered")
    INTERVIEW = "interview", _("Earlier interview noted")
    OWN_CASE = "own_case", _("Case of their own opened")
    CUSTOM = "custom", _("Done by custom")
    WORKSHEET = "worksheet", _("Worksheet written")
    JUDGED = "judged", _("Sources judged insufficient")
    INQUIRED = "inquired", _("Asked for material")
    INQUIRY_ANSWERED = "inquiry_answered", _("Answer to a request")
    PROTECTION = "protection", _("Protection")
    APPEALED = "appealed", _("Review asked for")
    REVIEWED = "reviewed", _("Review decided")
    CONSENT = "consent", _("Consent noted")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent withdrawn")
    SHARED = "shared", _("Shared")
    NOTE = "note", _("Note")
    REFERRED = "referred", _("Referred to social assistance")
    REFERRAL_ACCEPTED = "referral_accepted", _("Referral accepted")
    REFERRAL_REFUSED = "referral_refused", _("Referral refused")
    NEED_MET = "need_met", _("Need seen to")
    NEED_OPEN = "need_open", _("Need open again")
    HELD = "held", _("Legal hold put on")
    HOLD_LIFTED = "hold_lifted", _("Legal hold lifted")
    ERASURE_ASKED = "erasure_asked", _("Erasure asked for")
    ERASURE_DECLINED = "erasure_declined", _("Erasure declined")
    ERASED = "erased", _("Identity erased")
    STAY_ADMITTED = "stay_admitted", _("Decision on the admission")
    STAY_EXTENDED = "stay_extended", _("Decision that extends the stay")
    STAY_TRANSFERRED = "stay_transferred", _("Decision on the move to another facility")
    STAY_DISCHARGED = "stay_discharged", _("Decision on the discharge")
    STAY_UNDECIDED = "stay_undecided", _("Decision on a stay taken back")
    VISITED = "visited", _("Visited after the return home")
    VISIT_MISSED = "visit_missed", _("Visit after the return home tried in vain")
    VISIT_TAKEN_BACK = "visit_taken_back", _("Visit taken back")
    RESULT_GIVEN = "result_given", _("Result reported to the sender")
    DAY_PROPOSED = "day_proposed", _("New day for a result proposed")
    DAY_AGREED = "day_agreed", _("New day for a result agreed")
    DAY_DECLINED = "day_declined", _("New day for a result declined")
    REACH_ENDED = "reach_ended", _("Access of a body ended")
    JOINT_DRAWN = "joint_drawn", _("Paper drawn up for several bodies")
    JOINT_AGREED = "joint_agreed", _("Body agreed to a joint paper")
    JOINT_OBJECTED = "joint_objected", _("Body objected to a joint paper")
    JOINT_FINAL = "joint_final", _("Joint paper agreed by all")
    TRANSFER_OFFERED = "transfer_offered", _("Move to another province offered")
    TRANSFER_ACCEPTED = "transfer_accepted", _("Move to another province accepted")
    TRANSFER_REFUSED = "transfer_refused", _("Move to another province refused")
    TRANSFER_WITHDRAWN = "transfer_withdrawn", _("Move to another province taken back")
    PROBLEM = "problem", _("Unexpected problem raised")
    PROBLEM_SETTLED = "problem_settled", _("Unexpected problem settled")
    PARTNER = "partner", _("Handed over to an international partner")


# Acts of ours that are an act of the law at the same time: they start and end the same clocks.
LAW_ACT = {StepKind.NOTICE_SENT: "notified", StepKind.NOTICE_ACCEPTED: "accepted"}
# Acts of the law after which a case is being verified.
BEGIN_VERIFYING = frozenset({"first_check", "verification_asked", "verification_begun", "verification_answered"})
# Acts of the law by which a person leaves the hands of the body that cared: never alone while under 18.
RELEASES = frozenset({"handed_over", "placed", "returned_home"})


class Need(TextChoices):
    """What may be needed at once: the checklist of the first 24 hours."""

    SAFETY = "safety", _("Safety")
    MEDICAL = "medical", _("Medical help")
    FOOD = "food", _("Food and drink")
    SHELTER = "shelter", _("A place to sleep")
    CLOTHES = "clothes", _("Clothes and hygiene")
    INTERPRETER = "interpreter", _("Interpreter")
    CHILD = "child", _("Care of a child")


class HelpKind(TextChoices):
    ESSENTIAL = "essential", _("Essential needs")
    TRAVEL = "travel", _("Travel")
    MEDICAL = "medical", _("Medical help")
    PSYCHOLOGICAL = "psychological", _("Psychological help")
    INTERPRETER = "interpreter", _("Interpreter")
    LEGAL = "legal", _("Legal advice")
    SHELTER = "shelter", _("A place to stay")


class Weight(TextChoices):
    STRONG = "strong", _("Strong")
    MEDIUM = "medium", _("Medium")
    WEAK = "weak", _("Weak")


class ReferralKind(TextChoices):
    """What is asked of the body that receives it."""

    NOTICE = "notice", _("Notice")
    SOCIAL = "social", _("Referral to social assistance")
    TRANSFER = "transfer", _("Move to another province")


class ErasureReason(TextChoices):
    """Why a person's data are erased; a code, because words about the person would be erased with them."""

    REQUEST = "request", _("The person asks for it")
    RETENTION = "retention", _("The time of keeping is over")
    WRONG = "wrong", _("Recorded by mistake")
    ORDER = "order", _("By order of a competent body")


class ReferralState(TextChoices):
    SENT = "sent", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back by the sender")
