from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vongtay.common.ages import (
    DEFAULT_BANDS,
    NOT_KNOWN,
    UNKNOWN,
    AgeError,
    AgePrecision,
    Answer,
    Bands,
    age_on,
    born_about,
    default_bands,
    stated_age,
    under_16_on,
    under_18_on,
    years_between,
)
from vongtay.common.days import PartialDate

DAY = date(2026, 6, 15)
BIRTHS = st.dates(date(1930, 1, 1), DAY)


@pytest.mark.parametrize(
    ("birth", "years", "lowest", "highest", "precision", "said"),
    [
        (PartialDate(2008, 6, 15), 18, 18, 18, AgePrecision.EXACT, "18 tuổi"),
        (PartialDate(2008, 6, 16), 17, 17, 17, AgePrecision.EXACT, "17 tuổi"),
        (PartialDate(2008, 5), 18, 18, 18, AgePrecision.EXACT, "18 tuổi"),
        (PartialDate(2008, 6), 17, 17, 18, AgePrecision.BY_YEAR, "17–18 tuổi"),
        (PartialDate(2008), 17, 17, 18, AgePrecision.BY_YEAR, "17–18 tuổi"),
        (PartialDate(2008, estimated=True), 18, 15, 20, AgePrecision.ESTIMATED, "khoảng 18 tuổi"),
        (PartialDate(2026), 0, 0, 0, AgePrecision.EXACT, "0 tuổi"),
        (None, None, None, None, AgePrecision.UNKNOWN, "chưa rõ tuổi"),
    ],
)
def test_age_with_what_is_known_of_the_birth(birth, years, lowest, highest, precision, said):
    age = age_on(birth, DAY)
    assert (age.years, age.lowest, age.highest, age.precision) == (years, lowest, highest, precision)
    assert str(age) == said


def test_a_birth_on_29_february_completes_its_year_on_1_march():
    assert years_between(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert years_between(date(2008, 2, 29), date(2026, 3, 1)) == 18
    assert years_between(date(2008, 2, 29), date(2024, 2, 29)) == 16


@given(birth=BIRTHS, later=st.integers(0, 20000), known=st.integers(1, 3), estimated=st.booleans())
def test_the_true_age_lies_in_the_range(birth, later, known, estimated):
    day = birth + timedelta(days=later)
    partial = PartialDate(*(birth.year, birth.month, birth.day)[:known], estimated=estimated)
    age = age_on(partial, day)
    assert age.lowest <= years_between(birth, day) <= age.highest
    assert age.lowest <= age.years <= age.highest


@given(birth=BIRTHS, known=st.integers(1, 3), day=st.dates(DAY, date(2040, 1, 1)))
def test_under_18_is_never_wrong_and_says_so_where_it_is_open(birth, known, day):
    assume((day - birth).days < 45000)
    answer = under_18_on(PartialDate(*(birth.year, birth.month, birth.day)[:known]), day)
    truth = Answer.YES if years_between(birth, day) < 18 else Answer.NO
    assert answer in (truth, Answer.UNKNOWN)
    if known == 3:
        assert answer is truth


def test_answers_at_the_edge():
    assert under_18_on(PartialDate(2008, 6, 16), DAY) is Answer.YES
    assert under_18_on(PartialDate(2008, 6, 15), DAY) is Answer.NO
    assert under_18_on(PartialDate(2008), DAY) is Answer.UNKNOWN
    assert under_18_on(PartialDate(2009), DAY) is Answer.YES
    assert under_18_on(PartialDate(2009, estimated=True), DAY) is Answer.UNKNOWN
    assert under_18_on(None, DAY) is Answer.UNKNOWN
    assert under_16_on(PartialDate(2010, 6, 15), DAY) is Answer.NO
    assert under_16_on(PartialDate(2010, 6, 16), DAY) is Answer.YES


def test_a_birth_that_cannot_be_is_refused():
    for birth, day in (
        (PartialDate(2027), DAY),
        (PartialDate(2026, 6, 16), DAY),
        (PartialDate(1900), date(2027, 1, 1)),
    ):
        with pytest.raises(AgeError):
            age_on(birth, day)


@given(years=st.integers(0, 80))
def test_a_stated_age_becomes_a_birth_that_gives_it_back(years):
    assert age_on(born_about(years, DAY), DAY) == stated_age(years)
    assert stated_age(years).years == years


@pytest.mark.parametrize("years", [-1, 126])
def test_an_age_that_cannot_be_is_refused(years):
    with pytest.raises(AgeError):
        stated_age(years)
    with pytest.raises(AgeError):
        born_about(years, DAY)


@given(years=st.integers(0, 125))
def test_each_age_lies_in_exactly_one_band(years):
    bands = default_bands()
    holding = [band for band in bands.bands if band.holds(years)]
    assert [band.code for band in holding] == [bands.code_of(years)]


def test_the_default_bands_and_their_edges():
    bands = default_bands()
    assert bands.codes == (*DEFAULT_BANDS, UNKNOWN)
    edges = {8: "0-8", 9: "9-15", 15: "9-15", 16: "16-17", 17: "16-17", 18: "18-20", 47: "39-47", 48: "48+"}
    assert {years: bands.code_of(years) for years in edges} == edges
    assert bands.code_of(NOT_KNOWN.years) == UNKNOWN
    assert [bands.label_of(code) for code in ("9-15", "48+", UNKNOWN)] == ["9–15 tuổi", "Từ 48 tuổi", "Chưa rõ tuổi"]
    with pytest.raises(AgeError):
        bands.code_of(-1)


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (["0-15", "17-17", "18+"], "bị bỏ sót"),
        (["1-15", "16-17", "18+"], "bị bỏ sót"),
        (["0-16", "16-17", "18+"], "bị tính hai lần"),
        (["0-17", "18+"], "bắt đầu từ 16"),
        (["0-15", "16+"], "bắt đầu từ 18"),
        (["0-15", "16-17", "18-30"], "để ngỏ"),
        (["0-15", "16-17", "18+", "30+"], "để ngỏ"),
        ([], "để ngỏ"),
        (["0-15", "16 và 17", "18+"], "Không đọc được"),
        (["0-15", "17-16", "18+"], "kết thúc trước"),
    ],
)
def test_a_wrong_list_of_bands_is_refused_with_the_reason(codes, told):
    with pytest.raises(AgeError, match=told):
        Bands.parse(codes)


def test_another_list_that_keeps_the_legal_breaks_is_taken():
    assert Bands.parse(["0-15", "16–17", "18+"]).codes == ("0-15", "16-17", "18+", UNKNOWN)
