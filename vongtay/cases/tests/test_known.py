"""What was known of cases at a moment: the same as looking through the whole history, whatever order its rows came in."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from django.db import connection
from django.utils import timezone

from tests.cast import OTHER_HEALTH, a_case, acting
from tests.committed import Committed
from vongtay.cases import actions

LANG_SON, BAC_NINH, DONG_DANG = 2100020, 2100024, 2306184
SPAN = [date(2026, 1, 1), date(2026, 12, 31)]
SEARCHED = """
select e.sex, e.state, count(*) from (
  select distinct on (h.pgh_obj_id) h.* from cases_caseevent h where h.pgh_created_at <= %s order by h.pgh_obj_id, h.pgh_created_at desc, h.pgh_id desc) e
 where (e.province_id = any(vt.within(%s)) or e.place_id = any(vt.within(%s))) and e.received_on between %s and %s and e.world = 'demo' group by 1, 2 order by 1, 2
"""
COUNTED = "select k.sex, k.state, sum(k.n) from vt.count_cases(%s, %s, %s, %s) k group by 1, 2 order by 1, 2"
BROKEN = """
select count(*) from (select known_until, lead(pgh_created_at) over (partition by pgh_obj_id order by pgh_created_at, pgh_id) as until from cases_caseevent) h
 where h.known_until is distinct from h.until
"""


def cases_with_a_history() -> None:
    """Five cases of two provinces, corrected up to three times."""
    for number in range(5):
        with acting("case_worker", OTHER_HEALTH if number == 4 else "LS.SYT") as staff:
            day = datetime(2026, 1 + number, 3, 5, tzinfo=UTC)
            case = a_case(staff, received_at=day, event_on=day.date())
            for sex in ("male", "unknown", "female")[: (number + 1) % 4]:
                actions.correct_facts(case=case, changes={"sex": sex}, version=case.version, by=staff)
                case.refresh_from_db()


def test_a_count_of_a_past_moment_is_what_a_search_of_all_history_finds(committed_db: Committed):
    cases_with_a_history()
    now, chance = timezone.now(), Random(7)
    with committed_db.owner() as owner:
        assert owner.execute(BROKEN).fetchone() == (0,)
        keys = [key for (key,) in owner.execute("select pgh_id from cases_caseevent order by 1").fetchall()]
        # Rows written later by what had begun earlier, several of one moment, one of another province, one of another year.
        for key in keys:
            moved = now - timedelta(days=chance.choice((0, 3, 3, 8, 20)))
            owner.execute("update cases_caseevent set pgh_created_at = %s where pgh_id = %s", [moved, key])
        owner.execute("update cases_caseevent set province_id = %s where pgh_id = %s", [BAC_NINH, keys[1]])
        owner.execute("update cases_caseevent set received_on = '2025-12-31' where pgh_id = %s", [keys[-1]])
        assert owner.execute(BROKEN).fetchone() == (0,)
        asked = [
            (area, now - timedelta(days=days))
            for days in (0, 1, 3, 5, 8, 9, 20, 21)
            for area in (LANG_SON, BAC_NINH, DONG_DANG)
        ]
        searched = [owner.execute(SEARCHED, [at, area, area, *SPAN]).fetchall() for area, at in asked]
    with acting("reporter", "VN.BYT"), connection.cursor() as cursor:
        counted = []
        for area, at in asked:
            cursor.execute(COUNTED, [area, *SPAN, at])
            counted.append(cursor.fetchall())
    assert counted == searched
    assert {sum(row[-1] for row in rows) for rows in searched} >= {0, 1, 3}
