"""The stack that the journeys walk on: `vongtay serve` as one starts it, on a database of its own, and a browser."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import demo_world
from vongtay.config.throwaway import throwaway

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 600.0
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def find_browser() -> str:
    """Give the browser that CHROMIUM names, or one that is installed.

    Errors: RuntimeError that says what to install.
    """
    given = os.environ.get("CHROMIUM")
    found = shutil.which(given) if given else next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError(
            "Không có trình duyệt cho các hành trình kiểm thử: hãy cài Chromium (Debian: apt-get install -y chromium) "
            "hoặc đặt CHROMIUM=/đường/dẫn/tới/chromium."
        )
    return found


@contextlib.contextmanager
def browsing() -> Iterator[Browser]:
    """Give a running browser."""
    program = find_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def serving() -> Iterator[str]:
    """Serve a demo world on a free port while the block runs; give its address."""
    like = demo_world.loaded()
    with throwaway(demo_world.bindir(), like=like) as database:
        if like:
            demo_world.note_loaded(database)
        environment = {**demo_world.clean_environment(), **database, "PORT": str(_free_port()), "PYTHONUNBUFFERED": "1"}
        serve = subprocess.Popen(
            [sys.executable, "-m", "vongtay.config.cli", "serve"],
            cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip
        said = _Listener(serve)
        try:
            said.wait_for("Ctrl-C")
            yield f"http://127.0.0.1:{environment['PORT']}"
        finally:
            _end(serve)
            said.join()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class _Listener(threading.Thread):
    """Reads what the server prints, so that it never waits for us, and keeps it for whoever asks why."""

    def __init__(self, serve: "subprocess.Popen[str]") -> None:
        super().__init__(daemon=True)
        self.serve = serve
        self.lines: list[str] = []
        self.start()

    def run(self) -> None:
        assert self.serve.stdout is not None
        with self.serve.stdout as printed:
            self.lines.extend(printed)

    def wait_for(self, words: str) -> None:
        until = time.monotonic() + PATIENCE
        while not any(words in line for line in list(self.lines)):
            if self.serve.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"`vongtay serve` did not start:\n{''.join(self.lines)}")
            time.sleep(0.1)


def _end(serve: "subprocess.Popen[str]") -> None:
    """Stop the server as Ctrl-C does; what does not stop is killed with all that it started."""
    serve.terminate()
    try:
        serve.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(serve.pid, signal.SIGKILL)
        serve.wait()
