"""Who reaches decisions on regimes of support: those who reach the part `support` of the case. They are never changed."""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

PART = reached("support_ruling", "support")


class Migration(migrations.Migration):
    dependencies = [("support", "0001_entitlements"), ("home", "0001_walls")]
    operations = [
        protect("support_ruling", {"select": PART, "insert": PART}),
        keep_subject("support_ruling"),
    ]
