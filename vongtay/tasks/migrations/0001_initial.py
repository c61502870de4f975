# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('agencies', '0001_initial'),
        ('grants', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Mailing',
                fields=[
                    ('user', models.OneToOneField(db_comment='Member of staff', on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('address', models.EmailField(db_comment='Official e-mail address', max_length=160)),
                    ('is_on', models.BooleanField(db_comment='False: no reminder', default=True)),
                    ('language', models.CharField(db_comment='Language of the reminder: vi or en', default='vi', max_length=5)),
                    ('changed_at', models.DateTimeField(db_comment='When it was last changed', db_default=django.db.models.functions.datetime.Now())),
                ],
                options={
                    'db_table_comment': 'Where and whether staff wish a daily reminder',
                },
            ),
            migrations.CreateModel(
                name='Clock',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('label', models.CharField(db_comment='Code of the case, so that lists need no join', max_length=40)),
                    ('rule_id', models.CharField(db_comment='Rule of law/regimes that set it', max_length=60)),
                    ('article', models.CharField(blank=True, db_comment='Article as printed; empty for custom without a seen basis', max_length=120)),
                    ('started_at', models.DateTimeField(db_comment='The event that started it')),
                    ('due_on', models.DateField(db_comment='Last day; null: the limit is unset and no date is computed', null=True)),
                    ('due_at', models.DateTimeField(db_comment='Last moment, where the limit is in hours', null=True)),
                    ('reading', models.CharField(blank=True, db_comment='unconfirmed: the way of counting is not confirmed', max_length=40)),
                    ('unit', models.CharField(blank=True, db_comment='Unit in which the limit is counted; empty: no limit', db_default='', max_length=20)),
                    ('paused_at', models.DateTimeField(db_comment='Stands still since; null: it runs', null=True)),
                    ('met_at', models.DateTimeField(db_comment='When the step was done', null=True)),
                    ('met_on', models.GeneratedField(db_comment='Day of it in Việt Nam: the time zone of the settings', db_persist=True, expression=django.db.models.functions.datetime.TruncDate('met_at'), null=True, output_field=models.DateField())),
                    ('met_recorded_at', models.DateTimeField(db_comment='When the system learnt that it was done', null=True)),
                    ('ended_at', models.DateTimeField(db_comment='Ended without being met: the step fell away', null=True)),
                    ('ended_reason', models.CharField(blank=True, db_comment='Code of why it ended without being met', db_default='', max_length=30)),
                    ('recorded_at', models.DateTimeField(db_comment='When the clock was started in the system', db_default=django.db.models.functions.datetime.Now())),
                    ('body', models.ForeignKey(db_comment='Body that must act; null: not chosen yet', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clocks', to='agencies.body')),
                    ('subject', models.ForeignKey(db_comment='Protected subject', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='clocks', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Clocks of legal steps',
                    'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True), ('met_at__isnull', True)), fields=['body', 'due_on'], name='clock_due'), models.Index(fields=['subject'], name='clock_by_subject'), models.Index(condition=models.Q(('due_on__isnull', False)), fields=['world', 'body', 'started_at'], include=('id', 'due_on', 'due_at', 'met_at', 'met_on', 'met_recorded_at', 'paused_at', 'ended_at', 'recorded_at'), name='clock_counted')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('paused_at__isnull', True), models.Q(('due_on__isnull', False), ('ended_at__isnull', True), ('met_at__isnull', True)), _connector='OR'), name='clock_paused_while_it_runs', violation_error_message='Only a clock that runs and has a due day can be paused.'), models.CheckConstraint(condition=models.Q(models.Q(('met_at__isnull', True), ('met_recorded_at__isnull', True)), models.Q(('met_at__isnull', False), ('met_recorded_at__isnull', False)), _connector='OR'), name='clock_met_when_known')],
                },
            ),
            migrations.CreateModel(
                name='Escalation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('step', models.CharField(db_comment='Step of the ladder (ladder.toml, or a version of the administrator)', max_length=20)),
                    ('to_role', models.CharField(blank=True, db_comment='Role that is told; empty: the whole body', max_length=20)),
                    ('late_days', models.IntegerField(db_comment='Working days late when it was told')),
                    ('recorded_at', models.DateTimeField(db_comment='When it was told', db_default=django.db.models.functions.datetime.Now())),
                    ('clock', models.ForeignKey(db_comment='The late clock', on_delete=django.db.models.deletion.PROTECT, related_name='escalations', to='tasks.clock')),
                    ('late_body', models.ForeignKey(db_comment='Body that is late', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                    ('to_body', models.ForeignKey(db_comment='Body that is told', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ],
                options={
                    'db_table_comment': 'Late clocks told to somebody above',
                    'indexes': [models.Index(fields=['to_body', '-recorded_at'], name='escalation_to')],
                    'constraints': [models.UniqueConstraint(fields=('clock', 'step', 'to_body'), name='escalation_once')],
                },
            ),
            migrations.CreateModel(
                name='LadderVersion',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('number', models.PositiveSmallIntegerField(db_comment='Version: 1, 2, ...; the greatest holds')),
                    ('steps', models.JSONField(db_comment='Steps: code, after (working days late), to (body, head, upper); empty: those of the file', default=list)),
                    ('why', models.CharField(db_comment="Why it was changed, in the administrator's words", max_length=200)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('changed_by', models.ForeignKey(db_comment='Post that changed it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Versions of the ladder of escalation',
                    'constraints': [models.UniqueConstraint(fields=('world', 'number'), name='ladder_number_once')],
                },
            ),
            migrations.CreateModel(
                name='Pause',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('paused_at', models.DateTimeField(db_comment='Since when')),
                    ('reason', models.CharField(choices=[('health', "The person can't be heard now (health)"), ('other_body', 'An answer of another body is awaited'), ('abroad', 'An answer from abroad is awaited'), ('wish', 'The person asked for time'), ('force', 'Flood, epidemic or the like')], db_comment='Why', max_length=20)),
                    ('basis', models.CharField(blank=True, db_comment='Article or paper that allows it; empty: custom, no basis seen', max_length=160)),
                    ('resumed_at', models.DateTimeField(db_comment='Until when; null: it still stands still', null=True)),
                    ('due_before', models.DateField(db_comment='Last day before the pause')),
                    ('due_after', models.DateField(db_comment='Last day after it', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('over_recorded_at', models.DateTimeField(db_comment='When its end became known to the system', null=True)),
                    ('clock', models.ForeignKey(db_comment='Clock that stood still', on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='tasks.clock')),
                    ('paused_by', models.ForeignKey(db_comment='Post that stopped it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('resumed_by', models.ForeignKey(db_comment='Post that let it run again', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Times in which a clock stood still',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('resumed_at__isnull', True)), fields=('clock',), name='one_pause_at_a_time', violation_error_message='This clock stands still already.'), models.CheckConstraint(condition=models.Q(('resumed_at__isnull', True), ('resumed_at__gte', models.F('paused_at')), _connector='OR'), name='pause_forwards', violation_error_message="A clock can't run again before it was paused.")],
                },
            ),
            migrations.CreateModel(
                name='Reminder',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('on', models.DateField(db_comment='Day of the digest')),
                    ('things', models.IntegerField(db_comment='How many things are due')),
                    ('language', models.CharField(db_comment='Language: vi or en', max_length=5)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('kept', 'Kept here: no mail server is set'), ('failed', 'Failed, will be tried again'), ('given_up', 'Given up')], db_comment='State', default='waiting', max_length=10)),
                    ('tries', models.SmallIntegerField(db_comment='How often it was tried', default=0)),
                    ('error', models.CharField(blank=True, db_comment='Kind of the last failure; never its words', max_length=60)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was put in the outbox', db_default=django.db.models.functions.datetime.Now())),
                    ('tried_at', models.DateTimeField(db_comment='When it was last tried', null=True)),
                    ('user', models.ForeignKey(db_comment='To whom', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table_comment': 'Outbox of reminders',
                    'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'failed'])), fields=['state'], name='reminder_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('user', 'world', 'on'), name='one_reminder_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Round',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('job', models.CharField(db_comment='Name of the job', max_length=40)),
                    ('on', models.DateField(db_comment='Day for which it was done')),
                    ('recorded_at', models.DateTimeField(db_comment='When it was done', db_default=django.db.models.functions.datetime.Now())),
                ],
                options={
                    'db_table_comment': 'Days for which daily jobs were done',
                    'constraints': [models.UniqueConstraint(fields=('world', 'job', 'on'), name='round_once_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Task',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('label', models.CharField(blank=True, db_comment='Code of the case, so that lists need no join', max_length=40)),
                    ('text', models.CharField(blank=True, db_comment='What is to be done; empty on a case', max_length=300)),
                    ('opens', models.CharField(blank=True, db_comment='Address of the page where it is done; empty: it has none', db_default='', max_length=200)),
                    ('text_ct', models.BinaryField(db_comment="What is to be done, encrypted with the person's key", null=True)),
                    ('due_on', models.DateField(db_comment='Day by which it is to be done; null: none was set', null=True)),
                    ('state', models.CharField(choices=[('open', 'Open'), ('done', 'Done'), ('cancelled', 'Cancelled')], db_comment='State', default='open', max_length=10)),
                    ('note', models.CharField(blank=True, db_comment='How it ended; empty on a case', max_length=300)),
                    ('note_ct', models.BinaryField(db_comment="How it ended, encrypted with the person's key", null=True)),
                    ('closed_at', models.DateTimeField(db_comment='When it ended', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was set', db_default=django.db.models.functions.datetime.Now())),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('body', models.ForeignKey(db_comment='Body that is to do it', on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='agencies.body')),
                    ('closed_by', models.ForeignKey(db_comment='Post that ended it', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('created_by', models.ForeignKey(db_comment='Post that set it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('from_body', models.ForeignKey(db_comment='Body that set it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('post', models.ForeignKey(db_comment='Post that is to do it; null: anybody of the body', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='agencies.post')),
                    ('subject', models.ForeignKey(db_comment='Protected subject; null: on no case', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Tasks of people and bodies',
                    'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['body', 'due_on'], name='task_open')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('note_ct__isnull', True), ('subject__isnull', True), ('text_ct__isnull', True), models.Q(('text', ''), _negated=True)), models.Q(('note', ''), ('subject__isnull', False), ('text', ''), ('text_ct__isnull', False)), _connector='OR'), name='task_on_a_case_is_encrypted'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='task_closed_has_a_moment')],
                },
            ),
            migrations.CreateModel(
                name='Absence',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('first_on', models.DateField(db_comment='First day away')),
                    ('last_on', models.DateField(db_comment='Last day away')),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('ended_at', models.DateTimeField(db_comment='Taken back then, or back early', null=True)),
                    ('body', models.ForeignKey(db_comment='Body of both posts', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('deputy', models.ForeignKey(db_comment='Post that stands in', on_delete=django.db.models.deletion.PROTECT, related_name='deputises', to='agencies.post')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('post', models.ForeignKey(db_comment='Post that is away', on_delete=django.db.models.deletion.PROTECT, related_name='absences', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Absences and deputies',
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='absence_forwards', violation_error_message='The last day lies before the first.'), models.CheckConstraint(condition=models.Q(('post', models.F('deputy')), _negated=True), name='absence_deputy_is_another', violation_error_message='The deputy must be another person.')],
                },
            ),
        ]),
    ]
