"""Boards: narrowed by their address, read as a chart, a map, a table and a file; a table of one's own saved and opened again."""

import re
import uuid

from playwright.sync_api import expect

from tests.journeys.officer import Officer

LANG_SON = 2100020


def number_of(words: str) -> int:
    return int(words.replace(".", ""))


def test_the_head_narrows_the_board_and_opens_what_lies_behind_a_number(officer):
    # Given the head of the department, whose day begins with a way to the board
    head: Officer = officer("lanhdao")
    head.goes_to("/").page.get_by_role("link", name="Tình hình công việc").click()
    expect(head.page.get_by_role("heading", level=1)).to_have_text("Bảng theo dõi")

    # When the board is narrowed to women
    whole = number_of(
        head.page.locator("#months tfoot td").last.inner_text()
        or head.page.locator("#months tfoot td").last.text_content()
    )
    head.page.select_option("#sex", "female")
    head.page.get_by_role("button", name="Xem", exact=True).click()
    assert "sex=female" in head.page.url
    head.page.locator("#months summary").click()
    women = number_of(head.page.locator("#months tfoot td").last.text_content() or "")
    assert 0 < women < whole

    # Then the number opens as many persons, and the file says the same
    with head.page.expect_download() as taken:
        head.page.locator("#months .chart__caption a").click()
    lines = taken.value.path().read_text("utf-8-sig").splitlines()
    assert sum(int(line.split(",")[-1]) for line in lines[1:]) == women
    head.page.locator("#months tfoot td").last.get_by_role("link").click()
    expect(head.page.get_by_role("heading", level=1)).to_contain_text(str(women))


def test_an_area_of_the_map_is_reached_by_the_keyboard(officer):
    # Given the map of persons received
    head: Officer = officer("lanhdao")
    head.goes_to(f"/reports/boards/map/?area={LANG_SON}")
    area = head.page.locator("a.map__area").first
    said = area.get_attribute("aria-label")

    # When the keyboard goes on from the button of the filter
    head.page.get_by_role("button", name="Xem", exact=True).focus()
    for _turn in range(6):
        head.page.keyboard.press("Tab")
        if head.page.evaluate("document.activeElement.classList.contains('map__area')"):
            break
    assert head.page.evaluate("document.activeElement.getAttribute('aria-label')") == said

    # Then it opens the area, and the table beside has the same number
    number = re.search(r"^(.+): (\d+)$", said or "")
    assert number
    expect(head.page.locator("#map-table tbody tr", has_text=number[1])).to_contain_text(number[2])
    head.page.keyboard.press("Enter")
    expect(head.page.get_by_role("heading", level=1)).to_contain_text(number[2])


def test_a_table_of_ones_own_is_saved_and_opened_again(officer):
    # Given a table by route and sex
    reporter: Officer = officer("baocao")
    reporter.goes_to("/reports/tables/")
    reporter.page.select_option("[name=rows]", "route")
    reporter.page.select_option("[name=columns]", "sex")
    reporter.page.get_by_role("button", name="Lập bảng").click()
    total = reporter.page.locator("#table tfoot td").last.text_content()

    # When it is saved under a name
    name = f"Theo diện {uuid.uuid4().hex[:6]}"
    reporter.page.get_by_label("Tên bảng").fill(name)
    reporter.page.locator("#save").get_by_role("button", name="Lưu").click()
    expect(reporter.page.get_by_role("heading", level=1)).to_have_text(name)

    # Then it opens again from the list, counted anew; what can't be crossed says so
    reporter.goes_to("/reports/tables/").page.get_by_role("link", name=name).click()
    expect(reporter.page.locator("#table tfoot td").last).to_have_text(str(total))
    reporter.page.select_option("[name=columns]", "route")
    reporter.page.get_by_role("button", name="Lập bảng").click()
    expect(reporter.page.get_by_text("trùng nhau").first).to_be_visible()
