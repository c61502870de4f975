"""The invented residents abroad of the demo: some hundred and fifty in both provinces, told in order of time through the acts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vongtay.agencies.models import Place, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases import actions
from vongtay.cases.models import Abroad, Case
from vongtay.cases.queries import to_review
from vongtay.cases.states import AbroadOffer, AbroadState, Circumstance, KnownThrough, ReviewAnswer, RoundScope, Signs
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam
from vongtay.home.seed import clock, names
from vongtay.people.vault import Facts

SEED = 2027
DAY = timedelta(days=1)
# role, body -> communes whose list it keeps, how many still abroad, how many back and screened without signs
_KEEPERS = {
    (Role.RECEIVER, "LS.UBND.06184"): ((2306184,), 24, 3),
    (Role.CASE_WORKER, "LS.SYT"): ((2306172,), 60, 3),
    (Role.RECEIVER, "BN.UBND.07210"): ((2307210,), 22, 1),
    (Role.CASE_WORKER, "BN.SYT"): ((2307210,), 36, 1),
}
_COUNTRIES = ("CN", "CN", "CN", "KH", "KH", "MM", "LA", "TH", "")


@dataclass(frozen=True)
class _Turn:
    """What somebody does at a moment; sorted by it, the turns of all entries make the log of a real office."""

    at: datetime
    post: tuple[str, str]
    key: UUID
    act: Callable[[Staff], object]


@transaction.atomic
def load_abroad(*, share: float = 1.0) -> int:
    """Tell the demo's list of residents abroad, unless there is one. Gives how many entries there are then. `share`: how many of them."""
    if known := Abroad.objects.filter(world=World.DEMO).count():
        return known
    now, chance = timezone.now(), Random(SEED)  # noqa: S311  # chance for invented facts
    posts = {(post.role, post.body.code): post for post in Post.objects.filter(world=World.DEMO).select_related("body")}
    past = clock.Past()
    turns = [turn for turn in _turns(chance, now, share) if turn.at < now]
    for turn in sorted(turns, key=lambda turn: turn.at):
        with past.acting(posts[turn.post], turn.at, turn.key) as by:
            turn.act(by)
    return Abroad.objects.filter(world=World.DEMO).count()


def _turns(chance: Random, now: datetime, share: float) -> Iterator[_Turn]:
    for post, (communes, abroad, back) in _KEEPERS.items():
        places = list(Place.objects.filter(pk__in=communes)) if post[0] == Role.RECEIVER else _communes(communes[0])
        for number in range(max(1, round((abroad + back) * share))):
            yield from _story(chance, now, post, chance.choice(places), is_back=number < round(back * share))
        yield from _returned_to_a_case(chance, post, places, limit=max(1, round(2 * share)))
        if post[0] == Role.RECEIVER:
            yield from _reviews(chance, now, post, places[0])


def _communes(one: int) -> list[Place]:
    """Give eight communes of the same province, by their names."""
    province = Place.objects.values_list("province_id", flat=True).get(pk=one)
    return list(
        Place.objects.filter(level="commune", province_id=province, valid_to__isnull=True).order_by("sort_key")[:8]
    )


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _reported(chance: Random, at: datetime, post: tuple[str, str], place: Place, key: UUID) -> _Turn:
    who = names.person(chance, highland=post[1].startswith("LS"))
    year = at.year - max(14, who.age)
    report = actions.Report(
        place=place, known_through=chance.choice(list(KnownThrough)[:5]).value, known_on=day_in_vietnam(at), sex=who.sex, born_year=year,
        country=chance.choice(_COUNTRIES), since=f"{at.year - chance.randint(1, 3)}-{chance.randint(1, 12):02d}", contact=chance.choice(("yes", "no", "unknown")),
        circumstances=[code.value for code in chance.sample(list(Circumstance), chance.randint(0, 2))],
    )  # fmt: skip
    facts = Facts(name=who.name, born=str(year), address=names.address(chance, place.name))
    return _Turn(at, post, key, lambda by: actions.report_abroad(key=key, report=report, facts=facts, by=by))


