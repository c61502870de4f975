"""What anybody can work out: the least and the most that a hidden cell can be, given every number that is shown."""

import math
from collections.abc import Collection, Iterable

from vongtay.reports.suppression.arrays import Floats, Indices, Sense, Solver, highspy, np, solver_with
from vongtay.reports.suppression.table import Sums, TableError, Where

NEARLY = 1e-6
WHOLE = 1e-5
HALF = 0.5
PATIENCE = 300.0  # seconds
# Of tables with more parts, ends by halves are drawn in by so much instead of being asked for in whole persons, which takes seconds each.
MANY_PARTS, DRAWN_IN = 1500, 1.0
PRIMAL = 4  # from one answer to the next only what is asked changes: the primal method goes on from there, ten times as fast here


class Attacker:
    """Solves for hidden cells as somebody would who holds all that is published.

    What they know: cells shown are exact, sums add up, nobody is counted below nought, and nobody by halves. Each answer in whole persons is one
    more way in which all of it could be, and says something of every hidden cell: most need no question of their own. An answer with halves in
    it (there are such from three dimensions on) vouches for nothing; the same is then asked for whole persons.

    known: cells that stay known though they are hidden now, for an earlier release showed them.
    """

    def __init__(self, table: Sums, hidden: Iterable[Where], known: Collection[Where] = ()) -> None:
        self.table = table
        self._members = {cell: table.members(cell) for cell in table.cells}
        self._part_of = {part: at for at, part in enumerate(table.parts)}
        self._totals = [cell for cell in table.cells if cell not in self._part_of]
        self._row_of = {cell: at for at, cell in enumerate(self._totals)}
        self._known = set(known)
        self._is_large = len(table.parts) > MANY_PARTS
        self._columns = np.arange(len(table.parts), dtype=np.int32)
        self._most = float(2 * max(table.counts.values()) + 1000)
        self._flat = np.concatenate([self._members[cell] for cell in table.cells])
        sizes = [len(self._members[cell]) for cell in table.cells]
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self._place = {cell: at for at, cell in enumerate(table.cells)}
        # What is true is itself one way in which all of it could be.
        self.low = np.array([float(table.counts[cell]) for cell in table.cells])
        self.high = self.low.copy()
        self._solver = self._built()
        self.hidden: set[Where] = set()
        for cell in hidden:
            self.hide(cell)
        self._solve(np.zeros(0, dtype=np.int64), highspy.ObjSense.kMinimize)

    def hide(self, cell: Where) -> None:
        """Take a cell from what is shown; what is known from elsewhere stays known."""
        self.hidden.add(cell)
        if cell in self._known:
            return
        if (part := self._part_of.get(cell)) is not None:
            self._solver.changeColBounds(part, 0.0, self._most)
        else:
            self._solver.changeRowBounds(self._row_of[cell], -highspy.kHighsInf, highspy.kHighsInf)

    def seen_width(self, cell: Where) -> float:
        """Give how far apart two answers of before were for a cell: its interval is at least so wide."""
        at = self._place[cell]
        return float(self.high[at] - self.low[at])

    def interval(self, cell: Where, enough: float = math.inf) -> tuple[int, int, set[Where]]:
        """Give the least and the most that a cell can be, and the shown cells that hold the one or the other there.

        enough: ends so far apart by halves are asked for in whole persons; closer ones are too close anyway. Of large tables they are
        drawn in by a person each instead, as long as more can be held back.
        """
        holding: set[Where] = set()
        ends, by_halves = [], []
        senses = (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize)
        for sense in senses:
            ends.append(self._solve(self._members[cell], sense))
            if not self._is_whole:
                by_halves.append(len(ends) - 1)
            holding |= self._holding()
        if by_halves and ends[1] - ends[0] >= enough - NEARLY and self.seen_width(cell) < enough:
            if self._is_large and holding:
                ends = [ends[0] + DRAWN_IN * (0 in by_halves), ends[1] - DRAWN_IN * (1 in by_halves)]
            else:
                ends = self._in_whole_persons(cell, enough, ends, by_halves)
        return int(np.ceil(ends[0] - NEARLY)), int(np.floor(ends[1] + NEARLY)), holding

    def _in_whole_persons(self, cell: Where, enough: float, ends: list[float], by_halves: list[int]) -> list[float]:
        """Give two answers in whole persons that lie `enough` apart; where there are none, the ends themselves."""
        at = self._place[cell]
        for end in reversed(by_halves):
            if self.seen_width(cell) < enough:
                far = self.low[at] + enough if end else self.high[at] - enough
                sense = highspy.ObjSense.kMaximize if end else highspy.ObjSense.kMinimize
                ends[end] = self._solve_whole(self._members[cell], sense, far)
        return ends if self.seen_width(cell) < enough else [float(self.low[at]), float(self.high[at])]

    def _solve_whole(self, members: Indices, sense: Sense, far: float) -> float:
        """Ask the same in whole persons. far: an answer that is as far as is wanted; none further is looked for."""
        whole = np.full(len(self._columns), highspy.HighsVarType.kInteger.value, dtype=np.uint8)
        self._solver.changeColsIntegrality(len(self._columns), self._columns, whole)
        self._solver.setOptionValue("presolve", "on")  # here it halves the time
        beyond = far + HALF if sense == highspy.ObjSense.kMinimize else far - HALF
        self._solver.setOptionValue("objective_target", float(beyond))
        try:
            return self._solve(members, sense)
        finally:
            self._solver.setOptionValue("objective_target", -highspy.kHighsInf)
            self._solver.setOptionValue("presolve", "off")
            self._solver.changeColsIntegrality(len(self._columns), self._columns, whole * 0)

    def _solve(self, members: Indices, sense: Sense) -> float:
        solver = self._solver
        cost = np.zeros(len(self._columns))
        cost[members] = 1.0
        solver.changeColsCost(len(self._columns), self._columns, cost)
        solver.changeObjectiveSense(sense)
        solver.run()
        if solver.getModelStatus() not in (
            highspy.HighsModelStatus.kOptimal,
            highspy.HighsModelStatus.kObjectiveTarget,
        ):
            raise TableError(
                "Các tổng trong bảng không khớp với các ô chi tiết, nên không bảo vệ được. Hãy sửa số liệu rồi làm lại."
            )
        self._solution = solver.getSolution()
        found: Floats = np.asarray(self._solution.col_value)
        self._is_whole = bool(np.abs(found - np.rint(found)).max(initial=0) < WHOLE)
        if not self._is_whole:
            return float(solver.getInfo().objective_function_value)
        sums = np.add.reduceat(found[self._flat], self._starts)
        np.minimum(self.low, sums, out=self.low)
        np.maximum(self.high, sums, out=self.high)
        return float(solver.getInfo().objective_function_value)

    def _holding(self) -> set[Where]:
        """Give the shown cells without which the last answer could go further: those with a price in it."""
        rows = np.flatnonzero(np.abs(self._solution.row_dual) > NEARLY)
        parts = np.flatnonzero(np.abs(self._solution.col_dual) > NEARLY)
        found = {self._totals[row] for row in rows} | {self.table.parts[part] for part in parts}
        return {
            cell for cell in found if cell in self.table.counts and cell not in self.hidden and cell not in self._known
        }

    def _built(self) -> Solver:
        table, counts = self.table, self.table.counts
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(table.parts), len(self._totals)
        fixed = [counts.get(part) for part in table.parts]
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_ = np.array([0.0 if count is None else float(count) for count in fixed])
        lp.col_upper_ = np.array([self._most if count is None else float(count) for count in fixed])
        lp.row_lower_ = lp.row_upper_ = np.array([float(counts[cell]) for cell in self._totals])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.concatenate(
            [[0], np.cumsum([len(self._members[cell]) for cell in self._totals])]
        ).astype(np.int32)
        indices = [self._members[cell] for cell in self._totals]
        lp.a_matrix_.index_ = np.concatenate(indices).astype(np.int32) if indices else np.zeros(0, dtype=np.int32)
        lp.a_matrix_.value_ = np.ones(len(lp.a_matrix_.index_))
        solver = solver_with((("presolve", "off"), ("solver", "simplex"), ("simplex_strategy", PRIMAL), ("threads", 1)))
        solver.passModel(lp)
        return solver


