"""The paragraphs of a draft in the order of the report: those that are generated, and those that only a person writes."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from vongtay.reports.drafting.model import Drafted, Paragraph
from vongtay.reports.drafting.patterns import PARTS, patterns

HEAD = "head"
ORDER = (HEAD, *PARTS, "IV", "V", "VI")
# key -> the field of the paper's words, for what stands outside of the paragraphs of parts I to III.
FIELDS = {
    "head.to": "to", "head.order": "order_answered", "assessment.good": "good_points", "assessment.limits": "limits",
    "assessment.causes": "causes", "assessment.lessons": "lessons", "plan.words": "plan", "proposals.words": "proposals",
}  # fmt: skip
TITLES: dict[str, str | Promise] = {
    "head.to": pgettext_lazy("official report", "Addressed to (one body a line)"),
    "head.order": pgettext_lazy("official report", "Document that asks for this report"),
    "situation.words": pgettext_lazy("official report", "View of the situation"),
    "assessment.good": pgettext_lazy("official report", "Good points"),
    "assessment.limits": pgettext_lazy("official report", "Limits"),
    "assessment.causes": pgettext_lazy("official report", "Causes"),
    "assessment.lessons": pgettext_lazy("official report", "Lessons"),
    "plan.words": pgettext_lazy("official report", "Directions and tasks"),
    "proposals.words": pgettext_lazy("official report", "Proposals"),
}
MORE = pgettext_lazy("official report", "More about this part")
REST = pgettext_lazy("official report", "Other figures")
RISK = pgettext_lazy("official report", "Risk by area")


def title_of(key: str) -> str:
    """Name a paragraph for whoever edits."""
    if key in TITLES:
        return str(TITLES[key])
    for start, title in (("more.", MORE), ("rest.", REST), ("situation.risk.", RISK)):
        if key.startswith(start):
            return str(title)
    return next((one.title for one in patterns().paragraphs if one.key == key), key)


def outlined(drafted: Drafted) -> tuple[Paragraph, ...]:
    """Give every paragraph of a draft in its place."""
    made: list[Paragraph] = []
    for part in ORDER:
        own = [Paragraph(key, part) for key in (*TITLES, f"more.{part}") if _part_of(key) == part]
        generated = [one for one in drafted.paragraphs if one.part == part]
        made += [*own, *generated] if part == "I" else [*generated, *own]
    return tuple(made)


def _part_of(key: str) -> str:
    start = key.partition(".")[0]
    if start == "more":
        part = key.removeprefix("more.")
        return part if part in PARTS and part != "I" else ""
    return {"head": HEAD, "situation": "I", "assessment": "IV", "plan": "V", "proposals": "VI"}.get(start, "")


def numbers_of(drafted: Drafted) -> dict[str, str]:
    """Give each number of a draft by its anchor: what the system says."""
    return dict(reversed(list(_numbers(drafted))))


def _numbers(drafted: Drafted) -> Iterator[tuple[str, str]]:
    for paragraph in drafted.paragraphs:
        for number in paragraph.numbers:
            yield number.anchor, number.text


def changed(then: Mapping[str, str], drafted: Drafted) -> dict[str, list[tuple[str, str, str]]]:
    """Give the paragraphs whose numbers are no longer those of the draft: anchor, then, now; empty where there is none."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    now = numbers_of(drafted)
    for paragraph in drafted.paragraphs:
        rows = [
            (one.anchor, then.get(one.anchor, ""), one.text)
            for one in paragraph.numbers
            if then.get(one.anchor, "") != one.text
        ]
        if rows:
            found[paragraph.key] = rows
    gone = [(anchor, text, "") for anchor, text in then.items() if anchor not in now]
    return found | ({"": gone} if gone else {})
