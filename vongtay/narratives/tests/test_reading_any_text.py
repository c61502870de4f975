"""The reader never fails, its offsets always match the text, and the way of writing letters changes nothing."""

import sys
import tracemalloc
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vongtay.narratives.reading import Reading, read_text

PIECES = st.sampled_from(
    [
        "Năm", "2023", ",", ".", ";", ":", "/", "-", "(", ")", "%", "\t", "\n", "1.234",
        "02", "3/10", "12", "hai", "mươi", "năm", "vụ", "đối", "tượng", "nạn", "nhân", "người", "tờ", "rơi",
        "trên", "gần", "đồng", "triệu", "lần", "lượt", "là", "ngày", "5/3", "không", "có", "nào", "Kế", "hoạch",
        "số", "5/KH-UBND", "của", "UBND", "tỉnh", "hoà", "hòa", "uỷ", "“", "”", "\xa0", "\u200b", "\xad", "İ",
        "ﬁ",
    ]
)  # fmt: skip
REPORT = (
    "Năm 2023, xã Hoà Bình mở 12 hội nghị cho 1.400 người; treo 35 băng rôn.\n"
    "Uỷ ban tiếp nhận 3 nạn nhân, trong đó 2 nữ. Chưa xảy ra vụ nào khác.\n"
    "Căn cứ Quyết định số 9/QĐ-UBND ngày 2/1/2023."
)


def assert_offsets(text: str) -> Reading:
    reading = read_text(text)
    for found in (*reading.figures, *reading.nil, *reading.documents):
        assert text[found.start : found.end] == found.quote
        assert found.quote
    for figure in reading.figures:
        assert figure.sentence_start <= figure.start < figure.end <= figure.sentence_end
    return reading


def content(reading: Reading) -> tuple:
    def same(word: str | None) -> str | None:
        return word and unicodedata.normalize("NFC", word)

    return (
        [(same(f.quote), f.value, f.value_high, f.bound, f.unit, f.code, f.period, f.rule) for f in reading.figures],
        [(same(n.quote), n.code, n.period) for n in reading.nil],
        [(same(d.quote), d.type, d.number, d.issuer, d.date) for d in reading.documents],
    )


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_unicode_is_read_without_failing(text):
    assert_offsets(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_mix_of_report_words_keeps_its_offsets(pieces):
    assert_offsets(" ".join(pieces))


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_composed_and_decomposed_letters_give_the_same_answer(pieces):
    text = " ".join(pieces)
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert content(assert_offsets(composed)) == content(assert_offsets(decomposed))


def test_a_stray_mark_after_words_that_lost_theirs_is_read():
    assert [figure.quote for figure in assert_offsets("Xã có 12 to roi \u0301 va nhieu hon").figures] == ["12 to roi"]


def test_a_report_reads_the_same_however_its_letters_are_stored():
    composed = content(assert_offsets(REPORT))
    assert len(composed[0]) == 5
    assert content(assert_offsets(unicodedata.normalize("NFD", REPORT))) == composed


def test_no_break_spaces_and_soft_hyphens_stay_in_the_quote():
    text = "Xã phát 1\u00a0500\u00a0tờ\u00a0rơi và 12 băng\u00ad rôn"
    quotes = [figure.quote for figure in assert_offsets(text).figures]
    assert quotes == ["1\u00a0500\u00a0tờ\u00a0rơi", "12 băng\u00ad rôn"]


def test_both_habits_of_placing_the_tone_mark_are_one_word():
    assert (
        read_text("Mở 3 khoá tập huấn").figures[0].code
        == read_text("Mở 3 khóa tập huấn").figures[0].code
        == "train.course"
    )


def test_a_line_without_end_is_read_whole():
    figures = assert_offsets("Xã phát 10 tờ rơi, " * 2_000).figures
    assert len(figures) == 2_000
    assert_offsets("1" * 20_000)


def disguised(text: str, marks: list[str]) -> str:
    """Write a text as programs store it: letters taken apart, ends of lines of Windows, marks that nobody sees."""
    for mark in marks:
        text = {
            "nfd": lambda t: unicodedata.normalize("NFD", t),
            "crlf": lambda t: t.replace("\n", "\r\n"),
            "bom": lambda t: f"\ufeff{t}",
            "nbsp": lambda t: t.replace(" ", "\u00a0"),
            "narrow": lambda t: t.replace(" ", "\u202f"),
            "joiner": lambda t: t.replace("n", "n\u200d"),
            "soft": lambda t: t.replace("h", "h\u00ad"),
            "zero": lambda t: t.replace(" ", "\u200b "),
        }[mark](text)
    return text


DISGUISES = st.lists(
    st.sampled_from(["nfd", "crlf", "bom", "nbsp", "narrow", "joiner", "soft", "zero"]), unique=True, max_size=5
)


@settings(max_examples=80, deadline=None)
@given(DISGUISES)
def test_a_disguised_report_gives_the_same_figures_at_its_own_offsets(marks):
    plain = [(f.value, f.value_high, f.bound, f.code, f.period) for f in read_text(REPORT).figures]
    reading = assert_offsets(disguised(REPORT, marks))
    assert [(f.value, f.value_high, f.bound, f.code, f.period) for f in reading.figures] == plain
    assert len(reading.nil) == 1


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30), DISGUISES)
def test_any_mix_keeps_its_offsets_in_any_disguise(pieces, marks):
    assert_offsets(disguised(" ".join(pieces), marks))


