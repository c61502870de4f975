"""What `vongtay report --compare` prints: each number beside the earlier ones, and a merged province by its former ones."""

from django.utils import translation

from vongtay.common.access import Staff
from vongtay.reports.compared import Against, Comparison, Row, WhyNot, compare, name_of
from vongtay.reports.former import Former, by_former
from vongtay.reports.queries import Question
from vongtay.reports.saying import RULE, say_change, say_stated
from vongtay.reports.wording import borders_words, calendar_words

SENSE = {Against.YEAR: "cùng kỳ năm trước", Against.STAGE: "kỳ liền trước"}
WHY_NOT = {
    WhyNot.MANDATE: "nhiệm vụ báo cáo của cơ quan bắt đầu sau kỳ này",
    WhyNot.BORDERS: "có đơn vị cũ đã chia cho nhiều nơi nên không so sánh",
}


def compared_text(staff: Staff, question: Question) -> str:
    """Give the comparison of a period, and the table by former provinces where there is one."""
    with translation.override("vi"):
        found, former = compare(staff, question), by_former(staff, question)
        lines = [
            f"{staff.body_text}: so sánh {question.period.label}, {question.area.full_name}",
            f"{question.period.span} ({calendar_words(question.period)})",
        ]
        lines += [*borders_words(found.borders), str(RULE)]
        for one in found.earlier:
            why = f": {WHY_NOT[one.why_not]}" if one.why_not else ""
            lines += [
                f"{SENSE[one.against].capitalize()}: {one.period.label}, {one.period.span}{why}",
                *borders_words(one.borders),
            ]
        lines += ["", *(line for row in found.rows for line in _row(found, row))]
        return "\n".join([*lines, *(_former(former) if former else ())])


def _row(found: Comparison, row: Row) -> list[str]:
    lines = [f"  {name_of(row)}: {say_stated(row.now)} {row.unit}".rstrip()]
    for one, change in zip(found.earlier, row.changes, strict=True):
        before = "" if change.before is None else f" {say_stated(change.before)};"
        lines.append(f"      {SENSE[one.against]}:{before} {say_change(change, row.unit)}")
    return lines


def _former(found: Former) -> list[str]:
    heads = [f"{column.name} (cũ)" if column.name else "Nhiều tỉnh cũ" for column in found.columns]
    lines = ["", "Theo các tỉnh trước sáp nhập", _cells("", [*heads, found.question.area.full_name])]
    for row in found.rows:
        name = name_of(Row(row.group, row.code, row.unit, row.whole, (), row.indicator))
        lines.append(_cells(f"{name} ({row.unit})", [say_stated(cell) for cell in (*row.cells, row.whole)]))
    return lines


def _cells(label: str, cells: list[str]) -> str:
    return f"  {label:<44}" + "".join(f"{cell:>22}" for cell in cells)