def whole_answer(parts: int, sums: Iterable[tuple[Indices, int]]) -> Indices:
    """Give whole numbers from nought up, one a part, whose sums are those told, or as near to them as there are any.

    sums: places of the parts of each, and what they are together. Errors: TableError where none are found in time.
    """
    solver = solver_with((("threads", 1), ("time_limit", PATIENCE)))
    every = np.arange(parts, dtype=np.int32)
    solver.addVars(parts, np.zeros(parts), np.full(parts, highspy.kHighsInf))
    solver.changeColsIntegrality(parts, every, np.full(parts, highspy.HighsVarType.kInteger.value, dtype=np.uint8))
    for members, together in sums:
        # Beside each sum stand two more columns: what it lacks, and what it has too much.
        beside = solver.getNumCol()
        solver.addVars(2, np.zeros(2), np.full(2, highspy.kHighsInf))
        solver.changeColsCost(2, np.array([beside, beside + 1], dtype=np.int32), np.ones(2))
        columns = np.concatenate([members, [beside, beside + 1]]).astype(np.int32)
        weights = np.concatenate([np.ones(len(members)), [1.0, -1.0]])
        solver.addRow(together, together, len(columns), columns, weights)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise TableError(
            "Chưa đối chiếu được với các lần công bố trên địa bàn rộng hơn. Hãy bớt chiều hoặc tách bảng rồi làm lại."
        )
    found: Indices = np.rint(np.asarray(solver.getSolution().col_value)[:parts]).astype(np.int64)
    return found
