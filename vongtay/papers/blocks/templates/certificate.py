"""The certificate of a training course: who took part, in what, when. Our own form; the statutory one was not seen."""

from dataclasses import dataclass, replace
from datetime import date

from vongtay.papers.blocks.model import Fields, Paper, para
from vongtay.papers.blocks.templates.common import Issuer, head, signature
from vongtay.papers.blocks.wording import day_words


@dataclass(frozen=True)
class Training:
    """A course as its certificate names it."""

    title: str
    first_on: date
    last_on: date
    place: str = ""


def certificate(issuer: Issuer, training: Training, *, number: int, holder: str, unit: str = "") -> Paper:
    """Give the certificate of one person; the name stands in the paper alone."""
    days = day_words(training.first_on)
    if training.last_on != training.first_on:
        days = f"từ {days} đến {day_words(training.last_on)}"
    where = f", tại {training.place}" if training.place else ""
    named = (("Họ và tên", holder), *((("Đơn vị công tác", unit),) if unit else ()))
    return Paper(
        head(replace(issuer, number=number), kind="GIẤY CHỨNG NHẬN", summary="tham gia tập huấn"),
        (Fields(named), para(f"Đã tham gia lớp tập huấn “{training.title}”, {days}{where}.")),
        signing=signature(issuer),
    )
