"""Merging two marks, splitting one, undoing either; two officers at once, in real threads, never overwrite each other."""

import pytest

from tests.cast import acting, sign_in
from vongtay.cases.tests.at_once import at_once
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.narratives import actions, joining, queries
from vongtay.narratives.models import Judgement, Mark, MarkState, Reading
from vongtay.narratives.tests.reports import a_reading, judge, marks

TEXT = (
    "Năm 2026, kinh phí hỗ trợ 120 triệu đồng, 350 nghìn đồng.\n"
    "Tiếp nhận 5 nạn nhân; đã phát 30 tờ rơi cùng 40 cuốn ở 7 xã.\nPhát 12 tờ rơi.\n"
)


def joined(first: Mark, second: Mark) -> actions.Joined:
    for mark in (first, second):
        mark.refresh_from_db()
    return actions.Joined(first.pk, first.version, second.pk, second.version)


def money_of(reading: Reading) -> tuple[Mark, Mark]:
    found = marks(reading)
    return found["120 triệu đồng"], found["350 nghìn đồng"]


def undo(mark: Mark, by) -> Mark:
    mark.refresh_from_db()
    return actions.undo(judged=actions.Judged(mark.pk, mark.version, "undo"), by=by)


@pytest.mark.django_db
class TestMerging:
    def test_an_amount_read_as_two_becomes_one_and_two_again(self):
        with acting("reporter") as staff:
            reading = a_reading(staff, TEXT)
            first, second = money_of(reading)
            merged = actions.merge(joined=joined(first, second), by=staff)
            assert (merged.value, merged.state) == (120_350_000, MarkState.UNSURE)
            assert "120 triệu đồng, 350 nghìn đồng" in marks(reading)
            undo(merged, staff)
            assert {name: mark.value for name, mark in marks(reading).items() if "đồng" in name} == {
                "120 triệu đồng": 120_000_000, "350 nghìn đồng": 350_000,
            }  # fmt: skip

    def test_a_range_read_as_two_becomes_one(self):
        with acting("reporter") as staff:
            reading = a_reading(staff, "Năm 2026 có 5 vụ đến 9 vụ.")
            first, second = marks(reading).values()
            merged = actions.merge(joined=joined(first, second), by=staff)
            assert (merged.value, merged.value_high) == (5, 9)

    def test_what_was_seen_before_the_other_changed_is_stale(self):
        with acting("reporter") as staff:
            first, second = money_of(a_reading(staff, TEXT))
            seen = joined(first, second)
            judge(second, "reject", staff)
            with pytest.raises(Stale):
                actions.merge(joined=seen, by=staff)
            assert {mark.version for mark in Mark.objects.filter(pk=first.pk)} == {1}

    def test_marks_far_apart_in_the_wrong_order_or_of_another_report_are_refused(self):
        with acting("reporter") as staff:
            reading = a_reading(staff, TEXT)
            first, second = money_of(reading)
            other = marks(a_reading(staff, "Năm 2026 có 9 vụ."))["9 vụ"]
            for one, two in ((second, first), (first, marks(reading)["12 tờ rơi"]), (first, other)):
                with pytest.raises(Refused):
                    actions.merge(joined=joined(one, two), by=staff)
            assert not Judgement.objects.exists()

    def test_a_merged_part_is_judged_by_nobody(self):
        with acting("reporter") as staff:
            first, second = money_of(a_reading(staff, TEXT))
            actions.merge(joined=joined(first, second), by=staff)
            with pytest.raises(Refused):
                judge(second, "accept", staff)

    def test_another_post_merges_and_splits_nothing(self):
        with acting("reporter") as staff:
            first, second = money_of(a_reading(staff, TEXT))
            pair = joined(first, second)
        with acting("clerk") as clerk:
            with pytest.raises(NotAllowed):
                actions.merge(joined=pair, by=clerk)
            with pytest.raises(NotAllowed):
                actions.split(cut=actions.Cut(first.pk, 1, 0), by=clerk)


