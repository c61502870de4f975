"""Who may read and write the directory and the duty roster: all staff of a world read; administrators and heads write."""

from django.db import migrations

from vongtay.common.policies import protect

WORLD = "world = (select vt.world())"
ADMINISTRATOR = (
    f"{WORLD} and (select vt.role()) = 'administrator' and exists"
    " (select 1 from agencies_body b where b.id = body_id and b.province_id = (select vt.province()))"
)
OWN_HEAD = f"{WORLD} and (select vt.role()) in ('head', 'clerk') and body_id = (select vt.body())"


class Migration(migrations.Migration):
    dependencies = [("agencies", "0010_contacts"), ("grants", "0005_sessions_of_posts")]
    operations = [
        protect("agencies_contact", {"select": WORLD, "insert": ADMINISTRATOR, "update": ADMINISTRATOR}),
        protect("agencies_duty", {
            "select": WORLD, "insert": f"({ADMINISTRATOR}) or ({OWN_HEAD})", "update": f"({ADMINISTRATOR}) or ({OWN_HEAD})",
        }),
    ]
