"""Forty figures confirmed by keys alone, two officers over one report, and the same page without a script."""

import re
import uuid
from typing import Any

from playwright.sync_api import expect

from tests.journeys.officer import Officer

COMMUNES = ("Bản Lau", "Nậm Nhọt", "Suối Thầu", "Pha Đin", "Tà Cạ", "Mường Sai", "Huổi Pinh", "Nà Ngoi")
STROKES = 80
# Invented for these journeys: five figures of each commune. The last line differs each time, since a file is read once only.
OF_COMMUNE = (
    "Xã {name} tổ chức {n} hội nghị tuyên truyền cho {people} lượt người tham dự, phát {leaflets} tờ rơi, treo {banners} băng rôn; "
    "đài truyền thanh xã phát {turns} buổi phát thanh."
)
PAIRED = """Sáu tháng đầu năm 2026, huyện phát 4.100 tờ rơi, treo 18 băng rôn.
Kinh phí hỗ trợ 120 triệu đồng, 350 nghìn đồng.
Tiếp nhận 5 nạn nhân, trong đó có 4 nạn nhân là nữ, 3 nạn nhân là nam.
"""


def hands_in(reader: Officer, text: str) -> Officer:
    letters = uuid.uuid4().hex[:6].translate(str.maketrans("0123456789", "ghijklmnop"))
    file = {"name": "bao-cao.txt", "mimeType": "text/plain", "buffer": f"{text}\nBản lưu {letters}\n".encode()}
    reader.goes_to("/readings/upload/").page.set_input_files("[name=file]", [file])
    reader.page.select_option("[name=period]", "2026-H1")
    return reader.chooses("body", "Sở Y tế").chooses("area", "Lạng Sơn").sends()


class Keys:
    """A keyboard that counts its strokes."""

    def __init__(self, page: Any) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1


def state_of(reader: Officer, state: str) -> Any:
    return reader.page.locator(f".item--{state}")


def current(reader: Officer) -> str:
    return reader.page.locator("[data-item][aria-current=true]").get_attribute("data-item") or ""


def test_a_report_of_forty_figures_is_confirmed_by_keys_alone(officer):
    # Given a report of eight communes with five figures each
    lines = [
        OF_COMMUNE.format(
            name=name, n=nth + 3, people=nth * 37 + 210, leaflets=nth * 110 + 650, banners=nth + 12, turns=nth + 21
        )
        for nth, name in enumerate(COMMUNES)
    ]
    reader = hands_in(officer("baocao"), "\n".join(["Sáu tháng đầu năm 2026", *lines]))
    figures = reader.page.locator("[data-item]")
    expect(figures).to_have_count(40)

    # When one is corrected, one rejected and taken back, and all are accepted, without a mouse
    keys = Keys(reader.page)
    first = current(reader)
    keys.press("e")
    expect(reader.page.locator(f"#i-{first} [name=value]")).to_be_focused()
    keys.press("9", "Enter")
    expect(reader.page.locator(f"#i-{first}.item--corrected .item__value")).to_have_text("9")
    keys.press("j", "x")
    expect(state_of(reader, "rejected")).to_have_count(1)
    keys.press("z")
    expect(state_of(reader, "rejected")).to_have_count(0)
    keys.press(*["a"] * 39)
    expect(state_of(reader, "accepted")).to_have_count(39)
    with reader.page.expect_navigation():
        keys.press("c")

    # Then all forty are on record
    expect(reader.page.locator(".item__figure")).to_have_count(40)
    assert keys.count <= STROKES


def test_figures_are_merged_and_split_by_keys_and_taken_back(officer):
    # Given a report in which one amount was read as two, and parts are more than their whole
    reader = hands_in(officer("baocao"), PAIRED)
    figures = reader.page.locator("[data-item]")
    expect(figures).to_have_count(7)
    expect(reader.page.locator(".item__misfit")).to_contain_text("7")

    # When the amount takes in the next one
    keys = Keys(reader.page)
    money = reader.page.locator("[data-item]", has_text="120.000.000")
    money.locator(".item__what").click()
    with reader.page.expect_navigation():
        keys.press("m")

    # Then it is one figure, and undoing brings both back
    expect(figures).to_have_count(6)
    expect(reader.page.locator("[data-item][aria-current=true] .item__value")).to_have_text("120.350.000")
    with reader.page.expect_navigation():
        keys.press("z")
    expect(figures).to_have_count(7)


def test_two_officers_over_one_report_never_overwrite_each_other(officer):
    # Given two officers of one department who look at the same report
    one, two = officer("baocao"), officer("baocao")
    hands_in(one, PAIRED)
    two.goes_to(re.sub(r"#.*", "", one.page.url.removeprefix(one.site)))
    mark = current(one)
    assert current(two) == mark

    # When both judge the same figure
    one.page.keyboard.press("x")
    expect(one.page.locator(f"#i-{mark}.item--rejected")).to_be_visible()
    two.page.keyboard.press("a")

    # Then the second one is told, and what the first one said stands
    expect(two.page.locator(f"#i-{mark}.item--rejected .notice")).to_be_visible()
    expect(one.goes_to(one.page.url.removeprefix(one.site)).page.locator(f"#i-{mark}.item--rejected")).to_be_visible()


def test_the_page_works_without_a_script(officer):
    # Given a browser that runs no script
    reader = officer("baocao", scripts=False)
    hands_in(reader, PAIRED)
    money = reader.page.locator("[data-item]", has_text="120.000.000")

    # When a figure is accepted, and the amount is merged with the next one
    reader.page.locator("[data-item]").first.get_by_role("button", name=re.compile("Chấp nhận")).click()
    expect(state_of(reader, "accepted")).to_have_count(1)
    money.get_by_role("button", name="Gộp với số sau").click()

    # Then both are done
    expect(reader.page.locator("[data-item]")).to_have_count(6)
