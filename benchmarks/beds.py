"""Free beds tonight of a province with 40 facilities and 1,200 beds: the statement as the web role, and its plan.

Run as `python tools/with_postgres.py --durable -- python -m benchmarks.beds`; writes its own section of RESULTS.md.
"""

import importlib
import os
import statistics
import sys
import time
from datetime import UTC, datetime

import psycopg

from benchmarks.bench import prepare, write_section

FACILITIES, ROOMS, BEDS, STAYS, PAST = 40, 6, 5, 700, 20_000
TURNS = 200

# Made as the owner in one go: 40 facilities, 240 rooms, 1,200 beds, 700 people in them, and 20,000 stays of the past.
FILL = f"""
delete from facilities_heldbed; delete from facilities_hold; delete from facilities_stay;
delete from facilities_bed; delete from facilities_room; delete from facilities_whereabouts; delete from facilities_facility;
insert into facilities_facility (id, body_id, world, province_id, kind, label, opened_on, version)
  select gen_random_uuid(), b.id, 'demo', b.province_id, 'social', 'Cơ sở ' || g, '2024-01-01', 1
    from agencies_body b, generate_series(1, {FACILITIES}) g where b.code = 'LS.SYT';
insert into facilities_room (id, facility_id, name, sex_rule, suits, is_open, version)
  select gen_random_uuid(), f.id, g::text, (array['women','women','men','any','family','women'])[g], '{{}}', true, 1
    from facilities_facility f, generate_series(1, {ROOMS}) g;
insert into facilities_bed (id, facility_id, room_id, number, kind, in_service, out_reason)
  select gen_random_uuid(), r.facility_id, r.id, g, 'bed', true, '' from facilities_room r, generate_series(1, {BEDS}) g;
with beds as (select b.*, row_number() over (order by id) n from facilities_bed b),
     files as (select c.subject_id, c.person_id, c.code, c.received_by_id, c.entered_by_id, row_number() over (order by c.id) n from cases_case c limit {STAYS + PAST})
insert into facilities_stay (id, subject_id, person_id, label, world, facility_id, room_id, bed_id, during, ground, acted_by_body_id, entered_by_id, end_ground, void_reason)
  select gen_random_uuid(), f.subject_id, f.person_id, f.code, 'demo', b.facility_id, b.room_id, b.id,
         case when f.n <= {STAYS} then tstzrange(now() - interval '1 day', null)
              else tstzrange(now() - make_interval(days => 2 + (f.n / 1200)::int * 7), now() - make_interval(days => 2 + (f.n / 1200)::int * 7 - 1, hours => 20)) end,
         'safety', f.received_by_id, f.entered_by_id, case when f.n <= {STAYS} then '' else 'home' end, ''
    from files f join beds b on b.n = f.n % 1200 + 1;
"""


def main() -> int:
    """Fill, measure, print and write."""
    os.environ.update(VONGTAY_POOL="0", DJANGO_SETTINGS_MODULE="vongtay.config.settings", VONGTAY_DATABASE_CHECKED="1")
    prepare(STAYS + PAST, 0)
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(FILL.encode())
        owner.execute("vacuum analyze")
    importlib.import_module("django").setup()
    text = measured()
    print(text)
    write_section(text)
    return 0


def measured() -> str:
    """Ask for the free beds of tonight again and again as a case worker. Gives the section."""
    queries = importlib.import_module("vongtay.facilities.queries.beds")
    agencies = importlib.import_module("vongtay.agencies.actions")
    post_model = importlib.import_module("vongtay.agencies.models").Post
    timezone = importlib.import_module("django.utils.timezone")
    connection = importlib.import_module("django.db").connection
    post = post_model.objects.get(role="case_worker", body__code="LS.SYT", world="demo")
    took = []
    with agencies.acting_as(post) as staff:
        night = queries.tonight(timezone.now())
        for _turn in range(TURNS):
            began = time.perf_counter()
            rooms = queries.room_use(staff, night)
            took.append((time.perf_counter() - began) * 1000)
        values = {
            "since": night.since,
            "until": night.until,
            "day": night.day,
            "world": staff.world,
            "province": staff.province_id,
        }
        with connection.cursor() as cursor:
            cursor.execute(f"explain (analyze, costs off, timing off, summary on) {queries.USE}", values)
            plan = "\n".join(row[0] for row in cursor.fetchall())
    took.sort()
    beds, free = sum(room.beds for room in rooms), sum(room.free for room in rooms)
    now = datetime.now(UTC)
    return (
        f"## Free beds tonight over a province\n\nPrinted by `benchmarks/beds.py` on {now:%Y-%m-%d %H:%M} UTC, load {os.getloadavg()[0]:.1f}: "
        f"{FACILITIES} facilities, {beds} beds, {free} free, {PAST} stays of the past; the one statement as the web role with a live session,\n"
        f"rows read into Python, {TURNS} times: **p50 {statistics.median(took):.1f} ms, p95 {took[int(TURNS * 0.95)]:.1f} ms** (aim: under 50).\n\n"
        f"```\n{plan}\n```\n"
    )


if __name__ == "__main__":
    sys.exit(main())
