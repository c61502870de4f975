"""The gate: proposals for who counts over their area, the register for its readers, and what is public for everybody.

Without a session the web role reads the public register of the real world (and of a demo) and its numbers, and nothing else of it.
"""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import protect

SQL = Path(__file__).with_name("publication.sql").read_text("utf-8")
COUNTS = "world = (select vt.world()) and (select vt.counts()) and (select vt.sees_exact())"
OURS = f"{COUNTS} and body_id = (select vt.body())"
HERE = f"{COUNTS} and (body_id = (select vt.body()) or area_id = any((select vt.areas())::integer[]))"
NEW = (
    f"{OURS} and proposed_by_id = (select vt.post()) and proposed_user = (select vt.user_id()) and decided_user is null"
    " and state = 'computing'"
)
OPEN = f"{OURS} and state in ('computing', 'failed', 'blocked', 'waiting')"
# Published only by vt.publish_release; whoever decides is whoever asks.
MOVED = (
    f"{OURS} and state in ('computing', 'failed', 'blocked', 'waiting', 'refused', 'dropped')"
    " and (decided_user is null or decided_user = (select vt.user_id()) and decided_by_id = (select vt.post()))"
)
MINE = "release_id in (select r.id from reports_release r where r.state = 'computing' and r.body_id = (select vt.body()))"
SEEN = "release_id in (select r.id from reports_release r)"
# In a training room nothing is public.
EVERYBODY = "audience = 'public' and world in ('real', 'demo')"
READERS = (
    f"({EVERYBODY}) or world = (select vt.world()) and (select vt.counts()) and (audience = 'public' or (select vt.sees_exact()) and (body_id = (select vt.body())"
    " or recipient_body_id = (select vt.body()) and withdrawn_at is null or area_id = any((select vt.areas())::integer[])))"
)
CELLS = "publication_id in (select p.id from reports_publication p where p.withdrawn_at is null or (select vt.counts()))"
PROFILE = "world = (select vt.world()) and province_id = (select vt.province()) and (select vt.counts())"
PROFILE_NEW = (
    f"{PROFILE} and (select vt.role()) in ('reporter', 'head') and proposed_by_id = (select vt.post())"
    " and proposed_user = (select vt.user_id()) and confirmed_user is null and dropped_at is null"
)
PROFILE_CHANGED = f"{PROFILE} and (select vt.role()) in ('reporter', 'head')"
PROFILE_MOVED = (
    f"{PROFILE_CHANGED} and (confirmed_user is null or confirmed_user = (select vt.user_id()) and confirmed_by_id = (select vt.post()))"
)
NARROW = """
revoke update on reports_release, reports_publicationprofile from vongtay_web;
grant update (state, as_known_at, done, total, moved_at, against, checked, decided_by_id, decided_user, decided_at, why) on reports_release to vongtay_web;
grant update (confirmed_by_id, confirmed_user, confirmed_at, dropped_at) on reports_publicationprofile to vongtay_web;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_boards_walls")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        protect(
            "reports_publicationprofile",
            {"select": PROFILE, "insert": PROFILE_NEW, "update": f"{PROFILE_CHANGED} and confirmed_user is null and dropped_at is null"},
            checks={"update": PROFILE_MOVED},
        ),
        protect("reports_release", {"select": HERE, "insert": NEW, "update": OPEN}, checks={"update": MOVED}),
        protect("reports_releasecell", {"select": SEEN, "insert": MINE, "delete": MINE}),
        protect("reports_publication", {"select": READERS}),
        protect("reports_publishedcell", {"select": CELLS}),
        migrations.RunSQL(NARROW, migrations.RunSQL.noop),
    ]
