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
            migrations.CreateModel(
                name='PublicationProfile',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('kind', models.CharField(choices=[('restricted', 'Restricted, by an agreement'), ('public', 'Public')], db_comment='Audience', max_length=10)),
                    ('version', models.SmallIntegerField(db_comment='Counted from 1 in a province and audience; 0 is what is shipped')),
                    ('k', models.SmallIntegerField(db_comment='Counts from 1 to k - 1 are held back, and no hidden one can be told more closely')),
                    ('in_province', models.SmallIntegerField(db_comment='Dimensions that a table of one province may have')),
                    ('in_nation', models.SmallIntegerField(db_comment='Dimensions that a table over several provinces may have')),
                    ('why', models.CharField(db_comment='Why it is changed', max_length=500)),
                    ('proposed_user', models.UUIDField(db_comment='Account that proposed it')),
                    ('proposed_at', models.DateTimeField(db_comment='When it was proposed', db_default=django.db.models.functions.datetime.Now())),
                    ('confirmed_user', models.UUIDField(db_comment='Account that confirmed it: never the one that proposed', null=True)),
                    ('confirmed_at', models.DateTimeField(db_comment='When it was confirmed: from then on it holds', null=True)),
                    ('dropped_at', models.DateTimeField(db_comment='When it was dropped without being confirmed', null=True)),
                    ('confirmed_by', models.ForeignKey(db_comment='Post that confirmed it', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('proposed_by', models.ForeignKey(db_comment='Post that proposed it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Rules of publication, by audience and version',
                    'constraints': [models.UniqueConstraint(fields=('world', 'province', 'kind', 'version'), name='one_profile_a_version', violation_error_message='Somebody else has changed these rules meanwhile.'), models.CheckConstraint(condition=models.Q(('confirmed_user__isnull', True), models.Q(('confirmed_user', models.F('proposed_user')), _negated=True), _connector='OR'), name='two_persons_change_a_profile', violation_error_message='A second person confirms what somebody proposed.'), models.CheckConstraint(condition=models.Q(('k__gte', 3), ('k__lte', 1000)), name='profile_k_protects', violation_error_message='The least count is from 3 to 1,000.'), models.CheckConstraint(condition=models.Q(('in_nation__gte', 1), ('in_nation__lte', 4), ('in_province__gte', 1), ('in_province__lte', 4)), name='profile_has_dimensions', violation_error_message='A table has one to four dimensions.')],
                },
            ),
            migrations.CreateModel(
                name='Release',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('audience', models.CharField(choices=[('restricted', 'Restricted, by an agreement'), ('public', 'Public')], db_comment='Whom it is for', max_length=10)),
                    ('profile_version', models.SmallIntegerField(db_comment='Version of the rules it was proposed under')),
                    ('k', models.SmallIntegerField(db_comment='The least count of those rules')),
                    ('title', models.CharField(db_comment='Its title for readers', max_length=200)),
                    ('note', models.TextField(blank=True, db_comment='Words of whoever releases it, for readers')),
                    ('period', models.CharField(blank=True, db_comment='Code of the period', max_length=30)),
                    ('calendar', models.CharField(blank=True, db_comment='administrative or statistical', max_length=20)),
                    ('tables', models.JSONField(db_comment='Dimensions of each table', default=list)),
                    ('round_to', models.SmallIntegerField(db_comment='Base to which shown counts are rounded; null: exact', null=True)),
                    ('recipient', models.CharField(blank=True, db_comment='Who receives a restricted release, by name', max_length=200)),
                    ('state', models.CharField(choices=[('computing', 'Being computed'), ('failed', 'Could not be computed'), ('blocked', 'Would tell too much'), ('waiting', 'Waiting for a second person'), ('refused', 'Not approved'), ('dropped', 'Taken back by whoever proposed it'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], db_comment='Where it stands', default='computing', max_length=10)),
                    ('as_known_at', models.DateTimeField(db_comment='Moment of knowledge of its counts', null=True)),
                    ('done', models.IntegerField(db_comment='Cells that were looked at', default=0)),
                    ('total', models.IntegerField(db_comment='Cells to be looked at', default=0)),
                    ('moved_at', models.DateTimeField(db_comment='When the work last wrote here', db_default=django.db.models.functions.datetime.Now())),
                    ('against', models.JSONField(db_comment='Releases that it was checked against', default=list)),
                    ('checked', models.JSONField(db_comment='What the check found: counts and names of cells, for whoever counts', default=dict)),
                    ('proposed_user', models.UUIDField(db_comment='Account that proposed it')),
                    ('proposed_at', models.DateTimeField(db_comment='When it was proposed', db_default=django.db.models.functions.datetime.Now())),
                    ('decided_user', models.UUIDField(db_comment='Account that approved or refused it: never the one that proposed', null=True)),
                    ('decided_at', models.DateTimeField(db_comment='When', null=True)),
                    ('why', models.CharField(blank=True, db_comment='Why it was not approved, or could not be computed', max_length=500)),
                    ('agreement', models.ForeignKey(db_comment='The agreement, as a document of the register', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.instrument')),
                    ('area', models.ForeignKey(db_comment='Province counted; null: all provinces', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body that releases', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('decided_by', models.ForeignKey(db_comment='Post that approved or refused it', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('proposed_by', models.ForeignKey(db_comment='Post that proposed it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('recipient_body', models.ForeignKey(db_comment='The recipient where it is one of our bodies', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('withdrawn_by', models.ForeignKey(db_comment='Post that withdrew it', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Releases of statistics: proposed, computed, checked, decided',
                    'indexes': [models.Index(fields=['world', 'body', '-proposed_at'], name='release_of_body')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('decided_user__isnull', True), models.Q(('decided_user', models.F('proposed_user')), _negated=True), _connector='OR'), name='two_persons_publish', violation_error_message='A second person approves what somebody proposed.'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'withdrawn']), _negated=True), ('decided_user__isnull', False), _connector='OR'), name='published_by_somebody', violation_error_message='A second person approves what somebody proposed.'), models.CheckConstraint(condition=models.Q(('audience', 'public'), models.Q(models.Q(('recipient', ''), _negated=True), ('agreement__isnull', False)), _connector='OR'), name='restricted_names_its_recipient', violation_error_message='A restricted release names who receives it and the agreement.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(models.Q(('why', ''), _negated=True), ('decided_user__isnull', False)), _connector='OR'), name='refused_with_a_reason', violation_error_message='Say why it is not approved.')],
                },
            ),
            migrations.CreateModel(
                name='ReleaseCell',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('place', models.IntegerField(db_comment='Its place in the order of the tables')),
                    ('who', models.JSONField(db_comment='Value by dimension; a dimension that is not named is a total')),
                    ('count', models.BigIntegerField(db_comment='What was counted')),
                    ('status', models.CharField(choices=[('shown', 'shown'), ('primary', 'held back: small'), ('secondary', 'held back to protect others')], db_comment='Shown, or why it is held back', max_length=10)),
                    ('shown', models.BigIntegerField(db_comment='What is shown: the count, or rounded; null: held back', null=True)),
                    ('bound', models.CharField(blank=True, db_comment='Bound of a figure: at_least, at_most, about; empty: exact', max_length=10)),
                    ('release', models.ForeignKey(db_comment='Release', on_delete=django.db.models.deletion.PROTECT, related_name='cells', to='reports.release')),
                ],
                options={
                    'db_table_comment': 'Cells of releases as computed, with what is held back',
                    'constraints': [models.UniqueConstraint(fields=('release', 'place'), name='one_cell_a_place', violation_error_message='This cell stands already.'), models.CheckConstraint(condition=models.Q(('status', 'shown'), ('shown__isnull', True), _connector='XOR'), name='hidden_shows_nothing', violation_error_message='A cell that is held back shows no number.')],
                },
            ),
            migrations.CreateModel(
                name='Publication',
                fields=[
                    ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('year', models.SmallIntegerField(db_comment='Year of the number')),
                    ('number', models.IntegerField(db_comment='Number in the register of the body and year')),
                    ('audience', models.CharField(choices=[('restricted', 'Restricted, by an agreement'), ('public', 'Public')], db_comment='Whom it is for', max_length=10)),
                    ('recipient', models.CharField(blank=True, db_comment='Who received it, by name; empty: everybody', max_length=200)),
                    ('title', models.CharField(db_comment='Title', max_length=200)),
                    ('note', models.TextField(blank=True, db_comment='Words of whoever released it')),
                    ('period', models.CharField(blank=True, db_comment='Code of the period', max_length=30)),
                    ('calendar', models.CharField(blank=True, db_comment='administrative or statistical', max_length=20)),
                    ('tables', models.JSONField(db_comment='Dimensions of each table')),
                    ('k', models.SmallIntegerField(db_comment='The least count that is shown')),
                    ('round_to', models.SmallIntegerField(db_comment='Base to which counts are rounded; null: exact', null=True)),
                    ('as_known_at', models.DateTimeField(db_comment='Moment of knowledge of its counts', null=True)),
                    ('published_at', models.DateTimeField(db_comment='When it was published', db_default=django.db.models.functions.datetime.Now())),
                    ('withdrawn_at', models.DateTimeField(db_comment='When it was withdrawn; what was out stays known to later checks', null=True)),
                    ('withdrawn_why', models.CharField(blank=True, db_comment='Why, for readers', max_length=500)),
                    ('area', models.ForeignKey(db_comment='Province counted; null: all provinces', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body that released it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('recipient_body', models.ForeignKey(db_comment='The recipient where it is one of our bodies', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ],
                options={
                    'db_table_comment': 'Register of published statistics',
                    'indexes': [models.Index(fields=['world', 'area', '-published_at'], name='publication_of_area')],
                    'constraints': [models.UniqueConstraint(fields=('world', 'body', 'year', 'number'), name='one_publication_a_number', violation_error_message='This number is taken.'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawn_why', ''), _negated=True), _connector='OR'), name='withdrawn_with_a_reason', violation_error_message='Say why it is withdrawn.')],
                },
            ),
            migrations.CreateModel(
                name='PublishedCell',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('place', models.IntegerField(db_comment='Its place in the order of the tables')),
                    ('who', models.JSONField(db_comment='Value by dimension; a dimension that is not named is a total')),
                    ('shown', models.BigIntegerField(db_comment='The number; null: not published', null=True)),
                    ('bound', models.CharField(blank=True, db_comment='Bound of a figure: at_least, at_most, about; empty: exact', max_length=10)),
                    ('publication', models.ForeignKey(db_comment='Publication', on_delete=django.db.models.deletion.PROTECT, related_name='cells', to='reports.publication')),
                ],
                options={
                    'db_table_comment': 'Published cells',
                    'constraints': [models.UniqueConstraint(fields=('publication', 'place'), name='one_published_cell_a_place', violation_error_message='This cell stands already.')],
                },
            ),
        ]),
    ]
