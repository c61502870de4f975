"""The book of somebody who is lodged: reached like their shelter; what is medical, like their health."""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached


def part(table: str) -> str:
    """Give the condition that the asker reaches the shelter of the row's subject."""
    return reached(table, "shelter")


NOTE = f"case when kind = 'medical' then {reached('support_daynote', 'health')} else {part('support_daynote')} end"
# Things are given back; what was received stands.
GIVEN_BACK_ONLY = """
revoke update on support_belonging from vongtay_web;
grant update (back_on, back_to_ct, back_witness_ct, back_by_id) on support_belonging to vongtay_web;
"""


class Migration(migrations.Migration):
    dependencies = [("support", "0032_daybook"), ("home", "0001_walls")]
    operations = [
        protect("support_daynote", {"select": NOTE, "insert": NOTE}),
        protect("support_belonging", {"select": part("support_belonging"), "insert": part("support_belonging"), "update": part("support_belonging")}),
        protect("support_incident", {"select": part("support_incident"), "insert": part("support_incident")}),
        migrations.RunSQL(GIVEN_BACK_ONLY, migrations.RunSQL.noop),
        keep_subject("support_daynote", "support_belonging", "support_incident"),
    ]
