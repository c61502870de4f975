"""Without an account: a paper is checked, and one that was sent by a one-time link is received, in a browser that says where a form comes from."""


def test_whoever_has_no_account_checks_a_paper_and_receives_one_once(officer):
    # Given a paper that the department sends to the police by a link
    worker = officer("canbo.ho-so").goes_to("/papers/")
    worker.page.locator("main td.lead a").last.click()
    worker.page.locator("main a[href$='/link/']").click()
    worker.chooses("to_body", "Công an").sends()
    address, code = (worker.page.locator(f"main #{part} p").last.inner_text() for part in ("link", "code"))

    # When somebody without an account opens it with a wrong code
    visitor = officer().goes_to(address.removeprefix(worker.site))
    visitor.writes(code="1111-1111", receiver="Nguyễn Văn Mẫu", post="Văn thư").sends()

    # Then the form says so and waits for the right one, which brings the file once
    visitor.sees("Mã không đúng với liên kết này").writes(code=code)
    with visitor.page.expect_download() as got:
        visitor.page.locator("main .form-acts button").click()
    assert got.value.suggested_filename.endswith(".pdf")
    visitor.goes_to(address.removeprefix(worker.site)).sees("Văn bản đã được nhận")

    # And the page that checks codes answers as well
    visitor.goes_to("/check/").writes(code="ABCD-EFGH-JKLM-NPQR").sends().sees("Không có văn bản này")
