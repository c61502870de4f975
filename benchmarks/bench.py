"""`make bench`: five operations by two concurrent users on a large world, through a real web server, beside plain SQL."""

import argparse
import contextlib
import importlib
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import psycopg

from benchmarks.browser import Browser
from benchmarks.operations import OPERATIONS, Operation, Request

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WARM = 15
REDIRECT = 302


def main(argv: list[str]) -> int:
    """Prepare the world, measure, print and write the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--figures", type=int, default=0)
    parser.add_argument("--requests", type=int, default=200, help="requests of each of the two users")
    parser.add_argument("--no-write", action="store_true", help="leave RESULTS.md as it is")
    given = parser.parse_args(argv)
    if not os.environ.get("DATABASE_URL"):
        sys.exit("Hãy chạy qua `make bench`: lệnh đó khởi động máy chủ cơ sở dữ liệu.")
    os.environ.update(VONGTAY_POOL="0", DJANGO_SETTINGS_MODULE="vongtay.config.settings", VONGTAY_DATABASE_CHECKED="1")
    seeded = prepare(given.cases, given.figures)
    os.environ.pop("VONGTAY_AS_OWNER", None)
    importlib.import_module("django").setup()
    codes, names = material()
    busy = f"{os.getloadavg()[0]:.1f}"  # what else ran on the machine: figures of a busy one say little
    rows = []
    with web() as (port, process):
        for operation in OPERATIONS:
            pages = through_web(operation, port, codes, names, given.requests)
            print(f"{operation.name:28} {figures(pages)}", flush=True)
            rows.append((operation, pages))
        memory = resident(process)
    plain_sql = importlib.import_module("benchmarks.plain_sql")
    table = []
    for operation, pages in rows:
        took = plain_sql.measured(os.environ["DATABASE_URL"], operation, password(), codes, names, given.requests)
        table.append((operation, pages, took))
        print(f"{operation.name:28} {figures(took)}  plain SQL", flush=True)
    text = results(table, given, memory, f"{seeded}; load of the machine before: {busy}")
    print(text)
    if not given.no_write:
        # What was measured apart from this run stands below, under headings of its own.
        _pages, mark, apart = (HERE / "RESULTS.md").read_text("utf-8").partition("\n## ")
        (HERE / "RESULTS.md").write_text(text + mark + apart)
    return 0


def password() -> str:
    """Give the password of the demo's staff."""
    return str(importlib.import_module("vongtay.home.demo").PASSWORD)


def write_section(text: str) -> None:
    """Put a section into RESULTS.md in the place of the one with the same heading; the others stay."""
    file, heading = HERE / "RESULTS.md", text.removeprefix("## ").partition("\n")[0]
    others = [part for part in file.read_text().split("\n## ") if not part.startswith(f"{heading}\n")]
    file.write_text("\n## ".join([*(f"{part.rstrip()}\n" for part in others), text.removeprefix("## ")]))


