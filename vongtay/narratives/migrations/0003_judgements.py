"""Each act on a mark is a row; what the engine read can't be rewritten; who reaches a reading reaches its file."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from vongtay.common.policies import WEB, protect

APART = [
    ("part", "part of another figure"), ("repeat", "told again"), ("change", "a rise or fall, not a level"),
    ("rate", "an amount per person or unit"),
]  # fmt: skip
BELOW = "exists (select 1 from narratives_mark m where m.id = mark_id)"
JUDGED = "value, value_high, bound, unit, indicator_id, happened_from, happened_to, apart, state, figure_id, changed_by_id, version"
KEEP_WHAT_WAS_READ = f"revoke update on narratives_mark from {WEB}; grant update ({JUDGED}) on narratives_mark to {WEB};"
# Of the file of a report its text is needed: whoever a mandate shows the reading would else see no word of it.
FILE = (
    f"create policy web_select_reading on papers_storedfile for select to {WEB}"
    " using (subject_id is null and exists (select 1 from narratives_reading r where r.file_id = papers_storedfile.id));"
)


class Migration(migrations.Migration):
    dependencies = [("narratives", "0002_walls"), ("indicators", "0003_figure_apart"), ("papers", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="mark",
            name="apart",
            field=models.CharField(
                blank=True, choices=APART, default="", max_length=10,
                db_comment="Why its figure is not added into totals; empty: it is",
            ),  # fmt: skip
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.IntegerField(db_comment="Version of the mark that this act made")),
                ("act", models.CharField(db_comment="accept, correct, reject or undo", max_length=10)),
                ("before", models.JSONField(db_comment="State and values of the mark before")),
                ("at", models.DateTimeField(db_comment="When", db_default=django.db.models.functions.datetime.Now())),
                ("by", models.ForeignKey(db_comment="Who judged", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.post")),
                ("mark", models.ForeignKey(db_comment="Mark judged", on_delete=django.db.models.deletion.PROTECT, related_name="judgements", to="narratives.mark")),
            ],
            options={
                "db_table_comment": "Acts on marks",
                "ordering": ["version"],
                "constraints": [models.UniqueConstraint(fields=("mark", "version"), name="one_judgement_a_version")],
            },
        ),
        protect("narratives_judgement", {verb: BELOW for verb in ("select", "insert")}),
        migrations.RunSQL(KEEP_WHAT_WAS_READ, migrations.RunSQL.noop),
        migrations.RunSQL(FILE, migrations.RunSQL.noop),
    ]
