"""Persons received, by month, area and sex: from the kept summary, which with its deltas always equals the count from rows."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from vongtay.common.access import Staff

# Of the country (1) by province.
KEPT = """
  select month, case when %(province)s = 1 then province_id else place_id end as place_id, sex, n from cases_stat
  where world = %(world)s and province_id = any((select vt.within(%(province)s))::integer[]) and month between %(first)s and %(last)s
    and (%(area)s::int is null or place_id = any((select vt.within(%(area)s))::integer[]))
  union all
  select month, case when %(province)s = 1 then province_id else place_id end as place_id, sex, n from cases_statdelta
  where world = %(world)s and province_id = any((select vt.within(%(province)s))::integer[]) and month between %(first)s and %(last)s
    and (%(area)s::int is null or place_id = any((select vt.within(%(area)s))::integer[]))"""

# Hundreds of sums instead of thousands of counts: the page shows no more.
SUMS = f"""
select month, t.place_id, p.full_name, sex, n from (
  select month, place_id, sex,
         case grouping(month) when 0 then sum(n) filter (where %(place)s::int is null or place_id = %(place)s) else sum(n) end::int n
  from ({KEPT}) k group by grouping sets ((month, sex), (place_id, sex))) t
left join agencies_place p on p.id = t.place_id where n <> 0 order by 1, 2, 4"""  # noqa: S608  # no value in it


@dataclass(frozen=True)
class Span:
    """What is counted: whole months from `first` to `last` in a province, or in one area of it alone."""

    province_id: int
    first: date
    last: date
    area_id: int | None = None

    def values(self, staff: Staff) -> dict[str, str | int | date | None]:
        """Give the values of the statements above."""
        return {
            "world": staff.world, "province": self.province_id, "first": self.first, "last": self.last, "area": self.area_id,
        }  # fmt: skip


@dataclass(frozen=True)
class Month:
    """One row of the statistics: month, area, sex, count."""

    month: date
    place_id: int
    sex: str
    n: int


@dataclass(frozen=True)
class Sums:
    """Two sides of the same counts: (month, sex, n) of one place or all, and (place, its name, sex, n) of every place; of the country every province."""

    by_month: tuple[tuple[date, str, int], ...]
    by_place: tuple[tuple[int, str, str, int], ...]


def statistics(staff: Staff, span: Span) -> list[Month]:
    """Give the kept counts by month, area and sex; the database gives those of the mandate alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select month, place_id, sex, sum(n)::int from ({KEPT}) k group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3",  # noqa: S608  # no value in it
            span.values(staff),
        )
        return [Month(*row) for row in cursor.fetchall()]


def sums_of(staff: Staff, span: Span, place_id: int | None = None) -> Sums:
    """Give the sums of `statistics` by month and by place. place_id: the place whose months are asked for; None: of all."""
    with connection.cursor() as cursor:
        cursor.execute(SUMS, span.values(staff) | {"place": place_id})
        rows = cursor.fetchall()
    return Sums(
        tuple((month, sex, n) for month, _place, _name, sex, n in rows if month is not None),
        tuple((place, name, sex, n) for month, place, name, sex, n in rows if month is None),
    )
