"""The register of documents: entered once, counted, above and below each other, and who has not issued theirs."""

import uuid
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, acting, body, post, sign_in
from vongtay.agencies.models import Body
from vongtay.audit.models import Entry
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.indicators.models import Figure
from vongtay.papers.actions import correct_instrument, enter_instrument
from vongtay.papers.citing import counts_of, places_of
from vongtay.papers.instruments import Cited, Details
from vongtay.papers.models import Instrument, InstrumentFile
from vongtay.papers.tests.world import a_pdf
from vongtay.programme.actions import documents as actions
from vongtay.programme.models import Expected
from vongtay.programme.queries import documents as queries
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db
PLAN = Cited("kế hoạch", "45/KH-UBND", "Phòng, chống mua bán người năm 2026", "UBND tỉnh", date(2026, 2, 10))
PDF = a_pdf()


def a_plan(by, document=PLAN, **details):
    return actions.enter_document(
        entered=actions.Entered(document, Details(**({"issued_by": body("LS.UBND")} | details))), by=by
    )


def a_commune_plan(by, parent, number="15/KH-UBND", day=date(2026, 3, 1), code=COMMUNE):
    document = Cited("kế hoạch", number, "Phòng, chống mua bán người của xã", "", day)
    return a_plan(by, document, issued_by=body(code), parent=parent)


def figures():
    return [
        (row.area_id, row.value, row.withdrawn, row.happened_from)
        for row in Figure.objects.filter(indicator="doc.issued").order_by("recorded_at")
    ]


class TestEntering:
    def test_a_document_is_entered_once_however_its_number_is_written_and_counted_once(self):
        with acting("reporter") as by:
            first = a_plan(by)
            again = a_plan(by, Cited("", "Số: 45 / kh–ubnd", dated_on=date(2026, 2, 10)))
            assert again == first
            assert Instrument.objects.count() == 1
            assert figures() == [(by.province_id, 1, False, date(2026, 2, 10))]

    def test_the_kind_is_read_from_the_sign_and_what_is_known_stays(self):
        with acting("clerk") as by:
            row = a_plan(by, Cited("", "2548/QCPH-SYT-CAT", dated_on=date(2026, 1, 5)))
            assert row.kind == "quy chế phối hợp"
            completed = a_plan(by, Cited("công văn", "2548/QCPH-SYT-CAT", "Phối hợp", dated_on=date(2026, 1, 5)))
            assert (completed.kind, completed.title) == ("quy chế phối hợp", "Phối hợp")

    def test_who_does_not_speak_for_figures_enters_and_another_counts(self):
        with acting("clerk") as by:
            row = a_plan(by)
            assert figures() == []
            with pytest.raises(NotAllowed):
                actions.count_document(document=row, by=by)
        with acting("reporter") as by:
            for _turn in range(2):
                actions.count_document(document=row, by=by)
            assert len(figures()) == 1
            cited = a_plan(by, Cited("luật", "53/2024/QH15", dated_on=date(2024, 11, 28)), issued_by=None)
            with pytest.raises(Refused):
                actions.count_document(document=cited, by=by)

    def test_what_waits_is_counted_by_one_press_and_never_twice(self, client):
        with acting("clerk") as by:
            plan = a_plan(by)
            order = a_plan(
                by, Cited("công văn", "7/SYT-BTXH", "Hưởng ứng", "", date(2026, 6, 1)), issued_by=body(HEALTH)
            )
            a_plan(by, Cited("luật", "53/2024/QH15", dated_on=date(2024, 11, 28)), issued_by=None)  # of nobody of ours
            assert list(queries.uncounted(by)) == [plan, order]
            with pytest.raises(NotAllowed):
                actions.count_documents(documents=[order], by=by)
        page = sign_in(client, "reporter").get("/programme/documents/").content.decode()
        assert "2 văn bản" in page
        assert client.post("/programme/documents/count/", {"page": "1"}).status_code == 422
        sent = {"documents": [str(plan.pk), str(order.pk)]}
        assert client.post("/programme/documents/count/", sent).status_code == 302
        assert client.post("/programme/documents/count/", sent).status_code == 422  # nothing of it waits any more
        assert len(figures()) in {0, 2}
        with acting("reporter") as by:
            assert len(figures()) == 2
            assert not queries.uncounted(by).exists()
            with pytest.raises(Refused):
                actions.count_documents(documents=[plan], by=by)

    def test_what_another_body_counted_is_left_as_it_is(self):
        with acting("reporter") as by:
            plan = a_plan(by)
            row = a_commune_plan(by, plan)
            assert len(figures()) == 2
        with acting("receiver", COMMUNE) as by:
            if row in queries.uncounted(by):  # it does not see the figure of the department
                assert actions.count_documents(documents=[row], by=by) == 0
        with acting("reporter") as by:
            assert len(figures()) == 2

    @pytest.mark.parametrize("role", ["verifier", "administrator", "auditor", "statistician"])
    def test_others_do_not_write(self, role):
        with acting(role) as by, pytest.raises(NotAllowed):
            a_plan(by)

    def test_what_can_not_be_is_refused(self):
        with acting("clerk") as by:
            for wrong in (
                {"year_from": 2026, "year_to": 2021},
                {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)},
            ):
                with pytest.raises(Refused):
                    a_plan(by, **wrong)
            with pytest.raises(Refused):
                a_plan(by, Cited())


