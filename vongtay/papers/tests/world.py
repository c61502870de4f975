"""An issued paper of a case, and one about nobody, for the tests of what happens to papers afterwards."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import uuid4

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, NumberObject

from tests.cast import a_case
from vongtay.cases.actions import owner_of
from vongtay.cases.models import Case
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.papers import actions
from vongtay.papers.blocks.check import check_block
from vongtay.papers.blocks.model import Head, para
from vongtay.papers.blocks.model import Paper as Sheet
from vongtay.papers.models import Paper
from vongtay.papers.verifying import code_for, keep_code


def sheet(number: int) -> Sheet:
    head = Head(
        parent_body="UBND tỉnh", issuing_body="Sở Y tế", symbol="TB-SYT", place="Lạng Sơn", summary="thử", kind="THÔNG BÁO", number=number
    )  # fmt: skip
    return Sheet(head, (para("Nội dung giả định."),))


def issued(by: Staff, case: Case | None = None, *, on: date | None = None, verifiable: bool = False) -> Paper:
    owner = owner_of(case) if case else actions.NOBODY
    code = code_for("decision") if verifiable else ""
    after = (check_block(code, ""),) if code else ()
    order = actions.Order("decision", "TB-SYT", on or today(), owner)
    paper = actions.issue(order=order, build=lambda number: replace(sheet(number), after=after), by=by)
    keep_code(paper, code, person_id=owner.person_id, data_key=owner.data_key)
    return paper


def a_pdf(pages: int = 1, *, password: str = "", title: str = "", signed: bool = False) -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width=200, height=200)
    writer.add_metadata({"/Title": title or str(uuid4())})
    if signed:
        numbers = ArrayObject(NumberObject(n) for n in (0, 1, 2, 3))
        values = {"/Type": NameObject("/Sig"), "/ByteRange": numbers, "/Contents": ByteStringObject(b"x")}
        writer.root_object[NameObject("/Sig")] = DictionaryObject(
            {NameObject(name): value for name, value in values.items()}
        )
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


__all__ = ["a_case", "a_pdf", "issued", "sheet"]
