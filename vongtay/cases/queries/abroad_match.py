"""Matching names of a foreign list with the list of residents abroad: each candidate says in words why it is one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from vongtay.cases.models import Abroad
from vongtay.cases.queries.abroad import HIDDEN, abroad_of
from vongtay.common import names, phones
from vongtay.common.access import Staff
from vongtay.common.keys import Purpose
from vongtay.common.ring import ring
from vongtay.people.models import Identity, NameKey
from vongtay.people.vault import Vault

AT_ONCE = 40  # people asked about in one statement
MOST = 4000  # rows read for them; more are namesakes without number
SHOWN = 5
SAME_NUMBER, SAME_YEAR, NEAR_YEAR, OTHER_YEAR = 200.0, 20.0, 8.0, -40.0
ENOUGH_LIKENESS = 75.0  # below, only a number or nothing speaks for it


@dataclass(frozen=True)
class Sought:
    """One line of a foreign list: a name as it stands there, the year of birth and the passport where they are given."""

    name: str = ""
    born: int | None = None
    passport: str = ""

    def __repr__(self) -> str:
        return "Sought(…)"


@dataclass(frozen=True)
class Candidate:
    """One entry that may be the person: the higher the score the likelier, the reasons in words, the name for whoever confirms."""

    entry: Abroad
    score: float
    reasons: tuple[str, ...]
    name: str = ""

    def __repr__(self) -> str:
        return f"Candidate({self.entry.code}, {self.score})"


@dataclass(frozen=True)
class _Key:
    tokens: frozenset[int]
    born: int | None
    name: str


def match_candidates(staff: Staff, sought: Sequence[Sought], *, limit: int = SHOWN) -> list[list[Candidate]]:
    """Give for each line its candidates among the entries within one's grants, best first; an empty list where none is.

    A match is never made by this: a person confirms it.
    """
    found: list[list[Candidate]] = []
    for start in range(0, len(sought), AT_ONCE):
        found += _match(staff, sought[start : start + AT_ONCE], limit)
    return found


def _match(staff: Staff, sought: Sequence[Sought], limit: int) -> list[list[Candidate]]:
    asked = [names.asked_tokens(one.name, ring().index_key(Purpose.NAME)) for one in sought]
    hashes = [_hashed(one.passport) for one in sought]
    by_number = _people_by_number({value for value in hashes if value})
    keys = _keys(
        {token for one in asked for token in one.round2}, {person for people in by_number.values() for person in people}
    )
    rows = abroad_of(staff).exclude(state__in=HIDDEN).filter(person_id__in=keys).select_related("place")
    entries = {entry.person_id: entry for entry in rows}
    found = []
    for one, tokens, value in zip(sought, asked, hashes, strict=True):
        same = by_number.get(value, frozenset()) if value else frozenset()
        wanted = frozenset(tokens.round2)
        near = [person for person, key in keys.items() if person in entries and (person in same or key.tokens & wanted)]
        candidates = [
            _candidate(one, tokens, entries[person], keys[person], has_number=person in same) for person in near
        ]
        kept = [row for row in candidates if row is not None]
        found.append(sorted(kept, key=lambda row: (-row.score, row.entry.code))[:limit])
    return found


def _candidate(one: Sought, asked: names.Asked, entry: Abroad, key: _Key, *, has_number: bool) -> Candidate | None:
    """Weigh one entry; None where neither name nor number speaks for it."""
    score, reasons = 0.0, []
    if one.name and key.name:
        match = names.rank(asked, [(entry.pk, key.name)])[0]
        if match.score < ENOUGH_LIKENESS and not has_number:
            return None
        score += match.score
        reasons.append(_said(match.reasons) if match.score >= ENOUGH_LIKENESS else _("another name"))
    if one.born is not None and key.born is not None:
        apart = abs(one.born - key.born)
        score += SAME_YEAR if apart == 0 else NEAR_YEAR if apart == 1 else OTHER_YEAR
        reasons.append(
            _("birth year equal") if apart == 0 else _("birth year one off") if apart == 1 else _("another birth year")
        )
    if has_number:
        score += SAME_NUMBER
        reasons.append(_("passport equal"))
    return Candidate(entry, round(score, 1), tuple(reasons), key.name)


def _said(reasons: Iterable[names.Reason]) -> str:
    """Say in words how two names compare: a foreign list has no marks, so that they differ is expected."""
    found = set(reasons)
    if found <= {names.Reason.MARKS, names.Reason.ORDER} and names.Reason.MARKS in found:
        turned = _("order swapped") if names.Reason.ORDER in found else ""
        return "; ".join(part for part in (_("name equal without marks"), turned) if part)
    return "; ".join(reason.value for reason in names.Reason if reason in found)


def _hashed(number: str) -> bytes | None:
    """Give the keyed hash of a passport or identity number; None where it can be neither, as foreign lists often have it."""
    if not number.strip():
        return None
    try:
        value = phones.identity_number(number).value
    except phones.NumberError:
        return None
    return phones.blind(value, ring().index_key(Purpose.IDENTITY_NUMBER))


def _people_by_number(hashes: set[bytes]) -> dict[bytes, frozenset[UUID]]:
    found: dict[bytes, frozenset[UUID]] = {}
    for column in ("passport_hash", "id_number_hash") if hashes else ():
        rows = Identity.objects.filter(**{f"{column}__in": hashes}, person__abroad__isnull=False)
        for value, person in rows.values_list(column, "person_id"):
            found[bytes(value)] = found.get(bytes(value), frozenset()) | {person}
    return found


def _keys(tokens: set[int], people: set[UUID]) -> dict[UUID, _Key]:
    """Read the name keys of entries that share a token, or that a number found; names are decrypted to be ranked."""
    columns = ("person_id", "tokens", "born_about", "name_ct", "person__data_key__wrapped")
    listed = NameKey.objects.filter(person__abroad__isnull=False)
    rows = list(listed.filter(tokens__overlap=sorted(tokens)).values_list(*columns)[:MOST]) if tokens else []
    missing = people - {row[0] for row in rows}
    rows += list(listed.filter(person_id__in=missing).values_list(*columns)) if missing else []
    found = {person: _Key(frozenset(), None, "") for person in missing}
    for person, stored, born, name, wrapped in rows:
        vault = Vault.from_wrapped(person, wrapped)
        if vault.key:
            found[person] = _Key(frozenset(stored), born, vault.open("people_namekey", "name_ct", person, name))
    return found
