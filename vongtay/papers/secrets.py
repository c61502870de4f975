"""Secrets that travel on paper or apart from it: check codes, one-time links and their codes. Only hashes are kept."""

import hmac
import secrets
from hashlib import sha256

from vongtay.common.ring import ring

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another
CHECK_GROUPS, CODE_GROUPS, GROUP = 4, 2, 4


def _drawn(groups: int, letters: str) -> str:
    return "-".join("".join(secrets.choice(letters) for _letter in range(GROUP)) for _group in range(groups))


def new_check_code() -> str:
    """Give a code for a paper: 80 bits, in groups that can be read aloud."""
    return _drawn(CHECK_GROUPS, LETTERS)


def new_token() -> str:
    """Give the secret of an address: 256 bits."""
    return secrets.token_urlsafe(32)


def new_link_code() -> str:
    """Give the code of a link, in digits: said over the telephone, useless without the link."""
    return _drawn(CODE_GROUPS, "0123456789")


def plain(code: str) -> str:
    """Give a code as typed in its one form: capitals, no spaces, no dashes.

    >>> plain(" ab2c-def3 ")
    'AB2CDEF3'
    """
    return "".join(letter for letter in code.upper() if letter.isalnum())


def check_hash(code: str) -> bytes:
    """Give what the database keeps of a check code."""
    return hmac.digest(ring().index, b"check|" + plain(code).encode(), "sha256")


def token_hash(token: str) -> bytes:
    """Give what the database keeps of a link."""
    return sha256(token.encode()).digest()


def code_hash(token: str, code: str) -> bytes:
    """Give what the database keeps of a link's code: bound to the link, under a key that stands outside the database."""
    return hmac.digest(ring().index, f"link|{token}|{plain(code)}".encode(), "sha256")


def content_key(token: str, code: str) -> bytes:
    """Give the key of the paper behind a link: whoever has database and key files still lacks the link and the code."""
    return hmac.digest(ring().index, f"paper|{token}|{plain(code)}".encode(), "sha256")


def source_hash(address: str) -> bytes:
    """Give what is kept of an address on the network from which somebody asked."""
    return hmac.digest(ring().index, b"source|" + address.encode(), "sha256")
