"""Figures in great number: a year of a province by commune and indicator, one activity entered, a spreadsheet of 100,000 rows.

Run as `python tools/with_postgres.py --durable -- python -m benchmarks.figures [--sizes N,N]`; writes its own section of RESULTS.md.
"""

import argparse
import importlib
import os
import resource
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import psycopg

from benchmarks.bench import one, percentile, prepare, signed_in, web, write_section
from benchmarks.operations import Operation, Request

HEADING = "A year of figures by commune and indicator"
PROVINCE, YEAR, ROWS = 2100020, 2025, 100_000
PAGE = f"/reports/{PROVINCE}/statistical/{YEAR}/figures/"
USERS = ("baocao", "baocao")
WARM, TURNS = 10, 100

# As the owner of the server, in one go and without looking at each row's references, then the indexes anew. Two provinces, six years; of ten figures
# seven were done in one to three days, three are totals of a month that a commune told, of one indicator in four; a few are told twice.
FILL = """
insert into indicators_figure (id, world, province_id, area_id, body_id, indicator_id, value, value_high, bound, unit, nil, happened_from, happened_to,
                               source_kind, source_id, event, recorded_at, recorded_by_id, withdrawn)
with areas as (select a.id, a.province_id, row_number() over (partition by a.province_id order by a.id) - 1 as n, count(*) over (partition by a.province_id) as many
                 from agencies_place a where a.level = 'commune' and a.valid_to is null and a.province_id = any(%(provinces)s)),
     asked as (select code, unit, row_number() over (order by code) - 1 as n, count(*) over () as many from indicators_indicator where adds_up),
     posts as (select distinct on (b.province_id) b.province_id, b.id as body_id, p.id as post_id
                 from agencies_post p join agencies_body b on b.id = p.body_id where p.role = 'reporter' and p.world = 'demo' order by b.province_id, b.code),
     rows as (select g, hashint4extended(g, 1) & 1048575 as c, hashint4extended(g, 2) & 1048575 as d, hashint4extended(g, 3) & 1048575 as e,
                     (%(provinces)s::int[])[g %% 2 + 1] as province_id from generate_series(%(first)s::int, %(last)s::int) g),
     told as (select r.*, i.code, i.unit, a.id as area_id, i.n %% 4 = 0 and r.e %% 5 < 4 as is_total, date '2020-01-01' + (r.d %% 2192)::int as day
                from rows r join asked i on i.n = r.c %% i.many join areas a on a.province_id = r.province_id and a.n = r.e %% a.many)
select gen_random_uuid(), 'demo', t.province_id, t.area_id, p.body_id, t.code, t.c %% 900 + 1, case when t.g %% 17 = 0 then 2000 end,
       case when t.g %% 17 > 0 then (array['exact','exact','exact','about','at_least'])[t.c %% 5 + 1] else 'exact' end, t.unit, false,
       case when t.is_total then date_trunc('month', t.day) else t.day end,
       case when t.is_total then date_trunc('month', t.day) + interval '1 month - 1 day' else t.day + (t.c %% 3)::int end,
       case when t.is_total then 'reading' else 'activity' end, gen_random_uuid(), case when t.g %% 500 = 0 then md5((t.g / 1000)::text)::uuid end,
       t.day + 3, p.post_id, false
  from told t join posts p on p.province_id = t.province_id
"""
_INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
 where i.indrelid = 'indicators_figure'::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
"""
PLAIN = """
select f.indicator_id, f.area_id, sum(f.value) from indicators_figure f
 where f.world = 'demo' and f.province_id = %(area)s and f.indicator_id = any(%(codes)s) and f.happened_from between %(first)s and %(last)s
   and f.apart = '' and not f.withdrawn and f.replaced_at is null group by 1, 2
"""


def main(argv: list[str]) -> int:
    """Fill to each size, measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000", help="figures to fill up to, apart by commas")
    parser.add_argument("--no-write", action="store_true", help="leave RESULTS.md as it is")
    given = parser.parse_args(argv)
    os.environ.update(VONGTAY_POOL="0", DJANGO_SETTINGS_MODULE="vongtay.config.settings", VONGTAY_DATABASE_CHECKED="1")
    prepare(200, 0)
    importlib.import_module("django").setup()
    lines, plan = [], ""
    for size in map(int, given.sizes.split(",")):
        fill(size)
        line, plan = one_size(size)
        print(line, flush=True)
        lines.append(line)
    text = section(lines, plan, sheet())
    print(text)
    if not given.no_write:
        write_section(text)
    return 0


