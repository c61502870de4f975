"""The secret of a post's session: derived from the browser's session key, stored nowhere."""

import hmac
from hashlib import sha256

from django.http import HttpRequest

from vongtay.common.ring import ring


def token_of(request: HttpRequest) -> str | None:
    """Give the token of the post chosen in this browser session, or None before one is chosen."""
    if not request.session.session_key or "post" not in request.session:
        return None
    return token_for(request.session.session_key, request.session["post"])


def token_for(session_key: str, nonce: str) -> str:
    """Give the token of one choice of post in a browser session: who reads both session tables still can't make it."""
    return hmac.digest(ring().web, f"{session_key}|{nonce}".encode(), "sha256").hex()


def token_hash(token: str) -> bytes:
    """Give what the database keeps of a token."""
    return sha256(token.encode()).digest()


def proof(hashed: bytes, post: object, ends_at: int) -> bytes:
    """Give the proof that the application opened this session; the database checks it with its own copy of the key."""
    return hmac.digest(ring().session, hashed + f"{post}|{ends_at}".encode(), "sha256")
