# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('indicators', '0001_initial'),
        ('papers', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Campaign',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('name', models.CharField(db_comment='Name', max_length=200)),
                    ('first_on', models.DateField(db_comment='First day')),
                    ('last_on', models.DateField(db_comment='Last day')),
                    ('about', models.CharField(blank=True, db_comment='What it is about, its slogan', max_length=1000)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('body', models.ForeignKey(db_comment='Body that calls for it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('province', models.ForeignKey(db_comment='Province of its body', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Campaigns',
                    'indexes': [models.Index(fields=['world', 'province', '-first_on'], name='campaign_by_province')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='campaign_days_in_order', violation_error_message='The last day lies before the first.')],
                },
            ),
            migrations.CreateModel(
                name='Activity',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('kind', models.CharField(choices=[('event', 'Meeting, talk, forum'), ('broadcast', 'Broadcasts on loudspeakers and radio'), ('mobile', 'Mobile round'), ('leaflets', 'Leaflets'), ('banners', 'Banners and slogans'), ('panels', 'Panels, posters, boards'), ('materials', 'Sets of material, books, discs'), ('news', 'News items and articles'), ('channels', 'Pages and groups online'), ('contest', 'Contest'), ('model', 'Models and clubs'), ('pledge', 'Pledges'), ('web_round', 'Round of websites and accounts'), ('course', 'Training course')], db_comment='Kind', max_length=10)),
                    ('title', models.CharField(db_comment='What was done, in words', max_length=200)),
                    ('place', models.CharField(blank=True, db_comment='Where, in words', max_length=200)),
                    ('first_on', models.DateField(db_comment='First day')),
                    ('last_on', models.DateField(db_comment='Last day')),
                    ('mode', models.CharField(choices=[('face', 'Face to face'), ('online', 'Online'), ('community', 'In the community: loudspeakers, streets, houses')], db_comment='Face to face, online or in the community', max_length=10)),
                    ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('everybody', 'Everybody'), ('women', 'Women and girls'), ('youth', 'Young people'), ('pupils', 'Pupils and students'), ('parents', 'Parents'), ('workers', 'Workers'), ('minorities', 'Ethnic minorities'), ('officials', 'Officials and staff'), ('businesses', 'Businesses and their owners')], max_length=12), blank=True, db_comment='For whom; empty: not said', default=list, size=None)),
                    ('risks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('leaving', 'About to work or marry abroad'), ('jobless', 'Without work, or looking for work online'), ('poor', 'Poor and near-poor households'), ('border', 'Living at the border'), ('out_of_school', 'Children out of school'), ('returned', 'Returned from abroad')], max_length=14), blank=True, db_comment='Groups at risk that it was for', default=list, size=None)),
                    ('language', models.CharField(blank=True, db_comment='Code of the language; empty: Vietnamese', max_length=10)),
                    ('share_percent', models.SmallIntegerField(blank=True, db_comment='Share about trafficking where several topics were told; null: all', null=True)),
                    ('is_repair', models.BooleanField(db_comment='True: put in order, not made anew', default=False)),
                    ('received_from', models.CharField(blank=True, db_comment='Body above from which it was received; empty: our own work', max_length=200)),
                    ('co_organisers', models.CharField(blank=True, db_comment='Schools, companies and others that took part, in words', max_length=500)),
                    ('note', models.CharField(blank=True, db_comment='What else is to be known', max_length=2000)),
                    ('source_sign', models.CharField(blank=True, db_comment='Number and sign of the paper it was entered from', max_length=60)),
                    ('source_on', models.DateField(blank=True, db_comment='Date of that paper', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('why_changed', models.CharField(blank=True, db_comment='Why it was corrected or taken back', max_length=300)),
                    ('withdrawn_at', models.DateTimeField(db_comment='When it was taken back; null: it stands', null=True)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('area', models.ForeignKey(db_comment='Commune or province where it was done', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body that did it (acted_by_body)', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('campaign', models.ForeignKey(db_comment='Campaign that it belongs to', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='programme.campaign')),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it last', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('evidence', models.ForeignKey(db_comment='Photo or paper that shows it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                    ('province', models.ForeignKey(db_comment='Province of its body', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Activities of the programme',
                    'indexes': [models.Index(fields=['world', 'province', '-last_on', '-id'], name='activity_by_province'), models.Index(fields=['world', 'body', '-last_on', '-id'], name='activity_by_body')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='activity_days_in_order', violation_error_message='The last day lies before the first.'), models.CheckConstraint(condition=models.Q(('share_percent__isnull', True), ('share_percent__range', (1, 100)), _connector='OR'), name='activity_share_is_a_share', violation_error_message='The share lies between 1 and 100 per cent.'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('why_changed', ''), _negated=True), _connector='OR'), name='activity_withdrawn_says_why', violation_error_message='Say why.')],
                },
            ),
            migrations.CreateModel(
                name='ActivityEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('kind', models.CharField(choices=[('event', 'Meeting, talk, forum'), ('broadcast', 'Broadcasts on loudspeakers and radio'), ('mobile', 'Mobile round'), ('leaflets', 'Leaflets'), ('banners', 'Banners and slogans'), ('panels', 'Panels, posters, boards'), ('materials', 'Sets of material, books, discs'), ('news', 'News items and articles'), ('channels', 'Pages and groups online'), ('contest', 'Contest'), ('model', 'Models and clubs'), ('pledge', 'Pledges'), ('web_round', 'Round of websites and accounts'), ('course', 'Training course')], db_comment='Kind', max_length=10)),
                    ('title', models.CharField(db_comment='What was done, in words', max_length=200)),
                    ('place', models.CharField(blank=True, db_comment='Where, in words', max_length=200)),
                    ('first_on', models.DateField(db_comment='First day')),
                    ('last_on', models.DateField(db_comment='Last day')),
                    ('mode', models.CharField(choices=[('face', 'Face to face'), ('online', 'Online'), ('community', 'In the community: loudspeakers, streets, houses')], db_comment='Face to face, online or in the community', max_length=10)),
                    ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('everybody', 'Everybody'), ('women', 'Women and girls'), ('youth', 'Young people'), ('pupils', 'Pupils and students'), ('parents', 'Parents'), ('workers', 'Workers'), ('minorities', 'Ethnic minorities'), ('officials', 'Officials and staff'), ('businesses', 'Businesses and their owners')], max_length=12), blank=True, db_comment='For whom; empty: not said', default=list, size=None)),
                    ('risks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('leaving', 'About to work or marry abroad'), ('jobless', 'Without work, or looking for work online'), ('poor', 'Poor and near-poor households'), ('border', 'Living at the border'), ('out_of_school', 'Children out of school'), ('returned', 'Returned from abroad')], max_length=14), blank=True, db_comment='Groups at risk that it was for', default=list, size=None)),
                    ('language', models.CharField(blank=True, db_comment='Code of the language; empty: Vietnamese', max_length=10)),
                    ('share_percent', models.SmallIntegerField(blank=True, db_comment='Share about trafficking where several topics were told; null: all', null=True)),
                    ('is_repair', models.BooleanField(db_comment='True: put in order, not made anew', default=False)),
                    ('received_from', models.CharField(blank=True, db_comment='Body above from which it was received; empty: our own work', max_length=200)),
                    ('co_organisers', models.CharField(blank=True, db_comment='Schools, companies and others that took part, in words', max_length=500)),
                    ('note', models.CharField(blank=True, db_comment='What else is to be known', max_length=2000)),
                    ('source_sign', models.CharField(blank=True, db_comment='Number and sign of the paper it was entered from', max_length=60)),
                    ('source_on', models.DateField(blank=True, db_comment='Date of that paper', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('why_changed', models.CharField(blank=True, db_comment='Why it was corrected or taken back', max_length=300)),
                    ('withdrawn_at', models.DateTimeField(db_comment='When it was taken back; null: it stands', null=True)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('area', models.ForeignKey(db_comment='Commune or province where it was done', db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body that did it (acted_by_body)', db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.body')),
                    ('campaign', models.ForeignKey(db_comment='Campaign that it belongs to', db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programme.campaign')),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it last', db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.post')),
                    ('evidence', models.ForeignKey(db_comment='Photo or paper that shows it', db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='papers.storedfile')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programme.activity')),
                    ('province', models.ForeignKey(db_comment='Province of its body', db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='agencies.place')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Quantity',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('slot', models.CharField(db_comment='Question of the kind that it answers, else its indicator', max_length=40)),
                    ('value', models.DecimalField(db_comment='Lower value', decimal_places=2, max_digits=18)),
                    ('value_high', models.DecimalField(db_comment='Upper value of a range', decimal_places=2, max_digits=18, null=True)),
                    ('bound', models.CharField(choices=[('exact', 'exactly'), ('at_least', 'at least'), ('at_most', 'at most'), ('about', 'about')], db_comment='exact, at_least, at_most or about', default='exact', max_length=10)),
                    ('unit', models.CharField(db_comment="Unit in the officer's words", max_length=80)),
                    ('nil', models.BooleanField(db_comment='An explicit statement that there was none', default=False)),
                    ('withdrawn', models.BooleanField(db_comment='True: taken back, or left out by a correction', default=False)),
                    ('activity', models.ForeignKey(db_comment='Activity', on_delete=django.db.models.deletion.PROTECT, related_name='quantities', to='programme.activity')),
                    ('indicator', models.ForeignKey(db_comment='What it counts', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicator')),
                ],
                options={
                    'db_table_comment': 'Quantities of activities',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn', False)), fields=('activity', 'slot'), name='one_quantity_per_slot'), models.CheckConstraint(condition=models.Q(('value_high__isnull', True), ('value_high__gt', models.F('value')), _connector='OR'), name='quantity_range_upwards', violation_error_message='The upper value must be greater than the lower one.'), models.CheckConstraint(condition=models.Q(('nil', False), models.Q(('value', 0), ('value_high__isnull', True)), _connector='OR'), name='quantity_nil_is_zero')],
                },
            ),
        ]),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='before_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programme_activityevent" ("area_id", "audiences", "body_id", "campaign_id", "co_organisers", "entered_by_id", "evidence_id", "first_on", "id", "is_repair", "kind", "language", "last_on", "mode", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "province_id", "received_from", "recorded_at", "risks", "share_percent", "source_on", "source_sign", "title", "version", "why_changed", "withdrawn_at", "world") VALUES (OLD."area_id", OLD."audiences", OLD."body_id", OLD."campaign_id", OLD."co_organisers", OLD."entered_by_id", OLD."evidence_id", OLD."first_on", OLD."id", OLD."is_repair", OLD."kind", OLD."language", OLD."last_on", OLD."mode", OLD."note", _pgh_attach_context(), NOW(), \'before\', OLD."id", OLD."place", OLD."province_id", OLD."received_from", OLD."recorded_at", OLD."risks", OLD."share_percent", OLD."source_on", OLD."source_sign", OLD."title", OLD."version", OLD."why_changed", OLD."withdrawn_at", OLD."world"); RETURN NULL;', hash='493747040eeaf8215bae8a379edb179c67778e33', operation='UPDATE', pgid='pgtrigger_before_update_6ce30', table='programme_activity', when='AFTER')),
        ),
    ]
