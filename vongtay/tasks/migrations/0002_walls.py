"""Clocks follow the grants on their subject."""

from django.db import migrations

from vongtay.common.policies import protect, reached


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial"), ("people", "0002_walls")]
    operations = [protect("tasks_clock", {verb: reached("tasks_clock") for verb in ("select", "insert", "update")})]
