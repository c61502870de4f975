"""Reports: one that was handed in is read and judged, one of our own is made; each number leads to where it comes from."""

import re
import uuid

from playwright.sync_api import expect

from tests.journeys.officer import Officer

LANG_SON = 2100020
# Invented for this journey. Its last line differs each time: the same file is read once only.
REPORT = """BÁO CÁO
Công tác phòng, chống mua bán người sáu tháng đầu năm 2026

Trong kỳ, ngành y tế tổ chức 14 buổi truyền thông tại các xã biên giới, phát trên 4.500 tờ rơi.
Tiếp nhận 5 nạn nhân, trong đó có 3 nạn nhân là nữ.
Trong kỳ không phát sinh vụ mua bán người nào.
Bản lưu {number}
"""


def hands_in(reporter: Officer) -> str:
    """Hand in the report, and give the address of what was read in it."""
    letters = uuid.uuid4().hex[:6].translate(str.maketrans("0123456789", "ghijklmnop"))
    file = {"name": "bao-cao.txt", "mimeType": "text/plain", "buffer": REPORT.format(number=letters).encode()}
    reporter.goes_to("/readings/upload/").page.set_input_files("[name=file]", [file])
    reporter.page.select_option("[name=period]", "2026-H1")
    reporter.chooses("body", "Sở Y tế").chooses("area", "Lạng Sơn").sends()
    return reporter.page.url.removeprefix(reporter.site)


def marked(reader: Officer, words: str) -> str:
    """Give the key of the mark on these words."""
    key = reader.page.locator("[data-mark]", has_text=words).first.get_attribute("data-mark")
    assert key
    return key


def test_a_report_is_read_judged_by_keys_and_put_on_record(officer):
    # Given the half-yearly report of the department, handed in as a text file
    reader = officer("baocao")
    hands_in(reader)

    # Then each figure is marked in its sentence, with its bound in words
    leaflets, gatherings, people = (marked(reader, words) for words in ("4.500 tờ rơi", "14 buổi", "5 nạn nhân"))
    expect(reader.page.locator(f"#i-{leaflets} .item__value")).to_have_text("ít nhất 4.500")

    # When the first is corrected, the second accepted and another rejected, by keys alone
    def comes_to(key: str) -> None:
        for _turn in range(20):
            if reader.page.locator(f"#i-{key}[aria-current=true]").count():
                return
            reader.page.keyboard.press("j")
        raise AssertionError(key)

    comes_to(gatherings)
    reader.page.keyboard.press("e")
    reader.page.locator(f"#i-{gatherings} [name=value]").fill("15")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(f"#i-{gatherings}.item--corrected .item__value")).to_have_text("15")
    comes_to(leaflets)
    reader.page.keyboard.press("a")
    expect(reader.page.locator(f"#i-{leaflets}.item--accepted")).to_be_visible()
    comes_to(people)
    reader.page.keyboard.press("x")
    expect(reader.page.locator(f"#i-{people}.item--rejected")).to_be_visible()

    # Then two figures go on record, and each leads back to its sentence
    confirm = reader.page.locator("#reading-confirm button")
    expect(confirm).to_contain_text("2")
    with reader.page.expect_navigation():
        confirm.click()
    expect(reader.page.locator(f"#i-{people} .item__figure")).to_have_count(0)
    reader.page.locator(f"#i-{gatherings} .item__figure").click()
    reader.sees("15", "ngành y tế tổ chức 14 buổi truyền thông")


def persons_on(reader: Officer) -> list[int]:
    """Read the persons of the report: received, then the four parts."""
    shown = reader.page.locator("#persons .figure__value").all_inner_texts()
    return [int(re.match(r"[\d.]*\d", text)[0].replace(".", "")) for text in shown]


def test_a_report_is_made_and_issued_and_a_statistician_sees_figures_alone(officer):
    # Given the reporter of the department, and the year of the demo world; of the half-year before it holds a draft already
    reporter = officer("baocao").goes_to(f"/reports/{LANG_SON}/administrative/2026/")
    received, *parts = persons_on(reporter)
    assert received == sum(parts) > 0

    # When a number is opened, it gives codes, and says how many cases lie outside one's rights
    reporter.page.locator("#persons a").first.click()
    behind = reporter.main.locator("a.code-chip").count()
    told = reporter.main.locator(".notice").all_inner_texts()
    assert behind + sum(int(found) for text in told for found in re.findall(r"(\d+) hồ sơ", text)) == received

    # And the report is drafted and issued, once what it lacks was shown
    reporter.goes_to(f"/reports/{LANG_SON}/administrative/2026/official/")
    reporter.main.get_by_role("button", name="Soạn thảo").click()
    reporter.main.get_by_role("link", name="Ban hành báo cáo").click(timeout=60_000)
    expect(reporter.page.locator("#missing li").first).to_be_visible()
    reporter.page.on("dialog", lambda question: question.accept())
    reporter.sends()
    reporter.main.get_by_role("link", name="Đã ban hành").click(timeout=60_000)

    # Then it has a number, its figures are frozen, and both files open
    expect(reporter.page.locator("h1")).to_contain_text(re.compile(r"\d{2,}/BC-SYT"))
    expect(reporter.page.locator("#as-issued .figure__value").first).to_have_text(str(received))
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        with reporter.page.expect_download() as waiting:
            reporter.main.locator(f"a[href$='.{form}']").click()
        assert waiting.value.path().read_bytes().startswith(begins)

    # And a statistician reads the same number, but opens no case behind it
    counter = officer("thongke").goes_to(f"/reports/{LANG_SON}/administrative/2026/")
    assert persons_on(counter) == [received, *parts]
    counter.page.locator("#persons a").first.click()
    counter.sees(f"{received} hồ sơ")
    expect(counter.main.locator("a.code-chip")).to_have_count(0)
    code = officer("tiepnhan.xa").receives(route="R1")
    assert counter.page.goto(f"{counter.site}/cases/{code}/").status == 404
