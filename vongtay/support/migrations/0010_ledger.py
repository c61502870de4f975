"""Norms, the ledger, applications by form 07, estimates."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0012_nobody_on_duty_twice'),
        ('cases', '0091_days_and_withdrawals_walls'),
        ('grants', '0005_sessions_of_posts'),
        ('papers', '0034_common_addressee'),
        ('support', '0002_walls'),
        ('tasks', '0013_ladder_and_round_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='Norm',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                ('regime', models.CharField(choices=[('essential', 'Essential needs'), ('travel', 'Travel home'), ('medical', 'Medical care'), ('insurance', 'Health insurance'), ('psychological', 'Psychological support'), ('interpreter', 'Interpreter'), ('legal_advice', 'Legal advice'), ('legal_aid', 'Legal aid'), ('schooling', 'Schooling'), ('training', 'Vocational training'), ('allowance', 'Initial hardship allowance'), ('job', 'Job support'), ('loan', 'Loan')], db_comment='Regime of support', max_length=16)),
                ('unit', models.CharField(choices=[('once', 'once'), ('day', 'per day'), ('month', 'per month'), ('trip', 'per trip'), ('course', 'per course')], db_comment='In what it is set', max_length=10)),
                ('amount_dong', models.BigIntegerField(db_comment='Amount for one unit, whole đồng')),
                ('valid_from', models.DateField(db_comment='First day in force')),
                ('valid_to', models.DateField(db_comment='Last day in force; null: open', null=True)),
                ('resolution_sign', models.CharField(db_comment='Number and sign of the resolution, as printed', max_length=120)),
                ('resolution_on', models.DateField(db_comment='Date of the resolution')),
                ('entered_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                ('ended_at', models.DateTimeField(db_comment='When its end was entered', null=True)),
                ('withdrawn', models.BooleanField(db_comment='Entered wrongly and never used: it counts for no day', default=False)),
                ('ended_by', models.ForeignKey(db_comment='Legal officer who ended it or took it back', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('entered_by', models.ForeignKey(db_comment='Legal officer who entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('province', models.ForeignKey(db_comment='Province that set it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
            ],
            options={
                'db_table_comment': 'Norms of support by province and time, each with its resolution',
            },
        ),
        migrations.CreateModel(
            name='LedgerEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                ('person_id', models.UUIDField(db_comment='Registration of the person, to find what was paid twice')),
                ('law', models.CharField(db_comment='Law in force on the day, as law/regimes names it', max_length=10)),
                ('regime', models.CharField(choices=[('essential', 'Essential needs'), ('travel', 'Travel home'), ('medical', 'Medical care'), ('insurance', 'Health insurance'), ('psychological', 'Psychological support'), ('interpreter', 'Interpreter'), ('legal_advice', 'Legal advice'), ('legal_aid', 'Legal aid'), ('schooling', 'Schooling'), ('training', 'Vocational training'), ('allowance', 'Initial hardship allowance'), ('job', 'Job support'), ('loan', 'Loan')], db_comment='Regime of support', max_length=16)),
                ('beneficiary', models.CharField(choices=[('citizen', 'Identified, citizen or stateless resident'), ('foreigner', 'Identified, foreigner'), ('under_identification', 'Under identification'), ('accompanying', 'Accompanying person under 18')], db_comment='Kind of beneficiary on that day', max_length=24)),
                ('state_then', models.CharField(choices=[('received', 'Received'), ('verifying', 'Being verified'), ('proposed', 'Awaiting decision'), ('identified', 'Identified as a victim'), ('not_identified', 'Not identified as a victim'), ('undetermined', 'Undetermined')], db_comment='State of the case on that day', max_length=20)),
                ('given_on', models.DateField(db_comment='Day on which it was given: law and norm of that day hold')),
                ('first_on', models.DateField(db_comment='First day for which it was given')),
                ('last_on', models.DateField(db_comment='Last day for which it was given')),
                ('quantity', models.IntegerField(db_comment='How many units; below nought in a counter-entry')),
                ('unit', models.CharField(db_comment='Unit of the norm, or of the help in kind in words', max_length=40)),
                ('amount_dong', models.BigIntegerField(db_comment='Whole đồng; below nought in a counter-entry; null: help in kind', null=True)),
                ('less_reason_ct', models.BinaryField(db_comment='Why less than the norm was paid; encrypted', null=True)),
                ('apart_reason_ct', models.BinaryField(db_comment='Why it is no second payment for the same; encrypted, null: nothing was paid before', null=True)),
                ('money', models.CharField(blank=True, choices=[('province', 'Budget of the province'), ('central', 'Central budget'), ('aid', 'Aid'), ('other', 'Other source')], db_comment='Source of the money; empty: in kind', max_length=10)),
                ('provider_ct', models.BinaryField(db_comment='Another provider by name; encrypted', null=True)),
                ('decision_sign', models.CharField(blank=True, db_comment='Number and sign of the decision', max_length=60)),
                ('decision_on', models.DateField(db_comment='Date of the decision', null=True)),
                ('receipt_sign', models.CharField(blank=True, db_comment='Number of the receipt', max_length=60)),
                ('receipt_on', models.DateField(db_comment='Date of the receipt', null=True)),
                ('source_sign', models.CharField(blank=True, db_comment="Number of the other body's paper it was entered from", max_length=60)),
                ('source_on', models.DateField(db_comment='Date of that paper', null=True)),
                ('reversal_ct', models.BinaryField(db_comment='Why the other entry is taken back; encrypted', null=True)),
                ('acted_by_body', models.ForeignKey(db_comment='Body that gave it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('incoming', models.ForeignKey(db_comment='That paper in our register of incoming papers', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.incoming')),
                ('place', models.ForeignKey(db_comment='Commune of reception of the case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ('provider', models.ForeignKey(db_comment='Body that provided it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ('reverses', models.OneToOneField(db_comment='The entry that this one takes back', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='support.ledgerentry')),
                ('scan', models.ForeignKey(db_comment='Scan of that paper', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ('norm', models.ForeignKey(db_comment='Norm in force on the day; null: help in kind', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.norm')),
            ],
            options={
                'db_table_comment': 'Ledger of support: one row for what was given or taken back',
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('regime', models.CharField(choices=[('schooling', 'Schooling'), ('training', 'Vocational training'), ('allowance', 'Initial hardship allowance')], db_comment='Regime applied for', max_length=16)),
                ('received_on', models.DateField(db_comment='Day of receipt: starts the clock')),
                ('channel', models.CharField(choices=[('in_person', 'In person'), ('online', 'Online'), ('post', 'By post')], db_comment='How it arrived', max_length=10)),
                ('procedure', models.CharField(db_comment='Id of the procedure on the national public-service portal', max_length=20)),
                ('form', models.CharField(db_comment='Form, as the decree numbers it', max_length=20)),
                ('file_sign', models.CharField(blank=True, db_comment='Number of the file at the one-stop desk', max_length=60)),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'Granted'), ('refused', 'Refused'), ('returned', 'Returned to the applicant')], db_comment='How it ended; empty: open', max_length=10)),
                ('answered_on', models.DateField(db_comment='Day of the answer', null=True)),
                ('answer_sign', models.CharField(blank=True, db_comment='Number and sign of the answer', max_length=60)),
                ('reason_ct', models.BinaryField(db_comment='Why it was refused or returned; encrypted', null=True)),
                ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                ('body', models.ForeignKey(db_comment='Body that must answer', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('clock', models.OneToOneField(db_comment='Its clock; null: no rule of that day starts one', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.clock')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Applications for schooling, vocational training and hardship allowance',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('answered_on__gte', models.F('received_on'))), _connector='OR'), name='application_answer_whole', violation_error_message='An answer has its day, and that does not lie before the receipt.'), models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['refused', 'returned']), _negated=True), ('reason_ct__isnull', False), _connector='OR'), name='application_refusal_has_a_reason', violation_error_message='Say why it is refused or returned.'), models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('case', 'regime'), name='one_open_application', violation_error_message='An application of this kind is open in this case already.')],
            },
        ),
        migrations.CreateModel(
            name='Estimate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                ('year', models.SmallIntegerField(db_comment='Year of the budget, 1 January to 31 December')),
                ('regime', models.CharField(choices=[('essential', 'Essential needs'), ('travel', 'Travel home'), ('medical', 'Medical care'), ('insurance', 'Health insurance'), ('psychological', 'Psychological support'), ('interpreter', 'Interpreter'), ('legal_advice', 'Legal advice'), ('legal_aid', 'Legal aid'), ('schooling', 'Schooling'), ('training', 'Vocational training'), ('allowance', 'Initial hardship allowance'), ('job', 'Job support'), ('loan', 'Loan')], db_comment='Regime of support', max_length=16)),
                ('amount_dong', models.BigIntegerField(db_comment='Expected spending, whole đồng')),
                ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('province', models.ForeignKey(db_comment='Province', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
            ],
            options={
                'db_table_comment': 'Expected spending on support by regime and year',
                'indexes': [models.Index(fields=['province', 'year', 'regime', '-recorded_at'], name='estimate_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_dong__gte', 0)), name='estimate_not_negative', violation_error_message='An estimate is not below nought.'), models.CheckConstraint(condition=models.Q(('year__gte', 2012), ('year__lte', 2100)), name='estimate_year_possible', violation_error_message='Choose a year.')],
            },
        ),
        migrations.AddConstraint(
            model_name='norm',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('withdrawn', False)), expressions=[('world', '='), ('province', '='), ('regime', '='), ('unit', '='), (models.Func(models.F('valid_from'), models.F('valid_to'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='one_norm_a_day', violation_error_message='A norm of this regime and unit is in force on some of these days: end it first.'),
        ),
        migrations.AddConstraint(
            model_name='norm',
            constraint=models.CheckConstraint(condition=models.Q(('amount_dong__gte', 1)), name='norm_amount_positive', violation_error_message='The amount must be at least one đồng.'),
        ),
        migrations.AddConstraint(
            model_name='norm',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='norm_forwards', violation_error_message='The last day in force must not lie before the first.'),
        ),
        migrations.AddConstraint(
            model_name='norm',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('withdrawn', False)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='norm_ended_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='norm',
            constraint=models.CheckConstraint(condition=models.Q(('world', 'demo'), models.Q(('resolution_sign__icontains', 'số liệu giả định'), _negated=True), _connector='OR'), name='norm_assumed_in_demo_only', violation_error_message='Assumed figures have no place outside the demo world.'),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['case', '-given_on'], name='ledger_of_case'),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['person_id', 'regime'], name='ledger_of_person'),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['world', 'province', 'given_on'], name='ledger_by_day'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='ledger_period_forwards', violation_error_message='The last day must not lie before the first.'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount_dong__isnull', True), ('money', ''), ('norm__isnull', True)), models.Q(('amount_dong__isnull', False), ('norm__isnull', False), models.Q(('money', ''), _negated=True)), _connector='OR'), name='ledger_money_has_norm_and_source', violation_error_message='Money needs a norm in force and its source; help in kind has neither.'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('quantity__gte', 1), ('reverses__isnull', True), models.Q(('amount_dong__isnull', True), ('amount_dong__gte', 1), _connector='OR')), models.Q(('quantity__lte', -1), ('reversal_ct__isnull', False), ('reverses__isnull', False)), _connector='OR'), name='ledger_signs_agree', violation_error_message='Quantity and amount must be at least one.'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(('amount_dong__isnull', True), models.Q(models.Q(('decision_sign', ''), _negated=True), ('decision_on__isnull', False)), models.Q(models.Q(('receipt_sign', ''), _negated=True), ('receipt_on__isnull', False)), _connector='OR'), name='ledger_money_rests_on_a_paper', violation_error_message='Money needs the number and date of the decision, or of the receipt where it was paid on the spot.'),
        ),
        migrations.AddConstraint(
            model_name='ledgerentry',
            constraint=models.CheckConstraint(condition=models.Q(('provider__isnull', True), ('provider_ct__isnull', True), _connector='OR'), name='ledger_one_provider'),
        ),
    ]
