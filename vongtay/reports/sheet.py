"""Fills the paper of the periodic report, parts I to VI with appendices, from a compiled report."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from vongtay.agencies.models import Body
from vongtay.agencies.queries import borders_of
from vongtay.common.access import Staff
from vongtay.papers.blocks.model import Appendix, Run, Runs, Table, Text, cells, runs
from vongtay.papers.blocks.templates import common as shared
from vongtay.papers.blocks.templates import report as template
from vongtay.papers.models import Instrument
from vongtay.papers.queries import issuer_of
from vongtay.reports import queries
from vongtay.reports.compile import Report, Section, Told, compile_report
from vongtay.reports.counting import Counts
from vongtay.reports.queries import Question
from vongtay.reports.wording import (
    SPLITS,
    abroad_runs,
    borders_words,
    calendar_words,
    label_of,
    risk_lines,
    support_lines,
    told_words,
)

LETTERS = "BC"


@dataclass(frozen=True)
class Words:
    """What a person writes around the numbers; each line is a paragraph. It stands in the encrypted files alone."""

    order_answered: str = ""
    to: str = ""
    situation: str = ""
    good_points: str = ""
    limits: str = ""
    causes: str = ""
    lessons: str = ""
    plan: str = ""
    proposals: str = ""

    def __repr__(self) -> str:
        return "Words()"

    def lines(self, name: str) -> tuple[Text, ...]:
        """Give the paragraphs of one part."""
        return tuple(line.strip() for line in getattr(self, name).splitlines() if line.strip())


@dataclass(frozen=True)
class Filling:
    """All that the paper is filled from."""

    report: Report
    body: Body
    staff: Staff
    on: date
    instruments: tuple[Instrument, ...] = ()
    words: Words = field(default_factory=Words)
    number: int | None = None


@dataclass(frozen=True)
class Draft:
    """What is to be issued: about what, dated when, with which words around the numbers."""

    question: Question
    on: date
    words: Words = field(default_factory=Words)


def filling_of(draft: Draft, staff: Staff) -> Filling:
    """Compile what a draft asks for and gather what its paper is filled from."""
    report = compile_report(staff, draft.question)
    instruments = tuple(queries.instruments_in(staff, draft.question))
    return Filling(report, queries.body_of(staff), staff, draft.on, instruments, draft.words)


def missing_data(filling: Filling) -> tuple[shared.Missing, ...]:
    """Give what the paper would lack; the register gives the number, and issuing the moment of knowledge."""
    return tuple(row for row in template.missing(data_of(filling)) if row.field not in {"number", "known_on"})


def data_of(filling: Filling) -> template.PeriodicReport:
    """Give the data of the paper; what is missing in it is asked of `template.missing`."""
    report, words = filling.report, filling.words
    period = report.question.period
    sections = {section.code: section for section in report.sections}
    to = words.lines("to") or ((filling.body.parent_name,) if filling.body.parent_name else ())
    return template.PeriodicReport(
        issuer=issuer_of(filling.staff, filling.on, letters=LETTERS, number=filling.number), to=tuple(str(line) for line in to), period=period.label, calendar=calendar_words(period),
        first_day=period.first, last_day=period.last, known_on=_known_on(report), order_answered=words.order_answered.strip() or None,
        situation=(*words.lines("situation"), *risk_lines(report), *_lines(sections.get("I"))), documents=tuple(_documents(filling.instruments)),
        counts=counts_of(report.persons, "C"), notes=_notes(report),
        splits=tuple(
            template.Split(SPLITS[one.by], tuple((label_of(one.by, code), counts_of(counts, f"C.{one.by}.{code}")) for code, counts in one.rows))
            for one in report.splits
        ),
        results=_results(report, sections),
        good_points=words.lines("good_points"), limits=words.lines("limits"), causes=words.lines("causes"), lessons=words.lines("lessons"),
        plan=words.lines("plan"), proposals=words.lines("proposals"), appendices=_programme(report),
    )  # fmt: skip


def counts_of(counts: Counts, anchor: str) -> template.Counts:
    """Give the counts with the anchor of each number: which row and column of the report it is."""
    safe = anchor.replace("+", "up")
    return template.Counts(*(template.Count(value, f"{safe}.{_SHORT[status]}") for status, value in counts.all))


_SHORT = {
    "received": "all",
    "under_identification": "under",
    "identified": "yes",
    "not_identified": "no",
    "undetermined": "open",
}


def anchor_of(code: str) -> str:
    """Give the anchor of a programme figure."""
    return f"F.{code}"[:36]


def _known_on(report: Report) -> datetime | None:
    moment = report.question.as_known_on
    return None if moment is None else timezone.localtime(moment)


def _notes(report: Report) -> tuple[Text, ...]:
    area = report.question.area.full_name
    return (
        *borders_words(borders_of(report.question.area.pk, report.question.period.first)),
        abroad_runs(report),
        f"Phạm vi: {area}. Người được đếm vào kỳ có ngày tiếp nhận; tình trạng là tình trạng đã biết tại thời điểm chốt số liệu.",
        "Số người được tiếp nhận đếm từ hồ sơ; số liệu chương trình lấy từ báo cáo đã được xác nhận, không cộng vào số người này.",
    )


def _results(report: Report, sections: dict[str, Section]) -> dict[template.Result, tuple[Runs, ...]]:
    found = {}
    for number, part in enumerate(template.Result, 1):
        given = support_lines(report) if part is template.Result.SUPPORT else ()
        if lines := (*given, *_lines(sections.get(f"III.{number}"))):
            found[part] = lines
    return found


def _lines(section: Section | None) -> tuple[Runs, ...]:
    if section is None:
        return ()
    return tuple(_line(told) for told in section.told if told.status != "none")


def _line(told: Told) -> Runs:
    apart = " (không cộng được)" if told.status == "listed" else ""
    return runs(f"{told.indicator.name_vi}{apart}: ", Run(told_words(told), anchor=anchor_of(told.indicator.pk)), ".")


def _documents(instruments: Iterable[Instrument]) -> Iterable[template.IssuedDocument]:
    for row in instruments:
        if row.dated_on and row.number:
            title = row.title or row.kind or "Văn bản"
            yield template.IssuedDocument(
                row.number, row.dated_on, row.issuer or "chưa rõ cơ quan", title[:1].upper() + title[1:]
            )


def _programme(report: Report) -> tuple[Appendix, ...]:
    told = [one for one in report.programme() if one.line]
    if not told:
        return ()
    rows = tuple(
        cells(
            str(index),
            one.indicator.section,
            one.indicator.name_vi,
            Run(told_words(one), anchor=anchor_of(one.indicator.pk)),
            _sources(one),
        )
        for index, one in enumerate(told, 1)
    )
    header = ("TT", "Phần", "Chỉ tiêu", "Số liệu", "Cơ quan báo cáo")
    table = Table(header, rows, widths=(0.5, 0.7, 2.6, 3.2, 2.6), align=("center", "center", "left", "left", "left"))
    return (Appendix("Số liệu chương trình theo chỉ tiêu", (table,), landscape=True),)


def _sources(told: Told) -> str:
    line = told.line
    names = (
        {figure.body.short_name for figure in line.added} | {figure.body.short_name for figure in told.listed}
        if line
        else set()
    )
    return "; ".join(sorted(names)) or "—"
