"""The steps of a place to sleep."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0041_abroad_walls'),
    ]

    operations = [
        migrations.AlterField(
            model_name='step',
            name='kind',
            field=models.CharField(choices=[('received', 'Received'), ('brought', 'Brought to the commune'), ('notice_sent', 'Notice sent'), ('notice_accepted', 'Notice accepted'), ('notice_refused', 'Notice refused'), ('first_check', 'First check done'), ('verification_asked', 'Verification requested'), ('verification_answered', 'Verification answered'), ('handed_over', 'Handed over'), ('evidence', 'Evidence recorded'), ('help', 'Help given'), ('placed', 'Given a place to sleep'), ('bed_changed', 'Moved to another bed'), ('left_place', 'Left the place to sleep'), ('stay_corrected', 'Stay corrected'), ('paper', 'Paper issued'), ('proposed', 'Decision proposed'), ('returned', 'Proposal returned'), ('decided', 'Decided'), ('reopened', 'Opened again'), ('asked', 'Questionnaire asked'), ('corrected', 'Facts corrected'), ('clock_paused', 'Clock paused'), ('clock_resumed', 'Clock runs again'), ('note', 'Note'), ('referred', 'Referred to social assistance'), ('referral_accepted', 'Referral accepted'), ('referral_refused', 'Referral refused'), ('need_met', 'Need seen to'), ('need_open', 'Need open again'), ('held', 'Legal hold put on'), ('hold_lifted', 'Legal hold lifted'), ('erasure_asked', 'Erasure asked for'), ('erasure_declined', 'Erasure declined'), ('erased', 'Identity erased')], db_comment='What was done', max_length=30),
        ),
    ]
