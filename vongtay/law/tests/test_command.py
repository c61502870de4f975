"""The command line as a person or another program meets it."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from vongtay.law.command import main
from vongtay.law.shapes import Override, Unit

ENTRY = Override(
    rule_id="L53.R1.police_answer", limit=10, unit=Unit.CALENDAR_DAYS, article="Điều 3", instrument="Văn bản thử",
    valid_from=date(2025, 8, 1), entered_by="a", signed_off_by="b", signed_off_at=datetime(2025, 8, 1, tzinfo=UTC),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule_id", "day", "printed"),
    [
        ("L53.R1.first_check", "2025-07-01", "2025-07-04"),
        ("L53.R1.notify_health", "2025-07-06", "2025-07-06"),
        ("L53.R1.police_answer", "2025-07-01", "unset"),
        ("L53.R1.first_support", "2025-07-01", "unset"),
        ("L53.R1.first_check", "2025-06-30", "unset"),
        ("L66.R1.police_answer", "2025-06-30", "2025-07-21"),
    ],
)
def test_due_prints_a_day_or_unset(capsys, rule_id, day, printed):
    assert main(["due", rule_id, day]) == 0
    assert capsys.readouterr().out == printed + "\n"


@pytest.mark.parametrize(
    "words",
    [
        ["due", "L53.R1.none", "2025-07-01"],
        ["due", "L53.R1.first_check", "2025-02-30"],
        ["due", "L53.R1.first_check", "1/7/2025"],
        ["due", "L53.R1.first_check", "9999-12-31"],
    ],
)
def test_a_wrong_rule_or_day_is_one_sentence_and_status_2(capsys, words):
    assert main(words) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.count("\n") == 1
    assert words[1] in error or words[2] in error


@pytest.mark.parametrize("words", [["due"], ["rules", "--yaml"], ["nonsense"]])
def test_words_that_are_not_understood_show_how_to_write_them(capsys, words):
    assert main(words) == 2
    assert "Cách dùng" in capsys.readouterr().err


def test_rules_as_json_hold_every_field(capsys):
    assert main(["rules", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    fields = {"id", "regime", "route", "step", "actor", "limit", "unit", "from", "to", "article", "confidence"}
    assert all(fields <= set(row) for row in rows.values())
    check = rows["L53.R1.first_check"]
    assert (check["limit"], check["unit"], check["from"], check["to"]) == (3, "calendar_days", "2025-07-01", None)
    answer = rows["L53.R1.police_answer"]
    assert (answer["limit"], answer["unit"], answer["article"], answer["unset"]) == (None, None, None, True)
    assert rows["L66.R1.police_answer"]["to"] == "2025-06-30"


def test_rules_as_a_table_say_what_has_no_basis(capsys):
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[0] == "Mã"
    police = next(line for line in lines if line.startswith("L53.R1.police_answer "))
    assert "chưa có căn cứ" in police
    assert "thông lệ" in police
    assert any(line.startswith("L53.R1.first_check ") and "3 ngày (*)" in line for line in lines)


def test_entries_of_a_legal_officer_come_through_the_loader(capsys):
    assert main(["due", "L53.R1.police_answer", "2025-08-04"], loader=lambda: [ENTRY]) == 0
    assert capsys.readouterr().out == "2025-08-14\n"


def test_check_says_that_the_data_are_sound_or_what_is_wrong(capsys, tmp_path):
    assert main(["check"]) == 0
    assert "Dữ liệu hợp lệ" in capsys.readouterr().out
    assert main(["check", str(tmp_path)]) == 1
    assert "Cách sửa" in capsys.readouterr().err


def test_it_runs_by_itself_without_django():
    code = "import sys; from vongtay.law.command import main; main(['due', 'L53.R1.first_check', '2025-07-01']); "
    code += "assert 'django' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "2025-07-04\n"
