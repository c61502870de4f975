"""Stories: drafts for whoever writes them, then for their body; of which case, for who reaches it; what is out for its readers.

Without a session the web role reads the public stories of the real world (and of a demo), and nothing else of them.
"""

from pathlib import Path

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

SQL = Path(__file__).with_name("stories.sql").read_text("utf-8")
OURS = (
    "world = (select vt.world()) and body_id = (select vt.body())"
    " and (select vt.role()) in ('receiver', 'case_worker', 'verifier', 'decider', 'reporter', 'head')"
)
MINE = "written_user = (select vt.user_id())"
SEEN = f"{OURS} and ({MINE} or state not in ('draft', 'dropped'))"
NEW = f"{OURS} and {MINE} and written_by_id = (select vt.post()) and state = 'draft' and decided_user is null"
OPEN = f"{OURS} and (state in ('draft', 'returned', 'waiting') and {MINE} or state = 'waiting' and (select vt.role()) in ('reporter', 'head'))"
# Published only by vt.publish_story; whoever decides is whoever asks.
MOVED = (
    f"{OURS} and state in ('draft', 'returned', 'waiting', 'dropped') and ({MINE} or state in ('returned', 'waiting'))"
    " and (state <> 'returned' or decided_user <> written_user)"
)
OF_MINE = f"story_id in (select r.id from reports_story r where r.{MINE} and r.state = 'draft')"
READERS = (
    "(audience = 'public' and world in ('real', 'demo')) or world = (select vt.world())"
    " and (audience = 'public' or province_id = (select vt.province()))"
)
NARROW = """
revoke update on reports_story from vongtay_web;
grant update (audience, state, version, content_ct, identity_compared, sent_at, decided_by_id, decided_user, decided_at, reason_ct) on reports_story to vongtay_web;
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_publication_walls")]
    operations = [
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
        protect("reports_story", {"select": SEEN, "insert": NEW, "update": OPEN}, checks={"update": MOVED}),
        protect(
            "reports_storycase",
            {
                "select": reached("reports_storycase"),
                "insert": f"{reached('reports_storycase')} and entered_by_id = (select vt.post()) and {OF_MINE}",
            },
        ),
        protect("reports_publishedstory", {"select": READERS}),
        keep_subject("reports_storycase"),
        migrations.RunSQL(NARROW, migrations.RunSQL.noop),
    ]
