# Tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0011_documents_walls'),
        ('indicators', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='PlanTask',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('number', models.CharField(blank=True, db_comment='Number in the plan, as written: III.2', max_length=12)),
                    ('text', models.CharField(db_comment='What is to be done', max_length=500)),
                    ('due_on', models.DateField(db_comment='Day by which; null: all through the plan', null=True)),
                    ('state', models.CharField(choices=[('open', 'Being done'), ('done', 'Done'), ('dropped', 'No longer to be done')], db_comment='State', default='open', max_length=10)),
                    ('closed_on', models.DateField(db_comment='Day on which it was done or dropped', null=True)),
                    ('closed_why', models.CharField(blank=True, db_comment='Result in one sentence, or why it was dropped', default='', max_length=300)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('plan', models.ForeignKey(db_comment='Plan in the register of documents', on_delete=django.db.models.deletion.PROTECT, related_name='plan_tasks', to='papers.instrument')),
                    ('lead', models.ForeignKey(db_comment='Body that leads', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('task', models.ForeignKey(db_comment='Its task; null: the lead does not sign in, or no day is set', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.task')),
                    ('body', models.ForeignKey(db_comment='Body that entered it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Tasks of plans with their lead bodies',
                    'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['lead', 'due_on'], name='plan_task_open')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='plan_task_closed_has_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'dropped'), _negated=True), models.Q(('closed_why', ''), _negated=True), _connector='OR'), name='plan_task_dropped_says_why', violation_error_message='Say why it is no longer to be done.')],
                },
            ),
            migrations.CreateModel(
                name='PlanSupport',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('work', models.ForeignKey(db_comment='Task of the plan', on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='programme.plantask')),
                    ('body', models.ForeignKey(db_comment='Supporting body', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ],
                options={
                    'db_table_comment': 'Supporting bodies of tasks of plans',
                    'constraints': [models.UniqueConstraint(fields=('work', 'body'), name='plan_support_once')],
                },
            ),
            migrations.CreateModel(
                name='Progress',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('on', models.DateField(db_comment='Day of which it speaks')),
                    ('text', models.CharField(db_comment='What was done', max_length=1000)),
                    ('percent', models.SmallIntegerField(db_comment='Share done in per cent, as the officer says; null: not said', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('work', models.ForeignKey(db_comment='Task of the plan', on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='programme.plantask')),
                    ('instrument', models.ForeignKey(db_comment='Document that proves it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.instrument')),
                    ('file', models.OneToOneField(db_comment='File that proves it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                    ('body', models.ForeignKey(db_comment='Body that says so', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Notes of progress on tasks of plans',
                    'indexes': [models.Index(fields=['work', '-on'], name='progress_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('percent__isnull', True), models.Q(('percent__gte', 0), ('percent__lte', 100)), _connector='OR'), name='progress_percent', violation_error_message='The share done lies between 0 and 100 per cent.')],
                },
            ),
            migrations.CreateModel(
                name='Judgement',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('light', models.CharField(choices=[('green', 'Green: going well'), ('amber', 'Amber: needs attention'), ('red', 'Red: in trouble')], db_comment='green, amber or red', max_length=6)),
                    ('why', models.CharField(blank=True, db_comment="Why, in the leader's words", max_length=300)),
                    ('recorded_at', models.DateTimeField(db_comment='When', db_default=django.db.models.functions.datetime.Now())),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('work', models.ForeignKey(db_comment='Task of the plan', on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='programme.plantask')),
                    ('body', models.ForeignKey(db_comment='Body of the leader', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('judged_by', models.ForeignKey(db_comment='Leader who judged', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Traffic lights of leaders on tasks of plans',
                    'indexes': [models.Index(fields=['work', '-recorded_at'], name='judgement_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('light', 'green'), models.Q(('why', ''), _negated=True), _connector='OR'), name='judgement_not_green_says_why', violation_error_message='Amber and red need a reason.')],
                },
            ),
            migrations.CreateModel(
                name='Target',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('value', models.DecimalField(db_comment='Value to be reached', decimal_places=2, max_digits=18)),
                    ('bound', models.CharField(choices=[('exact', 'exactly'), ('at_least', 'at least'), ('at_most', 'at most'), ('about', 'about')], db_comment='at_least, at_most or exact', default='at_least', max_length=10)),
                    ('unit', models.CharField(db_comment='Unit in the words of the plan', max_length=80)),
                    ('first_on', models.DateField(db_comment='First day of its period')),
                    ('last_on', models.DateField(db_comment='Last day of its period')),
                    ('withdrawn_why', models.CharField(blank=True, db_comment='Why it was taken back; empty: it stands', default='', max_length=300)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('plan', models.ForeignKey(db_comment='Plan in the register of documents', on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='papers.instrument')),
                    ('indicator', models.ForeignKey(db_comment='What is counted', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicator')),
                    ('area', models.ForeignKey(db_comment='Area it holds for', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body that entered it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Targets of plans',
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='target_period_forwards', violation_error_message='The period ends before it begins.'), models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='target_value_counts', violation_error_message='A target is no less than nought.')],
                },
            ),
        ]),
    ]
