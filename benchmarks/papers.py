"""All papers of eighty people in one batch: 320 papers, as the job makes them for the post that ordered.

Run as `python tools/with_postgres.py --durable -- python -m benchmarks.papers`; writes its own section of RESULTS.md.
"""

import importlib
import os
import resource
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Self
from uuid import uuid4

from benchmarks.bench import prepare, write_section

PEOPLE, SEEDED = 80, 2000
KINDS = ("reception", "notice", "support_record", "initial_information")
TURNS = 3
HEADING = "Papers of eighty people"


def main() -> int:
    """Fill, measure, print and write."""
    os.environ.update(VONGTAY_POOL="0", DJANGO_SETTINGS_MODULE="vongtay.config.settings", VONGTAY_DATABASE_CHECKED="1")
    prepare(SEEDED, 0)
    importlib.import_module("django").setup()
    text = measured()
    print(text)
    write_section(text)
    return 0


def measured() -> str:
    """Order the papers and make them, a few times over. Gives the section."""
    rows = [one_turn(turn) for turn in range(TURNS)]
    now = datetime.now(UTC)
    head = (
        f"## {HEADING}\n\nPrinted by `benchmarks/papers.py` on {now:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, load of the machine "
        f"{os.getloadavg()[0]:.1f} (others worked on it): {PEOPLE} people, {len(KINDS)} papers each, as\n`.docx` and PDF/A, with identity, "
        "numbered, encrypted, logged; aim: under 60 s. CPU: our process and its two presses, without the database.\n"
        "Before the forms of a Word file were built once and copied: presses 23.7 s, 16.5 queries a paper (2026-11-26, same machine, 39 to 47 s).\n\n"
        "| turn | ordering, s | making, s | CPU of the job, s | CPU of the presses, s | papers issued | queries a paper |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
    )
    return head + "".join(f"| {turn} | {' | '.join(row)} |\n" for turn, row in enumerate(rows, 1))


def one_turn(turn: int) -> Sequence[str]:
    """Order and make one batch. Gives the cells of its row."""
    actions = importlib.import_module("vongtay.cases.actions")
    jobs = importlib.import_module("vongtay.cases.jobs")
    batch_item = importlib.import_module("vongtay.papers.models").BatchItem
    agencies = importlib.import_module("vongtay.agencies.actions")
    post = importlib.import_module("vongtay.agencies.models").Post.objects.get(
        role="case_worker", body__code="LS.SYT", world="demo"
    )
    began = time.perf_counter()
    with agencies.acting_as(post) as staff:
        batch = actions.order_batch(
            cases=people(staff, turn), kinds=KINDS, on=datetime.now(UTC).date(), key=uuid4(), by=staff
        )
    ordered = time.perf_counter() - began
    own, presses, began = cpu(resource.RUSAGE_SELF), cpu(resource.RUSAGE_CHILDREN), time.perf_counter()
    with Counted() as counted:
        issued = jobs.run_batch(batch.id, post.id)
    made = time.perf_counter() - began
    own, presses = cpu(resource.RUSAGE_SELF) - own, cpu(resource.RUSAGE_CHILDREN) - presses
    with agencies.acting_as(post):
        held = batch_item.objects.filter(batch=batch, state="issued").count()
    if not issued == held == PEOPLE * len(KINDS):
        sys.exit(f"{issued} of {PEOPLE * len(KINDS)} papers were issued.")
    return (
        f"{ordered:.1f}",
        f"{made:.1f}",
        f"{own:.1f}",
        f"{presses:.1f}",
        str(issued),
        f"{counted.many / issued:.1f}",
    )


def people(staff: Any, turn: int) -> list[Any]:
    """Give eighty cases that the post may issue papers of, others in each turn."""
    cases = importlib.import_module("vongtay.cases.models").Case
    permissions = importlib.import_module("vongtay.cases.permissions")
    access = importlib.import_module("vongtay.common.access")
    found = cases.objects.filter(world="demo", lead_id=staff.body_id).order_by("code")
    may = [case for case in found if access.may(permissions.RULES, permissions.Act.ISSUE_PAPER, staff, case)]
    return may[turn * PEOPLE :][:PEOPLE]


def cpu(who: int) -> float:
    """Give the seconds of processor time used so far."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


class Counted:
    """Counts the statements that are sent within it."""

    def __enter__(self) -> Self:
        self.many = 0
        self.held = importlib.import_module("django.db").connection.execute_wrapper(self._one)
        self.held.__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        self.held.__exit__(*raised)

    def _one(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # Django calls it so
        self.many += 1
        return execute(sql, params, many, context)


if __name__ == "__main__":
    sys.exit(main())
