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
        ('grants', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Questionnaire',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('code', models.SlugField(db_comment='Code in addresses; never renamed', max_length=60)),
                    ('title', models.CharField(db_comment='Title as it is read', max_length=160)),
                    ('purpose', models.CharField(choices=[('screening', 'Screening'), ('needs', 'Needs'), ('feedback', 'Feedback of the person'), ('other', 'Another purpose')], db_comment='What it is asked for', max_length=20)),
                    ('source', models.CharField(blank=True, db_comment='Where its questions come from', max_length=300)),
                    ('made_at', models.DateTimeField(db_comment='When it was begun', db_default=django.db.models.functions.datetime.Now())),
                    ('province', models.ForeignKey(db_comment='Owner of the installation', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Questionnaires',
                    'constraints': [models.UniqueConstraint(fields=('province', 'code'), name='questionnaire_code_once', violation_error_message='There is a questionnaire of this name already.')],
                },
            ),
            migrations.CreateModel(
                name='Edition',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.PositiveSmallIntegerField(db_comment='1, 2, 3... of each questionnaire')),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Waiting to be signed off'), ('live', 'In use'), ('retired', 'No longer in use')], db_comment='draft, proposed, live, retired', default='draft', max_length=10)),
                    ('content', models.JSONField(db_comment='Sections, questions, conditions, bands: see shapes.py')),
                    ('made_user', models.UUIDField(db_comment='Account of who wrote it')),
                    ('signed_off_user', models.UUIDField(db_comment='Account of the second person', null=True)),
                    ('live_at', models.DateTimeField(db_comment='In use from', null=True)),
                    ('retired_at', models.DateTimeField(db_comment='In use until', null=True)),
                    ('changed_at', models.DateTimeField(db_comment='When it was last changed', db_default=django.db.models.functions.datetime.Now())),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('made_by', models.ForeignKey(db_comment='Who wrote it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('signed_off_by', models.ForeignKey(db_comment='Second person who put it into use', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('questionnaire', models.ForeignKey(db_comment='Questionnaire', on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='questionnaires.questionnaire')),
                ],
                options={
                    'db_table_comment': 'Editions of questionnaires',
                    'constraints': [models.UniqueConstraint(fields=('questionnaire', 'number'), name='edition_number_once'), models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'proposed'])), fields=('questionnaire',), name='one_draft_of_a_questionnaire', violation_error_message='A draft of this questionnaire is being worked on already.'), models.UniqueConstraint(condition=models.Q(('state', 'live')), fields=('questionnaire',), name='one_edition_in_use'), models.CheckConstraint(condition=models.Q(('signed_off_user__isnull', True), models.Q(('signed_off_user', models.F('made_user')), _negated=True), _connector='OR'), name='edition_two_persons', violation_error_message='Whoever wrote an edition may not sign it off.'), models.CheckConstraint(condition=models.Q(models.Q(('live_at__isnull', True), ('state__in', ['draft', 'proposed'])), models.Q(('live_at__isnull', False), ('signed_off_by__isnull', False), ('state__in', ['live', 'retired'])), _connector='OR'), name='edition_in_use_was_signed_off')],
                },
            ),
            migrations.CreateModel(
                name='Response',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('person_id', models.UUIDField(db_comment='Person whose data key encrypts it (people are a sibling app: no foreign key)')),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('answers_ct', models.BinaryField(db_comment="Answers by code of the question, encrypted with the person's key")),
                    ('score', models.IntegerField(db_comment='What the answers add up to; null: not scored', null=True)),
                    ('band', models.CharField(blank=True, db_comment='Code of the band of the score', max_length=40)),
                    ('answered_on', models.DateField(db_comment='Day on which it was asked')),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('acted_by_body', models.ForeignKey(db_comment='Body that asked', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('corrects', models.OneToOneField(db_comment='The response that this one corrects', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='questionnaires.response')),
                    ('edition', models.ForeignKey(db_comment='Edition that was asked', on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='questionnaires.edition')),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Answers of people to questionnaires',
                    'indexes': [models.Index(fields=['subject', '-answered_on'], name='response_by_subject')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('band', ''), ('score__isnull', True)), ('score__isnull', False), _connector='OR'), name='response_scored_or_not')],
                },
            ),
        ]),
    ]