@pytest.mark.django_db
class TestSplitting:
    def test_a_number_that_was_not_marked_becomes_a_figure_of_its_own(self):
        with acting("reporter") as staff:
            reading = a_reading(staff, TEXT)
            leaflets = marks(reading)["30 tờ rơi"]
            Mark.objects.filter(reading=reading, unit__in=["cuốn", "xã"]).update(state=MarkState.MERGED)
            text = queries.text_of(reading)
            spares = joining.spares_of(leaflets, queries.marks_of(reading), text)
            assert [spare.value for spare in spares] == [40, 7]
            first, second = actions.split(cut=actions.Cut(leaflets.pk, 1, spares[0].start), by=staff)
            assert (first.value, second.value, second.state) == (30, 40, MarkState.UNSURE)
            undo(first, staff)
            assert "40 cuốn" not in "".join(marks(reading))

    def test_the_first_figure_ends_where_the_second_begins(self):
        with acting("reporter") as staff:
            reading = a_reading(staff, TEXT)
            first, second = money_of(reading)
            merged = actions.merge(joined=joined(first, second), by=staff)
            text = queries.text_of(reading)
            at = text.index("350")
            actions.split(cut=actions.Cut(merged.pk, merged.version, at), by=staff)
            assert {"120 triệu đồng", "350 nghìn đồng"} <= set(marks(reading))

    def test_a_place_without_a_number_is_refused(self):
        with acting("reporter") as staff:
            mark = marks(a_reading(staff, TEXT))["30 tờ rơi"]
            with pytest.raises(Refused):
                actions.split(cut=actions.Cut(mark.pk, 1, 3), by=staff)

    def test_a_second_figure_that_was_judged_is_not_taken_away_by_undoing(self):
        with acting("reporter") as staff:
            reading = a_reading(staff, TEXT)
            merged = actions.merge(joined=joined(*money_of(reading)), by=staff)
            at = queries.text_of(reading).index("350")
            first, second = actions.split(cut=actions.Cut(merged.pk, merged.version, at), by=staff)
            judge(second, "accept", staff)
            with pytest.raises(Refused):
                undo(first, staff)
            assert Mark.objects.get(pk=second.pk).state == MarkState.ACCEPTED


@pytest.mark.usefixtures("committed_db")
def test_two_officers_at_once_never_overwrite_each_other():
    with acting("reporter") as staff:
        reading = a_reading(staff, TEXT)
        first, second = money_of(reading)
        seen, wanted = joined(first, second), marks(reading)["5 nạn nhân"]

    def press(role: str, act: str) -> Mark:
        with acting(role) as by:
            return actions.judge(judged=actions.Judged(wanted.pk, 1, act), by=by)

    def merge(role: str) -> Mark:
        with acting(role) as by:
            return actions.merge(joined=seen, by=by)

    for said in (
        at_once(lambda: press("reporter", "accept"), lambda: press("head", "reject")),
        at_once(lambda: merge("reporter"), lambda: merge("head")),
    ):
        assert sorted(type(one).__name__ for one in said) == ["Mark", "Stale"]
    with acting("reporter"):
        assert Judgement.objects.filter(mark=wanted).count() == 1
        assert Judgement.objects.filter(mark__in=[first, second]).count() == 2


@pytest.mark.django_db
class TestPages:
    def test_merging_and_splitting_work_without_a_script_and_with_one(self, client):
        with acting("reporter") as staff:
            reading = a_reading(staff, TEXT)
            first, second = money_of(reading)
        browser = sign_in(client, "reporter")
        page = browser.get(f"/readings/{reading.pk}/").content.decode()
        assert page.count('data-act="merge"') >= 1
        url = f"/readings/{reading.pk}/marks/{first.pk}/"
        pair = {"act": "merge", "version": 1, "next": second.pk, "next_version": 1}
        assert browser.post(url, pair)["Location"].endswith(f"#i-{first.pk}")
        assert "đã có người khác xem xét" in browser.post(url, pair, follow=True).content.decode()
        assert browser.post(url, {"act": "merge", "version": 2, "next": "x", "next_version": 1}).status_code == 404
        form = browser.get(f"{url}split/")
        assert form.status_code == 200
        at = TEXT.index("350")
        answer = browser.post(f"{url}split/", {"version": 2, "at": at}, headers={"HX-Request": "true"})
        assert answer["HX-Redirect"].startswith(f"/readings/{reading.pk}/?at=")
        assert browser.post(f"{url}split/", {"version": 3, "at": 1}).status_code == 422

    def test_another_body_merges_and_splits_nothing(self, client):
        with acting("reporter") as staff:
            reading = a_reading(staff, TEXT)
            first, _second = money_of(reading)
        browser = sign_in(client, "verifier")
        assert browser.get(f"/readings/{reading.pk}/marks/{first.pk}/split/").status_code == 404
