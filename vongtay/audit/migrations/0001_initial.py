# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('ref', models.UUIDField(db_comment='Made by the application; part of the MAC', default=uuid.uuid4, editable=False, unique=True)),
                    ('at', models.DateTimeField(db_comment="When, by the application's clock", db_index=True)),
                    ('user_id', models.UUIDField(db_comment='Account, none for jobs and refused sign-ins', null=True)),
                    ('user_text', models.CharField(blank=True, db_comment='Name of the officer at that moment', max_length=120)),
                    ('post_id', models.UUIDField(db_comment='Post in which they acted', null=True)),
                    ('role', models.CharField(blank=True, db_comment='Role of the post at that moment', max_length=20)),
                    ('body_code', models.CharField(blank=True, db_comment='Body of the post at that moment, as code', max_length=60)),
                    ('body_text', models.CharField(blank=True, db_comment='Body of the post at that moment, as text', max_length=200)),
                    ('job', models.CharField(blank=True, db_comment='Name of the job or command, where no person acted', max_length=60)),
                    ('act', models.CharField(db_comment='Code of the act, app.verb_noun', max_length=60)),
                    ('subject_id', models.UUIDField(db_comment='Protected subject concerned', db_index=True, null=True)),
                    ('part', models.CharField(blank=True, db_comment='Part looked at: identity, contact, ...', max_length=20)),
                    ('purpose', models.CharField(blank=True, db_comment='Code of the purpose given for a look', max_length=40)),
                    ('outcome', models.CharField(db_comment='done, refused or failed', default='done', max_length=20)),
                    ('details', models.JSONField(db_comment='Codes and counts only; never a name, number or free text', default=dict)),
                    ('world', models.CharField(blank=True, db_comment='real, training, drill or demo', max_length=10)),
                    ('mac', models.BinaryField(db_comment='HMAC-SHA256 of all the above but id, by a key outside the database')),
                    ('tx', models.BigIntegerField(db_comment='Transaction that wrote the row: tells the sealing job what can no longer be preceded', db_default=models.Func(output_field=models.BigIntegerField(), template='pg_current_xact_id()::text::bigint'))),
                ],
                options={
                    'db_table_comment': 'Audit log: append-only by trigger, sealed by audit_seal',
                },
            ),
            migrations.CreateModel(
                name='Seal',
                fields=[
                    ('n', models.BigIntegerField(db_comment='Place in the chain, from 1 without gaps', primary_key=True, serialize=False)),
                    ('entry_id', models.BigIntegerField(db_comment='audit_entry.id; no foreign key: a removed entry must be found, not refused', unique=True)),
                    ('mac', models.BinaryField(db_comment="HMAC-SHA256 of the former link, the entry's id and its MAC")),
                    ('at', models.DateTimeField(db_comment='When the link was made', db_default=django.db.models.functions.datetime.Now())),
                ],
                options={
                    'db_table_comment': 'The chain over the audit log',
                },
            ),
            migrations.CreateModel(
                name='Mark',
                fields=[
                    ('id', models.SmallIntegerField(db_comment='Always 1', default=1, primary_key=True, serialize=False)),
                    ('floor', models.BigIntegerField(db_comment='Every entry up to this id is sealed', default=0)),
                    ('next_floor', models.BigIntegerField(db_comment='Becomes the floor once next_tx can no longer be running', default=0)),
                    ('next_tx', models.BigIntegerField(db_comment='Newest transaction when next_floor was read', default=0)),
                ],
                options={
                    'db_table_comment': 'Low-water mark of the sealing job',
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='audit_one_mark')],
                },
            ),
        ]),
    ]
