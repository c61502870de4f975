"""The same statements without a page: what the pages asked of the database, recorded and asked again by psycopg.

Runs as the web role with a live session, under the same policies, in one transaction a request.
"""

import secrets
import threading
import time
import uuid
from collections.abc import Callable
from random import Random
from typing import Any

import psycopg
from django.db import connection, connections, transaction
from django.test import Client
from psycopg import ClientCursor

from benchmarks.operations import Operation

Statement = tuple[str, Any]
RECORDED = 60
WARM = 8
REDIRECT = 302


def recorded(
    operation: Operation, password: str, codes: list[str], names: list[str], seed: int, many: int = RECORDED
) -> list[list[Statement]]:
    """Run the operation's requests in this process, note every statement, and take back what they wrote."""
    from django.conf import settings  # noqa: PLC0415  # the settings exist only after the bench has set its environment

    settings.ALLOWED_HOSTS = ["*"]
    client = Client(enforce_csrf_checks=False)
    client.post("/accounts/sign-in/", {"username": operation.users[seed % 2], "password": password})
    client.get("/post/")
    requests = operation.requests(Random(seed), codes, names)  # noqa: S311  # chance for invented facts
    found: list[list[Statement]] = []
    with transaction.atomic():
        for _request in range(many):
            asked = next(requests)
            noted: list[Statement] = []
            with connection.execute_wrapper(_noting(noted)):
                answer = client.get(asked.path) if asked.fields is None else client.post(asked.path, asked.fields)
            if answer.status_code != operation.done:
                raise RuntimeError(f"{operation.name}: status {answer.status_code}")
            found.append([(sql, values) for sql, values in noted if not sql.startswith(("SAVEPOINT", "RELEASE"))])
        transaction.set_rollback(True)
    return found


def _noting(noted: list[Statement]) -> Callable[..., Any]:
    def wrapper(execute: Callable[..., Any], sql: str, values: Any, many: bool, context: Any) -> Any:
        noted.append((sql, values))
        return execute(sql, values, many, context)

    return wrapper


def session_of(username: str) -> str:
    """Open a session of the user's post, as signing in does. Gives its token."""
    from vongtay.agencies.actions import open_session  # noqa: PLC0415  # models exist only after the set-up
    from vongtay.agencies.models import Post  # noqa: PLC0415  # as above

    token = secrets.token_urlsafe(32)
    open_session(Post.objects.get(user__username=username, world="demo"), token)
    return token


class Plain:
    """One connection of the web role that asks recorded statements again, prepared where the types allow it."""

    def __init__(self, url: str, token: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)
        self._token = token
        self._unprepared: set[str] = set()
        self._known: set[str] = set()

    def ask_all(self, statements: list[Statement]) -> float:
        """Ask the statements of one request in one transaction, as the post of the session. Gives the seconds."""
        began = time.perf_counter()
        with self._connection.transaction():
            self._connection.execute("select * from vt.enter(%s)", [self._token], prepare=True).fetchall()
            for sql, values in statements:
                fresh = values | {"ref": uuid.uuid4()} if isinstance(values, dict) and "ref" in values else values
                self._ask(sql, fresh)  # an entry of the log has a number that no other bears
        return time.perf_counter() - began

    def _ask(self, sql: str, values: Any) -> None:
        if sql not in self._known | self._unprepared:
            self._learn(sql, values)
            return
        cursor = ClientCursor(self._connection) if sql in self._unprepared else self._connection.cursor()
        with cursor:
            cursor.execute(sql, values, prepare=sql in self._known)
            if cursor.description:
                cursor.fetchall()

    def _learn(self, sql: str, values: Any) -> None:
        """Ask for the first time; a statement whose types only its values tell is never prepared."""
        try:
            with self._connection.transaction():
                self._connection.execute(sql, values, prepare=True)
            self._known.add(sql)
        except (psycopg.errors.SyntaxErrorOrAccessRuleViolation, psycopg.errors.DataError) as error:
            if isinstance(error, psycopg.errors.InsufficientPrivilege):
                raise
            self._unprepared.add(sql)
            self._ask(sql, values)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def measured(
    url: str, operation: Operation, password: str, codes: list[str], names: list[str], rounds: int
) -> list[float]:
    """Give the seconds of the operation's statements, two connections at once."""
    both = [recorded(operation, password, codes, names, seed) for seed in (11, 12)]
    took: list[list[float]] = [[], []]

    def work(number: int) -> None:
        requests, username = both[number], operation.users[(11 + number) % 2]
        plain = Plain(url, session_of(username))
        writes = operation.done == REDIRECT  # what was written can be written once
        warm, counted = requests[:WARM], requests[WARM:]
        for statements in warm:
            plain.ask_all(statements)
        many = len(counted) if writes else rounds
        took[number] = [plain.ask_all(counted[turn % len(counted)]) for turn in range(many)]
        plain.close()
        connections.close_all()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [second for times in took for second in times]
