"""The key ring of this installation, read once per process."""

from functools import lru_cache

from django.conf import settings

from vongtay.common.keys import KeyRing


@lru_cache(maxsize=1)
def ring() -> KeyRing:
    """Give the keys; a new installation gets new ones. Errors: KeyRingError when the folder can't be read."""
    folder = settings.KEYS
    if not folder.exists():
        return KeyRing.create(folder)
    return KeyRing.open(folder)
