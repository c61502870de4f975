"""Opening, entering and closing the session of a post."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
from django.db import connection, transaction
from django.utils import timezone

from vongtay.agencies.models import Post
from vongtay.agencies.tokens import proof, token_hash
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)


def open_session(post: Post, token: str) -> None:
    """Open a session of `post` under `token`. Who may take the post is checked by the caller."""
    ends = timezone.now().replace(microsecond=0) + LONGEST
    hashed = token_hash(token)
    with connection.cursor() as cursor:
        cursor.execute(
            "select vt.open_session(%s, %s, %s, %s, %s)",
            [hashed, post.id, timezone.now() + IDLE, ends, proof(hashed, post.id, int(ends.timestamp()))],
        )


def _unseen() -> psycopg.Cursor:
    """Give a cursor that sends values apart from the statement.

    PostgreSQL shows a role the statements of all its own connections: a live token must not stand in one.
    """
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)


def enter(token: str) -> Staff | None:
    """Tell the database who asks for the rest of this transaction. None when the session is not live (any more)."""
    with _unseen() as cursor:
        cursor.execute("select * from vt.enter(%s)", [token])
        names = [column.name for column in cursor.description or ()]
        row = cursor.fetchone()
    if row is None:
        return None
    values = dict(zip(names, row, strict=True))
    values["parts"] = frozenset(values["parts"])
    return Staff(**values)


def leave() -> None:
    """Forget who asks, for the rest of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('vt.token', '', true)")


@transaction.atomic
def take_post(*, user_id: object, post: Post, token: str) -> Staff:
    """Open a session of `post` for its holder in their browser session, and log the sign-in."""
    if post.user_id != user_id:
        raise Refused("Chức danh này không phải của bạn.")
    open_session(post, token)
    staff = enter(token)
    if staff is None:
        raise Refused("Chức danh này đã hết hạn hoặc tài khoản đã khóa.")
    audit.record("agencies.take_post", by=staff)
    return staff


def close_session(token: str) -> None:
    """End the session of this token, if it is live."""
    with _unseen() as cursor:
        cursor.execute("select vt.close_session(%s)", [token])


@contextmanager
def acting_as(post: Post) -> Iterator[Staff]:
    """Run a block in one transaction as a named post: for jobs and the command line, under the same policies."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        open_session(post, token)
        staff = enter(token)
        if staff is None:
            raise Refused("Chức danh dùng cho việc nền không còn hiệu lực.")
        yield staff
        close_session(token)
        leave()
