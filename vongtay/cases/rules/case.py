"""Decisions on a case's own facts: facts in, reasons out; no query, no clock, no user."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vongtay.cases.states import MOVES, OUTCOMES, State

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read for another
CODE_LETTERS = 6  # 729 million codes a province and year: a second draw is rare also in a large world
WORLD_MARKS = {"real": "", "demo": "D", "training": "H", "drill": "T"}


def new_code(province: str, year: int, world: str) -> str:
    """Give a case code: it tells the province and the year, but neither a count nor a name.

    The worlds differ in a letter, so that a paper of a drill is never taken for a real one.
    """
    letters = "".join(secrets.choice(LETTERS) for _place in range(CODE_LETTERS))
    return f"{province}{WORLD_MARKS[world]}-{year}-{letters}"


def why_not_move(state: State, to: State) -> list[str]:
    """Give the reasons why a case in `state` can't go to `to`; none if it can."""
    if to in MOVES[state]:
        return []
    return [
        _("A case that is “%(state)s” can't become “%(to)s”.") % {"state": state.label, "to": to.label},
    ]


def why_not_now(state: State, allowed: frozenset[State]) -> list[str]:
    """Give the reason why an act can't be done in a state; none if it can."""
    return [] if state in allowed else [_("Not while the case is “%(state)s”.") % {"state": state.label}]


def why_not_day(day: date, *, event_on: date, today: date) -> list[str]:
    """Give the reasons why something can't have happened on `day`."""
    if day > today:
        return [_("The day lies in the future.")]
    if day < event_on:
        return [_("The day lies before the event of the case.")]
    return []


def why_not_propose(outcome: State, *, sources: set[str], reason_code: str) -> list[str]:
    """Give the reasons why an outcome can't be proposed yet."""
    reasons = []
    if outcome not in OUTCOMES:
        reasons.append(_("Choose identified, not identified or undetermined."))
    if outcome == State.IDENTIFIED and not sources:
        reasons.append(_("Name at least one source of evidence that the identification rests on."))
    if outcome != State.IDENTIFIED and not reason_code:
        reasons.append(_("Say why the person is not identified, or why it stays undetermined."))
    return reasons


@dataclass(frozen=True)
class PaperOffer:
    """A paper in which an identification may stand. `custom`: no basis was seen for it, so a reason is needed."""

    code: str
    label: str
    custom: bool


def why_not_stand_in(offers: list[PaperOffer], paper: str, reason: str, *, who: str) -> list[str]:
    """Give the reasons why an identification can't stand in `paper`. offers: what the deciding body may issue; who: those that may."""
    if not offers:
        return [_("This body may not confirm under the law of that day. Those that may: %(bodies)s.") % {"bodies": who}]
    chosen = next((offer for offer in offers if offer.code == paper), None)
    if chosen is None:
        words = "; ".join(offer.label for offer in offers)
        return [_("Say in what paper the decision stands. This body may issue: %(papers)s.") % {"papers": words}]
    if chosen.custom and not reason.strip():
        return [_("No basis was seen for this paper: say why the decision stands in it.")]
    return []


# Why a person is not identified or stays undetermined; the words are the officer's, the code is for counting.
REASONS: dict[str, str] = {
    "no_act": gettext_noop("no act of trafficking"),
    "no_purpose": gettext_noop("no purpose of exploitation"),
    "no_means": gettext_noop("no means, and the person was not under 18"),
    "evidence_short": gettext_noop("not enough evidence"),
    "withdrawn": gettext_noop("the person does not wish to go on"),
    "other_offence": gettext_noop("another offence"),
    "other": gettext_noop("another reason"),
}
