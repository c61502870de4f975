"""The chain itself, without a database: what is signed, and how one link follows another."""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

SIGNED = ("ref", "at", "user_id", "user_text", "post_id", "role", "body_code", "body_text", "job", "act", "subject_id",
          "part", "purpose", "outcome", "details", "world")  # fmt: skip
START = b"\0" * 32


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if value is None or isinstance(value, str | int | float | bool | dict | list):
        return value
    return str(value)


def entry_mac(key: bytes, values: Mapping[str, Any]) -> bytes:
    """Give the MAC of one entry from its signed fields."""
    content = json.dumps({name: _plain(values[name]) for name in SIGNED}, sort_keys=True, ensure_ascii=False)
    return hmac.digest(key, content.encode(), "sha256")


def link(key: bytes, former: bytes, n: int, entry_id: int, entry: bytes) -> bytes:
    """Give the MAC of link `n`, which follows `former` and holds the entry with this id and MAC."""
    return hmac.digest(key, former + n.to_bytes(8, "big") + entry_id.to_bytes(8, "big") + entry, sha256)
