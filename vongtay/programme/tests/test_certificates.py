"""The register of certificates of training: no number twice, no name at all, shown beside what was told."""

import io
import uuid
from datetime import date, timedelta

import pypdf
import pytest
from django.db import connection
from django.test import Client

from tests.cast import COMMUNE, OTHER_HEALTH, acting, sign_in
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import format_day, today
from vongtay.programme import actions as programme
from vongtay.programme.actions import certificates as actions
from vongtay.programme.models import CertificateRun
from vongtay.programme.queries import certificates as queries
from vongtay.programme.tests.test_training import DAY, held

pytestmark = pytest.mark.django_db


def given(by, row, first=1, last=9, key=None, on=DAY, sign="GCN-SYT"):
    return actions.give_certificates(
        key=key or uuid.uuid4(), activity=row, numbers=actions.Numbers(first, last, on, sign), by=by
    )


def test_numbers_are_entered_once_and_follow_each_other():
    with acting("case_worker") as by:
        row, key = held(by), uuid.uuid4()
        for _turn in range(2):
            run = given(by, row, key=key)
        assert (run.numbers, run.count, run.year) == ("1-9/GCN-SYT", 9, 2026)
        assert given(by, row, 12, 12, sign="/GCN").numbers == "12/GCN"
        assert queries.how_many(queries.runs(by, 2026)) == 10
        if today().year == 2026:
            assert queries.next_number(by) == (13, "GCN")


@pytest.mark.parametrize(
    ("first", "last", "on"), [(9, 12, DAY), (5, 5, DAY), (20, 19, DAY), (0, 3, DAY), (1, 20_000, DAY), (30, 31, DAY - timedelta(days=1)), (30, 31, date(2999, 1, 1))]
)  # fmt: skip
def test_a_number_given_already_or_that_can_not_be_is_refused(first, last, on):
    with acting("case_worker") as by:
        row = held(by)
        given(by, row)
        with pytest.raises(Refused):
            given(by, row, first, last, on=on)
        assert CertificateRun.objects.count() == 1


def test_another_sign_or_another_body_counts_for_itself():
    with acting("case_worker") as by:
        given(by, held(by))
        assert given(by, held(by), sign="CN").numbers == "1-9/CN"
    with acting("receiver", COMMUNE) as by:
        assert given(by, held(by)).count == 9


def test_taken_back_the_numbers_are_free_again():
    with acting("case_worker") as by:
        row = held(by)
        run = given(by, row)
        with pytest.raises(Refused):
            actions.withdraw_certificates(run=run, why=" ", version=1, by=by)
        with pytest.raises(Stale):
            actions.withdraw_certificates(run=run, why="Nhầm", version=7, by=by)
        taken = actions.withdraw_certificates(run=run, why="Nhầm lớp", version=1, by=by)
        with pytest.raises(WrongState):
            actions.withdraw_certificates(run=taken, why="Nhầm lớp", version=2, by=by)
        assert given(by, row).count == 9


def test_only_the_body_that_held_the_course_gives_and_only_while_it_stands():
    with acting("case_worker") as by:
        row = held(by)
        run = given(by, row)
    with acting("receiver", COMMUNE) as by:
        with pytest.raises(NotAllowed):
            given(by, row, 20, 21)
        with pytest.raises(NotAllowed):
            actions.withdraw_certificates(run=run, why="x", version=1, by=by)
        assert CertificateRun.objects.filter(pk=run.pk).update(withdrawn_why="x") == 0
        assert queries.how_many(queries.runs(by, 2026)) == 9
    with acting("verifier") as by, pytest.raises(NotAllowed):
        given(by, row, 20, 21)
    with acting("reporter", OTHER_HEALTH) as by:
        assert not queries.runs(by, 2026).exists()
    with acting("case_worker") as by:
        row = programme.take_back_activity(activity=row, version=row.version, why="Không mở lớp", by=by)
        with pytest.raises(WrongState):
            given(by, row, 20, 21)


