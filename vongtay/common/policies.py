"""Row-level security as migration steps: every table says in its own migration who may reach which rows.

`Everything` is denied until a policy allows it: each table is forced under row-level security and the web role gets
exactly the verbs named. The functions of schema `vt` (app grants) say who asks; see docs/explanation/two-walls.md.
"""

from collections.abc import Sequence

from django.db.migrations import RunSQL

WEB = "vongtay_web"


def protect(table: str, policies: dict[str, str], checks: dict[str, str] | None = None) -> RunSQL:
    """Give the step that puts `table` behind row-level security.

    policies: verb (select, insert, update, delete) -> SQL condition on the row. For insert it is the check; for update
    it stands for both the old row and, unless `checks` names another, the new one.
    """
    checks = checks or {}
    lines = [f"alter table {table} enable row level security", f"alter table {table} force row level security"]
    # The owner maintains (migrates, loads reference data, verifies backups); the web role is never the owner.
    lines.append(f"create policy owner_all on {table} to current_user using (true) with check (true)")
    for verb, condition in policies.items():
        clause = f"with check ({condition})" if verb == "insert" else f"using ({condition})"
        if verb in checks or verb == "update":
            clause = f"using ({condition}) with check ({checks.get(verb, condition)})"
        lines.append(f"create policy web_{verb} on {table} for {verb} to {WEB} {clause}")
    if policies:
        lines.append(f"grant {', '.join(policies)} on {table} to {WEB}")
    return RunSQL(";\n".join(lines) + ";", RunSQL.noop)


def open_to_web(tables: Sequence[str], verbs: str = "select, insert, update, delete") -> RunSQL:
    """Give the step that lets the web role use tables that hold nothing about a protected subject."""
    sql = ";\n".join(f"grant {verbs} on {table} to {WEB}" for table in tables)
    return RunSQL(sql + ";", RunSQL.noop)


def reached(table: str, part: str | None = None) -> str:
    """Give the condition that the asking body holds a live grant on the row's subject, for `part` if one is named.

    A scalar subquery, not EXISTS: the planner turns EXISTS into a hashed plan that reads all grants of the body. That only grants of
    the asking body in its own world are seen, and by roles that see cases alone, is the policy of the grants themselves.
    """
    wanted = "" if part is None else f" and '{part}' = any(g.parts)"
    role = "" if part is None else f" and (select vt.has('{part}'))"
    live = "g.ended_at is null and (g.until_at is null or g.until_at > now())"
    return f"(select true from grants_grant g where g.subject_id = {table}.subject_id and {live}{wanted}){role}"  # noqa: S608  # names of our own tables and parts


def keep_subject(*tables: str) -> RunSQL:
    """Give the step that keeps rows with their subject: moving one would carry it from one file's grants to another's.

    The function stands since grants 0002_walls.
    """
    made = [
        f"create trigger z_keep_subject before update of subject_id on {table} for each row"
        " when (old.subject_id is distinct from new.subject_id) execute function vt.keep_subject()"
        for table in tables
    ]
    return RunSQL(";\n".join(made) + ";", RunSQL.noop)
