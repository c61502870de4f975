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
                    ('period', models.CharField(db_comment='Code of the period, e.g. 2026-H1', max_length=25)),
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
            migrations.CreateModel(
                name='ReportDraft',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('period', models.CharField(db_comment='Code of the period, e.g. 2026-H1', max_length=25)),
                    ('calendar', models.CharField(db_comment='administrative or statistical', max_length=20)),
                    ('state', models.CharField(choices=[('drafting', 'Being drafted'), ('ready', 'Drafted: to be read and edited'), ('issuing', 'Being issued'), ('issued', 'Issued'), ('dropped', 'Put aside')], db_comment='Where it stands', default='drafting', max_length=10)),
                    ('done', models.IntegerField(db_comment='Steps of the job that are done', default=0)),
                    ('of', models.IntegerField(db_comment='Steps that the job has; 0: not begun', default=0)),
                    ('why', models.CharField(blank=True, db_comment='Why the job came to nothing', default='', max_length=500)),
                    ('as_known_at', models.DateTimeField(db_comment='Moment of knowledge of its numbers; null: not drafted yet', null=True)),
                    ('numbers', models.JSONField(db_comment='Each number as it was drafted, by its anchor: counts only', default=dict)),
                    ('notes', models.JSONField(db_comment='What its editor should know: kind, part, names, anchors', default=list)),
                    ('wrapped', models.BinaryField(db_comment='The wrapped key of its paragraphs')),
                    ('issue_on', models.DateField(db_comment='Date of the paper, once it was told to be issued', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was begun', db_default=django.db.models.functions.datetime.Now())),
                    ('moved_at', models.DateTimeField(db_comment='When a job or a person last moved it', db_default=django.db.models.functions.datetime.Now())),
                    ('area', models.ForeignKey(db_comment='Area counted', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body that reports', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that began it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('issued', models.OneToOneField(db_comment='What was issued from it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='reports.issuedreport')),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Drafts of official reports',
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('state__in', ['drafting', 'issuing', 'ready'])), fields=('body', 'world', 'area', 'period', 'calendar'), name='one_open_draft', violation_error_message='A draft of this report stands already.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('issued__isnull', False), ('state', 'issued')), models.Q(models.Q(('state', 'issued'), _negated=True), ('issued__isnull', True)), _connector='OR'), name='issued_draft_has_report'),
                    ],
                    'indexes': [models.Index(fields=['body', 'world', '-recorded_at'], name='draft_of_body')],
                },
            ),
            migrations.CreateModel(
                name='DraftParagraph',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('key', models.CharField(db_comment='Which paragraph: the same in each draft', max_length=40)),
                    ('part', models.CharField(db_comment='Part of the report, e.g. III.1', max_length=10)),
                    ('place', models.IntegerField(db_comment='Its place in the report')),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('content_ct', models.BinaryField(db_comment='What was generated, what was written and why a number differs, encrypted')),
                    ('changed_at', models.DateTimeField(db_comment='When somebody edited it last', null=True)),
                    ('changed_by', models.ForeignKey(db_comment='Who edited it last', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('draft', models.ForeignKey(db_comment='Draft', on_delete=django.db.models.deletion.PROTECT, related_name='paragraphs', to='reports.reportdraft')),
                ],
                options={
                    'db_table_comment': 'Paragraphs of drafts of official reports',
                    'ordering': ['place'],
                    'constraints': [
                        models.UniqueConstraint(fields=('draft', 'key'), name='paragraph_once'),
                    ],
                },
            ),
        ]),
    ]
