"""Readings belong to the world and are judged by who may count over their area, or by their own body."""

from django.db import migrations

from vongtay.common.policies import protect

OURS = "read_by_id in (select p.id from agencies_post p where p.body_id = (select vt.body())) and world = (select vt.world())"
MANDATE = "world = (select vt.world()) and (province_id = any((select vt.areas())::integer[]) or area_id = any((select vt.areas())::integer[]))"
READING = f"({OURS}) or ({MANDATE})"
BELOW = "exists (select 1 from narratives_reading r where r.id = reading_id)"


class Migration(migrations.Migration):
    dependencies = [("narratives", "0001_initial"), ("indicators", "0002_walls")]
    operations = [
        protect("narratives_reading", {verb: READING for verb in ("select", "insert")}),
        protect("narratives_mark", {verb: BELOW for verb in ("select", "insert", "update")}),
        protect("narratives_citation", {verb: BELOW for verb in ("select", "insert")}),
    ]
