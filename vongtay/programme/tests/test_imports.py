"""Activities from a spreadsheet: checked, entered once whatever is pressed, taken back as a whole; refused where the form refuses."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from tests.cast import COMMUNE, HEALTH, acting, sign_in
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.common.periods import parse_period
from vongtay.indicators.models import Figure
from vongtay.indicators.queries import totals
from vongtay.programme import actions, queries
from vongtay.programme.actions.activities import Facts
from vongtay.programme.actions.sheet import read_all
from vongtay.programme.models import Activity, Import, Quantity
from vongtay.programme.states.activities import Kind
from vongtay.programme.states.sheet import HEADINGS

pytestmark = pytest.mark.django_db
HEAD = [ways[0] for ways in HEADINGS.values()]
GOOD = [
    (
        "Tờ rơi",
        "Phát tờ rơi ở chợ",
        "01/07/2026",
        "02/07/2026",
        "",
        "Chợ phiên",
        "trên 300 tờ rơi; 20 băng rôn",
        "",
        "",
    ),
    ("event", "Nói chuyện ở thôn", "03/07/2026", "", "", "", "1 buổi, gần 80 người", "Hội phụ nữ", "vui"),
    ("Loa, phát thanh", "Phát bài", "04/07/2026", "", "", "", "", "", ""),
]


def sheet(*rows) -> bytes:
    book = Workbook()
    book.active.append(HEAD)
    for row in rows:
        book.active.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def words_of(kind: str) -> str:
    with override("vi"):
        return str(Kind(kind).label)


def good():
    return [
        (words_of(kind), *rest)
        for kind, rest in zip(("leaflets", "event", "broadcast"), (row[1:] for row in GOOD), strict=True)
    ]


def done(row: Import, by) -> Import:
    for _step in actions.steps_of(row.pk, by):
        pass
    row.refresh_from_db()
    return row


def given(content, by) -> Import:
    return done(actions.give_sheet(key=uuid.uuid4(), name="a.xlsx", content=content, by=by), by)


def entered(content, by) -> Import:
    return done(actions.enter_sheet(row=given(content, by), by=by), by)


def standing() -> int:
    return Activity.objects.filter(withdrawn_at__isnull=True).count()


def test_a_file_is_checked_and_nothing_is_entered_yet():
    with acting("reporter") as staff:
        row = given(sheet(*good()), staff)
        assert (row.state, row.rows, row.new, row.known, row.faults) == ("checked", 3, 3, 0, 0)
        assert not Activity.objects.exists()


def test_each_quantity_becomes_a_figure_with_its_bound():
    with acting("reporter") as staff:
        row = entered(sheet(*good()), staff)
        assert (row.state, row.new, standing()) == ("done", 3, 3)
        leaflets = Activity.objects.get(kind="leaflets")
        assert sorted(str(one) for one in queries.counted(queries.activity_of(staff, leaflets.pk))) == [
            "20 băng rôn",
            "ít nhất 300 tờ rơi",
        ]
        lines = {
            line.indicator.pk: line.total
            for line in totals(staff, area_id=staff.province_id, period=parse_period("2026"))
        }
        assert lines["comm.leaflet"].low == 300
        assert lines["comm.leaflet"].high is None
        assert lines["comm.event"].low == 1
        assert (
            Figure.objects.get(indicator_id="comm.banner").source_id
            == Quantity.objects.get(indicator_id="comm.banner").pk
        )


def told_of(table, *, but: tuple[str, ...]) -> list[dict]:
    """What the rows of a table say, without keys and moments, in an order of their own."""
    left = {field.attname for field in table._meta.concrete_fields} - {"id", "recorded_at", "pgh_created_at", *but}
    return sorted(table.objects.values(*sorted(left)), key=str)


def by_hand(content: bytes, by) -> None:
    """Each row entered one by one, as the form enters it."""
    for ready in read_all(content, by):
        assert not ready.wrong
        actions.record_activity(key=uuid.uuid4(), facts=Facts(**ready.facts), told=ready.told, by=by)


EVERY_SHAPE = [
    ("Phát tờ rơi ở chợ", "01/07/2026", "02/07/2026", "xã đồng đăng", "Chợ phiên", "trên 300 tờ rơi; 20 băng rôn; 5 giải thưởng", "", ""),
    ("Nói chuyện ở thôn", "03/07/2026", "", "", "", "1 buổi, gần 80 người", "Hội phụ nữ", "vui"),
    ("Phát bài", "04/07/2026", "", "", "", "18-24 lượt phát", "", ""),
    ("Phát loa", "05/07/2026", "", "", "", "dưới 50 lượt phát thanh", "", ""),
    ("Không còn", "06/07/2026", "", "", "", "không có", "", ""),
    ("Chỉ làm", "07/07/2026", "", "", "Thôn 1", "", "", ""),
]  # fmt: skip


def test_what_is_entered_in_bulk_is_what_is_entered_one_by_one():
    kinds = ["leaflets", "event", "broadcast", "broadcast", "banners", "course"]
    content = sheet(*((kind, *row) for kind, row in zip(kinds, EVERY_SHAPE, strict=True)))
    tables = {
        Activity: ("imported_id",),
        Quantity: ("activity_id",),
        Figure: ("source_id", "replaced_at", "replaces_id"),
    }
    with acting("reporter") as staff:
        made = []
        for enter in (by_hand, entered):
            with transaction.atomic():
                enter(content, staff)
                made.append([told_of(table, but=but) for table, but in tables.items()])
                transaction.set_rollback(True)
        assert [len(rows) for rows in made[0]] == [6, 8, 8]
        assert made[0] == made[1]


def test_what_is_taken_back_in_bulk_is_what_is_taken_back_one_by_one():
    content = sheet(*((kind, *row) for kind, row in zip(["leaflets", "event"], EVERY_SHAPE, strict=False)))
    why = "Bảng tính đã nhập hoạt động này bị thu hồi."
    tables = {
        Activity: ("withdrawn_at", "why_changed"),
        Quantity: (),
        Figure: ("replaced_at", "replaces_id"),
        Activity.pgh_event_models["before"]: ("pgh_id", "pgh_context_id"),
    }

    def one_by_one(row, staff):
        for activity in Activity.objects.all():
            actions.take_back_activity(activity=activity, version=1, why=why, by=staff)

    def in_bulk(row, staff):
        done(actions.undo_sheet(row=row, by=staff), staff)

    with acting("reporter") as staff:
        row, made = entered(content, staff), []
        for take_back in (one_by_one, in_bulk):
            with transaction.atomic():
                take_back(row, staff)
                made.append([told_of(table, but=but) for table, but in tables.items()])
                assert not Activity.objects.filter(withdrawn_at__isnull=True).exists()
                assert Figure.objects.filter(withdrawn=False, replaced_at__isnull=True).count() == 0
                transaction.set_rollback(True)
        assert [len(rows) for rows in made[0]] == [2, 5, 10, 2]
        assert made[0] == made[1]


def test_the_same_rows_again_enter_nothing_in_whatever_file_they_stand():
    with acting("reporter") as staff:
        first = entered(sheet(*good()), staff)
        assert actions.give_sheet(key=uuid.uuid4(), name="b.xlsx", content=bytes(first.content), by=staff) == first
        again = entered(
            sheet(*good(), (words_of("banners"), "Treo", "05/07/2026", "", "", "", "3 băng rôn", "", "")), staff
        )
        assert (again.new, again.known, standing()) == (1, 3, 4)
        assert Figure.objects.count() == 5


def test_a_job_that_runs_twice_or_was_cut_off_enters_each_row_once():
    with acting("reporter") as staff:
        row = actions.enter_sheet(row=given(sheet(*good()), staff), by=staff)
        steps = actions.steps_of(row.pk, staff)
        next(steps)  # one piece was written, then the machine was switched off
        row = actions.go_on(row=row, by=staff)
        assert done(row, staff).state == "done"
        assert (standing(), Figure.objects.count()) == (3, 4)


def test_all_is_taken_back_but_what_was_corrected_by_hand():
    with acting("reporter") as staff:
        row = entered(sheet(*good()), staff)
        kept = Activity.objects.get(kind="event")
        actions.correct_activity(
            activity=kept,
            facts=Facts("event", "Khác", kept.first_on, kept.last_on),
            told=[],
            version=1,
            why="sai",
            by=staff,
        )
        row = done(actions.undo_sheet(row=row, by=staff), staff)
        assert (row.state, standing()) == ("undone", 1)
        assert totals(staff, area_id=staff.province_id, period=parse_period("2026")) == []
        assert entered(sheet(*good()), staff).new == 0  # what was taken back is known, and is not entered again unseen


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({0: "Bay lên trời"}, "Bay lên trời"),
        ({0: ""}, "không phải là loại hoạt động"),
        ({1: ""}, "đã làm gì"),
        ({2: "32/07/2026"}, "32/07/2026"),
        ({2: f"{today() + timedelta(days=2):%d/%m/%Y}"}, "chưa đến"),
        ({3: "30/06/2026"}, "Ngày cuối"),
        ({4: "Xã Không Có"}, "Xã Không Có"),
        ({6: "nhiều lắm"}, "nhiều lắm"),
        ({1: "a" * 201}, "200"),
    ],
)
def test_a_row_with_a_fault_is_told_and_left_out_alone(change, said):
    row = list(good()[0])
    for index, value in change.items():
        row[index] = value
    with acting("reporter") as staff:
        made = entered(sheet(*good()[1:], row), staff)
        assert (made.faults, made.new, standing()) == (1, 2, 2)
        number, sentence = made.told[0]
        assert number == 4
        assert said in sentence


def test_a_row_written_twice_is_told():
    with acting("reporter") as staff:
        made = given(sheet(*good(), good()[0]), staff)
        assert made.told == [[5, "Trùng với dòng 2."]]


def test_a_commune_is_found_by_its_name_and_two_of_one_name_are_asked_about():
    row = list(good()[0])
    with acting("reporter") as staff:
        row[4] = "xã đồng đăng"
        assert entered(sheet(row), staff).new == 1
        assert Activity.objects.get().area.full_name == "Xã Đồng Đăng"


def test_a_file_that_can_not_be_read_says_why():
    with acting("reporter") as staff:
        made = given(b"%PDF-", staff)
        assert (made.state, bool(made.why)) == ("refused", True)
        assert given(sheet(*good()), staff).state == "checked"


def test_what_is_done_already_is_refused():
    with acting("reporter") as staff:
        row = entered(sheet(*good()), staff)
        for act in (actions.enter_sheet, actions.drop_sheet, actions.go_on):
            with pytest.raises(Refused):
                act(row=row, by=staff)


def test_who_enters_no_activities_gives_no_file_and_another_body_sees_none():
    with acting("reporter") as staff:
        given(sheet(*good()), staff)
    with acting("auditor") as staff, pytest.raises(NotAllowed):
        actions.give_sheet(key=uuid.uuid4(), name="a.xlsx", content=b"x", by=staff)
    with acting("receiver", COMMUNE) as staff:
        assert not queries.imports_of(staff).exists()


class TestPages:
    def post(self, client, content):
        file = SimpleUploadedFile("tháng 7.xlsx", content)
        return client.post(reverse("programme:imports"), {"key": uuid.uuid4(), "file": file}, follow=True)

    def test_a_file_is_given_checked_and_entered_by_the_pages(self, client):
        sign_in(client, "reporter", HEALTH)
        page = self.post(client, sheet(*good(), ("?", "x", "y", "", "", "", "", "", "")))
        assert "Đang kiểm tra" in page.content.decode()
        with acting("reporter") as staff:
            done(Import.objects.get(), staff)
        url = reverse("programme:import", args=[page.context["row"].pk])
        shown = client.get(url).content.decode()
        assert "Nhập 3 dòng" in shown
        assert "y” ở cột “Từ ngày”" in shown
        client.post(reverse("programme:move_import", args=[page.context["row"].pk, "enter"]))
        with acting("reporter") as staff:
            assert done(Import.objects.get(), staff).state == "done"
        assert "Thu hồi toàn bộ" in client.get(url).content.decode()

    def test_without_a_file_the_field_says_so(self, client):
        sign_in(client, "reporter", HEALTH)
        response = client.post(reverse("programme:imports"), {"key": uuid.uuid4()})
        assert response.status_code == 422

    def test_an_unknown_act_and_another_import_are_missing(self, client):
        sign_in(client, "reporter", HEALTH)
        assert client.post(reverse("programme:move_import", args=[uuid.uuid4(), "enter"])).status_code == 404
        page = self.post(client, sheet(*good()))
        assert client.post(reverse("programme:move_import", args=[page.context["row"].pk, "burn"])).status_code == 404

    def test_the_sample_is_read_without_a_fault(self, client):
        sign_in(client, "reporter", HEALTH)
        content = client.get(reverse("programme:sample_import")).content
        assert load_workbook(BytesIO(content)).sheetnames == ["Hoạt động", "Loại hoạt động"]
        with acting("reporter") as staff:
            made = given(content, staff)
            assert (made.faults, made.new) == (0, 3)
