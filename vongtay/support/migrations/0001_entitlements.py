"""Decisions of people on regimes of support."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0012_nobody_on_duty_twice'),
        ('cases', '0091_days_and_withdrawals_walls'),
        ('grants', '0005_sessions_of_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                ('law', models.CharField(db_comment='Law under which it was decided, as law/regimes names it', max_length=10)),
                ('beneficiary', models.CharField(choices=[('citizen', 'Identified, citizen or stateless resident'), ('foreigner', 'Identified, foreigner'), ('under_identification', 'Under identification'), ('accompanying', 'Accompanying person under 18')], db_comment='Kind of beneficiary then', max_length=24)),
                ('regime', models.CharField(choices=[('essential', 'Essential needs'), ('travel', 'Travel home'), ('medical', 'Medical care'), ('insurance', 'Health insurance'), ('psychological', 'Psychological support'), ('interpreter', 'Interpreter'), ('legal_advice', 'Legal advice'), ('legal_aid', 'Legal aid'), ('schooling', 'Schooling'), ('training', 'Vocational training'), ('allowance', 'Initial hardship allowance'), ('job', 'Job support'), ('loan', 'Loan')], db_comment='Regime of support', max_length=16)),
                ('answer', models.CharField(choices=[('yes', 'Supported'), ('no', 'Not supported')], db_comment='Whether the person gets it', max_length=4)),
                ('reason_ct', models.BinaryField(db_comment='Why, in words; encrypted')),
                ('case', models.ForeignKey(db_comment='Case', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post', db_index=False)),
                ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.subject')),
            ],
            options={
                'db_table_comment': "Decisions on regimes of support that the law's data leave unset",
                'indexes': [models.Index(fields=['case', 'regime', '-recorded_at'], name='ruling_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__in', ['yes', 'no'])), name='ruling_answer_known', violation_error_message='Choose whether the person gets it.')],
            },
        ),
    ]
