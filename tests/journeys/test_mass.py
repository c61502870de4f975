"""One table, two officers in two browsers: nothing is overwritten, and the board on the wall follows."""

import re

from playwright.sync_api import expect

from tests.journeys.officer import Officer, today


def _opens_an_event(officer: Officer) -> str:
    officer.goes_to("/cases/mass/open/").writes(gate="Cửa khẩu Hữu Nghị", expected="2").chooses(
        "country", "Trung Quốc"
    ).sends()
    officer.page.wait_for_url(re.compile(r"/cases/mass/TN-[^/]+/$"))
    return officer.page.url.rstrip("/").rsplit("/", 1)[1]


def _seats_the_department(border: Officer, event: str) -> None:
    border.goes_to(f"/cases/mass/{event}/decision/").writes(sign="12/QĐ-UBND").chooses("body", "UBND tỉnh Lạng Sơn")
    border.writes(on=today()).sends()
    border.goes_to(f"/cases/mass/{event}/team/").chooses("body", "Sở Y tế")
    border.page.check("main [name=may_write]")
    border.sends()


def _writes(officer: Officer, field: str, text: str) -> None:
    """Type an answer and leave its field: it is saved by itself."""
    with officer.page.expect_response(re.compile(r"/save/$")):
        officer.page.fill(f"main [name={field}]", text)
        officer.page.press(f"main [name={field}]", "Tab")


def test_two_officers_write_one_line_in_two_browsers(officer):
    # Given an event of the border post with the department at its table, and somebody who is added at the gate
    border = officer("tiepnhan.bp", phone=True)
    event = _opens_an_event(border)
    _seats_the_department(border, event)
    border.goes_to(f"/cases/mass/{event}/table/")
    border.page.locator("form[action$='/table/add/'] button").click()
    border.page.wait_for_url(re.compile(r"/cases/mass/lines/"))
    tag = border.page.url.rstrip("/").rsplit("/", 1)[1]

    # When a second officer opens the same line by its tag, each is told of the other
    worker = officer("canbo.ho-so")
    worker.goes_to("/cases/mass/tag/").writes(tag=tag.lower()).sends()
    worker.page.wait_for_url(re.compile(rf"/lines/{tag}/$"))
    worker.sees("Nông Văn Mẫu")

    # Then different fields both stand, without a page being loaded anew
    _writes(border, "name", "Vi Thị Ví Dụ")
    _writes(worker, "home", "Xã Đồng Đăng, tỉnh Lạng Sơn")
    # And the same field shows both values and who wrote the other, and keeps what stood there until somebody says which is right
    _writes(border, "born", "2001")
    _writes(worker, "born", "2003")
    clash = worker.page.locator("#clash_born")
    expect(clash).to_contain_text("2001")
    expect(clash).to_contain_text("2003")
    expect(clash).to_contain_text("Nông Văn Mẫu")
    border.goes_to(f"/cases/mass/lines/{tag}/")
    expect(border.page.locator("main [name=born]")).to_have_value("2001")
    expect(border.page.locator("main [name=home]")).to_have_value("Xã Đồng Đăng, tỉnh Lạng Sơn")
    clash.locator("button").click()
    worker.page.wait_for_load_state()
    expect(worker.page.locator("main [name=born]")).to_have_value("2003")

    # When the border post receives, the board in the other browser counts it without being loaded anew
    worker.goes_to(f"/cases/mass/{event}/board/")
    expect(worker.page.locator(".board__figure--interviewed .board__value")).to_have_text("0")
    border.goes_to(f"/cases/mass/lines/{tag}/")
    border.page.locator("main button[formaction$='/receive/']").click()
    border.page.wait_for_url(re.compile(r"/table/$"))
    border.sees("Đã phỏng vấn")
    expect(worker.page.locator(".board__figure--interviewed .board__value")).to_have_text("1")
    worker.does_not_see("Vi Thị Ví Dụ")


def test_a_line_is_written_and_received_without_scripts(officer):
    border = officer("tiepnhan.bp", scripts=False)
    event = _opens_an_event(border)
    border.goes_to(f"/cases/mass/{event}/table/")
    border.page.locator("form[action$='/table/add/'] button").click()
    border.writes(name="Lò Văn Ví Dụ", born="1999")
    border.page.locator("main .form-acts button:not([formaction])").click()
    expect(border.page.locator("main [name=born]")).to_have_value("1999")
    border.page.locator("main button[formaction$='/receive/']").click()
    border.sees("Đã tiếp nhận: hồ sơ")
