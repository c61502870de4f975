"""One person proposes, another publishes; what would tell too much is refused; what is out stays known."""

import uuid
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.cast import HEALTH, OTHER_HEALTH, acting
from vongtay.agencies.models import Place
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.periods import parse_period
from vongtay.reports import actions
from vongtay.reports.models import Publication, PublicationProfile, PublishedCell, Release
from vongtay.reports.queries import publication as queries
from vongtay.reports.tests.publication import approved, cells, computed, people, proposed, published
from vongtay.reports.tests.world import LANG_SON

pytestmark = pytest.mark.django_db
YEAR = parse_period("2026")


class TestRelease:
    def test_small_counts_are_held_back_and_a_second_person_publishes(self):
        people(female=14, male=3)
        release = proposed()
        assert release.state == "waiting"
        found = cells(release)
        assert found["male"][1:] == ("primary", None)
        assert found["female"][1] == "secondary" or found[""][1] == "secondary"
        assert approved(release) == 1
        with acting("reporter"):
            row = Publication.objects.get(pk=release.pk)
            assert (row.number, row.k, row.audience) == (1, 10, "public")
            shown = {frozenset(cell.who.items()): cell.shown for cell in PublishedCell.objects.filter(publication=row)}
            assert shown[frozenset({("sex", "male")})] is None
            assert len(shown) == len(found)

    def test_noughts_of_where_identification_stands_are_held_back_too(self):
        people(female=30)
        found = cells(proposed())
        assert found["identified"] == (0, "primary", None)
        assert found["male"][1] == "shown"  # nobody is a man: that says nothing of anybody

    def test_whoever_proposed_does_not_decide_and_another_body_neither(self):
        people(female=14)
        release = proposed(by="head")
        with acting("head") as staff:
            for act in (
                lambda: actions.approve_release(release=release, by=staff),
                lambda: actions.refuse_release(release=release, why="x", by=staff),
            ):
                with pytest.raises(NotAllowed, match=r"second|người thứ hai"):
                    act()
        with acting("statistician") as staff, pytest.raises(NotAllowed):
            actions.approve_release(release=release, by=staff)
        with acting("reporter", OTHER_HEALTH) as staff, pytest.raises(Refused):
            actions.approve_release(release=release, by=staff)
        assert approved(release, by="reporter") == 1

    def test_it_is_published_once(self):
        people(female=14)
        release = proposed()
        approved(release)
        with pytest.raises(Refused):
            approved(release)
        again = proposed(title="Lần nữa")
        assert approved(again) == 2

    def test_the_same_key_again_is_the_same_release(self):
        with acting("reporter") as staff:
            key, draft = uuid.uuid4(), proposed_draft()
            first = actions.propose_release(key=key, draft=draft, by=staff)
            assert actions.propose_release(key=key, draft=draft, by=staff) == first
        with acting("reporter"):
            assert Release.objects.count() == 1

    def test_refused_with_a_reason_and_dropped_by_whoever_proposed(self):
        release, other = proposed(), proposed()
        with acting("head") as staff:
            actions.refuse_release(release=release, why="Chưa đủ tin cậy", by=staff)
            with pytest.raises(NotAllowed):
                actions.drop_release(release=other, by=staff)
        with acting("reporter") as staff:
            actions.drop_release(release=other, by=staff)
            states = set(Release.objects.values_list("state", "why"))
        assert states == {("refused", "Chưa đủ tin cậy"), ("dropped", "")}

    def test_a_case_worker_and_another_province_find_nothing(self):
        release = proposed()
        with acting("case_worker") as staff:
            with pytest.raises(NotAllowed):
                actions.propose_release(key=uuid.uuid4(), draft=proposed_draft(), by=staff)
            assert not Release.objects.exists()
        with acting("reporter", OTHER_HEALTH) as staff:
            with pytest.raises(Refused, match=r"mandate|địa bàn"):
                actions.propose_release(key=uuid.uuid4(), draft=proposed_draft(), by=staff)
            assert not Release.objects.filter(pk=release.pk).exists()


def proposed_draft(**changes):
    values = {
        "title": "Số người",
        "audience": "public",
        "period": YEAR,
        "tables": [["sex"]],
        "area": Place.objects.get(pk=LANG_SON),
    }
    return actions.Draft(**(values | changes))


