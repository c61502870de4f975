"""Where each number of the paper comes from: its rows, bodies, area and days. Nothing of a person stands here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from vongtay.common.numbers import format_number
from vongtay.indicators.models import Indicator
from vongtay.papers.blocks.model import Appendix, Paper, Run, Table, anchors, cells
from vongtay.reports.annexes import bodies_of
from vongtay.reports.compile import Report
from vongtay.reports.drafting.words import change_anchor, say
from vongtay.reports.drafting.write import with_years
from vongtay.reports.telling import anchor_of, facts_of, name_of_count

CASES, LIST, LEDGER, BOOKS, RISK, CLAIMS, CHANGE = (
    "Hồ sơ", "Danh sách công dân ở nước ngoài", "Sổ hỗ trợ", "Sổ của cơ sở hỗ trợ", "Đánh giá nguy cơ", "Số liệu đã xác nhận",
    "So sánh cùng kỳ năm trước",
)  # fmt: skip
_KINDS = {"C": CASES, "A": LIST, "S": LEDGER, "K": BOOKS, "R": RISK, "F": CLAIMS, "Y": CHANGE}
_COUNTS_RECORDS = "CAS"  # a number of these is that of its records
_HEADER = ("TT", "Số trong báo cáo", "Nội dung", "Nguồn", "Cơ quan", "Số bản ghi")


@dataclass(frozen=True)
class Source:
    """What lies behind one number. rows: how many records; bodies: whose."""

    anchor: str
    name: str
    kind: str
    bodies: str = "—"
    rows: int | None = None


def sources_of(report: Report, before: Report | None = None) -> dict[str, Source]:
    """Give the source of every number that a report may hold, by its anchor; of a change, with both numbers."""
    found: dict[str, Source] = {}
    told = {anchor_of(one.indicator.pk): one for one in report.programme()}
    facts = with_years(facts_of(report), facts_of(before)) if before is not None else facts_of(report)
    for fact in facts.values():
        if fact.said is not None and fact.before is not None:
            both = f"{fact.name}: kỳ này {say(fact.said, is_money=fact.is_money)}; cùng kỳ năm trước {say(fact.before, is_money=fact.is_money)}"
            found[change_anchor(fact)] = Source(change_anchor(fact), both, CHANGE)
        one = told.get(fact.anchor)
        if one is None:
            rows = (
                int(fact.said.value) if fact.said and not fact.is_money and fact.anchor[0] in _COUNTS_RECORDS else None
            )
            found[fact.anchor] = Source(fact.anchor, fact.name, _KINDS[fact.anchor[0]], rows=rows)
        else:
            rows = (len(one.line.added) if one.line else 0) + len(one.listed)
            found[fact.anchor] = Source(fact.anchor, fact.name, CLAIMS, bodies_of(one), rows)
    return found


def source_of(anchor: str, known: Mapping[str, Source]) -> Source:
    """Give the source of a number; those that are no facts are named by what they count."""
    if anchor in known:
        return known[anchor]
    return Source(anchor, _named(anchor), _KINDS.get(anchor[:1], CASES))


def names_of(anchors_: Iterable[str]) -> dict[str, str]:
    """Name numbers by their anchors alone, without counting anything: figures by the catalogue, counts by what they count."""
    catalogue = {anchor_of(row.pk): row.name_vi for row in Indicator.objects.all()}
    found = {}
    for anchor in anchors_:
        of = anchor if anchor[:2] != "Y." else f"F.{anchor[2:]}" if f"F.{anchor[2:]}" in catalogue else anchor[2:]
        name = catalogue.get(of) or name_of_count(of) or _named(of)
        found[anchor] = f"{name}: so với cùng kỳ năm trước" if anchor[:2] == "Y." else name
    return found


def _named(anchor: str) -> str:
    """Name what the facts do not hold: the assessments of risk."""
    return {"R.areas": "Địa bàn được đánh giá", "R.missed": "Địa bàn trọng điểm chưa có hoạt động"}.get(
        anchor, "Địa bàn theo mức nguy cơ"
    )


def with_sources(
    paper: Paper, report: Report, before: Report | None = None, system: Mapping[str, str] | None = None
) -> Paper:
    """Give the paper with an appendix that leads from each number to its rows. system: the numbers as they were generated."""
    numbers = list(_once(anchors(paper)))
    if not numbers:
        return paper
    known, system = sources_of(report, before), system or {}
    rows = []
    for index, (anchor, text) in enumerate(numbers, 1):
        source = source_of(anchor, known)
        own = system.get(anchor, text)
        shown = text if own == text else f"{text} (hệ thống: {own}; người soạn đã sửa và nêu lý do)"
        count = "" if source.rows is None else format_number(source.rows)
        rows.append(cells(str(index), Run(shown, link=anchor), source.name, source.kind, source.bodies, count))
    table = Table(
        _HEADER,
        tuple(rows),
        widths=(0.5, 2, 3, 1.8, 2.6, 0.8),
        align=("center", "left", "left", "left", "left", "right"),
    )
    appendix = Appendix(f"Nguồn của các số liệu ({_scope(report)})", (table,), landscape=True)
    return replace(paper, appendices=(*paper.appendices, appendix))


def _scope(report: Report) -> str:
    return f"{report.question.area.full_name}, {report.question.period.label}"


def _once(numbers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Give each number where it stands first; noughts of the tables are left out."""
    seen: set[str] = set()
    for anchor, text in numbers:
        if anchor not in seen and text != "0":
            seen.add(anchor)
            yield anchor, text
