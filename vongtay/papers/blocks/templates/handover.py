"""The minutes that two bodies sign when one hands persons over to the other (biên bản bàn giao)."""

from dataclasses import dataclass
from datetime import datetime

from vongtay.papers.blocks.model import (
    Block,
    Fields,
    Heading,
    Paper,
    Recipients,
    Signature,
    Signatures,
    Table,
    cells,
    para,
)
from vongtay.papers.blocks.templates.common import (
    UNCONFIRMED_FORM,
    UNDER_IDENTIFICATION,
    Issuer,
    Missing,
    Person,
    Regime,
    basis,
    free_text,
    head,
    listed,
    missing_fields,
    missing_of_issuer,
    missing_of_person,
    moment_words,
    unprintable_in,
)

_SIGN = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True)
class Side:
    """One side of the hand-over: the body, who stands for it, with which post."""

    body: str
    name: str | None = None
    post: str | None = None


@dataclass(frozen=True)
class HandedPerson:
    """One person handed over, the condition at that moment in plain words, and what goes along."""

    person: Person
    condition: str | None = None
    belongings: str | None = None


@dataclass(frozen=True)
class Handover:
    """What the minutes record.

    `at` in local time. `identified` is true only when a decision was taken before the hand-over. `copies` counts the
    originals. `person_signs` and `interpreter` add their places to sign; `wishes` are the person's own words on paper.
    """

    issuer: Issuer
    regime: Regime
    giver: Side
    taker: Side
    persons: tuple[HandedPerson, ...]
    at: datetime | None = None
    place: str | None = None
    identified: bool = False
    papers: tuple[str, ...] = ()
    wishes: str | None = None
    remarks: str | None = None
    copies: int = 2
    person_signs: bool = False
    interpreter: str | None = None


_WANTED = (
    ("at", "Thời điểm bàn giao", "Trách nhiệm chuyển sang bên nhận từ thời điểm này."),
    ("place", "Nơi bàn giao", "Biên bản phải ghi nơi lập."),
    ("persons", "Người được bàn giao", "Biên bản phải có ít nhất một người."),
    ("papers", "Giấy tờ bàn giao kèm theo", "Không có thì ghi rõ là không có."),
)
_WANTED_OF_SIDE = (
    ("name", "Họ tên người đại diện", "Người ký biên bản cho mỗi bên."),
    ("post", "Chức vụ người đại diện", "Ghi chức vụ của người ký."),
)


def missing(data: Handover) -> tuple[Missing, ...]:
    """Give what the minutes lack, to be shown before they are produced."""
    wanted_of_head = tuple(
        row for row in missing_of_issuer(data.issuer) if row.field in {"number", "on", "parent_body"}
    )
    sides = tuple(
        Missing(f"{side}.{row.field}", f"{row.label_vi} ({label})", row.why)
        for side, label in (("giver", "bên giao"), ("taker", "bên nhận"))
        for row in missing_fields(getattr(data, side), _WANTED_OF_SIDE)
    )
    persons = tuple(
        Missing(f"persons.{index}.{row.field}", f"{row.label_vi} ({handed.person.code})", row.why)
        for index, handed in enumerate(data.persons)
        for row in missing_of_person(handed.person)
    )
    return (*wanted_of_head, *missing_fields(data, _WANTED), *sides, *persons, *unprintable_in(data))


def paper(data: Handover) -> Paper:
    """Give the minutes as a paper."""
    called = "nạn nhân" if data.identified else UNDER_IDENTIFICATION[data.regime]
    blocks: list[Block] = [
        *basis(data.regime),
        Fields((("Thời điểm bàn giao", moment_words(data.at)), ("Nơi bàn giao", data.place))),
        Heading(2, "1. Bên giao"),
        Fields(_side(data.giver)),
        Heading(2, "2. Bên nhận"),
        Fields(_side(data.taker)),
        Heading(2, f"3. Người được bàn giao ({called})"),
        _persons(data.persons),
        Heading(2, "4. Giấy tờ, tài liệu kèm theo"),
        *_papers(data.papers),
        Heading(2, "5. Ý kiến, nguyện vọng của người được bàn giao"),
        *(free_text(data.wishes) if data.wishes else (Fields((("Ý kiến", None),)),)),
        *_remarks(data),
        para(
            f"Biên bản được đọc lại cho các bên cùng nghe, lập thành {data.copies:02d} bản có giá trị như nhau,"
            " mỗi bên giữ một bản."
        ),
    ]
    return Paper(
        head(data.issuer, kind="Biên bản", summary="Bàn giao người được tiếp nhận"),
        tuple(blocks),
        Signatures(_signing(data)),
        Recipients(data.issuer.recipients, data.issuer.filed) if data.issuer.recipients else None,
        unconfirmed=(UNCONFIRMED_FORM,),
    )


def _side(side: Side) -> tuple[tuple[str, str | None], ...]:
    return (("Cơ quan", side.body), ("Đại diện", side.name), ("Chức vụ", side.post))


def _persons(handed: tuple[HandedPerson, ...]) -> Table:
    rows = tuple(
        cells(
            str(index),
            "; ".join(filter(None, (one.person.code, one.person.name))),
            one.person.sex or "",
            one.person.birth or ("" if one.person.age_years is None else f"{one.person.age_years} tuổi"),
            one.condition or "",
            one.belongings or "",
        )
        for index, one in enumerate(handed, start=1)
    )
    return Table(
        ("TT", "Mã hồ sơ; họ và tên", "Giới tính", "Ngày sinh (tuổi)", "Tình trạng khi bàn giao", "Tư trang, tiền"),
        rows,
        widths=(0.7, 3, 1, 1.5, 2.3, 2),
        align=("center", "left", "center", "center", "left", "left"),
    )


def _papers(papers: tuple[str, ...]) -> tuple[Block, ...]:
    return (listed(papers),) if papers else (Fields((("Giấy tờ", None),)),)


def _remarks(data: Handover) -> tuple[Block, ...]:
    return (Heading(2, "6. Ghi nhận khác"), *free_text(data.remarks)) if data.remarks else ()


def _signing(data: Handover) -> tuple[Signature, ...]:
    sides = [
        Signature("Đại diện bên giao", data.giver.name, hint=_SIGN),
        Signature("Đại diện bên nhận", data.taker.name, hint=_SIGN),
    ]
    if data.person_signs:
        sides.append(Signature("Người được bàn giao", hint="(Ký hoặc điểm chỉ)"))
    if data.interpreter:
        sides.append(Signature("Người phiên dịch", data.interpreter, hint=_SIGN))
    return tuple(sides)
