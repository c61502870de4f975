"""The invented cases of the demo: some hundred, in every state and route, told in order of time through the acts."""

import heapq
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vongtay.agencies.models import Place, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases.models import Case
from vongtay.cases.states import State
from vongtay.common.access import Staff
from vongtay.home.seed import around, clock
from vongtay.home.seed.stories import DAY, Plan, tell
from vongtay.home.seed.turns import Story, Turn

SEED = 2026
MISSION = "VN.CQDD.TQ"

# how far a case goes -> (how many, received so many days ago: most, least)
_ENDS: dict[str, tuple[int, float, float]] = {
    "received": (6, 3, 0.1),
    "waiting": (9, 4, 0.2),
    "refused": (4, 60, 4),
    "moved": (4, 300, 60),
    "verifying": (20, 45, 2),
    "proposed": (9, 45, 16),
    "returned": (4, 80, 50),
    "decided": (46, 420, 60),
    "reopened": (3, 300, 120),
    "again": (3, 400, 150),
}
_OUTCOMES = {State.IDENTIFIED: 6, State.NOT_IDENTIFIED: 3, State.UNDETERMINED: 2}
# days of files from the years of the former law, entered by the department from its old papers
_OLD = [(2019, 5), (2021, 9), (2023, 3), (2023, 11), (2024, 2), (2024, 8), (2024, 12), (2025, 3), (2025, 5), (2025, 6)]
_RECEIVERS: dict[str, list[tuple[tuple[str, str], int, tuple[tuple[str, str], ...], int]]] = {
    # (role, body), commune of reception, (route, channel) to draw from, how often
    "LS": [
        (
            (Role.RECEIVER, "LS.UBND.06184"),
            2306184,
            (("R1", "self"), ("R1", "commune"), ("R6", "self"), ("R6", "hotline")),
            4,
        ),
        (
            (Role.RECEIVER, "LS.DBP.HN"),
            2306184,
            (
                ("R5", "foreign"),
                ("R5", "border_guard"),
                ("R4", "mission"),
                ("R2", "border_guard"),
                ("R6", "border_guard"),
            ),
            5,
        ),
        (
            (Role.CASE_WORKER, "LS.SYT"),
            2306172,
            (
                ("R4", "mission"),
                ("R3", "mission"),
                ("R1", "police"),
                ("R2", "police"),
                ("R7", "police"),
                ("R1", "hotline"),
            ),
            3,
        ),
    ],
    "BN": [
        (
            (Role.RECEIVER, "BN.UBND.07210"),
            2307210,
            (("R1", "self"), ("R1", "hotline"), ("R6", "self"), ("R6", "commune")),
            4,
        ),
        ((Role.CASE_WORKER, "BN.SYT"), 2307210, (("R4", "mission"), ("R6", "police"), ("R1", "hotline")), 2),
    ],
}


@transaction.atomic
def load_cases(*, share: float = 1.0) -> int:
    """Tell the demo's cases through the acts, as its posts, unless it has cases already. Gives how many there are then.

    All or nothing: one transaction, so that a run broken off leaves no half of a world. `share`: how many of them.
    """
    known = Case.objects.filter(world=World.DEMO).count()
    if known:
        return known
    now = timezone.now()
    chance = Random(SEED)  # noqa: S311  # chance for invented facts
    stories = [(plan.key, tell(plan)) for plan in _plans(chance, now, share)]
    _tell_all([*stories, *around.tips(chance, now)], now)
    return Case.objects.filter(world=World.DEMO).count()


def _plans(chance: Random, now: datetime, share: float) -> Iterator[Plan]:
    for end, (many, most, least) in _ENDS.items():
        for _one in range(max(1, round(many * share))):
            yield _plan(chance, now, end, now - DAY * chance.uniform(least, most))
    for year, month in _OLD[: max(1, round(len(_OLD) * share))]:
        yield _old_plan(chance, now, datetime(year, month, chance.randint(3, 27), 3, tzinfo=UTC))


def _plan(chance: Random, now: datetime, end: str, received: datetime) -> Plan:
    province = chance.choices(("LS", "BN"), weights=(2, 1))[0]
    needs_notice = end in {"waiting", "refused", "moved", "received"}
    receivers = [row for row in _RECEIVERS[province] if not (needs_notice and row[0][1].endswith("SYT"))]
    receiver, place, routes, _weight = chance.choices(receivers, weights=[row[3] for row in receivers])[0]
    route, channel = chance.choice(routes)
    received = received.replace(
        hour=chance.randint(0, 13), minute=chance.choice((0, 10, 15, 30, 45)), second=0, microsecond=0
    )
    late = chance.random() < 0.08
    entered = min(
        received + (DAY * chance.uniform(3, 12) if late else timedelta(minutes=chance.randint(20, 90))),
        now - timedelta(minutes=5),
    )
    received_by = f"{province}.CAT" if receiver[1].endswith("SYT") and channel == "police" else ""
    return Plan(
        chance=Random(chance.random()),  # noqa: S311  # as above
        key=UUID(int=chance.getrandbits(128), version=4),
        province=province,
        place=_place(place),
        route=route,
        channel=channel,
        receiver=receiver,
        received=min(received, entered),
        entered=entered,
        end=end,
        outcome=_outcome(chance),
        received_by=MISSION if route == "R3" else received_by,
    )


def _old_plan(chance: Random, now: datetime, received: datetime) -> Plan:
    """Plan a file of the former law: received by the labour department of then, entered only now."""
    province = chance.choice(("LS", "BN"))
    route, channel = chance.choice((("R1", "self"), ("R4", "mission"), ("R5", "foreign"), ("R6", "self")))
    return Plan(
        chance=Random(chance.random()),  # noqa: S311  # as above
        key=UUID(int=chance.getrandbits(128), version=4),
        province=province,
        place=_place(_RECEIVERS[province][0][1]),
        route=route,
        channel=channel,
        receiver=(Role.CASE_WORKER, f"{province}.SYT"),
        received=received,
        entered=now - DAY * chance.uniform(40, 200),
        end="decided",
        outcome=_outcome(chance),
        received_by=f"{province}.SLDTBXH",
    )


def _outcome(chance: Random) -> State:
    return chance.choices(list(_OUTCOMES), weights=list(_OUTCOMES.values()))[0]


def _place(key: int) -> Place:
    return Place.objects.get(pk=key)


def _tell_all(stories: list[tuple[UUID, Story]], now: datetime) -> None:
    """Let the stories go on in the order of their moments, as the log of a real office would be written."""
    posts = {(post.role, post.body.code): post for post in Post.objects.filter(world=World.DEMO).select_related("body")}
    past = clock.Past()
    waiting = [(turn.at, number, turn) for number, (_key, story) in enumerate(stories) for turn in [next(story)]]
    heapq.heapify(waiting)
    while waiting:
        moment, number, turn = heapq.heappop(waiting)
        if moment >= now:
            continue  # not yet: that is how far this case has come
        with past.acting(posts[turn.role, turn.body], moment, stories[number][0]) as by:
            following = _next(stories[number][1], by)
        if following is not None:
            heapq.heappush(waiting, (following.at, number, following))


def _next(story: Story, by: Staff) -> Turn | None:
    try:
        return story.send(by)
    except StopIteration:
        return None
