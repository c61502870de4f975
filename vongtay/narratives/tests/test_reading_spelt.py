"""Numbers written in words: when "một" counts and when it is an article."""

import pytest

from vongtay.narratives.reading import read_text


def quotes(text: str) -> list[str]:
    return [figure.quote for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mỗi chi hội tổ chức tối thiểu một buổi sinh hoạt.", ["tối thiểu một buổi sinh hoạt"]),
        ("Học sinh nhớ được ít nhất hai dấu hiệu.", ["ít nhất hai dấu hiệu"]),
        ("Tập huấn kỹ năng giúp chị em ít nhất một lần.", []),
        ("Công an xã tổ chức một buổi sinh hoạt.", []),
    ],
)
def test_what_a_norm_asks_at_least_is_a_count(text, expected):
    assert quotes(text) == expected


def test_the_first_of_a_series_counts_when_the_rest_is_told_in_the_next_sentence():
    text = "Theo lời khai, một người đi bằng hộ chiếu. 8 người còn lại đi đường mòn."
    assert quotes(text) == ["một người", "8 người"]


def test_those_who_did_it_together_with_somebody_are_counted():
    assert quotes("Hà bị bắt cùng ba đồng phạm. Cùng năm, tòa đã xét xử.") == ["ba đồng phạm"]


def test_one_person_alone_is_no_count():
    assert quotes("Theo lời khai, một người đi bằng hộ chiếu. Mọi người còn lại đi đường mòn.") == []


def test_one_person_after_workers_goes_on_with_the_series():
    text = "Trong đó, 6 người làm việc ở nhà máy, một người ở nông trại và một người ở chợ."
    assert quotes(text) == ["6 người làm việc", "một người", "một người"]


@pytest.mark.parametrize("place", ["thị xã Ba Đồn", "thị trấn Ba Đồn", "phường Hai Bà", "huyện Ba Bản"])
def test_a_numeral_that_begins_the_name_of_a_place_counts_nothing(place):
    assert quotes(f"Hội ra mắt câu lạc bộ tại {place} và tổ tự quản ở bản.") == []
    assert quotes("Toàn huyện ba đồn đã lập tổ.") == ["ba đồn"]


@pytest.mark.parametrize("way", ["hai dạng", "ba hình thức"])
def test_ways_under_which_something_is_done_bound_nothing(way):
    (figure,) = read_text(f"Việc ép buộc xảy ra dưới {way} khác nhau.").figures
    assert (figure.quote, figure.bound) == (way, "exact")
