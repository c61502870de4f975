# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

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
                name='User',
                fields=[
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('username', models.CharField(db_comment='Sign-in name', max_length=60, unique=True, verbose_name='User name')),
                    ('full_name', models.CharField(db_comment='Name of the officer, as signed on papers', max_length=120, verbose_name='Full name')),
                    ('is_active', models.BooleanField(db_comment='False: no sign-in, whatever posts are left', default=True)),
                    ('password_is_first', models.BooleanField(db_comment='True: given by an administrator, to be changed before anything else', default=False)),
                    ('language', models.CharField(db_comment='Language of the pages: vi or en', default='vi', max_length=5)),
                ],
                options={
                    'db_table_comment': 'Members of staff who may sign in',
                },
            ),
            migrations.CreateModel(
                name='WebSession',
                fields=[
                    ('session_key', models.CharField(db_comment='SHA-256 of the key in the cookie, in hex', max_length=64, primary_key=True, serialize=False)),
                    ('session_data', models.TextField(db_comment='Signed by the application: post chosen, messages; never facts of a case')),
                    ('expire_date', models.DateTimeField(db_comment='After this moment the session is no longer read', db_index=True)),
                ],
                options={
                    'db_table_comment': 'Browser sessions, by the hash of their key',
                },
            ),
        ]),
    ]
