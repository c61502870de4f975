"""Lists by which many people go on to a body: reached by the grants of the event."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from vongtay.common.policies import keep_subject, protect, reached

REACHED = f"{reached('cases_masshandover')} and (select vt.sees_cases())"


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0011_contact_walls'),
        ('cases', '0080_mass_return'),
        ('grants', '0005_sessions_of_posts'),
        ('papers', '0022_batch_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='MassHandover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('handed_at', models.DateTimeField(db_comment='When they are handed over')),
                ('people', models.SmallIntegerField(db_comment='How many people stand on it')),
                ('named', models.SmallIntegerField(db_comment='How many of them by name')),
                ('recorded_at', models.DateTimeField(db_comment='When it was issued', db_default=django.db.models.functions.datetime.Now())),
                ('entered_by', models.ForeignKey(db_comment='Post that issued it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post', db_index=False)),
                ('event', models.ForeignKey(db_comment='Event', on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='cases.massevent')),
                ('paper', models.OneToOneField(db_comment='The list as issued', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paper')),
                ('subject', models.ForeignKey(db_comment='Protected subject of the event', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
                ('to_body', models.ForeignKey(db_comment='Body that takes the people over', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
            ],
            options={
                'db_table_comment': 'Lists that hand over many people',
                'constraints': [models.CheckConstraint(condition=models.Q(('named__gte', 0), ('named__lte', models.F('people')), ('people__gte', 1)), name='mass_handover_has_people')],
            },
        ),
        protect("cases_masshandover", {"select": REACHED, "insert": REACHED}),
        keep_subject("cases_masshandover"),
    ]
