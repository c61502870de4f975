"""What speaks against a worksheet, a consent, a ground: facts in, reasons out; no query, no clock, no user."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vongtay.cases.states import Element, ItemKind, Result
from vongtay.common import phones
from vongtay.common.access import Refused

ADULT, SPEAKS = 18, 7  # L53 Art. 2(1); the law on children as told in law.md 5.2


@dataclass(frozen=True)
class Finding:
    """What was found of one element: result, codes, keys of the evidence rows it rests on, a note for the file."""

    result: str
    codes: Sequence[str] = ()
    evidence: Sequence[object] = ()
    note: str = ""

    def __repr__(self) -> str:
        return f"Finding({self.result})"


def means_are_asked(age_at_act: int | None) -> bool:
    """Say whether the means must be shown: not for somebody under 18 at the act. An unknown age leaves them asked."""
    return age_at_act is None or age_at_act >= ADULT


def why_not_worksheet(findings: dict[str, Finding], *, means_asked: bool) -> list[str]:
    """Give the reasons why a worksheet can't stand."""
    reasons = []
    for element in Element:
        found = findings.get(element)
        if found is None:
            if element != Element.MEANS or means_asked:
                reasons.append(_("Say of each element whether it was found, not found, or is not known."))
            continue
        if element == Element.MEANS and not means_asked:
            reasons.append(_("For a person under 18 at the act the means are not asked."))
        elif found.result == Result.FOUND and not (found.codes and found.evidence):
            reasons.append(
                _("%(element)s: what was found needs what it is, and the evidence it rests on.")
                % {"element": element.label}
            )
        elif found.result != Result.FOUND and found.codes:
            reasons.append(
                _("%(element)s: nothing can be chosen where nothing was found.") % {"element": element.label}
            )
    return list(dict.fromkeys(reasons))


def age_on(age_then: int | None, then: date, day: date) -> int | None:
    """Give the age on a later day from the age on an earlier one: never more than it is."""
    if age_then is None:
        return None
    years = day.year - then.year - ((day.month, day.day) < (then.month, then.day))
    return age_then + max(years, 0)


def why_not_consent(age: int | None, *, by_person: bool, by_representative: bool, why: str) -> list[str]:
    """Give the reasons why a consent can't stand. From 7 years the child and the representative, below 7 the representative."""
    if not by_person and not by_representative:
        return [_("Say who consented.")]
    if age is not None and age < SPEAKS:
        return [] if by_representative else [_("Below 7 years the legal representative consents.")]
    if age is not None and age < ADULT:
        both = by_person and by_representative
        return [] if both else [_("From 7 to under 18 years both the child and the legal representative consent.")]
    if not by_person and not why.strip():
        return [_("Say why the representative consents for an adult.")]
    return []


def in_one_form(kind: str, value: str) -> str:
    """Give an item in its one form, so that equal ones meet. Errors: Refused; NumberError for a phone that can't be one."""
    if kind not in ItemKind.values:
        raise Refused(_("Choose what it is."))
    if kind == ItemKind.PHONE:
        return phones.phone_number(value)
    if kind in {ItemKind.BANK_ACCOUNT, ItemKind.VEHICLE}:
        plain = re.sub(r"[^0-9A-ZĐ]", "", value.upper())
    else:
        plain = (
            re.sub(r"^(https?://)?(www\.|m\.)?", "", value.strip().lower()).split("?")[0].rstrip("/").removeprefix("@")
        )
    if len(plain) < 4:
        raise Refused(_("Too short to be told from others: write the whole of it."))
    return plain
