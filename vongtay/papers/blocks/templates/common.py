"""What the report needs beside its figures: who issues, what is missing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime

from vongtay.papers.blocks.design.fill import INTERNAL
from vongtay.papers.blocks.glyphs import unprintable
from vongtay.papers.blocks.model import Bullets, Head, Recipients, Run, Signature, runs
from vongtay.papers.blocks.wording import day_words

FORM_NOTE = INTERNAL
_ACADEMIC = re.compile(r"(GS|PGS|TSKH|TS|ThS|CN|KS|BS|BSCKI{1,2})\.", re.IGNORECASE)


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


def moment_words(moment: datetime | None) -> str | None:
    """Give "08 giờ 30 phút, ngày 05 tháng 01 năm 2026"; None for an unknown moment."""
    return None if moment is None else f"{moment.hour:02d} giờ {moment.minute:02d} phút, {day_words(moment.date())}"


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
