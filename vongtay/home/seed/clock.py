"""Time travel for invented worlds only: acts that think it is the moment of their story."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone
from psycopg import ClientCursor

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.common.access import Staff

_STAMPED = """
select c.table_name, array_agg(distinct c.column_name::text) from information_schema.columns c
  join information_schema.columns s on s.table_schema = c.table_schema and s.table_name = c.table_name
   and (s.column_name = 'subject_id' or s.table_name = 'grants_subject')
 where c.table_schema = 'public' and c.data_type = 'timestamp with time zone' and c.table_name not like 'audit%'
   and (c.column_default is not null or c.column_name = 'pgh_created_at')
 group by 1 order by 1
"""


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything that asks Django for the time be told `moment` while the block runs.

    The acts themselves must not offer this: nobody may date a real entry back.
    """
    real = timezone.now
    timezone.now = lambda: moment  # put back below
    try:
        yield
    finally:
        timezone.now = real


class Past:
    """Lets posts act at moments that have passed; what the database stamps itself is moved there too.

    Only as the owner, and only inside one transaction: what was stamped since its start is what the acts wrote. The statement that moves it
    names every table that a file has, so it is planned once for the connection and not after each act.
    """

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_prepared_statements where name = 'move_to_the_past'")
            if cursor.fetchone() is None:
                cursor.execute(_STAMPED)
                moves = ", ".join(_moved(table, columns) for table, columns in cursor.fetchall())
                cursor.execute(f"prepare move_to_the_past (timestamptz, uuid) as with {moves} select 1")

    @contextmanager
    def acting(self, post: Post, moment: datetime, subject: UUID) -> Iterator[Staff]:
        """Act as `post` at `moment` on what stands under `subject`."""
        with acting_as(post) as by, at(moment):
            yield by
            with ClientCursor(connection.connection) as cursor:  # values of `execute` can't be bound by the server
                cursor.execute("execute move_to_the_past (%s, %s)", [moment, subject])


def _moved(table: str, columns: list[str]) -> str:
    moved = ", ".join(f"{column} = case when {column} >= now() then $1 else {column} end" for column in columns)
    stamped = " or ".join(f"{column} >= now()" for column in columns)
    key = "id" if table == "grants_subject" else "subject_id"
    return f"{table}_moved as (update {table} set {moved} where {key} = $2 and ({stamped}))"  # noqa: S608  # names from the catalogue
