"""The pages of the list of residents abroad: each opens for who may, refuses who may not, keeps what was typed, and shows no name."""

import io
import re
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, acting, ago, on_this_day, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.models import Abroad, AbroadImport, Case, Draft, ReviewRound
from vongtay.cases.sheets import SheetError, day_of_serial, read_table
from vongtay.cases.states import AbroadState, Signs
from vongtay.cases.tests.test_abroad import DONG_DANG, an_entry, returned, screened
from vongtay.common.days import today
from vongtay.people.vault import Facts

pytestmark = pytest.mark.django_db
NAME = "Vi Thị Giả Định"


def told(**changes):
    values = {
        "key": str(uuid.uuid4()), "place": str(DONG_DANG), "name": NAME, "born": "2001", "sex": "female", "country": "KH", "since": "3/2025",
        "known_through": "neighbours", "known_on": on_this_day(), "contact": "no", "circumstances": ["poor"],
    }  # fmt: skip
    return values | changes


def entered(client) -> Abroad:
    sign_in(client, "receiver", COMMUNE)
    answer = client.post("/cases/abroad/report/", told())
    assert answer.status_code == 302, answer.content.decode()[:2000]
    with acting("receiver", COMMUNE) as staff:
        return queries.abroad_of(staff).get()


def test_somebody_is_entered_and_no_page_shows_the_name_unasked(client):
    entry = entered(client)
    for path in ("", f"{entry.code}/", "review/", "?state=abroad&country=KH"):
        page = client.get(f"/cases/abroad/{path}").content.decode()
        assert entry.code in page
        assert NAME not in page
    assert NAME not in client.post(f"/cases/abroad/{entry.code}/identity/", {"purpose": ""}).content.decode()
    assert NAME in client.post(f"/cases/abroad/{entry.code}/identity/", {"purpose": "contact"}).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"since": "31/02/2025"}, "31"),
        ({"name": ""}, ""),
        ({"known_on": "1/1/2100"}, "tương lai"),
        ({"phone": "12"}, "điện thoại"),
    ],
)
def test_a_wrong_answer_is_said_and_nothing_typed_is_lost(client, wrong, said):
    sign_in(client, "receiver", COMMUNE)
    page = client.post("/cases/abroad/report/", told(**wrong))
    assert page.status_code == 422
    assert said in page.content.decode()
    assert 'value="2001"' in page.content.decode()


def test_the_way_to_a_case_goes_through_the_pages(client):
    entry = entered(client)
    base = f"/cases/abroad/{entry.code}"
    moved = {"version": "1", "to": "returned", "on": on_this_day(), "known_through": "family"}
    assert client.post(f"{base}/move/", moved).status_code == 302
    stale = client.post(f"{base}/move/", moved | {"to": "died"})
    assert stale.status_code == 422
    assert 'name="version" value="2"' in stale.content.decode()
    assert client.post(f"{base}/offer/", {"kind": "advice", "taken": "yes", "on": on_this_day()}).status_code == 302
    assert client.post(f"{base}/screen/", {"version": "2", "signs": "yes", "on": on_this_day()}).status_code == 302
    page = client.get(f"{base}/receive/").content.decode()
    assert NAME in page
    answers = {
        "key": re.search(r'name="key" value="([^"]+)"', page)[1], "route": "R6", "name": NAME, "sex": "female", "born": "2001", "home": "", "language": "",
        "needs": [], "phone": "", **ago(2, "received_at"), "event_on": ago(2)["at_0"], "channel": "self", "place": str(DONG_DANG), "safe_way": "",
        "ground": "c", "ground_why": "Có dấu hiệu khi sàng lọc",
    }  # fmt: skip
    answer = client.post(f"{base}/receive/", answers)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    with acting("receiver", COMMUNE) as staff:
        entry, case = queries.abroad_entry(staff, entry.code), Case.objects.get()
        assert (entry.state, entry.case) == ("in_identification", case)
    assert case.code in client.get(f"{base}/").content.decode()


