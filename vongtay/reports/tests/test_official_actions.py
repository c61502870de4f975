"""Drafts of official reports: drafted by a job, edited with a check of versions and numbers, brought up to date, issued or nothing."""

import io
import uuid
from datetime import date, timedelta

import docx
import pytest
from django.db import ProgrammingError, connection, transaction

from tests.cast import HEALTH, OTHER_HEALTH, acting
from vongtay.agencies.models import Place
from vongtay.agencies.queries import borders_of
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.common.periods import half_of
from vongtay.papers import actions as papers
from vongtay.reports import actions
from vongtay.reports.actions import Edit
from vongtay.reports.compile import compile_report
from vongtay.reports.draft_keeping import paragraphs_of
from vongtay.reports.drafting.edit import Content, to_text
from vongtay.reports.models import DraftParagraph, IssuedReport, ReportDraft
from vongtay.reports.queries import Question, area_of
from vongtay.reports.sheet import Draft, data_of, filling_of
from vongtay.reports.telling import before_of, border_note
from vongtay.reports.tests.world import LANG_SON, claim, received

H1, BEFORE = half_of(2026, 1), half_of(2025, 1)
EVENTS = "communication.events"
pytestmark = pytest.mark.django_db


def a_world() -> None:
    """Twelve events and leaflets of the half-year, seven events a year before, two persons received; no contest."""
    claim("comm.event", 12, first=H1.first, last=H1.last)
    claim("comm.event", 7, first=BEFORE.first, last=BEFORE.last)
    claim("comm.leaflet", 5000, bound="at_least", first=H1.first, last=H1.last)
    claim("comm.contest", 0, nil=True, first=H1.first, last=H1.last)
    received(date(2026, 1, 10))
    received(date(2026, 2, 10))


def work(draft: ReportDraft, by) -> ReportDraft:
    for _step in actions.steps_of(draft.pk, by):
        pass
    draft.refresh_from_db()
    return draft


def begun(by, key: uuid.UUID | None = None) -> ReportDraft:
    return actions.start_draft(key=key or uuid.uuid4(), question=Question(area_of(by, LANG_SON), H1), by=by)


def drafted(by) -> ReportDraft:
    return work(begun(by), by)


def test_the_form_of_a_draft_sent_again_gives_that_draft_and_that_of_another_report_none():
    a_world()
    key = uuid.uuid4()
    with acting("reporter") as staff:
        draft = work(begun(staff, key), staff)
        draft = work(actions.order_issue(draft=draft, on=today(), by=staff), staff)
        assert (draft.state, begun(staff, key)) == ("issued", draft)
        with pytest.raises(Stale):
            actions.start_draft(key=key, question=Question(area_of(staff, LANG_SON), BEFORE), by=staff)
        assert ReportDraft.objects.count() == 1


def content(draft: ReportDraft, key: str = EVENTS) -> Content:
    return next(one.content for one in paragraphs_of(draft) if one.row.key == key)


def text(draft: ReportDraft, key: str = EVENTS) -> str:
    one = content(draft, key)
    return to_text(one.pieces, one.generated)


def version(draft: ReportDraft, key: str = EVENTS) -> int:
    return DraftParagraph.objects.get(draft=draft, key=key).version


def edit(
    draft: ReportDraft, by, words: str, why: str = "", *, key: str = EVENTS, on: int | None = None
) -> DraftParagraph:
    return actions.edit_paragraph(draft=draft, key=key, edit=Edit(words, why, on or version(draft, key)), by=by)


