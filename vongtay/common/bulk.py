"""Many rows in one statement, without an object for each: what is left out of a row has the default of its model."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import NOT_PROVIDED


def insert_rows(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each a mapping from column to value; all have the columns of the first. No row: nothing is asked.

    Policies, constraints and triggers hold as for any insert. Errors: IntegrityError, and nothing is inserted.
    """
    if not rows:
        return
    named = list(rows[0])
    fixed = {
        str(field.column): field.get_default()
        for field in model._meta.concrete_fields
        if field.column not in rows[0] and field.db_default is NOT_PROVIDED
    }
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join([*named, *fixed])
    wanted = ", ".join([f"r.{name}" for name in named] + [f"f.{name}" for name in fixed])
    sql = (
        f"insert into {table} ({columns}) select {wanted} from json_populate_recordset(null::{table}, %s::json) r,"  # noqa: S608  # names of a model
        f" json_populate_record(null::{table}, %s::json) f"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_json(list(rows)), _json(fixed)])


def _json(value: Any) -> str:
    return json.dumps(value, default=str, ensure_ascii=False)
