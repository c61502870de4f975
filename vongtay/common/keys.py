"""The keys of one installation, read from a folder outside the database; making, rotating and retiring them."""

import os
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SINGLE_KEYS = ("index", "audit", "session", "web")
MASTER_FILE = re.compile(r"master-(\d{4,9})\.key")


class KeyRingError(ValueError):
    """The keys can't be read or changed; the sentence names the file and the cure, never a key."""


class Purpose(StrEnum):
    """What a keyed hash is for: equal values of two purposes never give equal hashes."""

    IDENTITY_NUMBER = "identity-number"
    PHONE = "phone"
    NAME = "name"
    LINKED_ITEM = "linked-item"


@dataclass(frozen=True)
class KeyRing:
    """All keys in memory. A key is never shown by `repr`, so it can't slip into a log."""

    folder: Path
    masters: Mapping[int, bytes] = field(repr=False)
    index: bytes = field(repr=False)
    audit: bytes = field(repr=False)
    session: bytes = field(repr=False)
    web: bytes = field(repr=False)

    @property
    def current_master(self) -> int:
        """The id of the master key that wraps new data keys: always the highest, so that no id is used twice."""
        return max(self.masters)

    def index_key(self, purpose: Purpose) -> bytes:
        """Give the key for hashes of one purpose, derived from the index key."""
        return _derived(self.index, purpose)

    @classmethod
    def create(cls, folder: Path | str) -> Self:
        """Make a folder with new keys, whole or not at all, and read it.

        Errors: KeyRingError if the folder already holds anything: keys in use are never replaced.
        """
        folder = Path(folder)
        draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
        try:
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.mkdir(mode=0o700)
            for name in (*SINGLE_KEYS, _master_name(1)):
                _write_key(draft / f"{name}.key")
            _sync_folder(draft)
            # Renaming onto an empty folder succeeds, onto one with files fails: the first of two creators wins.
            draft.rename(folder)
        except OSError as error:
            shutil.rmtree(draft, ignore_errors=True)
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                raise KeyRingError(f"Thư mục {folder} đã có dữ liệu; không tạo khóa mới đè lên.") from error
            raise KeyRingError(f"Không ghi được khóa vào {folder}: {error.strerror}.") from error
        _sync_folder(folder.parent)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """Read the keys of a folder.

        Errors: KeyRingError if a key is missing or broken, or if anybody but the owner may read it. A missing key is
        never made anew: what it protects would be lost without a word.
        """
        folder = Path(folder)
        if not folder.is_dir():
            raise KeyRingError(f"Không có thư mục khóa {folder}.")
        _refuse_open_to_others(folder)
        masters = {
            int(match[1]): _read_key(path)
            for path in sorted(folder.iterdir())
            if (match := MASTER_FILE.fullmatch(path.name))
        }
        if not masters:
            raise KeyRingError(f"Thư mục {folder} không còn khóa chủ nào (master-….key); hãy phục hồi từ bản lưu.")
        singles = {name: _read_key(folder / f"{name}.key") for name in SINGLE_KEYS}
        return cls(folder=folder, masters=MappingProxyType(masters), **singles)

    @classmethod
    def open_or_create(cls, folder: Path | str) -> Self:
        """Read the keys of a folder, made first if it doesn't exist or is empty."""
        folder = Path(folder)
        if folder.is_dir() and any(folder.iterdir()):
            return cls.open(folder)
        try:
            return cls.create(folder)
        except KeyRingError:
            if not folder.is_dir():
                raise
            return cls.open(folder)  # another process was first

    @staticmethod
    def cached(folder: Path | str) -> "KeyRing":
        """Read the keys of a folder once per process; `add_master` and `retire_master` make it read again."""
        return _cached_ring(Path(folder))

    def add_master(self) -> "KeyRing":
        """Make a new current master key; the older ones stay, to read what they have wrapped."""
        try:
            _write_key(self.folder / f"{_master_name(self.current_master + 1)}.key")
        except OSError as error:
            raise KeyRingError(f"Không ghi được khóa vào {self.folder}: {error.strerror}.") from error
        return self._reread()

    def retire_master(self, master: int) -> "KeyRing":
        """Remove an older master key, once nothing is wrapped by it any more (the caller has checked).

        Errors: KeyRingError for the current master key and for one that isn't there.
        """
        if master not in self.masters:
            raise KeyRingError(f"Không có khóa chủ số {master}.")
        if master == self.current_master:
            raise KeyRingError(f"Khóa chủ số {master} đang dùng, không bỏ được; hãy tạo khóa mới trước.")
        (self.folder / f"{_master_name(master)}.key").unlink()
        return self._reread()

    def _reread(self) -> "KeyRing":
        _sync_folder(self.folder)
        _cached_ring.cache_clear()
        return KeyRing.open(self.folder)


def _master_name(master: int) -> str:
    return f"master-{master:04d}"


def _write_key(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)  # half a key would stop every later start
        raise


def _read_key(path: Path) -> bytes:
    if not path.is_file():
        raise KeyRingError(f"Thiếu tệp khóa {path}; hãy phục hồi từ bản lưu, đừng tạo mới.")
    _refuse_open_to_others(path)
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise KeyRingError(f"Không đọc được tệp khóa {path}: {error.strerror}.") from error
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyRingError(f"Tệp khóa {path} bị hỏng; hãy phục hồi từ bản lưu.")
    return key


def _refuse_open_to_others(path: Path) -> None:
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        cure = "700" if path.is_dir() else "600"
        raise KeyRingError(f"Người khác đọc được {path} (quyền {mode:o}). Hãy chạy: chmod {cure} {path}")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@lru_cache(maxsize=4)
def _cached_ring(folder: Path) -> KeyRing:
    return KeyRing.open(folder)


@lru_cache(maxsize=32)
def _derived(key: bytes, purpose: Purpose) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"vongtay index {purpose}".encode()).derive(key)
