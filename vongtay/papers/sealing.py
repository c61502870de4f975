"""Texts beside a paper (a receiver, a reason, a subject line), under the key of the person it is about or one of their own."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vongtay.common import crypto
from vongtay.common.ring import ring

ERASED = "…"


@dataclass(frozen=True)
class Seal:
    """The key of the texts of one row, and what the row keeps of it."""

    key: bytes
    person_id: UUID | None
    wrapped: bytes | None

    @property
    def columns(self) -> dict[str, Any]:
        return {"person_id": self.person_id, "wrapped": self.wrapped}

    def close(self, table: str, column: str, pk: object, text: str) -> bytes | None:
        """Encrypt a text for its place; an empty text is no text."""
        return crypto.encrypt(self.key, text, aad=crypto.aad_of(table, column, pk)) if text else None


def new_seal(person_id: UUID | None = None, data_key: bytes | None = None) -> Seal:
    """Give the seal of a new row: the person's key, or a new one where it is about nobody. Errors: Erased."""
    if person_id is not None:
        if data_key is None:
            raise crypto.Erased
        return Seal(data_key, person_id, None)
    own = crypto.new_data_key()
    return Seal(own, None, crypto.wrap(ring(), own))


def seal_of(row: Any, data_key: bytes | None) -> Seal:
    """Give the seal of a row that stands already. Errors: Erased."""
    if row.wrapped:
        return Seal(crypto.unwrap(ring(), row.wrapped), None, bytes(row.wrapped))
    return new_seal(row.person_id, data_key)


def opened(row: Any, table: str, column: str, data_key: bytes | None) -> str:
    """Give a text of a row; what was erased, or stands under a key that was not given, reads as an ellipsis."""
    stored = getattr(row, column)
    if not stored:
        return ""
    key = crypto.unwrap(ring(), row.wrapped) if row.wrapped else data_key
    if key is None:
        return ERASED
    return crypto.decrypt_text(key, stored, aad=crypto.aad_of(table, column, row.pk))
