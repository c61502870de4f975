"""For everybody: by keys alone, and with no fault that axe finds, at a desk and on a phone."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys.officer import DESK, PHONE
from tests.journeys.test_report import LANG_SON, hands_in
from vongtay.home.demo import PASSWORD


def test_by_keys_alone_one_signs_in_finds_a_case_and_skips_the_frame(officer):
    # Given a case, and somebody who uses no mouse
    code = officer("tiepnhan.xa").receives(route="R1")
    someone = officer().goes_to("/accounts/sign-in/")
    keys = someone.page.keyboard

    # When she reaches the two fields of signing in by the tabulator
    for _turn in range(15):
        keys.press("Tab")
        if someone.page.evaluate("document.activeElement.name") == "username":
            break
    keys.type("tiepnhan.xa")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    someone.page.wait_for_url(f"{someone.site}/")

    # Then one key leads to the search, and the code to the case
    keys.press("/")
    expect(someone.page.locator("#search-box")).to_be_focused()
    keys.type(code.lower())
    keys.press("Enter")
    assert someone.code() == code

    # And the first stop of the page leads past the frame
    keys.press("Tab")
    skip = someone.page.locator("a.skip").first
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    keys.press("Enter")
    expect(someone.page.locator("#main")).to_be_focused()


def faults_of(page) -> list[str]:
    """Give what axe finds on the page as it stands: the rule, and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url} {page.viewport_size['width']}: {rule['id']} {node['target']} {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"]
    ]


def test_no_page_of_the_way_has_a_fault_that_axe_finds(officer):
    # Given the pages of the way as their officers see them
    visitor, commune, worker, reporter = officer(), officer("tiepnhan.xa"), officer("canbo.ho-so"), officer("baocao")
    case = commune.receives(route="R5", name="Lò Thị Ví Dụ")
    reading = hands_in(reporter)
    pages = [
        (visitor, "/accounts/sign-in/"), (worker, "/"), (worker, "/cases/"), (worker, "/cases/inbox/"), (commune, "/cases/receive/"),
        (commune, f"/cases/{case}/"), (commune, f"/cases/{case}/notice/"), (reporter, reading),
        (reporter, f"/reports/{LANG_SON}/administrative/2026/"), (reporter, "/reports/statistics/"),
    ]  # fmt: skip

    # When each is opened at a desk in the light, and on a phone at night
    found = []
    for one, path in pages:
        one.goes_to(path)
        for size, scheme in ((DESK, "light"), (PHONE, "dark")):
            one.page.set_viewport_size(size)
            one.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += faults_of(one.page)

    # Then axe has nothing to say
    assert not found, "\n".join(found)
