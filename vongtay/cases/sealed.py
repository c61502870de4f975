"""Texts that belong to no protected person, encrypted under a key of their own row."""

from typing import Protocol
from uuid import UUID

from vongtay.common import crypto
from vongtay.common.ring import ring


class Keyed(Protocol):
    """A row with its own wrapped key."""

    id: UUID
    wrapped: bytes | memoryview


def new_key() -> tuple[bytes, bytes]:
    """Give a new key and how it is kept."""
    key = crypto.new_data_key()
    return key, crypto.wrap(ring(), key)


def seal(key: bytes, table: str, column: str, pk: UUID, text: str) -> bytes:
    """Encrypt a text for one column of one row."""
    return crypto.encrypt(key, text, aad=crypto.aad_of(table, column, pk))


def unseal(row: Keyed, table: str, column: str, stored: bytes | memoryview | None) -> str:
    """Give the text again; empty where there is none."""
    if stored is None:
        return ""
    return crypto.decrypt_text(crypto.unwrap(ring(), row.wrapped), stored, aad=crypto.aad_of(table, column, row.id))
