# The tables of documents as makemigrations draws them, made in one step: see vongtay.common.tables.

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
        ('tasks', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Expected',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('due_on', models.DateField(db_comment='Day by which; null: the directive says none', null=True)),
                    ('waived_why', models.CharField(blank=True, db_comment='Why it need not; empty: it must', default='', max_length=300)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('instrument', models.ForeignKey(db_comment='Directive to be carried out', on_delete=django.db.models.deletion.PROTECT, related_name='expected', to='papers.instrument')),
                    ('to_body', models.ForeignKey(db_comment='Body that is to issue its own', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('task', models.ForeignKey(db_comment='Its task; null: the body does not sign in', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.task')),
                    ('body', models.ForeignKey(db_comment='Body that expects it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Bodies that are to issue a document of their own under a directive',
                    'constraints': [models.UniqueConstraint(fields=('instrument', 'to_body'), name='expected_once', violation_error_message='This body is named already.')],
                },
            ),
        ]),
    ]
