"""`vongtay serve`: the whole installation in one command, from the database to the address that one opens.

The web server and the job worker are processes of their own; this one starts them, watches them and the database, and
takes everything down in order.
"""

import argparse
import contextlib
import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from vongtay.config import environment, upkeep
from vongtay.config.database import Database, ensured
from vongtay.config.folders import make_private
from vongtay.config.processes import Known
from vongtay.config.refusals import CannotStart

WEB_PATIENCE = 60.0
SWEEP_PATIENCE = 2.0
RESTARTS = 5
LOG_LIMIT = 5 * 1024 * 1024
THREADS = 4


class Stopped(Exception):  # noqa: N818  # not an error: somebody asked us to stop
    """Somebody asked for the end: Ctrl-C, SIGTERM or a closed terminal."""


@dataclass
class Child:
    """One process that we keep alive."""

    name: str
    command: list[str]
    data: Path
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    @property
    def known(self) -> Known:
        """Give the file in which the process is noted."""
        return Known(self.data / "run" / f"{self.name}.pid")

    @property
    def log(self) -> Path:
        """Give the file into which the process prints."""
        return self.data / "log" / f"{self.name}.log"

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches only us."""
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        handle = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                cwd=upkeep.CHECKOUT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.known.note(self.process.pid)
        self.starts.append(time.monotonic())

    def died(self) -> bool:
        """Say whether the process has ended by itself."""
        return self.process is not None and self.process.poll() is not None

    def dies_too_often(self) -> bool:
        """Say whether it was started again and again within a minute, so that one more start would not help."""
        return len([moment for moment in self.starts if time.monotonic() - moment < 60]) >= RESTARTS

    def end(self) -> None:
        """Stop the process and what it started."""
        self.known.end()
        if self.process is not None:
            self.process.wait()


def main(argv: list[str]) -> int:
    """Serve until somebody stops it. Status 0 after a stop that was asked for."""
    argparse.ArgumentParser(prog="vongtay serve", description=__doc__).parse_args(argv)
    data, world = environment.data_folder(), environment.world()
    host, port = environment.host(), environment.port()
    make_private(data)
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, _stop)
    with contextlib.suppress(Stopped), _the_only_one(data):
        sweep(data)
        refuse_a_taken_port(host, port)
        with ensured() as database:
            upkeep.make_ready(database, data, world=world)
            _serve(database, data, (host, port), world)
    print("Đã dừng Vòng Tay.", flush=True)
    return 0


def _stop(_signal: int, _frame: FrameType | None) -> None:
    # A second Ctrl-C must not break the orderly end.
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, signal.SIG_IGN)
    raise Stopped


@contextlib.contextmanager
def _the_only_one(data: Path) -> Iterator[None]:
    """Refuse to run twice on one data folder, and leave our number where `vongtay stop` finds it."""
    ours = Known(data / "run" / "serve.pid")
    running = ours.pid()
    if running is not None:
        raise CannotStart(
            f"Vòng Tay đang chạy rồi (tiến trình {running}): dừng nó bằng “.venv/bin/vongtay stop” trước."
        )
    ours.note(os.getpid())
    try:
        yield
    finally:
        ours.file.unlink(missing_ok=True)


def sweep(data: Path) -> int:
    """End the processes that a killed `vongtay serve` left behind; give how many there were."""
    noted = [Known(data / "run" / f"{name}.pid") for name in ("web", "worker")]
    return sum(known.end(patience=SWEEP_PATIENCE) for known in noted if known.file.exists())


def refuse_a_taken_port(host: str, port: int) -> None:
    """Refuse to start on a port that another program uses.

    Errors: CannotStart naming the cure.
    """
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CannotStart(
                f"Cổng {port} đang có chương trình khác dùng: hãy tắt chương trình đó, "
                f"hoặc chọn cổng khác, ví dụ PORT={port + 1} make run."
            ) from error
        if error.errno == errno.EACCES:
            raise CannotStart(
                f"Không có quyền mở cổng {port}: hãy chọn cổng từ 1024 trở lên, ví dụ PORT=8000."
            ) from error
        raise CannotStart(f"Không mở được {host}:{port} ({error.strerror}): hãy kiểm tra HOST và PORT.") from error


def _serve(database: Database, data: Path, where: tuple[str, int], world: str) -> None:
    host, port = where
    web = Child("web", web_server(host, port), data)
    worker = Child("worker", ["vongtay.config.manage", "procrastinate", "worker", "--concurrency", "2"], data)
    try:
        web.start()
        worker.start()
        signs = sign_ins(database, data) if world == "demo" else []
        wait_until_it_answers(web, host, port)
        address = f"http://{host}:{port}"
        (data / "run" / "address").write_text(address)
        announce(address, database, signs)
        _watch(database, [web, worker])
    finally:
        worker.end()
        web.end()


def web_server(host: str, port: int) -> list[str]:
    """Give the words that start the web server; one of its processes that dies is started again."""
    return [
        "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws", "--workers", str(environment.web_workers()),
        "--respawn-failed-workers", "--respawn-interval", "0.5", "--blocking-threads", str(THREADS), "--log-level", "warning",
        "vongtay.config.wsgi:application",
    ]  # fmt: skip


def wait_until_it_answers(web: Child, host: str, port: int) -> None:
    """Wait until the web server gives a page.

    Errors: CannotStart naming the log, when it ends or does not answer within a minute.
    """
    until = time.monotonic() + WEB_PATIENCE
    while time.monotonic() < until and not web.died():
        if _answers(host, port):
            return
        time.sleep(0.1)
    raise CannotStart(f"Máy chủ web không trả lời: xem {web.log}.")


def _answers(host: str, port: int) -> bool:
    try:
        with contextlib.closing(http.client.HTTPConnection(host, port, timeout=10)) as connection:
            connection.request("GET", "/", headers={"Host": "localhost"})
            return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False


def sign_ins(database: Database, data: Path) -> list[list[str]]:
    """List the sign-ins of the demo world, each as role, body, user name, password; asked once per database."""
    upkeep.do_once(listing(database, data), data)
    listed: list[list[str]] = json.loads(_kept(data).read_text())
    return listed


def listing(database: Database, data: Path) -> upkeep.Step:
    """Give the step that lists the sign-ins of the demo world."""
    return upkeep.Step(
        "sign-ins", "Lập danh sách đăng nhập", upkeep.migration(database).fingerprint, lambda: _ask(_kept(data))
    )


def _kept(data: Path) -> Path:
    return data / "run" / "sign-ins.json"


def _ask(kept: Path) -> None:
    with kept.open("w") as file:
        subprocess.run(
            [sys.executable, "-m", "vongtay.config.commands.sign_ins"], cwd=upkeep.CHECKOUT, stdout=file, check=True
        )


def announce(address: str, database: Database, signs: list[list[str]]) -> None:
    """Print the address and how one signs in."""
    print(f"\nVòng Tay chạy ở  {address}   (Ctrl-C để dừng)\nDữ liệu: {database.describe()}", flush=True)
    if signs:
        widths = [max(len(row[column]) for row in signs) for column in range(4)]
        print("\nThế giới mẫu: người và hồ sơ đều là giả định. Đăng nhập thử, mỗi vai một người:")
        for row in signs:
            print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
        print(flush=True)


def _watch(database: Database, children: list[Child]) -> None:
    """Start again what dies, until somebody asks for the end."""
    while True:
        time.sleep(1)
        if database.embedded and not database.embedded.status().running:
            print("PostgreSQL đã dừng đột ngột; đang khởi động lại ...", flush=True)
            database.embedded.start()
        for child in list(children):
            if not child.died():
                continue
            if child.dies_too_often():
                if child.name == "web":
                    raise CannotStart(f"Máy chủ web dừng liên tục: xem {child.log}.")
                print(f"Tiến trình {child.name} dừng liên tục, không khởi động nữa: xem {child.log}.", flush=True)
                children.remove(child)
                continue
            child.end()
            child.start()
