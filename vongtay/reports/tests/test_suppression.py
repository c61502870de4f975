"""Nobody can work out a hidden cell: solved anew for every one, by counting all tables that could be, and against earlier releases."""

import csv
import subprocess
import sys
from itertools import product
from random import Random

import highspy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vongtay.reports.suppression.command import main
from vongtay.reports.suppression.eliminate import telling
from vongtay.reports.suppression.protect import HIDDEN, PRIMARY, SHOWN, protect
from vongtay.reports.suppression.table import TOTAL, Table, TableError, read_table

K = 10


def cube(parts, names="abcd"):
    """Give the table of these parts with every total."""
    counts = {}
    for cell in product(*({*values, TOTAL} for values in map(sorted, map(set, zip(*parts, strict=True))))):
        counts[cell] = 0
    for part, count in parts.items():
        for cell in product(*((value, TOTAL) for value in part)):
            counts[cell] += count
    ordered = sorted(counts, key=lambda cell: (sum(value == TOTAL for value in cell), cell))
    return Table(tuple(names[: len(ordered[0])]), {cell: counts[cell] for cell in ordered})


def bounds(table, shown, cell):
    """Solve anew, in the plainest way: a variable a part, an equation a shown cell."""
    parts = [part for part in table.counts if TOTAL not in part]

    def row(of):
        return [float(all(want in (TOTAL, has) for want, has in zip(of, part, strict=True))) for part in parts]

    ends = []
    for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        for price in row(cell):
            solver.addCol(price, 0.0, 1e5, 0, [], [])
        for one, count in shown.items():
            solver.addRow(count, count, len(parts), np.arange(len(parts)), np.array(row(one)))
        solver.changeObjectiveSense(sense)
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        ends.append(solver.getInfo().objective_function_value)
    return ends


def cannot_be_told(table, protected, k, beside=None):
    shown = {cell: table.counts[cell] for cell, status in protected.status.items() if status == SHOWN} | (beside or {})
    for cell in protected.hidden:
        if cell not in (beside or {}):
            least, most = bounds(table, shown, cell)
            assert most - least > k - 1e-6, (cell, least, most)


counts_of_people = st.one_of(st.integers(0, 3), st.integers(0, 30), st.integers(0, 900))


@given(st.integers(2, 4), st.integers(2, 4), st.integers(1, 3), st.data())
@settings(max_examples=40, deadline=None)
def test_no_hidden_cell_of_any_small_table_can_be_told_more_closely_than_k(rows, columns, layers, data):
    places = list(product("pqrs"[:rows], "fghi"[:columns], "xyz"[:layers]))
    table = cube({part: data.draw(counts_of_people) for part in places})
    protected = protect(table, K)
    assert all((0 < count < K) == (protected.status[cell] == PRIMARY) for cell, count in table.counts.items())
    cannot_be_told(table, protected, K)


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4))
@settings(max_examples=30, deadline=None)
def test_of_all_tables_that_could_be_no_two_ends_lie_closer_than_k(numbers):
    k, places = 3, list(product("pq", "fg"))
    table = cube(dict(zip(places, numbers, strict=True)))
    protected = protect(table, k)
    each = np.arange(table.counts[TOTAL, TOTAL] + 2 * k)
    could = np.stack(np.meshgrid(each, each, each, each), axis=-1).reshape(-1, 4)
    sums = {cell: could[:, table.members(cell)].sum(axis=1) for cell in table.cells}
    true = np.ones(len(could), dtype=bool)
    for cell, status in protected.status.items():
        if status == SHOWN:
            true &= sums[cell] == table.counts[cell]
    for cell in protected.hidden:
        found = sums[cell][true]
        assert found.max() - found.min() >= k, cell


