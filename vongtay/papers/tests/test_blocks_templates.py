"""Every shipped paper in both forms; the report: what it says and what it misses."""

import io
from dataclasses import replace
from datetime import date

import docx
import pypdf
import pytest

from vongtay.papers.blocks.design.fields import samples
from vongtay.papers.blocks.design.fill import Printing
from vongtay.papers.blocks.design.fill import paper as filled
from vongtay.papers.blocks.design.shape import from_json
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.model import Bars, Paper, Run, Table, anchors, runs
from vongtay.papers.blocks.pdf import write_pdf
from vongtay.papers.blocks.templates import report
from vongtay.papers.blocks.templates.common import FORM_NOTE, Issuer
from vongtay.papers.blocks.text import text_of
from vongtay.papers.shipped import shipped
from vongtay.papers.tests.test_blocks import docx_words, words

DEMO = "Dữ liệu giả định - bản trình diễn"
ISSUER = Issuer(
    "Ủy ban nhân dân tỉnh Mẫu",
    "Ủy ban nhân dân xã Mẫu Sơn",
    "TB-UBND",
    "Mẫu Sơn",
    "Chủ tịch",
    number=8,
    on=date(2026, 1, 5),
    signer_name="Nông Văn Mẫu",
    authority=("TM. Ủy ban nhân dân",),
    recipients=("Như trên",),
    world_notice=DEMO,
)
COUNTS = report.Counts(*(report.Count(n, f"count-{n}") for n in (12, 3, 6, 2, 1)))
REPORT = report.PeriodicReport(
    ISSUER,
    ("Ủy ban nhân dân tỉnh Mẫu",),
    "năm 2026",
    "kỳ báo cáo hành chính",
    date(2025, 12, 15),
    date(2026, 12, 14),
    counts=COUNTS,
    splits=(report.Split("giới tính", (("Nữ", COUNTS),)),),
    results={report.Result.COMMUNICATION: (runs("Đã tổ chức ", Run("1.234", anchor="figure-7"), " buổi."),)},
    nil=frozenset({report.Result.BUDGET}),
)


def fields_of(found) -> set[str]:
    return {row.field for row in found}


PAPERS = {one.code: filled(from_json(one.design), samples(), Printing(8, date(2026, 1, 5), DEMO)) for one in shipped()}


def undrawn(paper: Paper) -> Paper:
    """The paper without its charts: their words are part of a drawing in the PDF, and of a picture in Word."""
    kept = (
        replace(one, blocks=tuple(block for block in one.blocks if not isinstance(block, Bars)))
        for one in paper.appendices
    )
    return replace(paper, appendices=tuple(kept))


@pytest.mark.parametrize("paper", [*PAPERS.values(), undrawn(report.paper(REPORT))], ids=[*PAPERS, "report"])
def test_every_paper_comes_out_in_both_forms_and_says_what_it_is(paper):
    foot = f"{DEMO} {FORM_NOTE}"
    pages = [words(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(write_pdf(paper))).pages]
    assert all(foot in page for page in pages)
    bodies = [page.replace(foot, "").removeprefix(f"{index} ") for index, page in enumerate(pages, start=1)]
    assert words(" ".join(bodies)) == words(text_of(paper))
    made = write_docx(paper)
    assert docx_words(made) == words(text_of(paper))
    document = docx.Document(io.BytesIO(made))
    assert FORM_NOTE in [line.text for line in document.sections[0].footer.paragraphs]
    assert paper.unconfirmed


def test_a_report_has_its_six_parts_and_every_number_its_anchor():
    paper = report.paper(REPORT)
    text = text_of(paper)
    places = [text.index(f"\n{number}. ") for number in ("I", "II", "III", "IV", "V", "VI")]
    assert places == sorted(places)
    assert ("figure-7", "1.234") in anchors(paper)
    assert ("count-12", "12") in anchors(paper)
    table = next(block for block in paper.appendices[0].blocks if isinstance(block, Table))
    assert [run.text for cell in table.totals or () for run in cell][1:] == ["Cộng", "12", "3", "6", "2", "1"]
    assert "từ ngày 15/12/2025 đến ngày 14/12/2026 (kỳ báo cáo hành chính)" in text


def test_nil_and_not_given_are_told_apart():
    text = text_of(report.paper(REPORT))
    assert f"8. Kinh phí\n{report.NIL}" in text
    assert f"6. Tập huấn\n{report.NOT_GIVEN}" in text
    none = report.Counts(*(report.Count(0) for _ in range(5)))
    nil = text_of(report.paper(replace(REPORT, counts=none, splits=())))
    assert "không phát sinh người được tiếp nhận (0 người)" in nil


def test_a_report_whose_counts_do_not_add_up_is_refused_and_says_where():
    wrong = replace(COUNTS, received=report.Count(13))
    for data in (replace(REPORT, counts=wrong), replace(REPORT, splits=(report.Split("giới tính", (("Nữ", wrong),)),))):
        assert any("không bằng" in row.why for row in report.missing(data))
        with pytest.raises(ValueError, match="không cộng đúng"):
            report.paper(data)
    assert not any("không bằng" in row.why for row in report.missing(REPORT))
    assert {"situation", "results.training", "known_on"} <= fields_of(report.missing(REPORT))
    assert "results.budget" not in fields_of(report.missing(REPORT))