def prepare(cases: int, many_figures: int) -> str:
    """Migrate and seed unless that was done; give what the seeding said."""
    upkeep = importlib.import_module("vongtay.config.upkeep")
    database = importlib.import_module("vongtay.config.database")
    environment = importlib.import_module("vongtay.config.environment")
    data = environment.data_folder()
    (data / "run").mkdir(parents=True, exist_ok=True)
    ours = database.Database(os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"], None)
    upkeep.make_ready(ours, data, world=None)
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        (known,) = owner.execute("select count(*) from cases_case").fetchone() or (0,)
        said = f"{known} cases were there"
        if known < cases:
            words = ["seed", "--cases", str(cases - known), "--figures", str(many_figures), "--seed", str(known + 1)]
            done = subprocess.run(
                [sys.executable, "-m", "vongtay.config.cli", *words],
                cwd=ROOT,
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
            print(done.stdout, flush=True)
            said = "; ".join(line for line in done.stdout.splitlines() if line.startswith("Đã nạp"))
        owner.execute("vacuum analyze")
    return said


def material() -> tuple[list[str], list[str]]:
    """Give codes of cases that the measured users may see, and invented names to search for."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        rows = owner.execute(
            "select c.code from cases_case c join agencies_body b on b.id = any(c.bodies) and b.code = 'LS.SYT'"
            " where c.world = 'demo' order by md5(c.code) limit 2000"
        ).fetchall()
    invented = importlib.import_module("vongtay.home.seed.names")
    chance = Random(4)  # noqa: S311  # chance for invented facts
    names = [
        invented.name(chance, chance.choice(["female", "male"]), highland=chance.random() < 0.6) for _n in range(500)
    ]
    return [code for (code,) in rows], names


@contextlib.contextmanager
def web() -> Iterator[tuple[int, int]]:
    """Run the web server as `vongtay serve` does. Gives its port and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = importlib.import_module("vongtay.config.serve").web_server("127.0.0.1", port)
    process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, env={**os.environ, "VONGTAY_POOL": "1"})
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _attempt in range(300):
        with contextlib.suppress(OSError):
            if Browser(port).get("/accounts/sign-in/")[0] == 200:
                return
        time.sleep(0.1)
    sys.exit("Máy chủ web không trả lời.")


def through_web(operation: Operation, port: int, codes: list[str], names: list[str], many: int) -> list[float]:
    """Give the seconds of each request of two users at once."""
    took: list[list[float]] = [[], []]
    failures: list[str] = []
    start = threading.Barrier(2)

    def work(number: int) -> None:
        try:
            browser = signed_in(operation, number, port)
            requests = operation.requests(Random(number), codes, names)  # noqa: S311  # chance for invented facts
            for _turn in range(WARM):
                one(browser, operation, next(requests))
            start.wait(60)
            took[number] = [one(browser, operation, next(requests)) for _turn in range(many)]
        except Exception as error:  # noqa: BLE001  # told by the main thread
            failures.append(repr(error))
            start.abort()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        sys.exit(f"{operation.name}: {failures[0]}")
    return [second for times in took for second in times]


def signed_in(operation: Operation, number: int, port: int) -> Browser:
    """Give the browser of one of the operation's users, with a page read that has a form."""
    browser = Browser(port)
    browser.sign_in(operation.users[number], password())
    browser.get("/cases/receive/" if operation.done == REDIRECT else "/search/")
    return browser


def one(browser: Browser, operation: Operation, asked: Request) -> float:
    """Make one request and give its seconds. Errors: RuntimeError with the end of the page when it is not done."""
    status, text, seconds = browser.get(asked.path) if asked.fields is None else browser.post(asked.path, asked.fields)
    if status != operation.done:
        raise RuntimeError(f"{asked.path}: status {status}\n{text[-1500:]}")
    return seconds


def percentile(seconds: list[float], share: float) -> float:
    """Give a percentile in milliseconds."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))] * 1000


def figures(seconds: list[float]) -> str:
    """Give p50 and p95 as text."""
    return (
        f"p50 {statistics.median(seconds) * 1000:7.1f} ms   p95 {percentile(seconds, 0.95):7.1f} ms   n {len(seconds)}"
    )


def resident(process: int) -> int:
    """Give the memory of the process that answers, in MB."""
    children = Path(f"/proc/{process}/task/{process}/children")
    found = [process, *map(int, children.read_text().split())] if children.exists() else [process]
    most = 0
    for one in found:
        for line in Path(f"/proc/{one}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                most = max(most, int(line.split()[1]) // 1024)
    return most


def results(table: list[tuple[Operation, list[float], list[float]]], given: Any, memory: int, seeded: str) -> str:
    """Give the results as a page of text."""
    lines = [
        "# What the pages take",
        "",
        "Printed by `make bench`; for those who change a page or a policy. Whole pages through the web server, two users at",
        f"once, {given.requests} requests each, {given.cases:,} cases; beside them the very same statements by psycopg on the same",
        "database as the web role with a live session (two connections at once). Milliseconds.",
        "",
        f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {_machine()}",
        f"- Seeding: {seeded}",
        f"- Memory of the web process after the run: {memory} MB (aim: under 200)",
        "",
        "| operation | p50 | p95 | aim p50 | aim p95 | plain SQL p50 | p95 | page / SQL | Primero | Directus | bare Django view |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for operation, pages, took in table:
        p50, p95 = statistics.median(pages) * 1000, percentile(pages, 0.95)
        sql50, sql95 = statistics.median(took) * 1000, percentile(took, 0.95)
        aims = f"{operation.aim} {_met(p50 <= operation.aim)} | {operation.aim * 2.5:.0f} {_met(p95 <= operation.aim * 2.5)}"
        peers = " | ".join(f"{peer:,}" for peer in operation.peers)
        lines.append(
            f"| {operation.name} | {p50:.1f} | {p95:.1f} | {aims} | {sql50:.1f} | {sql95:.1f} | {p50 / sql50:.1f} | {peers} |"
        )
    lines += [
        "",
        "Peers: p50 on the same work by their interface, without a page, measured on a machine of the same kind (issue 2).",
        "Plain SQL of *create* is of requests recorded, taken back and written again, each once.",
        "",
    ]
    return "\n".join(lines)


def _met(yes: bool) -> str:
    return "met" if yes else "missed"


def _machine() -> str:
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        "?",
    )
    with psycopg.connect(os.environ["DATABASE_URL"]) as plain:
        version = plain.info.parameter_status("server_version")
    return f"{os.cpu_count()} cores, {model}; PostgreSQL {version}; Python {sys.version.split()[0]}"
