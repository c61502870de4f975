"""A first password is marked, so that it is changed before anything else."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='password_is_first',
            field=models.BooleanField(db_comment='True: given by an administrator, to be changed before anything else', default=False),
        ),
    ]
