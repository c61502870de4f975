"""Figures: a body reads and writes its own; who holds a mandate over the area counts them."""

from django.db import migrations

from vongtay.common.policies import open_to_web, protect

OURS = "body_id = (select vt.body()) and world = (select vt.world())"
MANDATE = "world = (select vt.world()) and (province_id = any((select vt.areas())::integer[]) or area_id = any((select vt.areas())::integer[]))"


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial"), ("people", "0002_walls")]
    operations = [
        open_to_web(["indicators_indicator"], "select"),
        protect("indicators_figure", {"select": f"({OURS}) or ({MANDATE})", "insert": f"({OURS}) or ({MANDATE})"}),
    ]
