"""The processes of a running installation, known by files, so that a later command can find and end them."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 10.0


@dataclass(frozen=True)
class Known:
    """A process that was noted in a file. Its start time tells it from a later one with the same number."""

    file: Path

    def note(self, pid: int) -> None:
        """Note a process."""
        self.file.write_text(f"{pid} {_started(pid)}\n")

    def pid(self) -> int | None:
        """Give the number of the process while it lives, or None."""
        try:
            pid, started = self.file.read_text().split()
        except (FileNotFoundError, ValueError):
            return None
        return int(pid) if _started(int(pid)) == started != "" else None

    def end(self, *, patience: float = PATIENCE, group: bool = True) -> bool:
        """Ask the process to stop, then make it; say whether there was one. `group`: with all that it started."""
        pid = self.pid()
        if pid is not None:
            send = os.killpg if group else os.kill
            send(pid, signal.SIGTERM)
            if not self._ended_within(patience):
                send(pid, signal.SIGKILL)
                self._ended_within(patience)
        self.file.unlink(missing_ok=True)
        return pid is not None

    def _ended_within(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while self.pid() is not None and time.monotonic() < until:
            time.sleep(0.05)
        return self.pid() is None


def _started(pid: int) -> str:
    """Give when a process started, in the system's own count; empty when there is none or it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return "" if Path("/proc/self/stat").exists() else _started_by_ps(pid)
    except ProcessLookupError:
        return ""
    return "" if fields[0] == "Z" else fields[19]


def _started_by_ps(pid: int) -> str:
    printed = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return "-".join(printed.split())
