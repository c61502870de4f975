# Tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0015_matters_walls'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='RiskAssessment',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('assessed_on', models.DateField(db_comment='Day of which it speaks')),
                    ('level', models.SmallIntegerField(choices=[(1, 'Low'), (2, 'Middle'), (3, 'High')], db_comment='1 low, 2 middle, 3 high: a scale of ours')),
                    ('factors', models.CharField(db_comment="What makes the risk, in the officer's words", max_length=1000)),
                    ('forecast', models.CharField(blank=True, db_comment='What is expected', max_length=1000)),
                    ('is_key', models.BooleanField(db_comment='True: decided to be a key area', default=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('withdrawn_why', models.CharField(blank=True, db_comment='Why it was taken back; empty: it stands', default='', max_length=300)),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('area', models.ForeignKey(db_comment='Area that was judged', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('decision', models.ForeignKey(db_comment='Document by which it was decided to be a key area', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.instrument')),
                    ('body', models.ForeignKey(db_comment='Body that judged', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Risk assessments of areas',
                    'indexes': [models.Index(fields=['world', 'province', 'area', '-assessed_on'], name='risk_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('is_key', False), ('decision__isnull', False), _connector='OR'), name='risk_key_area_by_decision', violation_error_message='An area becomes a key area by a document: choose it.')],
                },
            ),
            migrations.CreateModel(
                name='BuiltIn',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('other', models.CharField(choices=[('poverty', 'Poverty reduction'), ('vocation', 'Vocational training'), ('jobs', 'Jobs'), ('rural', 'New rural development'), ('children', 'Protection of children'), ('minorities', 'Ethnic minorities and mountain areas'), ('evils', 'Communes free of social vices'), ('other', 'Another programme')], db_comment='The other programme', max_length=12)),
                    ('year', models.SmallIntegerField(db_comment='Year')),
                    ('text', models.CharField(db_comment='What was built in', max_length=1000)),
                    ('result', models.CharField(blank=True, db_comment='What came of it; empty: not known yet', max_length=1000)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('withdrawn_why', models.CharField(blank=True, db_comment='Why it was taken back; empty: it stands', default='', max_length=300)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('done_by', models.ForeignKey(db_comment='Body that did it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('instrument', models.ForeignKey(db_comment='Document in which it stands', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.instrument')),
                    ('body', models.ForeignKey(db_comment='Body that entered it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'What was built into other programmes',
                    'constraints': [models.CheckConstraint(condition=models.Q(('year__gte', 1990), ('year__lte', 2100)), name='built_in_year', violation_error_message='Give a year between 1990 and 2100.')],
                },
            ),
        ]),
    ]
