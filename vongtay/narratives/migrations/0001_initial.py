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
        ('indicators', '0001_initial'),
        ('papers', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Reading',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('happened_from', models.DateField(db_comment='First day of the period reported')),
                    ('happened_to', models.DateField(db_comment='Last day of the period reported')),
                    ('text_ct', models.BinaryField(db_comment="Its text, encrypted with the file's key")),
                    ('engine', models.CharField(db_comment='Version of the reading rules', max_length=20)),
                    ('read_at', models.DateTimeField(db_comment='When', db_default=django.db.models.functions.datetime.Now())),
                    ('area', models.ForeignKey(db_comment='Area that it speaks of', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body whose report it is', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('file', models.OneToOneField(db_comment='The report as uploaded', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('read_by', models.ForeignKey(db_comment='Post that uploaded it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Reports that were read',
                },
            ),
            migrations.CreateModel(
                name='Mark',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('start', models.IntegerField(db_comment='Offset of the quote, code points')),
                    ('end', models.IntegerField(db_comment='End of the quote, exclusive; merging and splitting move it')),
                    ('read_as', models.JSONField(db_comment='span, value, value_high, bound, unit, code, period, rule, sureness, spans of body and place as the engine read them')),
                    ('nil', models.BooleanField(db_comment='A statement that there was none', default=False)),
                    ('value', models.DecimalField(db_comment='Lower value; đồng for money', decimal_places=2, max_digits=18)),
                    ('value_high', models.DecimalField(db_comment='Upper value of a range', decimal_places=2, max_digits=18, null=True)),
                    ('bound', models.CharField(choices=[('exact', 'exactly'), ('at_least', 'at least'), ('at_most', 'at most'), ('about', 'about')], db_comment='exact, at_least, at_most or about', max_length=10)),
                    ('unit', models.CharField(db_comment='Unit as written', max_length=80)),
                    ('happened_from', models.DateField(db_comment='First day of its period')),
                    ('happened_to', models.DateField(db_comment='Last day of its period')),
                    ('apart', models.CharField(blank=True, choices=[('part', 'part of another figure'), ('repeat', 'told again'), ('change', 'a rise or fall, not a level'), ('rate', 'an amount per person or unit'), ('received', 'received from a body above')], db_comment='Why its figure is not added into totals; empty: it is', default='', max_length=10)),
                    ('state', models.CharField(choices=[('sure', 'Read, sure'), ('unsure', 'Read, unsure'), ('accepted', 'Accepted'), ('corrected', 'Corrected'), ('rejected', 'Rejected'), ('merged', 'Part of another mark')], db_comment='sure, unsure, accepted, corrected, rejected or merged', max_length=10)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('changed_by', models.ForeignKey(db_comment='Who judged it last', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('figure', models.OneToOneField(db_comment='The figure it was confirmed into', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mark', to='indicators.figure')),
                    ('indicator', models.ForeignKey(db_comment='null: no indicator fits', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicator')),
                    ('merged_into', models.ForeignKey(db_comment='The mark that this one is a part of', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='narratives.mark')),
                    ('reading', models.ForeignKey(db_comment='Report', on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='narratives.reading')),
                ],
                options={
                    'db_table_comment': 'Figures marked in a report',
                    'ordering': ['start'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='mark_forwards')],
                },
            ),
            migrations.CreateModel(
                name='Judgement',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('version', models.IntegerField(db_comment='Version of the mark that this act made')),
                    ('act', models.CharField(db_comment='accept, correct, reject, merge, merged, split or undo', max_length=10)),
                    ('before', models.JSONField(db_comment='State and values of the mark before; with whom it was merged or split')),
                    ('at', models.DateTimeField(db_comment='When', db_default=django.db.models.functions.datetime.Now())),
                    ('by', models.ForeignKey(db_comment='Who judged', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('mark', models.ForeignKey(db_comment='Mark judged', on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='narratives.mark')),
                ],
                options={
                    'db_table_comment': 'Acts on marks',
                    'ordering': ['version'],
                    'constraints': [models.UniqueConstraint(fields=('mark', 'version'), name='one_judgement_a_version')],
                },
            ),
            migrations.CreateModel(
                name='Citation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('start', models.IntegerField(db_comment='Offset of the quote, code points')),
                    ('end', models.IntegerField(db_comment='End of the quote, exclusive')),
                    ('instrument', models.ForeignKey(db_comment='Document cited', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.instrument')),
                    ('reading', models.ForeignKey(db_comment='Report', on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='narratives.reading')),
                ],
                options={
                    'db_table_comment': 'Documents cited by reports',
                },
            ),
        ]),
        migrations.AddField(
            model_name='reading',
            name='instruments',
            field=models.ManyToManyField(related_name='+', through='narratives.Citation', to='papers.instrument'),
        ),
    ]
