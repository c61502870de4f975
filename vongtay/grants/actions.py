"""Opening subjects and giving, moving, ending grants: always through the definer functions of schema vt."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

ALL_PARTS = ("identity", "contact", "health", "statement", "offence", "shelter", "support", "papers")


def open_subject(subject: UUID, *, ground: str) -> None:
    """Open a protected subject led by the acting body, with all parts."""
    _call("select vt.open_subject(%s, %s)", subject, ground)


def give(
    subject: UUID, body: UUID, *, role: str, parts: Iterable[str], ground: str, until: datetime | None = None
) -> None:
    """Let `body` reach `parts`. The database refuses more than the acting body holds itself."""
    _call("select vt.give(%s, %s, %s, %s, %s, %s)", subject, body, role, list(parts), ground, until)


def end(subject: UUID, body: UUID) -> None:
    """End the grant of `body`."""
    _call("select vt.end_grant(%s, %s)", subject, body)


def ground_of(subject: UUID, body: UUID) -> str | None:
    """Give the ground on which `body` reaches the subject; None where it does not. Only for those who may reach it themselves."""
    with connection.cursor() as cursor:
        cursor.execute("select ground from vt.grants_of(%s) where body_id = %s", [subject, body])
        row = cursor.fetchone()
    return row[0] if row else None


def my_parts(subject: UUID) -> list[str]:
    """Give the parts that the acting body reaches; none where it reaches nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.my_parts(%s)", [subject])
        row = cursor.fetchone()
    return list(row[0] or []) if row else []


def role_of(subject: UUID, body: UUID) -> str | None:
    """Give in what role `body` reaches the subject; None where it does not. Only for those who may reach it themselves."""
    with connection.cursor() as cursor:
        cursor.execute("select role from vt.grants_of(%s) where body_id = %s", [subject, body])
        row = cursor.fetchone()
    return row[0] if row else None


def move_lead(subject: UUID, body: UUID) -> None:
    """Make `body`, which holds a grant, responsible."""
    _call("select vt.move_lead(%s, %s)", subject, body)


def expire() -> int:
    """End the grants whose time is over. Gives how many."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.expire_grants()")
        return int(cursor.fetchone()[0])


def _call(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
