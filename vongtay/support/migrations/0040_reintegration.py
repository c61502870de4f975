"""Coming home: returns, visits, criteria, closures, helpers, links to other programmes, providers, outcomes."""

import django.contrib.postgres.fields
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
        ('support', '0033_daybook_walls'),
        ('tasks', '0013_ladder_and_round_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='Homecoming',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('source_sign', models.CharField(blank=True, db_comment='Number and sign of its paper', max_length=60)),
                ('source_on', models.DateField(db_comment='Date of that paper', null=True)),
                ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                ('returned_on', models.DateField(db_comment='Day of the return')),
                ('ended_at', models.DateTimeField(db_comment='When a further return took its place', null=True)),
                ('acted_by_body', models.ForeignKey(db_comment='Body that did it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body', db_index=False)),
                ('body', models.ForeignKey(db_comment='Body that owes the visits', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('place', models.ForeignKey(db_comment='Commune of the home', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ('scan', models.ForeignKey(db_comment='Scan of that paper', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Returns home',
            },
        ),
        migrations.CreateModel(
            name='PlannedVisit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('months', models.SmallIntegerField(db_comment='So many months after the return')),
                ('due_on', models.DateField(db_comment='Day by which it is owed')),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('kept', 'Done'), ('cancelled', 'Not needed any more')], db_comment='planned, kept or cancelled', default='planned', max_length=10)),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('homecoming', models.ForeignKey(db_comment='Return home', on_delete=django.db.models.deletion.PROTECT, related_name='planned', to='support.homecoming')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ('task', models.ForeignKey(db_comment='Task that reminds of it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.task')),
            ],
            options={
                'db_table_comment': 'Visits owed after a return',
            },
        ),
        migrations.CreateModel(
            name='Provider',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                ('name', models.CharField(db_comment='Name of the office or organisation', max_length=200)),
                ('services', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('essential', 'Essential needs'), ('travel', 'Travel home'), ('medical', 'Medical care'), ('insurance', 'Health insurance'), ('psychological', 'Psychological support'), ('interpreter', 'Interpreter'), ('legal_advice', 'Legal advice'), ('legal_aid', 'Legal aid'), ('schooling', 'Schooling'), ('training', 'Vocational training'), ('allowance', 'Initial hardship allowance'), ('job', 'Job support'), ('loan', 'Loan')], max_length=16), db_comment='Regimes that it serves', size=None)),
                ('area', models.CharField(db_comment='Area that it serves', max_length=200)),
                ('capacity', models.CharField(blank=True, db_comment='How many, in its own words', max_length=200)),
                ('rules', models.CharField(blank=True, db_comment='Whom it takes, and what it asks for', max_length=1000)),
                ('contact', models.CharField(db_comment='Contact of the office; no private data', max_length=200)),
                ('checked_on', models.DateField(db_comment='Day on which this was last known to hold')),
                ('ended_on', models.DateField(db_comment='Last day; null: serves', null=True)),
                ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it last', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post', db_index=False)),
                ('province', models.ForeignKey(db_comment='Province of its directory', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
            ],
            options={
                'db_table_comment': 'Directory of providers',
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                ('kind', models.CharField(choices=[('loan', 'Loan'), ('course', 'Vocational course'), ('job', 'Job'), ('poor_list', 'List of poor households'), ('health_card', 'Health insurance card'), ('school', 'School'), ('legal_aid', 'Legal aid'), ('compensation', 'Claim for compensation'), ('identity_papers', 'Identity papers restored'), ('household', 'Household registration restored')], db_comment='What is asked for', max_length=16)),
                ('sent_on', models.DateField(db_comment='Day on which it was sent')),
                ('sign', models.CharField(db_comment='Number and sign of the paper that asks', max_length=60)),
                ('asked_ct', models.BinaryField(db_comment="What is asked for, encrypted with the person's key", null=True)),
                ('state', models.CharField(choices=[('waiting', 'Waits for an answer'), ('granted', 'Granted'), ('refused', 'Refused'), ('withdrawn', 'Taken back')], db_comment='waiting, granted, refused, withdrawn', default='waiting', max_length=10)),
                ('answered_on', models.DateField(db_comment='Day of the answer', null=True)),
                ('answer_sign', models.CharField(blank=True, db_comment='Number and sign of the paper that answers', max_length=60)),
                ('answer_paper_on', models.DateField(db_comment='Date of that paper', null=True)),
                ('answer_ct', models.BinaryField(db_comment='The answer, or why it was refused or taken back; encrypted', null=True)),
                ('amount_dong', models.BigIntegerField(db_comment='Amount that the answer names, whole đồng; else null', null=True)),
                ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                ('answer_body', models.ForeignKey(db_comment='Body that answered (acted_by_body); null: the provider', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('answered_by', models.ForeignKey(db_comment='Post that wrote the answer down', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post', db_index=False)),
                ('body', models.ForeignKey(db_comment='Body that is asked', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('from_body', models.ForeignKey(db_comment='Body that asked', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('scan', models.ForeignKey(db_comment='Scan of that paper', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ('task', models.ForeignKey(db_comment='Task that reminds of it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.task')),
                ('provider', models.ForeignKey(db_comment='Provider of the directory that is asked', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.provider')),
            ],
            options={
                'db_table_comment': 'Links to other programmes',
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('source_sign', models.CharField(blank=True, db_comment='Number and sign of its paper', max_length=60)),
                ('source_on', models.DateField(db_comment='Date of that paper', null=True)),
                ('visited_on', models.DateField(db_comment='Day')),
                ('how', models.CharField(choices=[('home', 'At home'), ('elsewhere', 'At another place'), ('phone', 'By phone')], db_comment='home, elsewhere or phone', max_length=10)),
                ('is_reached', models.BooleanField(db_comment='False: tried, but the person was not met')),
                ('is_agreed', models.BooleanField(db_comment='It was agreed with the person in their safe way before')),
                ('against_ct', models.BinaryField(db_comment="Why it was done against the person's word; encrypted", null=True)),
                ('found_ct', models.BinaryField(db_comment="What was found, encrypted with the person's key", null=True)),
                ('next_ct', models.BinaryField(db_comment="What comes next, encrypted with the person's key", null=True)),
                ('acted_by_body', models.ForeignKey(db_comment='Body that did it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body', db_index=False)),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('homecoming', models.ForeignKey(db_comment='Return home', on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='support.homecoming')),
                ('planned', models.ForeignKey(db_comment='Visit owed that this answers', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='support.plannedvisit')),
                ('scan', models.ForeignKey(db_comment='Scan of that paper', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Visits and contacts after a return',
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                ('asked_on', models.DateField(db_comment='Day of that visit')),
                ('study', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], db_comment='Is at school or studies', max_length=10)),
                ('skill', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], db_comment='Has learnt a trade', max_length=10)),
                ('job', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], db_comment='Has a job', max_length=10)),
                ('income', models.CharField(choices=[('none', 'No income'), ('some', 'An income that does not cover living'), ('enough', 'An income that covers living'), ('unknown', 'Not known')], db_comment='Band of income, without amounts', max_length=10)),
                ('safe', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], db_comment='Is safe', max_length=10)),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('homecoming', models.OneToOneField(db_comment='Return home; counted once', on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='support.homecoming')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ('visit', models.ForeignKey(db_comment='Visit at which it was asked', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.visit')),
            ],
            options={
                'db_table_comment': 'Outcomes a year after the return',
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('criterion', models.CharField(choices=[('housing', 'Lives in a home that is fit and may stay there'), ('income', 'Has an income, or is at school'), ('health', 'Health is cared for'), ('papers', 'Has identity papers and household registration'), ('safety', 'Is safe'), ('family', 'Is accepted by family and neighbours')], db_comment='Criterion of ours', max_length=10)),
                ('answer', models.CharField(choices=[('met', 'Met'), ('not_met', 'Not met'), ('unknown', 'Not known')], db_comment='met, not_met or unknown', max_length=10)),
                ('note_ct', models.BinaryField(db_comment="Note, encrypted with the person's key", null=True)),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ('visit', models.ForeignKey(db_comment='Visit', on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='support.visit')),
            ],
            options={
                'db_table_comment': 'Criteria of a stable return, visit by visit',
            },
        ),
        migrations.CreateModel(
            name='VisitRule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                ('number', models.PositiveSmallIntegerField(db_comment='Version: 1, 2, ...; the greatest holds')),
                ('months', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), db_comment='Months after the return at which visits are planned', size=None)),
                ('quiet_days', models.SmallIntegerField(db_comment='Days without the contact that was due after which it is shown')),
                ('lost_days', models.SmallIntegerField(db_comment='Days without the contact that was due after which it is urgent')),
                ('why', models.CharField(db_comment="Why it was changed, in the administrator's words", max_length=200)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('changed_by', models.ForeignKey(db_comment='Post that changed it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post', db_index=False)),
            ],
            options={
                'db_table_comment': 'Versions of the rule of visits, a setting of this house',
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('outcome', models.CharField(choices=[('reintegrated', 'Stands firmly at home again'), ('moved', 'Moved away'), ('own_wish', "By the person's own wish"), ('lost', 'Contact lost'), ('died', 'Died'), ('other', 'Another reason')], db_comment='How support ended', max_length=12)),
                ('reason_ct', models.BinaryField(db_comment="Why, encrypted with the person's key")),
                ('is_early', models.BooleanField(db_comment='Not all criteria were met at the last visit')),
                ('state', models.CharField(choices=[('proposed', 'Waits for approval'), ('approved', 'Approved'), ('returned', 'Sent back')], db_comment='proposed, approved or returned', default='proposed', max_length=10)),
                ('decided_at', models.DateTimeField(db_comment='When', null=True)),
                ('answer_ct', models.BinaryField(db_comment="What was answered, encrypted with the person's key", null=True)),
                ('reopened_at', models.DateTimeField(db_comment='When support was opened again', null=True)),
                ('reopened_ct', models.BinaryField(db_comment='Why it was opened again, encrypted', null=True)),
                ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                ('body', models.ForeignKey(db_comment='Body that proposed it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('decided_by', models.ForeignKey(db_comment='Post that approved it or sent it back', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post', db_index=False)),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('reopened_by', models.ForeignKey(db_comment='Post that opened support again', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post', db_index=False)),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Closures of support',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'proposed'), models.Q(('reopened_at__isnull', True), ('state', 'approved')), _connector='OR'), fields=('case',), name='one_closure_at_a_time', violation_error_message='A closure waits for approval or holds already.'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('entered_by')), _negated=True), _connector='OR'), name='closure_decided_by_another', violation_error_message='Another person approves a closure.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='closure_decided_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='Helper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('kind', models.CharField(choices=[('officer', 'Commune officer'), ('relative', 'Relative'), ('union', "Women's union"), ('teacher', 'Teacher'), ('other', 'Somebody else')], db_comment='What they are to the person', max_length=10)),
                ('name_ct', models.BinaryField(db_comment="Name, encrypted with the person's key")),
                ('reach_ct', models.BinaryField(db_comment="How they are reached, encrypted with the person's key")),
                ('from_on', models.DateField(db_comment='First day')),
                ('to_on', models.DateField(db_comment='Last day; null: helps now', null=True)),
                ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('companion', models.ForeignKey(db_comment='The same as a relative of the case', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.companion')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Helpers near the home',
                'constraints': [models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='helper_ends_after_the_start', violation_error_message='The last day lies before the first.')],
            },
        ),
        migrations.AddIndex(
            model_name='homecoming',
            index=models.Index(fields=['world', '-returned_on'], name='homecoming_newest'),
        ),
        migrations.AddConstraint(
            model_name='homecoming',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case',), name='one_home_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='plannedvisit',
            index=models.Index(condition=models.Q(('state', 'planned')), fields=['due_on'], name='visit_owed'),
        ),
        migrations.AddConstraint(
            model_name='plannedvisit',
            constraint=models.UniqueConstraint(fields=('homecoming', 'months'), name='one_visit_a_month'),
        ),
        migrations.AddIndex(
            model_name='provider',
            index=models.Index(fields=['world', 'province', 'name'], name='provider_by_province'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('services', []), _negated=True), name='provider_serves_something', violation_error_message='Choose at least one service.'),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['world', 'sent_on'], name='link_waiting'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', False), ('provider__isnull', True)), models.Q(('body__isnull', True), ('provider__isnull', False)), _connector='OR'), name='link_goes_to_one', violation_error_message='Choose a body, or a provider of the directory: one of the two.'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount_dong__isnull', True), ('answered_on__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='link_answer_is_whole'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['granted', 'refused']), _negated=True), models.Q(models.Q(('answer_sign', ''), _negated=True), ('answer_paper_on__isnull', False)), _connector='OR'), name='link_answer_has_its_paper', violation_error_message='Give the number and date of the paper that answers.'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['refused', 'withdrawn']), _negated=True), ('answer_ct__isnull', False), _connector='OR'), name='link_refused_says_why', violation_error_message='Say why it was refused or taken back.'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('amount_dong__isnull', True), models.Q(('amount_dong__gt', 0), ('state', 'granted')), _connector='OR'), name='link_amount_from_the_answer', violation_error_message='An amount is more than 0 and comes from an answer that grants.'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__gte', models.F('sent_on')), _connector='OR'), name='link_answered_after_it_was_sent', violation_error_message='The answer lies before the request.'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['homecoming', '-visited_on'], name='visit_newest'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('is_reached', False), ('found_ct__isnull', False), _connector='OR'), name='visit_met_tells_what_was_found', violation_error_message='Say what was found.'),
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(fields=['world', 'asked_on'], name='outcome_by_day'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('visit', 'criterion'), name='criterion_once_a_visit'),
        ),
        migrations.AddConstraint(
            model_name='visitrule',
            constraint=models.UniqueConstraint(fields=('world', 'number'), name='visit_rule_number_once'),
        ),
    ]
