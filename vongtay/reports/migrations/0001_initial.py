# The tables as makemigrations draws them, made in one step: see vongtay.common.tables.

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.db import migrations, models

from vongtay.common.tables import CreateTables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('indicators', '0001_initial'),
        ('papers', '0001_initial'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='IssuedReport',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('period', models.CharField(db_comment='Code of the period, e.g. 2026-H1', max_length=20)),
                    ('calendar', models.CharField(db_comment='administrative or statistical', max_length=20)),
                    ('as_known_at', models.DateTimeField(db_comment='Moment of knowledge')),
                    ('figures', models.JSONField(db_comment='Totals as issued, by code: counts only')),
                    ('issued_at', models.DateTimeField(db_comment='When', db_default=django.db.models.functions.datetime.Now())),
                    ('area', models.ForeignKey(db_comment='Area counted', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('body', models.ForeignKey(db_comment='Body that reports', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('issued_by', models.ForeignKey(db_comment='Post that issued it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('paper', models.ForeignKey(db_comment='The paper', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paper')),
                    ('province', models.ForeignKey(db_comment="Owner's province", on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Issued reports',
                },
            ),
            migrations.CreateModel(
                name='SavedTable',
                fields=[
                    ('id', models.UUIDField(db_comment='Made by the form: sent twice is sent once', primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('body', models.ForeignKey(db_comment='Body of its owner', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('owner', models.ForeignKey(db_comment='Post that saved it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('name', models.CharField(db_comment='Name', max_length=120)),
                    ('query', models.CharField(db_comment='What is asked for, as it stands in the address', max_length=600)),
                    ('is_shared', models.BooleanField(db_comment='True: posts of its body that count see it, too', default=False)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was saved', db_default=django.db.models.functions.datetime.Now())),
                    ('deleted_at', models.DateTimeField(db_comment='When it was deleted; null: it stands', null=True)),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                ],
                options={
                    'db_table_comment': 'Saved tables',
                    'indexes': [models.Index(fields=['body', 'name'], name='saved_table_of_body')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('deleted_at__isnull', True)), fields=('owner', 'name'), name='saved_table_name_once', violation_error_message='You have a table of this name already.')],
                },
            ),
            migrations.CreateModel(
                name='Schedule',
                fields=[
                    ('id', models.UUIDField(db_comment='Made by the form: sent twice is sent once', primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('table', models.ForeignKey(db_comment='Saved table', on_delete=django.db.models.deletion.PROTECT, related_name='schedules', to='reports.savedtable')),
                    ('post', models.ForeignKey(db_comment='Post to whose holder it is sent', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('rhythm', models.CharField(choices=[('daily', 'Every day'), ('weekly', 'Every week'), ('monthly', 'Every month')], db_comment='daily, weekly or monthly', max_length=10)),
                    ('on_day', models.PositiveSmallIntegerField(db_comment='Day of the week (1 Monday) or of the month; 0 for daily', default=0)),
                    ('site', models.CharField(db_comment='Address of this system as the holder used it', max_length=200)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was set', db_default=django.db.models.functions.datetime.Now())),
                    ('stopped_at', models.DateTimeField(db_comment='When it stopped; null: it runs', null=True)),
                    ('stopped_why', models.CharField(blank=True, choices=[('holder', 'Stopped by you'), ('post', 'The post ended'), ('role', 'The post counts no more'), ('table', 'The table was deleted, or is shared no more')], db_comment='Why it stopped; empty: it runs', max_length=10)),
                ],
                options={
                    'db_table_comment': 'Mails that lead to saved tables',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('stopped_at__isnull', True)), fields=('table', 'post'), name='one_schedule_a_table', violation_error_message='This table is sent to you already.'), models.CheckConstraint(condition=models.Q(models.Q(('on_day', 0), ('rhythm', 'daily')), models.Q(('on_day__gte', 1), ('on_day__lte', 7), ('rhythm', 'weekly')), models.Q(('on_day__gte', 1), ('on_day__lte', 31), ('rhythm', 'monthly')), _connector='OR'), name='schedule_day_of_its_rhythm', violation_error_message='Choose a day of the week, or a day of the month from 1 to 31.'), models.CheckConstraint(condition=models.Q(models.Q(('stopped_at__isnull', True), ('stopped_why', '')), models.Q(('stopped_at__isnull', False), models.Q(('stopped_why', ''), _negated=True)), _connector='OR'), name='schedule_stops_for_a_reason')],
                },
            ),
            migrations.CreateModel(
                name='TableMail',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('schedule', models.ForeignKey(db_comment='Schedule', on_delete=django.db.models.deletion.PROTECT, related_name='mails', to='reports.schedule')),
                    ('on', models.DateField(db_comment='Day for which it is sent')),
                    ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('kept', 'Kept here: no mail server is set'), ('failed', 'Failed, will be tried again'), ('given_up', 'Given up')], db_comment='State', default='waiting', max_length=10)),
                    ('tries', models.SmallIntegerField(db_comment='How often it was tried', default=0)),
                    ('error', models.CharField(blank=True, db_comment='Kind of the last failure; never its words', max_length=60)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was put in the outbox', db_default=django.db.models.functions.datetime.Now())),
                    ('tried_at', models.DateTimeField(db_comment='When it was last tried', null=True)),
                ],
                options={
                    'db_table_comment': 'Outbox of mails that lead to saved tables',
                    'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'failed'])), fields=['state'], name='table_mail_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('schedule', 'on'), name='one_table_mail_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Obligation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('title', models.CharField(db_comment='What the report is called', max_length=200)),
                    ('owes', models.CharField(choices=[('communes', 'every commune of the province'), ('kind', 'every body of one kind in the province'), ('body', 'one body')], db_comment='Who owes it: communes, kind or body', max_length=10)),
                    ('owing_kind', models.CharField(blank=True, db_comment='Kind of the bodies that owe it, where owes is kind', max_length=40)),
                    ('speaks', models.CharField(choices=[('area', 'all that was done in its area'), ('own', 'what the body itself did')], db_comment='Of what its figures speak: area or own', max_length=5)),
                    ('calendar', models.CharField(choices=[('administrative', 'administrative'), ('statistical', 'statistical')], db_comment='administrative or statistical', max_length=20)),
                    ('period_kind', models.CharField(choices=[('month', 'every month'), ('quarter', 'every quarter'), ('half', 'every half year'), ('nine_months', 'nine months'), ('year', 'every year')], db_comment='How long a period is', max_length=20)),
                    ('begins_on', models.DateField(db_comment='Periods that are cut off on or after this day are owed')),
                    ('ended_on', models.DateField(db_comment='Periods that are cut off after this day are owed no more; null: open', null=True)),
                    ('ended_why', models.CharField(blank=True, db_comment='Why it was ended', max_length=300)),
                    ('wants_narrative', models.BooleanField(db_comment='True: words are asked for as well', default=False)),
                    ('wants_file', models.BooleanField(db_comment='True: a file is asked for as well', default=False)),
                    ('due_rule', models.CharField(blank=True, choices=[('', 'not set: no day is computed'), ('law', 'by law: the province reports by the 25th of the last month'), ('working_days', 'so many working days after the cut-off'), ('month_day', 'a day of the month, the first after the cut-off')], db_comment='How the last day is found; empty: none was set', default='', max_length=15)),
                    ('due_number', models.SmallIntegerField(db_comment='Working days after the cut-off, or day of the month', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)])),
                    ('asked_sign', models.CharField(blank=True, db_comment='Number and sign of the document that asks and sets the day', max_length=60)),
                    ('asked_on', models.DateField(db_comment='Day of that document', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was set up', db_default=django.db.models.functions.datetime.Now())),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('body', models.ForeignKey(db_comment='Body that asks and receives', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('entered_by', models.ForeignKey(db_comment='Post that set it up', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('owing_body', models.ForeignKey(db_comment='The one body that owes it, where owes is body', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('province', models.ForeignKey(db_comment='Province whose bodies owe it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                ],
                options={
                    'db_table_comment': 'Reports that bodies owe: who, to whom, how often, by when',
                    'indexes': [models.Index(fields=['world', 'province'], name='obligation_of_province')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('owes', 'communes'), ('owing_body__isnull', True), ('owing_kind', '')), models.Q(('owes', 'kind'), ('owing_body__isnull', True), models.Q(('owing_kind', ''), _negated=True)), models.Q(('owes', 'body'), ('owing_body__isnull', False), ('owing_kind', '')), _connector='OR'), name='obligation_says_who', violation_error_message='Say who owes the report.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('due_rule__in', ('working_days', 'month_day')), _negated=True), ('due_number__isnull', True)), models.Q(('asked_on__isnull', False), ('due_number__isnull', False), ('due_number__range', (1, 60)), ('due_rule__in', ('working_days', 'month_day')), models.Q(('asked_sign', ''), _negated=True)), _connector='OR'), name='obligation_day_has_document', violation_error_message='A day that your body sets needs its number and the document that asks.'), models.CheckConstraint(condition=models.Q(models.Q(('asked_on__isnull', True), ('asked_sign', '')), models.Q(models.Q(('asked_sign', ''), _negated=True), ('asked_on__isnull', False)), _connector='OR'), name='obligation_document_is_whole', violation_error_message='Give the number and the day of the document.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('ended_why', '')), models.Q(('ended_on__isnull', False), models.Q(('ended_why', ''), _negated=True)), _connector='OR'), name='obligation_ended_says_why', violation_error_message='Say why it ends.')],
                },
            ),
            migrations.CreateModel(
                name='AskedIndicator',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('indicator', models.ForeignKey(db_comment='Indicator asked for', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicator')),
                    ('obligation', models.ForeignKey(db_comment='Obligation', on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='reports.obligation')),
                ],
                options={
                    'db_table_comment': 'Indicators that a report is to give',
                    'constraints': [models.UniqueConstraint(fields=('obligation', 'indicator'), name='asked_indicator_once')],
                },
            ),
            migrations.CreateModel(
                name='ReportReminder',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('period', models.CharField(db_comment='Code of the period', max_length=20)),
                    ('stage', models.CharField(choices=[('before', 'before the day'), ('late', 'after the day')], db_comment='before or late', max_length=6)),
                    ('due_on', models.DateField(db_comment='The day of which it was reminded')),
                    ('on', models.DateField(db_comment='Day of the reminder')),
                    ('body', models.ForeignKey(db_comment='Body that was reminded', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('obligation', models.ForeignKey(db_comment='What is owed', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.obligation')),
                ],
                options={
                    'db_table_comment': 'Reminders of reports that are owed',
                    'indexes': [models.Index(fields=['world', 'on'], name='report_reminder_of_day')],
                    'constraints': [models.UniqueConstraint(fields=('obligation', 'period', 'body', 'stage'), name='report_reminder_once')],
                },
            ),
            migrations.CreateModel(
                name='Submission',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('period', models.CharField(db_comment='Code of the period, e.g. 2026-Q1', max_length=20)),
                    ('first_on', models.DateField(db_comment='First day of the period')),
                    ('last_on', models.DateField(db_comment='Last day of the period: the cut-off')),
                    ('number', models.SmallIntegerField(db_comment='Version: 1, then corrections', default=1)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent, waits for approval'), ('returned', 'Returned'), ('approved', 'Approved and locked'), ('superseded', 'Replaced by a correction')], db_comment='draft, sent, returned, approved or superseded', default='draft', max_length=12)),
                    ('narrative_ct', models.BinaryField(db_comment='What is told in words, encrypted', null=True)),
                    ('why_ct', models.BinaryField(db_comment='Why a locked version is corrected, encrypted', null=True)),
                    ('wrapped', models.BinaryField(db_comment='Its own wrapped key')),
                    ('due_on', models.DateField(db_comment='Last day as it stood when it was first sent; null: none was set', null=True)),
                    ('received_on', models.DateField(db_comment='Day on which it was first sent, or its paper arrived', null=True)),
                    ('sent_at', models.DateTimeField(db_comment='When it was last sent', null=True)),
                    ('decided_at', models.DateTimeField(db_comment='When it was approved', null=True)),
                    ('source_sign', models.CharField(blank=True, db_comment='Number and sign of the paper it was entered from; empty: the body entered it', max_length=60)),
                    ('source_on', models.DateField(db_comment='Day of that paper', null=True)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was begun', db_default=django.db.models.functions.datetime.Now())),
                    ('last_post', models.UUIDField(db_comment='Key of the last form that was sent: the same form twice is one act')),
                    ('version', models.IntegerField(db_comment='Raised by each change; a stale write is refused', default=1)),
                    ('approved_by', models.ForeignKey(db_comment='Second person, who approved it', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('body', models.ForeignKey(db_comment='Body that reports', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                    ('corrects', models.OneToOneField(db_comment='The locked version that it corrects', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='reports.submission')),
                    ('entered_by', models.ForeignKey(db_comment='Post that wrote it last', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('obligation', models.ForeignKey(db_comment='What it answers', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='reports.obligation')),
                    ('province', models.ForeignKey(db_comment="Owner's province", db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.place')),
                    ('sent_by', models.ForeignKey(db_comment='Post that last sent it', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('to_body', models.ForeignKey(db_comment='Body that receives', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.body')),
                ],
                options={
                    'db_table_comment': 'Reports of bodies for periods, version by version',
                    'indexes': [models.Index(condition=models.Q(('state', 'sent')), fields=['to_body'], name='submission_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('obligation', 'period', 'body', 'number'), name='submission_version_once'), models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'sent', 'returned'))), fields=('obligation', 'period', 'body'), name='submission_one_open', violation_error_message='This report is being worked on already.'), models.UniqueConstraint(condition=models.Q(('state', 'approved')), fields=('obligation', 'period', 'body'), name='submission_one_locked'), models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('number', 1), ('why_ct__isnull', True)), models.Q(('corrects__isnull', False), ('number__gt', 1), ('why_ct__isnull', False)), _connector='OR'), name='submission_correction_has_former', violation_error_message='Say why it is corrected.'), models.CheckConstraint(condition=models.Q(('state', 'draft'), models.Q(('received_on__isnull', False), ('sent_at__isnull', False), ('sent_by__isnull', False)), _connector='OR'), name='submission_sent_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('approved_by__isnull', True), ('state__in', ('draft', 'sent', 'returned'))), models.Q(('approved_by__isnull', False), ('decided_at__isnull', False), models.Q(('approved_by', models.F('sent_by')), _negated=True)), _connector='OR'), name='submission_approved_by_second', violation_error_message='Somebody else than the sender approves.'), models.CheckConstraint(condition=models.Q(models.Q(('source_on__isnull', True), ('source_sign', '')), models.Q(models.Q(('source_sign', ''), _negated=True), ('source_on__isnull', False)), _connector='OR'), name='submission_paper_is_whole', violation_error_message='Give the number and the day of the paper.'), models.CheckConstraint(condition=models.Q(('body', models.F('to_body')), _negated=True), name='submission_to_another'), models.CheckConstraint(condition=models.Q(('last_on__gte', models.F('first_on'))), name='submission_period_forwards')],
                },
            ),
            migrations.CreateModel(
                name='SubmissionFile',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('recorded_at', models.DateTimeField(db_comment='When it was added', db_default=django.db.models.functions.datetime.Now())),
                    ('added_by', models.ForeignKey(db_comment='Who added it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('file', models.ForeignKey(db_comment='The file, encrypted', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.storedfile')),
                    ('submission', models.ForeignKey(db_comment='Report', on_delete=django.db.models.deletion.PROTECT, related_name='files', to='reports.submission')),
                ],
                options={
                    'db_table_comment': 'Files of reports of bodies',
                    'constraints': [models.UniqueConstraint(fields=('submission', 'file'), name='submission_file_once')],
                },
            ),
            migrations.CreateModel(
                name='SubmissionLine',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('source', models.UUIDField(db_comment='What its figure names as its source: the same in every version', db_index=True)),
                    ('answer', models.CharField(blank=True, choices=[('', 'Not answered'), ('value', 'A figure'), ('nil', 'Nothing arose'), ('none', 'No figures yet')], db_comment='value, nil, none, or empty: not answered yet', default='', max_length=5)),
                    ('value', models.DecimalField(db_comment='Lower value; đồng for money', decimal_places=2, max_digits=18, null=True)),
                    ('value_high', models.DecimalField(db_comment='Upper value of a range', decimal_places=2, max_digits=18, null=True)),
                    ('bound', models.CharField(choices=[('exact', 'exactly'), ('at_least', 'at least'), ('at_most', 'at most'), ('about', 'about')], db_comment='exact, at_least, at_most or about', default='exact', max_length=10)),
                    ('said_at', models.DateTimeField(db_comment='When it was said')),
                    ('indicator', models.ForeignKey(db_comment='Indicator', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.indicator')),
                    ('said_by', models.ForeignKey(db_comment='Post that said so', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('submission', models.ForeignKey(db_comment='Report', on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='reports.submission')),
                ],
                options={
                    'db_table_comment': 'What reports say of each indicator',
                    'constraints': [models.UniqueConstraint(fields=('submission', 'indicator'), name='submission_line_once'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'value'), ('value__isnull', False)), models.Q(models.Q(('answer', 'value'), _negated=True), ('value__isnull', True), ('value_high__isnull', True)), _connector='OR'), name='submission_line_value_if_said'), models.CheckConstraint(condition=models.Q(('value_high__isnull', True), ('value_high__gt', models.F('value')), _connector='OR'), name='submission_line_range', violation_error_message='The upper value must be greater than the lower one.')],
                },
            ),
            migrations.CreateModel(
                name='SubmissionStep',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('world', models.CharField(choices=[('real', 'Real'), ('training', 'Training'), ('drill', 'Drill'), ('demo', 'Demo')], db_comment='World', max_length=10)),
                    ('to_state', models.CharField(choices=[('draft', 'Draft'), ('sent', 'Sent, waits for approval'), ('returned', 'Returned'), ('approved', 'Approved and locked'), ('superseded', 'Replaced by a correction')], db_comment='State that it came to; draft: it was begun', max_length=12)),
                    ('reason_ct', models.BinaryField(db_comment='Why it was returned, encrypted', null=True)),
                    ('wrapped', models.BinaryField(db_comment='Wrapped key of the reason', null=True)),
                    ('said', models.JSONField(db_comment='What the report said by indicator when it was sent: answer, value, value_high, bound; counts only', default=dict)),
                    ('recorded_at', models.DateTimeField(db_comment='When')),
                    ('by', models.ForeignKey(db_comment='Post that did it', db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.post')),
                    ('submission', models.ForeignKey(db_comment='Report', on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='reports.submission')),
                ],
                options={
                    'db_table_comment': 'Steps of reports of bodies',
                    'indexes': [models.Index(fields=['submission', 'recorded_at'], name='submission_step_order')],
                },
            ),
        ]),
    ]