class TestCorrecting:
    def test_a_correction_is_a_version_and_the_figure_follows(self):
        with acting("reporter") as by:
            row = a_plan(by)
            moved = actions.Entered(
                Cited("kế hoạch", "45/KH-UBND", "Kế hoạch", "", date(2026, 2, 12)), Details(issued_by=body("LS.UBND"))
            )
            row = actions.correct_document(document=row, entered=moved, version=row.version, by=by)
            assert queries.standing_figure(row).happened_from == date(2026, 2, 12)
            with pytest.raises(Stale):
                actions.correct_document(document=row, entered=moved, version=1, by=by)
            elsewhere = actions.Entered(moved.document, Details(issued_by=body(HEALTH)))
            with pytest.raises(Refused):
                actions.correct_document(document=row, entered=elsewhere, version=row.version, by=by)

    def test_taken_back_with_a_reason_its_figure_goes_and_it_may_be_entered_anew(self):
        with acting("reporter") as by:
            row = a_plan(by)
            with pytest.raises(Refused):
                actions.withdraw_document(document=row, why=" ", version=row.version, by=by)
            actions.withdraw_document(document=row, why="Nhập nhầm ngày", version=row.version, by=by)
            assert queries.standing_figure(row).withdrawn
            assert list(queries.documents(by)) == []
            assert a_plan(by) != row

    def test_only_whose_it_is_corrects_it(self):
        with acting("reporter") as by:
            row = a_plan(by)
        with acting("receiver", COMMUNE) as by:
            with pytest.raises(NotAllowed):
                correct_instrument(instrument=row, document=PLAN, by=by)
            with pytest.raises(NotAllowed):
                actions.withdraw_document(document=row, why="Sai", version=row.version, by=by)

    def test_two_rows_never_become_one_document_nor_carry_out_each_other(self):
        with acting("clerk") as by:
            first, other = a_plan(by), a_plan(by, Cited("công văn", "8/SYT-VP", dated_on=date(2026, 3, 1)))
            with pytest.raises(Refused):
                correct_instrument(instrument=other, document=PLAN, details=Details(issued_by=body("LS.UBND")), by=by)
            child = a_commune_plan(by, first)
            with pytest.raises(Refused):
                correct_instrument(
                    instrument=first, document=PLAN, details=Details(issued_by=body("LS.UBND"), parent=child), by=by
                )

    def test_another_province_sees_and_changes_nothing(self):
        with acting("reporter") as by:
            row = a_plan(by)
        with acting("reporter", OTHER_HEALTH) as by:
            assert list(Instrument.objects.all()) == []
            assert Instrument.objects.filter(pk=row.pk).update(title="x") == 0
            with pytest.raises(Instrument.DoesNotExist):
                queries.document_of(by, row.pk)


