# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('grants', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was registered', db_default=django.db.models.functions.datetime.Now())),
                    ('entered_by', models.ForeignKey(db_comment='Post that registered', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='people', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Registrations of people; who they are stands in people_identity',
                },
            ),
            migrations.CreateModel(
                name='Link',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('same', models.BooleanField(db_comment='False: somebody found that they are two people', default=True)),
                    ('linked_at', models.DateTimeField(db_comment='When', db_default=django.db.models.functions.datetime.Now())),
                    ('undone_at', models.DateTimeField(db_comment='When it was undone', null=True)),
                    ('linked_by', models.ForeignKey(db_comment='Who found it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('one', models.ForeignKey(db_comment='The registration with the smaller key', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('other', models.ForeignKey(db_comment='The registration with the greater key', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('other_subject', models.ForeignKey(db_comment='Subject of `other`', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                    ('subject', models.ForeignKey(db_comment='Subject of `one`', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                    ('undone_by', models.ForeignKey(db_comment='Who undid it', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Registrations found to be of the same human being, or found not to be',
                    'constraints': [models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='link_in_order'), models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('one', 'other'), name='one_live_link')],
                },
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('person', models.OneToOneField(db_comment='Whom to reach', on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='contact', serialize=False, to='people.person')),
                    ('phone_ct', models.BinaryField(db_comment='Phone number, encrypted', null=True)),
                    ('phone_hash', models.BinaryField(db_comment='Keyed hash of the normal form, for exact search', null=True)),
                    ('safe_way_ct', models.BinaryField(db_comment='Who may ring, at what hours, code word; encrypted', null=True)),
                    ('may_ring', models.CharField(db_comment='yes, no or unknown: may an officer ring at all', default='unknown', max_length=10)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Safe ways to contact',
                    'indexes': [models.Index(condition=models.Q(('phone_hash__isnull', False)), fields=['phone_hash'], name='contact_by_phone')],
                },
            ),
            migrations.CreateModel(
                name='DataKey',
                fields=[
                    ('person', models.OneToOneField(db_comment='Whose data', on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='data_key', serialize=False, to='people.person')),
                    ('wrapped', models.BinaryField(db_comment="AES-KW of the data key, master key's id in front; null: erased for good", null=True)),
                    ('erased_at', models.DateTimeField(db_comment='When the key was destroyed', null=True)),
                    ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Wrapped data keys, one per person',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('erased_at__isnull', True), ('wrapped__isnull', False)), models.Q(('erased_at__isnull', False), ('wrapped__isnull', True)), _connector='OR'), name='key_is_there_or_erased')],
                },
            ),
            migrations.CreateModel(
                name='Identity',
                fields=[
                    ('person', models.OneToOneField(db_comment='Whose identity', on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='identity', serialize=False, to='people.person')),
                    ('name_ct', models.BinaryField(db_comment='Full name, encrypted', null=True)),
                    ('other_names_ct', models.BinaryField(db_comment='Other names, encrypted', null=True)),
                    ('born_ct', models.BinaryField(db_comment='Birth date as far as known, encrypted', null=True)),
                    ('id_number_ct', models.BinaryField(db_comment='Identity number, encrypted', null=True)),
                    ('id_number_hash', models.BinaryField(db_comment='Keyed hash of the normal form, for exact search', null=True)),
                    ('passport_ct', models.BinaryField(db_comment='Passport number, encrypted', null=True)),
                    ('passport_hash', models.BinaryField(db_comment='Keyed hash of the normal form, for exact search', null=True)),
                    ('address_ct', models.BinaryField(db_comment='Residence as written, encrypted', null=True)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Identity vault',
                    'indexes': [models.Index(condition=models.Q(('id_number_hash__isnull', False)), fields=['id_number_hash'], name='identity_by_number'), models.Index(condition=models.Q(('passport_hash__isnull', False)), fields=['passport_hash'], name='identity_by_passport')],
                },
            ),
            migrations.CreateModel(
                name='NameKey',
                fields=[
                    ('person', models.OneToOneField(db_comment='Whose name', on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='name_key', serialize=False, to='people.person')),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World of the subject', max_length=10)),
                    ('born_about', models.SmallIntegerField(db_comment='Year of reception less whole years of age, as filter', null=True)),
                    ('name_ct', models.BinaryField(db_comment="Full name, encrypted with the person's key: candidates are ranked without a join")),
                    ('tokens', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), db_comment='First four bytes of HMAC-SHA256 of the tokens', size=None)),
                    ('bodies', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), db_comment='Bodies with a live grant on identity; kept by trigger on grants', default=list, size=None)),
                    ('home_province', models.ForeignKey(db_comment='Province of origin, as filter', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Search by name without names',
                    'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['tokens'], name='name_key_tokens')],
                },
            ),
        ]),
    ]
