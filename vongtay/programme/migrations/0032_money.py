# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):


    dependencies = [
        ('agencies', '0001_initial'),
        ('papers', '0001_initial'),
        ('programme', '0031_inspections_walls'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='BudgetLine',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body whose row it is', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('year', models.SmallIntegerField(db_comment='Budget year')),
                    ('kind', models.CharField(choices=[('communication', 'Communication'), ('training', 'Training'), ('inspection', 'Inspection and supervision'), ('reception', 'Reception and protection'), ('support', 'Support of people'), ('coordination', 'Co-ordination'), ('other', 'Other')], db_comment='Kind of activity', max_length=16)),
                    ('activity', models.CharField(db_comment='The activity in words; no name of a person', max_length=300)),
                    ('source', models.CharField(choices=[('central', 'Central budget'), ('province', 'Budget of the province'), ('commune', 'Budget of the commune'), ('other', 'Another source')], db_comment='Where the money comes from', max_length=10)),
                    ('source_words', models.CharField(blank=True, db_comment='The source in words, where it is another', max_length=160)),
                    ('part_of', models.ForeignKey(db_comment='The whole of which the paper says this is a part', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='programme.budgetline')),
                    ('paper', models.CharField(blank=True, db_comment='Number and date of the paper that says so', max_length=160)),
                    ('withdrawn_at', models.DateTimeField(db_comment='When it was taken back as wrong', null=True)),
                    ('withdraw_reason', models.CharField(blank=True, db_comment='Why', max_length=200)),
                ],
                options={
                    'db_table_comment': 'Lines of the budget by activity and source',
                    'indexes': [models.Index(fields=['world', 'province', 'year'], name='budget_by_year')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('year__gte', 2000), ('year__lte', 2100)), name='budget_year_is_a_year', violation_error_message='Give the year.'), models.CheckConstraint(condition=models.Q(('part_of__isnull', True), models.Q(('part_of', models.F('id')), _negated=True), _connector='OR'), name='budget_line_is_no_part_of_itself'), models.CheckConstraint(condition=models.Q(models.Q(('source', 'other'), _negated=True), models.Q(('source_words', ''), _negated=True), _connector='OR'), name='budget_source_in_words', violation_error_message='Say which source it is.'), models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True)), models.Q(('withdrawn_at__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='budget_withdrawn_with_a_reason', violation_error_message='Say why.')],
                },
            ),
            migrations.CreateModel(
                name='BudgetAmount',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body whose row it is', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('line', models.ForeignKey(db_comment='Line', on_delete=django.db.models.deletion.PROTECT, related_name='amounts', to='programme.budgetline')),
                    ('stage', models.CharField(choices=[('planned', 'Planned'), ('allotted', 'Allotted'), ('spent', 'Spent')], db_comment='Planned, allotted or spent', max_length=10)),
                    ('amount_dong', models.BigIntegerField(db_comment='Whole đồng')),
                    ('bound', models.CharField(choices=[('exact', 'exactly'), ('at_least', 'at least'), ('at_most', 'at most'), ('about', 'about')], db_comment='How the amount limits', default='exact', max_length=10)),
                    ('is_told', models.BooleanField(db_comment='False: a correction took it back', default=True)),
                ],
                options={
                    'db_table_comment': 'Amounts of the budget as told',
                    'constraints': [models.UniqueConstraint(fields=('line', 'stage'), name='budget_amount_once', violation_error_message='This amount stands already; correct it.'), models.CheckConstraint(condition=models.Q(('amount_dong__gte', 0)), name='budget_amount_not_below_nothing', violation_error_message="An amount can't be below nothing.")],
                },
            ),
            migrations.CreateModel(
                name='Agreement',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body whose row it is', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('kind', models.CharField(choices=[('joint', 'Joint programme with a body'), ('commitment', 'Regulation or minutes of co-ordination'), ('international', 'Agreement between states')], db_comment='Kind of agreement', max_length=14)),
                    ('partner', models.ForeignKey(db_comment='The other body, of ours', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('partner_words', models.CharField(blank=True, db_comment='The other side, where it is none of our bodies', max_length=200)),
                    ('instrument', models.ForeignKey(db_comment='Its paper in the register; null: none entered', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.instrument')),
                    ('subject_words', models.CharField(db_comment='What it is about; no name of a person', max_length=300)),
                    ('signed_on', models.DateField(db_comment='Day of signature')),
                    ('ends_on', models.DateField(db_comment='Last day; null: it names none', null=True)),
                    ('promised_dong', models.BigIntegerField(db_comment='Money promised to the other side; null: none', null=True)),
                ],
                options={
                    'db_table_comment': 'Joint programmes and agreements',
                    'constraints': [models.CheckConstraint(condition=models.Q(('partner__isnull', False), models.Q(('partner_words', ''), _negated=True), _connector='OR'), name='agreement_names_the_other_side', violation_error_message='Say with whom.'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('signed_on')), _connector='OR'), name='agreement_ends_later', violation_error_message='The last day lies before the first.'), models.CheckConstraint(condition=models.Q(('promised_dong__isnull', True), ('promised_dong__gt', 0), _connector='OR'), name='agreement_promises_an_amount', violation_error_message='Give an amount above nothing.')],
                },
            ),
            migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body whose row it is', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('agreement', models.ForeignKey(db_comment='Agreement', on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='programme.agreement')),
                    ('happened_on', models.DateField(db_comment='Day')),
                    ('words', models.CharField(db_comment='What was delivered or done; no name of a person', max_length=500)),
                    ('given_dong', models.BigIntegerField(db_comment='Money handed over, whole đồng; null: none', null=True)),
                    ('paper', models.CharField(blank=True, db_comment='Number and date of the paper that says so', max_length=160)),
                    ('withdrawn_at', models.DateTimeField(db_comment='When it was taken back as wrong', null=True)),
                    ('withdraw_reason', models.CharField(blank=True, db_comment='Why', max_length=200)),
                ],
                options={
                    'db_table_comment': 'Deliveries and payments under agreements',
                    'constraints': [models.CheckConstraint(condition=models.Q(('given_dong__isnull', True), ('given_dong__gt', 0), _connector='OR'), name='delivery_gives_an_amount', violation_error_message='Give an amount above nothing.'), models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True)), models.Q(('withdrawn_at__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='delivery_withdrawn_with_a_reason', violation_error_message='Say why.')],
                },
            ),
        ]),
    ]
