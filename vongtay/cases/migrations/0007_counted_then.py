"""A count of a past moment reads the period that is asked for, not the whole history."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("counted_then.sql").read_text("utf-8")


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_holds_and_erasures")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
