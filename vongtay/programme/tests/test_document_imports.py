"""The register of documents from a spreadsheet: checked, entered once whatever is pressed, taken back as a whole."""

import uuid
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting, body, sign_in
from vongtay.common.access import NotAllowed, Refused
from vongtay.indicators.models import Figure
from vongtay.papers.instruments import Cited, Details
from vongtay.papers.models import Instrument
from vongtay.programme import actions, queries
from vongtay.programme.actions.documents import Entered, Order, correct_document, expect_documents
from vongtay.programme.models import Import
from vongtay.programme.states.document_sheet import HEADINGS
from vongtay.programme.tests.test_documents import a_plan
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db
NAMES = list(HEADINGS)


def row_of(**cells):
    return [cells.get(name, "") for name in NAMES]


PLAN = row_of(
    number="45/KH-UBND",
    dated_on=date(2026, 2, 10),
    title="Phòng, chống mua bán người năm 2026",
    issuer="Ủy ban nhân dân tỉnh",
    years="2026",
)
OURS = row_of(
    number="9/KH-SYT",
    dated_on="5/3/2026",
    title="Kế hoạch của Sở",
    issuer="LS.SYT",
    parent="45/KH-UBND ngày 10/2/2026",
    years="2026",
)
CONCLUSION = row_of(
    dated_on="03/04/2026", kind="Kết luận cuộc họp", title="Kết luận quý I", issuer="UBND tỉnh", parent="Số 45/KH–UBND"
)


def sheet(*rows):
    book = Workbook()
    book.active.append([ways[0] for ways in HEADINGS.values()])
    for row in rows:
        book.active.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def done(row, by):
    for _step in actions.steps_of(row.pk, by):
        pass
    row.refresh_from_db()
    return row


def given(content, by):
    made = actions.give_sheet(key=uuid.uuid4(), name="so.xlsx", content=content, by=by, holds="documents")
    return done(made, by)


def entered(content, by):
    return done(actions.enter_sheet(row=given(content, by), by=by), by)


def standing():
    return Instrument.objects.filter(withdrawn_why="")


def test_a_file_is_checked_and_nothing_is_entered_yet():
    with acting("clerk") as by:
        row = given(sheet(PLAN, OURS, CONCLUSION), by)
        assert (row.state, row.rows, row.new, row.known, row.faults, row.told) == ("checked", 3, 3, 0, 0, [])
        assert not standing().exists()


def test_documents_are_entered_as_by_the_form_with_what_they_carry_out_and_are_counted():
    with acting("reporter") as by:
        row = entered(sheet(PLAN, OURS, CONCLUSION), by)
        assert (row.state, row.new, row.faults) == ("done", 3, 0)
        ours = standing().get(normal="9/KH-SYT")
        assert (ours.issued_by.code, ours.parent.normal, ours.dated_on, ours.level) == (
            HEALTH,
            "45/KH-UBND",
            date(2026, 3, 5),
            "province",
        )
        assert standing().get(kind="kết luận cuộc họp").parent == ours.parent
        assert Figure.objects.filter(indicator="doc.issued").count() == 1  # of the body that the sheet names as ours


def test_the_same_file_twice_and_the_same_rows_in_another_file_change_nothing():
    with acting("reporter") as by:
        first = entered(sheet(PLAN, OURS), by)
        again = actions.give_sheet(
            key=uuid.uuid4(), name="khac.xlsx", content=bytes(first.content), by=by, holds="documents"
        )
        assert again == first
        assert (Import.objects.count(), standing().count()) == (1, 2)
        other = entered(sheet(OURS, PLAN, CONCLUSION), by)
        assert (other.known, other.new, standing().count()) == (2, 1, 3)
        done(other, by)
        assert standing().count() == 3


def test_a_row_with_a_fault_says_so_in_its_own_words_and_is_left_out():
    wrong = [
        row_of(issuer="Sở Y tế"), row_of(number="1/KH", title="x", dated_on="32/1/2026"), row_of(number="2/KH-UBND", title="x", parent="77/QĐ-UBND"),
        row_of(number="3/KH-UBND", title="x", years="hai năm"), row_of(number="4/KH-UBND", title="x", level="huyện"),
        row_of(number="5/KH-UBND", title="x", valid_from="2/2/2026", valid_to="1/1/2026"), row_of(number="6/KH-UBND", title="=1+1"), OURS,
        row_of(number="7/KH-UBND", title="x" * 501), PLAN, PLAN,
    ]  # fmt: skip
    with acting("clerk") as by:
        row = given(sheet(*wrong), by)
        assert (row.rows, row.faults, row.new) == (11, 10, 1)
        told = dict(row.told)
        assert "32/1/2026" in told[3]
        assert "77/QĐ-UBND" in told[4]
        assert "2021-2025" in told[5]
        assert "huyện" in told[6]
        assert "45/KH-UBND" in told[9]  # the plan stands below it
        assert "11" in told[12]
        row = done(actions.enter_sheet(row=row, by=by), by)
        assert (row.new, row.faults, [one.normal for one in standing()]) == (1, 10, ["45/KH-UBND"])


