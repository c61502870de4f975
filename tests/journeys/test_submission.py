"""A commune reports: more time is asked for and given; one indicator with nil said outright; returned with a reason, corrected, approved and locked; the board shows each step."""

import re
import uuid
from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys.officer import Officer
from vongtay.common.days import format_day, today


def sets_up(reporter: Officer, title: str) -> str:
    """Set up a monthly report of the communes, and give the address of its page."""
    reporter.goes_to("/reports/calendar/new/").writes(
        title=title, begins_on="01/01/2026", due_number="5", asked_sign="12/SYT-BTXH", asked_on="05/01/2026"
    )
    reporter.ticks("due_rule", "working_days")
    reporter.page.select_option("main [name=period_kind]", "month")
    reporter.page.locator("main details.asked-part", has_text="III.1").locator("summary").click()
    for code in ("comm.leaflet", "comm.event"):
        reporter.page.locator(f"main [name=indicators][value='{code}']").check()
    reporter.sends()
    return reporter.page.url.removeprefix(reporter.site)


def in_days(number: int) -> str:
    return format_day(today() + timedelta(days=number))


def presses(officer: Officer, words: str) -> Officer:
    """Press a button or follow a link by its words, and wait for the page."""
    with officer.page.expect_navigation():
        officer.main.locator("a.btn, button", has_text=words).first.click()
    return officer


def answers(officer: Officer, number: int, answer: str, text: str = "") -> None:
    officer.ticks(f"answer_{number}", answer)
    officer.page.fill(f"main [name=value_{number}]", text)


def test_a_commune_reports_is_asked_again_and_its_report_is_locked(officer):
    # Given a report that the communes owe, set up by the department
    title = f"Báo cáo tháng {uuid.uuid4().hex[:6]}"
    obligation = sets_up(officer("baocao"), title)

    # When an officer of a commune opens it with a phone, answers one indicator with a figure and forgets the other
    commune = officer("tiepnhan.xa", phone=True).goes_to("/reports/calendar/")
    row = commune.main.locator("li.task", has_text=title).filter(has_text="tháng 6/2026")
    row.locator("a").click()
    presses(commune, "Lập báo cáo")
    report = commune.page.url.removeprefix(commune.site).removesuffix("write/")
    answers(commune, 1, "value", "trên 300")
    answers(commune, 0, "value", "")
    presses(commune, "Gửi báo cáo")
    # Then the empty one is asked for, and what was typed stays
    expect(commune.page.locator("main [name=value_1]")).to_have_value("trên 300")

    # When its day is long over, so that it asks for more time with a reason, and is given some
    presses(commune.goes_to(report), "Đề nghị gia hạn").writes(until=in_days(5), why="Mất điện nhiều ngày").sends()
    reporter = officer("baocao").goes_to(report)
    presses(reporter, "Trả lời đề nghị gia hạn").writes(why="Đồng ý", sign="45/SYT-BTXH", signed_on="16/06/2026")
    reporter.ticks("answer", "given").sends()
    # Then the new day stands beside the old one
    commune.goes_to(report).sees(f"gia hạn đến {in_days(5)} theo 45/SYT-BTXH ngày 16/06/2026")

    # When nil is said outright and it is sent
    presses(commune, "Lập báo cáo")
    answers(commune, 1, "value", "trên 300")
    answers(commune, 0, "nil")
    presses(commune, "Gửi báo cáo")
    commune.sees("Đã gửi, chờ duyệt", "Không phát sinh", "ít nhất 300")

    # Then the head returns it with a reason
    head = officer("lanhdao").goes_to(report)
    presses(head, "Trả lại").writes(reason="Đề nghị ghi số tờ rơi chính xác.").sends()
    head.sees("Bị trả lại")

    # And the commune corrects it by these words
    commune.goes_to(report).sees("Đề nghị ghi số tờ rơi chính xác.")
    presses(commune, "Viết tiếp")
    answers(commune, 1, "value", "320")
    presses(commune, "Gửi báo cáo")

    # When the head approves, having seen what is said otherwise
    head.goes_to(report)
    expect(head.main.locator("del")).to_have_text("ít nhất 300")
    presses(head, "Duyệt và khóa").sends()
    head.sees("Đã duyệt, đã khóa")

    # Then the commune can write no more into it, and the board counts it
    commune.goes_to(report)
    expect(commune.main.locator("a.btn", has_text="Viết tiếp")).to_have_count(0)
    counter = officer("thongke").goes_to(f"{obligation}periods/2026-06/?show=approved")
    expect(counter.main.locator("tbody tr")).to_have_count(1)
    expect(counter.main.locator("tbody tr")).to_contain_text(re.compile("Đồng Đăng"))
    expect(counter.main.locator("#counts")).to_contain_text("Đã nhận")
