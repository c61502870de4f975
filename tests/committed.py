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


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: Any, server: EmbeddedServer) -> Iterator[Committed]:
    """Copy the worker's database, work in the copy without a surrounding transaction, drop it afterwards."""
    template = str(connection.settings_dict["NAME"])
    name = f"{template}_copy"
    with django_db_blocker.unblock():
        connection.close()
        with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as superuser:
            superuser.execute(f"drop database if exists {name} with (force)")
            superuser.execute(f"create database {name} owner {roles.OWNER} template {template}")
        # Rights and settings of a database are not copied with it.
        server.prepare(name)
        try:
            with _pointed(NAME=name):
                yield Committed(server, name)
        finally:
            with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as superuser:
                superuser.execute(f"drop database if exists {name} with (force)")
