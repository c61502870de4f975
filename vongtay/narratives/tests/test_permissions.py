"""Who may read reports in, and who sees which reading: the table, and the database beneath it."""

import pytest
from django.db import ProgrammingError, transaction

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting
from vongtay.agencies.roles import Role
from vongtay.common.access import Staff, may
from vongtay.narratives import actions, queries
from vongtay.narratives.models import Citation, Judgement, Mark, Reading
from vongtay.narratives.permissions import RULES, Act
from vongtay.narratives.rules import snapshot
from vongtay.narratives.tests.reports import DONG_DANG, a_reading, an_upload, marks

pytestmark = pytest.mark.django_db
MAY = {Role.REPORTER, Role.CASE_WORKER, Role.HEAD}


def a_post(role: str) -> Staff:
    return Staff(None, "", None, role, None, "", "", 0, "demo")


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_reporters_case_workers_and_heads_may_and_others_not(act, role):
    assert may(RULES, act, a_post(role)) is (role in MAY)


def test_a_reading_is_seen_by_its_body_and_under_the_mandate_and_by_nobody_else():
    with acting("case_worker") as staff:
        reading = a_reading(staff)
    for role in ("reporter", "head", "case_worker"):
        with acting(role) as staff:
            assert queries.reading_of(staff, reading.pk) == reading
            assert len(queries.marks_of(reading)) == 5
    for body in (OTHER_HEALTH,):
        with acting("reporter", body) as stranger:
            with pytest.raises(Reading.DoesNotExist):
                queries.reading_of(stranger, reading.pk)
            for table in (Reading, Mark, Citation, Judgement):
                assert not table.objects.exists()


def test_where_a_document_is_cited_is_told_only_to_who_may_open_the_reading():
    """A decider of the same body got a link that led to no page."""
    with acting("reporter") as staff:
        reading = a_reading(staff)
        document = Citation.objects.filter(reading=reading).first().instrument
        assert [f"/readings/{reading.pk}/" in place.url for place in queries.citing(staff, document)] == [True, True]
        assert queries.cited_counts(staff, [document.pk]) == {document.pk: 2}
    with acting("decider") as other:
        assert (queries.citing(other, document), queries.cited_counts(other, [document.pk])) == ([], {})


def test_who_holds_the_mandate_opens_what_another_body_read_in():
    with acting("receiver", COMMUNE) as commune:
        reporter = Staff(**{**commune.__dict__, "role": Role.REPORTER})  # the demo has no reporter in a commune
        reading = actions.upload(upload=an_upload(whose=COMMUNE, area=DONG_DANG), by=reporter)
    with acting("reporter") as staff:
        assert "tờ rơi" in actions.open_reading(reading=queries.reading_of(staff, reading.pk), by=staff)
        (mark, *_rest) = marks(reading).values()
        actions.judge(judged=actions.Judged(mark.pk, mark.version, "accept"), by=staff)
        assert actions.confirm(reading=reading, by=staff).new == 1
    with acting("case_worker") as staff, pytest.raises(Reading.DoesNotExist):
        queries.reading_of(staff, reading.pk)  # same body as the reporter, but the post doesn't count


def test_a_forged_id_reaches_no_mark_of_another_body():
    with acting("reporter") as staff:
        mark = next(iter(marks(a_reading(staff)).values()))
        before = snapshot(mark)
    with acting("reporter", OTHER_HEALTH) as stranger:
        with pytest.raises(Mark.DoesNotExist):
            actions.judge(judged=actions.Judged(mark.pk, 1, "reject"), by=stranger)
        assert Mark.objects.filter(pk=mark.pk).update(state="rejected") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Judgement.objects.create(mark_id=mark.pk, version=2, act="reject", before={}, by_id=stranger.post_id)
    with acting("reporter", HEALTH):
        mark.refresh_from_db()
        assert snapshot(mark) == before


def test_the_same_file_of_another_body_is_not_recognised():
    with acting("reporter") as staff:
        a_reading(staff)
    with acting("reporter", OTHER_HEALTH) as stranger:
        assert queries.twin_of(stranger, an_upload().content) is None
