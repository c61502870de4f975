"""A story is written by one person and read by another; what tells who it is holds it back; nobody learns of which case it is."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting
from vongtay.audit.models import Entry
from vongtay.cases import actions as cases
from vongtay.cases.models import Sharing
from vongtay.cases.queries.protection import sharings_of
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.people import actions as people
from vongtay.people.vault import Facts, Vault
from vongtay.reports.actions import stories as actions
from vongtay.reports.actions.stories import Telling
from vongtay.reports.models import PublishedStory, Story, StoryCase
from vongtay.reports.queries import stories as queries
from vongtay.reports.tests.world import signed_in

pytestmark = pytest.mark.django_db
TITLE = "Ngày về"
CLEAN = "Một cô gái vùng cao bị người quen rủ đi làm thuê rồi bị bán. Hai năm sau cô tìm được đường về."


def telling(**changes):
    return Telling(**{"title": TITLE, "text": CLEAN, "audience": "public"} | changes)


def written(*, by="case_worker", of=HEALTH, **changes):
    with acting(by, of) as staff:
        return actions.write_story(key=uuid.uuid4(), telling=telling(**changes), by=staff)


def sent(*, by="case_worker", **changes):
    story = written(by=by, **changes)
    with acting(by) as staff:
        actions.send_story(story=story, version=story.version, by=staff)
        story.refresh_from_db()
    return story


def approved(story, *, by="head"):
    with acting(by) as staff:
        return actions.approve_story(story=story, version=story.version, by=staff)


def consented(*, purpose="press"):
    """Somebody of the health department who lets their story be told."""
    with acting("case_worker") as staff:
        case = a_case(staff, facts=Facts(name="Lò Thị Ví Dụ", born="1998", address="Thôn số 7"))
        given = cases.Given(purpose, ["statement"], "signed", today(), by_person=True)
        consent = cases.give_consent(case=case, given=given, by=staff, key=uuid.uuid4())
    return case, consent


def withdrawn(consent):
    with acting("case_worker") as staff:
        cases.withdraw_consent(consent=consent, withdrawn_on=today(), version=consent.version, by=staff)


class TestWay:
    def test_one_writes_another_reads_and_everybody_finds_it(self):
        story = sent()
        assert approved(story) == 1
        page = (
            Client().get(reverse("portal:story", args=[HEALTH, PublishedStory.objects.get().year, 1])).content.decode()
        )
        assert CLEAN in page
        assert TITLE in Client().get(reverse("portal:stories")).content.decode()

    def test_what_tells_who_it_is_has_to_go_and_the_rest_needs_a_reason(self):
        told = written(text="Chị Hoa (tên đã đổi) ở thôn Nà Mẫu.")
        with acting("case_worker") as staff:
            with pytest.raises(Refused, match="phải bỏ"):
                actions.send_story(story=told, version=1, by=staff)
            told = actions.change_story(story=told, telling=telling(text="Chị Hoa ở vùng cao."), version=1, by=staff)
            with pytest.raises(Refused, match="vì sao"):
                actions.send_story(story=told, version=2, by=staff)
            told = actions.change_story(
                story=told, telling=telling(text="Chị Hoa ở vùng cao.", why="Tên đã đổi."), version=2, by=staff
            )
            actions.send_story(story=told, version=3, by=staff)
        with acting("head"):
            assert queries.words_of(Story.objects.get()).why == "Tên đã đổi."

    def test_whoever_wrote_it_is_no_second_reader_and_another_body_neither(self):
        story = sent(by="head")
        for role, of in (
            ("head", HEALTH),
            ("statistician", HEALTH),
            ("case_worker", HEALTH),
            ("reporter", OTHER_HEALTH),
        ):
            with acting(role, of) as staff, pytest.raises(NotAllowed):
                actions.approve_story(story=story, version=story.version, by=staff)
        assert approved(story, by="reporter") == 1
        with pytest.raises(Stale):
            approved(story, by="reporter")

    def test_returned_with_a_reason_changed_and_sent_again(self):
        story = sent()
        with acting("head") as staff:
            with pytest.raises(Refused):
                actions.return_story(story=story, why=" ", version=story.version, by=staff)
            actions.return_story(story=story, why="Còn nhận ra làng.", version=story.version, by=staff)
        with acting("case_worker") as staff:
            row = Story.objects.get()
            assert (row.state, queries.opened(row, "reason_ct")) == ("returned", "Còn nhận ra làng.")
            assert b"nh\xe1\xba\xadn ra" not in bytes(row.reason_ct)
            with pytest.raises(Stale):
                actions.change_story(story=row, telling=telling(), version=1, by=staff)
            row = actions.change_story(story=row, telling=telling(title="Khác"), version=row.version, by=staff)
            actions.send_story(story=row, version=row.version, by=staff)
            row.refresh_from_db()
        assert approved(row) == 1

    def test_the_same_key_again_is_the_same_story_and_one_may_drop_ones_own(self):
        with acting("case_worker") as staff:
            key = uuid.uuid4()
            story = actions.write_story(key=key, telling=telling(), by=staff)
            assert actions.write_story(key=key, telling=telling(title="x"), by=staff) == story
            actions.drop_story(story=story, version=1, by=staff)
            assert Story.objects.get().state == "dropped"

    def test_withdrawn_its_words_are_gone(self):
        story = sent()
        approved(story)
        with acting("case_worker") as staff, pytest.raises(NotAllowed):
            actions.withdraw_story(story=PublishedStory.objects.get(), why="x", by=staff)
        with acting("reporter") as staff:
            actions.withdraw_story(story=PublishedStory.objects.get(), why="Người kể đổi ý", by=staff)
            with pytest.raises(Refused):
                actions.withdraw_story(story=PublishedStory.objects.get(), why="x", by=staff)
        row = PublishedStory.objects.get()
        assert (row.title, row.text, row.withdrawn_why) == ("", "", "Người kể đổi ý")
        page = signed_in("head").get(reverse("reports:story", args=[story.pk])).content.decode()
        assert "Người kể đổi ý" in page
        assert CLEAN not in page
        with acting("case_worker"):
            story.refresh_from_db()
            assert (story.wrapped, queries.words_of(story).text) == (None, "")


class TestOfACase:
    def test_without_a_consent_for_it_nothing_is_told(self):
        with acting("case_worker") as staff:
            case = a_case(staff)
        with pytest.raises(Refused, match="đồng ý"):
            written(case_code=case.code)
        case, _consent = consented(purpose="research")
        with pytest.raises(Refused, match="đồng ý"):
            written(case_code=case.code)
        assert written(case_code=case.code, audience="training").of_case

    def test_the_words_are_compared_with_the_identity_and_the_look_is_logged(self):
        case, _consent = consented()
        story = written(case_code=case.code.lower(), text="Cô Dụ sinh ở Thôn số 7 năm 1998.")
        with acting("case_worker"):
            words = queries.words_of(story)
            kinds = [(mark.kind, words.text[mark.start : mark.end]) for mark in words.in_text]
        assert {("fact", "Dụ"), ("fact", "Thôn số 7"), ("fact", "1998")} <= set(kinds)
        assert story.identity_compared
        with acting("auditor"):
            assert Entry.objects.filter(act="people.look_at_identity", purpose="story").count() == 1

    def test_a_post_without_identities_is_told_that_nothing_was_compared(self):
        case, _consent = consented()
        assert not written(by="head", case_code=case.code).identity_compared

    def test_a_case_out_of_reach_is_no_case(self):
        case, _consent = consented()
        for role, of in (("reporter", HEALTH), ("case_worker", OTHER_HEALTH)):
            with pytest.raises(Refused, match="Không có hồ sơ"):
                written(by=role, of=of, case_code=case.code)

    def test_a_consent_withdrawn_meanwhile_stops_it_and_is_seen_once_it_is_out(self):
        case, consent = consented()
        story = sent(case_code=case.code)
        other = sent(case_code=case.code)
        approved(other)
        withdrawn(consent)
        with pytest.raises(Refused, match="không còn hiệu lực"):
            approved(story)
        head = signed_in("head")
        assert "hãy thu hồi" in head.get(reverse("reports:story", args=[other.pk])).content.decode()
        assert "không còn hiệu lực" in head.get(reverse("reports:stories")).content.decode()

    def test_who_may_withdraw_it_is_told_on_their_day_until_they_did(self):
        case, consent = consented()
        told, other = sent(case_code=case.code), sent()
        approved(told)
        approved(other)
        address = reverse("reports:story", args=[told.pk])
        head, worker = signed_in("head"), signed_in("case_worker")
        assert address not in head.get(reverse("home:today")).content.decode()
        withdrawn(consent)
        assert address in head.get(reverse("home:today")).content.decode()
        assert address not in worker.get(reverse("home:today")).content.decode()
        with acting("head") as staff:
            assert [row.pk for row in queries.to_withdraw(staff)] == [told.pk]
            actions.withdraw_story(story=PublishedStory.objects.get(pk=told.pk), why="Người kể đổi ý", by=staff)
            assert not queries.to_withdraw(staff)

    def test_once_out_the_file_of_the_person_says_what_left_and_on_which_consent(self):
        case, consent = consented()
        story = sent(case_code=case.code)
        with acting("case_worker"):
            assert not Sharing.objects.filter(case=case).exists()
        approved(story)
        with acting("case_worker"):
            row = Sharing.objects.get(case=case)
            assert (row.ground, row.consent_id, row.purpose) == ("consent", consent.pk, "press")
            assert [each.to for each in sharings_of(case, Vault.of(case.person_id))] == [
                "Người đọc câu chuyện đã công bố"
            ]
        with acting("reporter"):
            assert not Sharing.objects.filter(case=case).exists()

    def test_nobody_without_the_case_learns_which_it_is(self):
        case, _consent = consented()
        story = sent(case_code=case.code)
        approved(story)
        assert case.code in signed_in("case_worker").get(reverse("reports:story", args=[story.pk])).content.decode()
        reporter = signed_in("reporter")
        for address in (
            reverse("reports:story", args=[story.pk]),
            reverse("reports:read_story", args=[story.pk]),
            reverse("reports:stories"),
        ):
            assert case.code not in reporter.get(address).content.decode()
        for role, of in (("reporter", HEALTH), ("receiver", COMMUNE), ("case_worker", OTHER_HEALTH)):
            with acting(role, of):
                assert not StoryCase.objects.exists()
        assert not StoryCase.objects.exists()
        assert {field.name for field in PublishedStory._meta.concrete_fields}.isdisjoint({"case", "subject", "consent"})
        with acting("auditor"):
            # The log holds the story and the person apart.
            assert not Entry.objects.filter(act__startswith="reports.", subject_id=case.subject_id).exists()


class TestWalls:
    def test_a_draft_is_its_writers_alone_and_no_word_of_it_stands_in_clear(self):
        story = written()
        for role, of in (("head", HEALTH), ("reporter", HEALTH), ("case_worker", OTHER_HEALTH), ("auditor", HEALTH)):
            with acting(role, of):
                assert not Story.objects.exists(), role
        with acting("case_worker"):
            assert CLEAN.encode() not in bytes(Story.objects.get(pk=story.pk).content_ct)

    def test_nobody_writes_the_register_by_hand(self):
        story = sent()
        published = sent()
        approved(published)
        with acting("head"):
            for sql in (
                f"update reports_story set state = 'published', decided_user = vt.user_id() where id = '{story.pk}'",
                f"update reports_story set written_user = gen_random_uuid() where id = '{story.pk}'",
                "update reports_publishedstory set text = 'x'",
                "delete from reports_publishedstory",
                f"select vt.publish_story('{story.pk}', 1, 'x', 'x')",
                f"select vt.publish_story('{published.pk}', {published.version}, 'x', 'x')",
                f"insert into reports_publishedstory select * from reports_publishedstory where id = '{published.pk}'",
            ):
                with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(sql)
        with acting("case_worker"), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select vt.publish_story(%s, %s, 'x', 'x')", [story.pk, story.version])

    def test_a_story_for_training_is_read_in_its_province_alone(self):
        story = sent(audience="training")
        approved(story)
        assert not PublishedStory.objects.exists()  # without a session
        address = reverse("reports:read_story", args=[story.pk])
        assert CLEAN in signed_in("receiver", COMMUNE).get(address).content.decode()
        assert signed_in("reporter", OTHER_HEALTH).get(address).status_code == 404
        assert Client().get(reverse("portal:story", args=[HEALTH, today().year, 1])).status_code == 404


class TestPages:
    def test_written_on_the_page_marked_changed_sent_and_approved(self):
        worker, key = signed_in("case_worker"), str(uuid.uuid4())
        asked = {
            "key": key,
            "audience": "public",
            "title": TITLE,
            "text": "Cô ở thôn Nà Mẫu.",
            "why": "",
            "case_code": "",
        }
        for _twice in range(2):
            answer = worker.post(reverse("reports:write_story"), asked)
            assert answer.status_code == 302
        page = worker.get(answer.url).content.decode()
        assert "phải bỏ" in page
        assert "Gửi người đọc thứ hai" not in page
        change = reverse("reports:change_story", args=[key])
        assert "Nà Mẫu" in worker.get(change).content.decode()
        assert worker.post(change, asked | {"text": CLEAN, "version": "7"}).status_code == 422
        assert worker.post(change, asked | {"text": CLEAN, "version": "1"}).status_code == 302
        send = reverse("reports:move_story", args=[key, "send"])
        assert signed_in("head").post(send, {"version": "2"}).status_code == 404
        worker.post(send, {"version": "2"})
        head = signed_in("head")
        assert "Duyệt và công bố" in head.get(answer.url).content.decode()
        assert head.post(reverse("reports:decline_story", args=[key]), {"why": "", "version": "3"}).status_code == 422
        head.post(reverse("reports:move_story", args=[key, "approve"]), {"version": "x"})
        assert not PublishedStory.objects.exists()
        head.post(reverse("reports:move_story", args=[key, "approve"]), {"version": "3"})
        assert PublishedStory.objects.get().number == 1
        assert CLEAN in head.get(answer.url).content.decode()

    @pytest.mark.parametrize(
        "wrong",
        [{"title": ""}, {"text": ""}, {"audience": "x"}, {"case_code": "XX-1"}, {"key": "x"}, {"title": "x" * 201}],
    )
    def test_rubbish_is_answered_by_a_sentence(self, wrong):
        asked = {"key": str(uuid.uuid4()), "audience": "public", "title": TITLE, "text": CLEAN, "case_code": ""}
        answer = signed_in("case_worker").post(reverse("reports:write_story"), asked | wrong)
        assert answer.status_code == 422
        assert wrong.get("text", CLEAN) in answer.content.decode()

    @pytest.mark.parametrize("role", ["statistician", "auditor", "administrator", "clerk"])
    def test_who_tells_no_stories_reads_those_that_are_out(self, role):
        client = signed_in(role)
        assert client.get(reverse("reports:stories")).status_code == 200
        assert client.get(reverse("reports:write_story")).status_code == 404

    def test_pages_ask_the_same_for_many_stories(self, django_assert_max_num_queries):
        for _one in range(3):
            approved(sent())
            written(by="head")
        head = signed_in("head")
        with django_assert_max_num_queries(20):
            head.get(reverse("reports:stories"))
        with django_assert_max_num_queries(6):
            Client().get(reverse("portal:stories"))


@pytest.mark.parametrize("is_out", [True, False])
def test_erasing_the_person_takes_the_words_of_their_story_along(is_out):
    case, _consent = consented()
    story, other = sent(case_code=case.code), sent()
    if is_out:
        approved(story)
    with acting("decider") as staff:
        people.erase_person(person=case.person, by=staff)
    with acting("case_worker"):
        story.refresh_from_db()
        other.refresh_from_db()
        assert (story.wrapped, story.state) == (None, "published" if is_out else "dropped")
        assert CLEAN not in repr(vars(queries.words_of(story)))
        assert queries.words_of(other).text == CLEAN
    assert PublishedStory.objects.filter(text=CLEAN).count() == is_out  # it tells nobody who it is