def _entry(key: UUID) -> Abroad:
    return Abroad.objects.get(subject_id=key)


def _back(at: datetime, post: tuple[str, str], key: UUID) -> _Turn:
    def act(by: Staff) -> object:
        entry = _entry(key)
        return actions.move_abroad(
            entry=entry,
            to=AbroadState.RETURNED,
            on=day_in_vietnam(at),
            known_through=KnownThrough.FAMILY,
            version=entry.version,
            by=by,
        )

    return _Turn(at, post, key, act)


def _screened(at: datetime, post: tuple[str, str], key: UUID, signs: Signs) -> _Turn:
    def act(by: Staff) -> object:
        entry = _entry(key)
        return actions.screen_abroad(entry=entry, signs=signs, on=day_in_vietnam(at), version=entry.version, by=by)

    return _Turn(at, post, key, act)


def _story(chance: Random, now: datetime, post: tuple[str, str], place: Place, *, is_back: bool) -> Iterator[_Turn]:
    """One resident: told of in the last year; some come back, are screened and offered help, whatever was found."""
    key, at = _key(chance), now - DAY * chance.uniform(40, 330)
    yield _reported(chance, at, post, place, key)
    if is_back:
        home = now - DAY * chance.uniform(6, 38)
        yield _back(home, post, key)
        yield _screened(home + DAY * 3, post, key, chance.choice((Signs.NO, Signs.NO, Signs.UNCLEAR)))
        kind, taken = chance.choice(list(AbroadOffer)).value, chance.choice(("yes", "yes", "unknown"))
        on = home + DAY * 4
        yield _Turn(
            on,
            post,
            key,
            lambda by: actions.offer_abroad(entry=_entry(key), kind=kind, taken=taken, on=day_in_vietnam(on), by=by),
        )


def _returned_to_a_case(chance: Random, post: tuple[str, str], places: list[Place], *, limit: int) -> Iterator[_Turn]:
    """Residents whose screening found signs, each linked to a case that the demo knows: its decision flows into the funnel."""
    if post[0] != Role.CASE_WORKER:
        return
    department = post[1]
    taken = Case.objects.filter(
        world=World.DEMO, lead__code=department, state="identified", route__in=("R1", "R6")
    ).order_by("-received_at", "id")
    for case in taken[:limit]:
        key, at, case_id = _key(chance), case.received_at, case.pk
        yield _reported(chance, at - DAY * 70, post, chance.choice(places), key)
        yield _back(at - DAY * 2, post, key)
        yield _screened(at - timedelta(hours=2), post, key, Signs.YES)

        def link(by: Staff, key: UUID = key, case_id: UUID = case_id) -> object:
            entry = _entry(key)
            return actions.link_abroad_case(
                entry=entry, case=Case.objects.get(pk=case_id), version=entry.version, by=by
            )

        yield _Turn(at + DAY * 5, post, key, link)


def _reviews(chance: Random, now: datetime, post: tuple[str, str], place: Place) -> Iterator[_Turn]:
    """Last month's review, answered whole, and a round among returned workers that found nobody."""
    first = day_in_vietnam(now).replace(day=1)
    at = now - DAY * ((day_in_vietnam(now) - first).days + 2)
    key, held = _key(chance), _key(chance)
    month, seen = (first - DAY).replace(day=1), chance.randint(12, 40)

    def review(by: Staff) -> object:
        waiting = to_review(by, place_id=place.pk, round_id=None)
        answers = [actions.Answered(entry, ReviewAnswer.STILL) for entry in waiting]
        if not answers:
            return actions.declare_nil(key=key, place=place, month=month, by=by)
        return actions.review_abroad(key=key, place=place, month=month, answers=answers, by=by)

    def hold(by: Staff) -> object:
        outreach = actions.Outreach(place, day_in_vietnam(at), RoundScope.WORKERS, seen)
        return actions.finish_round(held=actions.hold_round(key=held, outreach=outreach, by=by), nil=True, by=by)

    yield _Turn(at, post, key, review)
    yield _Turn(at + timedelta(hours=1), post, held, hold)
