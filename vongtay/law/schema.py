"""Loads the law's data from TOML into frozen, typed values; refuses what can't be right, a sentence for each fault."""

import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vongtay.law.checks import check_law
from vongtay.law.rows import (
    read_confirming,
    read_counting,
    read_evidence,
    read_outcome,
    read_route,
    read_sign,
    read_vocabulary,
)
from vongtay.law.rule_rows import Context, read_rule
from vongtay.law.shapes import Confidence, DayRow, Law, Regime, Vocabulary
from vongtay.law.tables import Fault, LawDataError, Table

HERE = Path(__file__).parent


@cache
def shipped_law() -> Law:
    """Give the law as it is shipped, read once."""
    return load_law(HERE / "regimes", HERE / "vocabulary.toml")


@cache
def shipped_days() -> tuple[DayRow, ...]:
    """Give the days off and make-up days that we ship beside the calendar library."""
    faults: list[Fault] = []
    root = read_file(HERE / "days.toml", faults)
    rows = []
    for table in root.tables("day", "on"):
        on = table.day("on")
        if on is None:
            table.fault("on", "thiếu ngày.", "ghi on = 2026-01-02.")
            continue
        rows.append(DayRow(on, table.flag("working"), table.text("title_vi"), table.text("instrument")))
        table.finish()
    refuse(faults)
    return tuple(rows)


def load_law(folder: Path, vocabulary: Path) -> Law:
    """Read and check every regime of a folder.

    Errors: LawDataError with every fault found, not only the first.
    """
    faults: list[Fault] = []
    words = read_vocabulary(read_file(vocabulary, faults))
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        faults.append(Fault(str(folder.name), "thư mục", "*.toml", "không có tệp nào.", "đặt ít nhất một tệp vào."))
    pairs = [read_regime(read_file(path, faults), words) for path in paths]
    refuse(faults)
    law = Law(_with_borrowed_evidence(pairs), words)
    refuse(check_law(law))
    return law


def refuse(faults: list[Fault]) -> None:
    """Raise LawDataError if there is any fault."""
    if faults:
        raise LawDataError(faults)


def read_file(path: Path, faults: list[Fault]) -> Table:
    """Read one TOML file; a file that can't be read is a fault and an empty table."""
    values: dict[str, Any] = {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(path.name, "tệp", "-", f"không đọc được ({error}).", "kiểm tra tệp và mã hóa UTF-8."))
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(path.name, "tệp", "-", f"không đúng cú pháp TOML ({error}).", "sửa dòng được nêu."))
    return Table(path.name, "đầu tệp", values, faults)


def read_regime(root: Table, words: Vocabulary) -> tuple[Regime, str | None]:
    """Read one regime; beside it, the code of the regime whose evidence list it borrows."""
    routes = [read_route(table) for table in root.tables("route", "code")]
    span = root.span()
    context = Context(root.text("code"), span, read_counting(root), words, frozenset(route.code for route in routes))
    rules = [
        rule
        for order, table in enumerate(root.tables("rule", "id"), start=1)
        for rule in read_rule(table, context, order)
    ]
    evidence, total, like = read_evidence(root)
    regime = Regime(
        code=context.regime, title=root.text("title"), title_vi=root.text("title_vi"), span=span,
        instruments=root.codes("instruments"), counting=context.counting, routes=tuple(routes), rules=tuple(rules),
        evidence=evidence, evidence_total=total,
        signs=tuple(read_sign(table) for table in root.tables("sign", "code")),
        confirming_papers=tuple(read_confirming(table, words) for table in root.tables("confirming_paper", "code")),
        outcomes=tuple(read_outcome(table) for table in root.tables("outcome", "code")),
        note=root.optional_text("note") or "",
    )  # fmt: skip
    root.finish()
    return regime, like


def _with_borrowed_evidence(pairs: list[tuple[Regime, str | None]]) -> tuple[Regime, ...]:
    """Give the regimes in time order; one whose list was not seen gets another's as custom, without article."""
    by_code = {regime.code: regime for regime, _ in pairs}
    whole = []
    for regime, like in pairs:
        lender = by_code.get(like or "")
        borrowed = tuple(
            replace(source, letter="", article=None, confidence=Confidence.C, customary=True)
            for source in (lender.evidence if lender else ())
        )
        whole.append(replace(regime, evidence=borrowed) if like else regime)
    return tuple(sorted(whole, key=lambda regime: regime.span.first or date.min))
