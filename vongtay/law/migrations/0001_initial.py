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
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='DayEntry',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('on', models.DateField(db_comment='The day')),
                    ('version', models.IntegerField(db_comment='1, 2, 3... for each day')),
                    ('kind', models.CharField(choices=[('off', 'day off'), ('make_up', 'make-up working day'), ('as_shipped', 'as in the calendar we ship')], db_comment='off, make_up; as_shipped takes an earlier version back', max_length=12)),
                    ('title', models.CharField(db_comment='What the day is: Tết, swapped with another day...', max_length=120)),
                    ('instrument', models.CharField(db_comment='Number, sign and date of the instrument', max_length=200)),
                    ('entered_user', models.UUIDField(db_comment='Account of the legal officer')),
                    ('entered_at', models.DateTimeField(db_comment='When', db_default=django.db.models.functions.datetime.Now())),
                    ('signed_off_user', models.UUIDField(db_comment='Account of the second person', null=True)),
                    ('signed_off_at', models.DateTimeField(db_comment='When it was signed off; it counts from then', null=True)),
                    ('entered_by', models.ForeignKey(db_comment='Legal officer', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('province', models.ForeignKey(db_comment='Owner of the installation', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('signed_off_by', models.ForeignKey(db_comment='Second person who signed it off', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Days off and make-up days entered by legal officers, versioned and signed off',
                    'constraints': [models.UniqueConstraint(fields=('province', 'on', 'version'), name='law_day_version'), models.CheckConstraint(condition=models.Q(('signed_off_user__isnull', True), models.Q(('signed_off_user', models.F('entered_user')), _negated=True), _connector='OR'), name='law_day_two_persons', violation_error_message='Whoever entered a day may not sign it off.')],
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('rule_id', models.CharField(db_comment='Rule of law/regimes', max_length=60)),
                    ('version', models.IntegerField(db_comment='1, 2, 3... for each rule')),
                    ('limit', models.PositiveSmallIntegerField(db_comment='How many units; null: the same day', null=True)),
                    ('unit', models.CharField(choices=[('now', 'the same day'), ('hours', 'hours'), ('calendar_days', 'days'), ('working_days', 'working days'), ('months', 'months')], db_comment='Unit of the limit', max_length=20)),
                    ('article', models.CharField(db_comment='Article as it is printed', max_length=120)),
                    ('instrument', models.CharField(db_comment='Number, sign and date of the instrument', max_length=200)),
                    ('valid_from', models.DateField(db_comment='First day in force')),
                    ('valid_to', models.DateField(blank=True, db_comment='Last day in force; null: open', null=True)),
                    ('entered_user', models.UUIDField(db_comment='Account of the legal officer')),
                    ('entered_at', models.DateTimeField(db_comment='When', db_default=django.db.models.functions.datetime.Now())),
                    ('signed_off_user', models.UUIDField(db_comment='Account of the second person', null=True)),
                    ('signed_off_at', models.DateTimeField(db_comment='When it was signed off; it counts from then', null=True)),
                    ('entered_by', models.ForeignKey(db_comment='Legal officer', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('province', models.ForeignKey(db_comment='Owner of the installation', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('signed_off_by', models.ForeignKey(db_comment='Second person who signed it off', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Limits entered by legal officers, versioned and signed off',
                    'constraints': [models.UniqueConstraint(fields=('province', 'rule_id', 'version'), name='law_entry_version'), models.CheckConstraint(condition=models.Q(models.Q(('limit__isnull', True), ('unit', 'now')), models.Q(models.Q(('unit', 'now'), _negated=True), ('limit__gte', 1)), _connector='OR'), name='law_entry_limit_or_now', violation_error_message='Give how many units; the same day has no number.'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='law_entry_forwards', violation_error_message='The last day in force must not lie before the first.'), models.CheckConstraint(condition=models.Q(('signed_off_user__isnull', True), models.Q(('signed_off_user', models.F('entered_user')), _negated=True), _connector='OR'), name='law_entry_two_persons', violation_error_message='Whoever entered a limit may not sign it off.')],
                },
            ),
        ]),
    ]
