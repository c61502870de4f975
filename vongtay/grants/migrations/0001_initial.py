# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Subject',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World of all that stands under this subject', max_length=10)),
                    ('opened_at', models.DateTimeField(db_comment='When it was opened', db_default=django.db.models.functions.datetime.Now())),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Protected subjects',
                },
            ),
            migrations.CreateModel(
                name='Grant',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World of the subject, so that a policy need not join', max_length=10)),
                    ('role', models.CharField(choices=[('lead', 'Leads'), ('support', 'Supports'), ('read', 'Reads')], db_comment='lead, support or read', max_length=10)),
                    ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), db_comment='Parts that may be reached', size=None)),
                    ('ground', models.CharField(db_comment='Code of the legal ground or act that gave it', max_length=40)),
                    ('given_at', models.DateTimeField(db_comment='When it was given', db_default=django.db.models.functions.datetime.Now())),
                    ('until_at', models.DateTimeField(db_comment='Ends by itself then', null=True)),
                    ('ended_at', models.DateTimeField(db_comment='When it was ended', null=True)),
                    ('body', models.ForeignKey(db_comment='Body that may reach it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('given_by', models.ForeignKey(db_comment='Post that gave it', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Grants of bodies on protected subjects',
                    'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['body', 'subject'], name='grant_by_body'), models.Index(condition=models.Q(('ended_at__isnull', True), ('until_at__isnull', False)), fields=['until_at'], name='grant_expiring')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('subject', 'body'), name='one_live_grant')],
                },
            ),
        ]),
    ]