def test_the_pages_enter_show_and_take_back(client):
    with acting("case_worker") as by:
        row = held(by)
    sign_in(client, "case_worker")
    own = f"/programme/training/{row.pk}/certificates/"
    assert f'href="{own}"' in client.get(f"/programme/activities/{row.pk}/").content.decode()
    sent = {"key": str(uuid.uuid4()), "first": "1", "last": "8", "sign": "GCN-SYT", "given_on": format_day(DAY)}
    wrong = client.post(own, sent | {"last": "0", "sign": "Ghi dở"})
    assert (wrong.status_code, "Ghi dở" in wrong.content.decode()) == (422, True)
    assert client.post(own, sent).status_code == 302
    page = client.get(f"/programme/activities/{row.pk}/").content.decode()
    assert "1-8/GCN-SYT" in page
    assert "9 giấy chứng nhận" in page  # told, beside eight numbers
    shown = client.get("/programme/training/certificates/?year=2026").content.decode()
    assert "1-8/GCN-SYT" in shown
    with acting("case_worker"):
        run = CertificateRun.objects.get()
    back = f"/programme/training/certificates/{run.pk}/back/"
    assert sign_in(Client(), "receiver", COMMUNE).get(back).status_code == 403
    assert client.post(back, {"version": 1, "why": "Nhầm"}).status_code == 302
    assert "1-8/GCN-SYT" not in client.get("/programme/training/certificates/?year=2026").content.decode()
    assert sign_in(Client(), "reporter", OTHER_HEALTH).get(own).status_code == 404
    assert sign_in(Client(), "administrator").get("/programme/training/certificates/").status_code == 403


def pages(content):
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def test_certificates_are_printed_for_names_that_are_kept_nowhere(caplog):
    with acting("case_worker") as by:
        run = given(by, held(by))
    browser = sign_in(Client(), "case_worker")
    address = f"/programme/training/certificates/{run.pk}/print/"
    assert "1-9/GCN-SYT" in browser.get(address).content.decode()
    answer = browser.post(address, {"first": "4", "names": "Lò Thị Ví Dụ; UBND xã Mẫu\n\nVàng A Thử"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    first, second = pages(answer.content)
    assert ("04/GCN-SYT" in first, "Lò Thị Ví Dụ" in first, "UBND xã Mẫu" in first) == (True, True, True)
    assert ("05/GCN-SYT" in second, "Vàng A Thử" in second, "Đơn vị công tác" in second) == (True, True, False)
    with acting("auditor"), connection.cursor() as cursor:
        cursor.execute("select details::text from audit_entry order by id desc limit 3")
        kept = " ".join(details for (details,) in cursor.fetchall())
    assert '"printed": 2' in kept
    assert "Ví Dụ" not in kept + caplog.text


@pytest.mark.parametrize(
    ("first", "names", "said"),
    [("8", "A\nB\nC", "3 tên"), ("10", "A", "từ 1 đến 9"), ("0", "A", "từ 1 đến 9"), ("1", " \n ", "Cần trả lời"), ("1", "A\n; xã", "Dòng 2"), ("1", "A" * 121, "Dòng 1")],
)  # fmt: skip
def test_names_without_a_number_or_without_a_name_are_refused_and_stay_typed(first, names, said):
    with acting("case_worker") as by:
        run = given(by, held(by))
    answer = sign_in(Client(), "case_worker").post(
        f"/programme/training/certificates/{run.pk}/print/", {"first": first, "names": names}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert names.strip().splitlines()[-1:] == [] or names.strip().splitlines()[-1] in page


def test_only_the_body_that_gave_them_prints_and_nothing_is_printed_of_what_was_taken_back():
    with acting("case_worker") as by:
        run = given(by, held(by))
        with pytest.raises(Refused):
            actions.print_certificates(run=run, first=9, names=[("A", ""), ("B", "")], by=by)
        run = actions.withdraw_certificates(run=run, why="Ghi nhầm", version=run.version, by=by)
        with pytest.raises(WrongState):
            actions.print_certificates(run=run, first=1, names=[("A", "")], by=by)
    with acting("receiver", COMMUNE) as by, pytest.raises(NotAllowed):
        actions.print_certificates(run=run, first=1, names=[("A", "")], by=by)


def test_the_register_shows_acts_to_whom_they_are_open_alone():
    with acting("case_worker") as by:
        run = given(by, held(by))
    for role, shown in (("case_worker", True), ("decider", False)):
        page = sign_in(Client(), role).get(f"/programme/training/certificates/?year={run.year}").content.decode()
        assert ("1-9/GCN-SYT" in page, f"{run.pk}/back/" in page, f"{run.pk}/print/" in page) == (True, shown, shown)
        assert "Ngày cấp" in page
