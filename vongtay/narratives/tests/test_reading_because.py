"""Why a figure was read as it was, in the words of its own text."""

import unicodedata

import pytest
from django.utils.translation import override

from vongtay.narratives.models import Mark
from vongtay.narratives.reading import read_text
from vongtay.narratives.reading.because import WAYS, Because, because
from vongtay.narratives.reading.rulebook import rules
from vongtay.narratives.views.reasons import SAID, reasons_of


def of(text: str, quote: str) -> tuple[Because, ...]:
    start = text.index(quote)
    [figure] = [row for row in read_text(text).figures if row.start <= start < row.end]
    return because(figure.rule, text, figure.start, figure.end, (figure.sentence_start, figure.sentence_end))


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Xã đã phát 250 tờ rơi tại chợ phiên.", "250", Because("thing")),
        ("Đồn đã thu giữ 12 đĩa của các đối tượng.", "12", Because("before", "thu giữ")),
        ("Huyện mở 04 buổi nói chuyện, có 320 người tham dự.", "320", Because("occasion")),
        ("Cả năm có 640 lượt người tham dự.", "640", Because("near", "tham dự")),
        ("Tiếp nhận 9 nạn nhân, trong đó có 4 nữ.", "4 nữ", Because("whole")),
    ],
)
def test_the_words_that_decide_are_those_of_the_text(text, quote, expected):
    assert expected in of(text, quote)


def test_text_in_separate_marks_gives_the_same_words():
    text = unicodedata.normalize("NFD", "Đồn đã thu giữ 12 đĩa của các đối tượng.")
    assert Because("before", "thu giữ") in of(text, "12")


def test_words_of_another_sentence_are_not_named():
    text = "Đồn đã thu giữ nhiều tài liệu. Xã đã phát 250 tờ rơi."
    assert of(text, "250") == (Because("thing"),)


def test_every_rule_has_something_to_say():
    for rule in {rule.id for kind in rules().values() for rule in kind} | set(WAYS):
        found = because(rule, "12 việc", 0, 2, (0, 7))
        assert found, rule
        assert {one.kind for one in found} <= set(SAID), rule


def test_a_rule_that_is_no_more_says_nothing():
    assert because("no.such.rule", "12 việc", 0, 2, (0, 7)) == ()


@pytest.mark.parametrize(
    ("read_as", "expected"),
    [
        ({"rule": "leaflet", "sure": 0.95}, "đọc theo: thứ được đếm (chắc 95%)"),
        ({"rule": "nil", "sure": 1.0}, "đọc theo: văn bản nói là không có"),
        ({"rule": "told.year", "sure": 0.6}, "đọc theo: thứ được đếm (chắc 60%)"),
        ({"rule": "split", "sure": None}, "tách ra bằng tay"),
        ({"rule": "no.such.rule", "sure": 0.5}, "chắc 50%"),
    ],
)
def test_a_mark_says_what_it_was_read_by_and_how_sure_that_is(read_as, expected):
    text = "Xã đã phát 250 tờ rơi."
    with override("vi"):
        assert reasons_of(Mark(start=11, end=21, read_as=read_as | {"sentence": [0, len(text)]}), text) == expected
