"""The five operations that are measured: who does them, what is asked, and what counts as done."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from random import Random

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Request:
    """One request: a form is posted where there are fields."""

    path: str
    fields: dict[str, str] | None = None


@dataclass(frozen=True)
class Operation:
    """One thing that people do all day. `aim`: p50 of the whole page in ms; `peers`: theirs, without a page."""

    name: str
    users: tuple[str, str]
    aim: int
    done: int
    requests: Callable[[Random, list[str], list[str]], Iterator[Request]]
    peers: tuple[float, float, float]


def _list(_chance: Random, _codes: list[str], _names: list[str]) -> Iterator[Request]:
    while True:
        yield Request("/cases/")


def _search(chance: Random, _codes: list[str], names: list[str]) -> Iterator[Request]:
    while True:
        yield Request("/search/", {"q": chance.choice(names)})


def _open(chance: Random, codes: list[str], _names: list[str]) -> Iterator[Request]:
    while True:
        yield Request(f"/cases/{chance.choice(codes)}/")


def _create(chance: Random, _codes: list[str], names: list[str]) -> Iterator[Request]:
    while True:
        now = datetime.now(VIETNAM) - timedelta(minutes=2)
        yield Request(
            "/cases/receive/",
            {
                "key": str(uuid.uuid4()),
                "route": "R1",
                "name": chance.choice(names),
                "sex": chance.choice(["female", "male"]),
                "born": str(chance.randint(1985, 2007)),
                "home": "",
                "language": "",
                "phone": "",
                "received_at_0": now.strftime("%d/%m/%Y"),
                "received_at_1": now.strftime("%H:%M"),
                "event_on": now.strftime("%d/%m/%Y"),
                "channel": "self",
                "place": "2306184",
                "safe_way": "",
            },
        )


def _count(_chance: Random, _codes: list[str], _names: list[str]) -> Iterator[Request]:
    while True:
        yield Request("/reports/statistics/")


# peers, p50 in ms on the same work, their API without a page: Primero, Directus, a bare Django view
OPERATIONS = [
    Operation("list of 20 newest", ("canbo.ho-so", "xacminh"), 30, 200, _list, (153, 21, 3.6)),
    Operation("ranked name search", ("canbo.ho-so", "xacminh"), 40, 200, _search, (143, 67, 14.5)),
    Operation("open a case", ("canbo.ho-so", "xacminh"), 25, 200, _open, (65, 8, 1.4)),
    Operation("create a case", ("canbo.ho-so", "tiepnhan.xa"), 40, 302, _create, (191, 15, 3.7)),
    Operation("count: month x area x sex", ("thongke", "baocao"), 20, 200, _count, (3729, 162, 101)),
]
