"""An officer at a desk or with a phone: what a person does on the pages, in the words of the journeys."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from vongtay.home.demo import PASSWORD

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# Said by the browser of every answer above 399; a refused form is an answer, not a fault.
ANSWERED = "Failed to load resource"


# The cookie of whoever has signed in, by site and name: signing in costs more than many a journey.
_SIGNED_IN: dict[tuple[str, str], list[Any]] = {}
SESSION = settings.SESSION_COOKIE_NAME


def today() -> str:
    """Give this day in Việt Nam as people write it."""
    return f"{timezone.localtime():%d/%m/%Y}"


def days_ago(count: int) -> str:
    return f"{timezone.localtime() - timedelta(days=count):%d/%m/%Y}"


@dataclass
class Officer:
    """One person in a browser of their own."""

    page: Page
    site: str
    faults: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, browser: Browser, site: str, *, phone: bool = False, scripts: bool = True) -> "Officer":
        """Give somebody who has not signed in yet."""
        where: dict[str, Any] = (
            {"viewport": PHONE, "has_touch": True, "is_mobile": True} if phone else {"viewport": DESK}
        )
        context = browser.new_context(
            **where, java_script_enabled=scripts, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
        )
        context.set_default_timeout(20_000)
        made = cls(context.new_page(), site)
        made.page.on("pageerror", lambda error: made.faults.append(str(error)))
        made.page.on("console", made._notes)
        return made

    def _notes(self, message: ConsoleMessage) -> None:
        if message.type == "error" and ANSWERED not in message.text:
            self.faults.append(message.text)

    def goes_to(self, path: str) -> "Officer":
        self.page.goto(self.site + path)
        return self

    def signs_in(self, username: str) -> "Officer":
        """Sign in; with one post there is nothing to choose, and the day's work opens.

        Somebody who signed in before, in an earlier journey, is still signed in unless they signed out.
        """
        context = self.page.context
        context.add_cookies(_SIGNED_IN.get((self.site, username), []))
        if self.goes_to("/").page.url == f"{self.site}/":
            return self
        self.goes_to("/accounts/sign-in/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(f"{self.site}/")
        _SIGNED_IN[self.site, username] = [cookie for cookie in context.cookies() if cookie["name"] == SESSION]
        return self

    def ticks(self, name: str, value: str) -> "Officer":
        """Choose one answer of a question by pressing its words, as people do."""
        choice = self.page.locator(f"[name={name}][value='{value}']")
        self.page.locator(f"label[for='{choice.get_attribute('id')}']").click()
        return self

    def writes(self, **answers: str) -> "Officer":
        for name, answer in answers.items():
            self.page.fill(f"main [name={name}]", answer)
        return self

    def chooses(self, name: str, words: str) -> "Officer":
        """Choose from a list by a part of the words shown."""
        wanted = self.page.locator(f"main select[name={name}] option", has_text=words).first
        self.page.select_option(f"main select[name={name}]", value=wanted.get_attribute("value"))
        return self

    def sends(self) -> "Officer":
        """Press the act of the form, and wait for the answer."""
        with self.page.expect_navigation():
            self.page.locator("main .form-acts button[type=submit]").click()
        return self

    def unfolds(self) -> "Officer":
        """Open what is folded away on the form."""
        self.page.locator("main details.more:not([open]) summary").first.click()
        return self

    def receives(self, *, route: str, name: str = "", **answers: str) -> str:
        """Answer the questions of a reception and give the code of the case that opens."""
        self.goes_to("/cases/receive/").ticks("route", route)
        self.writes(name=name, **answers)
        return self.sends().code()

    def code(self) -> str:
        """Give the code of the case that is open."""
        self.page.wait_for_url(re.compile(r"/cases/[A-Z]+-\d{4}-[^/]+/$"))
        return self.page.url.rstrip("/").rsplit("/", 1)[1]

    def opens(self, code: str, act: str = "") -> "Officer":
        return self.goes_to(f"/cases/{code}/{act}")

    @property
    def main(self) -> Locator:
        """What the page is about, without its frame."""
        return self.page.locator("main")

    def sees(self, *words: str) -> "Officer":
        for one in words:
            expect(self.main).to_contain_text(one)
        return self

    def does_not_see(self, *words: str) -> "Officer":
        for one in words:
            assert one not in self.page.content()
        return self
