"""One PostgreSQL server's files and process: initdb, configuration, start with patience, stop, and whether it runs."""

import os
import shutil
import signal
import socket
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from vongtay.config import roles
from vongtay.config.account import Account
from vongtay.config.binaries import Binaries
from vongtay.config.refusals import CannotStart

# After the server was killed its orphan processes hold the memory for some seconds; until then a start fails.
RETRY_SECONDS = 30.0
PAUSE_SECONDS = 0.3
RECOVERY_SECONDS = 600
STOP_SECONDS = 60
SETTINGS_FILE = "vongtay.conf"
START_LOG = "start.log"


@dataclass(frozen=True)
class Cluster:
    """A server's folder, the account that runs it and the programs that fit it."""

    folder: Path
    account: Account
    server: Binaries

    def initdb(self, superuser: str, password: str) -> None:
        """Make the server's files, whole or not at all."""
        making = self.folder.with_name("pg.new")
        shutil.rmtree(making, ignore_errors=True)
        handle, name = tempfile.mkstemp(prefix="pw-", dir=self.folder.parent)
        with os.fdopen(handle, "w") as file:
            file.write(password)
        try:
            self.account.own(Path(name))
            done = self.account.run(
                [self.server.program("initdb"), "-D", making, "-U", superuser, *self._choices(), f"--pwfile={name}"]
            )
        finally:
            Path(name).unlink()
        if done.returncode != 0:
            raise _sentence_for(done.stdout, making)
        making.rename(self.folder)

    def _choices(self) -> list[str]:
        # C.UTF-8 by libc: lower() and trigrams of Vietnamese letters are right, and every glibc has it.
        provider = ["--locale-provider=libc"] if self.server.major > 15 else []
        return [*provider, "--locale=C.UTF-8", "-E", "UTF8", "-k", "--auth=scram-sha-256", "--no-instructions"]

    def configure(self, *, durable: bool, port: int | None = None) -> None:
        """Write our settings; the port is chosen once and kept, unless another is given."""
        lines = [f"{name} = '{value}'" for name, value in self._settings(durable=durable).items()]
        lines.append(f"port = {port or port_of(self.folder) or free_port()}")
        self._write(SETTINGS_FILE, "\n".join(lines) + "\n")
        main = self.folder / "postgresql.conf"
        if f"include '{SETTINGS_FILE}'" not in main.read_text():
            with main.open("a") as file:
                file.write(f"\ninclude '{SETTINGS_FILE}'\n")

    def _settings(self, *, durable: bool) -> dict[str, str]:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**2
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "password_encryption": "scram-sha-256",
            "max_connections": "60",
            "shared_buffers": f"{min(max(memory // 8, 128), 1024)}MB",
            "effective_cache_size": f"{max(memory // 2, 256)}MB",
            "work_mem": "16MB",
            "maintenance_work_mem": "128MB",
            # Parallel plans would take this from /dev/shm, which is small inside containers.
            "min_dynamic_shared_memory": "64MB",
            "random_page_cost": "1.1",
            "max_wal_size": "2GB",
            "jit": "off",
            "logging_collector": "on",
            "log_directory": "log",
            "log_filename": "postgresql-%a.log",
            "log_truncate_on_rotation": "on",
            "log_rotation_age": "1d",
            "log_rotation_size": "0",
            "log_file_mode": "0600",
            "log_line_prefix": "%m [%p] %u ",
            "log_connections": "off",
            "log_disconnections": "off",
            **roles.QUIET,
        }
        if self.server.has_library("pg_stat_statements"):
            # Utility statements keep their constants, a password among them; the others are stored without.
            settings |= {"shared_preload_libraries": "pg_stat_statements", "pg_stat_statements.track_utility": "off"}
        if not durable:
            settings |= {
                "fsync": "off",
                "full_page_writes": "off",
                "synchronous_commit": "off",
                "max_connections": "200",
            }
        return settings

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        new = path.with_name(f"{name}.new")
        new.write_text(text)
        new.chmod(0o600)
        self.account.own(new)
        new.rename(path)

    def launch(self, *, durable: bool) -> None:
        """Start the server and wait until it answers, through the recovery that follows a crash."""
        until = time.monotonic() + RETRY_SECONDS
        while True:
            printed = self._try_to_launch()
            if printed is None:
                return
            if _port_is_taken(printed):
                self.configure(durable=durable, port=free_port())
            elif (known := _known_sentence(printed, self.folder)) or time.monotonic() > until:
                raise known or _sentence_for(printed, self.folder)
            time.sleep(PAUSE_SECONDS)

    def _try_to_launch(self) -> str | None:
        """Try once; give None when the server runs, else what it said."""
        if pid_of(self.folder) is None:
            # Left by a server that was killed; its process number may be somebody else's now.
            (self.folder / "postmaster.pid").unlink(missing_ok=True)
        self._write(START_LOG, "")
        log = self.folder / START_LOG
        pg_ctl = self.server.program("pg_ctl")
        command = [pg_ctl, "-D", self.folder, "-w", "-t", str(RECOVERY_SECONDS), "-l", log, "start"]
        done = self.account.run(command, seconds=RECOVERY_SECONDS + 30)
        if done.returncode == 0:
            return None
        return log.read_text(errors="replace") + _newest_log(self.folder) + done.stdout