def a_world(people, sizes, seed):
    chance = Random(seed)
    values = [[f"{name}{at}" for at in range(many)] for name, many in zip("pfs", sizes, strict=False)]
    weights = [[chance.paretovariate(1.1) for _one in held] for held in values]
    parts = dict.fromkeys(product(*values), 0)
    for _one in range(people):
        parts[tuple(chance.choices(held, weight)[0] for held, weight in zip(values, weights, strict=True))] += 1
    return cube(parts)


def test_a_table_of_a_country_is_protected_in_every_hidden_cell():
    table = a_world(2_500, (12, 6, 2), 3)
    protected = protect(table, K)
    assert len(protected.hidden) > 100
    cannot_be_told(table, protected, K)


def test_large_cells_stay_as_far_as_they_may():
    table = a_world(100_000, (34, 9, 2), 1)
    protected = protect(table, K)
    total = sum(count for cell, count in table.counts.items() if TOTAL not in cell)
    shown = sum(table.counts[cell] for cell in table.cells if TOTAL not in cell and protected.status[cell] == SHOWN)
    assert shown > 0.95 * total
    assert protected.status[(TOTAL,) * 3] == SHOWN


def test_what_would_tell_exactly_is_found_by_elimination_alone():
    table = cube({("p", "f"): 3, ("p", "g"): 40, ("q", "f"): 50, ("q", "g"): 60})
    assert telling(table, {("p", "f")}) >= {("p", "g")}
    assert telling(table, set()) == set()


def test_linked_tables_without_their_common_detail_are_protected_together():
    whole = cube({(p, f, s): 4 if (p, f, s) == ("p", "f", "x") else 25 for p, f, s in product("pq", "fg", "xy")})
    linked = {cell: count for cell, count in whole.counts.items() if TOTAL in cell}
    linked[("p", "f", TOTAL)] = whole.counts[("p", "f", TOTAL)]
    protected = protect(Table(whole.dimensions, linked), 40)
    assert protected.hidden
    shown = {cell: linked[cell] for cell, status in protected.status.items() if status == SHOWN}
    for cell in protected.hidden:
        least, most = bounds(whole, shown, cell)
        assert most - least >= 40


class TestEarlier:
    def test_what_was_shown_before_stays_known(self):
        table = cube({("p", "f"): 3, ("p", "g"): 40, ("q", "f"): 50, ("q", "g"): 60, ("p", "h"): 70, ("q", "h"): 80})
        before = Table(table.dimensions, {("p", "g"): 40, ("q", "g"): 60})
        protected = protect(table, K, earlier=[before])
        cannot_be_told(table, protected, K, beside=dict(before.counts))

    def test_a_small_change_since_is_held_back(self):
        table = cube({("p", "f"): 103, ("p", "g"): 140, ("q", "f"): 150, ("q", "g"): 160})
        before = Table(("b", "a"), {("f", "p"): 100, ("g", "p"): 120})
        protected = protect(table, K, earlier=[before])
        assert protected.status["p", "f"] == PRIMARY

    def test_what_can_no_longer_be_hidden_is_refused_with_its_cell(self):
        table = cube({("p", "f"): 3, ("p", "g"): 40, ("q", "f"): 50, ("q", "g"): 60})
        with pytest.raises(TableError, match="p / f"):
            protect(table, K, earlier=[table])

    def test_other_dimensions_can_not_be_compared(self):
        with pytest.raises(TableError, match="cùng các chiều"):
            protect(cube({("p", "f"): 3}), K, earlier=[Table(("z", "b"), {("p", "f"): 3})])


