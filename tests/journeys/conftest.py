"""One stack and one browser for all journeys; a page that fails leaves its picture in tests/journeys/shots."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import stack
from tests.journeys.officer import Officer

SHOTS = Path(__file__).parent / "shots"
_FAILED = pytest.StashKey[bool]()
expect.set_options(timeout=20_000)  # a busy machine is no fault of a page


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Any:
    report = yield
    if report.failed and report.when == "call":
        item.stash[_FAILED] = True
    return report


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a served demo world."""
    with stack.serving() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with stack.browsing() as running:
        yield running


@pytest.fixture
def officer(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Callable[..., Officer]]:
    """Give what makes an officer: `officer("tiepnhan.xa", phone=True)` has signed in and looks at the day's work."""
    made: list[Officer] = []

    def make(username: str = "", **where: Any) -> Officer:
        made.append(Officer.at(browser, site, **where))
        return made[-1].signs_in(username) if username else made[-1]

    try:
        yield make
    finally:
        if request.node.stash.get(_FAILED, False):
            SHOTS.mkdir(exist_ok=True)
            for number, one in enumerate(made):
                name = re.sub(r"\W+", "-", request.node.name).strip("-")
                one.page.screenshot(path=SHOTS / f"{name}-{number}.png", full_page=True)
        for one in made:
            one.page.context.close()
    # A script that broke, or a page that the content policy had to hold back, is a fault wherever it shows.
    assert not [fault for one in made for fault in one.faults]
