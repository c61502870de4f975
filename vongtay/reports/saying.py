"""Changes, shares and numbers with bounds as sentences, in the language that is active: pages, papers and the command say the same."""

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from vongtay.common.templatetags.vietnam import vi_number
from vongtay.reports.comparing import Change, Outcome, Share, Span, Stated
from vongtay.reports.counting import Status

STATUS_LABELS = {
    Status.RECEIVED: gettext_lazy("Received"), Status.UNDER_IDENTIFICATION: gettext_lazy("Under identification"),
    Status.IDENTIFIED: gettext_lazy("Identified as victims"), Status.NOT_IDENTIFIED: gettext_lazy("Not identified as victims"),
    Status.UNDETERMINED: gettext_lazy("Undetermined"),
}  # fmt: skip
# What is said where no number can be.
PLAIN = {
    Outcome.SAME: pgettext_lazy("change", "unchanged"), Outcome.FROM_NOTHING: gettext_lazy("none arose in the earlier period"),
    Outcome.NONE_TWICE: gettext_lazy("none arose in either period"), Outcome.NOT_STATED: gettext_lazy("the earlier period stated no figure"),
    Outcome.NOT_STATED_NOW: gettext_lazy("this period states no figure"), Outcome.NOT_ADDED: gettext_lazy("told one by one, never added: not compared"),
    Outcome.UNCLEAR: gettext_lazy("can't be compared: the bounds leave it open"), Outcome.BORDERS: gettext_lazy("can't be compared: the borders differ"),
}  # fmt: skip
_VERBS = {
    Outcome.ROSE: pgettext_lazy("change", "up %s"), Outcome.FELL: pgettext_lazy("change", "down %s"),
    Outcome.NOT_LESS: pgettext_lazy("change", "not less, up %s"), Outcome.NOT_MORE: pgettext_lazy("change", "not more, down %s"),
}  # fmt: skip
_NO_LIMIT = {
    Outcome.NOT_LESS: pgettext_lazy("change", "not less"),
    Outcome.NOT_MORE: pgettext_lazy("change", "not more"),
}
RULE = gettext_lazy("Change = this period − earlier period; in per cent = (this period − earlier period) : earlier period × 100. Of numbers with a bound, the furthest ends.")  # fmt: skip


def say_number(value: Fraction, *, up: bool | None = None) -> str:
    """Write a number with one decimal at most: rounded down or up where it is an end of a span, else to the nearest."""
    tenth = value * 10
    if up is None:
        rounded = Decimal(tenth.numerator) / Decimal(tenth.denominator)
        whole = int(rounded.quantize(Decimal(1), ROUND_HALF_UP))
    else:
        whole = math.ceil(tenth) if up else math.floor(tenth)
    return vi_number(Decimal(whole) / 10 if whole % 10 else whole // 10)


def say_stated(stated: Stated | None) -> str:
    """Write a number with its bound; a dash where nobody stated one, and in words where there was none."""
    if stated is None:
        return "—"
    low, high = stated.low, stated.high
    if high is None:
        return _("at least %s") % say_number(low)
    if low == high:
        return _("about %s") % say_number(low) if stated.is_rough else say_number(low)
    if low == 0:
        return _("at most %s") % say_number(high)
    words = f"{say_number(low)}–{say_number(high)}"
    return _("about %s") % words if stated.is_rough else words


def say_span(span: Span, *, sign: str = "") -> str:
    """Write a difference that has one direction: 50 %, at least 50 %, from 35 % to 65 %."""
    size = span.size
    low, high = size.low or Fraction(0), size.high
    if sign and high == 100 and low < 100:
        high = None  # nothing falls by more
    if high is None:
        words = _("at least %s") % f"{say_number(low, up=False)}{sign}"
    elif low == high:
        words = f"{say_number(low)}{sign}"
    elif low == 0:
        words = _("at most %s") % f"{say_number(high, up=True)}{sign}"
    else:
        words = pgettext("span", "from %(low)s to %(high)s") % {"low": f"{say_number(low, up=False)}{sign}", "high": f"{say_number(high, up=True)}{sign}"}  # fmt: skip
    return _("about %s") % words if span.is_rough and low == high else words


def say_change(change: Change, unit: str = "") -> str:
    """Say a change in one clause, the difference in brackets: up 50% (100 people). Without per cent, the difference alone."""
    # Of "at least" or a range nobody knows whether it is about the same: its bounds leave more open than "about" does.
    if change.outcome is Outcome.UNCLEAR and change.by is not None and change.by.is_rough and change.by.is_exact:
        return _("about the same: the difference lies within what “about” may be off by")
    if change.outcome in PLAIN or change.by is None:
        return str(PLAIN.get(change.outcome, ""))
    if change.outcome in _NO_LIMIT and change.by.size.high is None:
        return str(_NO_LIMIT[change.outcome])
    by = f"{say_span(change.by)} {unit}".strip()
    verb = str(_VERBS[change.outcome])
    if change.percent is None:
        return _("%(change)s; no per cent, for the earlier number may be nought") % {"change": verb % by}
    return f"{verb % say_span(change.percent, sign=percent_sign())} ({by})"


def percent_sign() -> str:
    """Give the sign of per cent as the language sets it."""
    return pgettext("sign after a number", "%")


def say_share(share: Share) -> str:
    """Say a share in per cent; where the whole is nought, that none arose."""
    if share.whole.is_nil:
        return _("none arose")
    if share.percent is None:
        return "—"
    low, high = share.percent.low or Fraction(0), share.percent.high
    sign = percent_sign()
    if high is None:
        return _("at least %s") % f"{say_number(low, up=False)}{sign}"
    if low == high:
        return f"{say_number(low)}{sign}"
    if low == 0:
        return _("at most %s") % f"{say_number(high, up=True)}{sign}"
    return f"{say_number(low, up=False)}–{say_number(high, up=True)}{sign}"
