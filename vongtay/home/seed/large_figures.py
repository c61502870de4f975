"""Invented programme figures in great number, by COPY; a block is one act of a reporter, with its entry in the log."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Place, Post
from vongtay.agencies.roles import Role
from vongtay.audit import actions as audit
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam
from vongtay.home.demo import PROVINCES
from vongtay.home.seed.worlds import AlreadyLoaded, World
from vongtay.indicators.models import Figure, Indicator

BLOCK = 5000
YEARS = 6
COLUMNS = (
    "id, world, province_id, area_id, body_id, indicator_id, value, bound, unit, nil, happened_from, happened_to,"
    " recorded_at, recorded_by_id, withdrawn"
)


def load(world: World, figures: int, *, told: Callable[[int], None]) -> int:
    """Load so many figures in one transaction. Gives how many. Errors: AlreadyLoaded."""
    today = day_in_vietnam(timezone.now())
    indicators = list(Indicator.objects.filter(adds_up=True).order_by("code").values_list("code", "unit"))
    done = 0
    with transaction.atomic():
        for number, start in enumerate(range(0, figures, BLOCK)):
            chance = Random(f"figures/{world.seed}/{number}")  # noqa: S311  # chance for invented facts
            province = world.provinces[number % len(world.provinces)]
            post = Post.objects.get(role=Role.REPORTER, body__code=f"{province}.SYT", world=world.world)
            areas = list(
                Place.objects.filter(level="commune", province_id=PROVINCES[province], valid_to__isnull=True)
                .order_by("id")
                .values_list("id", flat=True)
            )
            many = min(BLOCK, figures - start)
            with acting_as(post) as by:
                _copy([_line(chance, by, chance.choice(areas), indicators, today) for _figure in range(many)])
                audit.record("indicators.record_figures", by=by, details={"figures": many})
            done += many
            told(done)
    return done


def _line(chance: Random, by: Staff, area: int, indicators: list[tuple[str, str]], today: date) -> str:
    code, unit = chance.choice(indicators)
    first = _month(today, chance.randrange(1, 12 * YEARS))
    last = _month(first, -1) - timedelta(days=1)
    nil = chance.random() < 0.05
    value = 0 if nil else chance.randint(1, 900)
    bound = "exact" if nil else chance.choices(("exact", "about", "at_least"), weights=(8, 1, 1))[0]
    key = f"{chance.getrandbits(128):032x}"
    recorded = f"{last + timedelta(days=chance.randint(1, 9))} 02:30:00+00"
    row = (key, by.world, by.province_id, area, by.body_id, code, value, bound, unit, "t" if nil else "f", first, last)
    return "\t".join(map(str, (*row, recorded, by.post_id, "f")))


def _month(day: date, back: int) -> date:
    """Give the first day of the month so many months before that of `day`."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)


def _copy(lines: list[str]) -> None:
    table = Figure._meta.db_table
    if Figure.objects.filter(pk=lines[0][:32]).exists():
        raise AlreadyLoaded
    with connection.cursor() as cursor:
        # COPY refuses a table whose policies bind its owner too; nobody sees it without them before we are done.
        cursor.execute(f"alter table {table} no force row level security")
        with cursor.copy(f"copy {table} ({COLUMNS}) from stdin") as copying:
            copying.write("\n".join(lines) + "\n")
        cursor.execute("set constraints all immediate")
        cursor.execute(f"alter table {table} force row level security")
        cursor.execute("set constraints all deferred")
