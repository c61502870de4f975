"""The key ring of this installation, read once per process."""

from django.conf import settings

from vongtay.common.keys import KeyRing


def ring() -> KeyRing:
    """Give the keys; a new installation gets new ones. Errors: KeyRingError when the folder can't be read."""
    if not settings.KEYS.exists():
        KeyRing.open_or_create(settings.KEYS)
    return KeyRing.cached(settings.KEYS)
