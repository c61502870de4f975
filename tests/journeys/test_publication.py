"""Publication: proposed by one officer, computed by the job, approved by another, read by everybody without sign-in, taken as a file."""

import csv
import io
import re

from playwright.sync_api import expect

from tests.journeys.officer import Officer

TITLE = "Người được tiếp nhận theo diện"


def everybody(officer) -> Officer:
    """Give somebody who never signs in."""
    return officer()


def test_numbers_are_proposed_computed_approved_by_another_and_read_by_everybody(officer):
    # Given a reporter who proposes a table of the year before and this one
    reporter, head = officer("baocao"), officer("lanhdao")
    reporter.goes_to("/reports/publication/").main.get_by_role("link", name="Đề nghị công bố", exact=True).click()
    reporter.writes(title=TITLE)
    reporter.ticks("audience", "public").ticks("tables", "route")
    year = int(reporter.page.locator("main select[name=year] option").first.get_attribute("value"))
    reporter.page.select_option("main select[name=year]", value=str(year - 1))
    reporter.page.select_option("main select[name=last_year]", value=str(year))
    reporter.sends()

    # When the job has computed it, whoever proposed it can't approve, and sees what is held back and why
    expect(reporter.page.locator("#table-1")).to_be_visible(timeout=60_000)
    reporter.sees("Đây là đề nghị của chính bạn")
    expect(reporter.main.get_by_role("button", name="Duyệt và công bố")).to_have_count(0)
    address = reporter.page.url.removeprefix(reporter.site)

    # And another person approves it
    head.goes_to(address).page.on("dialog", lambda question: question.accept())
    head.main.get_by_role("button", name="Duyệt và công bố").click()
    head.sees("Đã công bố")
    public = head.main.get_by_role("link", name="Trang công khai").get_attribute("href")

    # Then everybody finds it by province, without sign-in, and nothing says which numbers are small
    reader = everybody(officer).goes_to("/statistics/")
    reader.main.get_by_role("link", name="Tỉnh Lạng Sơn").first.click()
    reader.main.get_by_role("link", name=TITLE).click()
    assert reader.page.url.endswith(public)
    reader.sees(TITLE, "không công bố")
    assert not re.search(r"che kèm|số nhỏ\)", reader.main.inner_text())

    # And the file holds the same numbers, empty where none is published
    with reader.page.expect_download() as waiting:
        reader.main.get_by_role("link", name="CSV").click()
    lines = list(csv.DictReader(io.StringIO(waiting.value.path().read_text("utf-8-sig"))))
    assert {line["status"] for line in lines} == {"shown", "not_published"}
    assert all((line["count"] == "") == (line["status"] == "not_published") for line in lines)
    shown = {line["count"] for line in lines if line["count"]}
    assert all(f"{int(count):,}".replace(",", ".") in reader.main.inner_text() for count in shown)


def test_a_story_is_written_its_marks_taken_out_read_by_another_and_read_by_everybody(officer):
    # Given a case worker who writes a story in which a village stands
    worker, head = officer("canbo.ho-so"), officer("lanhdao")
    worker.goes_to("/reports/publication/stories/write/").ticks("audience", "public")
    worker.writes(title="Một chuyến về", text="Cô ở thôn Nà Mẫu. Hai năm sau cô tìm được đường về.").sends()

    # When it is marked, it can't be sent; changed, it can
    worker.sees("phải bỏ")
    expect(worker.page.locator("mark")).to_have_text("thôn Nà Mẫu")
    worker.main.get_by_role("link", name="Sửa").click()
    worker.writes(text="Cô ở một vùng cao. Hai năm sau cô tìm được đường về.").sends()
    worker.main.get_by_role("button", name="Gửi người đọc thứ hai").click()
    worker.sees("Chờ người đọc thứ hai")

    # And another person reads and approves it
    head.goes_to(worker.page.url.removeprefix(worker.site)).page.on("dialog", lambda question: question.accept())
    head.main.get_by_role("button", name="Duyệt và công bố").click()
    head.sees("Đã công bố")

    # Then everybody reads it
    reader = everybody(officer).goes_to("/stories/")
    reader.main.get_by_role("link", name="Một chuyến về").click()
    reader.sees("Hai năm sau cô tìm được đường về.")
