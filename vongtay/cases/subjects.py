"""The further pages of a case that a post reaches, with what each has to say at a glance."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.roles import Part
from vongtay.cases.models import Case, CaseFile, Evidence, Interview, Protection, Worksheet
from vongtay.cases.more import MORE
from vongtay.cases.queries import Glance
from vongtay.cases.states import Element, ProtectionState
from vongtay.cases.states import Result as Found
from vongtay.common.access import Staff

Subject = tuple[str, str, str, str]  # address, words, hint, tone of the hint
Hint = tuple[str, str]
NOTHING: Hint = ("", "neutral")


def subjects_of(case: Case, staff: Staff, today: date, glance: Glance) -> list[Subject]:
    """Give the pages that this post reaches, in the order in which the work goes."""
    found: list[Subject] = []

    def add(name: str, label: str, hint: Hint = NOTHING) -> None:
        found.append((reverse(f"cases:{name}", args=[case.code]), label, *hint))

    add("record", _("Evidence and help"), _evidence(glance))
    if Part.STATEMENT in staff.parts:
        add("identification", _("Identification"), _sheet(case, glance))
        add("items", _("Linked items"))
        add("protection", _("Protection"), _protection(case, today, glance))
    if Part.OFFENCE in staff.parts:
        add("crime", _("Criminal case"))
    add(
        "decisions",
        _("Decisions and reviews"),
        (_("Waits for its outcome"), "wait") if glance.review_waits else NOTHING,
    )
    add("consent", _("Consent and sharing"))
    add("between", _("Between bodies, and who may reach the case"), _owed(glance))
    add("files", _("Files"), (_("There are files"), "neutral") if CaseFile in glance.kinds else NOTHING)
    add("history", _("What has happened"))
    return found + [
        (reverse(more.name, args=[case.code]), str(more.label), *NOTHING) for more in MORE if more.part in staff.parts
    ]


def _evidence(glance: Glance) -> Hint:
    if Interview in glance.kinds:
        return _("Asked before: read that first"), "wait"
    return NOTHING if Evidence in glance.kinds else (_("No evidence yet"), "neutral")


def _sheet(case: Case, glance: Glance) -> Hint:
    row = Worksheet.objects.filter(case=case).order_by("-number").first() if Worksheet in glance.kinds else None
    if row is None:
        return _("No worksheet yet"), "neutral"
    asked = [each for each in Element if row.means_asked or each != Element.MEANS]
    known = [each for each in asked if getattr(row, f"{each}_result") in {Found.FOUND, Found.NOT_FOUND}]
    words = _("%(n)s of %(of)s elements answered") % {"n": len(known), "of": len(asked)}
    return words, "ok" if len(known) == len(asked) else "wait"


def _protection(case: Case, today: date, glance: Glance) -> Hint:
    open_states = [ProtectionState.ASKED, ProtectionState.ORDERED]
    rows = list(Protection.objects.filter(case=case, state__in=open_states)) if Protection in glance.kinds else []
    if any(row.state == ProtectionState.ORDERED and row.is_near_end(today) for row in rows):
        return _("Look at it now: it ends soon, or its day has come"), "accent"
    if any(row.state == ProtectionState.ASKED for row in rows):
        return _("Waits for its decision"), "wait"
    return (_("In force"), "ok") if rows else NOTHING


def _owed(glance: Glance) -> Hint:
    """Say what this body still owes others in the case: a result or a signature."""
    if glance.owes_result:
        return _("We owe a result"), "wait"
    return (_("Waits for our signature"), "wait") if glance.owes_signature else NOTHING
