"""Who acts in the tests: the posts of the demo's two provinces, and somebody received."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Place, Post
from vongtay.cases.actions import Arrival, Ground, StandsIn, receive
from vongtay.cases.models import Case
from vongtay.common.access import Staff
from vongtay.common.days import format_day, today
from vongtay.people.vault import Facts

# Sở Y tế decides by custom: the law lists no paper of its own.
BY_CUSTOM = StandsIn("custom", "Sở là cơ quan đang giải quyết hồ sơ.")
COMMUNE, BORDER, HEALTH, OTHER_HEALTH, POLICE = "LS.UBND.06184", "LS.DBP.HN", "LS.SYT", "BN.SYT", "LS.CAT"

BY_LAW = Ground("c", "Thông báo theo quy định")


def post(role: str, body: str = HEALTH) -> Post:
    """The post of this role in this body."""
    return Post.objects.get(role=role, body__code=body, world="demo")


@contextmanager
def acting(role: str, body: str = HEALTH) -> Iterator[Staff]:
    """Act in the post of this role."""
    with acting_as(post(role, body)) as staff:
        yield staff


def body(code: str) -> Body:
    return Body.objects.get(code=code)


def arrival(**changes: Any) -> Arrival:
    """Somebody who reported to the commune of Đồng Đăng an hour ago."""
    values: dict[str, Any] = {
        "route": "R1", "channel": "self", "place": Place.objects.get(pk=2306184), "received_at": timezone.now() - timedelta(hours=1),
        "event_on": (timezone.localtime() - timedelta(hours=1)).date(), "sex": "female", "age_years": 24, "age_precision": "estimated",
    }  # fmt: skip
    return Arrival(**(values | changes))


def a_case(by: Staff, *, facts: Facts | None = None, key: uuid.UUID | None = None, **changes: Any) -> Case:
    """A case just received by `by`."""
    return receive(
        key=key or uuid.uuid4(), arrival=arrival(**changes), facts=facts or Facts(name="Lò Thị Ví Dụ"), by=by
    )


def sign_in(client: Client, role: str, body: str = HEALTH) -> Client:
    """Sign in as the holder of a post and act in it."""
    held = post(role, body)
    client.force_login(held.user, backend="vongtay.accounts.backends.Accounts")
    client.post("/post/", {"post": str(held.id)})
    return client


def on_this_day() -> str:
    """The day as a form has it, asked anew: a run may go on past midnight."""
    return format_day(today())


def ago(minutes: float, name: str = "at") -> dict[str, str]:
    """A moment before now in the two fields of a form that ask for it."""
    then = timezone.localtime() - timedelta(minutes=minutes)
    return {f"{name}_0": format_day(then), f"{name}_1": f"{then:%H:%M:%S}"}
