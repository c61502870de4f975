"""Data that can't be right are refused with file, rule, field, problem and cure; the same data set right are read."""

import shutil

import pytest

from vongtay.law.schema import HERE, load_law
from vongtay.law.tables import LawDataError

RULE = """
[[rule]]
id = "L53.R1.probe"
routes = ["R1"]
step = "probe"
title = "Probe"
title_vi = "Thử"
actors = ["commune"]
starts = [{ event = "received" }]
limit = 5
unit = "working_days"
limit_confidence = "A"
unit_confidence = "A"
article = "Điều 1"
confidence = "A"
"""


@pytest.fixture
def load(tmp_path):
    shutil.copytree(HERE / "regimes", tmp_path / "regimes")

    def _load(extra="", change=("", "")):
        path = tmp_path / "regimes" / "L53.toml"
        text = (HERE / "regimes" / "L53.toml").read_text(encoding="utf-8")
        head, tail = text.split("# Evidence: the nine", 1)
        path.write_text((head + extra + "\n# Evidence: the nine" + tail).replace(*change), encoding="utf-8")
        return load_law(tmp_path / "regimes", HERE / "vocabulary.toml")

    return _load


def _faults(load, **kwargs):
    with pytest.raises(LawDataError) as caught:
        load(**kwargs)
    return caught.value.faults


def test_a_sound_rule_is_read(load):
    assert "L53.R1.probe" in {rule.id for rule in load(RULE).rules()}


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ('"working_days"', '"weeks"', "unit"),
        ('unit = "working_days"\n', "", "unit"),
        ("limit = 5\n", "", "unit"),
        ("limit = 5", "limit = -5", "limit"),
        ("limit = 5", 'limit = "soon"', "limit"),
        ("limit = 5", 'limit = "now"', "unit"),
        ('limit_confidence = "A"', 'limit_confidence = "C"', "limit"),
        ('limit_confidence = "A"', 'limit_confidence = "signed"', "limit_confidence"),
        ('limit_confidence = "A"\n', "", "limit_confidence"),
        ('unit_confidence = "A"\n', "", "unit_confidence"),
        ('["commune"]', '["village"]', "actors"),
        ('["commune"]', "[]", "actors"),
        ('"received"', '"imagined"', "event"),
        ('starts = [{ event = "received" }]\n', "", "starts"),
        ('article = "Điều 1"\n', "", "article"),
        ('article = "Điều 1"\n', 'article = "Điều 1"\ncustomary = true\n', "limit"),
        ('\nconfidence = "A"', '\nconfidence = "C"', "customary"),
        ('\nconfidence = "A"', '\nconfidence = "Z"', "confidence"),
        ('\nconfidence = "A"\n', "\n", "confidence"),
        ('step = "probe"\n', "", "step"),
        ('title_vi = "Thử"', "title_vi = 3", "title_vi"),
        ("limit = 5", "limit = 5\nvalid_from = 2020-01-01", "valid_from"),
        ("limit = 5", "limit = 5\nvalid_from = 2027-01-01\nvalid_to = 2026-01-01", "valid_to"),
        ("limit = 5", 'limit = 5\nvalid_from = "2027"', "valid_from"),
        ("limit = 5", "limit = 5\nlimmit = 6", "limmit"),
        ("limit = 5", 'limit = 5\nlimit_state = "unset"', "limit_state"),
        ('"L53.R1.probe"', '"L53.R4.probe"', "id"),
        ('["R1"]', '["R9"]', "routes"),
        ('confidence = "A"\n', 'confidence = "A"\nopen_points = ["seven"]\n', "open_points"),
    ],
)
def test_a_rule_that_can_not_be_right_is_refused(load, old, new, name):
    assert old in RULE
    faults = _faults(load, extra=RULE.replace(old, new, 1))
    fault = next(fault for fault in faults if fault.name == name)
    assert fault.file == "L53.toml"
    assert "probe" in fault.where
    assert fault.problem
    assert fault.cure


def test_an_unset_limit_must_say_why(load):
    bare = RULE
    for line in ("limit = 5\n", 'unit = "working_days"\n', 'limit_confidence = "A"\n', 'unit_confidence = "A"\n'):
        bare = bare.replace(line, "")
    assert {fault.name for fault in _faults(load, extra=bare)} == {"open_points"}
    assert load(bare + 'open_points = ["U1"]\n')


def test_the_same_id_twice_is_refused(load):
    names = {fault.name for fault in _faults(load, extra=RULE + RULE.replace('step = "probe"', 'step = "other"'))}
    assert names == {"id"}


def test_two_answers_for_one_step_on_one_day_are_refused_and_two_in_turn_are_not(load):
    second = RULE.replace("R1.probe", "R1.probe_later")
    assert {fault.name for fault in _faults(load, extra=RULE + second)} == {"valid_from"}
    first = RULE + "valid_to = 2026-12-31\n"
    assert load(first + second + "valid_from = 2027-01-01\n")


def test_two_laws_on_one_day_are_refused(load):
    change = ("valid_from = 2025-07-01", "valid_from = 2025-06-30")
    assert "chồng thời gian" in _faults(load, change=change)[0].problem


def test_all_faults_are_told_at_once_with_a_cure_each(load):
    faults = _faults(load, extra=RULE.replace('"working_days"', '"weeks"').replace('["commune"]', '["village"]'))
    assert {"unit", "actors"} <= {fault.name for fault in faults}
    assert all("Cách sửa" in str(fault) for fault in faults)


def test_evidence_that_is_short_of_the_number_that_the_law_has_is_refused(load):
    assert {fault.name for fault in _faults(load, change=("total = 9", "total = 10"))} == {"source"}


def test_broken_syntax_and_an_empty_folder_are_said_plainly(load, tmp_path):
    assert "TOML" in _faults(load, extra="= =")[0].problem
    (tmp_path / "none").mkdir()
    with pytest.raises(LawDataError, match="không có tệp nào"):
        load_law(tmp_path / "none", HERE / "vocabulary.toml")
