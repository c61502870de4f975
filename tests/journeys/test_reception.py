"""Somebody is received: on a phone, without a script, late, under the law that was in force then."""

import re

from playwright.sync_api import expect

from tests.journeys.officer import today

NAME = "Lò Thị Ví Dụ"


def test_a_commune_receives_a_person_by_phone_and_the_page_keeps_the_name(officer):
    # Given an officer of a commune with a phone, who was asked eight questions at most
    commune = officer("tiepnhan.xa", phone=True)
    commune.page.locator(".bar__receive").click()
    expect(commune.main.locator("form .field__label:visible", has_text=re.compile(r"^\s*\d+\."))).to_have_count(8)
    expect(commune.main.locator("form > .field, form > fieldset, form > .namesake-field")).to_have_count(8)

    # When she answers some of them and leaves the others open
    commune.ticks("route", "R1").writes(name=NAME, born="2002").ticks("sex", "female").ticks("needs", "medical").sends()
    code = commune.code()

    # Then the case opens with its code and its clocks, each with the article that sets it, and no name
    commune.sees(code, "Nghị định 162/2025").does_not_see(NAME)
    expect(commune.page.locator("#clocks .clock--running").first).to_be_visible()
    assert commune.page.evaluate("document.documentElement.scrollWidth") <= 390

    # And the name is shown for a purpose only, in its place, and the look stands in the log of the case
    commune.page.locator("#identity button").click()
    commune.does_not_see(NAME)
    commune.page.select_option("#identity-purpose", "care")
    commune.page.locator("#identity button").click()
    expect(commune.page.locator("#identity.identity--shown")).to_contain_text(NAME)
    commune.opens(code, "log/").sees("Xem danh tính").does_not_see(NAME)


def test_reception_works_without_a_script(officer):
    # Given a browser in which no script runs
    plain = officer("tiepnhan.xa", phone=True, scripts=False)

    # When a day is mistyped, the page says so and keeps what was typed; then it is put right
    plain.goes_to("/cases/receive/").ticks("route", "R6").writes(name=NAME, born="31/02/2001").sends()
    expect(plain.page.locator("#id_born_error")).to_be_visible()
    expect(plain.page.locator("[name=name]")).to_have_value(NAME)
    plain.writes(born="khoảng 24 tuổi").sends()

    # Then the case opens, and the identity too, on a page of its own
    code = plain.code()
    plain.sees(code).does_not_see(NAME)
    plain.page.select_option("#identity-purpose", "care")
    plain.page.locator("#identity button").click()
    plain.sees(NAME)


def test_a_file_of_2019_is_entered_late_under_the_law_of_its_day(officer):
    # Given a paper file of March 2019, found today
    clerk = officer("tiepnhan.xa")
    clerk.goes_to("/cases/receive/").ticks("route", "R1").writes(name=NAME, born="1995").unfolds()
    clerk.writes(received_at_0="15/03/2019", received_at_1="09:30", event_on="15/03/2019").sends()

    # Then the law of that day holds, its clocks carry its articles, and both times stand in the timeline
    clerk.code()
    clerk.sees("Luật 66/2011").does_not_see("Nghị định 162/2025")
    expect(clerk.page.locator("#timeline")).to_contain_text("15/03/2019")
    expect(clerk.page.locator("#timeline")).to_contain_text(today())
