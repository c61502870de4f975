"""A database of a test's own in which acts really commit: for the chain, jobs, locks and what lies on the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from vongtay.config import roles
from vongtay.config.embedded import EmbeddedServer


@dataclass(frozen=True)
class Committed:
    """One copied database: Django works in it as the web role; other connections are opened from here."""

    server: EmbeddedServer
    name: str

    @contextmanager
    def connect(self, role: str, *, autocommit: bool = True) -> Iterator[psycopg.Connection]:
        """Open a connection of its own, closed before the database is dropped."""
        with psycopg.connect(self.server.url(role, self.name), autocommit=autocommit) as opened:
            yield opened

    def web(self, *, autocommit: bool = True) -> Any:
        return self.connect(roles.APP, autocommit=autocommit)

    def owner(self, *, autocommit: bool = True) -> Any:
        return self.connect(roles.OWNER, autocommit=autocommit)

    def superuser(self) -> Any:
        """Open a connection that no wall and no trigger stops: what a thief of the server could do."""
        return self.connect("postgres")

    @contextmanager
    def django_as_owner(self) -> Iterator[None]:
        """Let Django work as the owner of the tables, as maintenance commands do."""
        parts = psycopg.conninfo.conninfo_to_dict(self.server.url(roles.OWNER, self.name))
        with _pointed(USER=parts["user"], PASSWORD=parts["password"]):
            yield


@contextmanager
def _pointed(**changes: Any) -> Iterator[None]:
    former = {name: connection.settings_dict[name] for name in changes}
    connection.close()
    connection.settings_dict.update(changes)
    settings.DATABASES["default"].update(changes)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(former)
        settings.DATABASES["default"].update(former)


# What a test may have changed in the tables: rows, their number, and those written since the copy was made.
_ROWS = "select {number}, count(*), count(*) filter (where xmin::text::bigint >= {mark}) from only {table}"
_TABLES = "select c.oid::regclass::text from pg_class c where c.relkind = 'r' and c.relnamespace::regnamespace::text !~ '^pg_|information_schema' order by 1"
_SEQUENCES = "select format('%I.%I', schemaname, sequencename), last_value from pg_sequences order by 1"
# And in what they are: a table, constraint, trigger, policy, function or right that a test made, changed or dropped.
_SHAPE = " union all ".join(
    f"select '{name}', count(*), max(xmin::text::bigint) from {name}"
    for name in (
        "pg_class",
        "pg_attribute",
        "pg_constraint",
        "pg_trigger",
        "pg_policy",
        "pg_proc",
        "pg_index",
        "pg_db_role_setting",
    )
)


class Copy:
    """The worker's database once more. Making it takes a second or two, so what a test wrote is taken out again where that can be done."""

    def __init__(self, server: EmbeddedServer, template: str) -> None:
        self._server, self._template, self.name = server, template, f"{template}_copy"
        self._tables: list[str] = []
        self._mark = 0
        self._counts: dict[str, int] = {}
        self._sequences: list[tuple[str, int | None]] = []
        self._shape: list[tuple[Any, ...]] = []

    def _superuser(self, database: str) -> psycopg.Connection:
        return psycopg.connect(self._server.url("postgres", database), autocommit=True)

    def make(self) -> None:
        """Make the copy unless it stands there as it was."""
        if self._tables:
            return
        with self._superuser("postgres") as superuser:
            superuser.execute(f"drop database if exists {self.name} with (force)")
            superuser.execute(f"create database {self.name} owner {roles.OWNER} template {self._template}")
        # Rights and settings of a database are not copied with it.
        self._server.prepare(self.name)
        with self._superuser(self.name) as superuser:
            (self._mark,) = superuser.execute("select pg_current_xact_id()::text::bigint").fetchone() or (0,)
            self._tables = [name for (name,) in superuser.execute(_TABLES)]
            self._counts = {name: n for name, n, _new in self._rows(superuser)}
            self._sequences = superuser.execute(_SEQUENCES).fetchall()
            self._shape = superuser.execute(_SHAPE).fetchall()

    def clean(self) -> None:
        """Take out what a test wrote; a copy whose tables themselves were changed is made anew for the next one."""
        with self._superuser(self.name) as superuser:
            superuser.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s and pid <> pg_backend_pid()",
                [self.name],
            )
            if superuser.execute(_SHAPE).fetchall() != self._shape:
                self._tables = []
                return
            superuser.execute("set session_replication_role = replica")
            changed = [name for name, n, new in self._rows(superuser) if new or n != self._counts[name]]
            for table in changed:
                superuser.execute(f"delete from only {table}")
            self._fill(superuser, [table for table in changed if self._counts[table]])
            for (name, then), (_name, now) in zip(
                self._sequences, superuser.execute(_SEQUENCES).fetchall(), strict=True
            ):
                if now != then:
                    superuser.execute("select setval(%s, coalesce(%s, 1), %s)", [name, then, then is not None])

    def _rows(self, superuser: psycopg.Connection) -> list[tuple[str, int, int]]:
        counts = " union all ".join(
            _ROWS.format(number=number, mark=self._mark, table=name) for number, name in enumerate(self._tables)
        )
        return [(self._tables[number], n, new) for number, n, new in superuser.execute(counts.encode())]

    def _fill(self, superuser: psycopg.Connection, tables: list[str]) -> None:
        """Copy the rows that stood there from the worker's own database."""
        if not tables:
            return
        with self._superuser(self._template) as template:
            for table in tables:
                columns = superuser.execute(
                    "select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute"
                    " where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
                    [table],
                ).fetchone()
                assert columns is not None
                with (
                    template.cursor() as source,
                    superuser.cursor() as target,
                    source.copy(f"copy {table} ({columns[0]}) to stdout") as rows,
                    target.copy(f"copy {table} ({columns[0]}) from stdin") as into,
                ):
                    for row in rows:
                        into.write(row)

    def drop(self) -> None:
        """Drop it when the run ends."""
        with self._superuser("postgres") as superuser:
            superuser.execute(f"drop database if exists {self.name} with (force)")


@pytest.fixture(scope="session")
def database_copy(django_db_setup: None, django_db_blocker: Any, server: EmbeddedServer) -> Iterator[Copy]:
    """One copy of the worker's database for all tests that commit, one after the other."""
    copy = Copy(server, str(connection.settings_dict["NAME"]))
    yield copy
    copy.drop()


@pytest.fixture
def committed_db(database_copy: Copy, django_db_blocker: Any, server: EmbeddedServer) -> Iterator[Committed]:
    """Work in a copy of the worker's database without a surrounding transaction, as it was before each test."""
    with django_db_blocker.unblock():
        connection.close()
        database_copy.make()
        try:
            with _pointed(NAME=database_copy.name):
                yield Committed(server, database_copy.name)
        finally:
            database_copy.clean()
