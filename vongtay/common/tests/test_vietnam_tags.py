from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override
from lxml import etree

from vongtay.common.days import PartialDate
from vongtay.common.templatetags import vietnam


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2026, 3, 5), "05/03/2026"),
        (datetime(2026, 3, 4, 18, 0, tzinfo=UTC), "05/03/2026"),
        (PartialDate(1998, 3), "3/1998"),
        (None, ""),
        ("", ""),
    ],
)
def test_days_are_written_the_vietnamese_way(value, written):
    assert vietnam.vi_date(value) == written


def test_days_are_written_from_the_first_to_the_last_and_one_day_once():
    assert vietnam.vi_days(date(2026, 7, 1), date(2026, 7, 31)) == "01/07/2026–31/07/2026"
    assert vietnam.vi_days(date(2026, 7, 1), date(2026, 7, 1)) == "01/07/2026"


def test_a_moment_is_told_in_the_time_of_viet_nam():
    assert vietnam.vi_datetime(datetime(2026, 11, 24, 7, 32, tzinfo=UTC)) == "14:32 24/11/2026"
    assert vietnam.vi_when(date(2026, 11, 24)) == "24/11/2026"
    assert vietnam.vi_when(None) == ""


def test_numbers_follow_the_language_of_the_page():
    with override("vi"):
        assert vietnam.vi_number(1234567) == "1.234.567"
        assert vietnam.vi_number(Decimal("12.5"), 1) == "12,5"
    with override("en"):
        assert vietnam.vi_number(1234567) == "1,234,567"
    assert vietnam.vi_number(None) == ""


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1, seconds=5), "1 minute ago"),
        (timedelta(hours=3, minutes=5), "3 hours ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_how_long_ago_is_said_in_words(passed, said):
    with override("en"):
        assert vietnam.ago(timezone.now() - passed) == said


def test_what_is_long_ago_is_told_by_its_day():
    assert vietnam.ago(datetime(2019, 5, 6, 12, 0, tzinfo=UTC)) == "06/05/2019"


def test_a_code_keeps_its_colour_and_all_colours_are_used():
    assert vietnam.chip_colour("LS-2026-K7M2QD") == vietnam.chip_colour("LS-2026-K7M2QD")
    used = {vietnam.chip_colour(f"LS-2026-{n}") for n in range(400)}
    assert used == {f"chip-{n}" for n in range(1, 13)}


def test_an_icon_says_nothing_to_a_reader():
    drawn = vietnam.icon("folders", 18)
    root = etree.fromstring(drawn)
    assert (root.get("aria-hidden"), root.get("width"), root.get("stroke-width"), root.get("data-icon")) == (
        "true",
        "18",
        "1.75",
        "folders",
    )
    assert (root.get("viewBox"), root.get("stroke"), len(root) > 0) == ("0 0 24 24", "currentColor", True)


def test_a_filled_icon_is_filled():
    assert etree.fromstring(vietnam.icon("filled/star")).get("fill") == "currentColor"


def test_an_icon_that_does_not_exist_is_said():
    with pytest.raises(KeyError):
        vietnam.icon("no-such-icon")
