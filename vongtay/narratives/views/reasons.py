"""Words for people: why a figure was read as it was, and how sure that is."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vongtay.common.numbers import format_number
from vongtay.narratives.models import Mark
from vongtay.narratives.reading.because import because

SAID: dict[str, str | Promise] = {
    "before": gettext_lazy("“%(words)s” stands before it"), "after": gettext_lazy("“%(words)s” stands after it"), "near": gettext_lazy("“%(words)s” stands near it"),
    "heading": gettext_lazy("the heading above"), "occasion": gettext_lazy("the occasion named before it"), "whole": gettext_lazy("part of the number before"),
    "thing": gettext_lazy("what is counted"), "guess": gettext_lazy("a guess: no word says what it is"), "nil": gettext_lazy("the text says that there was none"),
    "rest": gettext_lazy("the rest of the number before"), "sum": gettext_lazy("adds up to the number before"), "joined": gettext_lazy("joined to the number before"),
    "row": gettext_lazy("the row of its table"), "told": gettext_lazy("the same number was told before"), "label": gettext_lazy("how its line begins"),
}  # fmt: skip


def reasons_of(mark: Mark, text: str) -> str:
    """Say what the reading of a mark goes by and how sure it is; of a rule that is no more only that."""
    told = mark.read_as
    if told.get("sure") is None:
        return _("split off by hand")
    sentence = told.get("sentence") or (mark.start, mark.end)
    found = because(told["rule"], text, mark.start, mark.end, (sentence[0], sentence[1]))
    why = "; ".join(str(SAID[one.kind]) % {"words": " ".join(one.words.split())} for one in found)
    if told["rule"] == "nil":  # sure that there was none; of what, another may have to say
        return _("read by: %(why)s") % {"why": why}
    sure = _("%(percent)s%% sure") % {"percent": format_number(round(told["sure"] * 100))}
    return _("read by: %(why)s (%(sure)s)") % {"why": why, "sure": sure} if why else sure
