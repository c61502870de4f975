"""Encryption of what identifies a person: one data key per person, wrapped by a master key of the key ring."""

import os
import struct
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from vongtay.common.keys import KEY_BYTES, KeyRing

VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES  # bytes that a ciphertext is longer than its text: 29
MAX_BYTES = 20 * 1024 * 1024
WRAP_HEADER = struct.Struct(">BI")  # version, id of the master key
WRAPPED_BYTES = WRAP_HEADER.size + KEY_BYTES + 8


class CryptoError(Exception):
    """Something encrypted can't be read. The sentence never holds any content."""


class Tampered(CryptoError):  # noqa: N818  # reads as what happened
    """The stored bytes were changed, moved to another row, or belong to another key."""

    def __init__(self) -> None:
        super().__init__("Dữ liệu mã hóa đã bị sửa hoặc không thuộc bản ghi này.")


class Erased(CryptoError):  # noqa: N818  # reads as what happened
    """The data key is gone: the person was erased, for good."""

    def __init__(self) -> None:
        super().__init__("Thông tin định danh của người này đã được xóa vĩnh viễn.")


class MasterMissing(CryptoError):  # noqa: N818  # reads as what happened
    """The master key that wrapped a data key is not in the key ring."""

    def __init__(self, master: int) -> None:
        super().__init__(f"Thiếu khóa chủ số {master}; hãy phục hồi tệp khóa từ bản lưu.")
        self.master = master


def new_data_key() -> bytes:
    """Make the data key of one person."""
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def wrap(ring: KeyRing, data_key: bytes) -> bytes:
    """Wrap a data key under the current master key (AES-KW, RFC 3394), its id in the header: 45 bytes."""
    master = ring.current_master
    return WRAP_HEADER.pack(VERSION, master) + aes_key_wrap(ring.masters[master], data_key)


def master_of(wrapped: bytes) -> int:
    """Give the id of the master key that wrapped a data key. Errors: Tampered if these are no wrapped key."""
    if len(wrapped) != WRAPPED_BYTES or wrapped[0] != VERSION:
        raise Tampered
    return int(WRAP_HEADER.unpack_from(wrapped)[1])


def unwrap(ring: KeyRing, wrapped: bytes | memoryview | None) -> bytes:
    """Give back a data key.

    Errors: Erased if there is none, MasterMissing if its master key isn't here, Tampered if it was changed.
    """
    if not wrapped:
        raise Erased
    wrapped = bytes(wrapped)
    master = master_of(wrapped)
    if master not in ring.masters:
        raise MasterMissing(master)
    try:
        return aes_key_unwrap(ring.masters[master], wrapped[WRAP_HEADER.size :])
    except InvalidUnwrap:
        raise Tampered from None


def rewrap(ring: KeyRing, wrapped: bytes) -> bytes:
    """Wrap a data key under the current master key; the same bytes come back if it already is."""
    if master_of(wrapped) == ring.current_master:
        return wrapped
    return wrap(ring, unwrap(ring, wrapped))


def aad_of(table: str, column: str, pk: object) -> str:
    """Name the place that a ciphertext is bound to.

    >>> aad_of("people_identity", "full_name", 7)
    'people_identity.full_name:7'
    """
    return f"{table}.{column}:{pk}"


def encrypt(data_key: bytes, plaintext: str | bytes, *, aad: str) -> bytes:
    """Encrypt a text or a whole file (AES-256-GCM), bound to its place `aad`.

    Unit: the result is OVERHEAD (29) bytes longer than the text in UTF-8.
    Errors: ValueError above MAX_BYTES (20 MB).
    """
    data = plaintext.encode() if isinstance(plaintext, str) else plaintext
    if len(data) > MAX_BYTES:
        raise ValueError("Tệp lớn hơn 20 MB, không lưu được.")
    nonce = os.urandom(NONCE_BYTES)
    return bytes((VERSION,)) + nonce + _cipher(data_key).encrypt(nonce, data, aad.encode())


def decrypt(data_key: bytes | None, stored: bytes | memoryview, *, aad: str) -> bytes:
    """Decrypt what `encrypt` made for the same place. Errors: Erased without a key, Tampered if anything differs."""
    if not data_key:
        raise Erased
    stored = bytes(stored)
    if len(stored) < OVERHEAD or stored[0] != VERSION:
        raise Tampered
    try:
        return _cipher(data_key).decrypt(stored[1 : 1 + NONCE_BYTES], stored[1 + NONCE_BYTES :], aad.encode())
    except InvalidTag:
        raise Tampered from None


def decrypt_text(data_key: bytes | None, stored: bytes | memoryview, *, aad: str) -> str:
    """Decrypt a text. Errors: as `decrypt`."""
    return decrypt(data_key, stored, aad=aad).decode()


def forget_keys() -> None:
    """Drop the data keys that this process keeps ready, as erasing a person must."""
    _cipher.cache_clear()


@lru_cache(maxsize=2048)
def _cipher(data_key: bytes) -> AESGCM:
    return AESGCM(data_key)
