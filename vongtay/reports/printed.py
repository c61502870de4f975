"""What `vongtay report` prints: runs as the reporter post of a body, under the same policies as a page, and logged."""

import argparse
import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Mandate, Place, Post
from vongtay.agencies.queries import borders_of, require_exact_counts
from vongtay.agencies.roles import Role
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff
from vongtay.common.days import today
from vongtay.common.periods import Calendar, Period, PeriodError, parse_period
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.pdf import write_pdf
from vongtay.reports import queries
from vongtay.reports.compile import Report, compile_report, frozen
from vongtay.reports.forms import moment_of
from vongtay.reports.permissions import Act
from vongtay.reports.printed_comparison import compared_text
from vongtay.reports.queries import Question
from vongtay.reports.sheet import Draft, filling_of, paper_of
from vongtay.reports.wording import (
    SPLITS,
    STATUSES,
    abroad_runs,
    borders_words,
    calendar_words,
    count_words,
    facility_lines,
    label_of,
    risk_lines,
    support_lines,
    told_words,
)


class Wrong(Exception):  # noqa: N818  # reads as what happened
    """The command can't be done; its text is one sentence for whoever typed it."""


def run(options: argparse.Namespace) -> str:
    """Compile the report that the options name and give what is printed. Errors: Wrong."""
    period, moment = _period(options), _moment(options.as_known_on)
    post = _post(options.body)
    try:
        with acting_as(post) as staff:
            require_exact_counts(staff)
            question = Question(_area(staff, options.area, period), period, moment)
            report = compile_report(staff, question)
            audit.record(
                Act.COMPILE_BY_COMMAND, by=staff,
                details={"area": question.area.pk, "period": period.code, "calendar": period.calendar.value, "files": bool(options.docx or options.pdf)},
            )  # fmt: skip
            _write_files(options, report, staff)
            if options.compare:
                return compared_text(staff, question)
            return as_json(report, staff) if options.json else as_table(report, staff)
    except Refused as refused:
        raise Wrong(" ".join(refused.reasons)) from refused


def _period(options: argparse.Namespace) -> Period:
    try:
        return parse_period(options.period, Calendar(options.calendar))
    except PeriodError as wrong:
        raise Wrong(str(wrong)) from wrong


def _moment(text: str) -> datetime | None:
    try:
        return moment_of(text)
    except ValueError as wrong:
        raise Wrong(f"Thời điểm “{text}” không đọc được hoặc chưa đến; hãy ghi như 2026-06-20T10:00.") from wrong


def _post(code: str) -> Post:
    if not Body.objects.filter(code=code).exists():
        raise Wrong(f"Không có cơ quan mang mã “{code}”.")
    live = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
    posts = Post.objects.filter(
        live, body__code=code, role=Role.REPORTER, world=settings.WORLD, valid_from__lte=today()
    )
    post = posts.order_by("valid_from", "id").first()
    if post is None:
        raise Wrong(f"Cơ quan {code} chưa có người làm báo cáo trong thế giới “{settings.WORLD}”.")
    return post


def _area(staff: Staff, code: str, period: Period) -> Place:
    mandates: list[Mandate] = queries.mandates_of(staff)
    if not mandates:
        raise Wrong(f"{staff.body_text} chưa được giao địa bàn nào để báo cáo.")
    if not code:
        wanted = [row.area_id for row in mandates]
    else:
        # The same code may stand for an ended unit and one of today: today's comes first.
        found = Place.objects.filter(code=code).order_by("-valid_from")
        wanted = sorted((row.pk for row in found if row.valid_to is None), reverse=True) + [
            row.pk for row in found if row.valid_to
        ]
    for area_id in wanted:
        try:
            return queries.area_of(staff, area_id, period)
        except Place.DoesNotExist:
            continue
    raise Wrong(f"{staff.body_text} không được giao báo cáo địa bàn “{code or '(mặc định)'}” trong kỳ này.")


def _write_files(options: argparse.Namespace, report: Report, staff: Staff) -> None:
    writers = [(options.docx, write_docx), (options.pdf, write_pdf)]
    if not any(path for path, _write in writers):
        return
    sheet = paper_of(filling_of(Draft(report.question, today()), staff))
    for path, write in writers:
        if path is None:
            continue
        try:
            path.write_bytes(write(sheet))
        except OSError as failed:
            raise Wrong(f"Không ghi được tệp {path}: {failed.strerror}.") from failed


def as_json(report: Report, staff: Staff) -> str:
    """Give the report as one JSON object: the frozen form with what it is about."""
    question = report.question
    head: dict[str, Any] = {
        "body": staff.body_code, "world": staff.world, "area": {"id": question.area.pk, "code": question.area.code, "name": question.area.full_name},
        "period": question.period.code, "calendar": question.period.calendar.value,
        "as_known_on": timezone.localtime(question.as_known_on).isoformat() if question.as_known_on else None,
    }  # fmt: skip
    values = frozen(report)
    for told in report.programme():
        values["programme"][told.indicator.pk] |= {
            "name": told.indicator.name_vi,
            "section": told.indicator.section,
            "said": told_words(told),
        }
    values["no_figures"] = [row.pk for section in report.sections for row in section.silent]
    return json.dumps(head | values, ensure_ascii=False, indent=2)


def as_table(report: Report, staff: Staff) -> str:
    """Give the report as a table to read."""
    question = report.question
    known = f"{timezone.localtime(question.as_known_on):%H:%M %d/%m/%Y}" if question.as_known_on else "hiện nay"
    borders = borders_words(borders_of(question.area.pk, question.period.first))
    lines = [
        f"{staff.body_text}: báo cáo {question.period.label}, {question.area.full_name}",
        f"{question.period.span} ({calendar_words(question.period)}); theo dữ liệu đã biết: {known}",
        *borders, "",
        *(f"  {STATUSES[status]:<24}{count_words(value):>10}" for status, value in report.persons.all),
    ]  # fmt: skip
    lines += ["", "  " + "".join(run.text for run in abroad_runs(report))]
    lines += [
        f"  {''.join(run.text for run in line)}"
        for line in (*support_lines(report), *facility_lines(report), *risk_lines(report))
    ]
    for one in report.splits:
        lines += ["", f"Theo {SPLITS[one.by]}", _row("", [STATUSES[status] for status in STATUSES])]
        lines += [
            _row(label_of(one.by, code), [count_words(value) for _status, value in counts.all])
            for code, counts in one.rows
        ]
    lines += ["", "Số liệu chương trình"]
    for section in report.sections:
        lines += [f"  {section.code:<6} {told.indicator.name_vi}: {told_words(told)}" for told in section.told]
    silent = sum(len(section.silent) for section in report.sections)
    lines.append(f"  Chưa có số liệu: {silent} chỉ tiêu.")
    return "\n".join(lines)


def _row(label: str, cells: list[str]) -> str:
    return f"  {label:<32}" + "".join(f"{cell:>21}" for cell in cells)
