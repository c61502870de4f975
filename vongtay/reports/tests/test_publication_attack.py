"""Somebody who holds all that is published, and knows how it was decided, works out no hidden count."""

from collections import defaultdict
from datetime import date
from itertools import product
from random import Random

import highspy
import numpy as np
import pytest

from vongtay.reports.publishing.cells import cells_of, key_of
from vongtay.reports.publishing.gate import Gathered, Reader, measure
from vongtay.reports.suppression import bounds
from vongtay.reports.suppression.bounds import Attacker
from vongtay.reports.suppression.linked import Asked, Linked, atoms_of
from vongtay.reports.suppression.protect import SHOWN, protect
from vongtay.reports.suppression.rounding import rounded
from vongtay.reports.suppression.table import TOTAL
from vongtay.reports.tests.test_suppression import cube

HERE = frozenset({"20"})
HALF = (date(2026, 1, 1), date(2026, 6, 30))
REST = (date(2026, 7, 1), date(2026, 12, 31))
WHOLE = (HALF[0], REST[1])


def in_whole_persons(table, protected, cell):
    """Solve anew, in the plainest way: a whole number a part, an equation a shown cell."""
    parts = list(table.parts)
    ends = []
    for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        for at in range(len(parts)):
            solver.addCol(float(at in table.members(cell)), 0.0, 500.0, 0, [], [])
            solver.changeColIntegrality(at, highspy.HighsVarType.kInteger)
        for one in table.cells:
            if protected.status[one] == SHOWN:
                members = table.members(one)
                solver.addRow(
                    table.counts[one], table.counts[one], len(members), members.astype(np.int32), np.ones(len(members))
                )
        solver.changeObjectiveSense(sense)
        solver.run()
        ends.append(round(solver.getInfo().objective_function_value))
    return ends


@pytest.mark.parametrize("seed", range(4))
def test_in_three_dimensions_whole_persons_leave_as_much_open(seed):
    chance, k = Random(seed), 3
    table = cube({part: chance.choice([0, 1, 2, 3, 4]) for part in product("pq", "fg", "xy")})
    protected = protect(table, k)
    for cell in protected.hidden:
        least, most = in_whole_persons(table, protected, cell)
        assert most - least >= k, cell


@pytest.mark.parametrize("seed", range(4))
def test_a_large_table_is_held_back_further_instead_of_being_asked_in_whole_persons(seed, monkeypatch):
    monkeypatch.setattr(bounds, "MANY_PARTS", 0)
    chance, k = Random(50 + seed), 3
    table = cube({part: chance.choice([0, 1, 2, 3, 4, 9]) for part in product("pqr", "fg", "xy")})
    protected = protect(table, k)
    for cell in protected.hidden:
        least, most = in_whole_persons(table, protected, cell)
        assert most - least >= k, cell


@pytest.mark.parametrize("seed", range(6))
def test_knowing_how_it_is_decided_still_tells_no_small_count(seed):
    chance, k = Random(100 + seed), 3
    table = cube({part: chance.choice([0, 1, 2, 5, 7]) for part in product("pq", "f")})
    protected = protect(table, k)
    hidden = set(protected.hidden)
    values = defaultdict(set)
    for counts in product(range(10), repeat=2):
        other = cube(dict(zip(product("pq", "f"), counts, strict=True)))
        if any(other.counts[cell] != table.counts[cell] for cell in table.cells if cell not in hidden):
            continue
        if set(protect(other, k).hidden) == hidden:
            for cell in hidden:
                values[cell].add(other.counts[cell])
    assert all(len(found) > 1 for found in values.values())


def test_one_person_alone_and_a_k_above_everybody():
    alone = protect(cube({("p", "f"): 1, ("p", "g"): 40, ("q", "f"): 50, ("q", "g"): 60}), 10)
    assert alone.status["p", "f"] != SHOWN
    everybody = protect(cube({("p", "f"): 3, ("p", "g"): 4, ("q", "f"): 5, ("q", "g"): 6}), 100)
    assert all(status != SHOWN for cell, status in everybody.status.items() if everybody.table.counts[cell])


def test_noughts_are_held_back_where_they_say_something_of_a_row():
    table = cube({("p", "f"): 0, ("p", "g"): 40, ("q", "f"): 50, ("q", "g"): 60})
    assert protect(table, 10).status["p", "f"] == SHOWN
    told = protect(table, 10, telling_noughts=["b"])
    assert told.status["p", "f"] != SHOWN
    least, most, _held = Attacker(table, told.hidden).interval(("p", "f"))
    assert most - least >= 10


def gathered(tables, days, people, known=None, **more):
    """Give a release of one province about these days; people: how many by sex in each half."""
    values = {"sex": ["f", "m"], "status": ["i", "n"]}
    named = [(cell, key_of("+", cell)) for cell in cells_of(tables, values)]
    new = {key: Asked(tuple(sorted(cell)), HERE, *days) for cell, key in named}
    known = known or {}
    readers = more.get("readers", ())
    atoms = atoms_of(
        [
            *new.values(),
            *known.values(),
            *(one for reader in readers for one in (*reader.shown.values(), *reader.hidden.values())),
        ]
    )
    halves = {HALF: people[0], REST: people[1]}
    counted = []
    for atom in atoms:
        sums = defaultdict(int)
        for half, held in halves.items():
            if atom.first <= half[0] and half[1] <= atom.last:
                for bearing, count in held.items():
                    sums[bearing] += count
        counted.append(sums)
    return Gathered(10, named, new, known, ["sex", "status"], values, atoms, counted, **more)


