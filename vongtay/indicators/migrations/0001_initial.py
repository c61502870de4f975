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
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Indicator',
                fields=[
                    ('code', models.CharField(db_comment='Code, e.g. comm.leaflet', max_length=40, primary_key=True, serialize=False)),
                    ('name_vi', models.CharField(db_comment='Vietnamese name', max_length=200)),
                    ('name_en', models.CharField(db_comment='English name', max_length=200)),
                    ('definition', models.TextField(db_comment='What counts and what does not, in English')),
                    ('definition_vi', models.TextField(db_comment='The same in Vietnamese', default='')),
                    ('unit', models.CharField(db_comment='Unit of the total', max_length=40)),
                    ('section', models.CharField(db_comment='Part of the report it is told in, e.g. III.1', max_length=20)),
                    ('kind', models.CharField(choices=[('flow', 'what happened in the period'), ('stock', 'what there was on its last day'), ('rate', 'a rate')], db_comment='flow over the period, stock on a day, or rate', max_length=10)),
                    ('splits', models.CharField(blank=True, db_comment='Dimensions that it is asked for by, apart by a space', max_length=40)),
                    ('sources', models.CharField(db_comment='Kinds of rows that make figures of it (SourceKind), apart by a space', max_length=80)),
                    ('adds_up', models.BooleanField(db_comment='False: figures of this kind must not be added (rates, amounts of a norm)', default=True)),
                ],
                options={
                    'db_table_comment': 'Catalogue of indicators, loaded from indicators/reference',
                    'ordering': ['code'],
                },
            ),
            migrations.CreateModel(
                name='Figure',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('value', models.DecimalField(db_comment='Lower value; đồng for money; null only for a withdrawn claim', decimal_places=2, max_digits=18, null=True)),
                    ('value_high', models.DecimalField(db_comment='Upper value of a range', decimal_places=2, max_digits=18, null=True)),
                    ('bound', models.CharField(choices=[('exact', 'exactly'), ('at_least', 'at least'), ('at_most', 'at most'), ('about', 'about')], db_comment='exact, at_least, at_most or about', default='exact', max_length=10)),
                    ('unit', models.CharField(db_comment='Unit in the words of the source', max_length=80)),
                    ('nil', models.BooleanField(db_comment='An explicit statement that there was none', default=False)),
                    ('apart', models.CharField(blank=True, choices=[('part', 'part of another figure'), ('repeat', 'told again'), ('change', 'a rise or fall, not a level'), ('rate', 'an amount per person or unit'), ('received', 'received from a body above')], db_comment='Why it is not added into totals: part, repeat, change, rate or received; empty: it is added', db_default='', default='', max_length=10)),
                    ('splits', models.JSONField(db_comment='How many of it by dimension and category: {"sex": {"female": 12}}; what is missing to the value is unknown', db_default={}, default=dict)),
                    ('happened_from', models.DateField(db_comment='First day of the period that it counts')),
                    ('happened_to', models.DateField(db_comment='Last day of the period that it counts')),
                    ('source_kind', models.CharField(blank=True, choices=[('reading', 'a report that was read'), ('activity', 'an activity'), ('course', 'a training course'), ('inspection', 'an inspection'), ('money', 'the budget'), ('document', 'the register of documents')], db_comment='What source_id names; empty: entered by hand', db_default='', default='', max_length=10)),
                    ('source_id', models.UUIDField(db_comment='Row that it was made from: a reading, a quantity of an activity...; null: entered by hand', null=True)),
                    ('source_start', models.IntegerField(db_comment="Offset of the quote in the source's text, code points", null=True)),
                    ('source_end', models.IntegerField(db_comment='End of the quote, exclusive', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('event', models.UUIDField(db_comment='What happened, where somebody judged it: figures of one event and indicator are added once', null=True)),
                    ('replaced_at', models.DateTimeField(db_comment='When a later row took its place; kept by the database', null=True)),
                    ('withdrawn', models.BooleanField(db_comment='True: it only takes back the claim it replaces', default=False)),
                    ('area', models.ForeignKey(db_comment='Area that it speaks of', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body that says so', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('province', models.ForeignKey(db_comment="Owner's province", db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('recorded_by', models.ForeignKey(db_comment='Post that confirmed it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('replaces', models.OneToOneField(db_comment='The claim it corrects or withdraws', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='indicators.figure')),
                    ('indicator', models.ForeignKey(db_comment='What it counts', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='indicators.indicator')),
                ],
                options={
                    'db_table_comment': 'Figures as claims',
                    'indexes': [models.Index(fields=['world', 'province', 'indicator', 'happened_from'], name='figure_by_indicator'), models.Index(condition=models.Q(('event__isnull', False)), fields=['world', 'province', 'indicator', 'happened_from'], name='figure_of_event'), models.Index(condition=models.Q(('replaced_at__isnull', True), ('source_id__isnull', False)), fields=['source_id'], name='figure_of_source'), models.Index(condition=models.Q(('apart', ''), ('replaced_at__isnull', True), ('source_kind__in', ('', 'reading')), ('withdrawn', False)), fields=['world', 'province', 'indicator', 'happened_from'], include=('happened_to', 'area', 'body', 'value', 'value_high', 'bound', 'nil', 'event'), name='figure_told'), models.Index(condition=models.Q(('apart', ''), ('replaced_at__isnull', True), ('withdrawn', False), models.Q(('source_kind__in', ('', 'reading')), _negated=True)), fields=['world', 'province', 'indicator', 'happened_from'], include=('happened_to', 'area', 'body', 'value', 'value_high', 'bound', 'nil', 'event'), name='figure_done')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('value_high__isnull', True), ('value_high__gt', models.F('value')), _connector='OR'), name='figure_range_upwards', violation_error_message='The upper value must be greater than the lower one.'), models.CheckConstraint(condition=models.Q(('happened_to__gte', models.F('happened_from'))), name='figure_period_forwards', violation_error_message='The period ends before it begins.'), models.CheckConstraint(condition=models.Q(('nil', False), models.Q(('value', 0), ('value_high__isnull', True)), _connector='OR'), name='figure_nil_is_zero'), models.CheckConstraint(condition=models.Q(models.Q(('value__isnull', False), ('withdrawn', False)), models.Q(('replaces__isnull', False), ('withdrawn', True)), _connector='OR'), name='figure_has_value_or_withdraws'), models.UniqueConstraint(condition=models.Q(('replaces__isnull', True), ('source_id__isnull', False)), fields=('source_id', 'source_start', 'indicator'), name='figure_once_per_quote', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('source_id__isnull', True), ('source_kind', '')), models.Q(models.Q(('source_kind', ''), _negated=True), ('source_id__isnull', False)), _connector='OR'), name='figure_source_has_kind')],
                },
            ),
        ]),
    ]