NOTHING = st.tuples(
    st.sampled_from(["Không", "Chưa", "không", "chưa"]),
    st.sampled_from(["phát hiện", "xảy ra", "ghi nhận", "tiếp nhận", "có"]),
    st.sampled_from(["vụ", "nạn nhân", "trường hợp", "tin báo", "vụ việc"]),
    st.sampled_from(["nào", "", "mua bán người nào"]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(NOTHING, min_size=1, max_size=4))
def test_what_did_not_happen_is_never_a_figure(said):
    reading = assert_offsets(". ".join(" ".join(words).strip() for words in said) + ".")
    assert reading.figures == ()
    assert len(reading.nil) == len(said)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_no_statement_of_nil_overlaps_a_figure(pieces):
    reading = assert_offsets(" ".join(pieces))
    assert not [(n, f) for n in reading.nil for f in reading.figures if n.start < f.end and f.start < n.end]


def work_of(text: str) -> int:
    """Count the calls that reading a text takes: what a clock would tell, without the clock."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read_text(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "piece",
    ["7", "12 ", "(", "()", "5%", "1/", "5/6 ", "5\t", '"', "vụ", "5 vụ và ", "năm 2023, ", "không có ", "\u0301",
     "\u200b", "Số vụ\n", "a\t1\n", "1.", "từ năm 2020 đến ", "Kế hoạch số ", "5 người, ", "Lào (5), ", "so với (5 vụ ", '"5 vụ", ông nói ',
     "năm 2023 có 5 vụ/6 người. "],
)  # fmt: skip
def test_twice_the_text_takes_twice_the_work(piece):
    read_text(REPORT)
    once, twice = (work_of((piece * length)[:length]) for length in (12_000, 24_000))
    assert twice < 3 * once + 1_000


def memory_of(text: str) -> int:
    """Give how many bytes reading a text holds at most."""
    tracemalloc.start()
    try:
        read_text(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "piece", ["II. Công tác phối hợp\n", "Các ngành chủ động nắm tình hình địa bàn, tuyến biên giới. "]
)
def test_a_longer_text_holds_no_more_than_its_letters(piece):
    """Lines are let go once they are read: each heading kept the one above it, and with it all of them."""
    read_text(REPORT)
    once, twice = (memory_of((piece * length)[:length]) for length in (50_000, 100_000))
    copies = 8  # of the text, as given and folded, at two bytes for a letter
    assert twice - once < 2 * copies * 50_000


@pytest.mark.parametrize("piece", ["8", "(", "[{(", "chữ "])
def test_a_megabyte_of_one_sign_on_one_line_is_read(piece):
    assert assert_offsets((piece * 1_000_000)[:1_000_000]).figures == ()


@pytest.mark.parametrize(
    ("seen", "value"), [("1O0 tờ rơi", 100), ("l2 hội nghị", 12), ("2.5OO tờ rơi", 2500), ("3l buổi tuyên truyền", 31)]
)
def test_a_scanners_letters_among_digits_are_read_as_digits(seen, value):
    reading = assert_offsets(f"Năm 2023, xã có {seen}.")
    assert [(figure.value, figure.quote) for figure in reading.figures] == [(value, seen)]
