"""Where a facility is: sealed and opened with the facility's own key."""

from dataclasses import dataclass
from uuid import UUID

from vongtay.common import crypto
from vongtay.common.crypto import aad_of
from vongtay.common.ring import ring

TABLE = "facilities_whereabouts"


@dataclass(frozen=True)
class Where:
    """The real name of a facility and the way there. Not shown by `repr`, so it can't slip into a log."""

    name: str = ""
    address: str = ""

    def __repr__(self) -> str:
        return "Where(…)"


def new_key() -> bytes:
    """Make the wrapped key of one facility."""
    return crypto.wrap(ring(), crypto.new_data_key())


def seal(facility_id: UUID, wrapped: bytes | memoryview, where: Where) -> dict[str, bytes | None]:
    """Give the encrypted columns."""
    key = crypto.unwrap(ring(), wrapped)
    texts = {"name_ct": where.name.strip(), "address_ct": where.address.strip()}
    return {
        column: crypto.encrypt(key, text, aad=aad_of(TABLE, column, facility_id)) if text else None
        for column, text in texts.items()
    }


def unseal(
    facility_id: UUID, wrapped: bytes | memoryview, name: bytes | memoryview | None, address: bytes | memoryview | None
) -> Where:
    """Decrypt name and address."""
    key = crypto.unwrap(ring(), wrapped)

    def read(column: str, stored: bytes | memoryview | None) -> str:
        return crypto.decrypt_text(key, stored, aad=aad_of(TABLE, column, facility_id)) if stored else ""

    return Where(read("name_ct", name), read("address_ct", address))