def shutdown(folder: Path) -> None:
    """Stop the server that runs on these files, after it has written everything down.

    Errors: CannotStart when it has not ended after a minute.
    """
    pid = pid_of(folder)
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)  # PostgreSQL's "fast" stop: open transactions are rolled back, then a checkpoint
    until = time.monotonic() + STOP_SECONDS
    while pid_of(folder) is not None:
        if time.monotonic() > until:
            raise CannotStart("PostgreSQL chưa dừng được sau 60 giây: hãy chờ rồi chạy lại “vongtay stop”.")
        time.sleep(0.02)


def pid_of(folder: Path) -> int | None:
    """Give the process number of the server that runs on these files, or None."""
    try:
        pid = int((folder / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, 0)
    except (OSError, ValueError, IndexError) as error:
        return pid if isinstance(error, PermissionError) and _is_server(pid, folder) else None
    return pid if _is_server(pid, folder) else None


def _is_server(pid: int, folder: Path) -> bool:
    """Say whether a process is the server of these files, not one that was given the same number later."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except FileNotFoundError:
        return not Path("/proc/self/cmdline").exists()
    return os.fsencode(folder) in words


def port_of(folder: Path) -> int | None:
    """Give the port written into the server's settings, or None before they were written."""
    try:
        lines = (folder / SETTINGS_FILE).read_text().splitlines()
    except FileNotFoundError:
        return None
    return next((int(line.split("=")[1]) for line in lines if line.startswith("port = ")), None)


def major_of(folder: Path) -> int | None:
    """Give the major version that made the files, or None when there are none."""
    try:
        return int((folder / "PG_VERSION").read_text())
    except FileNotFoundError:
        return None


def free_port() -> int:
    """Give a port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _newest_log(folder: Path) -> str:
    logs = sorted((folder / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)
    return "\n".join(logs[-1].read_text(errors="replace").splitlines()[-20:]) if logs else ""


def _port_is_taken(printed: str) -> bool:
    return "Address already in use" in printed


def _known_sentence(printed: str, folder: Path) -> CannotStart | None:
    """Give the sentence for a cause that waiting does not cure."""
    causes = {
        "No space left on device": f"Đĩa chứa {folder} đã đầy: hãy dọn ít nhất 1 GB rồi chạy lại.",
        "Read-only file system": f"Đĩa chứa {folder} chỉ cho đọc: hãy đặt VONGTAY_DATA vào một thư mục ghi được.",
        "Cannot allocate memory": "Máy không đủ bộ nhớ cho PostgreSQL: hãy tắt bớt chương trình (cần 512 MB trống).",
        "invalid permissions": f"Quyền của {folder} đã bị đổi: hãy chạy chmod 700 {folder} rồi chạy lại.",
    }
    return next((CannotStart(sentence) for sign, sentence in causes.items() if sign in printed), None)


def _sentence_for(printed: str, folder: Path) -> CannotStart:
    if known := _known_sentence(printed, folder):
        return known
    said = (
        [line for line in printed.splitlines() if "FATAL" in line or "error:" in line]
        or printed.splitlines()[-1:]
        or ["?"]
    )
    return CannotStart(
        f"PostgreSQL không khởi động được ({said[-1].strip()}): xem {folder / START_LOG} và {folder / 'log'}."
    )
