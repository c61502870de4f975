"""The folders of one installation below VONGTAY_DATA: data, keys, uploaded files, what runs now."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from vongtay.config.account import nobody
from vongtay.config.refusals import CannotStart, for_os_error

BELOW = ("keys", "files", "log", "run")
PRIVATE = 0o700


def make_private(data: Path) -> None:
    """Make the data folder and those below it, entered by their owner only.

    Errors: CannotStart with the cure, when the disk is full or read-only or the folder belongs to somebody else.
    """
    try:
        data.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        data.chmod(PRIVATE)
        for name in BELOW:
            (data / name).mkdir(mode=PRIVATE, exist_ok=True)
            (data / name).chmod(PRIVATE)
        probe = data / "run" / "write-probe"
        probe.write_bytes(b"x" * 4096)
        probe.unlink()
    except OSError as error:
        raise for_os_error(error, data) from error
    _refuse_foreign_keys(data)


def _refuse_foreign_keys(data: Path) -> None:
    # Run by root, the data folder belongs to the account of PostgreSQL, which could put a folder of its own in place of
    # ours; but it can't make one that belongs to us.
    owner = (data / "keys").stat().st_uid
    if owner == os.geteuid():
        return
    if os.geteuid() == 0 and owner == data.stat().st_uid and owner != nobody().pw_uid:
        return
    raise CannotStart(
        f"Thư mục khóa {data / 'keys'} thuộc về tài khoản khác (số {owner}): hãy kiểm tra ai đã thay nó rồi trả lại."
    )


@contextlib.contextmanager
def locked(file: Path, *, seconds: float = 120) -> Iterator[None]:
    """Hold a lock file while the block runs, so that two commands do not do the same thing at once.

    The lock goes with the process that holds it, however that ends.
    Errors: CannotStart when another process holds it for longer than `seconds`.
    """
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait_for(handle, file, seconds)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, file: Path, seconds: float) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > until:
                raise CannotStart(f"Một lệnh khác đang giữ {file} quá lâu: hãy chờ nó xong hoặc dừng nó.") from error
            time.sleep(0.1)
        else:
            return
