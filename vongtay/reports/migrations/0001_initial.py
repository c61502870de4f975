# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('papers', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='IssuedReport',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('period', models.CharField(db_comment='Code of the period, e.g. 2026-H1', max_length=20)),
                    ('calendar', models.CharField(db_comment='administrative or statistical', max_length=20)),
                    ('as_known_at', models.DateTimeField(db_comment='Moment of knowledge')),
                    ('figures', models.JSONField(db_comment='Totals as issued, by code: counts only')),
                    ('issued_at', models.DateTimeField(db_comment='When', db_default=django.db.models.functions.datetime.Now())),
                    ('area', models.ForeignKey(db_comment='Area counted', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body that reports', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('issued_by', models.ForeignKey(db_comment='Post that issued it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('paper', models.ForeignKey(db_comment='The paper', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paper')),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Issued reports',
                },
            ),
        ]),
    ]
