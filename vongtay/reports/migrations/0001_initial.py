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
            migrations.CreateModel(
                name='SavedTable',
                fields=[
                    ('id', models.UUIDField(db_comment='Made by the form: sent twice is sent once', primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('body', models.ForeignKey(db_comment='Body of its owner', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('owner', models.ForeignKey(db_comment='Post that saved it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('name', models.CharField(db_comment='Name', max_length=120)),
                    ('query', models.CharField(db_comment='What is asked for, as it stands in the address', max_length=600)),
                    ('is_shared', models.BooleanField(db_comment='True: posts of its body that count see it, too', default=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was saved', db_default=django.db.models.functions.datetime.Now())),
                    ('deleted_at', models.DateTimeField(db_comment='When it was deleted; null: it stands', null=True)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                ],
                options={
                    'db_table_comment': 'Saved tables',
                    'indexes': [models.Index(fields=['body', 'name'], name='saved_table_of_body')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('deleted_at__isnull', True)), fields=('owner', 'name'), name='saved_table_name_once', violation_error_message='You have a table of this name already.')],
                },
            ),
            migrations.CreateModel(
                name='Schedule',
                fields=[
                    ('id', models.UUIDField(db_comment='Made by the form: sent twice is sent once', primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('table', models.ForeignKey(db_comment='Saved table', on_delete=django.db.models.deletion.PROTECT, related_name='schedules', to='reports.savedtable')),
                    ('post', models.ForeignKey(db_comment='Post to whose holder it is sent', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('rhythm', models.CharField(choices=[('daily', 'Every day'), ('weekly', 'Every week'), ('monthly', 'Every month')], db_comment='daily, weekly or monthly', max_length=10)),
                    ('on_day', models.PositiveSmallIntegerField(db_comment='Day of the week (1 Monday) or of the month; 0 for daily', default=0)),
                    ('site', models.CharField(db_comment='Address of this system as the holder used it', max_length=200)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was set', db_default=django.db.models.functions.datetime.Now())),
                    ('stopped_at', models.DateTimeField(db_comment='When it stopped; null: it runs', null=True)),
                    ('stopped_why', models.CharField(blank=True, choices=[('holder', 'Stopped by you'), ('post', 'The post ended'), ('role', 'The post counts no more'), ('table', 'The table was deleted, or is shared no more')], db_comment='Why it stopped; empty: it runs', max_length=10)),
                ],
                options={
                    'db_table_comment': 'Mails that lead to saved tables',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('stopped_at__isnull', True)), fields=('table', 'post'), name='one_schedule_a_table', violation_error_message='This table is sent to you already.'), models.CheckConstraint(condition=models.Q(models.Q(('on_day', 0), ('rhythm', 'daily')), models.Q(('on_day__gte', 1), ('on_day__lte', 7), ('rhythm', 'weekly')), models.Q(('on_day__gte', 1), ('on_day__lte', 31), ('rhythm', 'monthly')), _connector='OR'), name='schedule_day_of_its_rhythm', violation_error_message='Choose a day of the week, or a day of the month from 1 to 31.'), models.CheckConstraint(condition=models.Q(models.Q(('stopped_at__isnull', True), ('stopped_why', '')), models.Q(('stopped_at__isnull', False), models.Q(('stopped_why', ''), _negated=True)), _connector='OR'), name='schedule_stops_for_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='TableMail',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('schedule', models.ForeignKey(db_comment='Schedule', on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='reports.schedule')),
                    ('on', models.DateField(db_comment='Day for which it is sent')),
                    ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('kept', 'Kept here: no mail server is set'), ('failed', 'Failed, will be tried again'), ('given_up', 'Given up')], db_comment='State', default='waiting', max_length=10)),
                    ('tries', models.SmallIntegerField(db_comment='How often it was tried', default=0)),
                    ('error', models.CharField(blank=True, db_comment='Kind of the last failure; never its words', max_length=60)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was put in the outbox', db_default=django.db.models.functions.datetime.Now())),
                    ('tried_at', models.DateTimeField(db_comment='When it was last tried', null=True)),
                ],
                options={
                    'db_table_comment': 'Outbox of mails that lead to saved tables',
                    'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'failed'])), fields=['state'], name='table_mail_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('schedule', 'on'), name='one_table_mail_a_day')],
                },
            ),
        ]),
    ]
