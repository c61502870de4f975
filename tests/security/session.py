"""One connection of the web role under the token of a post: how the tests ask the database by psycopg alone."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg

from vongtay.agencies.actions import open_session
from vongtay.agencies.models import Post


@dataclass
class Session:
    """One connection of the web role, and the token of a post."""

    connection: psycopg.Connection
    token: str

    def ask(self, sql: str, values: Any = None) -> list[tuple[Any, ...]]:
        """Run one statement as the post, in a transaction of its own."""
        with self.connection.transaction():
            self.connection.execute("select vt.enter(%s)", [self.token])
            done = self.connection.execute(sql, values)
            return done.fetchall() if done.description else [(done.rowcount,)]

    def count(self, table: str) -> int:
        return int(self.ask(f"select count(*) from {table}")[0][0])


As = Callable[..., Session]


def token_of(post: Post) -> str:
    token = uuid.uuid4().hex
    open_session(post, token)
    return token
