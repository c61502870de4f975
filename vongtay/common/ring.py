"""The key ring of this installation, read once per process and again when a key was added or removed."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from vongtay.common.keys import KeyRing


def ring() -> KeyRing:
    """Give the keys; a new installation gets new ones. Errors: KeyRingError when the folder can't be read."""
    if not settings.KEYS.exists():
        KeyRing.open_or_create(settings.KEYS)
    # The folder's time changes with a rotation: a web process that runs meanwhile must know the new key at once.
    return _ring_of(settings.KEYS, settings.KEYS.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _ring_of(folder: Path, _changed_at: int) -> KeyRing:
    return KeyRing.open(folder)