def fill(size: int) -> None:
    """Bring the figures of the demo world up to so many."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        (known,) = owner.execute("select count(*) from indicators_figure").fetchone() or (0,)
        places = owner.execute(
            "select distinct b.province_id from agencies_post p join agencies_body b on b.id = p.body_id"
            " where p.role = 'reporter' and p.world = 'demo' order by 1"
        ).fetchall()
        indexes = owner.execute(_INDEXES).fetchall()
        for name, _made in indexes:
            owner.execute(f"drop index {name}".encode())
        values = {"first": known + 1, "last": size, "provinces": [place for (place,) in places]}
        server = os.environ["VONGTAY_TEST_SUPERUSER_URL"].replace("/postgres?", "/vongtay?")
        with psycopg.connect(server, autocommit=True) as superuser:
            superuser.execute("set session_replication_role = replica")
            superuser.execute(FILL.encode(), values)
        owner.execute("set maintenance_work_mem = '512MB'")
        for _name, made in indexes:
            owner.execute(made.encode())
        owner.execute("vacuum analyze indicators_figure")


def filled(sizes: str) -> Iterator[tuple[int, int]]:
    """Fill the world up to each of the sizes ("cases:figures", apart by commas), and give them."""
    for size in sizes.split(","):
        cases, figures = map(int, size.split(":"))
        prepare(cases, 0)
        os.environ.pop("VONGTAY_AS_OWNER", None)
        importlib.import_module("django").setup()
        fill(figures)
        yield cases, figures


def _show(_chance: Random, _codes: list[str], _names: list[str]) -> Iterator[Request]:
    while True:
        yield Request(PAGE)


def _enter(chance: Random, _codes: list[str], _names: list[str]) -> Iterator[Request]:
    while True:
        day = f"{datetime.now(UTC):%d/%m/%Y}"
        told = {"n_leaflets": f"trên {chance.randint(100, 900)} tờ rơi", "beside": "12 băng rôn"}
        yield Request(
            "/programme/activities/new/leaflets/",
            {"key": str(uuid.uuid4()), "title": "Phát tờ rơi", "first_on": day, **told},
        )


def one_size(size: int) -> tuple[str, str]:
    """Measure the page, its statement and the entry of one activity. Gives the row of the table, and the plan."""
    show = Operation("figures", USERS, 40, 200, _show, (0, 0, 0))
    enter = Operation("activity", USERS, 20, 302, _enter, (0, 0, 0))
    busy = os.getloadavg()[0]
    with web() as (port, process):
        pages, page_cpu = asked(show, port, process)
        entries, entry_cpu = asked(enter, port, process)
    ruled, plain, added, plan = statement()
    cells = [
        f"{size:,}", f"{added:,}", *quantiles(pages), f"{page_cpu * 1000:.0f}", f"{statistics.median(ruled) * 1000:.0f}", f"{statistics.median(plain) * 1000:.0f}",
        f"{statistics.median(ruled) / statistics.median(plain):.1f}", *quantiles(entries), f"{entry_cpu * 1000:.0f}", f"{busy:.1f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |", plan


def quantiles(seconds: list[float]) -> tuple[str, str]:
    """Give p50 and p95 in milliseconds."""
    return f"{statistics.median(seconds) * 1000:.0f}", f"{percentile(seconds, 0.95):.0f}"


def asked(operation: Operation, port: int, process: int) -> tuple[list[float], float]:
    """Give the seconds of each request of one user, and the processor time of one, of web server and database together."""
    browser = signed_in(operation, 0, port)
    browser.get("/programme/activities/new/leaflets/")  # a page with a form, for its token
    requests = operation.requests(Random(operation.name), [], [])  # noqa: S311  # chance for invented facts
    for _turn in range(WARM):
        one(browser, operation, next(requests))
    before = used(process)
    took = [one(browser, operation, next(requests)) for _turn in range(TURNS)]
    return took, (used(process) - before) / TURNS


def used(process: int) -> float:
    """Give the seconds of processor time that the web server and the server of this database have used so far."""
    postmaster = int((Path(os.environ["VONGTAY_TEST_SERVER"]) / "pg" / "postmaster.pid").read_text().split()[0])
    both = [process, postmaster]
    for parent in tuple(both):
        both += map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())
    return sum(map(ticks, both))


def statement() -> tuple[list[float], list[float], int, str]:
    """Give the seconds of the statement by our rules, those of a plain sum, how many figures it added, and the plan."""
    queries = importlib.import_module("vongtay.indicators.queries")
    rollup = importlib.import_module("vongtay.indicators.queries.rollup")
    periods = importlib.import_module("vongtay.common.periods")
    connection = importlib.import_module("django.db").connection
    indicators = list(
        importlib.import_module("vongtay.indicators.models").Indicator.objects.filter(section="III.1", adds_up=True)
    )
    period = periods.parse_period(str(YEAR), "statistical")
    ruled, plain = [], []
    with acting() as staff, connection.cursor() as cursor:
        values = {"area": PROVINCE, "codes": [row.pk for row in indicators], "first": period.first, "last": period.last}
        for _turn in range(30):
            began = time.perf_counter()
            cells = queries.roll_up(staff, area_id=PROVINCE, period=period, indicators=indicators)
            ruled.append(time.perf_counter() - began)
            began = time.perf_counter()
            cursor.execute(PLAIN, values)
            cursor.fetchall()
            plain.append(time.perf_counter() - began)
        sql, asked = rollup.statement(staff, area_id=PROVINCE, period=period, indicators=indicators)
        cursor.execute(f"explain (analyze, costs off, timing off, summary on) {sql}", asked)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    if "Seq Scan on indicators_figure" in plan:
        sys.exit(plan)
    return ruled, plain, sum(cell.n for cell in cells), plan


def acting() -> Any:
    """Act as the reporter of the province."""
    post = importlib.import_module("vongtay.agencies.models").Post
    return importlib.import_module("vongtay.agencies.actions").acting_as(
        post.objects.get(role="reporter", body__code="LS.SYT", world="demo")
    )


_SHEET = """
import datetime, sys
from openpyxl import Workbook
book = Workbook(); sheet = book.active; sheet.title = "Hoạt động"
sheet.append(["Loại hoạt động", "Nội dung", "Từ ngày", "Đến ngày", "Xã, phường", "Địa điểm", "Số lượng", "Phối hợp với", "Ghi chú"])
kinds = [("leaflets", "trên 300 tờ rơi"), ("event", "1 buổi; gần 80 người"), ("broadcast", "60 lượt"), ("mobile", "3 lượt"), ("banners", "12 băng rôn")]
for n in range(int(sys.argv[2])):
    kind, told = kinds[n % 5]
    sheet.append([kind, f"Hoạt động số {n}", datetime.date(2026, 1 + n % 9, 1 + n % 28), None, None, f"Thôn {n % 50}", told, None, None])
