# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
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
                name='Facility',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('kind', models.CharField(choices=[('social', 'Social assistance facility'), ('victim', 'Support facility under the trafficking law'), ('reception', 'Reception place'), ('house', 'Safe house'), ('other', 'Other place')], db_comment='Kind of facility', max_length=12)),
                    ('label', models.CharField(db_comment='Neutral label: tells no name and no place', max_length=60)),
                    ('opened_on', models.DateField(db_comment='First day on which it takes people in')),
                    ('closed_on', models.DateField(db_comment='First day on which it takes nobody in any more; null: open', null=True)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was entered', db_default=django.db.models.functions.datetime.Now())),
                    ('body', models.ForeignKey(db_comment='Body that runs it', on_delete=django.db.models.deletion.PROTECT, related_name='facilities', to='agencies.body')),
                    ('province', models.ForeignKey(db_comment='Province of today', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Places to sleep, by a neutral label',
                    'constraints': [models.UniqueConstraint(fields=('world', 'province', 'label'), name='one_label_a_province', violation_error_message='Another facility of the province has this label.'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='facility_closes_after_it_opens', violation_error_message="A facility can't close before it opens.")],
                },
            ),
            migrations.CreateModel(
                name='Whereabouts',
                fields=[
                    ('facility', models.OneToOneField(db_comment='Which facility', on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='whereabouts', serialize=False, to='facilities.facility')),
                    ('wrapped', models.BinaryField(db_comment='Its own wrapped key')),
                    ('name_ct', models.BinaryField(db_comment='Real name, encrypted', null=True)),
                    ('address_ct', models.BinaryField(db_comment='Address and way there, encrypted', null=True)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                ],
                options={
                    'db_table_comment': 'Where a facility is, for those who must know',
                },
            ),
            migrations.CreateModel(
                name='DayCost',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField(db_comment='From this day until before that one; no end: still in force')),
                    ('amount_dong', models.BigIntegerField(db_comment='Whole đồng a person and day')),
                    ('basis', models.CharField(db_comment='Instrument that sets it, with number and date', max_length=200)),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('facility', models.ForeignKey(db_comment='Facility', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility')),
                ],
                options={
                    'db_table_comment': 'Cost of a day in a facility, by date',
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('facility', '='), ('during', '&&')], name='one_day_cost_at_a_time', violation_error_message='A rate for these days stands already.'), models.CheckConstraint(condition=models.Q(('amount_dong__gt', 0)), name='day_cost_is_an_amount', violation_error_message='Give an amount above nothing.')],
                },
            ),
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('label', models.CharField(db_comment='Event for which they are kept; never about a person', max_length=60)),
                    ('expires_at', models.DateTimeField(db_comment='Free again by itself then')),
                    ('held_at', models.DateTimeField(db_comment='When it was reserved', db_default=django.db.models.functions.datetime.Now())),
                    ('facility', models.ForeignKey(db_comment='Facility', on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='facilities.facility')),
                    ('held_by', models.ForeignKey(db_comment='Post that reserved', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                ],
                options={
                    'db_table_comment': 'Reservations of places for an event',
                },
            ),
            migrations.CreateModel(
                name='HouseDay',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('on', models.DateField(db_comment='Day; of a night the one on which it began')),
                    ('kind', models.CharField(choices=[('meals', 'Meals served'), ('night', 'Night shift'), ('event', 'Something that happened in the house'), ('note', 'Note')], db_comment='What the line is about', max_length=8)),
                    ('meals', models.SmallIntegerField(db_comment='Meals served that day', null=True)),
                    ('words', models.CharField(blank=True, db_comment='In words; no name of a person who is lodged', max_length=500)),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('facility', models.ForeignKey(db_comment='Facility', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility')),
                ],
                options={
                    'db_table_comment': 'Daily notes of a facility',
                    'indexes': [models.Index(fields=['facility', '-on', '-recorded_at'], name='house_day_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'meals'), ('meals__gte', 0), ('meals__isnull', False)), models.Q(models.Q(('kind', 'meals'), _negated=True), models.Q(('words', ''), _negated=True), ('meals__isnull', True)), _connector='OR'), name='house_day_says_something', violation_error_message='Give the number of meals, or say it in words.')],
                },
            ),
            migrations.CreateModel(
                name='Inspection',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('on', models.DateField(db_comment='Day of the inspection')),
                    ('inspector_words', models.CharField(blank=True, db_comment='Who inspected, where it is none of our bodies', max_length=160)),
                    ('sign', models.CharField(blank=True, db_comment='Number of the minutes', max_length=60)),
                    ('findings', models.CharField(db_comment='What was found; no name of a person', max_length=1000)),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('facility', models.ForeignKey(db_comment='Facility', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility')),
                    ('inspector', models.ForeignKey(db_comment='Body that inspected', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ],
                options={
                    'db_table_comment': 'Inspections of facilities',
                    'constraints': [models.CheckConstraint(condition=models.Q(('inspector__isnull', False), models.Q(('inspector_words', ''), _negated=True), _connector='OR'), name='inspection_names_who', violation_error_message='Say who inspected.')],
                },
            ),
            migrations.CreateModel(
                name='Licence',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('sign', models.CharField(db_comment='Number and sign', max_length=60)),
                    ('issuer_words', models.CharField(blank=True, db_comment='Body that issued it, where it is none of ours', max_length=160)),
                    ('issued_on', models.DateField(db_comment='Date of the paper')),
                    ('valid_to', models.DateField(db_comment='Last day as the paper says; null: it names none', null=True)),
                    ('ended_on', models.DateField(db_comment='Day on which it was withdrawn or given back', null=True)),
                    ('end_reason', models.CharField(blank=True, db_comment='Why it ended before its day', max_length=200)),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('facility', models.ForeignKey(db_comment='Facility', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility')),
                    ('issuer', models.ForeignKey(db_comment='Body that issued it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ],
                options={
                    'db_table_comment': 'Licences of facilities',
                    'constraints': [models.UniqueConstraint(fields=('facility', 'sign'), name='one_licence_a_sign', violation_error_message='This licence was entered already.'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('issued_on')), _connector='OR'), name='licence_ends_after_issue', violation_error_message='The last day must not lie before the first.'), models.CheckConstraint(condition=models.Q(('issuer__isnull', False), models.Q(('issuer_words', ''), _negated=True), _connector='OR'), name='licence_names_its_issuer', violation_error_message='Say which body issued it.'), models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_on__isnull', True)), models.Q(('ended_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='licence_ended_with_a_reason', violation_error_message='Say why.')],
                },
            ),
            migrations.CreateModel(
                name='Point',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('asked', models.CharField(db_comment='What is to be done', max_length=500)),
                    ('due_on', models.DateField(db_comment='By when')),
                    ('done_on', models.DateField(db_comment='Day on which it was done', null=True)),
                    ('done_words', models.CharField(blank=True, db_comment='What was done', max_length=500)),
                    ('done_user', models.UUIDField(db_comment='Account of whoever said so: may not check it', null=True)),
                    ('checked_on', models.DateField(db_comment='Day on which it was checked and found done', null=True)),
                    ('checked_user', models.UUIDField(db_comment='Account of whoever checked it', null=True)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('checked_by', models.ForeignKey(db_comment='Post that checked it', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('done_by', models.ForeignKey(db_comment='Post that said so', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('facility', models.ForeignKey(db_comment='Facility', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility')),
                    ('inspection', models.ForeignKey(db_comment='Inspection', on_delete=django.db.models.deletion.PROTECT, related_name='points', to='facilities.inspection')),
                ],
                options={
                    'db_table_comment': 'Points of inspections',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', True), ('done_user__isnull', True)), models.Q(('done_on__isnull', False), ('done_user__isnull', False), models.Q(('done_words', ''), _negated=True)), _connector='OR'), name='point_done_is_whole', violation_error_message='Say what was done.'), models.CheckConstraint(condition=models.Q(('checked_user__isnull', True), models.Q(('done_user__isnull', False), models.Q(('checked_user', models.F('done_user')), _negated=True)), _connector='OR'), name='point_checked_by_somebody_else', violation_error_message='Whoever did it may not check it.')],
                },
            ),
            migrations.CreateModel(
                name='Readiness',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('year', models.SmallIntegerField(db_comment='Year')),
                    ('places', models.SmallIntegerField(db_comment='Places ready at once')),
                    ('places_high', models.SmallIntegerField(db_comment='Upper value where places are told as a range', null=True)),
                    ('staff', models.SmallIntegerField(db_comment='People who work there')),
                    ('supplies', models.CharField(blank=True, db_comment='Supplies kept ready', max_length=500)),
                    ('note', models.CharField(blank=True, db_comment='Anything else', max_length=500)),
                    ('nobody_came', models.BooleanField(db_comment='Stated on purpose: nobody was lodged there that year', default=False)),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('facility', models.ForeignKey(db_comment='Facility', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility')),
                ],
                options={
                    'db_table_comment': 'Yearly readiness of facilities',
                    'indexes': [models.Index(fields=['facility', '-year', '-recorded_at'], name='readiness_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('places__gte', 0), ('staff__gte', 0), ('year__gte', 2000), ('year__lte', 2100)), name='readiness_counts', violation_error_message="A number can't be below nothing."), models.CheckConstraint(condition=models.Q(('places_high__isnull', True), ('places_high__gt', models.F('places')), _connector='OR'), name='readiness_range_upwards', violation_error_message='The upper value must be greater than the lower one.')],
                },
            ),
            migrations.CreateModel(
                name='Room',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('name', models.CharField(db_comment='Name or number of the room', max_length=30)),
                    ('sex_rule', models.CharField(choices=[('women', 'Women'), ('men', 'Men'), ('any', 'Anybody'), ('family', 'A family together')], db_comment='For whom: women, men, any, family', max_length=8)),
                    ('age_from', models.SmallIntegerField(db_comment='Youngest age in whole years; null: no limit', null=True)),
                    ('age_to', models.SmallIntegerField(db_comment='Oldest age in whole years; null: no limit', null=True)),
                    ('area_m2', models.DecimalField(db_comment='Floor area in m2', decimal_places=1, max_digits=6, null=True)),
                    ('suits', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('step_free', 'No steps'), ('carer', 'A carer near by'), ('apart', 'Apart, for the sick'), ('infant', 'For an infant')], max_length=12), db_comment='What it offers beyond beds', default=list, size=None)),
                    ('is_open', models.BooleanField(db_comment='Takes people in', default=True)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('facility', models.ForeignKey(db_comment='Facility', on_delete=django.db.models.deletion.PROTECT, related_name='rooms', to='facilities.facility')),
                ],
                options={
                    'db_table_comment': 'Rooms with the rule for whom they are',
                    'constraints': [models.UniqueConstraint(fields=('facility', 'name'), name='room_named_once', violation_error_message='This facility has a room of this name already.'), models.CheckConstraint(condition=models.Q(('age_from__isnull', True), ('age_to__isnull', True), ('age_to__gte', models.F('age_from')), _connector='OR'), name='room_ages_in_order', violation_error_message='The oldest age must not lie below the youngest.'), models.CheckConstraint(condition=models.Q(('area_m2__isnull', True), ('area_m2__gt', 0), _connector='OR'), name='room_has_some_area', violation_error_message='The floor area must be more than nothing.')],
                },
            ),
            migrations.CreateModel(
                name='Staffing',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('on', models.DateField(db_comment='Day from which this holds')),
                    ('function', models.CharField(choices=[('medical', 'Medical'), ('counsel', 'Counselling'), ('care', 'Care'), ('guard', 'Guard'), ('other', 'Other work')], db_comment='What they do', max_length=12)),
                    ('present', models.SmallIntegerField(db_comment='How many work there')),
                    ('needed', models.SmallIntegerField(db_comment='How many are needed; null: nobody has said', null=True)),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it down', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('facility', models.ForeignKey(db_comment='Facility', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility')),
                ],
                options={
                    'db_table_comment': 'Staff of a facility by function, against the need',
                    'indexes': [models.Index(fields=['facility', 'function', '-on', '-recorded_at'], name='staffing_newest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('present__gte', 0), models.Q(('needed__isnull', True), ('needed__gte', 0), _connector='OR')), name='staffing_counts_people', violation_error_message="A number of people can't be below nothing.")],
                },
            ),
            migrations.CreateModel(
                name='Bed',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.SmallIntegerField(db_comment='Number in the room, from 1')),
                    ('kind', models.CharField(choices=[('bed', 'Bed'), ('cot', 'Cot')], db_comment='bed or cot', default='bed', max_length=4)),
                    ('in_service', models.BooleanField(db_comment='May be slept in', default=True)),
                    ('out_reason', models.CharField(blank=True, choices=[('repair', 'Being repaired'), ('cleaning', 'Being cleaned'), ('infection', 'Closed because of an infection'), ('other', 'Another reason')], db_comment='Why it is out of service', max_length=12)),
                    ('facility', models.ForeignKey(db_comment='Facility of the room', on_delete=django.db.models.deletion.PROTECT, related_name='beds', to='facilities.facility')),
                    ('room', models.ForeignKey(db_comment='Room', on_delete=django.db.models.deletion.PROTECT, related_name='beds', to='facilities.room')),
                ],
                options={
                    'db_table_comment': 'Numbered beds',
                    'constraints': [models.UniqueConstraint(fields=('room', 'number'), name='bed_numbered_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='bed_number_from_one'), models.CheckConstraint(condition=models.Q(models.Q(('in_service', True), ('out_reason', '')), models.Q(('in_service', False), models.Q(('out_reason', ''), _negated=True)), _connector='OR'), name='bed_out_has_a_reason', violation_error_message='Say why the bed is out of service.')],
                },
            ),
            migrations.CreateModel(
                name='HeldBed',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField(db_comment='From this moment until before that one')),
                    ('released_at', models.DateTimeField(db_comment='When it was given up or slept in', null=True)),
                    ('bed', models.ForeignKey(db_comment='Bed', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.bed')),
                    ('facility', models.ForeignKey(db_comment='Facility of the bed', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='facilities.facility')),
                    ('hold', models.ForeignKey(db_comment='Reservation', on_delete=django.db.models.deletion.PROTECT, related_name='beds', to='facilities.hold')),
                ],
                options={
                    'db_table_comment': 'Beds of reservations',
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('released_at__isnull', True)), expressions=[('bed', '='), ('during', '&&')], name='one_hold_a_bed', violation_error_message='This bed is reserved at that time.')],
                },
            ),
            migrations.CreateModel(
                name='Stay',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('person_id', models.UUIDField(db_comment='Who sleeps there (people are a sibling app: no foreign key)')),
                    ('label', models.CharField(db_comment='Code of the case, so that lists need no join', max_length=40)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World of the subject', max_length=10)),
                    ('during', django.contrib.postgres.fields.ranges.DateTimeRangeField(db_comment='From this moment until before that one; no end: still there')),
                    ('ground', models.CharField(choices=[('safety', 'Safety at once'), ('identifying', 'Lodging while the case is verified'), ('support', 'Support after the decision'), ('with_family', 'Stays with their family'), ('mass', 'Reception of many people'), ('other', 'Another ground')], db_comment='Why the place was given', max_length=12)),
                    ('planned_until', models.DateField(db_comment='Day on which it is planned to end; ends nothing by itself', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it became known to the system', db_default=django.db.models.functions.datetime.Now())),
                    ('end_ground', models.CharField(blank=True, choices=[('home', 'Went home'), ('own_wish', 'Left by their own wish'), ('handed_over', 'Handed over to another body'), ('hospital', 'Went to hospital'), ('moved', 'Moved to another bed'), ('other', 'Another ground')], db_comment='Why it ended', max_length=12)),
                    ('voided_at', models.DateTimeField(db_comment='When it was found to be wrong; it counts no more', null=True)),
                    ('void_reason', models.CharField(blank=True, choices=[('time', 'The time was wrong'), ('person', 'It was another person'), ('never', 'Nobody came')], db_comment='What was wrong', max_length=8)),
                    ('acted_by_body', models.ForeignKey(db_comment='Body that admitted', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('bed', models.ForeignKey(db_comment='Bed', on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='facilities.bed')),
                    ('corrects', models.ForeignKey(db_comment='Voided stay that this one replaces', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='facilities.stay')),
                    ('ended_by', models.ForeignKey(db_comment='Post that ended it', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('entered_by', models.ForeignKey(db_comment='Post that entered it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('facility', models.ForeignKey(db_comment='Facility of the bed', on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='facilities.facility')),
                    ('follows', models.ForeignKey(db_comment='Stay from which the person moved here', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='facilities.stay')),
                    ('room', models.ForeignKey(db_comment='Room of the bed', on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='facilities.room')),
                    ('subject', models.ForeignKey(db_comment='Protected subject', on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='grants.subject')),
                ],
                options={
                    'db_table_comment': 'Who slept in which bed, from when until when',
                    'indexes': [models.Index(fields=['subject'], name='stay_by_subject'), models.Index(condition=models.Q(('end_ground', ''), ('voided_at__isnull', True)), fields=['subject'], name='stay_now'), django.contrib.postgres.indexes.GistIndex(condition=models.Q(('voided_at__isnull', True)), fields=['during'], name='stay_by_time')],
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('voided_at__isnull', True)), expressions=[('bed', '='), ('during', '&&')], name='one_person_a_bed', violation_error_message='This bed is taken at that time.'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('voided_at__isnull', True)), expressions=[('person_id', '='), ('during', '&&')], name='one_bed_a_person', violation_error_message='This person has a bed at that time already.'), models.CheckConstraint(condition=models.Q(('during__isempty', False), ('during__lower_inf', False)), name='stay_has_a_beginning', violation_error_message="A stay can't end before it begins."), models.CheckConstraint(condition=models.Q(models.Q(('during__upper_inf', True), ('end_ground', '')), models.Q(('during__upper_inf', False), models.Q(('end_ground', ''), _negated=True)), _connector='OR'), name='stay_ends_with_a_ground'), models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at__isnull', True)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='stay_voided_with_a_reason')],
                },
            ),
        ]),
    ]
