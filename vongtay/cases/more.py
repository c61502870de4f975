"""Pages and warnings that the apps above add to a case; each registers its own when it starts."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from vongtay.agencies.roles import Part
from vongtay.common.access import Staff

if TYPE_CHECKING:
    from vongtay.cases.models import Case


@dataclass(frozen=True)
class More:
    """A further page of a case: its address by name (with the code), its words, the part that opens it."""

    name: str
    label: str | Promise
    part: Part


@dataclass(frozen=True)
class Warned:
    """Something that whoever opens a case must see first. links: address and words."""

    title: str
    text: str
    links: list[tuple[str, str]] = field(default_factory=list)


MORE: list[More] = []
# Name -> (what must exist, as SQL of our own with %(case)s, %(subject)s, %(body)s; dotted name of a function (case, staff) -> Warned).
# The page asks for all at once with the rest of its glance; the function is called where there is something to warn of.
WARNINGS: dict[str, tuple[str, str]] = {}


def warnings_of(case: "Case", staff: Staff, found: frozenset[str]) -> list[Warned]:
    """Give what the apps above warn of in a case; `found`: names of WARNINGS for which there is something."""
    functions = [import_string(dotted) for name, (_sql, dotted) in WARNINGS.items() if name in found]
    return [warned for warn in functions if (warned := warn(case, staff)) is not None]
