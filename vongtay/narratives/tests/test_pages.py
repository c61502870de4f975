"""The pages: open, refuse, show the error, escape; a constant number of queries; without a script and with one."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import OTHER_HEALTH, acting, body, sign_in
from vongtay.indicators.models import Figure
from vongtay.narratives import actions
from vongtay.narratives.models import Mark, MarkState, Reading
from vongtay.narratives.tests.reports import LANG_SON, TEXT, a_reading, judge, marks
from vongtay.papers.models import StoredFile

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
LEAFLETS = "trên 3.500 tờ rơi"
REPORT = TEXT.encode()


@pytest.fixture
def reading() -> Reading:
    with acting("reporter") as staff:
        return a_reading(staff)


@pytest.fixture
def browser(client):
    client.cookies["django_language"] = "en"
    return sign_in(client, "reporter")


def mark_in(reading: Reading, words: str = LEAFLETS) -> Mark:
    with acting("reporter"):
        return marks(reading)[words]


def now(mark: Mark) -> Mark:
    with acting("reporter"):
        mark.refresh_from_db()
        return mark


def hand_in(browser, content=REPORT, name="bao-cao.txt", **given):
    values = {"body": body("LS.SYT").pk, "area": LANG_SON, "period": "2026", "calendar": "administrative"}
    return browser.post(reverse("narratives:upload"), {**values, "file": SimpleUploadedFile(name, content), **given})


def press(browser, mark: Mark, act: str, version: int | None = None, **more):
    url = reverse("narratives:judge", args=[mark.reading_id, mark.pk])
    return browser.post(url, {"act": act, "version": mark.version if version is None else version}, **more)


def test_a_report_handed_in_leads_to_what_was_read(browser):
    answer = hand_in(browser)
    with acting("reporter"):
        assert answer["Location"] == reverse("narratives:show", args=[Reading.objects.get().pk])
    page = browser.get(answer["Location"])
    assert page.status_code == 200
    assert page.content.decode().count('class="marked marked--') == 5


def test_the_list_shows_how_far_each_report_is_judged(browser, reading):
    with acting("reporter") as staff:
        judge(marks(reading)[LEAFLETS], "accept", staff)
    page = browser.get(reverse("narratives:list")).content.decode()
    assert "1/5" in page
    assert str(reading.pk) in page


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [("quet.pdf", b"%PDF-1.4 x", "not whole"), ("trong.txt", b"", "trống"), ("a.png", b"\x89PNG", "not read here")],
)
def test_a_refused_file_is_said_on_its_field_and_nothing_is_stored(browser, name, content, says):
    answer = hand_in(browser, content, name)
    assert answer.status_code == 422
    assert says in " ".join(answer.context["form"].errors["file"])
    with acting("reporter"):
        assert not Reading.objects.exists()
        assert not StoredFile.objects.exists()


def test_the_same_file_again_leads_to_the_first_reading(browser, reading):
    answer = hand_in(browser)
    assert answer.status_code == 422
    assert reverse("narratives:show", args=[reading.pk]) in answer.content.decode()


def test_other_days_are_asked_for_and_checked(browser):
    assert set(hand_in(browser, period="custom").context["form"].errors) == {"first", "last"}
    assert set(hand_in(browser, period="custom", first="5/3/2026", last="1/3/2026").context["form"].errors) == {"last"}
    assert hand_in(browser, period="custom", first="1/1/2021", last="31/12/2025").status_code == 302
    assert hand_in(browser, body=body(OTHER_HEALTH).pk).status_code == 422


def test_the_text_is_escaped_and_its_paragraphs_are_kept(browser, reading):
    page = browser.get(reverse("narratives:show", args=[reading.pk])).content.decode()
    assert "&lt;b&gt;chị Ví Dụ&lt;/b&gt; &amp; gia đình." in page
    assert "<b>chị" not in page
    text = page[page.index("<article") : page.index("</article>")]
    assert text.count("<p>") == sum(bool(line.strip()) for line in TEXT.splitlines())
    plain = re.sub(r"<[^>]+>", "", text)
    for line in TEXT.splitlines()[:5]:
        assert line in plain


def test_no_page_holds_a_script_or_style_of_its_own(browser, reading):
    mark = mark_in(reading)
    for url in (
        reverse("narratives:list"), reverse("narratives:upload"), reverse("narratives:show", args=[reading.pk]),
        reverse("narratives:correct", args=[reading.pk, mark.pk]),
    ):  # fmt: skip
        page = browser.get(url).content.decode()
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=", page), url


def test_a_press_works_without_a_script_and_with_one(browser, reading):
    mark = mark_in(reading)
    assert press(browser, mark, "accept")["Location"].endswith(f"#i-{mark.pk}")
    assert now(mark).state == MarkState.ACCEPTED
    answer = press(browser, mark, "reject", headers=HTMX).content.decode()
    assert now(mark).state == MarkState.REJECTED
    assert f'id="i-{mark.pk}"' in answer
    assert f'id="m-{mark.pk}"' in answer
    assert "1/5" in answer
    press(browser, mark, "undo")
    assert now(mark).state == MarkState.ACCEPTED


def test_a_stale_press_is_shown_with_who_stood_first_and_changes_nothing(browser, reading):
    mark = mark_in(reading)
    with acting("head") as head:
        judge(mark, "reject", head)
    for more in ({"headers": HTMX}, {"follow": True}):
        answer = press(browser, mark, "accept", version=1, **more)
        assert "Somebody else has judged this figure meanwhile" in answer.content.decode()
    assert "Chu Văn Ví Dụ" in press(browser, mark, "accept", version=1, headers=HTMX).content.decode()
    assert (now(mark).state, mark.version) == (MarkState.REJECTED, 2)


def corrected(mark: Mark, **changes):
    values = {
        "version": mark.version, "value": "3.600", "value_high": "", "bound": "about", "unit": "tờ", "indicator": "comm.leaflet",
        "first": "15/12/2025", "last": "14/12/2026", "apart": "",
    }  # fmt: skip
    return values | changes


def test_a_correction_is_kept_with_the_number_the_vietnamese_way(browser, reading):
    mark = mark_in(reading)
    url = reverse("narratives:correct", args=[reading.pk, mark.pk])
    assert 'value="3.500"' in browser.get(url).content.decode()
    assert browser.post(url, corrected(mark)).status_code == 302
    assert (now(mark).value, mark.bound, mark.unit, mark.state) == (3600, "about", "tờ", MarkState.CORRECTED)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": "nhiều"}, "value"), ({"value_high": "3.000"}, "value_high"), ({"indicator": ""}, "indicator"), ({"last": "1/1/2020"}, "last"),
        ({"unit": ""}, "unit"), ({"first": "40/1/2026"}, "first"), ({"value_high": "4.000", "bound": "at_least"}, "bound"),
    ],
)  # fmt: skip
def test_a_wrong_correction_is_said_on_its_field_and_nothing_changes(browser, reading, changes, field):
    mark = mark_in(reading)
    answer = browser.post(reverse("narratives:correct", args=[reading.pk, mark.pk]), corrected(mark, **changes))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert now(mark).version == 1


def test_a_stale_correction_keeps_what_was_typed_and_shows_what_stands(browser, reading):
    mark = mark_in(reading)
    stale = corrected(mark)
    with acting("head") as head:
        judge(mark, "accept", head)
    url = reverse("narratives:correct", args=[reading.pk, mark.pk])
    answer = browser.post(url, stale)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="3.600"' in page
    assert "Chu Văn Ví Dụ" in page
    assert now(mark).state == MarkState.ACCEPTED
    assert browser.post(url, stale | {"version": 2}).status_code == 302
    assert now(mark).value == 3600


def test_confirming_puts_figures_on_record_once(browser, reading):
    press(browser, mark_in(reading), "accept")
    url = reverse("narratives:confirm", args=[reading.pk])
    shown = browser.get(reverse("narratives:show", args=[reading.pk])).content.decode()
    assert "Confirm 1 figure" in shown
    assert "1 figure is now on record" in browser.post(url, follow=True).content.decode()
    assert "on record already" in browser.post(url, follow=True).content.decode()
    with acting("reporter"):
        assert Figure.objects.count() == 1


def a_figure(reading: Reading) -> Figure:
    with acting("reporter") as staff:
        judge(marks(reading)[LEAFLETS], "accept", staff)
        actions.confirm(reading=reading, by=staff)
        return Figure.objects.get()


def test_a_figure_is_shown_in_its_sentence_to_who_may_read_it(browser, reading):
    figure = a_figure(reading)
    page = browser.get(reverse("narratives:figure", args=[figure.pk])).content.decode()
    assert f"{LEAFLETS}</mark>, tổ chức 12 buổi tuyên truyền." in page
    assert "Mạc Thị Thử" in page
    assert "Thực hiện Kế hoạch" not in page


def test_a_statistician_sees_the_figure_but_not_the_words_of_the_report(client, reading):
    figure = a_figure(reading)
    statistician = sign_in(client, "statistician")
    page = statistician.get(reverse("narratives:figure", args=[figure.pk])).content.decode()
    assert "3.500" in page
    assert "tổ chức 12 buổi" not in page
    assert statistician.get(reverse("narratives:show", args=[reading.pk])).status_code == 404


def addresses(reading: Reading) -> list[tuple[str, str]]:
    mark, figure = mark_in(reading), a_figure(reading)
    return [
        ("get", reverse("narratives:show", args=[reading.pk])), ("get", reverse("narratives:file", args=[reading.pk])),
        ("get", reverse("narratives:correct", args=[reading.pk, mark.pk])), ("get", reverse("narratives:figure", args=[figure.pk])),
        ("post", reverse("narratives:judge", args=[reading.pk, mark.pk])), ("post", reverse("narratives:confirm", args=[reading.pk])),
    ]  # fmt: skip


def test_another_body_finds_nothing_there(client, reading):
    wanted = addresses(reading)
    stranger = sign_in(client, "reporter", OTHER_HEALTH)
    for method, url in wanted:
        assert getattr(stranger, method)(url, {"act": "reject", "version": 2}).status_code == 404, url
    assert str(reading.pk) not in stranger.get(reverse("narratives:list")).content.decode()


@pytest.mark.parametrize("role", ["verifier", "clerk", "administrator", "auditor"])
def test_posts_without_the_right_find_nothing_there(client, reading, role):
    wanted = [*addresses(reading), ("get", reverse("narratives:list")), ("get", reverse("narratives:upload"))]
    other = sign_in(client, role)
    for method, url in wanted:
        assert getattr(other, method)(url).status_code == 404, url


def test_marks_are_reached_through_their_own_reading_only(browser, reading):
    with acting("reporter") as staff:
        other = a_reading(staff, "Năm 2026 đã phát 10 tờ rơi.")
    mark = mark_in(reading)
    assert (
        browser.post(reverse("narratives:judge", args=[other.pk, mark.pk]), {"act": "accept", "version": 1}).status_code
        == 404
    )
    assert browser.get(reverse("narratives:show", args=[uuid.uuid4()])).status_code == 404
    assert press(browser, mark, "confirm").status_code == 404


def test_the_report_as_handed_in_comes_back_without_its_name(browser, reading):
    answer = browser.get(reverse("narratives:file", args=[reading.pk]))
    assert answer.content == TEXT.encode()
    assert "bao-cao" not in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"


def test_a_long_report_takes_no_more_queries_than_a_short_one(browser):
    with acting("reporter") as staff:
        short = a_reading(staff, "Năm 2026 đã phát 10 tờ rơi.")
        long = a_reading(
            staff,
            "\n".join(
                f"Tháng {month} năm 2026 đã phát {month * 7 + 30} tờ rơi, Công văn số {month}/SYT-VP."
                for month in range(1, 41)
            ),
        )
        assert len(marks(long)) == 40
    counts = []
    for reading in (short, long):
        for name in ("narratives:show", "narratives:list"):
            browser.get(reverse("narratives:list"))
            with CaptureQueriesContext(connection) as caught:
                browser.get(reverse(name, args=[reading.pk] if name.endswith("show") else []))
            counts.append(len(caught))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 16


def test_who_may_only_judge_is_told_who_puts_it_on_record(client):
    client.cookies["django_language"] = "en"
    with acting("case_worker") as staff:
        reading = a_reading(staff, whose="LS.HLHPN")
        judge(marks(reading)[LEAFLETS], "accept", staff)
    sign_in(client, "case_worker")
    page = client.get(reverse("narratives:show", args=[reading.pk])).content.decode()
    assert "The body whose report this is" in page
    assert 'data-act="confirm"' not in page
    answer = client.post(reverse("narratives:confirm", args=[reading.pk]), follow=True)
    assert answer.status_code == 200
    with acting("reporter"):
        assert not Figure.objects.exists()
    sign_in(client, "reporter")
    assert 'data-act="confirm"' in client.get(reverse("narratives:show", args=[reading.pk])).content.decode()
