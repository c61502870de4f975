"""What the database itself says about its tables, so that a new table or column can't be forgotten here."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.db import connection

_COLUMNS = """
select c.relname, a.attname, format_type(a.atttypid, null), coalesce(k.attname, ''),
       a.attidentity <> '' or a.attgenerated <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid), '') ~ 'nextval|pg_current_xact_id'
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  left join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indnatts = 1
  left join pg_attribute k on k.attrelid = c.oid and k.attnum = i.indkey[0]
 where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
 order by c.relname, a.attnum
"""
_REFERENCES = """
select distinct conrelid::regclass::text, confrelid::regclass::text from pg_constraint
 where contype = 'f' and connamespace = 'public'::regnamespace and conrelid <> confrelid
"""


@dataclass(frozen=True)
class Column:
    """One column; `made` is filled by a sequence, by the transaction or from other columns, so nobody writes it."""

    name: str
    type: str
    made: bool


@dataclass(frozen=True)
class Table:
    """One table, its primary key where that is a single column, and its columns."""

    name: str
    key: str
    columns: tuple[Column, ...]

    @cached_property
    def written(self) -> tuple[Column, ...]:
        """Give the columns that are written."""
        return tuple(column for column in self.columns if not column.made)

    @property
    def subject(self) -> str:
        """Give the column that holds the protected subject; empty when there is none."""
        if self.name == "grants_subject":
            return "id"
        return "subject_id" if any(column.name == "subject_id" for column in self.columns) else ""


@dataclass(frozen=True)
class Row:
    """One row twice: as Python values, and as the texts that COPY takes."""

    values: dict[str, Any]
    texts: dict[str, str | None]


def tables() -> list[Table]:
    """List all tables, each after those that it refers to."""
    found: dict[str, list[Column]] = {}
    keys: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        for table, name, kind, key, made in cursor.fetchall():
            found.setdefault(table, []).append(Column(name, kind, made))
            keys[table] = key
        cursor.execute(_REFERENCES)
        references = cursor.fetchall()
    order: TopologicalSorter[str] = TopologicalSorter({name: set() for name in sorted(found)})
    for table, other in references:
        order.add(table, other)
    return [Table(name, keys[name], tuple(found[name])) for name in order.static_order()]


def written_into(found: Iterable[Table]) -> list[Table]:
    """Give those of the tables into which this transaction has written, by the server's own count: the others need not be read."""
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_stat_xact_user_tables where n_tup_ins > 0")
        names = {name for (name,) in cursor.fetchall()}
    return [table for table in found if table.name in names]


def rows_of(table: Table, subjects: Iterable[UUID]) -> list[Row]:
    """Give the rows of a table that stand under these subjects, in the order in which they were written."""
    return rows_where(table, f"{table.subject} = any(%s)", [list(subjects)])


def rows_where(table: Table, condition: str, values: list[Any]) -> list[Row]:
    """Give the rows of a table that meet a condition, in the order in which they were written."""
    names = [column.name for column in table.columns]
    made = next((column.name for column in table.columns if column.made), "ctid")
    listed = ", ".join([*(f'"{name}"' for name in names), *(f'"{name}"::text as "{name} as text"' for name in names)])
    with connection.cursor() as cursor:
        cursor.execute(f"select {listed} from {table.name} where {condition} order by {made}", values)  # noqa: S608  # names from the catalogue
        found = cursor.fetchall()
    read = [json.loads if column.type == "jsonb" else _as_it_is for column in table.columns]
    return [
        Row(
            {name: of(value) for name, value, of in zip(names, row, read, strict=False)},
            dict(zip(names, row[len(names) :], strict=True)),
        )
        for row in found
    ]


def _as_it_is(value: Any) -> Any:
    return value
