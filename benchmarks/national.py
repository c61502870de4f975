"""The country's yearly report on a large world: drafted and issued as the job does it, in a process of its own.

Run as `python tools/with_postgres.py --durable -- python -m benchmarks.national [--sizes CASES:FIGURES,...]`; writes its own section of RESULTS.md.
"""

import argparse
import importlib
import json
import os
import resource
import subprocess
import sys
import time
import uuid
from datetime import UTC, datetime
from typing import Any

import psycopg

from benchmarks.bench import ROOT, write_section
from benchmarks.figures import filled

HEADING = "The report of the country"
MINISTRY, YEAR = "VN.BYT", 2025
AIM = 30  # seconds to draft, and to issue

# As the server's owner: cases and figures, which stand in the two provinces of the demo, over all communes of today.
SPREAD = """
create temp table communes as
  select a.id, a.province_id, dense_rank() over (order by a.province_id) - 1 as n, row_number() over (partition by a.province_id order by a.id) - 1 as k,
         count(*) over (partition by a.province_id) as many
    from agencies_place a where a.level = 'commune' and a.valid_to is null and a.province_id is not null;
create temp table moved as
  select c.id, m.id as place_id, m.province_id from cases_case c join communes m on m.n = abs(hashtext(c.code)) % 34 and m.k = abs(hashtext(c.code || 'x')) % m.many;
update cases_case c set place_id = m.place_id, province_id = m.province_id from moved m where m.id = c.id;
update cases_caseevent e set place_id = m.place_id, province_id = m.province_id from moved m where m.id = e.pgh_obj_id;
update indicators_figure f set area_id = m.id, province_id = m.province_id
  from communes m where m.n = abs(hashtext(f.id::text)) % 34 and m.k = abs(hashtext(f.id::text || 'x')) % m.many;
"""
COUNTED = """
select (select count(*) from cases_case where extract(year from received_on) = %(year)s), (select count(distinct province_id) from cases_case),
       (select count(*) from indicators_figure where extract(year from happened_from) = %(year)s)
"""


def main(argv: list[str]) -> int:
    """Fill to each size, measure in a child, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national", description=__doc__)
    parser.add_argument("--sizes", default="20000:100000", help="cases and figures to fill up to, apart by commas")
    parser.add_argument("--no-write", action="store_true", help="leave RESULTS.md as it is")
    parser.add_argument("--work", action="store_true", help="only draft and issue, and print what it took")
    given = parser.parse_args(argv)
    os.environ.update(VONGTAY_POOL="0", DJANGO_SETTINGS_MODULE="vongtay.config.settings", VONGTAY_DATABASE_CHECKED="1")
    if given.work:
        print(json.dumps(work()))
        return 0
    lines = []
    for cases, figures in filled(given.sizes):
        lines.append(of_size(cases, figures))
        print(lines[-1], flush=True)
    if not given.no_write:
        write_section(section(lines))
    return 0


def of_size(cases: int, figures: int) -> str:
    """Spread what is there over the provinces, and have a child draft and issue. Gives the row of the table."""
    server = os.environ["VONGTAY_TEST_SUPERUSER_URL"].replace("/postgres?", "/vongtay?")
    with psycopg.connect(server, autocommit=True) as superuser:
        superuser.execute("set session_replication_role = replica")
        for statement in SPREAD.strip().removesuffix(";").split(";\n"):
            superuser.execute(statement.encode())
        superuser.execute("vacuum analyze")
        told = superuser.execute(COUNTED, {"year": YEAR}).fetchone() or ()
    busy = os.getloadavg()[0]
    words = [sys.executable, "-m", "benchmarks.national", "--work"]
    done = subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    took: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    met = "met" if max(took["draft"], took["issue"]) <= AIM else "missed"
    numbers = f"{told[0]:,} | {told[2]:,} | {told[1]}"
    return (
        f"| {cases:,} | {figures:,} | {numbers} | {took['draft']:.1f} | {took['issue']:.1f} | {met} | {took['cpu']:.1f}"
        f" | {took['start']} | {took['memory']} | {busy:.1f} |"
    )


def work() -> dict[str, float]:
    """Draft and issue, as the job of the ministry's reporter. Gives seconds, and megabytes before and at most."""
    importlib.import_module("django").setup()
    agencies = importlib.import_module("vongtay.agencies.actions")
    actions, jobs = (importlib.import_module(f"vongtay.reports.{name}") for name in ("actions", "jobs"))
    queries = importlib.import_module("vongtay.reports.queries")
    period = importlib.import_module("vongtay.common.periods").year_of(YEAR)
    country = importlib.import_module("vongtay.agencies.places.units").COUNTRY
    models = importlib.import_module("vongtay.agencies.models")
    holder = models.Post.objects.get(role="reporter", body__code=MINISTRY, world="demo")
    start, seconds = _memory(), []
    with agencies.acting_as(holder) as by:
        question = queries.Question(queries.area_of(by, country, period), period)
        draft = actions.start_draft(key=uuid.uuid4(), question=question, by=by)
    for step in ("ready", "issued"):
        began = time.perf_counter()
        jobs.advance_draft(draft.pk, holder.pk)
        seconds.append(time.perf_counter() - began)
        with agencies.acting_as(holder) as by:
            draft.refresh_from_db()
            if draft.state != step:
                sys.exit(f"{draft.state}: {draft.why}")
            if step == "ready":
                actions.order_issue(draft=draft, on=datetime.now(UTC).date(), by=by)
    return {"draft": seconds[0], "issue": seconds[1], "cpu": time.process_time(), "start": start, "memory": _memory()}


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def section(lines: list[str]) -> str:
    """Give the section of RESULTS.md."""
    head = (
        "| cases | figures | received in the year | figures of it | provinces | draft, s | issue, s | aim | processor, s | memory before, MB | at most, MB | load |\n"
        + "| --- " * 12
        + "|"
    )
    return f"""## {HEADING}

Printed by `benchmarks/national.py` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores; others worked on the machine. The yearly report of the country, compared
with the year before, with tables of all provinces, charts, sources, Word and PDF/A; the work of the job in a process of its own. Aim: {AIM} s to draft and {AIM} s to issue.

{head}
{chr(10).join(lines)}
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
