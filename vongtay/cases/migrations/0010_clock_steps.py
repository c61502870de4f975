"""Two more kinds of step: a clock was paused, a clock runs again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_counted_then")]
    operations = [
        migrations.AlterField("step", "kind", models.CharField(max_length=30, db_comment="What was done", choices=[
            ('received', 'Received'),
            ('brought', 'Brought to the commune'),
            ('notice_sent', 'Notice sent'),
            ('notice_accepted', 'Notice accepted'),
            ('notice_refused', 'Notice refused'),
            ('first_check', 'First check done'),
            ('verification_asked', 'Verification requested'),
            ('verification_answered', 'Verification answered'),
            ('handed_over', 'Handed over'),
            ('evidence', 'Evidence recorded'),
            ('help', 'Help given'),
            ('paper', 'Paper issued'),
            ('proposed', 'Decision proposed'),
            ('returned', 'Proposal returned'),
            ('decided', 'Decided'),
            ('reopened', 'Opened again'),
            ('corrected', 'Facts corrected'),
            ('asked', 'Questionnaire asked'),
            ('clock_paused', 'Clock paused'),
            ('clock_resumed', 'Clock runs again'),
            ('note', 'Note'),
        ])),
    ]
