"""The command `vongtay law`: lists the rules, prints the day a step is due, checks the data. Needs no database."""

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from vongtay.law.clock import Mark, due
from vongtay.law.engine import LawBook, UnknownRuleError, all_rules, regime_of, rule_of
from vongtay.law.schema import HERE, load_law
from vongtay.law.shapes import LimitState, Override, Rule, Unit
from vongtay.law.tables import LawDataError

USAGE = (
    "Cách dùng:\n"
    "  vongtay law rules [--json]           liệt kê mọi quy định\n"
    "  vongtay law due MÃ NĂM-THÁNG-NGÀY    in ngày đến hạn, hoặc unset nếu chưa có căn cứ\n"
    "  vongtay law check [THƯ-MỤC]          kiểm tra dữ liệu pháp luật"
)
UNITS = {
    Unit.NOW: "ngay trong ngày",
    Unit.HOURS: "giờ",
    Unit.CALENDAR_DAYS: "ngày",
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.MONTHS: "tháng",
}
HEADS = ("Mã", "Văn bản", "Tuyến", "Việc", "Cơ quan", "Thời hạn", "Từ", "Đến", "Điều luật", "Tin cậy")
Loader = Callable[[], Iterable[Override]]


def main(argv: Sequence[str] | None = None, loader: Loader | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 the data are faulty, 2 the words were not understood."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words, LawBook(overrides=tuple(loader()) if loader else ()))
    except LawDataError as error:
        return complain(str(error), status=1)


def _run(words: list[str], book: LawBook) -> int:
    match words:
        case ["rules", *rest] if rest in ([], ["--json"]):
            return print_rules(book, as_json=bool(rest))
        case ["due", rule_id, day]:
            return print_due(book, rule_id, day)
        case ["check", *rest] if len(rest) <= 1:
            return check(Path(rest[0]) if rest else HERE)
        case [] | ["-h" | "--help"]:
            say(USAGE)
            return 0
    return complain(f"Không hiểu lệnh “law {' '.join(words)}”.\n{USAGE}")


def say(text: str) -> None:
    """Write one line for the person."""
    sys.stdout.write(text + "\n")


def complain(text: str, status: int = 2) -> int:
    """Write one sentence to the error stream and give the exit status."""
    sys.stderr.write(text + "\n")
    return status


def print_due(book: LawBook, rule_id: str, text: str) -> int:
    """Print the last day as YYYY-MM-DD, or `unset`."""
    try:
        start = date.fromisoformat(text)
    except ValueError:
        return complain(f"“{text}” không phải là ngày; hãy ghi dạng 2025-07-01.")
    try:
        last = due(rule_of(rule_id, book, on=start), start, book.calendar)
    except UnknownRuleError:
        return complain(f"Không có quy định “{rule_id}”; xem các mã bằng lệnh: vongtay law rules.")
    except OverflowError:
        return complain(f"Ngày {text} quá xa, lịch không tính được.")
    say("unset" if last.on is None else last.on.isoformat())
    return 0


def check(folder: Path) -> int:
    """Check the law's data in a folder (regimes/ and vocabulary.toml) and say what was found."""
    law = load_law(folder / "regimes", folder / "vocabulary.toml")
    rules = law.rules()
    unset = sum(rule.limit_state is LimitState.UNSET for rule in rules)
    say(f"Dữ liệu hợp lệ: {len(law.regimes)} hệ văn bản, {len(rules)} quy định, {unset} chưa có căn cứ về thời hạn.")
    return 0


def print_rules(book: LawBook, *, as_json: bool) -> int:
    """Print every rule, as JSON or as a table."""
    rules = all_rules(book, on=None)
    if as_json:
        say(json.dumps([as_row(rule) for rule in rules], ensure_ascii=False, indent=2))
        return 0
    lines = [HEADS, *(_cells(rule, book) for rule in rules)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        say("  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip())
    say(f"\n{len(rules)} quy định. “chưa có căn cứ”: không tính ngày đến hạn. (*) cách tính chưa xác nhận.")
    return 0


def as_row(rule: Rule) -> dict[str, Any]:
    """Give a rule as plain values."""
    return {
        "id": rule.id,
        "regime": rule.regime,
        "route": rule.route,
        "step": rule.step,
        "title": rule.title,
        "title_vi": rule.title_vi,
        "actor": list(rule.actors),
        "with": list(rule.with_bodies),
        "to_body": rule.to_body,
        "starts": [{"event": start.event, "when": start.when} for start in rule.starts],
        "met_by": rule.met_by,
        "condition": rule.condition,
        "kind": rule.kind.value,
        "limit": rule.limit,
        "limit_state": rule.limit_state.value,
        "unset": not rule.is_set,
        "unit": rule.unit.value if rule.unit else None,
        "from": rule.span.first.isoformat() if rule.span.first else None,
        "to": rule.span.last.isoformat() if rule.span.last else None,
        "article": None if rule.customary else rule.article,
        "confidence": rule.confidence.value,
        "limit_confidence": rule.limit_confidence.value if rule.limit_confidence else None,
        "unit_confidence": rule.unit_confidence.value if rule.unit_confidence else None,
        "customary": rule.customary,
        "open_points": list(rule.open_points),
        "paper": {"title": rule.paper.title, "title_vi": rule.paper.title_vi, "form": rule.paper.form}
        if rule.paper
        else None,
        "sources": list(rule.sources),
        "same_as": rule.same_as,
        "note": rule.note,
    }


def limit_words(rule: Rule) -> str:
    """Say a limit in Vietnamese."""
    if rule.limit is None or rule.unit is None:
        return "không nêu" if rule.limit_state is LimitState.NOT_STATED else "chưa có căn cứ"
    if rule.unit is Unit.NOW:
        return UNITS[rule.unit]
    return f"{rule.limit} {UNITS[rule.unit]}{' (*)' if due_is_unconfirmed(rule) else ''}"


def due_is_unconfirmed(rule: Rule) -> bool:
    """Tell whether a day computed by this rule rests on an unconfirmed way of counting."""
    day = rule.span.first or rule.span.last or date(2020, 1, 1)
    return bool(due(rule, day).marks & {Mark.COUNTING_UNCONFIRMED, Mark.UNIT_UNCONFIRMED})


def _cells(rule: Rule, book: LawBook) -> tuple[str, ...]:
    bodies = book.law.vocabulary.bodies
    actors = ", ".join(bodies[code].title_vi for code in rule.actors)
    return (
        rule.id, regime_of(rule.regime, book).code, rule.route, rule.title_vi, actors, limit_words(rule),
        _day(rule.span.first), _day(rule.span.last), (None if rule.customary else rule.article) or "thông lệ",
        rule.confidence.value,
    )  # fmt: skip


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else "-"


def _width(text: str) -> int:
    return sum(unicodedata.combining(letter) == 0 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
