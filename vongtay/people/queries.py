"""Finding people: by name, tolerant of marks, order and one slip; by number, exactly; and elsewhere, only whom to ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from vongtay.agencies.models import Body
from vongtay.common import names, phones
from vongtay.common.keys import Purpose
from vongtay.common.ring import ring
from vongtay.people.models import DataKey, NameKey
from vongtay.people.vault import Vault

LIMIT = 2000
SHOWN = 20


@dataclass(frozen=True)
class Hit:
    """One person found: the score and the reasons say why."""

    person_id: UUID
    name: str
    score: float
    why: str


@dataclass(frozen=True)
class Found:
    """What a search gave. `too_many`: more namesakes than the limit, ask for a birth year or province."""

    hits: list[Hit]
    too_many: bool = False
    needs_second_fact: bool = False


def find_by_name(name: str, *, born: int | None = None, province_id: int | None = None) -> Found:
    """Find the people of this or nearly this name within the grants of whoever asks, best first.

    born: year of birth, one year off is forgiven. The database itself limits the rows; see NameKey.
    """
    asked = names.asked_tokens(name, ring().index_key(Purpose.NAME))
    if not asked.words or (asked.needs_second_fact and born is None and province_id is None):
        return Found([], needs_second_fact=True)
    rows = NameKey.objects.all()
    if born is not None:
        rows = rows.filter(born_about__range=(born - 1, born + 1))
    if province_id is not None:
        rows = rows.filter(home_province_id=province_id)
    first = _candidates(rows.filter(tokens__contains=asked.round1))
    found = first
    if len(first) < SHOWN and asked.round2:
        found = list({row[0]: row for row in first + _candidates(rows.filter(tokens__overlap=asked.round2))}.values())
    texts = dict(_decrypted(found))
    matches = names.rank(asked, texts.items(), limit=SHOWN)
    hits = [Hit(match.id, texts[match.id], match.score, match.explanation) for match in matches]
    return Found(hits, too_many=len(found) >= LIMIT)


Row = tuple[UUID, bytes | memoryview, bytes | memoryview | None]


def _candidates(rows: QuerySet[NameKey]) -> list[Row]:
    return list(rows.values_list("person_id", "name_ct", "person__data_key__wrapped")[:LIMIT])


def _decrypted(rows: Iterable[Row]) -> list[tuple[UUID, str]]:
    vaults = ((Vault.from_wrapped(person, wrapped), text) for person, text, wrapped in rows)
    return [
        (vault.person_id, vault.open("people_namekey", "name_ct", vault.person_id, text))
        for vault, text in vaults
        if vault.key
    ]


def find_by_number(text: str) -> list[UUID]:
    """Find the people within one's grants who bear exactly this identity or phone number.

    Errors: NumberError if it can be neither.
    """
    digits = "".join(ch for ch in text if ch.isdigit())
    key = ring()
    found: set[UUID] = set()
    if text.strip().startswith(("0", "+84")) and len(digits) in (10, 11):
        hashed = phones.blind(phones.phone_number(text), key.index_key(Purpose.PHONE))
        found |= set(DataKey.objects.filter(person__contact__phone_hash=hashed).values_list("person_id", flat=True))
    else:
        hashed = phones.blind(phones.identity_number(text).value, key.index_key(Purpose.IDENTITY_NUMBER))
        for column in ("id_number_hash", "passport_hash"):
            found |= set(
                DataKey.objects.filter(**{f"person__identity__{column}": hashed}).values_list("person_id", flat=True)
            )
    return sorted(found)


def known_elsewhere(*, name: str = "", born: int | None = None, number: str = "") -> list[tuple[Body, int]]:
    """Give the bodies that may be asked about a person outside one's grants, and nothing else (F42).

    Needs the whole name with the year of birth, or an identity number: less would let somebody fish.
    """
    number_hash = (
        phones.blind(phones.identity_number(number).value, ring().index_key(Purpose.IDENTITY_NUMBER))
        if number
        else None
    )
    whole = names.asked_tokens(name, ring().index_key(Purpose.NAME)).round1 if name and born else []
    if number_hash is None and not whole:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select body_id, hits from vt.elsewhere(%s, %s, %s::smallint)",
            [number_hash, whole[0] if whole else None, born],
        )
        hits = dict(cursor.fetchall())
    return [(body, hits[body.id]) for body in Body.objects.filter(id__in=hits).order_by("sort_key")]


def vaults_of(person_ids: Iterable[UUID]) -> dict[UUID, Vault]:
    """Give the vaults of several people, in one query. One out of reach has none."""
    keys = DataKey.objects.filter(person_id__in=list(person_ids))
    return {key.person_id: Vault.from_wrapped(key.person_id, key.wrapped) for key in keys}
