"""The pages of the reporting calendar: who sees which, what they say, what rubbish makes of them, and how often they ask the database."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting, body
from vongtay.papers.actions import Upload
from vongtay.reports.models import Obligation, Submission, SubmissionLine
from vongtay.reports.tests.submitting import PERIOD, PNG, an_obligation, approved, said, sent, value
from vongtay.reports.tests.world import claim, signed_in

pytestmark = pytest.mark.django_db


def of(row, name="report_of", code=COMMUNE, period=PERIOD, **more):
    return reverse(
        f"reports:{name}", kwargs={"obligation_id": row.pk, "period": period, "body_id": body(code).pk} | more
    )


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def filled(client, url, **answers):
    """What the form would send: its hidden fields as they stand, and these answers."""
    form = client.get(url).context["form"]
    hidden = {name: form[name].value() for name in ("key", "post", "version")}
    return hidden | {"narrative": ""} | answers


ANSWERS = {
    "answer_0": "nil", "value_0": "", "answer_1": "value", "value_1": "trên 300", "answer_2": "none", "value_2": "",
}  # fmt: skip


class TestSettingUp:
    def test_the_asking_body_sets_up_changes_and_ends(self):
        client = signed_in("reporter")
        assert "Chưa có báo cáo nào phải nộp" in page(client, "/reports/calendar/")
        form = {
            "key": uuid.uuid4(), "title": "Báo cáo năm", "province": "2100020", "owes": "communes", "calendar": "administrative", "period_kind": "year",
            "begins_on": "01/01/2025", "speaks": "area", "indicators": ["comm.event"], "due_rule": "month_day", "due_number": "20", "asked_sign": "1/SYT",
            "asked_on": "05/01/2026",
        }  # fmt: skip
        assert client.post("/reports/calendar/new/", form | {"due_number": ""}).status_code == 422
        done = client.post("/reports/calendar/new/", form)
        row = Obligation.objects.get()
        assert done.url == reverse("reports:obligation", args=[row.pk])
        assert "năm 2025" in page(client, done.url).lower()
        url = reverse("reports:change_obligation", args=[row.pk])
        assert client.post(url, form | {"version": 1, "title": "Khác"}).status_code == 302
        assert client.post(url, form | {"version": 1, "title": "Muộn"}).status_code == 422
        url = reverse("reports:end_obligation", args=[row.pk])
        assert client.post(url, {"version": 2, "ended_on": "31/12/2025", "why": ""}).status_code == 422
        assert client.post(url, {"version": 2, "ended_on": "31/12/2025", "why": "Hết hiệu lực"}).status_code == 302

    @pytest.mark.parametrize(
        "field",
        [
            "key",
            "province",
            "owes",
            "calendar",
            "period_kind",
            "begins_on",
            "speaks",
            "indicators",
            "due_rule",
            "due_number",
            "owing_kind",
            "owing_body",
        ],
    )
    def test_rubbish_in_any_field_gets_a_sentence(self, field):
        client = signed_in("reporter")
        form = {"key": uuid.uuid4(), "title": "x", "owes": "kind", field: "\u0000<rubbish>\u202e" + "9" * 400}
        assert client.post("/reports/calendar/new/", form).status_code in (400, 422)
        assert not Obligation.objects.exists()


class TestWriting:
    def test_what_is_known_is_filled_in_and_a_draft_is_kept_and_sent(self):
        row = an_obligation()
        with acting("receiver", COMMUNE) as staff:
            values = {
                "area_id": 2306184,
                "body": body(COMMUNE),
                "source_kind": "activity",
                "source_id": uuid.uuid4(),
                "recorded_by_id": staff.post_id,
            }
        claim("comm.leaflet", 120, first=date(2026, 4, 2), last=date(2026, 4, 2), **values)
        client = signed_in("receiver", COMMUNE)
        assert of(row) in page(client, "/reports/calendar/")
        assert of(row) in page(client, "/")
        url = of(row, "write_report")
        assert 'value="120"' in page(client, url)
        form = filled(client, url, **ANSWERS)
        for _turn in range(2):
            assert client.post(url, form | {"do": "save", "value_2": "", "answer_2": ""}).status_code == 302
        assert Submission.objects.count() == 1
        assert "Bản nháp" in page(client, of(row))
        form = filled(client, url, **ANSWERS)
        done = client.post(url, form | {"do": "send"})
        assert done.url == of(row)
        lines = {line.indicator_id: line.answer for line in SubmissionLine.objects.all()}
        assert sorted(lines.values()) == ["nil", "none", "value"]
        assert "ít nhất 300" in page(client, of(row))
        assert client.get(url).status_code == 302

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("value_1", "0"),
            ("value_1", "không có"),
            ("value_1", "nhiều"),
            ("value_1", "5 thùng"),
            ("value_1", "9" * 30),
            ("value_0", "4"),
            ("answer_2", "rác"),
            ("version", "-1"),
            ("key", "x"),
        ],
    )
    def test_what_can_not_be_read_is_refused_and_everything_typed_stays(self, name, text):
        row, client = an_obligation(), signed_in("receiver", COMMUNE)
        url = of(row, "write_report")
        answer = client.post(url, filled(client, url, **ANSWERS) | {name: text, "narrative": "Giữ lại", "do": "send"})
        assert answer.status_code == 422
        assert "Giữ lại" in answer.content.decode()
        assert not Submission.objects.exists()

    def test_a_stale_draft_shows_what_the_other_wrote_and_keeps_both(self):
        row, client = an_obligation(), signed_in("receiver", COMMUNE)
        url = of(row, "write_report")
        mine, theirs = filled(client, url, **ANSWERS), filled(client, url, **ANSWERS)
        assert client.post(url, theirs | {"do": "save", "value_1": "450"}).status_code == 302
        answer = client.post(url, mine | {"do": "save"})
        assert answer.status_code == 422
        told = answer.content.decode()
        assert "450" in told
        assert "trên 300" in told
        again = {name: answer.context["form"][name].value() for name in ("key", "post", "version")}
        assert client.post(url, mine | again | {"do": "save"}).status_code == 302
        assert Submission.objects.get().version == 2

    def test_nothing_arose_in_all_is_one_tick_and_stands_on_the_board(self):
        row, client = an_obligation(), signed_in("receiver", COMMUNE)
        url = of(row, "write_report")
        client.post(url, filled(client, url) | {"all_nil": "on", "do": "send"})
        board = page(signed_in("reporter"), reverse("reports:board", args=[row.pk, PERIOD]) + "?show=nil")
        assert of(row) in board
        assert len(board.split("<tr>")) == 3  # the heading and one body

    def test_a_paper_of_another_body_is_entered_by_the_receiving_one(self):
        row, client = an_obligation(), signed_in("reporter")
        url = of(row, "write_report", "LS.UBND.05977")
        form = filled(client, url, **ANSWERS)
        assert client.post(url, form | {"do": "send"}).status_code == 422
        paper = {"sign": "15/BC-UBND", "dated_on": "15/06/2026", "arrived_on": "16/06/2026"}
        assert client.post(url, form | paper | {"do": "send"}).status_code == 302
        shown = page(client, of(row, code="LS.UBND.05977"))
        assert "15/BC-UBND" in shown
        assert "approve/" not in shown  # a second person approves


class TestDeciding:
    def test_returned_corrected_approved_and_corrected_again(self):
        row = an_obligation()
        first = sent(row)
        head = signed_in("head")
        assert of(row) in page(head, "/")
        url = reverse("reports:return_submission", args=[first.pk])
        assert head.post(url, {"version": first.version, "reason": ""}).status_code == 422
        assert head.post(url, {"version": first.version, "reason": "Thiếu <b>lớp</b>"}).status_code == 302
        assert "Thiếu &lt;b&gt;" in page(signed_in("receiver", COMMUNE), of(row, "write_report"))
        assert "ít nhất 300" in page(head, of(row))  # what was sent, not what is half corrected
        first.refresh_from_db()
        again = sent(row, said(courses=value(2)), key=first.pk, version=first.version)
        url = reverse("reports:approve_submission", args=[again.pk])
        assert head.post(url, {"version": first.version}).status_code == 422
        page(head, url)
        assert head.post(url, {"version": again.version}).status_code == 302
        second = approved(row, said(350, why="Đếm lại"))
        shown = page(head, of(row))
        assert "<del>ít nhất 300</del>" in shown
        assert "Đếm lại" in shown
        old = page(head, reverse("reports:submission", args=[first.pk]))
        assert "Bản trước" in old
        source = SubmissionLine.objects.filter(submission=second).first().source
        assert head.get(reverse("reports:submission_source", args=[source])).url == reverse(
            "reports:submission", args=[second.pk]
        )
        assert "350" in page(head, of_code(row))

    def test_a_file_is_opened_by_both_bodies_and_nobody_else(self):
        row = sent(an_obligation(), said(uploads=[Upload("bao-cao.png", PNG)]))
        with acting("receiver", COMMUNE):
            file = row.files.get()
        url = reverse("reports:submission_file", args=[row.pk, file.pk])
        assert signed_in("head").get(url).content == PNG
        assert signed_in("receiver", COMMUNE).get(url).status_code == 200
        assert signed_in("reporter", OTHER_HEALTH).get(url).status_code == 404
        assert signed_in("receiver", "LS.DBP.HN").get(url).status_code == 404


def of_code(row):
    return reverse(
        "reports:report_behind",
        kwargs={"obligation_id": row.pk, "period": PERIOD, "body_id": body(COMMUNE).pk, "code": "comm.leaflet"},
    )


def pages_of(row, submission):
    return [
        reverse("reports:obligation", args=[row.pk]), reverse("reports:board", args=[row.pk, PERIOD]), reverse("reports:board_csv", args=[row.pk, PERIOD]),
        of(row), of_code(row), reverse("reports:submission", args=[submission.pk]), reverse("reports:change_obligation", args=[row.pk]),
        reverse("reports:approve_submission", args=[submission.pk]), reverse("reports:return_submission", args=[submission.pk]),
        of(row, "write_report"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("reporter", OTHER_HEALTH),
        ("receiver", "LS.DBP.HN"),
        ("receiver", "BN.UBND.07210"),
        ("case_worker", HEALTH),
        ("auditor", HEALTH),
        ("clerk", HEALTH),
    ],
)
def test_others_find_no_page(role, code):
    row = an_obligation()
    submission = sent(row)
    client = signed_in(role, code)
    for url in pages_of(row, submission):
        assert client.get(url).status_code == 404, url


def test_the_owing_body_finds_no_board_and_decides_nothing():
    row = an_obligation()
    submission = sent(row)
    client = signed_in("receiver", COMMUNE)
    found = {url: client.get(url).status_code for url in pages_of(row, submission)}
    assert sorted(found.values()).count(200) == 3  # its report, the version, the rows behind
    assert client.post(reverse("reports:approve_submission", args=[submission.pk]), {"version": 1}).status_code == 404


@pytest.mark.parametrize("period", ["2026", "2026-Q9", "2019-Q1", "x", "2026-q2", "2026-H1"])
def test_a_period_that_is_not_owed_is_missing(period):
    row, client = an_obligation(), signed_in("reporter")
    for name in ("board", "board_csv"):
        assert client.get(reverse(f"reports:{name}", args=[row.pk, period])).status_code == 404
    assert client.get(of(row, period=period)).status_code == 404


def test_a_moment_that_is_none_is_said_on_the_board_and_no_file_is_made_of_it():
    row = an_obligation()
    client, of_period = signed_in("reporter"), {"args": [row.pk, PERIOD]}
    wrong = page(client, reverse("reports:board", **of_period) + "?known=hôm qua")
    assert "Thời điểm này không đọc được" in wrong
    assert 'value="hôm qua"' in wrong
    assert client.get(reverse("reports:board_csv", **of_period) + "?known=hôm qua").status_code == 404


def test_the_board_counts_filters_and_exports():
    row = an_obligation()
    approved(row)
    client = signed_in("statistician")
    url = reverse("reports:board", args=[row.pk, PERIOD])
    shown = client.get(url)
    counts = shown.context["counts"]
    assert (counts.received, counts.approved, counts.late) == (1, 1, 1)
    assert counts.expected == counts.received + counts.missing > 50
    assert client.get(url + "?show=approved&q=đồng đăng").context["n_rows"] == 1
    assert client.get(url + "?show=rubbish&q=zzz").context["n_rows"] == 0
    lines = client.get(url.rstrip("/") + ".csv?show=approved").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    nobody = an_obligation(of={"owes": "kind", "kind": "labour_department"}, due_rule="", due_number=None)
    empty = page(client, reverse("reports:board", args=[nobody.pk, PERIOD]))
    assert "không có đơn vị nào phải nộp" in empty
    assert "%" not in empty.split('id="counts"')[1].split("</main>")[0]


@pytest.mark.parametrize(("name", "most"), [("board", 16), ("obligation", 14)])
def test_pages_of_many_bodies_ask_a_few_times(django_assert_max_num_queries, name, most):
    row = an_obligation()
    approved(row)
    client = signed_in("reporter")
    url = reverse(f"reports:{name}", args=[row.pk, PERIOD] if name == "board" else [row.pk])
    client.get(url)
    with django_assert_max_num_queries(most):
        assert client.get(url).status_code == 200


def test_pages_of_one_report_ask_a_few_times(django_assert_max_num_queries):
    row = an_obligation()
    approved(row)
    client = signed_in("receiver", COMMUNE)
    for url in (of(row), of(row, "write_report"), "/reports/calendar/"):
        client.get(url)
        with django_assert_max_num_queries(30):
            assert client.get(url).status_code == 200