class TestCascade:
    def test_bodies_below_get_a_task_and_their_document_ends_it(self):
        with acting("head") as by:
            plan = a_plan(by)
            due = today() + timedelta(days=20)
            order = actions.Order((body(COMMUNE), body("LS.CAT")), due)
            assert [actions.expect_documents(document=plan, order=order, by=by) for _turn in range(2)] == [2, 0]
            lines = queries.cascade(plan, today())
            assert {line.row.to_body.code: (line.state, line.row.task_id is None) for line in lines} == {
                COMMUNE: ("awaited", False), "LS.CAT": ("awaited", True),  # the police do not sign in
            }  # fmt: skip
            assert {line.state for line in queries.cascade(plan, due + timedelta(days=1))} == {"late"}
        with acting("receiver", COMMUNE) as by:
            assert [row.instrument for row in queries.owed_by(by)] == [plan]
            assert Task.objects.get().state == "open"
            row = a_commune_plan(by, plan)
            assert Task.objects.get().state == "done"
            assert list(queries.owed_by(by)) == []
            assert figures()[0][0] == body(COMMUNE).place_id
        with acting("head") as by:
            (issued, awaited) = sorted(queries.cascade(plan, today()), key=lambda line: line.state != "issued")
            assert (issued.answer, issued.is_in_time, awaited.state) == (row, row.dated_on <= due, "awaited")
            actions.waive_document(expected=awaited.row, why="Ngành dọc có kế hoạch riêng", by=by)
            assert {line.state for line in queries.cascade(plan, today())} == {"issued", "waived"}

    def test_a_plan_that_a_third_body_enters_from_its_paper_ends_the_task_between_the_two_others(self):
        with acting("head") as by:
            plan = a_plan(by)
            actions.expect_documents(document=plan, order=actions.Order((body(COMMUNE),), today()), by=by)
            task = Task.objects.get()
        with acting("receiver", BORDER) as by:
            assert not Task.objects.filter(pk=task.pk).exists()
            a_commune_plan(by, plan, number="7/TTr-UBND", code="LS.CAT")  # another body's: nothing ends
            row = a_commune_plan(by, plan)
        with acting("receiver", COMMUNE) as by:
            task.refresh_from_db()
            assert (task.state, task.note) == ("done", row.number)
        with acting("auditor"):
            (entry,) = Entry.objects.filter(act="programme.answer_expected")
            assert entry.details["tasks"] == [str(task.pk)]

    def test_a_paper_that_was_taken_back_ends_nothing(self):
        with acting("reporter") as by:
            plan = a_plan(by)
            row = a_commune_plan(by, plan)
            actions.withdraw_document(document=row, why="Nhầm", version=1, by=by)
            actions.expect_documents(document=plan, order=actions.Order((body(COMMUNE),), today()), by=by)
            with connection.cursor() as cursor:
                cursor.execute("select * from vt.answer_expected(%s)", [row.pk])
                assert cursor.fetchall() == []
            assert Task.objects.get().state == "open"

    def test_nobody_a_past_day_and_strangers_are_refused(self):
        with acting("head") as by:
            plan = a_plan(by)
            with pytest.raises(Refused):
                actions.expect_documents(document=plan, order=actions.Order(()), by=by)
            with pytest.raises(Refused):
                actions.expect_documents(
                    document=plan, order=actions.Order((body(COMMUNE),), today() - timedelta(days=1)), by=by
                )
            actions.expect_documents(document=plan, order=actions.Order((body(COMMUNE),)), by=by)
        with acting("receiver", COMMUNE) as by:
            with pytest.raises(NotAllowed):
                actions.expect_documents(document=plan, order=actions.Order((body(COMMUNE),)), by=by)
            with pytest.raises(NotAllowed):
                actions.waive_document(expected=Expected.objects.get(), why="Không cần", by=by)

    def test_a_scheme_of_years_says_which_year_has_no_plan(self):
        with acting("reporter") as by:
            scheme = a_plan(
                by, Cited("đề án", "10/ĐA-UBND", "Đề án 3", "", date(2021, 1, 5)), year_from=2021, year_to=2025
            )
            for year in (2021, 2023):
                a_plan(
                    by,
                    Cited("kế hoạch", f"{year - 2000}/KH-UBND", "", "", date(year, 1, 9)),
                    parent=scheme,
                    year_from=year,
                    year_to=year,
                )
            children = queries.below(scheme)
            assert [row.years for row in children] == ["2021", "2023"]
            assert queries.years_missing(scheme, children, 2024) == [2022, 2024]
            assert queries.above(children[0]) == [scheme]


