"""From a compiled report to the facts that the drafting engine writes sentences of, each under the code of its pattern."""

from collections.abc import Iterator
from dataclasses import replace

from vongtay.agencies.queries import borders_of
from vongtay.cases.rules import STAGES
from vongtay.common.access import Staff
from vongtay.common.days import format_day
from vongtay.common.periods import PeriodError
from vongtay.facilities.queries import Stock
from vongtay.indicators.models import Figure
from vongtay.papers.blocks.model import Runs
from vongtay.reports.compared import Against, earlier_of
from vongtay.reports.compile import Report, Told, compile_report, plain
from vongtay.reports.counting import By, Counts, Status
from vongtay.reports.drafting.model import Drafted, Fact, Given, Known, Number, Paragraph, Said
from vongtay.reports.drafting.write import draft, with_years
from vongtay.reports.wording import FUNCTIONS, REGIMES, ROUTES, SEXES, STATUSES, label_of, risk_lines
from vongtay.support.queries import Spent

SHORT = {
    Status.RECEIVED: "all", Status.UNDER_IDENTIFICATION: "under", Status.IDENTIFIED: "yes", Status.NOT_IDENTIFIED: "no",
    Status.UNDETERMINED: "open",
}  # fmt: skip
SPENT = {
    "people": ("people", "người"),
    "entries": ("entries", "lượt"),
    "kind": ("in_kind", "lượt"),
    "money": ("amount_dong", "đồng"),
}
SPENT_NAMES = {"people": "số người", "entries": "số lượt", "kind": "lượt bằng hiện vật", "money": "kinh phí"}
KEPT = {
    "sites": ("Cơ sở hỗ trợ", "cơ sở"), "stated": ("Cơ sở đã kê khai trong năm", "cơ sở"), "places": ("Sức chứa của cơ sở", "người"),
    "staff": ("Cán bộ của cơ sở", "người"), **{code: (f"Cán bộ của cơ sở: {name}", "người") for code, name in FUNCTIONS.items()},
}  # fmt: skip
MONEY = frozenset({"budget.amount"})
ABROAD = {
    "abroad": "Công dân còn ở nước ngoài", "returned": "Đã trở về", "screened": "Đã sàng lọc", "in_identification": "Được đưa vào xác định",
    "identified": "Được xác định là nạn nhân", "not_identified": "Được xác định không phải là nạn nhân",
}  # fmt: skip


def anchor_of(code: str) -> str:
    """Give the anchor of a programme figure."""
    return f"F.{code}"[:36]


def known_codes() -> frozenset[str]:
    """Give every code that a pattern may name beside those of the catalogue."""
    ways = ["C", *(f"C.route.{one}" for one in ROUTES), *(f"C.sex.{one}" for one in SEXES)]
    return frozenset({
        *(f"{way}.{short}" for way in ways for short in SHORT.values()), *(f"A.{stage}" for stage in STAGES),
        *(f"S.{regime}.{what}" for regime in ("all", *REGIMES) for what in SPENT), *(f"K.{what}" for what in KEPT),
    })  # fmt: skip


def before_of(staff: Staff, report: Report) -> Report | None:
    """Compile the same period of the year before, as known at the same moment.

    None where there is none to compare with: the mandate begins later, or a former unit was divided.
    """
    earlier = next((one for one in earlier_of(staff, report.question) if one.against is Against.YEAR), None)
    if earlier is None or earlier.why_not:
        return None
    return compile_report(staff, replace(report.question, period=earlier.period))


def border_note(report: Report) -> str:
    """Say which former units stood in the area then, and whether the year before can be told; empty where its borders are the same."""
    try:
        first = report.question.period.year_before().first
    except PeriodError:
        first = report.question.period.first
    borders = borders_of(report.question.area.pk, first)
    if borders is None:
        return ""
    until = format_day(borders.until)
    if borders.divided:
        return f"Không so sánh với cùng kỳ năm trước: đến ngày {until}, một phần địa bàn thuộc {'; '.join(borders.divided)}."
    return f"Số liệu, kể cả cùng kỳ năm trước, gồm các đơn vị đã sáp nhập vào địa bàn sau ngày {until}: {'; '.join(borders.merged)}."


def drafted_of(report: Report, before: Report | None, body: str) -> Drafted:
    """Draft the sentences of a report; before: the same period of the year before, if it may be counted."""
    facts = facts_of(report)
    if before is not None:
        facts = with_years(facts, facts_of(before))
    question = report.question
    words = {
        "area": question.area.full_name,
        "period": question.period.label,
        "until": format_day(question.until),
        "body": body,
    }
    parts = {
        row.pk: section.code
        for section in report.sections
        for row in (*(told.indicator for told in section.told), *section.silent)
    }
    return draft(Given(facts, words, parts, tuple(_risk(report))))


