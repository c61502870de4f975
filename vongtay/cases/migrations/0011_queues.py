"""How long notices wait at each body: counts under a mandate."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("queues.sql").read_text("utf-8")


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_clock_steps"), ("grants", "0004_planned_once")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
