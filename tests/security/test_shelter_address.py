"""Where a shelter is appears on no page, export, paper or search of whoever may not know it; one act alone opens it."""

import re
import uuid
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.architecture.test_addresses import addresses
from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting, sign_in
from vongtay.facilities import actions
from vongtay.facilities.vault import Where
from vongtay.support import actions as support
from vongtay.support.tests.test_stays import decided, lodged

ROOT = Path(__file__).resolve().parents[2]
SECRET, NAME = "Ngõ Kín Đáo 5", "Nhà Ẩn Danh"
WITHOUT = [
    ("verifier", HEALTH), ("decider", HEALTH), ("head", HEALTH), ("clerk", HEALTH), ("administrator", HEALTH), ("statistician", HEALTH),
    ("receiver", COMMUNE), ("case_worker", OTHER_HEALTH),
]  # fmt: skip
LEAVES = {"accounts:sign_out"}
ASKED_APART = {"papers:download"}  # its address is a pattern of its own


def _pages(values: dict[str, object]) -> list[str]:
    """Every address that these values fill."""
    found = []
    for name, entry in addresses(get_resolver()):
        wanted = _wanted(entry)
        if name not in {*LEAVES, *ASKED_APART} and wanted <= set(values):
            found.append(reverse(name, kwargs={key: values[key] for key in wanted}))
    return found


def _wanted(entry: URLPattern) -> set[str]:
    return set(entry.pattern.converters)


def _body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


@pytest.mark.django_db
def test_no_page_export_or_search_tells_where_a_shelter_is(client):
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 123)
        actions.change_whereabouts(facility=stay.facility, where=Where(NAME, SECRET), version=0, by=staff)
        support.decide_admission(key=uuid.uuid4(), case=case, stay_id=stay.pk, decided=decided(), by=staff)
    values = {
        "code": case.code, "facility_id": stay.facility_id, "stay_id": stay.pk, "room_id": stay.room_id, "bed_id": stay.bed_id, "regime": "medical",
        "subject_id": case.subject_id,
    }  # fmt: skip
    pages = _pages(values)
    assert len(pages) > 100
    asked = [
        *pages,
        *(f"/search/?q={word}" for word in (SECRET, NAME, "Kín Đáo")),
        f"/facilities/?q={SECRET}",
        f"/cases/?q={SECRET}",
    ]
    for role, body in WITHOUT:
        sign_in(client, role, body)
        opened = 0
        for page in asked:
            response = client.get(page)
            text = (
                _body(response).replace(f'value="{SECRET}"', "").replace(f'value="{NAME}"', "")
            )  # what was asked for is shown again
            opened += response.status_code == 200
            assert SECRET not in text, (role, page)
            assert NAME not in text, (role, page)
        assert opened > 3, role
        shown = client.post(reverse("facilities:address", args=[stay.facility_id]))
        assert SECRET not in _body(shown), role


def test_only_the_facilities_themselves_can_read_where_they_are():
    """Papers, exports, reports and maps can't print what their code can't name."""
    opens = re.compile(r"facilities[\w.]* import[^\n]*Whereabouts|look_at_whereabouts|facilities\.vault")
    texts = {
        str(path.relative_to(ROOT / "vongtay")): path.read_text("utf-8")
        for path in (ROOT / "vongtay").rglob("*.py")
        if "tests" not in path.parts
    }
    found = {name for name, text in texts.items() if opens.search(text) and not name.startswith("facilities/")}
    assert opens.search(texts["facilities/views/places.py"])
    assert found <= {"audit/words.py"}