def test_a_draft_is_written_from_figures_of_two_years():
    a_world()
    with acting("reporter") as staff:
        draft = drafted(staff)
        assert (draft.state, draft.done, draft.of) == ("ready", 3, 3)
        assert text(draft) == (
            "Trong kỳ, các cơ quan, đơn vị trên địa bàn đã tổ chức ⟦1: 12⟧ hội nghị, buổi tuyên truyền (tăng ⟦2: 05⟧ buổi so với cùng kỳ năm trước)."
            " Trong kỳ, ⟦3: không phát sinh⟧ hội thi."
        )
        assert text(draft, "reception.persons").startswith(
            "Trong kỳ, các cơ quan, đơn vị đã tiếp nhận ⟦1: 02⟧ người, trong đó ⟦2: 02⟧ người"
        )
        assert draft.numbers["F.comm.leaflet"] == "ít nhất 5.000"
        assert ["silent", "III.1", "Tin, bài, phóng sự", ["F.comm.news"]] in draft.notes
        assert content(draft, "plan.words").pieces == ()


def test_the_same_report_is_drafted_once_at_a_time():
    with acting("reporter") as staff:
        first = begun(staff)
        assert begun(staff) == first
        assert begun(staff, first.pk) == first
        assert ReportDraft.objects.count() == 1
        actions.drop_draft(draft=work(first, staff), by=staff)
        assert begun(staff) != first


def test_words_change_freely_and_a_number_only_with_a_reason():
    a_world()
    with acting("reporter") as staff:
        draft = drafted(staff)
        standing = text(draft)
        edit(draft, staff, standing.replace("Trong kỳ, các", "Sáu tháng đầu năm, các"))
        assert content(draft).differences == ()
        with pytest.raises(Refused) as refused:
            edit(draft, staff, standing.replace("⟦1: 12⟧", "⟦1: 14⟧"))
        assert any("14" in reason and "12" in reason for reason in refused.value.reasons)
        with pytest.raises(Refused):
            edit(draft, staff, standing.replace("⟦1: 12⟧", "14"))
        with pytest.raises(Refused):
            edit(draft, staff, standing.replace("⟦1: 12⟧", "⟦9: 14⟧"), "vì sao")
        with pytest.raises(Refused):
            edit(draft, staff, standing.replace("⟦1: 12⟧", "⟦1: 14"), "vì sao")
        assert version(draft) == 2
        edit(draft, staff, standing.replace("⟦1: 12⟧", "⟦1: 14⟧"), "Hai buổi báo muộn.")
        (differs,) = content(draft).differences
        assert (differs.anchor, differs.system, differs.written, content(draft).why) == (
            "F.comm.event",
            "12",
            "14",
            "Hai buổi báo muộn.",
        )
        edit(draft, staff, standing)
        assert content(draft).written is None
        assert content(draft).why == ""


def test_a_stale_write_is_refused_and_another_paragraph_is_free():
    a_world()
    with acting("reporter") as staff:
        draft = drafted(staff)
        standing = text(draft)
        edit(draft, staff, "Một. " + standing, on=1)
        with pytest.raises(Stale):
            edit(draft, staff, "Hai. " + standing, on=1)
        assert text(draft).startswith("Một.")
        edit(draft, staff, "Tiếp tục truyền thông.", key="plan.words", on=1)
        actions.restore_paragraph(draft=draft, key=EVENTS, version=2, by=staff)
        assert text(draft) == standing
        with pytest.raises(Stale):
            actions.restore_paragraph(draft=draft, key=EVENTS, version=2, by=staff)


def test_new_figures_are_taken_and_words_are_kept():
    a_world()
    with acting("reporter") as staff:
        draft = drafted(staff)
        edit(draft, staff, text(draft).replace("Trong kỳ, các", "Sáu tháng, các"))
        edit(
            draft,
            staff,
            text(draft, "communication.media").replace("ít nhất 5.000", "5.200"),
            "Đếm lại.",
            key="communication.media",
        )
    claim(
        "comm.event", 3, first=date(2026, 3, 1), last=date(2026, 3, 1), source_kind="activity", source_id=uuid.uuid4()
    )
    claim("comm.news", 20, first=H1.first, last=H1.last)
    claim(
        "comm.leaflet",
        300,
        first=date(2026, 3, 1),
        last=date(2026, 3, 1),
        source_kind="activity",
        source_id=uuid.uuid4(),
    )
    with acting("reporter") as staff:
        draft = work(actions.renew_draft(draft=draft, by=staff), staff)
        assert draft.state == "ready"
        assert text(draft).startswith("Sáu tháng, các cơ quan")
        assert draft.numbers["F.comm.event"] in text(draft)
        media = content(draft, "communication.media")
        assert [(one.anchor, one.written) for one in media.differences] == [
            ("F.comm.news", ""),
            ("F.comm.leaflet", "5.200"),
        ]
        assert media.why == "Đếm lại."


