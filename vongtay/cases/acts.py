"""Which acts a case offers to whoever looks at it: the one that is due, the others, and why the rest is not allowed now."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vongtay.cases import rules
from vongtay.cases.models import Case, Decision, Referral
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.rules import MAJORITY, why_not_now
from vongtay.cases.states import BEFORE_PROPOSAL, OPEN, OUTCOMES, REFERABLE, State
from vongtay.common.access import Staff, may


@dataclass(frozen=True)
class Offer:
    """One act: its address and words; `why_not` is empty when it may be done now."""

    url: str
    label: str
    why_not: str = ""


@dataclass(frozen=True)
class Acts:
    """What to press: `due` first, then `others`; `refused` says why not."""

    due: Offer | None
    others: list[Offer]
    refused: list[Offer]


# act -> (address, words, states in which it can be done)
_ALL = frozenset(State)
_TABLE: list[tuple[Act, str, str, frozenset[State]]] = [
    (Act.NOTIFY, "cases:notice", gettext_noop("Send notice"), BEFORE_PROPOSAL),
    (Act.PROPOSE, "cases:propose", gettext_noop("Propose a decision"), frozenset({State.VERIFYING})),
    (Act.DECIDE, "cases:decide", gettext_noop("Decide"), frozenset({State.PROPOSED})),
    (Act.RETURN, "cases:return", gettext_noop("Send back to verification"), frozenset({State.PROPOSED})),
    (Act.RECORD_STEP, "cases:step", gettext_noop("Record a step"), _ALL),
    (Act.ADD_EVIDENCE, "cases:evidence", gettext_noop("Add evidence"), BEFORE_PROPOSAL),
    (Act.ASK, "cases:questionnaires", gettext_noop("Ask a questionnaire"), _ALL),
    (Act.WRITE_WORKSHEET, "cases:worksheet", gettext_noop("Write the worksheet"), OPEN),
    (Act.GIVE_HELP, "cases:help", gettext_noop("Book help in kind"), _ALL),
    (Act.ADD_TASK, "cases:add_task", gettext_noop("Set a task"), _ALL),
    (Act.FIND_PLACE, "cases:place", gettext_noop("Find a place to sleep"), _ALL),
    (Act.ISSUE_PAPER, "cases:papers", gettext_noop("Issue a paper"), _ALL),
    (Act.ADD_FILE, "cases:files", gettext_noop("Files"), _ALL),
    (Act.COMPLETE, "cases:correct", gettext_noop("Complete or correct"), _ALL),
    (Act.ADD_PERSON, "cases:companion", gettext_noop("Add a person"), _ALL),
    (Act.REFER, "cases:refer", gettext_noop("Refer to social assistance"), REFERABLE),
    (Act.HOLD, "cases:hold", gettext_noop("Legal hold"), _ALL),
    (Act.ASK_ERASURE, "cases:erase", gettext_noop("Erase the identity"), OUTCOMES),
    (Act.ERASE, "cases:erase", gettext_noop("Erase the identity"), OUTCOMES),
    (Act.ARRANGE_CARE, "cases:care", gettext_noop("Guardian and escort of the child"), _ALL),
    (Act.RECORD_EMBASSY, "cases:embassy", gettext_noop("Note to the embassy"), _ALL),
    (Act.RECORD_WISH, "cases:wish", gettext_noop("Wish to return"), _ALL),
    (Act.RECORD_INTERVIEW, "cases:interview", gettext_noop("Earlier interview"), _ALL),
    (Act.PUT_TOGETHER, "cases:together", gettext_noop("Found together with"), _ALL),
    (Act.CHANGE_ROUTE, "cases:route", gettext_noop("Change the route"), OPEN),
    (Act.SHARE, "cases:share", gettext_noop("Share chosen parts"), _ALL),
    (Act.RECEIVE_REVIEW, "cases:receive_review", gettext_noop("Take in an appeal, or review"), OUTCOMES),
    (Act.REOPEN, "cases:reopen", gettext_noop("Open again"), OUTCOMES),
]
# What is due in a state, for those who may do it, in this order.
_DUE: dict[State, tuple[Act, ...]] = {
    State.RECEIVED: (Act.NOTIFY,),
    State.VERIFYING: (Act.PROPOSE, Act.ADD_EVIDENCE),
    State.PROPOSED: (Act.DECIDE,),
}


def is_child(case: Case) -> bool:
    """Say whether the person was under 18 when received, as far as is known."""
    return case.age_years is not None and case.age_years < MAJORITY


def is_foreign(case: Case) -> bool:
    """Say whether the person is known to be a foreigner, or stands on the route of foreigners."""
    return rules.is_foreign(case.route, case.nationality)


# Acts that are offered only where they can be meant.
_FITS: dict[Act, Callable[[Case], bool]] = {Act.ARRANGE_CARE: is_child, Act.RECORD_EMBASSY: is_foreign}


def next_acts(
    case: Case,
    staff: Staff,
    *,
    open_proposal: Decision | None,
    waiting: Referral | None = None,
    reads_only: bool = False,
) -> Acts:
    """Give the acts of a case for `staff`. waiting: the notice that waits for an answer which `staff` may write.

    reads_only: the body of `staff` reads this case and writes nothing in it but that answer.
    """
    state = State(case.state)
    possible: list[tuple[Act, Offer]] = []
    refused: list[tuple[Act, Offer]] = []
    for act, address, label, states in _TABLE:
        if reads_only or not may(RULES, act, staff, case) or not _FITS.get(act, bool)(case):
            continue
        why_not = " ".join(why_not_now(state, states))
        if act == Act.DECIDE and open_proposal and open_proposal.proposed_user == staff.user_id:
            why_not = _("Whoever proposed may not decide.")
        (refused if why_not else possible).append(
            (act, Offer(reverse(address, args=[case.code]), _(label), why_not))
        )  # words of the table above
    if waiting and may(RULES, Act.ANSWER, staff, waiting):
        answer = Offer(reverse("cases:answer", args=[waiting.id]), _("Answer the notice"))
        return Acts(answer, [offer for _act, offer in possible], [offer for _act, offer in refused])
    due_act = next((act for act in _DUE.get(state, ()) for have, _offer in possible if have == act), None)
    due = next((offer for act, offer in possible if act == due_act), None)
    return Acts(due, [offer for act, offer in possible if act != due_act], [offer for _act, offer in refused])
