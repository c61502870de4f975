"""What a tip can become: facts in, reasons out."""

from django.utils.translation import gettext as _

from vongtay.cases.states import TIP_MOVES, TipState


def why_not_tip(state: TipState, to: TipState) -> list[str]:
    """Give the reasons why a tip in `state` can't become `to`; none if it can."""
    if to in TIP_MOVES[state]:
        return []
    return [_("A tip that is “%(state)s” can't become “%(to)s”.") % {"state": state.label, "to": to.label}]