class TestPages:
    def test_entering_from_the_page_keeps_what_was_typed(self, client):
        sign_in(client, "receiver", COMMUNE)
        form = client.get("/programme/documents/new/").content.decode()
        assert f'value="{post("receiver", COMMUNE).body_id}" selected' in form
        wrong = client.post("/programme/documents/new/", {"title": "", "dated_on": "32/13/2026", "number": "9/KH-UBND"})
        assert wrong.status_code == 422
        assert "9/KH-UBND" in wrong.content.decode()
        sent = {
            "number": "9/KH-UBND",
            "dated_on": "01/03/2026",
            "title": "Kế hoạch của xã",
            "issued_by": str(body(COMMUNE).pk),
        }
        shown = client.post("/programme/documents/new/", sent, follow=True)
        assert "Kế hoạch 9/KH-UBND" in shown.content.decode()
        with acting("reporter") as by:
            assert Instrument.objects.get().level == "commune"
            plan = a_plan(by)
        assert (
            f'value="{plan.pk}" selected' in client.get(f"/programme/documents/new/?parent={plan.pk}").content.decode()
        )
        client.post("/programme/documents/new/", sent | {"number": "10/KH-UBND", "parent": str(plan.pk)})
        with acting("reporter"):
            assert [row.number for row in queries.below(plan)] == ["10/KH-UBND"]

    def test_the_register_finds_filters_and_asks_little(self, client, django_assert_max_num_queries):
        with acting("reporter") as by:
            plan = a_plan(by)
            for number in range(1, 13):
                a_plan(
                    by,
                    Cited("công văn", f"{number}/SYT-VP", f"Công văn {number}", "", date(2026, 3, 1)),
                    issued_by=body(HEALTH),
                    parent=plan,
                )
        sign_in(client, "clerk")
        for asked, found in (
            ({"q": "45 / kh-ubnd"}, True),
            ({"q": "mua bán"}, True),
            ({"q": "999/QĐ"}, False),
            ({"kind": "công văn"}, False),
            ({"year": "2026", "level": ""}, True),
        ):
            with django_assert_max_num_queries(13):
                page = client.get("/programme/documents/", asked).content.decode()
            assert ("45/KH-UBND</a>" in page) is found, asked
        with django_assert_max_num_queries(22):
            page = client.get(f"/programme/documents/{plan.pk}/").content.decode()
        assert "Công văn 12/SYT-VP" in page
        assert sign_in(Client(), "administrator").get("/programme/documents/").status_code == 403

    def test_the_cascade_is_named_shown_and_waived_on_pages(self, client, django_assert_max_num_queries):
        with acting("head") as by:
            plan = a_plan(by)
        sign_in(client, "head")
        address = f"/programme/documents/{plan.pk}/expect/"
        assert client.post(address, {"due_on": ""}).status_code == 422
        communes = Body.objects.filter(kind="commune", province_id=body(COMMUNE).province_id).count()
        assert (
            client.post(address, {"due_on": "", "all_communes": "on", "bodies": [str(body(HEALTH).pk)]}).status_code
            == 302
        )
        with django_assert_max_num_queries(12):
            page = client.get(f"/programme/documents/{plan.pk}/cascade/").content.decode()
        assert f"0/{communes + 1}" in page
        with acting("head"):
            owed = Expected.objects.filter(to_body__code=HEALTH).get()
        waive = f"/programme/documents/expected/{owed.pk}/waive/"
        assert client.post(waive, {"why": ""}).status_code == 422
        assert client.post(waive, {"why": "Đã có kế hoạch chung"}).status_code == 302
        assert (
            "Đã có kế hoạch chung"
            in client.get(f"/programme/documents/{plan.pk}/cascade/?state=waived").content.decode()
        )

    def test_a_file_is_added_by_one_body_and_opened_by_another(self, client):
        with acting("head") as by:
            plan = a_plan(by)
        sign_in(client, "clerk")
        address = f"/programme/documents/{plan.pk}/files/new/"
        assert client.post(address, {"file": SimpleUploadedFile("x.pdf", b"nothing")}).status_code == 422
        assert (
            client.post(address, {"file": SimpleUploadedFile("ke-hoach.pdf", PDF), "note": "Bản quét"}).status_code
            == 302
        )
        with acting("clerk"):
            file = InstrumentFile.objects.get()
        opened = sign_in(Client(), "receiver", COMMUNE).get(f"/programme/documents/files/{file.pk}/")
        assert (opened.status_code, opened.content) == (200, PDF)
        assert (
            sign_in(Client(), "case_worker", OTHER_HEALTH).get(f"/programme/documents/files/{file.pk}/").status_code
            == 404
        )

    def test_correcting_and_taking_back_on_pages(self, client):
        with acting("reporter") as by:
            row = a_plan(by)
        sign_in(client, "reporter")
        sent = {
            "version": row.version,
            "number": "45/KH-UBND",
            "dated_on": "11/02/2026",
            "kind": "kế hoạch",
            "issued_by": str(body("LS.UBND").pk),
        }
        stale = client.post(f"/programme/documents/{row.pk}/correct/", sent | {"version": 7})
        assert stale.status_code == 422
        assert client.post(f"/programme/documents/{row.pk}/correct/", sent).status_code == 302
        taken = client.post(
            f"/programme/documents/{row.pk}/withdraw/", {"version": row.version + 1, "why": "Nhập nhầm"}, follow=True
        )
        assert "Nhập nhầm" in taken.content.decode()
        other = sign_in(Client(), "receiver", COMMUNE)
        assert other.get(f"/programme/documents/{row.pk}/correct/").status_code == 404
        assert other.get(f"/programme/documents/{uuid.uuid4()}/").status_code == 404


