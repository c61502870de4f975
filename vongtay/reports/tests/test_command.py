"""`vongtay report`: prints a table or JSON, writes drafts, says in one sentence what is wrong, and is logged."""

import json
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from docx import Document

from tests.cast import acting
from vongtay.agencies.models import Place
from vongtay.common.periods import half_of
from vongtay.papers.instruments import Cited, Details
from vongtay.programme.actions.documents import Entered, enter_document
from vongtay.programme.actions.risk import Judged, assess_risk
from vongtay.reports.command import main
from vongtay.reports.tests.world import claim, received, shift

pytestmark = pytest.mark.django_db
WORDS = ["--body", "LS.SYT", "--period", "2026-H1"]


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.WORLD = "demo"


def test_it_prints_a_table_in_vietnamese(capsys):
    received(date(2026, 1, 10), sex="female")
    claim("comm.leaflet", 5000, bound="at_least", first=half_of(2026, 1).first, last=half_of(2026, 1).last)
    assert main(WORDS) == 0
    text = capsys.readouterr().out
    for wanted in (
        "báo cáo 6 tháng đầu năm 2026",
        "kỳ báo cáo hành chính",
        "Theo giới tính",
        "Tờ rơi, tờ gấp: ít nhất 5.000 tờ",
        "Chưa có số liệu",
    ):
        assert wanted in text


def test_risk_by_area_stands_in_part_one_with_the_key_areas_that_nothing_reached(tmp_path, capsys):
    with acting("reporter") as by:
        decision = enter_document(
            entered=Entered(
                Cited("quyết định", "9/QĐ-UBND", "Địa bàn trọng điểm", "UBND tỉnh", date(2026, 1, 5)), Details()
            ),
            by=by,
        )
        border = Judged(
            Place.objects.get(pk=2306184),
            date(2026, 2, 3),
            3,
            "Nhiều đường mòn qua biên giới.",
            "Phức tạp dịp Tết",
            is_key=True,
            decision=decision,
        )
        assess_risk(key=uuid.uuid4(), judged=border, by=by)
        assess_risk(
            key=uuid.uuid4(),
            judged=replace(border, area=Place.objects.get(pk=2100020), level=1, is_key=False, decision=None),
            by=by,
        )
    assert main([*WORDS, "--docx", str(tmp_path / "bc.docx")]) == 0
    text = capsys.readouterr().out
    for wanted in (
        "2 địa bàn; 1 nguy cơ cao; 1 nguy cơ thấp.",
        "Xã Đồng Đăng, địa bàn trọng điểm, nguy cơ cao (đánh giá ngày 03/02/2026): Nhiều đường mòn qua biên giới. Dự báo: Phức tạp dịp Tết.",
        "chưa ghi nhận hoạt động truyền thông, tập huấn nào trong kỳ: 1 (Xã Đồng Đăng).",
    ):
        assert wanted in text
    written = " ".join(paragraph.text for paragraph in Document(tmp_path / "bc.docx").paragraphs)
    assert written.index("TÌNH HÌNH") < written.index("Nhiều đường mòn") < written.index("CHỈ ĐẠO")
    claim("comm.leaflet", 300, first=date(2026, 3, 1), last=date(2026, 3, 1), area_id=2306184)
    assert main([*WORDS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["risk"]["06184"]["reached"] is True
    assert main(WORDS) == 0
    assert "Mọi địa bàn trọng điểm đều có hoạt động" in capsys.readouterr().out


def test_json_gives_the_numbers_and_the_two_calendars_differ(capsys):
    received(date(2025, 12, 20))
    found = []
    for calendar in ("administrative", "statistical"):
        assert main([*WORDS, "--json", "--calendar", calendar]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert [one["persons"]["received"] for one in found] == [1, 0]
    assert [one["first"] for one in found] == ["2025-12-15", "2026-01-01"]
    for one in found:
        assert one["persons"]["received"] == sum(value for code, value in one["persons"].items() if code != "received")


def test_a_past_moment_gives_the_numbers_of_then(capsys):
    shift(received(date(2026, 1, 10)), days=10)
    received(date(2026, 1, 11))
    then = timezone.localtime(timezone.now() - timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    assert main([*WORDS, "--json", "--as-known-on", then]) == 0
    assert json.loads(capsys.readouterr().out)["persons"]["received"] == 1


def test_drafts_are_written_without_a_number(tmp_path, capsys):
    assert main([*WORDS, "--docx", str(tmp_path / "a.docx"), "--pdf", str(tmp_path / "a.pdf")]) == 0
    assert (tmp_path / "a.docx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"
    with acting("reporter"), connection.cursor() as cursor:
        cursor.execute("select count(*) from papers_paper")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    "words",
    [
        ["--body", "XX.YY", "--period", "2026"], ["--body", "LS.SYT", "--period", "2026-H3"], ["--body", "LS.CAT", "--period", "2026"],
        [*WORDS, "--area", "24"], [*WORDS, "--area", "nowhere"], [*WORDS, "--as-known-on", "2999-01-01T00:00"], [*WORDS, "--as-known-on", "hôm qua"],
        [*WORDS, "--pdf", "/nowhere/a.pdf"],
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(words, capsys):
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("vongtay report: ")
    assert said.err.count("\n") == 1


def test_a_commune_is_named_by_its_code(capsys):
    assert main([*WORDS, "--area", "06184", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["area"]["code"] == "06184"


def test_it_runs_in_the_world_of_the_installation_alone(settings, capsys):
    settings.WORLD = "real"
    assert main(WORDS) == 2
    assert "real" in capsys.readouterr().err


def test_it_is_logged_as_the_reporter(capsys):
    assert main(WORDS) == 0
    with acting("auditor"), connection.cursor() as cursor:
        cursor.execute("select role, body_code from audit_entry where act = 'reports.compile_by_command'")
        assert cursor.fetchall() == [("reporter", "LS.SYT")]


def test_help_needs_no_database(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "--as-known-on" in capsys.readouterr().out
