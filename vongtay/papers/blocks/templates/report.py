"""The periodic report in its usual parts I to VI with appendix tables; each number carries its anchor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from vongtay.papers.blocks.design.fill import UNCONFIRMED_FORM
from vongtay.papers.blocks.model import (
    Align,
    Appendix,
    Bars,
    Block,
    Heading,
    Paper,
    Paragraph,
    Run,
    Runs,
    Table,
    Text,
    cells,
    para,
)
from vongtay.papers.blocks.templates.common import (
    Issuer,
    Missing,
    head,
    listed,
    missing_fields,
    missing_of_issuer,
    moment_words,
    recipients,
    signature,
    unprintable_in,
)

NOT_GIVEN = "Chưa có số liệu."
NOT_WRITTEN = "Chưa có nội dung."
NIL = "Trong kỳ không phát sinh."


class Result(StrEnum):
    """The eight headings of part III, in order."""

    COMMUNICATION = "Công tác truyền thông"
    PREVENTION = "Phòng ngừa, kiểm tra"
    RECEPTION = "Tiếp nhận, xác minh, xác định nạn nhân"
    PROTECTION = "Bảo vệ"
    SUPPORT = "Hỗ trợ theo chế độ"
    TRAINING = "Tập huấn"
    COOPERATION = "Phối hợp và hợp tác quốc tế"
    BUDGET = "Kinh phí"


@dataclass(frozen=True)
class Count:
    """A count of persons and the anchor under which its rows are found."""

    value: int
    anchor: str | None = None


@dataclass(frozen=True)
class Counts:
    """Persons received, and where their identification stands; the four parts add up to `received`."""

    received: Count
    under_identification: Count
    identified: Count
    not_identified: Count
    undetermined: Count

    @property
    def all(self) -> tuple[Count, ...]:
        """The five counts in the order of the table."""
        return (self.received, self.under_identification, self.identified, self.not_identified, self.undetermined)

    @property
    def adds_up(self) -> bool:
        """Whether the four parts make the whole."""
        return self.received.value == sum(part.value for part in self.all[1:])


@dataclass(frozen=True)
class Split:
    """The same persons split one way: `name` ("tuyến tiếp nhận"), then label and counts of each row."""

    name: str
    rows: tuple[tuple[str, Counts], ...]


@dataclass(frozen=True)
class IssuedDocument:
    """One document issued in the period, for part II."""

    number_symbol: str
    on: date
    body: str
    title: str


@dataclass(frozen=True)
class PeriodicReport:
    """What the report tells.

    `period` as in the title ("năm 2026"); `calendar` names the calendar of the period; `known_on` is the moment as of
    which the figures are known. Texts are plain or runs with anchors. `results` holds the lines under each heading of
    part III; a heading in `nil` is reported as nil, one in neither as not given. `notes` are printed below the counts.
    `direction` stands before the list of documents, `counts_said` in place of the usual sentence above the counts.
    """

    issuer: Issuer
    to: tuple[str, ...]
    period: str
    calendar: str
    first_day: date
    last_day: date
    known_on: datetime | None = None
    order_answered: str | None = None
    situation: tuple[Text, ...] = ()
    direction: tuple[Text, ...] = ()
    documents: tuple[IssuedDocument, ...] = ()
    counts: Counts | None = None
    counts_said: tuple[Text, ...] = ()
    splits: tuple[Split, ...] = ()
    notes: tuple[Text, ...] = ()
    results: Mapping[Result, tuple[Text, ...]] = field(default_factory=lambda: MappingProxyType({}))
    nil: frozenset[Result] = frozenset()
    good_points: tuple[Text, ...] = ()
    limits: tuple[Text, ...] = ()
    causes: tuple[Text, ...] = ()
    lessons: tuple[Text, ...] = ()
    plan: tuple[Text, ...] = ()
    proposals: tuple[Text, ...] = ()
    appendices: tuple[Appendix, ...] = ()


_WANTED = (
    ("to", "Nơi nhận báo cáo", "Báo cáo phải ghi cơ quan nhận."),
    ("order_answered", "Văn bản yêu cầu báo cáo", "Câu mở đầu nêu công văn, kế hoạch được thực hiện."),
    ("known_on", "Thời điểm chốt số liệu", "Để lập lại đúng số liệu đã biết khi đó."),
    ("situation", "I. Tình hình", "Phần I chưa có nội dung."),
    ("documents", "II. Văn bản đã ban hành", "Phần II chưa có văn bản nào."),
    ("counts", "III.3. Số người được tiếp nhận", "Chưa có số liệu; không phát sinh thì ghi 0."),
    ("limits", "IV. Tồn tại, hạn chế", "Phần IV chưa có nội dung."),
    ("plan", "V. Phương hướng, nhiệm vụ", "Phần V chưa có nội dung."),
    ("proposals", "VI. Đề xuất, kiến nghị", "Phần VI chưa có nội dung."),
)
_COUNT_HEADER = ("Đã tiếp nhận", "Đang xác định", "Là nạn nhân", "Không phải nạn nhân", "Chưa xác định được")


def missing(data: PeriodicReport) -> tuple[Missing, ...]:
    """Give what the report lacks, and the counts that do not add up, to be shown before it is produced."""
    silent = (part for part in Result if part not in data.nil and not _told(data, part))
    headings = tuple(
        Missing(f"results.{part.name.lower()}", f"III. {part.value}", "Chưa có nội dung; không phát sinh thì ghi rõ.")
        for part in silent
    )
    sums = tuple(Missing(*row, "Các phần cộng lại không bằng tổng số tiếp nhận.") for row in _not_adding_up(data))
    return (*missing_of_issuer(data.issuer), *missing_fields(data, _WANTED), *headings, *sums, *unprintable_in(data))


def paper(data: PeriodicReport) -> Paper:
    """Give the report as a paper. Errors: ValueError when a count does not equal the sum of its parts."""
    if wrong := _not_adding_up(data):
        raise ValueError(f"Số liệu không cộng đúng: {', '.join(label for _, label in wrong)}")
    blocks: list[Block] = [
        *_opening(data),
        Heading(1, "I. TÌNH HÌNH"),
        *_lines(data.situation),
        Heading(1, "II. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"),
        *_documents(data),
        Heading(1, "III. KẾT QUẢ THỰC HIỆN"),
        *_results(data),
        Heading(1, "IV. ĐÁNH GIÁ"),
        *_named("1. Ưu điểm", data.good_points),
        *_named("2. Tồn tại, hạn chế", data.limits),
        *_named("3. Nguyên nhân", data.causes),
        *_named("4. Bài học kinh nghiệm", data.lessons),
        Heading(1, "V. PHƯƠNG HƯỚNG, NHIỆM VỤ"),
        *_lines(data.plan),
        Heading(1, "VI. ĐỀ XUẤT, KIẾN NGHỊ"),
        *_lines(data.proposals),
    ]
    summary = f"Kết quả công tác phòng, chống mua bán người và hỗ trợ nạn nhân {data.period}"
    return Paper(
        head(data.issuer, kind="Báo cáo", summary=summary, addressees=data.to),
        tuple(blocks),
        signature(data.issuer),
        recipients(data.issuer),
        (*map(_split_appendix, data.splits), *data.appendices),
        unconfirmed=(UNCONFIRMED_FORM,),
    )


def vietnamese(number: int) -> str:
    """Give a whole number with a dot between thousands: 1.234."""
    return f"{number:,}".replace(",", ".")


def _opening(data: PeriodicReport) -> tuple[Block, ...]:
    reason = f"Thực hiện {data.order_answered}, " if data.order_answered else ""
    known = f", theo dữ liệu đã biết đến {moment_words(data.known_on)}" if data.known_on else ""
    days = f"từ ngày {data.first_day:%d/%m/%Y} đến ngày {data.last_day:%d/%m/%Y}"
    return (
        para(f"{reason}{data.issuer.body} báo cáo kết quả {data.period} như sau:"),
        para(f"Số liệu tính {days} ({data.calendar}){known}.", style="note"),
    )


def _lines(texts: tuple[Text, ...]) -> tuple[Paragraph, ...]:
    return tuple(para(one) for one in texts) or (para(NOT_WRITTEN),)


def _named(title: str, texts: tuple[Text, ...]) -> tuple[Block, ...]:
    return (Heading(2, title), *_lines(texts))


def _documents(data: PeriodicReport) -> tuple[Block, ...]:
    if not data.documents:
        return _lines(data.direction)
    lines = (f"{one.title} (số {one.number_symbol} ngày {one.on:%d/%m/%Y} của {one.body})" for one in data.documents)
    return (*map(para, data.direction), para("Các văn bản đã ban hành:"), listed(tuple(lines)))


def _results(data: PeriodicReport) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for index, part in enumerate(Result, start=1):
        blocks.append(Heading(2, f"{index}. {part.value}"))
        if part is Result.RECEPTION and data.counts:
            blocks += _reception(data, data.counts)
        told = data.results.get(part, ())
        if told:
            blocks += _lines(told)
        elif not _told(data, part):
            blocks.append(para(NIL if part in data.nil else NOT_GIVEN))
    return tuple(blocks)


def _told(data: PeriodicReport, part: Result) -> bool:
    return bool(data.results.get(part)) or (part is Result.RECEPTION and data.counts is not None)


def _reception(data: PeriodicReport, counts: Counts) -> tuple[Block, ...]:
    if data.counts_said:
        table = (Table(_COUNT_HEADER, (_count_cells(counts),), align=("center",) * 5),) if counts.received.value else ()
        return (*_lines(data.counts_said), *table, *_notes(data))
    if not counts.received.value:
        nil = para("Trong kỳ không phát sinh người được tiếp nhận (", _number(counts.received), " người).")
        return (nil, *_notes(data))
    return (
        para("Trong kỳ đã tiếp nhận ", _number(counts.received), " người, theo tình trạng xác định như sau:"),
        Table(_COUNT_HEADER, (_count_cells(counts),), align=("center",) * 5),
        *_notes(data),
    )


def _notes(data: PeriodicReport) -> tuple[Block, ...]:
    return tuple(para(note, style="note") for note in data.notes)


def _number(count: Count) -> Run:
    return Run(vietnamese(count.value), anchor=count.anchor)


def _count_cells(counts: Counts) -> tuple[Runs, ...]:
    return cells(*map(_number, counts.all))


def _split_appendix(split: Split) -> Appendix:
    totals = [sum(counts.all[column].value for _, counts in split.rows) for column in range(5)]
    align: tuple[Align, ...] = ("center", "left", "right", "right", "right", "right", "right")
    table = Table(
        ("TT", split.name.capitalize(), *_COUNT_HEADER),
        tuple(
            (*cells(str(index), label), *_count_cells(counts)) for index, (label, counts) in enumerate(split.rows, 1)
        ),
        widths=(0.6, 3, 1.2, 1.2, 1.2, 1.3, 1.3),
        align=align,
        totals=cells("", "Cộng", *map(vietnamese, totals)),
    )
    title = f"Số người được tiếp nhận theo {split.name}"
    shown = tuple((label, counts.received.value) for label, counts in split.rows)
    if not any(value for _label, value in shown):
        return Appendix(title, (table,))
    said = "; ".join(f"{label}: {vietnamese(value)}" for label, value in shown)
    return Appendix(title, (Bars(title, shown, f"{title}. {said}."), table))


def _not_adding_up(data: PeriodicReport) -> tuple[tuple[str, str], ...]:
    """Give (field, label) of every count whose parts do not make the whole, and of every split that misses persons."""
    if data.counts is None:
        return ()
    whole = () if data.counts.adds_up else (("counts", "Số người được tiếp nhận"),)
    wrong = tuple(
        (f"splits.{split.name}", f"Bảng theo {split.name}")
        for split in data.splits
        if not all(counts.adds_up for _, counts in split.rows)
        or sum(counts.received.value for _, counts in split.rows) != data.counts.received.value
    )
    return whole + wrong
