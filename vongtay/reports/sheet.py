"""Fills the paper of the periodic report, parts I to VI with appendices, from a compiled report and its paragraphs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from vongtay.agencies.models import Body
from vongtay.agencies.queries import borders_of
from vongtay.common.access import Staff
from vongtay.papers.blocks.model import Paper, Run, Runs, Text
from vongtay.papers.blocks.templates import common as shared
from vongtay.papers.blocks.templates import report as template
from vongtay.papers.models import Instrument
from vongtay.papers.queries import issuer_of
from vongtay.reports import queries
from vongtay.reports.annexes import Tables, appendices_of, tables_of
from vongtay.reports.compile import Report, compile_report
from vongtay.reports.counting import Counts
from vongtay.reports.drafting.model import Number, Paragraph
from vongtay.reports.queries import Question
from vongtay.reports.sources import with_sources
from vongtay.reports.telling import SHORT, before_of, border_note, drafted_of
from vongtay.reports.wording import SPLITS, borders_words, calendar_words, label_of

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
    """All that the paper is filled from. system: the numbers as they were generated, where a person has changed some."""

    report: Report
    body: Body
    staff: Staff
    on: date
    before: Report | None = None
    instruments: tuple[Instrument, ...] = ()
    words: Words = field(default_factory=Words)
    number: int | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    tables: Tables = field(default_factory=Tables)
    system: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """What is to be issued: about what, dated when, with which words around the numbers."""

    question: Question
    on: date
    words: Words = field(default_factory=Words)


def filling_of(draft: Draft, staff: Staff) -> Filling:
    """Compile what a draft asks for and gather what its paper is filled from, with sentences that nobody has edited."""
    report, body = compile_report(staff, draft.question), queries.body_of(staff)
    before = before_of(staff, report)
    paragraphs = drafted_of(report, before, body.name).paragraphs
    instruments = tuple(queries.instruments_in(staff, draft.question))
    tables = tables_of(staff, report)
    return Filling(
        report, body, staff, draft.on, before, instruments, draft.words, paragraphs=paragraphs, tables=tables
    )


def missing_data(filling: Filling) -> tuple[shared.Missing, ...]:
    """Give what the paper would lack; the register gives the number, and issuing the moment of knowledge."""
    return tuple(row for row in template.missing(data_of(filling)) if row.field not in {"number", "known_on"})


def paper_of(filling: Filling) -> Paper:
    """Give the whole paper, its sources in the last appendix."""
    return with_sources(template.paper(data_of(filling)), filling.report, filling.before, filling.system)


def data_of(filling: Filling) -> template.PeriodicReport:
    """Give the data of the paper; what is missing in it is asked of `template.missing`."""
    report, words = filling.report, filling.words
    period = report.question.period
    to = words.lines("to") or ((filling.body.parent_name,) if filling.body.parent_name else ())
    return template.PeriodicReport(
        issuer=issuer_of(filling.staff, filling.on, letters=LETTERS, number=filling.number), to=tuple(str(line) for line in to), period=period.label, calendar=calendar_words(period),
        first_day=period.first, last_day=period.last, known_on=_known_on(report), order_answered=words.order_answered.strip() or None,
        situation=(*words.lines("situation"), *_part(filling, "I")), direction=_part(filling, "II"), documents=tuple(_documents(filling.instruments)),
        counts=counts_of(report.persons, "C"), counts_said=_part(filling, "III.3"), notes=_notes(report),
        splits=tuple(
            template.Split(SPLITS[one.by], tuple((label_of(one.by, code), counts_of(counts, f"C.{one.by}.{code}")) for code, counts in one.rows))
            for one in report.splits
        ),
        results=_results(filling),
        good_points=words.lines("good_points"), limits=words.lines("limits"), causes=words.lines("causes"), lessons=words.lines("lessons"),
        plan=words.lines("plan"), proposals=words.lines("proposals"), appendices=appendices_of(report, filling.tables),
    )  # fmt: skip


def counts_of(counts: Counts, anchor: str) -> template.Counts:
    """Give the counts with the anchor of each number: which row and column of the report it is."""
    safe = anchor.replace("+", "up")
    return template.Counts(*(template.Count(value, f"{safe}.{SHORT[status]}") for status, value in counts.all))


def runs_of(paragraph: Paragraph) -> Runs:
    """Give a paragraph of the draft as a line of the paper."""
    return tuple(
        Run(piece.text, anchor=piece.anchor) if isinstance(piece, Number) else Run(piece) for piece in paragraph.pieces
    )


def _part(filling: Filling, part: str) -> tuple[Text, ...]:
    return tuple(runs_of(one) for one in filling.paragraphs if one.part == part and one.pieces)


def _known_on(report: Report) -> datetime | None:
    moment = report.question.as_known_on
    return None if moment is None else timezone.localtime(moment)


def _notes(report: Report) -> tuple[Text, ...]:
    area = report.question.area.full_name
    return (
        f"Phạm vi: {area}. Người được đếm vào kỳ có ngày tiếp nhận; tình trạng là tình trạng đã biết tại thời điểm chốt số liệu.",
        "Số người được tiếp nhận đếm từ hồ sơ; số liệu chương trình lấy từ báo cáo đã được xác nhận, không cộng vào số người này.",
        *((note,) if (note := border_note(report)) else ()),
        *_borders_of_divided(report),
    )


def _borders_of_divided(report: Report) -> tuple[str, ...]:
    """Say what the numbers hold where nothing is compared; where all is, the note on the year before says it."""
    borders = borders_of(report.question.area.pk, report.question.period.first)
    return borders_words(borders) if borders is not None and borders.divided else ()


def _results(filling: Filling) -> dict[template.Result, tuple[Text, ...]]:
    found: dict[template.Result, tuple[Text, ...]] = {}
    for number, part in enumerate(template.Result, 1):
        lines = _part(filling, f"III.{number}")
        if lines and part is not template.Result.RECEPTION:
            found[part] = lines
    return found


def _documents(instruments: Iterable[Instrument]) -> Iterable[template.IssuedDocument]:
    for row in instruments:
        if row.dated_on and row.number:
            title = row.title or row.kind or "Văn bản"
            yield template.IssuedDocument(
                row.number, row.dated_on, row.issuer or "chưa rõ cơ quan", title[:1].upper() + title[1:]
            )