@pytest.mark.parametrize("act", ["correct", "move", "screen", "offer", "share", "link", "receive", ""])
def test_out_of_reach_and_missing_look_alike(client, act):
    with acting("receiver", COMMUNE) as staff:
        entry = screened(staff)
    sign_in(client, "case_worker", OTHER_HEALTH)
    path = f"{act}/" if act else ""
    assert (
        client.get(f"/cases/abroad/{entry.code}/{path}").status_code
        == client.get(f"/cases/abroad/NN-LSD-2026-222222/{path}").status_code
        == 404
    )


@pytest.mark.parametrize(("role", "where", "path"), [
    ("clerk", HEALTH, "report/"), ("receiver", BORDER, "import/"), ("reporter", HEALTH, "report/"), ("verifier", HEALTH, "review/"), ("receiver", COMMUNE, "funnel/"),
    ("receiver", BORDER, "rounds/"), ("statistician", HEALTH, ""), ("case_worker", HEALTH, "funnel/csv/"),
])  # fmt: skip
def test_who_may_not_is_told_so(client, role, where, path):
    sign_in(client, role, where)
    assert client.get(f"/cases/abroad/{path}").status_code == 403


@pytest.mark.parametrize("act", ["correct", "move", "screen", "offer", "share"])
def test_the_forms_of_the_acts_open_for_who_keeps_the_entry(client, act):
    with acting("receiver", COMMUNE) as staff:
        entry = returned(staff, an_entry(staff))
    sign_in(client, "receiver", COMMUNE)
    assert client.get(f"/cases/abroad/{entry.code}/{act}/").status_code == 200
    sign_in(client, "clerk")
    assert client.get(f"/cases/abroad/{entry.code}/{act}/").status_code == 403


def test_a_review_is_answered_on_one_page(client):
    entry = entered(client)
    month = f"{today():%Y-%m}"
    sent = {"key": str(uuid.uuid4()), "month": month, "place": str(DONG_DANG)}
    page = client.post("/cases/abroad/review/", sent | {f"answer_{entry.code}": "returned", f"on_{entry.code}": "mai"})
    assert page.status_code == 422
    assert 'value="mai"' in page.content.decode()
    assert client.post("/cases/abroad/review/", sent | {"nil": "1"}).status_code == 422
    assert client.post("/cases/abroad/review/", sent | {f"answer_{entry.code}": "still"}).status_code == 302
    assert "Đã rà soát" in client.get("/cases/abroad/review/").content.decode()
    sign_in(client, "case_worker")
    assert "Đã rà soát" in client.get("/cases/abroad/reviews/").content.decode()
    assert client.get("/cases/abroad/review/").status_code == 302


def test_a_round_is_held_and_finished_with_nobody_found(client):
    sign_in(client, "receiver", COMMUNE)
    made = client.post(
        "/cases/abroad/rounds/hold/",
        {
            "key": str(uuid.uuid4()),
            "place": str(DONG_DANG),
            "held_on": on_this_day(),
            "scope": "workers",
            "people_seen": "30",
        },
    )
    assert made.status_code == 302
    page = made.headers["Location"]
    assert client.get(page).status_code == 200
    client.post(f"{page}finish/", {})
    assert "Không phát sinh" in client.post(f"{page}finish/", {"nil": "1"}, follow=True).content.decode()
    with acting("receiver", COMMUNE):
        assert ReviewRound.objects.get().nil


HEADINGS = "Họ và tên;Năm sinh;Giới tính;Nước;Ngày trở về\n"
CSV = (
    HEADINGS
    + "Bế Thị Thử;2000;nữ;Campuchia;\nLộc Văn Mẫu;1999;nam;KH;5/3/2026\nMột;2000;nữ;KH;\nChu Thị Ví Dụ;20x;nữ;Nước lạ;\nThử Thị Bế;2000;nữ;KH;\n"
)


def read(client, content: bytes, name: str = "danh-sach.csv"):
    return client.post("/cases/abroad/import/", {"place": str(DONG_DANG), "file": SimpleUploadedFile(name, content)})


