"""`vongtay serve` as a whole: from an empty folder to pages, through kills, to an orderly end."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from vongtay.config import cluster
from vongtay.config.embedded import EmbeddedServer
from vongtay.config.processes import Known
from vongtay.config.tests.conftest import ADDRESSES

CHECKOUT = Path(__file__).resolve().parents[3]
SERVE = [sys.executable, "-m", "vongtay.config.cli", "serve"]


class Installation:
    """One installation in a folder of its own; a training world, because that loads nothing."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = cluster.free_port()
        self.printed = data / "printed.txt"
        unset = {name: value for name, value in os.environ.items() if name not in ADDRESSES}
        ours = {"VONGTAY_DATA": str(data), "PORT": str(self.port), "VONGTAY_WORLD": "training"}
        self.environment = {key: value for key, value in (unset | ours).items() if not key.startswith("VONGTAY_TEST_")}

    def serve(self) -> subprocess.Popen:
        with self.printed.open("w") as file:
            process = subprocess.Popen(SERVE, cwd=CHECKOUT, env=self.environment, stdout=file, stderr=file)
        wait_until(lambda: self.announced() or process.poll() is not None)
        assert self.announced(), self.printed.read_text()
        return process

    def announced(self) -> bool:
        return f"http://127.0.0.1:{self.port}" in self.printed.read_text()

    def pid(self, name: str) -> int | None:
        return Known(self.data / "run" / f"{name}.pid").pid()

    def answers(self) -> bool:
        try:
            with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
                connection.request("GET", "/accounts/sign-in/")
                return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def wait_until(holds: Callable[[], bool], seconds: float = 600) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_serving_outlives_kills_and_ends_in_order(data):
    here = Installation(data)
    here.environment["WEB_WORKERS"] = "2"
    serving = here.serve()
    server = EmbeddedServer(data)
    assert here.answers()

    # One of the web processes: replaced while the others answer.
    first = here.pid("web")
    before = children(first)
    assert len(before) >= 2
    os.kill(before[-1], signal.SIGKILL)
    wait_until(lambda: len(children(first)) == len(before) and before[-1] not in children(first))
    assert here.answers()
    assert here.pid("web") == first

    # All of them.
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: here.pid("web") not in {None, first} and here.answers())

    database = server.status().pid
    os.kill(database, signal.SIGKILL)
    wait_until(lambda: server.status().pid not in {None, database} and here.answers())

    serving.kill()
    serving.wait()
    left = here.pid("web")
    assert left is not None
    again = here.serve()
    assert here.pid("web") != left
    assert here.answers()

    again.send_signal(signal.SIGINT)
    assert again.wait() == 0
    assert "Đã dừng" in here.printed.read_text()
    assert (here.pid("web"), here.pid("worker"), server.status().running) == (None, None, False)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", here.port))
