"""Printed pages say what the code says."""

from vongtay.agencies.roles import Role
from vongtay.common.access import all_of, has_role
from vongtay.config import printed
from vongtay.config.commands import docs


def test_printed_pages_are_those_of_the_code():
    assert docs.stale() == [], "run `make docs` and commit what it wrote"


def test_a_page_that_differs_is_written_anew(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(docs, "FOLDER", tmp_path)
    (tmp_path / "settings.md").write_text("old")

    assert docs.main(["--check"]) == 1
    assert (tmp_path / "settings.md").read_text() == "old"
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    assert "VONGTAY_DATA" in (tmp_path / "settings.md").read_text()


def test_a_rule_is_printed_by_its_role_and_not_by_a_record():
    def leads(staff, record):
        return staff.body_id == record.lead_id and staff.body_id in record.bodies

    rule = all_of(leads, has_role(Role.DECIDER))

    assert [role for role in Role if printed.allows(rule, role)] == [Role.DECIDER]


def test_a_cell_cannot_break_its_table():
    assert printed.table(("a", "b"), [("x|y", "one\ntwo")]).splitlines()[-1] == "| x\\|y | one two |"
