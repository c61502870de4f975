"""Which routes fit what is known of an arrival: facts in, reasons out."""

from django.utils.translation import gettext as _

from vongtay.cases.states import OPEN, Route, State


def why_not_route(route: str, *, receiver_kind: str, nationality: str) -> list[str]:
    """Give the reasons why a reception can't stand on this route."""
    if route == Route.R3 and receiver_kind != "mission":
        return [_("Who is still abroad is received by a mission: enter it from the mission's paper.")]
    if route == Route.R7 and nationality == "VN":
        return [_("This route is for foreigners; a citizen of Viet Nam came on another.")]
    return []


def why_not_change(route: str, *, now: str, state: str, reason: str) -> list[str]:
    """Give the reasons why a case can't go over to another route."""
    reasons = []
    if route == now:
        reasons.append(_("The case is on this route already."))
    if State(state) not in OPEN:
        reasons.append(_("The case is decided; open it again first."))
    if not reason.strip():
        reasons.append(_("Say why the route changes."))
    return reasons