def test_an_edited_draft_is_issued_with_anchors_sources_and_frozen_figures():
    a_world()
    with acting("reporter") as staff:
        draft = drafted(staff)
        edit(draft, staff, text(draft).replace("⟦1: 12⟧", "⟦1: 14⟧"), "Hai buổi báo muộn.")
        edit(draft, staff, "Tăng cường truyền thông ở xã biên giới.\nTập huấn cho cấp xã.", key="plan.words")
        draft = work(actions.order_issue(draft=draft, on=today(), by=staff), staff)
        assert draft.state == "issued", draft.why
        issued = IssuedReport.objects.get()
        assert (draft.issued_id, issued.as_known_at, issued.paper.sign) == (issued.pk, draft.as_known_at, "01/BC-SYT")
        assert issued.figures["programme"]["comm.event"]["value"] == "12"
        _name, word = papers.open_file(issued.paper.docx, data_key=None, by=staff)
        assert work(draft, staff).state == "issued"
        assert IssuedReport.objects.count() == 1
    document = docx.Document(io.BytesIO(word))
    marks = {
        one.get(f"{{{one.nsmap['w']}}}name") for one in document.element.iter() if one.tag.endswith("}bookmarkStart")
    }
    assert {"src_F_comm_event", "src_row_F_comm_event", "src_C_all", "src_Y_comm_event"} <= marks
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "14 (hệ thống: 12; người soạn đã sửa và nêu lý do)" in cells
    sources = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    ages = [row for row in sources if "tuổi: " in row[2]]
    assert ages
    assert len({row[2] for row in ages}) == len(ages)  # a name tells which cell of the table it is
    assert all(row[1] == row[5] for row in ages)  # as many records as the number says
    said = "\n".join(one.text for one in document.paragraphs)
    assert "tổ chức 14 hội nghị" in said
    assert "Hai buổi báo muộn" not in said + "".join(cells)
    assert "Tập huấn cho cấp xã." in said


def test_what_stops_the_issue_is_told():
    a_world()
    with acting("reporter") as staff:
        draft = drafted(staff)
        with pytest.raises(Refused):
            actions.order_issue(draft=draft, on=H1.first - timedelta(days=1), by=staff)
        edit(draft, staff, text(draft).replace("⟦1: 12⟧", "⟦1: 14⟧"), "Báo muộn.")
        row = DraftParagraph.objects.get(draft=draft, key="communication.media")
        edit(draft, staff, "Không còn số nào.", "bỏ", key=row.key)
        assert content(draft, row.key).differences
        ordered = actions.order_issue(draft=draft, on=today(), by=staff)
        with pytest.raises(Refused):
            actions.order_issue(draft=ordered, on=today(), by=staff)
        with pytest.raises(Refused):
            edit(draft, staff, "muộn rồi", key="plan.words")


def test_a_draft_whose_numbers_can_not_be_made_again_comes_back_with_a_sentence():
    a_world()
    with acting("reporter") as staff:
        draft = drafted(staff)
        ReportDraft.objects.filter(pk=draft.pk).update(numbers=draft.numbers | {"F.comm.event": "11"})
        draft.refresh_from_db()
        draft = work(actions.order_issue(draft=draft, on=today(), by=staff), staff)
        assert draft.state == "ready"
        assert draft.why
        assert not IssuedReport.objects.exists()


