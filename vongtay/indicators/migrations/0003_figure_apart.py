"""A figure may be part of another, or told again: it is kept and shown, and never added."""

from django.db import migrations, models

CHOICES = [
    ("part", "part of another figure"), ("repeat", "told again"), ("change", "a rise or fall, not a level"),
    ("rate", "an amount per person or unit"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_walls")]
    operations = [
        migrations.AddField(
            model_name="figure",
            name="apart",
            field=models.CharField(
                blank=True, choices=CHOICES, db_default="", default="", max_length=10,
                db_comment="Why it is not added into totals: part, repeat, change or rate; empty: it is added",
            ),  # fmt: skip
        ),
    ]