def facts_of(report: Report) -> dict[str, Fact]:
    """Give all that is known, by the code of its pattern."""
    facts: dict[str, Fact] = {}
    facts |= _counts(report.persons, "C", "Người được tiếp nhận")
    for one in report.splits:
        for code, counts in one.rows:
            facts |= _counts(counts, f"C.{one.by}.{code}".replace("+", "up"), label_of(one.by, code))
    for stage in STAGES:
        facts[f"A.{stage}"] = _counted(
            report.abroad.get(stage, 0), f"A.{stage}"[:36], ABROAD.get(stage, stage), "người"
        )
    for regime, spent in (("all", report.support.whole), *report.support.by_regime):
        facts |= _spent(spent, regime)
    facts |= _kept(report.facilities)
    for told in report.programme():
        facts[told.indicator.pk] = _told(told)
    for row in (row for section in report.sections for row in section.silent):
        facts[row.pk] = Fact(anchor_of(row.pk), row.name_vi, row.unit, "none", must_be_told=True)
    return facts


def name_of_count(anchor: str) -> str:
    """Name a count by its anchor; empty for what is no count of persons, of the list abroad, of the ledger or of facilities."""
    kind, *parts = anchor.split(".")
    if kind == "A":
        return ABROAD.get(parts[0], "")
    if kind == "K":
        return KEPT[parts[0]][0] if parts[0] in KEPT else ""
    if kind == "S":
        return f"{_support_name(parts[0])} ({SPENT_NAMES.get(parts[-1], parts[-1])})"
    if kind != "C":
        return ""
    status = next((STATUSES[status].lower() for status, short in SHORT.items() if short == parts[-1]), "")
    return (
        f"{label_of(By(parts[0]), parts[1].replace('up', '+')) if len(parts) > 2 else 'Người được tiếp nhận'}: {status}"
    )


def _support_name(regime: str) -> str:
    return "Hỗ trợ theo sổ" if regime == "all" else f"Hỗ trợ {REGIMES[regime].lower()}"


def _counts(counts: Counts, prefix: str, name: str) -> dict[str, Fact]:
    return {
        f"{prefix}.{SHORT[status]}": _counted(value, f"{prefix}.{SHORT[status]}", f"{name}: {STATUSES[status].lower()}", "người")
        for status, value in counts.all
    }  # fmt: skip


def _spent(spent: Spent, regime: str) -> dict[str, Fact]:
    return {
        f"S.{regime}.{what}": _counted(
            getattr(spent, column), f"S.{regime}.{what}", name_of_count(f"S.{regime}.{what}"), unit, is_money=what == "money"
        )
        for what, (column, unit) in SPENT.items()
    }  # fmt: skip


def _kept(stock: Stock) -> dict[str, Fact]:
    """Tell what facilities keep ready; capacity is a range where one of them told one."""
    numbers = {
        "sites": stock.sites,
        "stated": stock.stated,
        "staff": stock.staff,
        **dict.fromkeys(FUNCTIONS, 0),
        **dict(stock.functions),
    }
    facts = {f"K.{what}": _counted(n, f"K.{what}", *KEPT[what]) for what, n in numbers.items()}
    high = stock.places_high if stock.places_high > stock.places else None
    return facts | {
        "K.places": Fact("K.places", *KEPT["places"], "value" if stock.places else "nil", Said(stock.places, high))
    }


def _counted(value: int, anchor: str, name: str, unit: str, *, is_money: bool = False) -> Fact:
    return Fact(anchor, name, unit, "value" if value else "nil", Said(value), is_money=is_money)


def _told(told: Told) -> Fact:
    row = told.indicator
    said = (
        Said(told.value, told.high, told.bound) if told.value is not None and told.status in {"value", "nil"} else None
    )
    status: Known = "none" if told.status == "value" and said is None else told.status  # type: ignore[assignment]  # one of the four
    listed = tuple(_said(figure) for figure in told.listed)
    return Fact(
        anchor_of(row.pk), row.name_vi, row.unit, status, said, listed, is_money=row.pk in MONEY, must_be_told=True
    )


def _said(figure: Figure) -> Said:
    return Said(plain(figure.value), plain(figure.value_high), figure.bound)


def _risk(report: Report) -> Iterator[Paragraph]:
    for index, line in enumerate(risk_lines(report), 1):
        yield Paragraph(f"situation.risk.{index}", "I", pieces_of(line), "Nguy cơ theo địa bàn")


def pieces_of(line: Runs) -> tuple[str | Number, ...]:
    """Give a line of runs as pieces of a draft."""
    return tuple(Number(run.text, run.anchor) if run.anchor else run.text for run in line)