@pytest.mark.parametrize("role", ["statistician", "case_worker", "administrator", "clerk"])
def test_only_reporter_and_head_draft_and_edit(role):
    with acting("reporter") as staff:
        draft = drafted(staff)
        question = Question(area_of(staff, LANG_SON), H1)
    with acting(role) as staff:
        for act in (
            lambda: actions.start_draft(key=uuid.uuid4(), question=question, by=staff),
            lambda: actions.edit_paragraph(draft=draft, key=EVENTS, edit=Edit("x", "", 1), by=staff),
            lambda: actions.restore_paragraph(draft=draft, key=EVENTS, version=1, by=staff),
            lambda: actions.renew_draft(draft=draft, by=staff),
            lambda: actions.drop_draft(draft=draft, by=staff),
            lambda: actions.go_on_with_draft(draft=draft, by=staff),
            lambda: actions.order_issue(draft=draft, on=today(), by=staff),
        ):
            with pytest.raises(NotAllowed):
                act()
        assert not ReportDraft.objects.exists()
        assert not DraftParagraph.objects.exists()
    with acting("head") as staff:
        assert ReportDraft.objects.get() == draft


def run(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_another_body_reaches_no_draft_by_sql():
    with acting("reporter") as staff:
        draft = drafted(staff)
    into = "insert into reports_draftparagraph (id, draft_id, key, part, place, version, content_ct) values (%s, %s, 'x', 'I', 1, 1, '')"
    for role, of in (("reporter", OTHER_HEALTH), ("statistician", HEALTH)):
        with acting(role, of), connection.cursor() as cursor:
            cursor.execute("select count(*) from reports_reportdraft")
            assert cursor.fetchone() == (0,)
            cursor.execute("update reports_draftparagraph set version = 9")
            assert cursor.rowcount == 0
            with pytest.raises(ProgrammingError, match="row-level security"):
                run(into, uuid.uuid4(), draft.pk)
    with acting("reporter"), pytest.raises(ProgrammingError, match="permission denied"):
        run("update reports_reportdraft set body_id = body_id")


def test_what_a_person_wrote_stands_encrypted():
    a_world()
    with acting("reporter") as staff:
        draft = drafted(staff)
        edit(draft, staff, "Câu riêng của người viết", key="plan.words")
        kept = bytes(DraftParagraph.objects.get(draft=draft, key="plan.words").content_ct)
    assert "Câu riêng".encode() not in kept


def test_a_merged_area_says_its_former_units_and_a_divided_one_compares_nothing():
    with acting("reporter") as staff:
        whole = compile_report(staff, Question(area_of(staff, LANG_SON), H1))
        assert border_note(whole) == ""
        communes = Place.objects.filter(level="commune", province_id=LANG_SON, valid_to__isnull=True).order_by("pk")
        changed = [
            (place, borders) for place in communes if (borders := borders_of(place.pk, BEFORE.first)) is not None
        ]
        merged = next(place for place, borders in changed if not borders.divided)
        divided = next(place for place, borders in changed if borders.divided)
        for place, words, is_compared in (
            (merged, "Số liệu, kể cả cùng kỳ", True),
            (divided, "Không so sánh với cùng kỳ", False),
        ):
            report = compile_report(staff, Question(place, H1))
            assert border_note(report).startswith(words)
            assert (before_of(staff, report) is not None) is is_compared


def test_the_paper_of_a_divided_area_names_what_its_own_numbers_hold():
    with acting("reporter") as staff:
        communes = Place.objects.filter(level="commune", province_id=LANG_SON, valid_to__isnull=True).order_by("pk")
        place, borders = next(
            (place, borders)
            for place in communes
            if (borders := borders_of(place.pk, BEFORE.first)) and borders.divided
        )
        words = " ".join(map(str, data_of(filling_of(Draft(Question(place, BEFORE), date(2026, 7, 1)), staff)).notes))
    assert all(name in words for name in (*borders.merged, *borders.divided))
