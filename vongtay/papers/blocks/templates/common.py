"""What the templates share: who issues, the person, the legal basis, what is missing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum

from vongtay.papers.blocks.glyphs import unprintable
from vongtay.papers.blocks.model import Block, Bullets, Head, Paragraph, Recipients, Run, Signature, para, runs
from vongtay.papers.blocks.wording import day_words

FORM_NOTE = "Mẫu nội bộ: chưa thấy mẫu theo quy định"
UNCONFIRMED_FORM = "Mẫu theo Nghị định số 162/2025/NĐ-CP cho văn bản này chưa thấy; đang dùng mẫu nội bộ."
_ACADEMIC = re.compile(r"(GS|PGS|TSKH|TS|ThS|CN|KS|BS|BSCKI{1,2})\.", re.IGNORECASE)


class Regime(StrEnum):
    """Which law rules the event: L66 until 30/6/2025, L53 with its amendment from 1/7/2025."""

    L66 = "L66"
    L53 = "L53"


class Route(StrEnum):
    """How the person came: self-report, through a mission abroad, handed over by a foreign state, came back alone."""

    SELF_REPORT = "R1"
    THROUGH_MISSION = "R4"
    FOREIGN_HANDOVER = "R5"
    CAME_BACK = "R6"


# Titles and days of the instruments, each seen on an official page or in two places.
BASIS = {
    Regime.L66: ("Luật Phòng, chống mua bán người số 66/2011/QH12 ngày 29 tháng 3 năm 2011",),
    Regime.L53: (
        (
            "Luật Phòng, chống mua bán người số 53/2024/QH15 ngày 28 tháng 11 năm 2024, được sửa đổi, bổ sung theo"
            " Luật số 86/2025/QH15 ngày 25 tháng 6 năm 2025"
        ),
        "Nghị định số 162/2025/NĐ-CP ngày 29 tháng 6 năm 2025 của Chính phủ",
    ),
}
# What a person is called before a decision (L53 Article 2(8); L66 knew no such status).
UNDER_IDENTIFICATION = {
    Regime.L66: "người trong thời gian chờ xác minh",
    Regime.L53: "người đang trong quá trình xác định là nạn nhân",
}
ROUTE_WORDS = {
    Route.SELF_REPORT: "tự đến trình báo",
    Route.THROUGH_MISSION: "trở về qua cơ quan đại diện Việt Nam ở nước ngoài",
    Route.FOREIGN_HANDOVER: "do phía nước ngoài trao trả",
    Route.CAME_BACK: "tự trở về và trình báo",
}


@dataclass(frozen=True)
class Missing:
    """One piece of data that the paper lacks: the field, its Vietnamese label, why it is wanted."""

    field: str
    label_vi: str
    why: str


@dataclass(frozen=True)
class Issuer:
    """The body that issues the paper and the one who signs it.

    `number` comes from the register of the body, `symbol` is what follows it (TB-UBND). `authority` holds the lines
    TM., KT., TL., TUQ. or Q.; `recipients` are the lines of "Nơi nhận". `world_notice` for demo and training papers.
    """

    parent_body: str
    body: str
    symbol: str
    place: str
    signer_title: str
    number: int | None = None
    on: date | None = None
    signer_name: str | None = None
    authority: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    filed: tuple[str, ...] = ("VT",)
    world_notice: str | None = None


@dataclass(frozen=True)
class Person:
    """The person whom the paper is about, by code; every other field is optional and printed only where given.

    `birth` is written as known ("1998", "khoảng 2010", "05/01/2008"); `age_years` are whole years at reception.
    """

    code: str
    name: str | None = None
    other_name: str | None = None
    sex: str | None = None
    birth: str | None = None
    age_years: int | None = None
    nationality: str | None = None
    ethnic_group: str | None = None
    identity_paper: str | None = None
    residence: str | None = None
    language: str | None = None


def head(issuer: Issuer, *, kind: str, summary: str, addressees: tuple[str, ...] = ()) -> Head:
    """Give the head of a paper of this body, marked as our own form."""
    return Head(
        parent_body=issuer.parent_body,
        issuing_body=issuer.body,
        symbol=issuer.symbol,
        place=issuer.place,
        summary=summary,
        kind=kind,
        number=issuer.number,
        on=issuer.on,
        addressees=addressees,
        world_notice=issuer.world_notice,
        form_note=FORM_NOTE,
    )


def signature(issuer: Issuer) -> Signature:
    """Give who signs for the body."""
    return Signature(issuer.signer_title, issuer.signer_name, issuer.authority)


def recipients(issuer: Issuer) -> Recipients:
    """Give the list of who receives the paper."""
    return Recipients(issuer.recipients, issuer.filed)


def basis(regime: Regime) -> tuple[Block, ...]:
    """Give the lines of the legal basis, one instrument each."""
    return tuple(para(f"Căn cứ {named};", style="basis") for named in BASIS[regime])


def person_fields(person: Person) -> tuple[tuple[str, str | None], ...]:
    """Give label and value of the person; what is not known stays open to be written by hand."""
    age = None if person.age_years is None else f"{person.age_years} tuổi"
    optional = (
        ("Tên gọi khác", person.other_name),
        ("Quốc tịch", person.nationality),
        ("Dân tộc", person.ethnic_group),
        ("Giấy tờ tùy thân", person.identity_paper),
        ("Nơi cư trú", person.residence),
        ("Ngôn ngữ sử dụng", person.language),
    )
    return (
        ("Mã hồ sơ", person.code),
        ("Họ và tên", person.name),
        ("Giới tính", person.sex),
        ("Ngày, tháng, năm sinh (hoặc tuổi)", person.birth or age),
        *((label, given) for label, given in optional if given),
    )


def moment_words(moment: datetime | None) -> str | None:
    """Give "08 giờ 30 phút, ngày 05 tháng 01 năm 2026"; None for an unknown moment."""
    return None if moment is None else f"{moment.hour:02d} giờ {moment.minute:02d} phút, {day_words(moment.date())}"


def free_text(text: str) -> tuple[Paragraph, ...]:
    """Give one paragraph for each line that a person typed; empty lines are left out."""
    return tuple(para(line.strip()) for line in text.splitlines() if line.strip())


def listed(lines: tuple[str, ...]) -> Bullets:
    """Give the lines as a list: each ends in a semicolon, the last in a full stop."""
    last = len(lines) - 1
    return Bullets(tuple(runs(f"{line}{'.' if index == last else ';'}") for index, line in enumerate(lines)))


def missing_of_issuer(issuer: Issuer) -> tuple[Missing, ...]:
    """Give what the head and the signature lack."""
    found = [
        Missing(field, label, why)
        for field, label, why in (
            ("number", "Số văn bản", "Lấy từ sổ văn bản đi của cơ quan; không tự đặt số."),
            ("on", "Ngày ban hành", "Ngày văn bản được ký ban hành."),
            ("parent_body", "Cơ quan chủ quản", "Phải ghi cơ quan chủ quản trực tiếp."),
            ("signer_name", "Họ tên người ký", "Để trống thì ghi tay sau khi ký."),
            ("recipients", "Nơi nhận", "Ghi các cơ quan nhận văn bản."),
        )
        if not getattr(issuer, field)
    ]
    if issuer.signer_name and _ACADEMIC.match(issuer.signer_name):
        found.append(Missing("signer_name", "Họ tên người ký", "Không ghi học hàm, học vị trước họ tên."))
    return tuple(found)


def missing_fields(data: object, wanted: Iterable[tuple[str, str, str]]) -> tuple[Missing, ...]:
    """Give the fields of `wanted` (field, label, why) that are None or empty; a nought counts as given."""
    empty = (None, "", ())
    return tuple(Missing(*row) for row in wanted if getattr(data, row[0]) in empty)


def missing_of_person(person: Person) -> tuple[Missing, ...]:
    """Give what a paper wants to know of a person; a code is enough where the name is not needed."""
    wanted = (
        ("name", "Họ và tên", "Để trống thì văn bản chỉ ghi mã hồ sơ và một dòng để điền tay."),
        ("sex", "Giới tính", "Cần cho việc bố trí nơi ở, người hỗ trợ phù hợp."),
    )
    found = list(missing_fields(person, wanted))
    if person.birth is None and person.age_years is None:
        found.append(Missing("birth", "Ngày sinh hoặc tuổi", "Cần để biết người đó dưới 18 tuổi hay không."))
    return tuple(found)


def unprintable_in(data: object) -> tuple[Missing, ...]:
    """Give the fields that hold characters which the papers' font cannot print."""
    return tuple(
        Missing(field, field, f"Có ký tự không in được, sẽ in thành mã: {' '.join(unprintable(text))}")
        for field, text in _texts_of(data)
        if unprintable(text)
    )


def _texts_of(data: object, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield field, data
    elif isinstance(data, Run):
        yield field, data.text
    elif isinstance(data, tuple):
        for part in data:
            yield from _texts_of(part, field)
    elif is_dataclass(data):
        for one in fields(data):
            yield from _texts_of(getattr(data, one.name), f"{field}.{one.name}".lstrip("."))
