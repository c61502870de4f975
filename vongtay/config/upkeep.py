"""What must be done before pages can be served, each only when something changed since it was done last.

A stamp file holds the fingerprint of what a step was done for; another database or another version asks for it again.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from vongtay.config.database import Database
from vongtay.config.refusals import CannotStart

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parent
OWNER = {"VONGTAY_AS_OWNER": "1", "VONGTAY_POOL": "0"}


@dataclass(frozen=True)
class Step:
    """One thing to do: what it is called while it runs, what it depends on, and the doing."""

    name: str
    said: str
    fingerprint: Callable[[], str]
    do: Callable[[], None]


def make_ready(database: Database, data: Path, *, world: str | None) -> None:
    """Do what is due: message catalogues, tables, reference data, static files, the demo world where one is wanted."""
    for step in steps(database, world=world):
        do_once(step, data)


def steps(database: Database, *, world: str | None) -> list[Step]:
    """List what pages need before they can be served, in order."""
    listed = [
        Step(
            "messages",
            "Biên dịch bản dịch",
            lambda: _files(PACKAGE / "locale", ["**/*.po"]),
            lambda: command("messages"),
        ),
        migration(database),
        Step(
            "static",
            "Gom tệp tĩnh",
            _static_files,
            lambda: django("collectstatic", "--skip-checks", "--noinput", "--verbosity=0"),
        ),
    ]
    if world == "demo":
        listed.append(Step("demo", "Nạp thế giới mẫu", lambda: _identity(database), lambda: command("seed", "--demo")))
    return listed


def migration(database: Database) -> Step:
    """Give the step that brings tables and reference data up to this version, as the owner."""

    def fingerprint() -> str:
        ours = _files(PACKAGE, ["*/migrations/*.py", "*/reference/**/*", "*/regimes/*.toml"])
        return f"{_identity(database)} {ours} {_files(CHECKOUT, ['requirements.txt'])}"

    def do() -> None:
        django("migrate", "--skip-checks", "--verbosity=0", **OWNER)
        django("load_reference", "--skip-checks", "--verbosity=0", **OWNER)

    return Step("migrate", "Cập nhật bảng và dữ liệu tham chiếu", fingerprint, do)


def do_once(step: Step, data: Path) -> None:
    """Do a step unless its stamp says that it was done for the very same state."""
    stamp, wanted = _stamp(step, data)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"{step.said} ...", flush=True)
    step.do()
    stamp.write_text(wanted)


def note_done(step: Step, data: Path) -> None:
    """Note a step as done without doing it: what a database holds that was copied with its data folder was done at another address."""
    stamp, wanted = _stamp(step, data)
    stamp.write_text(wanted)


def _stamp(step: Step, data: Path) -> tuple[Path, str]:
    return data / "run" / f"{step.name}.stamp", hashlib.sha256(step.fingerprint().encode()).hexdigest()


def django(*words: str, **environment: str) -> None:
    """Run one of Django's commands in a process of its own.

    Errors: CannotStart with the last line that it printed.
    """
    _run("Lệnh nội bộ", ["vongtay.config.manage", *words], environment)


def command(*words: str) -> None:
    """Run one of our own commands in a process of its own."""
    _run("Lệnh vongtay", ["vongtay.config.cli", *words], {})


def _run(kind: str, words: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        env={**os.environ, **environment},
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        sys.stderr.write(done.stderr)
        last = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "?")
        raise CannotStart(f"{kind} “{' '.join(words[1:])}” không xong: {last}")


def _identity(database: Database) -> str:
    """Give what tells one database from another; passwords of the embedded one are random, so its address does."""
    return hashlib.sha256(database.owner_url.encode()).hexdigest()


def _static_files() -> str:
    return _files(PACKAGE, ["*/static/**/*"]) + _files(CHECKOUT, ["requirements.txt"])


def _files(root: Path, patterns: Iterable[str]) -> str:
    """Give a hash over the names, sizes and times of the files that match, without reading them."""
    facts = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()}):
        seen = path.stat()
        facts.update(f"{path.relative_to(root)} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return facts.hexdigest()
