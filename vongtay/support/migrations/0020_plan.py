"""Needs, plans, conferences, what people say, family, information sheets."""

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
        ('support', '0011_ledger_walls'),
        ('tasks', '0013_ladder_and_round_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('source_sign', models.CharField(blank=True, db_comment="Number and sign of the other body's paper it was entered from", max_length=60)),
                ('source_on', models.DateField(db_comment='Date of that paper', null=True)),
                ('scored_on', models.DateField(db_comment='Day of the talk on which it rests')),
                ('note_ct', models.BinaryField(db_comment='On what the scores rest, encrypted', null=True)),
                ('acted_by_body', models.ForeignKey(db_comment='Body that did it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body', db_index=False)),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('incoming', models.ForeignKey(db_comment='That paper in our register of incoming papers', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.incoming')),
                ('scan', models.ForeignKey(db_comment='Scan of that paper', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Needs scored on a day',
            },
        ),
        migrations.CreateModel(
            name='Conference',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('source_sign', models.CharField(blank=True, db_comment="Number and sign of the other body's paper it was entered from", max_length=60)),
                ('source_on', models.DateField(db_comment='Date of that paper', null=True)),
                ('held_on', models.DateField(db_comment='Day')),
                ('said_ct', models.BinaryField(db_comment='What was said, encrypted', null=True)),
                ('acted_by_body', models.ForeignKey(db_comment='Body that did it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body', db_index=False)),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('incoming', models.ForeignKey(db_comment='That paper in our register of incoming papers', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.incoming')),
                ('paper', models.ForeignKey(db_comment='The minutes, if issued here', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paper')),
                ('scan', models.ForeignKey(db_comment='Scan of that paper', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Conferences on a case',
            },
        ),
        migrations.CreateModel(
            name='Agreed',
            fields=[
                ('due_on', models.DateField(db_comment='Last day; null: none set', null=True)),
                ('text_ct', models.BinaryField(db_comment="What is to be done, encrypted with the person's key")),
                ('state', models.CharField(choices=[('open', 'To be done'), ('done', 'Done'), ('dropped', 'No longer wanted')], db_comment='open, done or dropped', default='open', max_length=8)),
                ('settled_at', models.DateTimeField(db_comment='When it was settled', null=True)),
                ('settled_ct', models.BinaryField(db_comment='What came of it, or why it is not wanted; encrypted', null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.SmallIntegerField(db_comment='Order within the conference')),
                ('body', models.ForeignKey(db_comment='Body that is to do it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('settled_by', models.ForeignKey(db_index=False, db_comment='Post that settled it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ('task', models.ForeignKey(db_comment='Task of that body; null: it has none', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.task')),
                ('conference', models.ForeignKey(db_comment='Conference', on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='support.conference')),
            ],
            options={
                'db_table_comment': 'Decisions of conferences',
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('source_sign', models.CharField(blank=True, db_comment="Number and sign of the other body's paper it was entered from", max_length=60)),
                ('source_on', models.DateField(db_comment='Date of that paper', null=True)),
                ('said_on', models.DateField(db_comment='Day on which the person said it')),
                ('saying', models.CharField(choices=[('feedback', 'What they say of the support'), ('wish', 'What they wish')], db_comment='feedback or wish', max_length=10)),
                ('how', models.CharField(choices=[('in_person', 'In person'), ('phone', 'By phone'), ('form', 'On a form')], db_comment='How they were asked', max_length=10)),
                ('score', models.SmallIntegerField(db_comment='1 bad ... 5 good, if the person gave one', null=True)),
                ('words_ct', models.BinaryField(db_comment="The person's own words, encrypted")),
                ('acted_by_body', models.ForeignKey(db_comment='Body that did it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body', db_index=False)),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('incoming', models.ForeignKey(db_comment='That paper in our register of incoming papers', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.incoming')),
                ('scan', models.ForeignKey(db_comment='Scan of that paper', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'What people say of their support',
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('line', models.UUIDField(db_comment='The same goal in all versions', default=uuid.uuid4)),
                ('domain', models.CharField(choices=[('shelter', 'Shelter'), ('health', 'Health'), ('mind', 'State of mind'), ('safety', 'Safety'), ('legal', 'Legal matters'), ('papers', 'Personal papers'), ('schooling', 'Schooling'), ('work', 'Work and money'), ('family', 'Family')], db_comment='Domain of need', max_length=10)),
                ('text_ct', models.BinaryField(db_comment='What is to be reached, encrypted')),
                ('place', models.SmallIntegerField(db_comment='Order within the plan')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Goals of plans',
            },
        ),
        migrations.CreateModel(
            name='Kinship',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('relation', models.CharField(choices=[('parent', 'Parent'), ('child', 'Child'), ('sibling', 'Brother or sister'), ('spouse', 'Husband or wife'), ('other', 'Other relative')], db_comment='Who they are to `to`', max_length=8)),
                ('ended_at', models.DateTimeField(db_comment='When it was taken back', null=True)),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('ended_by', models.ForeignKey(db_index=False, db_comment='Post that took it back', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('other_case', models.ForeignKey(db_comment='Somebody with a case of their own; null: beside', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ('to', models.ForeignKey(db_comment="Whose relative; null: the person's", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.companion')),
                ('who', models.ForeignKey(db_comment='Somebody beside the person; null: a case', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.companion')),
            ],
            options={
                'db_table_comment': 'Who is whose relative',
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('version_number', models.SmallIntegerField(db_comment='1, 2, 3 within the case')),
                ('state', models.CharField(choices=[('draft', 'Being drafted'), ('proposed', 'Waits for approval'), ('returned', 'Sent back'), ('approved', 'Approved')], db_comment='draft, proposed, returned or approved', default='draft', max_length=10)),
                ('wishes_ct', models.BinaryField(db_comment='What the person wishes, in their own words; encrypted', null=True)),
                ('proposed_user', models.UUIDField(db_comment='Account that proposed: one person in two posts is one person', null=True)),
                ('proposed_at', models.DateTimeField(db_comment='When it was proposed last', null=True)),
                ('returned_at', models.DateTimeField(db_comment='When it was sent back last', null=True)),
                ('returned_ct', models.BinaryField(db_comment='Why it was sent back, encrypted', null=True)),
                ('approved_user', models.UUIDField(db_comment='Account that approved: never the one that proposed', null=True)),
                ('approved_at', models.DateTimeField(db_comment='When it was approved', null=True)),
                ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                ('approved_by', models.ForeignKey(db_index=False, db_comment='Post that approved it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('drawn_from', models.ForeignKey(db_comment='Version it grew from', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.plan')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('proposed_by', models.ForeignKey(db_index=False, db_comment='Post that proposed it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('returned_by', models.ForeignKey(db_index=False, db_comment='Post that sent it back', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Versions of plans of support',
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('due_on', models.DateField(db_comment='Last day; null: none set', null=True)),
                ('text_ct', models.BinaryField(db_comment="What is to be done, encrypted with the person's key")),
                ('state', models.CharField(choices=[('open', 'To be done'), ('done', 'Done'), ('dropped', 'No longer wanted')], db_comment='open, done or dropped', default='open', max_length=8)),
                ('settled_at', models.DateTimeField(db_comment='When it was settled', null=True)),
                ('settled_ct', models.BinaryField(db_comment='What came of it, or why it is not wanted; encrypted', null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('line', models.UUIDField(db_comment='The same measure in all versions', default=uuid.uuid4)),
                ('place', models.SmallIntegerField(db_comment='Order within the plan')),
                ('body', models.ForeignKey(db_comment='Body that is to do it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('goal', models.ForeignKey(db_comment='Goal', on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='support.goal')),
                ('settled_by', models.ForeignKey(db_index=False, db_comment='Post that settled it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ('task', models.ForeignKey(db_comment='Task of that body; null: it has none', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.task')),
                ('plan', models.ForeignKey(db_comment='Version of the plan', on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='support.plan')),
            ],
            options={
                'db_table_comment': 'Measures of plans',
            },
        ),
        migrations.AddField(
            model_name='goal',
            name='plan',
            field=models.ForeignKey(db_comment='Version of the plan', on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='support.plan'),
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('domain', models.CharField(choices=[('shelter', 'Shelter'), ('health', 'Health'), ('mind', 'State of mind'), ('safety', 'Safety'), ('legal', 'Legal matters'), ('papers', 'Personal papers'), ('schooling', 'Schooling'), ('work', 'Work and money'), ('family', 'Family')], db_comment='Domain of need; our own list', max_length=10)),
                ('level', models.SmallIntegerField(choices=[(0, 'Urgent: help today'), (1, "Great: can't manage without help"), (2, 'Some: manages in part'), (3, 'Little: manages, with somebody to ask'), (4, 'No need now')], db_comment='0 urgent ... 4 no need; our own scale')),
                ('assessment', models.ForeignKey(db_comment='When, by whom', on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='support.assessment')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Scores of needs',
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('body', models.ForeignKey(db_comment='Who took part', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('conference', models.ForeignKey(db_comment='Conference', on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='support.conference')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Bodies at conferences',
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                ('language', models.CharField(db_comment='Language, as cases name it', max_length=20)),
                ('dated_on', models.DateField(db_comment='Date of the translation')),
                ('translated_by', models.CharField(db_comment='Who translated or checked it', max_length=160)),
                ('content', models.BinaryField(db_comment='The PDF; it is handed to anybody and tells of nobody')),
                ('size', models.IntegerField(db_comment='Bytes')),
                ('recorded_at', models.DateTimeField(db_comment='When it was put up', db_default=django.db.models.functions.datetime.Now())),
                ('replaced_at', models.DateTimeField(db_comment='When a newer one took its place; null: handed out now', null=True)),
                ('body', models.ForeignKey(db_comment='Body that put it up', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ('entered_by', models.ForeignKey(db_index=False, db_comment='Post that put it up', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('province', models.ForeignKey(db_comment='Province that hands it out', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
            ],
            options={
                'db_table_comment': 'Information sheets in further languages',
            },
        ),
        migrations.CreateModel(
            name='SheetGiven',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('language', models.CharField(db_comment='Language of the sheet; vi and en are the built-in ones', max_length=20)),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ('sheet', models.ForeignKey(db_comment='The uploaded sheet; null: the built-in one', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.sheet')),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': 'Information sheets handed over',
            },
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['case', 'scored_on', 'recorded_at'], name='assessment_of_case'),
        ),
        migrations.AddIndex(
            model_name='conference',
            index=models.Index(fields=['case', '-held_on'], name='conference_of_case'),
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(fields=['case', '-said_on'], name='feedback_of_case'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('score__isnull', True), models.Q(('score__gte', 1), ('score__lte', 5)), _connector='OR'), name='feedback_score_on_the_scale'),
        ),
        migrations.AddConstraint(
            model_name='kinship',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('other_case__isnull', True), ('who__isnull', False)), models.Q(('other_case__isnull', False), ('who__isnull', True)), _connector='OR'), name='kinship_names_one', violation_error_message='Choose one person.'),
        ),
        migrations.AddConstraint(
            model_name='kinship',
            constraint=models.CheckConstraint(condition=models.Q(('to__isnull', True), ('who__isnull', True), models.Q(('to', models.F('who')), _negated=True), _connector='OR'), name='kinship_of_two_people'),
        ),
        migrations.AddConstraint(
            model_name='kinship',
            constraint=models.CheckConstraint(condition=models.Q(('other_case__isnull', True), models.Q(('other_case', models.F('case')), _negated=True), _connector='OR'), name='kinship_with_another_case'),
        ),
        migrations.AddConstraint(
            model_name='kinship',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('case', 'who', 'other_case', 'to'), name='one_kinship_of_two', nulls_distinct=False, violation_error_message='Who they are to each other is noted already: take that back first.'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(fields=('case', 'version_number'), name='plan_version_once'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'proposed', 'returned'])), fields=('case',), name='one_plan_under_way', violation_error_message='A version of this plan is being drafted already.'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('approved_user__isnull', True), models.Q(('approved_user', models.F('proposed_user')), _negated=True), _connector='OR'), name='second_person_approves_plan', violation_error_message='Whoever proposed a plan does not approve it.'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), ('approved_user__isnull', False), ('proposed_user__isnull', False), ('state', 'approved')), models.Q(models.Q(('state', 'approved'), _negated=True), ('approved_at__isnull', True)), _connector='OR'), name='approved_plan_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='measure',
            constraint=models.UniqueConstraint(fields=('plan', 'line'), name='measure_once_in_a_version'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.UniqueConstraint(fields=('plan', 'line'), name='goal_once_in_a_version'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('assessment', 'domain'), name='one_score_a_domain'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.CheckConstraint(condition=models.Q(('level__gte', 0), ('level__lte', 4)), name='score_on_the_scale'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(fields=('conference', 'body'), name='one_seat_a_body'),
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True)), fields=('world', 'province', 'language'), name='one_sheet_a_language', violation_error_message='There is a sheet in this language already.'),
        ),
        migrations.AddIndex(
            model_name='sheetgiven',
            index=models.Index(fields=['case', '-recorded_at'], name='sheet_given_of_case'),
        ),
    ]
