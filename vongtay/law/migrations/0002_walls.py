"""Entries of legal officers and days of the calendar: read by all, written by legal officers, signed off by a second one or a head."""

from django.db import migrations

from vongtay.common.policies import protect

OURS = "province_id = (select vt.province())"
OFFICER = f"{OURS} and (select vt.role()) in ('legal_officer', 'head')"


class Migration(migrations.Migration):
    dependencies = [("law", "0001_initial"), ("grants", "0002_walls")]
    operations = [
        protect(table, {"select": read, "insert": f"{OURS} and (select vt.role()) = 'legal_officer'", "update": OFFICER})
        for table, read in (("law_entry", "true"), ("law_dayentry", OURS))
    ]
