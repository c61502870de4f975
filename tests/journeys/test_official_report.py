"""The official report: drafted from the figures, edited by a person who must say why a number differs, issued with anchors."""

import re
import zipfile
from io import BytesIO

from playwright.sync_api import expect

from tests.journeys.officer import Officer, today

LANG_SON = 2100020
EVENTS = "article:has(h3:text-is('Hội nghị, buổi tuyên truyền'))"


def drafts(reporter: Officer, period: str) -> None:
    """Begin the draft of a report and wait until the job has written it."""
    reporter.goes_to(f"/reports/{LANG_SON}/administrative/{period}/")
    reporter.main.get_by_role("link", name="Soạn báo cáo chính thức").click()
    reporter.main.get_by_role("button", name="Soạn thảo").click()
    expect(reporter.page.locator("#part-i")).to_be_visible(timeout=60_000)


def test_a_report_is_drafted_edited_with_a_reason_and_issued_with_anchors(officer):
    # Given the year of the demo world, drafted by a job
    reporter = officer("baocao")
    drafts(reporter, "2026")
    address = reporter.page.url.removeprefix(reporter.site)

    # Then a number of a sentence leads to its rows
    events = reporter.page.locator(EVENTS)
    number = events.locator("a.figure__value").first
    system = number.inner_text()
    number.click()
    expect(reporter.page.locator("h1")).to_contain_text("Hội nghị, buổi tuyên truyền")

    # When the paragraph is edited by keyboard and its number changed, the system's is shown and a reason asked for
    reporter.goes_to(address)
    reporter.page.locator(EVENTS).get_by_role("link", name="Sửa").click()
    field = reporter.page.locator("[name=text]")
    words = field.input_value()
    field.fill(re.sub(r"⟦1: [^⟧]*⟧", "⟦1: 999⟧", words).replace("Trong kỳ,", "Từ đầu kỳ,", 1))
    field.press("Control+Enter")
    reporter.sees(f"Viết: 999. Hệ thống: {system}.")
    expect(field).to_have_value(re.compile("999"))
    reporter.writes(why="Hai xã báo muộn, đã đối chiếu sổ.")
    field.press("Control+Enter")
    expect(reporter.page.locator("h1")).to_have_text("Tin, bài, phát thanh, ấn phẩm")
    reporter.goes_to(address)
    expect(reporter.page.locator(EVENTS)).to_contain_text(f"Số này khác số liệu hệ thống: viết 999, hệ thống {system}.")

    # And a plan is written, and the report issued
    reporter.page.get_by_role("link", name="Viết: Phương hướng, nhiệm vụ").click()
    reporter.writes(text="Tiếp tục truyền thông ở các xã biên giới.")
    reporter.main.get_by_role("button", name="Lưu", exact=True).click()
    reporter.main.get_by_role("link", name="Ban hành báo cáo").click()
    reporter.writes(issued_on=today())
    reporter.page.on("dialog", lambda question: question.accept())
    reporter.sends()
    reporter.main.get_by_role("link", name="Đã ban hành").click(timeout=60_000)

    # Then the Word file holds an anchor for each number, and the sources at its end
    with reporter.page.expect_download() as waiting:
        reporter.main.locator("a[href$='.docx']").click()
    with zipfile.ZipFile(BytesIO(waiting.value.path().read_bytes())) as parts:
        document = parts.read("word/document.xml").decode()
    assert 'w:name="src_F_comm_event"' in document
    assert 'w:anchor="src_F_comm_event"' in document
    assert f"999 (hệ thống: {system}; người soạn đã sửa và nêu lý do)" in document
    assert "Hai xã báo muộn" not in document
    assert "Tiếp tục truyền thông ở các xã biên giới." in document
