"""`make test`: every check that CI runs, in order, and how long each took. `--lint` stops before the tests."""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
LOWEST_POSTGRESQL = Path("/usr/lib/postgresql/15/bin")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Long tests stand in the first two: at the end of a run one worker would wait for the other.
UNIT = ["tests/security", "tests/architecture", "vongtay"]
# The lowest version runs what stands in the database itself: migrations, policies, functions, constraints, locks, COPY. The rest is
# the same Python against the same statements, and would only be run twice.
ON_LOWEST = [
    "tests/security/test_catalog.py", "tests/security/test_walls.py", "tests/security/test_web_role.py", "tests/security/test_no_plaintext.py",
    "vongtay/audit/tests/test_chain.py", "vongtay/audit/tests/test_sealing.py", "vongtay/people", "vongtay/indicators",
    "vongtay/facilities/tests/test_actions.py", "vongtay/facilities/tests/test_last_bed.py", "vongtay/cases/tests/test_actions.py",
    "vongtay/cases/tests/test_mass_together.py", "vongtay/papers/tests/test_numbers.py",
    "vongtay/home/tests/test_seed.py::TestLarge::test_triggers_policies_and_references_stand_afterwards_as_before",
]  # fmt: skip
JOURNEYS = "tests/journeys"


@dataclass(frozen=True)
class Check:
    """One command whose exit status decides."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


# All else needs them.
CATALOGUES = [Check("messages", [PYTHON, "-m", "vongtay.config.cli", "messages"])]


def main() -> int:
    """Run the checks; give 1 when one failed. Tests run only on code that passed the quick checks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lint", action="store_true")
    lint_only = parser.parse_args().lint
    os.chdir(ROOT)
    # The tests start a hundred processes; each would compile our code anew, and the assertions of its tests.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.monotonic()
    failed = _run_all(CATALOGUES)
    with contextlib.nullcontext() if failed or lint_only else world_in_the_making():
        failed += _run_all(quick_checks())
        if not failed and not lint_only:
            failed = _run_all([*database_checks(), *browser_checks()])
    minutes = (time.monotonic() - started) / 60
    print(
        f"\n{'Hỏng: ' + ', '.join(failed) if failed else 'Tất cả đều đạt'}. Tổng cộng {minutes:.1f} phút.", flush=True
    )
    return 1 if failed else 0


@contextlib.contextmanager
def world_in_the_making() -> Iterator[None]:
    """Load the demo world beside the first checks, which leave a core idle; tests that need it wait for it, or load it when this failed."""
    folder = tempfile.mkdtemp(prefix="vongtay-world-")
    os.environ["VONGTAY_TEST_WORLD"] = folder
    loading = subprocess.Popen(
        [PYTHON, "-m", "tests.demo_world", folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        if loading.poll() is None:
            os.killpg(loading.pid, signal.SIGTERM)
        loading.wait()
        shutil.rmtree(folder, ignore_errors=True)


def quick_checks() -> list[Check]:
    """List the checks that read the code and run none of it."""
    return [
        Check("ruff check", [str(BIN / "ruff"), "check", "."]),
        Check("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
        Check("mypy", [str(BIN / "mypy")]),
        Check("import-linter", [str(BIN / "lint-imports")]),
        Check("djlint", [str(BIN / "djlint"), "vongtay", "--lint", "--quiet"]),
    ]


def database_checks() -> list[Check]:
    """List the tests on real PostgreSQL: the wheel's version, and version 15 where its programs are found."""
    checks = [_tests("tests, PostgreSQL of the wheel", {}, UNIT)]
    if (LOWEST_POSTGRESQL / "postgres").exists():
        checks.append(_tests("tests, PostgreSQL 15", {"PG_BINDIR": str(LOWEST_POSTGRESQL)}, ON_LOWEST))
    else:
        print(f"PostgreSQL 15: không có trong {LOWEST_POSTGRESQL}, nên chỉ kiểm thử trên bản đi kèm.", flush=True)
    return checks


def _tests(name: str, bindir: dict[str, str], what: list[str]) -> Check:
    return Check(name, [PYTHON, "-m", "pytest", "-q", "-n", "2", *what], bindir)


def browser_checks() -> list[Check]:
    """List the journeys in a real browser, which is installed first where that may be done."""
    browser = find_browser() or install_browser()
    if browser is None:
        cure = "cài Chromium (Debian: apt-get install -y chromium) hoặc đặt CHROMIUM=/đường/dẫn/tới/chromium"
        print(f"Không có trình duyệt cho các hành trình kiểm thử: hãy {cure}.", file=sys.stderr, flush=True)
        return [Check("journeys (no browser)", ["false"])]
    # Each of the two processes walks in a world of its own, with its own server and browser; a journey depends on no other.
    journeys = [PYTHON, "-m", "pytest", "-q", "-n", "2", "--maxschedchunk", "1", JOURNEYS]
    return [Check("journeys", journeys, {"CHROMIUM": browser})]


def find_browser() -> str | None:
    """Give the browser that CHROMIUM names, or one that is installed."""
    if given := os.environ.get("CHROMIUM"):
        return shutil.which(given)
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def install_browser() -> str | None:
    """Install Debian's Chromium when we are root and nobody named another browser; give where it is."""
    if os.environ.get("CHROMIUM") or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    print("Đang cài Chromium cho các hành trình kiểm thử ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        done = subprocess.run(["apt-get", *words], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(done.stderr[-2000:], file=sys.stderr, flush=True)
    return find_browser()


def _run_all(checks: list[Check]) -> list[str]:
    return [check.name for check in checks if not _passes(check)]


def _passes(check: Check) -> bool:
    print(f"\n── {check.name}", flush=True)
    started = time.monotonic()
    done = subprocess.run(check.command, env={**os.environ, **check.environment}, check=False)
    verdict = "đạt" if done.returncode == 0 else "HỎNG"
    print(f"── {check.name}: {verdict}, {time.monotonic() - started:.0f} giây", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
