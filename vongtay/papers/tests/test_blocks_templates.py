"""The papers of a case and the report: what they say, what they never say, what they miss."""

import io
from dataclasses import replace
from datetime import date, datetime

import docx
import pypdf
import pytest

from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.model import Run, Table, anchors, runs
from vongtay.papers.blocks.pdf import write_pdf
from vongtay.papers.blocks.templates import handover, notice, outcome, report
from vongtay.papers.blocks.templates.common import BASIS, FORM_NOTE, Issuer, Person, Regime, Route
from vongtay.papers.blocks.text import text_of
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
PERSON = Person("VT-2026-MAUMAU", name="Lý Thị Mẫu", sex="Nữ", age_years=19)
NOTICE = notice.Notice(
    ISSUER,
    "Sở Y tế tỉnh Mẫu",
    Regime.L53,
    Route.SELF_REPORT,
    PERSON,
    datetime(2026, 1, 5, 8, 30),  # noqa: DTZ001  # local time, as on paper
    "Trụ sở xã",
    accompanying_children=0,
    contact="Cán bộ tiếp nhận",
)
HANDOVER = handover.Handover(
    ISSUER,
    Regime.L53,
    handover.Side("Ủy ban nhân dân xã Mẫu Sơn", "Nông Văn Mẫu", "Chủ tịch"),
    handover.Side("Sở Y tế tỉnh Mẫu", "Hoàng Thị Mẫu", "Chuyên viên"),
    (handover.HandedPerson(PERSON, "Ổn định", "01 túi"),),
    at=datetime(2026, 1, 5, 14, 5),  # noqa: DTZ001
    place="Trụ sở xã",
    papers=("Bản ghi trình báo",),
)
DECISION = outcome.Decision(
    ISSUER,
    Regime.L53,
    outcome.Outcome.IDENTIFIED,
    PERSON,
    ("Sở Y tế tỉnh Mẫu",),
    "Công văn số 12/SYT-BTXH ngày 10/01/2026 của Sở Y tế tỉnh Mẫu",
    date(2026, 1, 20),
    ("Lời trình báo",),
    reason="Thời gian vắng mặt chưa rõ.",
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


@pytest.mark.parametrize(
    "paper",
    [
        notice.paper(NOTICE),
        handover.paper(replace(HANDOVER, person_signs=True, interpreter="Người phiên dịch Mẫu", wishes="Muốn về nhà.")),
        *(outcome.paper(replace(DECISION, outcome=one)) for one in outcome.Outcome),
        report.paper(REPORT),
    ],
    ids=["notice", "handover", *outcome.Outcome, "report"],
)
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


@pytest.mark.parametrize("regime", Regime)
@pytest.mark.parametrize("route", Route)
def test_a_notice_calls_nobody_a_victim(route, regime):
    text = text_of(notice.paper(replace(NOTICE, route=route, regime=regime)))
    for basis in BASIS[regime]:
        assert basis in text
    said = text.replace("người đang trong quá trình xác định là nạn nhân", "")
    assert "nạn nhân" not in said.lower()
    reported = route in {Route.SELF_REPORT, Route.CAME_BACK}
    assert ("VỀ VIỆC TIẾP NHẬN NGƯỜI TRÌNH BÁO" in text.upper()) is reported


def test_a_person_someone_else_reported_is_the_one_received():
    assert notice.person_word(NOTICE) == "người trình báo"
    assert notice.person_word(replace(NOTICE, represented=True)) == "người được tiếp nhận"


def test_a_notice_prints_the_code_where_there_is_no_name():
    text = text_of(notice.paper(replace(NOTICE, person=Person("VT-2026-MAUMAU"))))
    assert "Mã hồ sơ: VT-2026-MAUMAU" in text
    assert "Lý Thị Mẫu" not in text


def test_a_notice_lists_what_it_lacks_and_nothing_when_it_is_whole():
    assert notice.missing(NOTICE) == ()
    bare = replace(
        NOTICE,
        issuer=replace(ISSUER, number=None, on=None, signer_name="TS. Nông Văn Mẫu"),
        person=Person("VT-2026-MAUMAU"),
        received_at=None,
        accompanying_children=None,
        circumstances="Tên ghi là 王",
    )
    found = notice.missing(bare)
    wanted = {"number", "on", "signer_name", "name", "sex", "birth", "received_at", "accompanying_children"}
    assert fields_of(found) == {*wanted, "circumstances"}
    assert all(row.label_vi and row.why for row in found)
    assert "王" in next(row.why for row in found if row.field == "circumstances")


def test_minutes_of_a_hand_over_wait_for_the_decision_before_saying_victim():
    before, after = (text_of(handover.paper(replace(HANDOVER, identified=one))) for one in (False, True))
    assert "(người đang trong quá trình xác định là nạn nhân)" in before
    assert "Người được bàn giao (nạn nhân)" in after
    assert "ĐẠI DIỆN BÊN GIAO" in before
    assert "ĐẠI DIỆN BÊN NHẬN" in before
    assert "NGƯỜI PHIÊN DỊCH" not in before


def test_minutes_list_what_each_side_and_each_person_lack():
    assert handover.missing(HANDOVER) == ()
    bare = replace(
        HANDOVER, taker=handover.Side("Sở Y tế"), persons=(handover.HandedPerson(Person("VT-1")),), papers=()
    )
    wanted = {"taker.name", "taker.post", "papers", "persons.0.name", "persons.0.sex", "persons.0.birth"}
    assert fields_of(handover.missing(bare)) == wanted


def test_only_the_first_outcome_confirms_a_victim():
    texts = {one: text_of(outcome.paper(replace(DECISION, outcome=one))) for one in outcome.Outcome}
    confirming = "là nạn nhân bị mua bán."
    assert [confirming in texts[one] for one in outcome.Outcome] == [True, False, False]
    assert "GIẤY XÁC NHẬN" in texts[outcome.Outcome.IDENTIFIED]
    assert "chưa đủ căn cứ" in texts[outcome.Outcome.NOT_IDENTIFIED]
    assert "còn để ngỏ" in texts[outcome.Outcome.UNDETERMINED]
    assert "Thời gian vắng mặt chưa rõ." in texts[outcome.Outcome.NOT_IDENTIFIED]


def test_an_outcome_other_than_identified_wants_a_reason():
    bare = replace(DECISION, reason=None)
    assert outcome.missing(bare) == ()
    for one in (outcome.Outcome.NOT_IDENTIFIED, outcome.Outcome.UNDETERMINED):
        assert fields_of(outcome.missing(replace(bare, outcome=one))) == {"reason"}
    wanted = {"to", "request", "decided_on", "evidence"}
    assert fields_of(outcome.missing(replace(bare, to=(), request=None, decided_on=None, evidence=()))) == wanted


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
