"""The written outcome of an identification: identified, not identified with the reason, or undetermined."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vongtay.papers.blocks.model import Block, Fields, Heading, Paper, para
from vongtay.papers.blocks.templates.common import (
    UNCONFIRMED_FORM,
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
    person_fields,
    recipients,
    signature,
    unprintable_in,
)
from vongtay.papers.blocks.wording import day_words


class Outcome(StrEnum):
    """How an identification ends."""

    IDENTIFIED = "identified"
    NOT_IDENTIFIED = "not_identified"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True)
class Decision:
    """What the paper tells.

    `decided_on` is the day of the decision, `request` names the request being answered (type, number, day, body).
    `evidence` are short lines naming the sources weighed, without their content. `reason` must be given unless the
    person is identified. `next_steps` are lines on what follows. `remedy` tells how to ask for a review; the rule for
    it is not confirmed, so nothing is printed unless a legal officer has entered it.
    """

    issuer: Issuer
    regime: Regime
    outcome: Outcome
    person: Person
    to: tuple[str, ...] = ()
    request: str | None = None
    decided_on: date | None = None
    evidence: tuple[str, ...] = ()
    reason: str | None = None
    next_steps: tuple[str, ...] = ()
    remedy: str | None = None


_KIND = {
    Outcome.IDENTIFIED: ("Giấy xác nhận", "Nạn nhân bị mua bán"),
    Outcome.NOT_IDENTIFIED: ("Thông báo", "Về kết quả xác minh, xác định"),
    Outcome.UNDETERMINED: ("Thông báo", "Về kết quả xác minh, xác định"),
}
_RESULT = {
    Outcome.IDENTIFIED: "xác nhận người có tên hoặc mã hồ sơ dưới đây là nạn nhân bị mua bán.",
    Outcome.NOT_IDENTIFIED: "thông báo: chưa đủ căn cứ để xác định người có tên hoặc mã hồ sơ dưới đây là nạn nhân.",
    Outcome.UNDETERMINED: (
        "thông báo: đến nay chưa xác định được người có tên hoặc mã hồ sơ dưới đây có phải là nạn nhân hay không;"
        " việc xác định còn để ngỏ."
    ),
}
_WANTED = (
    ("to", "Nơi gửi", "Người hoặc cơ quan nhận kết quả."),
    ("request", "Văn bản đề nghị được trả lời", "Để nơi nhận biết kết quả này trả lời đề nghị nào."),
    ("decided_on", "Ngày quyết định", "Tình trạng của người đó thay đổi từ ngày này."),
    ("evidence", "Nguồn căn cứ đã xem xét", "Mỗi kết quả phải nêu đã dựa vào nguồn nào."),
)
_WANTED_REASON = (("reason", "Lý do", "Kết quả không xác định, chưa xác định phải nêu lý do."),)


def missing(data: Decision) -> tuple[Missing, ...]:
    """Give what the paper lacks, to be shown before it is produced."""
    reason = () if data.outcome is Outcome.IDENTIFIED else missing_fields(data, _WANTED_REASON)
    return (
        *missing_of_issuer(data.issuer),
        *missing_fields(data, _WANTED),
        *reason,
        *missing_of_person(data.person),
        *unprintable_in(data),
    )


def paper(data: Decision) -> Paper:
    """Give the outcome as a paper; only the first outcome calls the person a victim."""
    kind, summary = _KIND[data.outcome]
    answered = (para(f"Xét đề nghị tại {data.request};", style="basis"),) if data.request else ()
    decided = day_words(data.decided_on) if data.decided_on else None
    blocks: list[Block] = [
        *basis(data.regime),
        *answered,
        para(f"{data.issuer.body} {_RESULT[data.outcome]}"),
        Heading(2, "1. Thông tin về người được xác minh"),
        Fields((*person_fields(data.person), ("Ngày quyết định", decided))),
        Heading(2, "2. Nguồn căn cứ đã xem xét"),
        *_listed(data.evidence, "Nguồn căn cứ"),
        *_reason(data),
    ]
    if data.next_steps:
        blocks += [para("Việc tiếp theo:"), *_listed(data.next_steps, "Việc tiếp theo")]
    if data.remedy:
        blocks += free_text(data.remedy)
    return Paper(
        head(data.issuer, kind=kind, summary=summary, addressees=data.to),
        tuple(blocks),
        signature(data.issuer),
        recipients(data.issuer),
        unconfirmed=(UNCONFIRMED_FORM,),
    )


def _listed(lines: tuple[str, ...], label: str) -> tuple[Block, ...]:
    return (listed(lines),) if lines else (Fields(((label, None),)),)


def _reason(data: Decision) -> tuple[Block, ...]:
    """Give the reason; support given in good faith while waiting stays explained."""
    if data.outcome is Outcome.IDENTIFIED:
        return free_text(data.reason or "")
    given = free_text(data.reason) if data.reason else (Fields((("Lý do", None),)),)
    kept = para("Hỗ trợ đã thực hiện trong thời gian chờ kết quả được ghi trong hồ sơ.")
    return (Heading(2, "3. Lý do"), *given, kept)
