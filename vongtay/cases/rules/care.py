"""Who may bring a child, and when a person may leave: facts in, reasons out."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vongtay.cases.states import RELEASES, Escort, Guardian, Route, Wants

MAJORITY = 18


def is_foreign(route: str, nationality: str) -> bool:
    """Say whether somebody is known to be a foreigner, or stands on the route of foreigners."""
    return route == Route.R7 or nationality not in {"", "VN"}


@dataclass(frozen=True)
class CareFacts:
    """What is arranged for a child, as far as these rules ask."""

    guardian: str = ""
    escort: str = Escort.NONE
    guardian_is_suspect: bool = False
    escort_is_suspect: bool = False


def is_under_age(age_years: int | None, *, at: date, on: date) -> bool:
    """Say whether somebody of that age on day `at` is surely or perhaps still under 18 on day `on`; an unknown age says no."""
    if age_years is None:
        return False
    passed = on.year - at.year - ((on.month, on.day) < (at.month, at.day))
    return age_years + max(0, passed) < MAJORITY


def why_not_release(act: str, *, is_child: bool, care: CareFacts | None) -> list[str]:
    """Give the reasons why a child can't be handed over, brought home or let go by this act; none for others."""
    if not is_child or act not in RELEASES:
        return []
    return why_alone(care)


def why_alone(care: CareFacts | None) -> list[str]:
    """Give the reasons why a child would be alone; none where a guardian or an escort is named."""
    if care is None or (care.guardian != Guardian.KNOWN and care.escort == Escort.NONE):
        return [_("A person under 18 is never let go alone: first name the guardian, or who brings the child.")]
    if care.guardian_is_suspect and care.escort == Escort.NONE:
        return [_("The guardian is suspected: name somebody else before the child is handed over.")]
    if care.escort_is_suspect:
        return [_("Whoever was to bring the child is suspected: name somebody else.")]
    return []


def why_not_home(act: str, *, wants: str) -> list[str]:
    """Give the reasons why a foreigner can't be brought home: only if the person agrees."""
    if act != "returned_home" or wants == Wants.YES:
        return []
    return [_("A person is brought home only if they agree: first note their wish in their own words.")]
