"""Whom a release is for, and what it may hold. The shipped rules are version 0; changed ones are rows that a second person confirmed.

Source: the project's study of published statistics on trafficking, for a province of some 140 persons in ten years: crossed tables of one
province lose three quarters of their cells at k = 10, so they are for the nation alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

RESTRICTED, PUBLIC = "restricted", "public"
LEAST_K, MOST_K = 3, 1000
# Dimensions of tables of persons. Age groups are bands put together; both are one dimension to whoever compares.
DIMENSIONS = ("route", "sex", "age", "age_group", "status", "year", "province")
FIGURES = "indicator"  # a table of its own: what was done, which counts nobody who is protected
# A nought here says of everybody in its row what they are not, so it is held back like a small count.
TELLING_NOUGHTS = ("status",)
# Whoever tells a rare kind of person by their age tells the person; an ethnic group in one province is a village.
NEVER_TOGETHER = (frozenset({"form", "age"}), frozenset({"form", "age_group"}), frozenset({"ethnicity", "province"}))
NATION = "province"  # the dimension that only a release over several provinces has
LEAST_COLUMNS, MOST_COLUMNS = 2, 6  # of rows, one a person: k persons bear each combination, however many columns


@dataclass(frozen=True)
class Profile:
    """What one audience may be given: the least count, and how many dimensions at once in a province and in the nation."""

    kind: str
    version: int
    k: int
    in_province: int
    in_nation: int

    def most_dimensions(self, *, is_nation: bool) -> int:
        """How many dimensions a table may have."""
        return self.in_nation if is_nation else self.in_province


SHIPPED = {
    RESTRICTED: Profile(RESTRICTED, 0, 5, 3, 4),
    PUBLIC: Profile(PUBLIC, 0, 10, 1, 3),
}


def tables_of(chosen: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Give the tables without repetitions, each with its dimensions in the usual order."""
    found: list[tuple[str, ...]] = []
    order = (*DIMENSIONS, FIGURES)
    for one in chosen:
        table = tuple(name for name in order if name in one)
        if table and table not in found:
            found.append(table)
    return found


def why_not(
    profile: Profile, tables: Sequence[Sequence[str]], *, is_nation: bool, years: int, are_rows: bool = False
) -> list[str]:
    """Say which rules of the profile these tables break; nothing where they may be released. Each answer is the name of a rule.

    are_rows: the one table holds the columns of rows, one a person.
    """
    reasons = set() if tables else {"no_table"}
    most = MOST_COLUMNS if are_rows else profile.most_dimensions(is_nation=is_nation)
    for table in tables:
        together = set(table)
        persons = together - {FIGURES}
        broken = {
            "figures_apart": FIGURES in together and bool(persons),
            "too_many_dimensions": len(persons) > most,
            "columns_of_rows": are_rows and (len(tables) > 1 or len(persons) < LEAST_COLUMNS or FIGURES in together),
            "two_ages": {"age", "age_group"} <= together,
            "never_together": any(pair <= together for pair in NEVER_TOGETHER),
            "one_province": NATION in together and not is_nation,
            "one_year": "year" in together and years < 2,  # one year alone has no years to tell apart
            "unknown_dimension": not together <= {*DIMENSIONS, FIGURES},
        }
        reasons |= {name for name, is_so in broken.items() if is_so}
    return sorted(reasons)
