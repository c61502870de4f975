"""No page shows a link that its reader can't open: each post follows what it is shown."""

import re
from html import unescape
from urllib.parse import urljoin, urlparse

import pytest

OF_EACH = 1  # pages of one shape that are opened; the others differ in their rows alone
IDS = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}"), "id"), (re.compile(r"/(?:[A-Z]{2,4}-)?[A-Z]{2,4}-\d{4}-[A-Z0-9]+"), "/code"),
    (re.compile(r"/[A-Z0-9]{8}(?=/)"), "/tag"), (re.compile(r"/\d[\d-]*(?=[/.]|$)"), "/n"),
)  # fmt: skip


def shape_of(path: str) -> str:
    """Give an address without what names one row."""
    shape = urlparse(path).path
    for pattern, word in IDS:
        shape = pattern.sub(word, shape)
    return shape


def links_of(page: str, path: str) -> set[str]:
    """Give the addresses of this site that a page shows."""
    shown = {urljoin(path, unescape(href)).partition("#")[0] for href in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', page)}
    return {one for one in shown if one.startswith("/") and not one.startswith(("//", "/static/"))}


@pytest.mark.parametrize("username", ["tiepnhan.xa", "canbo.ho-so", "quyetdinh", "quantri"])
def test_no_page_shows_a_link_that_leads_nowhere(officer, username):
    # Given somebody who has signed in, and the pages they are shown, each followed from where it stands
    reader = officer(username)
    waiting, opened, dead = [("/", "")], {}, []
    while waiting:
        path, shown_at = waiting.pop(0)
        shape = shape_of(path)
        if opened.get(shape, 0) >= OF_EACH:
            continue
        opened[shape] = opened.get(shape, 0) + 1

        # When each is opened
        answer = reader.page.request.get(reader.site + path)
        if answer.status != 200:
            dead.append(f"{answer.status} {path} at {shown_at}")
        elif "html" in answer.headers.get("content-type", ""):
            waiting += [(link, path) for link in sorted(links_of(answer.text(), path))]

    # Then all of them are pages
    assert not dead, "\n".join(dead)
    assert len(opened) > 50  # the way was followed, not the first page alone
