"""Since when a post has a line of an event open."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0081_mass_handover'),
    ]

    operations = [
        migrations.AddField(
            model_name='massline',
            name='claimed_at',
            field=models.DateTimeField(db_comment='Since when that post has it open', null=True),
        ),
    ]
