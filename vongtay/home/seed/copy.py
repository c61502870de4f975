"""Loads lines by COPY as the owner, with the triggers off whose work the lines hold already."""

from collections.abc import Collection, Mapping
from types import TracebackType
from typing import Self

from django.db import connection

from vongtay.home.seed import catalogue

# Row triggers fired by an insert: grants copied to bodies, history. Their rows are among the lines. Triggers for each
# statement stay on: they keep the counts, once for a block.
_ROW_TRIGGERS = """
select tgrelid::regclass::text, tgname from pg_trigger
 where not tgisinternal and tgtype & 1 = 1 and tgtype & 4 = 4 and tgrelid::regclass::text = any(%s) and tgenabled = 'O'
"""


# COPY refuses tables whose policies bind their owner too.
_FORCED = "select c.relname from pg_class c where c.relforcerowsecurity and c.relname = any(%s) and c.relkind = 'r'"

# Checked once over all rows at the end, which costs far less than once for each row.
_REFERENCES = """
select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
 where contype = 'f' and conrelid::regclass::text = any(%s)
"""

# Keys that nobody refers to, likewise: a random key is put into a sorted index one by one, or all of them are sorted at the end. What a
# reference would be checked against stays.
_KEYS = """
select c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) from pg_constraint c
 where c.contype in ('p', 'u') and not c.condeferrable and c.conrelid::regclass::text = any(%s)
   and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid)
"""

# Made once over all rows at the end, likewise; those that stand behind a constraint stay.
_INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
 where i.indrelid::regclass::text = any(%s) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
"""


class Loader:
    """Copies lines inside the caller's transaction; other users of these tables wait until it ends.

    names: the tables that lines are loaded into. is_most: what is loaded is more than what is there, so that making the indexes anew
    costs less than keeping them.

    What is switched off for it is switched on again in the same transaction: nobody ever sees the tables without it.
    """

    def __init__(self, names: Collection[str], *, is_most: bool) -> None:
        self._is_most = is_most
        tables = [table for table in catalogue.tables() if table.name in names]
        self._heads = {
            table.name: f"copy {table.name} ({', '.join(column.name for column in table.written)}) from stdin"
            for table in tables
        }
        self._triggers: list[tuple[str, str]] = []
        self._forced: list[str] = []
        self._references: list[tuple[str, str, str]] = []
        self._keys: list[tuple[str, str, str]] = []
        self._indexes: list[tuple[str, str]] = []

    def __enter__(self) -> Self:
        with connection.cursor() as cursor:
            cursor.execute(_ROW_TRIGGERS, [list(self._heads)])
            self._triggers = cursor.fetchall()
            cursor.execute(_FORCED, [list(self._heads)])
            self._forced = [name for (name,) in cursor.fetchall()]
            cursor.execute(_REFERENCES, [list(self._heads)])
            self._references = cursor.fetchall()
            for table, name, _definition in self._references:
                cursor.execute(f"alter table {table} drop constraint {name}")
            if self._is_most:
                cursor.execute(_KEYS, [list(self._heads)])
                self._keys = cursor.fetchall()
                for table, name, _definition in self._keys:
                    cursor.execute(f"alter table {table} drop constraint {name}")
                cursor.execute(_INDEXES, [list(self._heads)])
                self._indexes = cursor.fetchall()
                for name, _definition in self._indexes:
                    cursor.execute(f"drop index {name}")
            for table, trigger in self._triggers:
                cursor.execute(f"alter table {table} disable trigger {trigger}")
            for table in self._forced:
                cursor.execute(f"alter table {table} no force row level security")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            return  # the transaction is taken back, and the switching with it
        with connection.cursor() as cursor:
            cursor.execute("set local maintenance_work_mem = '256MB'")
            for table, name, definition in self._keys:
                cursor.execute(f"alter table {table} add constraint {name} {definition}")
            for _name, definition in self._indexes:
                cursor.execute(definition)
            # Without it the checks below are planned for empty tables and take hours; rough numbers do, the server takes better ones by itself.
            cursor.execute("set local default_statistics_target = 10")
            for table in self._heads:
                cursor.execute(f"analyze {table}")
            for table, name, definition in self._references:
                cursor.execute(f"alter table {table} add constraint {name} {definition}")
            for table, trigger in self._triggers:
                cursor.execute(f"alter table {table} enable trigger {trigger}")
            for table in self._forced:
                cursor.execute(f"alter table {table} force row level security")

    def copy(self, lines: Mapping[str, str]) -> None:
        """Copy one block of lines, each table after those that it refers to."""
        with connection.cursor() as cursor:
            for table, head in self._heads.items():
                if table in lines:
                    with cursor.copy(head) as copying:
                        copying.write(lines[table])
