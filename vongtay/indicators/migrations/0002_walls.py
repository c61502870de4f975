"""Figures: a body writes its own and reads them with those of the bodies whose work came to it; who holds a mandate over the area counts them."""

from django.db import migrations

from vongtay.common.policies import open_to_web, protect

OURS = "body_id = (select vt.body()) and world = (select vt.world())"
TOLD = "body_id = any((select vt.answers_for())::uuid[]) and world = (select vt.world())"
MANDATE = "world = (select vt.world()) and (province_id = any((select vt.areas())::integer[]) or area_id = any((select vt.areas())::integer[]))"
# Of the country itself (1) a body of the country speaks, or whoever reports on it.
NATIONAL = "((province_id <> 1 and area_id <> 1) or (select vt.province()) = 1 or 1 = any((select vt.areas())::integer[]))"

# Nobody updates a figure; that a later row took its place is written by the database alone.
REPLACED = """
create function indicators_replaced() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update indicators_figure set replaced_at = new.recorded_at where id = new.replaces_id;
  return null;
end $$;
revoke all on function indicators_replaced() from public;
create trigger a_replaced after insert on indicators_figure for each row when (new.replaces_id is not null) execute function indicators_replaced();
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial"), ("people", "0002_walls")]
    operations = [
        open_to_web(["indicators_indicator"], "select"),
        migrations.RunSQL(REPLACED, migrations.RunSQL.noop),
        protect("indicators_figure", {"select": f"({TOLD}) or ({MANDATE})", "insert": f"(({OURS}) or ({MANDATE})) and {NATIONAL}"}),
    ]
