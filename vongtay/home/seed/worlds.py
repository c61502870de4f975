"""A large invented world: how many cases of which shape, when, where, who; reproducible by the number of the seed."""

import multiprocessing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from operator import itemgetter
from random import Random
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from vongtay.agencies.models import Place
from vongtay.cases.models import Case
from vongtay.common.days import VIETNAM, day_in_vietnam
from vongtay.common.ring import ring
from vongtay.grants.models import Subject
from vongtay.home.demo import PROVINCES
from vongtay.home.seed import catalogue, names
from vongtay.home.seed.clock import Past
from vongtay.home.seed.copy import Loader
from vongtay.home.seed.shapes import HOUR_OF_RECEPTION, LONGEST, Inputs, Shape, act_out, example, shapes
from vongtay.home.seed.templates import Codes, Compiler, Filler, Template
from vongtay.law import queries as law
from vongtay.people.vault import Facts

BLOCK = 500
ACTORS = 2
YEARS = 4
OPEN_SHARE = 0.12
HIGHLAND_SHARE = 0.6
ADULT = 18
Lines = dict[str, str]


class AlreadyLoaded(Exception):  # noqa: N818  # reads as what happened
    """The same number of the seed was loaded before: the same keys would come again."""


@dataclass(frozen=True)
class World:
    """What a large world is made from."""

    cases: int
    seed: int
    world: str
    provinces: list[str]


def templates(world: str, provinces: list[str]) -> list[Template]:
    """Act out one case of each shape, read what was written, and take it all back. Two processes share the shapes.

    Not inside a transaction: the connection is closed, so that each process opens one of its own.
    """
    connection.close()
    numbered = list(enumerate(shapes(world, provinces), 1))
    with multiprocessing.get_context("fork").Pool(ACTORS) as pool:
        parts = pool.map(_acted, [numbered[first::ACTORS] for first in range(ACTORS)])
    return [template for _number, template in sorted(chain(*parts), key=itemgetter(0))]


def _acted(numbered: list[tuple[int, Shape]]) -> list[tuple[int, Template]]:
    found: list[tuple[int, Template]] = []
    tables = catalogue.tables()
    with transaction.atomic():
        past = Past()
        for number, shape in numbered:
            given = example(shape, number)
            found.append((number, Compiler(shape, given, act_out(shape, given, past)).compile(tables)))
        transaction.set_rollback(True)
    connection.close()
    return found


class Maker:
    """Makes blocks of cases; each block has a chance of its own, so that any process may make it."""

    def __init__(self, world: World, made: list[Template], today: date, taken: set[str]) -> None:
        self._world = world
        self._today = today
        self._taken = taken
        self._filler = Filler(ring(), made)
        self._places = {
            name: list(
                Place.objects.filter(level="commune", province_id=PROVINCES[name], valid_to__isnull=True)
                .order_by("id")
                .values_list("id", flat=True)
            )
            for name in world.provinces
        }
        self._homes = list(
            Place.objects.filter(level="province", valid_to__isnull=True).order_by("id").values_list("id", flat=True)
        )
        self._by_kind: dict[tuple[bool, str, bool], list[Template]] = {}
        for template in made:
            kind = (template.shape.is_open, template.shape.regime, template.shape.child)
            self._by_kind.setdefault(kind, []).append(template)

    def block(self, number: int) -> tuple[int, Lines]:
        """Give how many cases a block has, and its lines table by table."""
        world, chance = self._world, Random(f"{self._world.seed}/{number}")  # noqa: S311  # chance for invented facts
        codes = Codes(world.seed * 100_003 + number * BLOCK, self._taken)
        many = min(BLOCK, world.cases - number * BLOCK)
        lines: dict[str, list[str]] = {}
        for _case in range(many):
            who = names.person(chance, highland=chance.random() < HIGHLAND_SHARE)
            template, day = self._drawn(chance, who)
            values = self._filler.fill(template, self._inputs(template.shape, day, who, chance), chance, codes)
            for table, line in template.lines.items():
                lines.setdefault(table, []).append(line % values)
        return many, {table: "".join(found) for table, found in lines.items()}

    def _drawn(self, chance: Random, who: names.Invented) -> tuple[Template, date]:
        is_open = who.age >= ADULT and chance.random() < OPEN_SHARE
        most = 60 if is_open else 365 * YEARS
        day = self._today - timedelta(days=chance.randint(LONGEST.days + 1, most))
        # A case that spans two laws would need a shape of its own.
        regime = law.regime_on(day)
        if regime != law.regime_on(day + LONGEST):
            day -= LONGEST
        return chance.choice(self._by_kind[is_open, regime, who.age < ADULT]), day

    def _inputs(self, shape: Shape, day: date, who: names.Invented, chance: Random) -> Inputs:
        place, home = chance.choice(self._places[shape.province]), chance.choice(self._homes)
        minute = chance.randrange(60)
        facts = Facts(name=who.name)
        if shape.told == "all":
            facts = Facts(
                name=who.name,
                other_names=names.MARK,
                born=str(day.year - who.age),
                id_number=names.identity_number(chance),
                address=f"Thôn số {chance.randint(1, 99)} ({names.MARK})",
                phone=names.phone(chance),
                safe_way="Gọi buổi tối.",
                may_ring="yes",
            )
        return Inputs(
            key=UUID(int=chance.getrandbits(128), version=4),
            received_at=datetime.combine(day, time(HOUR_OF_RECEPTION, minute), VIETNAM),
            place_id=place,
            home_province_id=home,
            sex=who.sex,
            age=who.age,
            facts=facts,
        )


_maker: Maker | None = None  # what a forked process finds


def _block(number: int) -> tuple[int, Lines]:
    assert _maker is not None  # noqa: S101  # set before the processes are forked
    return _maker.block(number)


def blocks(maker: Maker, many: int, processes: int) -> Iterator[tuple[int, Lines]]:
    """Give the blocks in their order, made by so many processes beside this one; 0: made here."""
    if processes == 0:
        yield from map(maker.block, range(many))
        return
    global _maker  # noqa: PLW0603  # a forked process inherits it: nothing large is sent
    _maker = maker
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap(_block, range(many))


def load(world: World, *, processes: int, told: Callable[[int], None]) -> int:
    """Load a large world in one transaction: all of it, or nothing. Gives how many cases were loaded."""
    made = templates(world.world, world.provinces)
    taken = set(Case.objects.values_list("code", flat=True))
    maker = Maker(world, made, day_in_vietnam(timezone.now()), taken)
    done = 0
    tables = {name for template in made for name in template.lines}
    with transaction.atomic(), Loader(tables, is_most=world.cases > len(taken)) as loader:
        for many, lines in blocks(maker, -(-world.cases // BLOCK), processes):
            if done == 0 and Subject.objects.filter(pk=lines["grants_subject"][:36]).exists():
                raise AlreadyLoaded
            loader.copy(lines)
            done += many
            told(done)
        with connection.cursor() as cursor:
            cursor.execute("select vt.fold_stats()")
    return done