book.save(sys.argv[1])
"""


def sheet() -> str:
    """Import a spreadsheet as the job does. Gives a sentence with the seconds and the memory."""
    file = Path(os.environ["VONGTAY_DATA"]) / "sheet.xlsx"
    subprocess.run([sys.executable, "-c", _SHEET, str(file), str(ROWS)], check=True)
    actions = importlib.import_module("vongtay.programme.actions")
    advance = importlib.import_module("vongtay.programme.jobs").advance_import
    with importlib.import_module("django.db").connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (server,) = cursor.fetchone()
    took, ours, theirs = [], [], []
    with acting() as by:
        row = actions.give_sheet(key=uuid.uuid4(), name="sheet.xlsx", content=file.read_bytes(), by=by)
    for act in (None, actions.enter_sheet, actions.undo_sheet):
        with acting() as by:
            row.refresh_from_db()
            if act is not None:
                act(row=row, by=by)
            post_id = by.post_id
        began, own, other = time.perf_counter(), time.process_time(), ticks(server)
        advance(row.pk, post_id)
        took.append(time.perf_counter() - began)
        ours.append(time.process_time() - own)
        theirs.append(ticks(server) - other)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rows = "\n".join(
        f"| {what} | {wall:.0f} | {own:.0f} | {other:.0f} |"
        for what, wall, own, other in zip(("checked", "entered", "taken back"), took, ours, theirs, strict=True)
    )
    return (
        f"A spreadsheet of {ROWS:,} rows ({file.stat().st_size / 1e6:.1f} MB) at this size, load {os.getloadavg()[0]:.1f}, seconds; checking and entering take "
        f"{took[0] + took[1]:.0f} s by the clock and **{ours[0] + ours[1] + theirs[0] + theirs[1]:.0f} s\nof processor time** (aim: under 60); most memory {most} MB "
        f"(aim: under 500).\n\n| | clock | our process | database |\n| --- | --- | --- | --- |\n{rows}"
    )


def ticks(process: int) -> float:
    """Give the seconds of processor time that a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def section(lines: list[str], plan: str, imported: str) -> str:
    """Give the section of RESULTS.md."""
    return f"""## {HEADING}

Printed by `benchmarks/figures.py` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores; others worked on the machine, so the processor time says more than
the clock. Figures of two provinces and six years, seven of ten done in one to three days, the others totals of a month. Milliseconds: the whole page,
warm, by one user (aim: p95 under 100 at 1,000,000); processor time of web server and database together for one page; its one statement alone; a plain
sum of the same rows without any rule; an activity with two quantities entered by its form (aim: under 50).

| figures | added on the page | page p50 | p95 | processor | statement p50 | plain sum p50 | ratio | entry p50 | p95 | processor | load |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
{chr(10).join(lines)}

{imported}

The plan at the largest size:

```
{plan}
```
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
