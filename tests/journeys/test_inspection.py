"""An inspection finds somebody who may need protection: the finding becomes a screening, which is a case, in one act."""

import re

from playwright.sync_api import expect

from tests.journeys.officer import today

PERSON = "Vàng Thị Ví Dụ"
PLACE = "Karaoke Mẫu Đỏ"


def test_an_inspection_finding_becomes_a_screening(officer):
    # Given an officer of the department who enters an inspection on a phone, as it was told
    worker = officer("canbo.ho-so", phone=True)
    worker.goes_to("/programme/inspections/enter/").ticks("kind", "business")
    worker.writes(held_on=today(), topic="Kiểm tra đột xuất (mẫu)", site_count="trên 12", violation_count="1")
    worker.chooses("area", "Xã Đồng Đăng").sends()
    worker.sees("Kiểm tra đột xuất (mẫu)", "ít nhất 12")

    # And a place of it, whose checklist says that one thing and one person are not in order
    inspection = worker.page.url
    worker.goes_to(inspection.removeprefix(worker.site) + "place/").chooses("business", PLACE).sends()
    for answer in worker.main.locator("input[type=radio][value=met]").all():
        worker.page.locator(f"label[for='{answer.get_attribute('id')}']").click()
    worker.ticks("answer_se-person", "not_met").sends()
    worker.sees(PLACE, "Ở đó có người có thể cần được bảo vệ", "Chưa sàng lọc", "Số đã báo: trên 12 nơi")

    # When the screening is opened without its first question, everything typed is kept
    worker.page.goto(inspection)
    worker.main.get_by_role("link", name="Ở đó có người có thể cần được bảo vệ").click()
    finding = worker.page.url
    worker.main.get_by_role("link", name="Mở sàng lọc").first.click()
    worker.writes(name=PERSON, age_years="17", note="Em kể là bị giữ giấy tờ").sends()
    expect(worker.main.locator("[name=note]")).to_have_value("Em kể là bị giữ giấy tờ")

    # Then, once it is answered, the case stands, and keeps everything about the person
    worker.ticks("route", "R2").sends()
    code = worker.code()
    worker.sees("giải cứu").does_not_see(PERSON)
    worker.opens(code, "history/").sees("Mở từ phát hiện khi kiểm tra Karaoke Mẫu Đỏ", "Em kể là bị giữ giấy tờ")

    # And the finding keeps the key alone, for those who reach the case
    worker.page.goto(finding)
    worker.sees(code, "Đã mở sàng lọc").does_not_see(PERSON, "Em kể")
    reporter = officer("baocao")
    reporter.goes_to(finding.removeprefix(reporter.site)).sees("Đã mở sàng lọc", "ngoài quyền xem")
    reporter.does_not_see(code, PERSON)
    assert not re.search(r"PP-|LS-\d", reporter.main.inner_text())
