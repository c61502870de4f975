# Tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0013_plans_walls'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Raised',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('matter', models.CharField(choices=[('difficulty', 'A difficulty'), ('proposal', 'A proposal'), ('amendment', 'A proposal to amend a document')], db_comment='difficulty, proposal or amendment', max_length=10)),
                    ('text', models.CharField(db_comment="What it is, in the officer's words", max_length=1000)),
                    ('to_text', models.CharField(blank=True, db_comment='Who is to answer, where it is none of ours: Bộ Y tế', max_length=200)),
                    ('raised_on', models.DateField(db_comment='Day on which it was raised')),
                    ('due_on', models.DateField(db_comment='Day by which an answer is expected; null: none was set', null=True)),
                    ('closed_on', models.DateField(db_comment='Day of the answer that closed it; null: it waits', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('withdrawn_why', models.CharField(blank=True, db_comment='Why it was taken back; empty: it stands', default='', max_length=300)),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('instrument', models.ForeignKey(db_comment='Document to be amended; or the report that raised it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='papers.instrument')),
                    ('to_body', models.ForeignKey(db_comment='Body of ours that is to answer', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('task', models.ForeignKey(db_comment='Task to answer or to ask again', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.task')),
                    ('body', models.ForeignKey(db_comment='Body that raised it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Difficulties and proposals, tracked to an answer',
                    'indexes': [models.Index(fields=['world', 'province', 'closed_on'], name='raised_open')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('to_body__isnull', False), models.Q(('to_text', ''), _negated=True), _connector='OR'), name='raised_to_somebody', violation_error_message='Say who is to answer.'), models.CheckConstraint(condition=models.Q(models.Q(('matter', 'amendment'), _negated=True), ('instrument__isnull', False), _connector='OR'), name='raised_amendment_names_it', violation_error_message='Choose the document that is to be amended.')],
                },
            ),
            migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('outcome', models.CharField(choices=[('pending', 'Being considered'), ('taken', 'Accepted'), ('partly', 'Accepted in part'), ('declined', 'Not accepted, with the reason')], db_comment='pending, taken, partly or declined', max_length=10)),
                    ('text', models.CharField(db_comment='The answer in few words', max_length=1000)),
                    ('on', models.DateField(db_comment='Day of the answer')),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('raised', models.ForeignKey(db_comment='Difficulty or proposal', on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='programme.raised')),
                    ('instrument', models.ForeignKey(db_comment='Document that answers', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.instrument')),
                    ('body', models.ForeignKey(db_comment='Body that entered it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Answers to difficulties and proposals',
                    'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='answer_says_something', violation_error_message='Say what the answer is.')],
                },
            ),
        ]),
    ]
