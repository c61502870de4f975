"""The functions that policies ask keep their plan."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("planned_once.sql").read_text("utf-8")


class Migration(migrations.Migration):
    dependencies = [("grants", "0003_limits")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
