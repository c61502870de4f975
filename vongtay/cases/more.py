"""Pages that the apps above add to a case; each registers its own when it starts."""

from dataclasses import dataclass

from django.utils.functional import Promise

from vongtay.agencies.roles import Part


@dataclass(frozen=True)
class More:
    """A further page of a case: its address by name (with the code), its words, the part that opens it."""

    name: str
    label: str | Promise
    part: Part


MORE: list[More] = []
