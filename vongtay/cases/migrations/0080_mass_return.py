"""Whoever of the abroad list is received at a gate stands as returned; a wrong match is taken back and counted by nothing."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).with_name("mass_return.sql").read_text("utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0072_step_kinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="abroadstep",
            name="corrects",
            field=models.OneToOneField(
                db_comment="Step that this takes back as wrong",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="cases.abroadstep",
            ),
        ),
        migrations.AddField(
            model_name="massmatch",
            name="step",
            field=models.OneToOneField(
                db_comment="Return that it wrote into the abroad list",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.abroadstep",
            ),
        ),
        migrations.AlterField(
            model_name="abroad",
            name="known_through",
            field=models.CharField(
                choices=[
                    ("family", "Family"),
                    ("commune_police", "Commune police"),
                    ("neighbours", "Neighbours"),
                    ("letter", "Letter of another body"),
                    ("hotline", "Hotline 111"),
                    ("self", "The person themselves"),
                    ("round", "A review round"),
                    ("gate", "A reception at the border"),
                    ("other", "Other"),
                ],
                db_comment="How it is known",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="abroadstep",
            name="known_through",
            field=models.CharField(
                blank=True,
                choices=[
                    ("family", "Family"),
                    ("commune_police", "Commune police"),
                    ("neighbours", "Neighbours"),
                    ("letter", "Letter of another body"),
                    ("hotline", "Hotline 111"),
                    ("self", "The person themselves"),
                    ("round", "A review round"),
                    ("gate", "A reception at the border"),
                    ("other", "Other"),
                ],
                db_comment="Who says so",
                max_length=20,
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
