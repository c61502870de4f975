"""Under which account PostgreSQL runs: ours, or `nobody` when we are root, as which it refuses to run."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vongtay.config.refusals import CannotStart


@dataclass(frozen=True)
class Account:
    """A user of the machine; `other` says that it isn't the one who runs this process."""

    uid: int
    gid: int
    other: bool

    def run(self, command: Sequence[object], *, seconds: float = 600) -> subprocess.CompletedProcess[str]:
        """Run a program of PostgreSQL as this account, away from our terminal, and give what it printed."""
        as_whom: dict[str, Any] = {"user": self.uid, "group": self.gid, "extra_groups": []} if self.other else {}
        try:
            return subprocess.run(
                [str(word) for word in command],
                cwd="/",
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
                timeout=seconds,
                check=False,
                **as_whom,
            )
        except PermissionError as error:
            if error.filename and Path(error.filename) != Path(str(command[0])):
                raise
            raise CannotStart(
                f"Không chạy được {command[0]} bằng tài khoản số {self.uid}: "
                "hãy chạy lại bằng một người dùng thường (không phải root), hoặc đặt DATABASE_URL."
            ) from error

    def may_enter(self, folder: Path) -> bool:
        """Say whether the account can reach a folder through all the folders above it."""
        return self.run(["/bin/sh", "-c", 'cd "$0"', folder]).returncode == 0

    def may_run(self, program: Path) -> bool:
        """Say whether the account can reach and run a program."""
        return self.run(["/bin/sh", "-c", 'test -x "$0"', program]).returncode == 0

    def own(self, path: Path) -> None:
        """Hand a file or folder over to the account."""
        if self.other:
            os.chown(path, self.uid, self.gid)


def account_for(folder: Path) -> Account:
    """Give the account that runs PostgreSQL on the data in a folder.

    An ordinary user runs it as themselves. Root runs it as the folder's owner, or as `nobody` when that is root too.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), other=False)
    owner = folder.stat()
    if owner.st_uid != 0:
        return Account(owner.st_uid, owner.st_gid, other=True)
    return Account(nobody().pw_uid, nobody().pw_gid, other=True)


def nobody() -> pwd.struct_passwd:
    """Give the account of the machine that owns nothing."""
    try:
        return pwd.getpwnam("nobody")
    except KeyError as error:
        raise CannotStart(
            "Máy này không có tài khoản “nobody” để chạy PostgreSQL thay root: hãy chạy lại bằng một người dùng thường."
        ) from error
