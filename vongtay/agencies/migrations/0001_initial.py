# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='RolePart',
                fields=[
                    ('pk', models.CompositePrimaryKey('role', 'part', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('role', models.CharField(choices=[('receiver', 'Receiver'), ('case_worker', 'Case worker'), ('verifier', 'Verifier'), ('decider', 'Decider'), ('clerk', 'Clerk'), ('legal_officer', 'Legal officer'), ('reporter', 'Reporter'), ('head', 'Head'), ('administrator', 'Administrator'), ('auditor', 'Auditor'), ('statistician', 'Statistician'), ('service', 'Job')], db_comment='Role of a post', max_length=20)),
                    ('part', models.CharField(choices=[('identity', 'Identity'), ('contact', 'Contact'), ('health', 'Health'), ('statement', 'Statement'), ('offence', 'Offence'), ('shelter', 'Shelter'), ('support', 'Support'), ('papers', 'Papers')], db_comment='Part of a protected subject', max_length=20)),
                ],
                options={
                    'db_table_comment': 'Role x part, loaded from agencies/roles.py',
                },
            ),
            migrations.CreateModel(
                name='Place',
                fields=[
                    ('id', models.IntegerField(db_comment='Made from structure and official code; stable', primary_key=True, serialize=False)),
                    ('code', models.CharField(db_comment='Official code of the General Statistics Office', max_length=10)),
                    ('level', models.CharField(choices=[('country', 'Country'), ('province', 'Province'), ('district', 'District'), ('commune', 'Commune')], db_comment='country, province, district (to 30/6/2025) or commune', max_length=10)),
                    ('kind', models.CharField(db_comment='Kind as written before the name: tỉnh, xã, phường...', max_length=20)),
                    ('name', models.CharField(db_comment='Name without its kind', max_length=80)),
                    ('full_name', models.CharField(db_comment='Kind and name', max_length=120)),
                    ('valid_from', models.DateField(db_comment='First day in force; null: before our data begin', null=True)),
                    ('valid_to', models.DateField(db_comment='Last day in force; null: still in force', null=True)),
                    ('abbrev', models.CharField(blank=True, db_comment='Provinces: letters used in case codes (ours)', max_length=5)),
                    ('sort_key', models.CharField(db_collation='C', db_comment='Vietnamese order, compared by code point', max_length=200)),
                    ('fold', models.CharField(db_comment='Name without marks, for the search field', max_length=80)),
                    ('latitude', models.FloatField(db_comment='Degrees north', null=True)),
                    ('longitude', models.FloatField(db_comment='Degrees east', null=True)),
                    ('parent', models.ForeignKey(db_comment='Unit above', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='agencies.place')),
                    ('province', models.ForeignKey(db_comment='Province it lies in; itself for a province', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Administrative units with the time in which they stood',
                    'indexes': [models.Index(fields=['level', 'province', 'sort_key'], name='place_by_province')],
                },
            ),
            migrations.CreateModel(
                name='PlaceSuccession',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('part', models.BooleanField(db_comment='True: only a part of the old unit went there', default=False)),
                    ('new', models.ForeignKey(db_comment='The unit it went into', on_delete=django.db.models.deletion.PROTECT, related_name='predecessions', to='agencies.place')),
                    ('old', models.ForeignKey(db_comment='The ended unit', on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Old units and the units of today',
                    'constraints': [models.UniqueConstraint(fields=('old', 'new'), name='place_succession_once')],
                },
            ),
            migrations.CreateModel(
                name='Body',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('code', models.CharField(db_comment='Stable code, never reused', max_length=60, unique=True)),
                    ('kind', models.CharField(db_comment='Code of the kind: reference/body_kinds.csv', max_length=40)),
                    ('name', models.CharField(db_comment='Full official name', max_length=200)),
                    ('short_name', models.CharField(db_comment='Name for lists', max_length=80)),
                    ('parent_name', models.CharField(blank=True, db_comment='Body above, as printed over the name on papers', max_length=200)),
                    ('symbol', models.CharField(db_comment='Abbreviation in the sign of its papers, e.g. SYT', max_length=20)),
                    ('seat', models.CharField(blank=True, db_comment='Place written before the date of its papers', max_length=80)),
                    ('signs_in', models.BooleanField(db_comment='False: acts are entered from its papers by the body that received them', default=True)),
                    ('valid_from', models.DateField(db_comment='First day of work; null: before our data begin', null=True)),
                    ('valid_to', models.DateField(db_comment='Last day of work; null: still at work', null=True)),
                    ('sort_key', models.CharField(db_collation='C', db_comment='Vietnamese order of the short name', max_length=300)),
                    ('successor', models.ForeignKey(blank=True, db_comment='Body that took its work over', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='agencies.body')),
                    ('place', models.ForeignKey(db_comment='Unit that it serves', on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='agencies.place')),
                    ('province', models.ForeignKey(db_comment='Province of today', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Bodies with the time of their work and their successors',
                    'indexes': [models.Index(fields=['kind', 'province'], name='body_by_kind')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='body_ends_after_it_begins', violation_error_message='The last day of a body must not lie before its first day.')],
                },
            ),
            migrations.CreateModel(
                name='Mandate',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('valid_from', models.DateField(db_comment='First day of the periods that may be counted', null=True)),
                    ('valid_to', models.DateField(db_comment='Last day; null: open', null=True)),
                    ('basis', models.CharField(blank=True, db_comment='Instrument or custom that gives the mandate', max_length=200)),
                    ('body', models.ForeignKey(db_comment='Body that reports', on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='agencies.body')),
                    ('area', models.ForeignKey(db_comment='Province or commune over which it counts', on_delete=django.db.models.deletion.PROTECT, to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Reporting mandates',
                    'constraints': [models.UniqueConstraint(fields=('body', 'area'), name='mandate_once')],
                },
            ),
            migrations.CreateModel(
                name='Post',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('role', models.CharField(choices=[('receiver', 'Receiver'), ('case_worker', 'Case worker'), ('verifier', 'Verifier'), ('decider', 'Decider'), ('clerk', 'Clerk'), ('legal_officer', 'Legal officer'), ('reporter', 'Reporter'), ('head', 'Head'), ('administrator', 'Administrator'), ('auditor', 'Auditor'), ('statistician', 'Statistician'), ('service', 'Job')], db_comment='Role: see reference/permissions', max_length=20)),
                    ('title', models.CharField(blank=True, db_comment='Title as printed under a signature', max_length=80)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World in which the post acts', max_length=10)),
                    ('valid_from', models.DateField(db_comment='First day', db_default=django.db.models.functions.datetime.Now())),
                    ('valid_to', models.DateField(blank=True, db_comment='Last day; null: open', null=True)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('body', models.ForeignKey(db_comment='Body of the post', on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='agencies.body')),
                    ('user', models.ForeignKey(db_comment="Holder; null: a job's post", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'db_table_comment': 'Who holds which role in which body, in which world, from when until when',
                    'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='post_ends_after_it_begins', violation_error_message='The last day of a post must not lie before its first day.'), models.CheckConstraint(condition=models.Q(models.Q(('role', 'service'), ('user__isnull', True)), models.Q(models.Q(('role', 'service'), _negated=True), ('user__isnull', False)), _connector='OR'), name='post_of_a_job_has_no_holder', violation_error_message="A person's post needs a holder; a job's post has none.")],
                },
            ),
            migrations.CreateModel(
                name='OpenSession',
                fields=[
                    ('token_hash', models.BinaryField(db_comment='SHA-256 of the token', primary_key=True, serialize=False)),
                    ('opened_at', models.DateTimeField(db_comment='When it was opened', db_default=django.db.models.functions.datetime.Now())),
                    ('expires_at', models.DateTimeField(db_comment='Ends by itself then; moved forward by use, up to ends_at')),
                    ('ends_at', models.DateTimeField(db_comment='Ends then however much it is used')),
                    ('closed_at', models.DateTimeField(db_comment='Signed out or taken away', null=True)),
                    ('post', models.ForeignKey(db_comment='Post for which it was opened', on_delete=django.db.models.deletion.PROTECT, to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Live and ended sessions of posts',
                },
            ),
            migrations.CreateModel(
                name='Duty',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('name', models.CharField(db_comment='Official on duty', max_length=120)),
                    ('phone', models.CharField(db_comment='Telephone at work', max_length=40)),
                    ('starts_at', models.DateTimeField(db_comment='From when')),
                    ('ends_at', models.DateTimeField(db_comment='Until when')),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('withdrawn_at', models.DateTimeField(db_comment='When it was taken back', null=True)),
                    ('body', models.ForeignKey(db_comment='Body', on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Duty roster of bodies',
                    'indexes': [models.Index(fields=['body', 'starts_at'], name='duty_by_body')],
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('withdrawn_at__isnull', True)), expressions=[('world', '='), ('body', '='), (django.db.models.functions.text.Lower('name'), '='), (models.Func('starts_at', 'ends_at', function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='one_duty_a_person', violation_error_message='This person is on duty in this body at that time already.'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='duty_ends_after_it_begins', violation_error_message='The duty ends before it begins.')],
                },
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('kind', models.CharField(choices=[('person', 'Focal point'), ('line', 'Reached day and night')], db_comment='Focal point, or reached day and night', max_length=10)),
                    ('name', models.CharField(blank=True, db_comment='Official; empty for a line of the body', max_length=120)),
                    ('title', models.CharField(blank=True, db_comment='Post or title', max_length=120)),
                    ('phone', models.CharField(blank=True, db_comment='Telephone at work', max_length=40)),
                    ('email', models.EmailField(blank=True, db_comment='E-mail at work', max_length=254)),
                    ('topic', models.CharField(blank=True, db_comment='What for', max_length=160)),
                    ('valid_from', models.DateField(db_comment='First day')),
                    ('valid_to', models.DateField(db_comment='Last day; null: open', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('body', models.ForeignKey(db_comment='Body', on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Focal points and lines of bodies',
                    'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='contact_ends_after_it_begins', violation_error_message='The last day lies before the first.'), models.CheckConstraint(condition=models.Q(models.Q(('phone', ''), _negated=True), models.Q(('email', ''), _negated=True), _connector='OR'), name='contact_can_be_reached', violation_error_message='Give a telephone or an e-mail at work.'), models.CheckConstraint(condition=models.Q(('kind', 'line'), models.Q(('name', ''), _negated=True), _connector='OR'), name='focal_point_is_somebody', violation_error_message='A focal point is a person: give the name.')],
                },
            ),
            migrations.CreateModel(
                name='SmallCount',
                fields=[
                    ('id', models.UUIDField(db_comment='Made by the form: sent twice is sent once', primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('province', models.ForeignKey(db_comment='Province whose posts it concerns', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('role', models.CharField(choices=[('receiver', 'Receiver'), ('case_worker', 'Case worker'), ('verifier', 'Verifier'), ('decider', 'Decider'), ('clerk', 'Clerk'), ('legal_officer', 'Legal officer'), ('reporter', 'Reporter'), ('head', 'Head'), ('administrator', 'Administrator'), ('auditor', 'Auditor'), ('statistician', 'Statistician'), ('service', 'Job')], db_comment='Role whose small counts are held back', max_length=20)),
                    ('number', models.PositiveSmallIntegerField(db_comment='Version: 1, 2, ...; the greatest holds')),
                    ('least', models.PositiveSmallIntegerField(db_comment='Counts from 1 to one less are held back; null: none', null=True)),
                    ('why', models.CharField(db_comment="Why, in the administrator's words", max_length=200)),
                    ('changed_by', models.ForeignKey(db_comment='Post that set it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('recorded_at', models.DateTimeField(db_comment='When it was set', db_default=django.db.models.functions.datetime.Now())),
                ],
                options={
                    'db_table_comment': 'From which count on a role sees numbers of persons',
                    'constraints': [models.UniqueConstraint(fields=('world', 'province', 'role', 'number'), name='small_count_number_once'), models.CheckConstraint(condition=models.Q(('least__isnull', True), models.Q(('least__gte', 2), ('least__lte', 1000)), _connector='OR'), name='small_count_is_two_or_more', violation_error_message='Give a number from 2 to 1.000, or none.')],
                },
            ),
        ]),
    ]
