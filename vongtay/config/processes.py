"""The processes of a running installation, known by files, so that a later command can find and end them."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 10.0
PROC = Path("/proc")


@dataclass(frozen=True)
class Known:
    """A process that was noted in a file. Its start time tells it from a later one with the same number."""

    file: Path

    def note(self, pid: int) -> None:
        """Note a process."""
        self.file.write_text(f"{pid} {_started(pid)}\n")

    def pid(self) -> int | None:
        """Give the number of the process while it lives, or None."""
        pid, started = self._noted()
        return pid if pid and _started(pid) == started else None

    def group(self) -> int | None:
        """Give the number of the process while it or anything that it started lives, or None.

        A killed leader leaves its group behind, and no other process gets its number as long as the group lives.
        """
        pid, started = self._noted()
        ours = pid and _started(pid) in {started, ""} and _has_members(pid)
        return pid if ours else None

    def end(self, *, patience: float = PATIENCE, whole_group: bool = True) -> bool:
        """Ask the process to stop, then make it; say whether there was one. `whole_group`: with all that it started."""
        find, send = (self.group, os.killpg) if whole_group else (self.pid, os.kill)
        there = find() is not None
        for how in (signal.SIGTERM, signal.SIGKILL):
            if pid := find():
                with contextlib.suppress(ProcessLookupError):
                    send(pid, how)
                _wait_while(find, patience)
        self.file.unlink(missing_ok=True)
        return there

    def _noted(self) -> tuple[int, str]:
        try:
            pid, started = self.file.read_text().split()
        except (FileNotFoundError, ValueError):
            return 0, ""
        return int(pid), started


def _wait_while(find: Callable[[], int | None], seconds: float) -> None:
    until = time.monotonic() + seconds
    while find() is not None and time.monotonic() < until:
        time.sleep(0.05)


def _facts(pid: int | str) -> list[str]:
    """Give the system's facts of a process from its state on; nothing when there is none or it has ended."""
    try:
        facts = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [] if not facts or facts[0] in "ZX" else facts


def _started(pid: int) -> str:
    """Give when a process started, in the system's own count; empty when there is none or it has ended."""
    if (PROC / "self" / "stat").exists():
        facts = _facts(pid)  # asked for once: the process may end at this moment
        return facts[19] if facts else ""
    printed = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return "-".join(printed.split())


def _has_members(group: int) -> bool:
    """Say whether a process of this group lives."""
    if not (PROC / "self" / "stat").exists():
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, 0)
            return True
        return False
    all_facts = (_facts(folder.name) for folder in PROC.glob("[0-9]*"))
    return any(facts[2] == str(group) for facts in all_facts if facts)
