"""What the nation published, and one province after another publishes then: together they tell no count that was kept."""

from datetime import date
from itertools import product
from random import Random

import pytest

from vongtay.reports.publishing.cells import cells_of, key_of
from vongtay.reports.publishing.gate import Gathered, measure
from vongtay.reports.suppression.bounds import Attacker
from vongtay.reports.suppression.linked import Asked, Linked, atoms_of

DAYS = (date(2026, 1, 1), date(2026, 6, 30))
VALUES = {"sex": ["f", "m"], "route": ["r", "s"]}
NAMES = ["route", "sex"]
K = 10


class World:
    """Persons of provinces, and what was published about them: by name of the cell, and whether it was shown."""

    def __init__(self, people):
        self.people, self.told, self.told_by = people, {}, {}

    def publish(self, name, areas, tables, *, apart=()):
        """Publish tables as somebody who counts `areas` alone; `apart`: those that the tables tell apart."""
        values = VALUES | {"province": list(apart)}
        cells = cells_of(tables, values)
        asked = {cell: self._asked(cell, frozenset(areas)) for cell in cells}
        known = {key: one for key, (one, is_shown) in self.told.items() if is_shown}
        kept = {key: one for key, (one, is_shown) in self.told.items() if not is_shown}
        atoms = atoms_of([*asked.values(), *known.values(), *kept.values()])
        named = [(cell, key_of("+", cell)) for cell in cells]
        people = [self._counted(atom.areas) if atom.areas <= set(areas) else None for atom in atoms]
        given = Gathered(
            K, named, {key: asked[cell] for cell, key in named}, known, NAMES, VALUES, atoms, people, kept=kept
        )
        measured = measure(given)
        if not measured.told:
            for row in measured.rows:
                one = asked[row.cell]
                told = Asked(one.who, one.areas, one.first, one.last, -1 if row.shown is None else row.shown)
                self.told[key_of(name, row.cell)] = (told, row.shown is not None)
        return {row.cell: row.shown for row in measured.rows}

    def _asked(self, cell, areas):
        held = dict(cell)
        where = frozenset([held["province"]]) if "province" in held else areas
        return Asked(tuple(sorted((name, value) for name, value in cell if name != "province")), where, *DAYS)

    def _counted(self, areas):
        return {bearing: sum(self.people[area][bearing] for area in areas) for bearing in product("rs", "fm")}

    def closely_told(self):
        """Solve for every count that was ever kept and is less than k, with all that is out. Gives those told more closely than k."""
        known = {key: one for key, (one, is_shown) in self.told.items() if is_shown}
        kept = {key: one for key, (one, is_shown) in self.told.items() if not is_shown}
        atoms = atoms_of([*known.values(), *kept.values()])
        linked = Linked(kept, known, dimensions=NAMES, values=VALUES, atoms=atoms, people=[self._counted(atom.areas) for atom in atoms])  # fmt: skip
        attacker = Attacker(linked, kept, known=set(known))
        found = {}
        for key in kept:
            if 0 < linked.counts[key] < K:
                least, most, _held = attacker.interval(key)
                if most - least < K:
                    found[key] = (least, most)
        return found


def one_province(female, male):
    return {("r", "f"): female, ("s", "f"): 0, ("r", "m"): male, ("s", "m"): 0}


def test_what_one_province_shows_tells_nothing_that_the_nation_kept_of_another():
    # Of p 5 women were kept back, and with them the 15 of q, so that the sum of all tells neither.
    world = World({"p": one_province(5, 30), "q": one_province(15, 35), "r": one_province(40, 45)})
    nation = world.publish("n", "pqr", [("province", "sex")], apart="pqr")
    assert nation[("province", "p"), ("sex", "f")] is None
    assert nation[("province", "q"), ("sex", "f")] is None
    assert not world.closely_told()
    mine = world.publish("q", "q", [("sex",)])
    assert mine[(("sex", "f"),)] is None
    assert not world.closely_told()


def test_what_is_left_of_the_nation_is_not_told_by_the_difference():
    world = World({"p": one_province(3, 20), "q": one_province(40, 50)})
    assert world.publish("n", "pq", [("sex",)])[(("sex", "f"),)] == 43
    mine = world.publish("q", "q", [("sex",)])
    assert mine[(("sex", "f"),)] is None  # 43 less 40 are the 3 of p
    assert world.publish("p", "p", [("sex",)])[(("sex", "f"),)] is None


def test_what_tells_of_nobody_is_shown():
    world = World({"p": one_province(60, 70), "q": one_province(40, 50)})
    world.publish("n", "pq", [("sex",)])
    assert set(world.publish("q", "q", [("sex",)]).values()) == {90, 40, 50}


@pytest.mark.parametrize("seed", range(12))
def test_whoever_publishes_after_the_nation_tells_nothing_that_was_kept(seed):
    chance = Random(seed)
    people = {area: {bearing: chance.choice([0, 0, 3, 8, 20, 45]) for bearing in product("rs", "fm")} for area in "pqr"}
    world = World(people)
    world.publish("n", "pqr", [("province", "sex")] if seed % 2 else [("province",), ("sex",), ("route",)], apart="pqr")
    for area in chance.sample("pqr", 3):
        world.publish(area, area, chance.choice([[("sex",)], [("route",), ("sex",)], [("route", "sex")]]))
        assert not world.closely_told(), area
