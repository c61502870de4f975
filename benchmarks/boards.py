"""Boards, maps, ways, signals and tables of one's own on a large world: the whole page, and its statements alone.

Run as `python tools/with_postgres.py --durable -- python -m benchmarks.boards [--sizes CASES:FIGURES,...]`; writes its own section of RESULTS.md.
"""

import argparse
import importlib
import os
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from random import Random

from benchmarks.bench import one, password, percentile, signed_in, web, write_section
from benchmarks.figures import PROVINCE, filled, quantiles, used
from benchmarks.operations import Operation, Request

HEADING = "Boards, maps and tables of one's own"
AIM = 150  # p95 of a page, warm
USERS = ("baocao", "baocao")
WARM, TURNS = 6, 40
# Years that follow one another, so that a page is not always the one that was asked for just before.
YEARS = (2025, 2026, 2024)


@dataclass(frozen=True)
class Page:
    """One page: its name, its address without the year."""

    name: str
    address: str


PAGES = (
    Page("board", "boards/?"),
    Page("board, as known on a past day", "boards/?known=2026-09-01&"),
    Page("map: received", "boards/map/?measure=received&"),
    Page("map: origin, of the country", "boards/map/?measure=home&"),
    Page("map: a figure", "boards/map/?measure=indicator&"),
    Page("ways", "boards/ways/?"),
    Page("signals by commune", "boards/hot-spots/?"),
    Page("table: month × route", "tables/?what=received&rows=month&columns=route&"),
    Page("table: commune × standing", "tables/?what=received&rows=area&columns=status&"),
    Page("table: figure, commune × month", "tables/?what=comm.event&rows=area&columns=month&"),
    Page("table: figure, body × quarter", "tables/?what=comm.event&rows=body&columns=quarter&"),
)


def main(argv: list[str]) -> int:
    """Fill to each size, measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.boards", description=__doc__)
    parser.add_argument(
        "--sizes", default="20000:100000,100000:1000000", help="cases and figures to fill up to, apart by commas"
    )
    parser.add_argument("--no-write", action="store_true", help="leave RESULTS.md as it is")
    given = parser.parse_args(argv)
    os.environ.update(VONGTAY_POOL="0", DJANGO_SETTINGS_MODULE="vongtay.config.settings", VONGTAY_DATABASE_CHECKED="1")
    tables = []
    for cases, figures in filled(given.sizes):
        tables.append(of_size(cases, figures))
    text = section(tables)
    print(text)
    if not given.no_write:
        write_section(text)
    return 0


def requests_of(page: Page, _chance: Random, _codes: list[str], _names: list[str]) -> Iterator[Request]:
    """Give the page of one year after another."""
    for year in cycle(YEARS):
        yield Request(f"/reports/{page.address}area={PROVINCE}&calendar=statistical&year={year}")


def of_size(cases: int, figures: int) -> str:
    """Measure every page at one size. Gives its table."""
    lines = []
    for page in PAGES:
        operation = Operation(page.name, USERS, AIM, 200, partial(requests_of, page), (0, 0, 0))
        busy = os.getloadavg()[0]
        with web() as (port, process):
            browser, requests = signed_in(operation, 0, port), operation.requests(Random(1), [], [])  # noqa: S311  # chance for invented facts
            first = one(browser, operation, next(requests))
            for _turn in range(WARM):
                one(browser, operation, next(requests))
            before = used(process)
            took = [one(browser, operation, next(requests)) for _turn in range(TURNS)]
            cpu = (used(process) - before) / TURNS
        alone, many = statements(operation)
        met = "met" if percentile(took, 0.95) <= AIM else "missed"
        cells = [
            page.name, *quantiles(took), met, f"{cpu * 1000:.0f}", f"{first * 1000:.0f}", str(many), f"{statistics.median(alone) * 1000:.1f}",
            f"{statistics.median(took) / statistics.median(alone):.1f}", f"{busy:.1f}",
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
        print(lines[-1], flush=True)
    head = (
        "| page | p50 | p95 | aim | processor | first | statements | plain SQL p50 | page / SQL | load |\n"
        + "| --- " * 10
        + "|"
    )
    return f"{cases:,} cases and {figures:,} figures:\n\n{head}\n" + "\n".join(lines)


def statements(operation: Operation) -> tuple[list[float], int]:
    """Give the seconds of the statements of a page alone, asked by psycopg as the web role with a live session, and how many they are."""
    plain_sql = importlib.import_module("benchmarks.plain_sql")
    asked = plain_sql.recorded(operation, password(), [], [], 1, WARM + TURNS // 2)
    plain = plain_sql.Plain(os.environ["DATABASE_URL"], plain_sql.session_of(USERS[0]))
    took = [plain.ask_all(each) for each in asked]
    plain.close()
    return took[WARM:], len(asked[-1])


def section(tables: list[str]) -> str:
    """Give the section of RESULTS.md."""
    text = "\n\n".join(tables)
    return f"""## {HEADING}

Printed by `benchmarks/boards.py` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores; others worked on the machine, so the processor time says more than
the clock. Whole pages through the web server by one user, warm, {TURNS} times, three years in turn; `first` is the first time in a new process, with the map still to be
drawn. Processor: web server and database together for one page. Plain SQL: the same statements by psycopg on the same database as the web role with a
live session. Milliseconds; aim: p95 under {AIM}.

{text}
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