def test_a_number_that_several_bear_needs_its_day():
    with acting("clerk") as by:
        for year in (2025, 2026):
            a_plan(by, Cited("kế hoạch", "45/KH-UBND", "Kế hoạch năm", "UBND tỉnh", date(year, 2, 10)))
        row = given(sheet(CONCLUSION, OURS), by)
        assert (row.new, [number for number, _words in row.told]) == (1, [2])


def test_taken_back_as_a_whole_but_for_what_was_corrected_or_is_used():
    with acting("reporter") as by:
        row = entered(sheet(PLAN, OURS, CONCLUSION), by)
        ours = standing().get(normal="9/KH-SYT")
        row = done(actions.undo_sheet(row=row, by=by), by)
        assert (row.state, row.told, standing().count()) == ("undone", [], 0)
        assert not Figure.objects.filter(indicator="doc.issued", replaced_at__isnull=True, withdrawn=False).exists()
        row = entered(sheet(PLAN, OURS, CONCLUSION), by)
        ours = standing().get(normal="9/KH-SYT")
        correct_document(
            document=ours,
            entered=Entered(
                Cited("kế hoạch", "9/KH-SYT", "Sửa", "", ours.dated_on),
                Details(issued_by=ours.issued_by, parent=ours.parent),
            ),
            version=1,
            by=by,
        )
        row = done(actions.undo_sheet(row=row, by=by), by)
        assert [number for number, _words in row.told] == [3, 2]  # corrected; and the plan that it carries out
        assert {one.normal for one in standing()} == {"45/KH-UBND", "9/KH-SYT"}


def test_a_document_that_comes_by_a_sheet_ends_the_task_of_the_body_that_owed_it():
    with acting("reporter") as by:
        plan = a_plan(by)
        expect_documents(document=plan, order=Order((body(COMMUNE),)), by=by)
        task = Task.objects.get()
    with acting("clerk") as by:
        name = body(COMMUNE).name
        entered(
            sheet(
                row_of(number="15/KH-UBND", title="Kế hoạch xã", dated_on="1/3/2026", issuer=name, parent="45/KH-UBND")
            ),
            by,
        )
    with acting("reporter") as by:
        task.refresh_from_db()
        assert task.state == "done"


def test_who_does_not_keep_the_register_gives_no_file_and_sees_none():
    with acting("clerk") as by:
        row = given(sheet(PLAN), by)
        with pytest.raises(NotAllowed):
            actions.give_sheet(key=uuid.uuid4(), name="a.xlsx", content=b"x", by=by)  # a clerk enters no activities
        with pytest.raises(Refused):
            actions.undo_sheet(row=row, by=by)
    for role in ("verifier", "statistician"):
        with acting(role) as by, pytest.raises(NotAllowed):
            given(sheet(PLAN), by)
    with acting("receiver", COMMUNE) as by:
        assert not queries.imports_of(by, "documents").exists()
    with acting("reporter", OTHER_HEALTH) as by:
        assert not Import.objects.exists()


def test_the_pages_take_a_file_and_enter_it(client):
    sign_in(client, "clerk")
    assert "Văn bản từ bảng tính" in client.get("/programme/documents/import/").content.decode()
    file = SimpleUploadedFile("so.xlsx", sheet(PLAN, OURS))
    shown = client.post("/programme/documents/import/", {"key": str(uuid.uuid4()), "file": file}, follow=True)
    row = shown.context["row"]
    with acting("clerk") as by:
        done(row, by)
    own = reverse("programme:document_import", args=[row.pk])
    assert "Nhập 2 dòng" in client.get(own).content.decode()
    assert client.post(reverse("programme:move_document_import", args=[row.pk, "enter"])).status_code == 302
    assert client.get(reverse("programme:import", args=[row.pk])).status_code == 403
    assert sign_in(Client(), "reporter").get(reverse("programme:import", args=[row.pk])).status_code == 404
    sample = client.get("/programme/documents/import/sample.xlsx")
    with acting("clerk") as by:
        assert given(sample.content, by).faults == 0
    assert load_workbook(BytesIO(sample.content)).sheetnames == ["Sổ văn bản", "Loại văn bản"]
    assert sign_in(Client(), "verifier").get("/programme/documents/import/").status_code == 403