class TestRules:
    @pytest.mark.parametrize(
        ("tables", "said"),
        [
            ([["sex", "status"]], "dimension|chiều"),
            ([["province"]], "province|tỉnh"),
            ([["year"]], "year|năm"),
            ([], "table|bảng"),
            ([["indicator", "sex"]], "own|riêng"),
        ],
    )
    def test_what_the_rules_forbid_is_refused(self, tables, said):
        with pytest.raises(Refused, match=said):
            proposed(tables=tables)

    def test_rules_change_by_two_persons_and_hold_for_what_is_proposed_later(self):
        rules = actions.Rules("public", 12, 2, 3, "Quyết định của Ban Chỉ đạo")
        with acting("reporter") as staff:
            row = actions.propose_profile(key=uuid.uuid4(), rules=rules, by=staff)
            with pytest.raises(NotAllowed):
                actions.confirm_profile(profile=row, by=staff)
            with pytest.raises(Refused):
                actions.propose_profile(key=uuid.uuid4(), rules=rules, by=staff)
            assert queries.profile_of(staff, "public").k == 10
        with acting("head") as staff:
            actions.confirm_profile(profile=row, by=staff)
            assert queries.profile_of(staff, "public").k == 12
        people(female=11)
        release = proposed(tables=[["sex", "status"]])
        assert (release.k, release.profile_version) == (12, 1)
        assert cells(release)["female"][1] == "primary"

    @pytest.mark.parametrize("k", [2, 1001])
    def test_a_k_that_protects_nobody_is_refused(self, k):
        with acting("reporter") as staff, pytest.raises(Refused):
            actions.propose_profile(key=uuid.uuid4(), rules=actions.Rules("public", k, 1, 1, "x"), by=staff)
        with acting("reporter"):
            assert not PublicationProfile.objects.exists()


class TestEarlier:
    def test_a_year_does_not_tell_the_half_that_a_half_left_out(self):
        people(female=20, male=20)
        published(tables=[["sex"]])
        people(female=4, on=date(2026, 9, 1))
        release = proposed(period=YEAR, tables=[["sex"]])
        found = cells(release)
        assert found["female"][1] != "shown"
        assert found[""][1] != "shown"
        assert release.state == "waiting"

    def test_the_same_table_some_days_later_hides_a_small_change(self):
        people(female=20, male=20)
        published(tables=[["sex"]])
        people(female=2)
        found = cells(proposed(tables=[["sex"]]))
        assert (found["female"][1], found[""][1]) == ("primary", "primary")
        assert found["male"][1] == "shown"

    def test_what_was_published_meanwhile_asks_for_computing_again(self):
        people(female=20)
        first, second = proposed(tables=[["sex"]]), proposed(tables=[["sex"]])
        approved(first)
        with pytest.raises(Refused, match=r"again|lại"):
            approved(second)
        with acting("reporter") as staff:
            assert actions.compute_again(release=second, by=staff).pk == second.pk
        computed(second)
        assert approved(second) == 2

    def test_what_is_out_stays_known_after_it_was_withdrawn(self):
        people(female=20, male=20)
        release = published(tables=[["sex"]])
        with acting("head") as staff:
            row = queries.publication_of(staff, release.pk)
            with pytest.raises(Refused):
                actions.withdraw_publication(publication=row, why=" ", by=staff)
            actions.withdraw_publication(publication=row, why="Ghi sai kỳ", by=staff)
            with pytest.raises(Refused):
                actions.withdraw_publication(publication=row, why="x", by=staff)
        people(female=4, on=date(2026, 9, 1))
        assert cells(proposed(period=YEAR, tables=[["sex"]]))["female"][1] != "shown"


class TestWalls:
    def test_nobody_writes_the_register_by_hand(self):
        people(female=14)
        release = proposed()
        with acting("head"):
            for sql in (
                "insert into reports_publishedcell (publication_id, place, who, shown, bound) values (gen_random_uuid(), 0, '{}', 3, '')",
                "update reports_publication set withdrawn_why = 'x'",
                "delete from reports_publication",
                f"update reports_release set state = 'published' where id = '{release.pk}'",
                f"update reports_release set proposed_user = gen_random_uuid() where id = '{release.pk}'",
                f"update reports_release set state = 'refused', why = 'x', decided_user = proposed_user, decided_by_id = proposed_by_id where id = '{release.pk}'",
                f"insert into reports_releasecell (release_id, place, who, count, status, shown, bound) values ('{release.pk}', 900, '{{}}', 1, 'shown', 1, '')",
            ):
                with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(sql)
        with acting("reporter"), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select vt.publish_release(%s)", [release.pk])

    def test_without_a_session_the_published_numbers_alone_are_read(self):
        people(female=14, male=3)
        release, _waiting = published(), proposed(title="Chưa duyệt")
        assert Publication.objects.get().pk == release.pk
        hidden = PublishedCell.objects.filter(shown__isnull=True)
        assert hidden.exists()
        assert {field.name for field in PublishedCell._meta.concrete_fields} == {
            "id",
            "publication",
            "place",
            "who",
            "shown",
            "bound",
        }
        assert not Release.objects.exists()
        assert not PublicationProfile.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from reports_releasecell")
            assert cursor.fetchone() == (0,)
        with acting("head", HEALTH) as staff:
            actions.withdraw_publication(publication=Publication.objects.get(pk=release.pk), why="Ghi sai kỳ", by=staff)
        assert Publication.objects.get().withdrawn_at <= timezone.now()
        assert not PublishedCell.objects.exists()
