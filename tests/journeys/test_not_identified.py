"""A man who was handed over and not identified: what he was due until then, what he got, and what he may ask for now."""

from tests.journeys.officer import today

NAME = "Vàng Văn Không Phải"
DEPARTMENT = "Sở Y tế tỉnh Lạng Sơn"


def test_a_man_who_was_not_identified_and_his_support_explained(officer):
    # Given a man handed over at the gate, whom the department of health takes over
    border = officer("tiepnhan.bp")
    code = border.receives(route="R5", name=NAME, born="1985")
    border.opens(code, "notice/").chooses("to_body", DEPARTMENT).ticks("ground", "c")
    border.writes(ground_why="Thông báo theo quy định", note="Sở Y tế là nơi hỗ trợ").sends()
    worker = officer("canbo.ho-so").goes_to("/cases/inbox/")
    worker.main.locator("li.task", has_text=code).locator("a").first.click()
    worker.ticks("accept", "yes").sends().sees(code)

    # Then the law says what he is due before any decision, and one meal is booked in kind
    worker.goes_to(f"/support/{code}/").sees("Đang trong quá trình xác định", "Điều 17 Nghị định 162/2025/NĐ-CP")
    worker.goes_to(f"/support/{code}/ledger/essential/new/").ticks("how", "in_kind")
    worker.writes(quantity="3", unit_words="bữa ăn").sends().sees("3 bữa ăn")

    # When a verifier proposes that he is not identified, and a second person decides so
    verifier = (
        officer("xacminh").opens(code, "evidence/").ticks("weight", "weak").writes(note="Bản khai, một trang").sends()
    )
    verifier.opens(code, "propose/").ticks("outcome", "not_identified").chooses(
        "reason_code", "không có hành vi mua bán người"
    )
    verifier.writes(reason="Không có dấu hiệu bị xâm hại").sends().sees("Chờ quyết định")
    decider = officer("quyetdinh").opens(code, "decide/").sends()
    decider.sees("Không xác định là nạn nhân").does_not_see(NAME)

    # Then the page says until when he was supported, by which law, what he got, and where to ask from now on
    worker.goes_to(f"/support/{code}/").sees(
        f"Không xác định là nạn nhân từ ngày {today()}", "ngay tình", f"Được hưởng đến ngày {today()}",
        "Điều 17 Nghị định 162/2025/NĐ-CP", "3 bữa ăn", "hiện không có ai được hỗ trợ theo luật", "Chuyển sang trợ giúp xã hội",
    )  # fmt: skip
    assert worker.main.locator(f"a[href='/cases/{code}/refer/']").is_visible()

    # And money or help of today is refused with that reason; what was given stays in the ledger
    worker.goes_to(f"/support/{code}/ledger/essential/new/").ticks("how", "in_kind")
    worker.writes(quantity="1", unit_words="bữa ăn").sends()
    worker.sees("trợ giúp xã hội")
    assert worker.page.locator(".form-errors").is_visible()
    worker.goes_to(f"/support/{code}/ledger/").sees("3 bữa ăn", "ngay tình").does_not_see(NAME)
