"""Definitions in Vietnamese beside the English ones."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0003_figure_apart'),
    ]

    operations = [
        migrations.AddField(
            model_name='indicator',
            name='definition_vi',
            field=models.TextField(db_comment='The same in Vietnamese', default=''),
        ),
        migrations.AlterField(
            model_name='indicator',
            name='definition',
            field=models.TextField(db_comment='What counts and what does not, in English'),
        ),
    ]
