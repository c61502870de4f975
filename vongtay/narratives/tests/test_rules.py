"""What a reading means: days, parts and repeats, undoing; and that cutting a text into pieces loses nothing of it."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.common.periods import parse_period, years_of
from vongtay.indicators.models import Apart
from vongtay.narratives import rules
from vongtay.narratives.models import Judgement, MarkState
from vongtay.narratives.reading import read_text


@pytest.mark.parametrize(
    ("named", "reported", "days"),
    [
        (None, "2026-H1", ("2025-12-15", "2026-06-14")), ("2026", "2026-H1", ("2025-12-15", "2026-06-14")),
        ("2025", "2026", ("2024-12-15", "2025-12-14")), ("2024..2026", "2026", ("2023-12-15", "2026-12-14")),
        ("2021..", "2026", ("2020-12-15", "2026-12-14")), ("2027..", "2026", ("2025-12-15", "2026-12-14")),
        ("2026-06-30", "2026", ("2026-06-30", "2026-06-30")), ("2026-02-31", "2026", ("2025-12-15", "2026-12-14")),
        ("năm qua", "2026", ("2025-12-15", "2026-12-14")), ("2026-06", "2026", ("2026-05-15", "2026-06-14")),
    ],
)  # fmt: skip
def test_a_period_read_in_the_text_stands_for_days(named, reported, days):
    assert rules.days_of(named, parse_period(reported)) == tuple(map(date.fromisoformat, days))


def test_a_year_within_a_stage_is_that_year():
    assert rules.days_of("2023", years_of(2021, 2025)) == (date(2022, 12, 15), date(2023, 12, 14))
    assert rules.days_of("2025", years_of(2021, 2025)) == (date(2024, 12, 15), date(2025, 12, 14))


def test_the_calendar_of_the_report_holds_for_the_periods_in_it():
    assert rules.days_of("2025", parse_period("2026", "statistical")) == (date(2025, 1, 1), date(2025, 12, 31))


def apart(text: str) -> list[str]:
    figures = read_text(text).figures
    return [rules.apart_of(figure, figures[:index], text) for index, figure in enumerate(figures)]


def test_parts_and_repeats_and_rises_are_kept_apart():
    assert apart("Năm 2026 tiếp nhận 6 nạn nhân, trong đó có 4 nạn nhân là nữ.") == ["", Apart.PART]
    assert apart("Năm 2026 phát 500 tờ rơi.\nTóm lại, năm 2026 phát 500 tờ rơi.") == ["", Apart.REPEAT]
    assert apart("Năm 2026 phát 500 tờ rơi.\nNgoài ra năm 2026 phát 300 tờ rơi.") == ["", ""]


@pytest.mark.parametrize(
    ("code", "sure", "state"),
    [
        ("comm.leaflet", 0.95, MarkState.SURE),
        ("comm.leaflet", 0.7, MarkState.UNSURE),
        ("other", 0.99, MarkState.UNSURE),
        (None, 1.0, MarkState.UNSURE),
    ],
)
def test_only_a_sure_figure_with_an_indicator_needs_no_second_look(code, sure, state):
    assert rules.first_state(code, sure) == state


def test_undoing_walks_back_over_what_was_undone():
    def acts(*names: str) -> list[Judgement]:
        return [Judgement(act=name, version=number) for number, name in enumerate(names, 2)]

    assert rules.to_undo(acts("accept", "reject")).act == "reject"
    assert rules.to_undo(acts("accept", "reject", "undo")).act == "accept"
    assert rules.to_undo(acts("accept", "reject", "undo", "undo")) is None
    assert rules.to_undo(acts("accept", "undo", "reject")).act == "reject"
    assert rules.to_undo([]) is None


@dataclass
class Marked:
    start: int
    end: int


texts = st.text(alphabet=st.sampled_from("ab é\n\r\u00a0Ỗ😀"), max_size=60)


@given(texts, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=6))
def test_the_pieces_of_a_text_are_the_text(text, spans):
    marked = [Marked(start, min(start + length, len(text))) for start, length in spans if start < len(text)]
    paragraphs = list(rules.paragraphs_of(text, marked))
    shown = "".join(piece.text for pieces in paragraphs for piece in pieces)
    assert "".join(shown.split()) == "".join(text.split())
    firsts = [piece.span for pieces in paragraphs for piece in pieces if piece.is_first]
    assert len({id(span) for span in firsts}) == len(firsts)


def test_a_mark_over_two_paragraphs_is_marked_in_both():
    (first, second) = rules.paragraphs_of("mười\nhai vụ", [Marked(0, 8)])
    assert [piece.text for piece in first + second if piece.span] == ["mười\n", "hai"]
    assert [piece.is_first for piece in first + second if piece.span] == [True, False]


def test_a_sentence_is_cut_out_around_its_quote():
    text = "Mở đầu.\nPhát 5 tờ rơi. Hết."
    assert rules.sentence_around(text, 13, 21, [8, 22]) == ("Phát ", "5 tờ rơi", ".")
    assert rules.sentence_around(text, 13, 21, [900, 22]) == ("Phát ", "5 tờ rơi", ". Hết.")