@pytest.mark.parametrize("seed", range(10))
def test_a_year_and_its_first_half_together_tell_no_hidden_count(seed):
    chance = Random(seed)
    people = [{bearing: chance.choice([0, 1, 3, 8, 20, 45]) for bearing in product("fm", "in")} for _half in range(2)]
    tables = [("sex",), ("status",), ("sex", "status")]
    first = gathered(tables, HALF, people)
    half = measure(first)
    assert not half.told
    known = {
        key_of("1", row.cell): Asked(first.new[key_of("+", row.cell)].who, HERE, *HALF, row.count)
        for row in half.rows
        if row.shown is not None
    }
    second = gathered(tables, WHOLE, people, known)
    year = measure(second)
    shown = known | {
        key_of("2", row.cell): second.new[key_of("+", row.cell)] for row in year.rows if row.shown is not None
    }
    hidden = {
        key_of("h", row.cell): Asked(first.new[key_of("+", row.cell)].who, HERE, *HALF)
        for row in half.rows
        if row.shown is None
    }
    hidden |= {key_of("y", row.cell): second.new[key_of("+", row.cell)] for row in year.rows if row.shown is None}
    hidden |= {
        key_of("r", cell): Asked(one.who, HERE, *REST)
        for (cell, key), one in zip(second.cells, second.new.values(), strict=True)
    }
    linked = Linked(
        hidden, shown, dimensions=second.dimensions, values=second.values, atoms=second.atoms, people=second.people
    )
    attacker = Attacker(linked, hidden, known=set(shown))
    for key in hidden:
        if 0 < linked.counts[key] < 10:
            least, most, _held = attacker.interval(key)
            assert most - least >= 10 or year.told, key


@pytest.mark.parametrize("seed", range(8))
def test_other_dimensions_later_tell_nothing_that_a_release_kept(seed):
    chance = Random(seed)
    people = [{bearing: chance.choice([0, 2, 4, 12, 30]) for bearing in product("fm", "in")}, {}]
    first = gathered([("sex", "status")], HALF, people)
    asked = {cell: first.new[key] for cell, key in first.cells}
    counts = {cell: people[0][tuple(value for _name, value in cell)] for cell in asked if len(cell) == 2}
    # Rows are out: large combinations alone, no total yet.
    known = {key_of("1", cell): asked[cell] for cell, count in counts.items() if count >= 10}
    kept = {key_of("1", cell): asked[cell] for cell, count in counts.items() if count < 10}
    later = gathered([("sex",), ("status",)], HALF, people, known, kept=kept)
    totals = measure(later)
    assert not totals.told
    shown = known | {
        key: later.new[key] for (_cell, key), row in zip(later.cells, totals.rows, strict=True) if row.shown is not None
    }
    linked = Linked(
        kept, shown, dimensions=later.dimensions, values=later.values, atoms=later.atoms, people=later.people
    )
    attacker = Attacker(linked, kept, known=set(shown))
    for key in kept:
        if 0 < linked.counts[key] < 10:
            least, most, _held = attacker.interval(key)
            assert most - least >= 10, key


def test_who_holds_a_restricted_release_learns_nothing_from_a_public_one():
    people = [{("f", "i"): 3, ("f", "n"): 30, ("m", "i"): 40, ("m", "n"): 50}, {}]
    given = gathered([("sex", "status")], HALF, people)
    asked = {cell: one for (cell, _key), one in zip(given.cells, given.new.values(), strict=True)}
    hidden = {(("sex", "f"), ("status", "i"))}
    shown = {key_of("r", cell): one for cell, one in asked.items() if len(cell) == 2 and cell not in hidden}
    reader = Reader("Viện nghiên cứu", 5, shown, {key_of("r", cell): asked[cell] for cell in hidden})
    told = measure(gathered([("sex",)], HALF, people, readers=[reader])).told
    assert [(one.reader, one.least, one.most) for one in told] == [("Viện nghiên cứu", 3, 3)]


@pytest.mark.parametrize("base", [3, 5])
def test_rounded_tables_add_up_and_stay_near(base):
    chance = Random(base)
    table = cube({part: chance.randrange(60) for part in product("pq", "fgh", "xy")})
    near = rounded(table.counts, base, key=b"k")
    assert near == rounded(table.counts, base, key=b"k")
    assert all(count % base == 0 for count in near.values())
    assert all(abs(near[cell] - count) < 2 * base for cell, count in table.counts.items())
    for at in range(3):
        for cell in table.cells:
            if cell[at] == TOTAL:
                parts = [
                    one
                    for one in table.cells
                    if one[at] != TOTAL and one[:at] + one[at + 1 :] == cell[:at] + cell[at + 1 :]
                ]
                assert sum(near[one] for one in parts) == near[cell]
