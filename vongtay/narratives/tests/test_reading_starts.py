"""Patterns are tried only where they can begin: what they begin with is told right, and no match is lost by it."""

import pytest

from vongtay.narratives.reading.exclusions import exclusions
from vongtay.narratives.reading.starts import NUMBER, starts_of
from vongtay.narratives.reading.text import fold, line_of, lines_of

REPORT = (
    'Từ ngày 5/3/2021 đến quý 2/2022, Đội 3 và xóm 7 (tổ dân phố 4) phát động "3 không"; lúc 8 giờ 30 phút họp lần thứ 2, '
    "vị trí số 1, điểm 4 Điều 12, theo Quyết định số 9/QĐ-UBND và Công văn 12/CV; trẻ dưới 16 tuổi, đường dây nóng 111 "
    "mở 24/7, mỗi tháng họp 2 lần, trong 5 năm; covid-19, 4.0, https://tin.example/9, a12@thu.example, bai3.html."
)


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        (r"(?:ngày|hôm nay)\s+\d", {"ngày", "hôm"}),
        (r"(?<!\d )tuổi \d|(?:độ tuổi)? nào|\d{1,2} giờ", None),
        (r"(?<!\d )tuổi \d|độ tuổi|\d{1,2} giờ", {"tuổi", "độ", NUMBER}),
        (r"(?:lần )?thứ \d", {"lần", "thứ"}),
        (r"(?:\d{1,3}|một|hai) người", {NUMBER}),
        (r"(?:trên|/) ?\d", {"trên", "/"}),
        (r"\"\s?(?:[|)(]|\d)", {'"'}),
        (r"views?: \d", None),
        (r"\S+@\S+", None),
    ],
)
def test_the_first_words_of_a_pattern_are_told(pattern, starts):
    assert starts_of(pattern) == (None if starts is None else frozenset(starts))


def test_every_match_of_every_exclusion_begins_where_it_is_tried():
    every = exclusions()
    tried = {item for items in (every.at_numbers, *every.at_words.values()) for item in items}
    assert len(tried) > 50
    (line,) = lines_of(fold(REPORT))
    begun = [
        (item.kind, line.text[match.start() :], line.token_at(match.start()))
        for item in tried
        for match in item.pattern.finditer(line.text)
    ]
    assert {kind for kind, _, _ in begun} >= {"date", "time", "age", "law", "name", "number", "ordinal", "phone"}
    for kind, rest, token in begun:
        assert rest.startswith(line.words[token]), (kind, rest[:30])


@pytest.mark.parametrize(
    "text", ["1 234, 5.678 và 12  345", "a1 b\t2", "(hai) ba:4", "½ ² Ⅷ 3", "x.y, z…", "1.2,", "đ.", "."]
)
def test_a_line_cut_at_its_spaces_has_the_tokens_of_one_looked_at_sign_by_sign(text):
    from_pieces = line_of(text).tokens
    from_signs = line_of(text.replace(" ", "\u2003")).tokens
    if "  " not in text and "1 2" not in text:
        assert from_pieces == from_signs
    assert [text[token.start : token.end] for token in from_pieces] == [token.text for token in from_pieces]
