"""What a questionnaire may be, which questions are asked, what the answers add up to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.questionnaires.comparing import differences
from vongtay.questionnaires.scoring import asked, band_of, open_questions, score
from vongtay.questionnaires.shapes import (
    Band,
    Choice,
    Condition,
    Fault,
    Kind,
    Question,
    Questionnaire,
    Section,
    dumped,
    faults_of,
    parsed,
)
from vongtay.questionnaires.shipped import shipped

FREE = Question("q1", "Được tự do đi lại?", score=2)
WHY = Question("q2", "Vì sao?", Kind.ONE, choices=(Choice("a1", "Bị canh giữ", 3), Choice("a2", "Bị dọa", 1)),
               shown_if=(Condition("q1", ("no", "unknown")),))  # fmt: skip
WHO = Question(
    "q3",
    "Ai?",
    Kind.MANY,
    choices=(Choice("a1", "Chủ", 1), Choice("a2", "Người lạ", 4)),
    shown_if=(Condition("q2", ("a1",)),),
)
SHAPE = Questionnaire(
    "Xin chào.", (Section("Đi lại", (FREE, WHY, WHO)),), (Band("b1", "Chưa thấy", 0), Band("b2", "Có", 3))
)


def test_a_questionnaire_comes_back_from_json_as_it_was():
    assert parsed(dumped(SHAPE)) == SHAPE
    assert faults_of(SHAPE) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"words": " "}, Fault.NO_WORDS),
        ({"kind": Kind.ONE, "choices": (Choice("a1", "Một"),)}, Fault.FEW_CHOICES),
        ({"kind": Kind.ONE, "choices": (Choice("a1", "Một"), Choice("a1", "Hai"))}, Fault.SAME_CHOICE),
        ({"kind": Kind.NUMBER, "low": 5, "high": 1}, Fault.EMPTY_RANGE),
        ({"shown_if": (Condition("q2", ("a1",)),)}, Fault.LATER_QUESTION),
    ],
)
def test_what_can_not_be_asked_is_named_with_its_question(change, fault):
    changed = SHAPE.with_question(replace(FREE, **change))
    assert ("q1", fault) in faults_of(changed)


def test_a_condition_names_an_answer_that_the_question_has():
    assert ("q2", Fault.OTHER_ANSWER) in faults_of(
        SHAPE.with_question(replace(WHY, shown_if=(Condition("q1", ("maybe",)),)))
    )
    assert ("q2", Fault.OTHER_ANSWER) in faults_of(SHAPE.with_question(replace(WHY, shown_if=(Condition("q1", ()),))))
    words = SHAPE.with_question(replace(FREE, kind=Kind.TEXT))
    assert ("q2", Fault.OPEN_QUESTION) in faults_of(words)


def test_a_questionnaire_needs_a_question_and_bands_that_cover_every_score():
    assert ("", Fault.NO_QUESTION) in faults_of(Questionnaire())
    high = replace(SHAPE, bands=(Band("b1", "Có", 2),))
    assert ("", Fault.NO_LOWEST_BAND) in faults_of(high)
    below = replace(SHAPE.with_question(replace(FREE, score=-4)), bands=(Band("b1", "Có", 0),))
    assert ("", Fault.NO_LOWEST_BAND) in faults_of(below)
    twice = replace(SHAPE, bands=(Band("b1", "Có", 0), Band("b2", "Nhiều", 0)))
    assert ("", Fault.SAME_BAND) in faults_of(twice)


@pytest.mark.parametrize(
    ("answers", "kept", "points"),
    [
        ({"q1": "yes", "q2": "a1", "q3": ["a1", "a2"]}, {"q1"}, 2),
        ({"q1": "no", "q2": "a1", "q3": ["a1", "a2"]}, {"q1", "q2", "q3"}, 8),
        ({"q1": "unknown", "q2": "a2", "q3": ["a1"]}, {"q1", "q2"}, 1),
        ({"q1": "no", "q2": "unknown", "q3": ["a1"]}, {"q1", "q2"}, 0),
        ({"q2": "a1"}, set(), 0),
    ],
)
def test_only_what_is_asked_counts(answers, kept, points):
    assert set(asked(SHAPE, answers)) == kept
    assert score(SHAPE, answers) == points


def test_open_questions_are_those_that_are_asked_and_not_answered():
    assert [each.code for each in open_questions(SHAPE, {})] == ["q1"]
    assert [each.code for each in open_questions(SHAPE, {"q1": "no"})] == ["q2"]
    assert open_questions(SHAPE, {"q1": "yes"}) == []


def test_the_band_is_the_highest_that_the_score_reaches():
    assert [band_of(SHAPE, points).code for points in (0, 2, 3, 99)] == ["b1", "b1", "b2", "b2"]
    assert band_of(replace(SHAPE, bands=()), 5) is None


def test_what_changed_between_editions_is_told_question_by_question():
    assert not differences(SHAPE, SHAPE)
    more = Question("q4", "Còn gì nữa?", Kind.TEXT)
    after = replace(
        SHAPE, sections=(Section("Đi lại", (replace(FREE, words="Đi lại được không?"), WHO, more)),), bands=()
    )
    told = differences(SHAPE, after)
    assert ([each.code for each in told.added], [each.code for each in told.removed]) == (["q4"], ["q2"])
    assert [(old.words, new.words) for old, new in told.changed] == [("Được tự do đi lại?", "Đi lại được không?")]
    assert told.scoring_changed
    assert not told.order_changed


@pytest.mark.parametrize("held", list(shipped()), ids=lambda held: held.code)
def test_what_is_shipped_can_be_used_and_names_its_source(held):
    assert faults_of(parsed(held.content)) == []
    assert held.source


ANY = st.fixed_dictionaries(
    {}, optional={"q1": st.sampled_from(["yes", "no", "unknown"]), "q2": st.sampled_from(["a1", "a2", "unknown"]),
                  "q3": st.lists(st.sampled_from(["a1", "a2", "unknown"]), unique=True)},
)  # fmt: skip


@given(ANY)
def test_asking_again_with_what_was_kept_keeps_the_same(answers):
    kept = asked(SHAPE, answers)
    assert asked(SHAPE, kept) == kept
    assert score(SHAPE, kept) == score(SHAPE, answers)
    assert not set(kept) & {each.code for each in open_questions(SHAPE, answers)}
