"""Who may reach people: by grants on their subject, part by part."""

from django.db import migrations

from vongtay.common.policies import keep_subject, protect, reached

COPY_BODIES = """
-- The bodies are copied anew by every write: whoever may change the row still can't choose who else sees it.
create function people_bodies() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  new.bodies := coalesce((select array_agg(g.body_id) from grants_grant g
                           where g.subject_id = new.subject_id and g.ended_at is null and 'identity' = any(g.parts)), '{}');
  return new;
end $$;
create trigger bodies_of_subject before insert or update on people_namekey for each row execute function people_bodies();

create function people_follow_grants() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update people_namekey set bodies = coalesce((select array_agg(g.body_id) from grants_grant g
     where g.subject_id = new.subject_id and g.ended_at is null and 'identity' = any(g.parts)), '{}')
   where subject_id = new.subject_id;
  return null;
end $$;
create trigger name_keys_follow after insert or update of parts, ended_at on grants_grant for each row execute function people_follow_grants();

-- "Is the person known elsewhere?" Tells the bodies to ask and nothing else; exact matches only, never one's own rows.
create function vt.elsewhere(number_hash bytea, whole_name integer, born smallint) returns table (body_id uuid, hits bigint)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select g.body_id, count(distinct k.subject_id)
    from people_namekey k join grants_grant g on g.subject_id = k.subject_id and g.role = 'lead' and g.ended_at is null
   where vt.sees_cases() and vt.has('identity') and k.world = vt.world() and not k.bodies @> array[vt.body()]
     and ((whole_name is not null and born is not null and k.tokens @> array[whole_name] and k.born_about between born - 1 and born + 1)
          or (number_hash is not null and exists (select 1 from people_identity i where i.person_id = k.person_id
              and number_hash in (i.id_number_hash, i.passport_hash))))
   group by 1
$$;
revoke all on function vt.elsewhere(bytea, integer, smallint) from public;
grant execute on function vt.elsewhere(bytea, integer, smallint) to vongtay_web;
"""


def part(table: str, name: str) -> dict[str, str]:
    condition = reached(table, name)
    return {"select": condition, "insert": condition, "update": condition}


FOUND = ("bodies @> array[(select vt.body())] and world = (select vt.world()) and (select vt.has('identity'))"
         " and (select vt.sees_cases())")  # fmt: skip

# A key is destroyed by a decider of the body that leads, and by nobody else.
LEADS = (
    "(select vt.role()) = 'decider' and (select true from grants_grant g where g.subject_id = people_datakey.subject_id"
    " and g.body_id = (select vt.body()) and g.world = (select vt.world()) and g.ended_at is null and g.role = 'lead')"
)
DESTROYED = "wrapped is null and erased_at is not null"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("grants", "0002_walls")]
    operations = [
        migrations.RunSQL(COPY_BODIES, migrations.RunSQL.noop),
        protect("people_person", {verb: reached("people_person") for verb in ("select", "insert")}),
        protect("people_datakey", {"select": reached("people_datakey"), "insert": reached("people_datakey"), "update": LEADS}, {"update": DESTROYED}),
        protect("people_identity", part("people_identity", "identity")),
        protect("people_contact", part("people_contact", "contact")),
        protect("people_namekey", {"select": FOUND, "insert": FOUND, "update": FOUND}),
        protect("people_link", {verb: reached("people_link", "identity") for verb in ("select", "insert", "update")}),
        keep_subject("people_person", "people_datakey", "people_identity", "people_contact", "people_namekey", "people_link"),
    ]
