"""The check code of a certificate-like paper: drawn below its signature, kept as a hash."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings

from vongtay.papers import secrets
from vongtay.papers.blocks.model import Paper as Sheet
from vongtay.papers.blocks.model import QRCode
from vongtay.papers.models import Paper, Verification
from vongtay.papers.sealing import new_seal


@dataclass(frozen=True)
class Marked:
    """A paper about to be issued, and its check code if it bears one."""

    sheet: Sheet
    code: str = ""

    def keep(self, paper: Paper, *, person_id: UUID | None, data_key: bytes | None) -> None:
        """Keep the hash of the code beside the issued paper; the code itself stands on the paper alone."""
        if self.code:
            seal = new_seal(person_id, data_key)
            Verification(
                subject_id=paper.subject_id, paper=paper, body_id=paper.body_id, world=paper.world,
                code_hash=secrets.check_hash(self.code), **seal.columns,
            ).save(force_insert=True)  # fmt: skip


def marked(sheet: Sheet, *, wanted: bool) -> Marked:
    """Give the paper with a new check code below its signature, where one is wanted."""
    if not wanted:
        return Marked(sheet)
    code = secrets.new_check_code()
    where = (
        f"Kiểm tra tại: {settings.PUBLIC_ADDRESS}/check/"
        if settings.PUBLIC_ADDRESS
        else "Kiểm tra tại trang “Kiểm tra văn bản” của hệ thống."
    )
    block = QRCode(
        text=address_of(code), lines=(f"Mã kiểm tra: {code}", where, "Trang kiểm tra chỉ trả lời: đã cấp, không có, hoặc đã thu hồi."),
        alt=f"Mã QR của mã kiểm tra {code}",
    )  # fmt: skip
    return Marked(replace(sheet, after=(*sheet.after, block)), code)


def address_of(code: str) -> str:
    """Give what the QR code holds: the address of the check, or the code alone where the pages have no public address."""
    return f"{settings.PUBLIC_ADDRESS}/check/{code}/" if settings.PUBLIC_ADDRESS else code