class TestCommand:
    def run(self, tmp_path, text, *more):
        (tmp_path / "in.csv").write_text(text, "utf-8")
        out = tmp_path / "out.csv"
        return main([str(tmp_path / "in.csv"), "--out", str(out), *more]), out

    def test_the_same_rows_come_out_in_their_order_with_a_status(self, tmp_path, capsys):
        text = "tinh,gioi,count\nA,nu,3\nA,nam,40\nB,nu,50\nB,nam,60\nA,*,43\nB,*,110\n*,nu,53\n*,nam,100\n*,*,153\n"
        status, out = self.run(tmp_path, text)
        assert status == 0
        came = list(csv.DictReader(out.read_text("utf-8").splitlines()))
        assert [f"{row['tinh']},{row['gioi']}" for row in came] == [
            line.rpartition(",")[0] for line in text.split()[1:]
        ]
        assert (came[0]["count"], came[0]["status"]) == ("", "primary")
        assert all((row["count"] == "") == (row["status"] in HIDDEN) for row in came)
        assert "ô che kèm" in capsys.readouterr().out
        again = self.run(tmp_path, text)[1].read_text()
        assert again == out.read_text()

    def test_with_an_earlier_release_of_its_own(self, tmp_path):
        text = "a,count\nx,12\ny,200\n*,212\n"
        first = self.run(tmp_path, text)[1].rename(tmp_path / "before.csv")
        status, out = self.run(tmp_path, text.replace("12\n", "15\n"), "--earlier", str(first))
        assert status == 0
        assert next(csv.DictReader(out.read_text().splitlines()))["status"] == "primary"

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "trống"), ("a,b\n1,2\n", "count"), ("count\n1\n", "chiều"), ("a,a,count\n1,1,2\n", "một lần"), ("a,count\n", "không có hàng"),
            ("a,count\nx,-1\n", "Hàng 2"), ("a,count\nx,1.5\n", "Hàng 2"), ("a,count\nx,1,2\n", "Hàng 2"), ("a,count\nx,1\nx,1\n", "Hàng 3"),
            ("a,count\n,1\n", "để trống"), ("a,count\nx,5\ny,6\n*,30\n", "không khớp"), ("a,count\nx,50\ny,60\n*,30\n", "không khớp"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_and_nothing_is_written(self, tmp_path, capsys, text, said):
        status, out = self.run(tmp_path, text)
        assert status == 1
        assert said in capsys.readouterr().err
        assert not out.exists()

    def test_no_file_no_utf8_and_a_senseless_k(self, tmp_path, capsys):
        assert main([str(tmp_path / "none.csv"), "--out", str(tmp_path / "o")]) == 1
        (tmp_path / "in.csv").write_bytes(b"a,count\n\xff\xfe,1\n")
        assert main([str(tmp_path / "in.csv"), "--out", str(tmp_path / "o")]) == 1
        assert self.run(tmp_path, "a,count\nx,1\n", "--k", "1")[0] == 1
        assert main([str(tmp_path), "--out", str(tmp_path / "o")]) == 1
        said = capsys.readouterr().err
        assert "không tìm thấy" in said
        assert "không mở hoặc không ghi được" in said
        assert ("none.csv" in said, "UTF-8" in said, "--k" in said) == (True, True, True)

    def test_too_many_combinations_are_refused(self):
        names = [f"v{at}" for at in range(80)]
        cells = (
            [(one, TOTAL, TOTAL) for one in names]
            + [(TOTAL, one, TOTAL) for one in names]
            + [(TOTAL, TOTAL, one) for one in names]
        )
        with pytest.raises(TableError, match="quá nhiều"):
            protect(Table(("a", "b", "c"), dict.fromkeys(cells, 20)), K)


def test_a_byte_order_mark_and_blank_lines_are_read(tmp_path):
    (tmp_path / "t.csv").write_bytes("\ufeffa,count\nx,11\n\ny,12\n".encode())
    assert dict(read_table(tmp_path / "t.csv").counts) == {("x",): 11, ("y",): 12}


def test_the_command_says_what_is_ours_alone(tmp_path):
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text("năm,count\n2024,4\n2025,30\n2026,50\n*,84\n")
    said = subprocess.run(
        [sys.executable, "-m", "vongtay.config.cli", "suppress", str(table), "--out", str(out)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert out.exists()
    assert "HiGHS" not in said
