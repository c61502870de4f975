"""The identity vault: what is encrypted about a person, under the person's own key, bound to row and column."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from vongtay.common import crypto, names, phones
from vongtay.common.crypto import Erased, aad_of
from vongtay.common.keys import Purpose
from vongtay.common.ring import ring
from vongtay.people.models import DataKey

ERASED = "…"


@dataclass(frozen=True)
class Vault:
    """Seals and opens the texts of one person. `key` is None once the person was erased."""

    person_id: UUID
    key: bytes | None

    @classmethod
    def of(cls, person_id: UUID) -> "Vault":
        """Give the vault of a person whose subject may be reached. Errors: DataKey.DoesNotExist otherwise."""
        wrapped = DataKey.objects.values_list("wrapped", flat=True).get(person_id=person_id)
        return cls.from_wrapped(person_id, wrapped)

    @classmethod
    def from_wrapped(cls, person_id: UUID, wrapped: bytes | memoryview | None) -> "Vault":
        """Give the vault from a key that was read already."""
        return cls(person_id, crypto.unwrap(ring(), wrapped) if wrapped else None)

    def seal(self, table: str, column: str, pk: object, text: str) -> bytes | None:
        """Encrypt a text for its place; an empty text is no text."""
        if not text:
            return None
        if self.key is None:
            raise Erased
        return crypto.encrypt(self.key, text, aad=aad_of(table, column, pk))

    def open(self, table: str, column: str, pk: object, stored: bytes | memoryview | None) -> str:
        """Decrypt a text from its place; what was erased reads as an ellipsis."""
        if not stored:
            return ""
        if self.key is None:
            return ERASED
        return crypto.decrypt_text(self.key, stored, aad=aad_of(table, column, pk))


@dataclass(frozen=True)
class Facts:
    """What somebody tells about who a person is. Not shown by `repr`, so it can't slip into a log."""

    name: str = ""
    other_names: str = ""
    born: str = ""
    id_number: str = ""
    address: str = ""
    phone: str = ""
    safe_way: str = ""
    may_ring: str = "unknown"

    def __repr__(self) -> str:
        return "Facts(…)"

    @cached_property
    def number(self) -> phones.IdentityNumber | None:
        """The identity number in its one form. Errors: NumberError."""
        return phones.identity_number(self.id_number) if self.id_number else None


IDENTITY = "people_identity"
CONTACT = "people_contact"


def identity_columns(vault: Vault, facts: Facts) -> dict[str, Any]:
    """Give the encrypted columns of an identity, and the keyed hashes of its numbers."""
    number = facts.number
    is_passport = number is not None and number.kind == phones.NumberKind.PASSPORT
    value = number.value if number else ""
    hashed = phones.blind(value, ring().index_key(Purpose.IDENTITY_NUMBER)) if value else None
    pk = vault.person_id
    return {
        "name_ct": vault.seal(IDENTITY, "name_ct", pk, facts.name),
        "other_names_ct": vault.seal(IDENTITY, "other_names_ct", pk, facts.other_names),
        "born_ct": vault.seal(IDENTITY, "born_ct", pk, facts.born),
        "id_number_ct": None if is_passport else vault.seal(IDENTITY, "id_number_ct", pk, value),
        "id_number_hash": None if is_passport else hashed,
        "passport_ct": vault.seal(IDENTITY, "passport_ct", pk, value) if is_passport else None,
        "passport_hash": hashed if is_passport else None,
        "address_ct": vault.seal(IDENTITY, "address_ct", pk, facts.address),
    }


def contact_columns(vault: Vault, facts: Facts) -> dict[str, Any]:
    """Give the encrypted columns of a contact, and the keyed hash of its phone number."""
    phone = phones.phone_number(facts.phone) if facts.phone else ""
    return {
        "phone_ct": vault.seal(CONTACT, "phone_ct", vault.person_id, phone),
        "phone_hash": phones.blind(phone, ring().index_key(Purpose.PHONE)) if phone else None,
        "safe_way_ct": vault.seal(CONTACT, "safe_way_ct", vault.person_id, facts.safe_way),
        "may_ring": facts.may_ring,
    }


def name_key_columns(vault: Vault, name: str) -> dict[str, Any]:
    """Give the columns of the search table for a name."""
    return {
        "name_ct": vault.seal("people_namekey", "name_ct", vault.person_id, name) or b"",
        "tokens": names.stored_tokens(name, ring().index_key(Purpose.NAME)),
    }


def opened(vault: Vault, identity: Mapping[str, Any], contact: Mapping[str, Any]) -> Facts:
    """Decrypt what is known of a person."""

    def read(table: str, row: Mapping[str, Any], column: str) -> str:
        return vault.open(table, column, vault.person_id, row.get(column))

    return Facts(
        name=read(IDENTITY, identity, "name_ct"),
        other_names=read(IDENTITY, identity, "other_names_ct"),
        born=read(IDENTITY, identity, "born_ct"),
        id_number=read(IDENTITY, identity, "id_number_ct") or read(IDENTITY, identity, "passport_ct"),
        address=read(IDENTITY, identity, "address_ct"),
        phone=read(CONTACT, contact, "phone_ct"),
        safe_way=read(CONTACT, contact, "safe_way_ct"),
        may_ring=contact.get("may_ring", "unknown"),
    )
