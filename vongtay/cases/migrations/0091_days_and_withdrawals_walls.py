"""Who reaches days proposed for results and offers taken back; what follows a day agreed and a key destroyed."""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("result_days.sql").read_text("utf-8")
WORLD = "world = (select vt.world()) and (select vt.sees_cases())"
MINE = "(select vt.body())"
REACHED = f"{reached('cases_resultday')} and (select vt.sees_cases())"


class Migration(migrations.Migration):
    dependencies = [("cases", "0090_days_and_withdrawals"), ("home", "0001_walls")]
    operations = [
        protect("cases_resultday", {"select": REACHED, "insert": REACHED, "update": REACHED}),
        keep_subject("cases_resultday"),
        protect("cases_withdrawal", {
            "select": f"{WORLD} and (from_body_id = {MINE} or to_body_id = {MINE})",
            "insert": f"{WORLD} and from_body_id = {MINE} and entered_by_id = (select vt.post())"
                      " and exists (select 1 from cases_referral r where r.id = cases_withdrawal.id and r.state = 'withdrawn'"
                      " and r.from_body_id = cases_withdrawal.from_body_id and r.to_body_id = cases_withdrawal.to_body_id)",
        }),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
