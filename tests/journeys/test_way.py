"""The way from reception to decision: each step by a post of its own, none of them twice by one person."""

import re

from playwright.sync_api import expect

from tests.journeys.officer import Officer, today

NAME = "Nông Thị Ví Dụ"
COMMUNE, DEPARTMENT = "UBND xã Đồng Đăng", "Sở Y tế tỉnh Lạng Sơn"


def sends_notice(sender: Officer, code: str, to: str, why: str = "") -> None:
    page = (
        sender.opens(code, "notice/")
        .chooses("to_body", to)
        .ticks("ground", "c")
        .writes(ground_why="Thông báo theo quy định")
    )
    (page.writes(note=why) if why else page).sends()
    sender.sees("Chờ trả lời")


def answer_of(receiver: Officer, code: str) -> None:
    """Open the notice of a case from the inbox."""
    receiver.goes_to("/cases/inbox/")
    receiver.main.locator("li.task", has_text=code).locator("a").first.click()
    receiver.sees(code)


def test_from_reception_to_decision_each_step_by_its_own_post(officer):
    # Given a person who reported to the commune, and a notice to the department of health
    commune = officer("tiepnhan.xa")
    code = commune.receives(route="R1", name=NAME, born="2004")
    sends_notice(commune, code, DEPARTMENT)

    # When the department takes the case over, and a verifier records evidence and proposes
    worker = officer("canbo.ho-so")
    answer_of(worker, code)
    worker.ticks("accept", "yes").sends().sees(code)
    verifier = (
        officer("xacminh").opens(code, "evidence/").ticks("weight", "strong").writes(note="Bản khai, ba trang").sends()
    )
    verifier.opens(code, "propose/").ticks("outcome", "identified").sends()
    verifier.sees("Chờ quyết định")

    # Then whoever proposed may not decide, and nothing of the case has changed by the try
    assert verifier.page.goto(f"{verifier.site}/cases/{code}/decide/").status == 403

    # And a second person, who finds it on the page of the day, decides
    decider = officer("quyetdinh")
    decider.main.locator("li.task", has_text=code).locator("a").first.click()
    decider.page.select_option("main [name=stands_in]", value="custom")
    decider.writes(custom_reason="Sở là cơ quan đang giải quyết hồ sơ").sends()
    decider.sees("Đã xác định là nạn nhân").does_not_see(NAME)
    timeline = decider.opens(code, "history/").page.locator("#timeline")
    for words in ("Đã tiếp nhận", "Đã gửi thông báo", "Đã ghi chứng cứ", "Đã đề xuất kết quả", "Đã quyết định"):
        expect(timeline).to_contain_text(words)
    for who in ("Hoàng Thị Mẫu", "Lương Thị Thử", "Vi Văn Thử", "Triệu Thị Ví Dụ"):
        expect(timeline).to_contain_text(who)


def test_a_hand_over_at_the_border_shows_what_has_no_legal_basis_and_why_a_notice_was_refused(officer):
    # Given a woman handed over by the foreign side at the gate of Hữu Nghị
    border = officer("tiepnhan.bp", phone=True)
    code = border.receives(route="R5", name=NAME)

    # Then a rule whose limit nobody has confirmed says so, and shows no day
    unset = border.page.locator("#clocks .clock--unset")
    expect(unset.first).to_contain_text("Chưa có căn cứ")
    assert not re.search(r"\d{2}/\d{2}/\d{4}", unset.first.inner_text())

    # When the notice goes, with the reason for choosing it, to the department of health, which refuses it without a reason, and then with one
    sends_notice(border, code, DEPARTMENT, why="Sở Y tế là nơi hỗ trợ người được tiếp nhận")
    worker = officer("canbo.ho-so")
    answer_of(worker, code)
    worker.ticks("accept", "no").sends()
    expect(worker.page.locator(".form-errors")).to_be_visible()
    worker.writes(reason="Người này khai nơi về ở tỉnh khác").sends()

    # Then the sender reads the refusal and its reason on the case
    border.opens(code)
    notices = border.page.locator("#notices")
    expect(notices).to_contain_text("Từ chối")
    expect(notices).to_contain_text("Người này khai nơi về ở tỉnh khác")


def test_a_notice_comes_out_numbered_as_word_and_pdf_after_what_is_missing_was_shown(officer):
    # Given a case of which little is known
    commune = officer("tiepnhan.xa")
    code = commune.receives(route="R1", name=NAME)
    sends_notice(commune, code, DEPARTMENT)

    # When its notice is issued, the page says first what the paper will lack
    commune.opens(code, "papers/notice/")
    missing = commune.main.locator(".notice--warning li")
    expect(missing.first).to_be_visible()
    expect(commune.main).to_contain_text("Giới tính")
    commune.sends()

    # Then it has a number of the commune's register, and both files open without the person's name on them
    expect(commune.main).to_contain_text(re.compile(r"\d{2,}/TB-UBND"))
    for form, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        with commune.page.expect_download() as waiting:
            commune.main.locator(f"a[href$='.{form}']").first.click()
        file = waiting.value
        assert NAME.split(maxsplit=1)[0] not in file.suggested_filename
        assert file.path().read_bytes().startswith(begins)
    commune.goes_to("/papers/").sees("TB-UBND", today())
