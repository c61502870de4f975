"""Decisions on stays: reached like the support of the person; taken back, never edited."""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

PART = reached("support_staydecision", "support")
TAKEN_BACK_ONLY = """
revoke update on support_staydecision from vongtay_web;
grant update (withdrawn_at, withdrawn_ct) on support_staydecision to vongtay_web;
"""


class Migration(migrations.Migration):
    dependencies = [("support", "0030_stays"), ("home", "0001_walls")]
    operations = [
        protect("support_staydecision", {"select": PART, "insert": PART, "update": PART}),
        migrations.RunSQL(TAKEN_BACK_ONLY, migrations.RunSQL.noop),
        keep_subject("support_staydecision"),
    ]