def test_a_list_is_checked_row_by_row_then_entered_then_undone(client):
    sign_in(client, "receiver", COMMUNE)
    assert read(client, CSV.encode()).status_code == 302
    with acting("receiver", COMMUNE):
        assert not Abroad.objects.exists()
        assert "Bế Thị".encode() not in bytes(Draft.objects.get().content_ct)
    page = client.get("/cases/abroad/import/check/").content.decode()
    assert "Cần ghi đủ họ tên" in page
    assert "“Nước lạ” không có trong danh mục" in page
    assert "Trùng với dòng 2" in page
    assert client.post("/cases/abroad/import/check/", {}).status_code == 422
    assert client.post("/cases/abroad/import/check/", {"row": ["2", "3", "4"]}).status_code == 302
    with acting("receiver", COMMUNE):
        assert sorted(Abroad.objects.values_list("state", flat=True)) == ["abroad", "returned"]
        batch = AbroadImport.objects.get()
    read(client, CSV.encode())
    assert "trùng cả họ tên; trùng năm sinh" in client.get("/cases/abroad/import/check/").content.decode()
    client.post(f"/cases/abroad/import/{batch.pk}/undo/")
    with acting("receiver", COMMUNE):
        assert set(Abroad.objects.values_list("state", flat=True)) == {"withdrawn"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ""),
        (b"\xff\xfe\x00", "UTF-8"),
        ("Cột;Khác\n1;2".encode(), "Họ và tên"),
        ("Họ tên\n".encode(), "chưa có dòng"),
        (b"PK\x03\x04xx", "xlsx"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(client, content, said):
    sign_in(client, "receiver", COMMUNE)
    page = read(client, content)
    assert page.status_code == 422
    assert said in page.content.decode()


def workbook() -> bytes:
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(
            "xl/sharedStrings.xml",
            f"<sst {main}><si><t>Họ và tên</t></si><si><r><t>Bế Thị </t></r><r><t>Thử</t></r></si></sst>",
        )
        file.writestr("xl/worksheets/sheet1.xml", (
            f'<worksheet {main}><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Năm sinh</t></is></c></row>'
            '<row><c r="A2" t="s"><v>1</v></c><c r="C2"><v>2001.0</v></c></row></sheetData></worksheet>'
        ))  # fmt: skip
    return packed.getvalue()


def test_a_spreadsheet_is_read_as_it_was_written():
    assert read_table(workbook()) == [["Họ và tên", "", "Năm sinh"], ["Bế Thị Thử", "", "2001"]]
    assert str(day_of_serial("36957")) == "2001-03-07"
    with pytest.raises(SheetError):
        read_table(b"PK" + workbook()[2:60])


def test_the_funnel_opens_its_numbers_and_says_what_lies_outside(client):
    with acting("receiver", COMMUNE) as staff:
        an_entry(staff)
    sign_in(client, "reporter")
    page = client.get("/cases/abroad/funnel/").content.decode()
    assert "1 người còn ở nước ngoài; 0 người đã trở về" in page
    behind = client.get("/cases/abroad/funnel/behind/?stage=abroad").content.decode()
    assert "1 người được đếm nhưng nằm ngoài quyền xem" in behind
    assert client.get("/cases/abroad/funnel/behind/?stage=x").status_code == 404
    assert client.get("/cases/abroad/funnel/?area=2100024").status_code == 404
    assert "Đang ở nước ngoài,1" in client.get("/cases/abroad/funnel/csv/").content.decode()
    assert "Không phát sinh" in client.get("/cases/abroad/funnel/?known=2020-01-01").content.decode()
    assert client.get("/cases/abroad/funnel/?period=2026-03&calendar=statistical").status_code == 200


def test_pages_ask_few_questions_however_long_the_list(client, django_assert_max_num_queries):
    with acting("receiver", COMMUNE) as staff:
        for number in range(12):
            an_entry(staff, facts=Facts(name=f"Hứa Thị Thử {number}"))
        entry = actions.screen_abroad(
            entry=returned(staff, an_entry(staff)), signs=Signs.NO, on=today(), version=2, by=staff
        )
        assert entry.state == AbroadState.SCREENED
    sign_in(client, "receiver", COMMUNE)
    for path in ("", f"{entry.code}/", "review/", "reviews/", "rounds/"):
        with django_assert_max_num_queries(20):
            assert client.get(f"/cases/abroad/{path}").status_code == 200
    sign_in(client, "head")
    with django_assert_max_num_queries(16):
        client.get("/cases/abroad/funnel/")
