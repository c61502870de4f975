"""The notice to the competent body that a person was received (routes R1, R4, R5, R6)."""

from dataclasses import dataclass
from datetime import datetime

from vongtay.papers.blocks.model import Block, Fields, Heading, Paper, para
from vongtay.papers.blocks.templates.common import (
    ROUTE_WORDS,
    UNCONFIRMED_FORM,
    UNDER_IDENTIFICATION,
    Issuer,
    Missing,
    Person,
    Regime,
    Route,
    basis,
    free_text,
    head,
    listed,
    missing_fields,
    missing_of_issuer,
    missing_of_person,
    moment_words,
    person_fields,
    recipients,
    signature,
    unprintable_in,
)


@dataclass(frozen=True)
class Notice:
    """What the notice tells.

    `received_at` in local time. `accompanying_children` counts persons under 18 who came along, None when not asked.
    `represented` when another person reported for this one. `support_given` and `needs` are short lines.
    `contact` names the officer to ask, by post; `circumstances` is free text without the person's statement.
    """

    issuer: Issuer
    to: str
    regime: Regime
    route: Route
    person: Person
    received_at: datetime | None = None
    received_place: str | None = None
    received_by: str | None = None
    represented: bool = False
    accompanying_children: int | None = None
    circumstances: str | None = None
    needs: tuple[str, ...] = ()
    support_given: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    contact: str | None = None


_WANTED = (
    ("to", "Cơ quan nhận thông báo", "Nơi phải được thông báo về việc tiếp nhận."),
    ("received_at", "Thời điểm tiếp nhận", "Các thời hạn tính từ thời điểm này."),
    ("received_place", "Nơi tiếp nhận", "Cơ quan nhận thông báo cần biết người đó đang ở đâu."),
    ("accompanying_children", "Số người dưới 18 tuổi đi cùng", "Họ cũng được hỗ trợ; không có thì ghi 0."),
    ("contact", "Người liên hệ", "Để cơ quan nhận hỏi lại khi cần."),
)


def missing(data: Notice) -> tuple[Missing, ...]:
    """Give what the notice lacks, to be shown before it is produced."""
    return (
        *missing_of_issuer(data.issuer),
        *missing_fields(data, _WANTED),
        *missing_of_person(data.person),
        *unprintable_in(data),
    )


def person_word(data: Notice) -> str:
    """Give what the person is called: "người trình báo", or "người được tiếp nhận" where they did not report."""
    reported = data.route in {Route.SELF_REPORT, Route.CAME_BACK} and not data.represented
    return "người trình báo" if reported else "người được tiếp nhận"


def paper(data: Notice) -> Paper:
    """Give the notice as a paper."""
    called = person_word(data)
    blocks: list[Block] = [
        *basis(data.regime),
        para(f"{data.issuer.body} thông báo về việc tiếp nhận {called} như sau:"),
        Heading(2, f"1. Thông tin về {called}"),
        Fields(person_fields(data.person)),
        Heading(2, "2. Việc tiếp nhận"),
        Fields(_reception(data)),
        *free_text(data.circumstances or ""),
        Heading(2, "3. Nhu cầu và hỗ trợ ban đầu"),
        *_listed("Nhu cầu cần đáp ứng ngay:", data.needs),
        *_listed("Hỗ trợ đã thực hiện:", data.support_given),
        Heading(2, "4. Đề nghị"),
        *_requests(data),
    ]
    return Paper(
        head(
            data.issuer,
            kind="Thông báo",
            summary=f"Về việc tiếp nhận {called}",
            addressees=(data.to,),
        ),
        tuple(blocks),
        signature(data.issuer),
        recipients(data.issuer),
        unconfirmed=(UNCONFIRMED_FORM,),
    )


def _reception(data: Notice) -> tuple[tuple[str, str | None], ...]:
    children = None if data.accompanying_children is None else f"{data.accompanying_children:02d} người"
    return (
        ("Thời điểm tiếp nhận", moment_words(data.received_at)),
        ("Nơi tiếp nhận", data.received_place),
        ("Cơ quan tiếp nhận", data.received_by or data.issuer.body),
        ("Cách trở về, trình báo", ROUTE_WORDS[data.route].capitalize()),
        ("Người dưới 18 tuổi đi cùng", children),
    )


def _listed(label: str, lines: tuple[str, ...]) -> tuple[Block, ...]:
    if not lines:
        return (para(f"{label} chưa ghi nhận."),)
    return (para(label), listed(lines))


def _requests(data: Notice) -> tuple[Block, ...]:
    status = UNDER_IDENTIFICATION[data.regime]
    asked = para(f"Đề nghị {data.to} tiếp nhận thông tin, phối hợp xác minh và hỗ trợ {status} theo quy định.")
    more = (listed(data.requests),) if data.requests else ()
    return (asked, *more, Fields((("Người liên hệ", data.contact),)))
