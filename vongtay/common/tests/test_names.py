import hmac
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.common.names import MAX_WORDS, Reason, asked_tokens, rank, search_words, stored_tokens, why

KEY = bytes(range(32))
WORDS = ["Nguyễn", "Thị", "Lan", "Hương", "Đỗ", "Páo", "Giàng", "Thuý", "Ngọc", "Ước", "Quỳnh", "Vũ", "Kpă"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True).map(" ".join)
LETTERS = "abcdeghiklmnopqrstuvxy"


def found(asked, stored):
    """As the table would: round 1 asks for rows that contain, round 2 for rows that meet."""
    question, tokens = asked_tokens(asked, KEY), set(stored_tokens(stored, KEY))
    return (set(question.round1) <= tokens and bool(question.round1)) or bool(set(question.round2) & tokens)


@given(name=NAMES)
def test_a_name_finds_itself_in_round_1_in_any_order_marks_and_form(name):
    tokens = set(stored_tokens(name, KEY))
    turned = " ".join(reversed(name.split()))
    for asked in (name, turned, name.upper(), unicodedata.normalize("NFD", name), name.replace("Thuý", "Thúy")):
        assert set(asked_tokens(asked, KEY).round1) <= tokens


@given(name=NAMES, place=st.integers(0), letter=st.sampled_from(LETTERS))
def test_one_letter_wrong_missing_added_or_swapped_is_found(name, place, letter):
    words = list(search_words(name))
    at = place % len(words)
    word = words[at]
    cut = place // len(words) % len(word)
    wrong = [word[:cut] + letter + word[cut + 1 :], word[:cut] + letter + word[cut:]]
    if len(word) > 1:
        wrong.append(word[:cut] + word[cut + 1 :])
        wrong.append(word[:cut] + word[cut : cut + 2][::-1] + word[cut + 2 :])
    for other in wrong:
        typed = " ".join([*words[:at], other, *words[at + 1 :]])
        if len(search_words(typed)) == len(words) and other in search_words(typed):  # not read as Telex keys
            assert found(typed, name), typed
            assert found(name, typed), typed


@given(name=NAMES.filter(lambda name: len(name.split()) > 2), place=st.integers(0))
def test_a_word_missing_or_added_is_found(name, place):
    words = name.split()
    del words[place % len(words)]
    assert found(" ".join(words), name)
    assert found(name, " ".join(words))


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("Nguyễn Thị Lan", "Nguyễn Thi Lamh"),  # two letters
        ("Nguyễm Thị Lam", "Nguyễn Thị Lan"),  # a letter in each of two words
        ("Nguyễn Lam", "Nguyễn Thị Lan"),  # a letter and a word
        ("Nguyễn", "Nguyễn Thị Lan"),  # two words
        ("Lan", "Nguyễn Lan"),  # a single word of a longer name
        ("Trần Văn Nam", "Nguyễn Thị Lan"),
    ],
)
def test_two_slips_and_single_words_are_not_found(asked, stored):
    assert not found(asked, stored)


@pytest.mark.parametrize(
    ("asked", "stored"),
    [
        ("Nguyeexn Thij Lan", "Nguyễn Thị Lan"),
        ("Huỳnh Văn Nam", "Hoàng Văn Nam"),
        ("Võ Thị Hoa", "Vũ Thị Hoa"),
        ("Lý Thị Mỵ", "Lý Thị Mị"),
        ("HLinh Niê", "H’Linh  Niê"),
        ("Y Moan Êban", "Y-Moan Êban"),
    ],
)
def test_other_ways_to_write_a_name_are_found(asked, stored):
    assert found(asked, stored)


def test_no_stored_hash_is_of_a_single_word():
    def of_form(form):
        return int.from_bytes(hmac.digest(KEY, form.encode(), "sha256")[:4], "big", signed=True)

    for name in ("Nguyễn Thị Lan", "Nguyễn Lan"):
        for word in search_words(name):
            assert not {of_form(f"{kind}:{word}") for kind in "fon"} & set(stored_tokens(name, KEY))
    assert of_form("f:lan nguyen thi") in stored_tokens("Nguyễn Thị Lan", KEY), "the form that is hashed is known"


@given(name=st.text(max_size=400))
def test_any_text_gives_few_tokens_that_fit_the_column(name):
    tokens = stored_tokens(name, KEY)
    assert tokens == sorted(set(tokens))
    assert all(-(2**31) <= token < 2**31 for token in tokens)
    assert len(search_words(name)) <= MAX_WORDS
    assert bool(tokens) == bool(search_words(name))


def test_another_key_gives_other_tokens_and_a_short_one_is_refused():
    assert not set(stored_tokens("Nguyễn Thị Lan", KEY)) & set(stored_tokens("Nguyễn Thị Lan", KEY[::-1]))
    with pytest.raises(ValueError, match="32 byte"):
        stored_tokens("Nguyễn Thị Lan", b"short")


def test_an_empty_question_finds_nothing_and_one_word_wants_a_second_fact():
    for empty in ("", "  ", "-"):
        assert asked_tokens(empty, KEY).round1 == asked_tokens(empty, KEY).round2 == stored_tokens(empty, KEY) == []
    assert asked_tokens("Lan", KEY).needs_second_fact
    assert not asked_tokens("Lan Hương", KEY).needs_second_fact


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("Nguyễn Thị Thuý", (Reason.SAME,)),
        ("NGUYỄN THỊ THÚY", (Reason.SAME,)),
        ("Nguyễn Thi Thủy", (Reason.MARKS,)),
        ("Thúy Nguyễn Thị", (Reason.ORDER,)),
        ("Thuy Nguyen Thi", (Reason.ORDER, Reason.MARKS)),
        ("Nguyễn Thị Thúi", (Reason.I_OR_Y,)),
        ("Nguyễn Thị Thúyn", (Reason.LETTER,)),
        ("Nguyễn Thị Tuhý", (Reason.LETTER,)),
        ("Nguyễn Thúy", (Reason.MISSING,)),
        ("Nguyễn Thị Kim Thúy", (Reason.EXTRA,)),
        ("Nguyễn Thị Hoa", (Reason.NEAR,)),
        ("Trần Văn Nam", (Reason.NEAR,)),
    ],
)
def test_a_match_says_why(name, reasons):
    assert why("Nguyễn Thị Thúy", name) == reasons


def test_telex_slips_and_regional_names_say_why():
    assert why("Nguyeexn Thij Lan", "Nguyễn Thị Lan") == (Reason.MARKS,)
    assert why("Võ Thị Hoa", "Vũ Thị Hoa") == (Reason.REGION,)


def test_candidates_are_ranked_best_first_and_cut():
    asked = asked_tokens("Nguyễn Thị Lan", KEY)
    names = ["Nguyễn Thị Lam", "Nguyen Thi Lan", "Nguyễn Thị Lan", "Trần Văn Nam", "Lan Thị Nguyễn", "Nguyễn Thị Lan"]
    matches = rank(asked, enumerate(names), limit=5)
    assert [match.id for match in matches[:2]] == [2, 5], "namesakes keep the order given"
    assert {match.id for match in matches[2:4]} == {1, 4}
    assert matches[4].id == 0
    assert matches[0].score == 110
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert matches[4].explanation == "sai một chữ cái"
    assert not any("Lan" in match.explanation for match in matches)
    assert rank(asked, []) == []
