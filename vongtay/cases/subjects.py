"""The further pages of a case that a post reaches, with what each has to say at a glance."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.roles import Part
from vongtay.cases.models import Case, Protection, Result, Review, Signature, Worksheet
from vongtay.cases.states import Element, ProtectionState, ResultState
from vongtay.cases.states import Result as Found
from vongtay.common.access import Staff

Subject = tuple[str, str, str, str]  # address, words, hint, tone of the hint


def subjects_of(case: Case, staff: Staff, today: date) -> list[Subject]:
    """Give the pages that this post reaches, in the order in which the work goes."""
    found: list[Subject] = []

    def add(name: str, label: str, hint: str = "", tone: str = "neutral") -> None:
        found.append((reverse(f"cases:{name}", args=[case.code]), label, hint, tone))

    if Part.STATEMENT in staff.parts:
        add("identification", _("Identification"), *_sheet(case))
        add("items", _("Linked items"))
        add("protection", _("Protection"), *_protection(case, today))
    if Part.OFFENCE in staff.parts:
        add("crime", _("Criminal case"))
    add("decisions", _("Decisions and reviews"), *_review(case))
    add("consent", _("Consent and sharing"))
    add("between", _("Between bodies"), *_owed(case, staff))
    return found


def _sheet(case: Case) -> tuple[str, str]:
    row = Worksheet.objects.filter(case=case).order_by("-number").first()
    if row is None:
        return _("No worksheet yet"), "neutral"
    asked = [each for each in Element if row.means_asked or each != Element.MEANS]
    known = [each for each in asked if getattr(row, f"{each}_result") in {Found.FOUND, Found.NOT_FOUND}]
    words = _("%(n)s of %(of)s elements answered") % {"n": len(known), "of": len(asked)}
    return words, "ok" if len(known) == len(asked) else "wait"


def _protection(case: Case, today: date) -> tuple[str, str]:
    rows = list(Protection.objects.filter(case=case, state__in=[ProtectionState.ASKED, ProtectionState.ORDERED]))
    if any(row.state == ProtectionState.ORDERED and row.is_near_end(today) for row in rows):
        return _("Look at it now: it ends soon, or its day has come"), "accent"
    if any(row.state == ProtectionState.ASKED for row in rows):
        return _("Waits for its decision"), "wait"
    return (_("In force"), "ok") if rows else ("", "neutral")


def _review(case: Case) -> tuple[str, str]:
    waits = Review.objects.filter(case=case, outcome="").exists()
    return (_("Waits for its outcome"), "wait") if waits else ("", "neutral")


def _owed(case: Case, staff: Staff) -> tuple[str, str]:
    """Say what this body still owes others in the case: a result or a signature."""
    if Result.objects.filter(case=case, owed_by_id=staff.body_id, state=ResultState.OWED).exists():
        return _("We owe a result"), "wait"
    unsigned = Signature.objects.filter(case=case, body_id=staff.body_id, answer="").exists()
    return (_("Waits for our signature"), "wait") if unsigned else ("", "neutral")