def test_where_it_is_cited_is_told_by_the_app_that_cites():
    with acting("reporter") as by:
        row = enter_instrument(document=PLAN, by=by)
        assert (counts_of(by, [row.pk]), places_of(by, row)) == ({row.pk: 0}, [])


def test_the_register_leaves_as_a_table_narrowed_as_the_page_and_logged(client):
    with acting("reporter") as by:
        plan = a_plan(by, level="province", year_from=2026, year_to=2026)
        a_commune_plan(by, plan, number="=15/KH-UBND")
    sign_in(client, "verifier")
    answer = client.get("/programme/documents/register.xlsx?kind=kế hoạch")
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    listed = [row for row in rows if isinstance(row[0], int)]
    assert [row[1] for row in listed] == ["=15/KH-UBND", "45/KH-UBND"]
    assert listed[0][7] == "Kế hoạch 45/KH-UBND"
    assert (listed[1][6], listed[1][8]) == ("Tỉnh", "2026")
    assert [cell for cell in next(row for row in rows if row[1] == "Tổng số") if cell] == ["Tổng số", "2 văn bản"]
    none = load_workbook(BytesIO(client.get("/programme/documents/register.xlsx?q=khong-co").content)).worksheets[0]
    assert "0 văn bản" in {cell.value for row in none.iter_rows() for cell in row}
    with acting("auditor"):
        assert Entry.objects.filter(act="programme.export").count() == 2
    assert sign_in(Client(), "administrator").get("/programme/documents/register.xlsx").status_code == 403
    other = sign_in(Client(), "reporter", OTHER_HEALTH).get("/programme/documents/register.xlsx")
    assert b"KH-UBND" not in b"".join(load_bytes(other.content))


def load_bytes(content):
    return [
        str(cell.value).encode() for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows() for cell in row
    ]
