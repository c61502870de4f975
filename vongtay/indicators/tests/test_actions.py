"""Claiming, correcting and withdrawing figures: what stands, what stood then, what was logged, what was refused."""

import uuid
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import psycopg
import pytest
from django.db import transaction
from django.utils import timezone

from tests.cast import BORDER, HEALTH, OTHER_HEALTH, acting, body
from vongtay.agencies.roles import Role
from vongtay.audit.models import Entry
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.periods import parse_period
from vongtay.indicators import actions, queries
from vongtay.indicators.actions import Claim, Source, Speaker
from vongtay.indicators.models import Figure
from vongtay.indicators.permissions import Act

pytestmark = pytest.mark.django_db
LANG_SON, BAC_NINH, DONG_DANG = 2100020, 2100024, 2306184
YEAR = parse_period("2026")
CLAIM = Claim("comm.leaflet", Decimal(300), YEAR.first, YEAR.last, "tờ", bound="at_least")


def spoken_by(code=HEALTH, area=LANG_SON, province=LANG_SON) -> Speaker:
    return Speaker(body(code).pk, area, province)


def a_source(start=5) -> Source:
    return Source(uuid.uuid4(), start, start + 10)


def standing(staff, moment=None) -> list[Decimal]:
    return [figure.value for figure in queries.figures_as_known_on(staff, moment).order_by("value")]


def test_a_claim_is_a_row_and_the_same_quote_is_claimed_once():
    source = a_source()
    with acting("reporter") as staff:
        figure = actions.confirm_figure(claim=CLAIM, speaker=spoken_by(), by=staff, source=source)
        with pytest.raises(Stale):
            actions.confirm_figure(claim=CLAIM, speaker=spoken_by(), by=staff, source=source)
        assert Figure.objects.get() == figure
        assert (figure.value, figure.bound, figure.recorded_by_id) == (300, "at_least", staff.post_id)


@pytest.mark.parametrize(
    "role", ["verifier", "decider", "clerk", "legal_officer", "administrator", "auditor", "statistician"]
)
def test_other_posts_claim_nothing(role):
    with acting(role) as staff:
        with pytest.raises(NotAllowed):
            actions.confirm_figure(claim=CLAIM, speaker=spoken_by(), by=staff)
        assert not Figure.objects.exists()


def test_a_wrong_claim_is_refused_with_its_reasons_and_nothing_stays():
    with acting("reporter") as staff:
        for wrong in (
            replace(CLAIM, value=Decimal(-1)),
            replace(CLAIM, nil=True),
            replace(CLAIM, value_high=Decimal(400)),
        ):
            with pytest.raises(Refused) as refused:
                actions.confirm_figure(claim=wrong, speaker=spoken_by(), by=staff)
            assert len(refused.value.reasons) == 1
        assert not Figure.objects.exists()


def test_entered_late_corrected_and_withdrawn_a_past_moment_is_reproduced():
    with acting("reporter") as staff:
        before = timezone.now()
        figure = actions.confirm_figure(claim=CLAIM, speaker=spoken_by(), by=staff, source=a_source())
        entered = timezone.now()
        corrected = actions.correct_figure(figure=figure, claim=replace(CLAIM, value=Decimal(310)), by=staff)
        after = timezone.now()
        taken_back = actions.withdraw_figure(figure=corrected, by=staff)
        gone = timezone.now()
        again = actions.correct_figure(figure=taken_back, claim=CLAIM, by=staff)

        assert [standing(staff, moment) for moment in (before, entered, after, gone, None)] == [
            [],
            [300],
            [310],
            [],
            [300],
        ]
        year = parse_period("2026")
        assert queries.totals(staff, area_id=LANG_SON, period=year, as_known_on=after)[0].total.value == 310
        assert queries.totals(staff, area_id=LANG_SON, period=year, as_known_on=gone) == []
        assert queries.history_of(corrected) == [again, taken_back, corrected, figure]
        figure.refresh_from_db()
        assert figure.value == 300


def test_a_replaced_figure_is_not_replaced_twice():
    with acting("reporter") as staff:
        figure = actions.confirm_figure(claim=CLAIM, speaker=spoken_by(), by=staff)
        newest = actions.withdraw_figure(figure=figure, by=staff)
        for act in (lambda: actions.correct_figure(figure=figure, claim=CLAIM, by=staff),
                    lambda: actions.withdraw_figure(figure=figure, by=staff), lambda: actions.withdraw_figure(figure=newest, by=staff)):  # fmt: skip
            with pytest.raises(Stale):
                act()
        assert Figure.objects.count() == 2


def test_every_act_is_logged_with_codes_only(owner_url):
    with acting("reporter") as staff:
        figure = actions.confirm_figure(claim=CLAIM, speaker=spoken_by(), by=staff)
        actions.withdraw_figure(figure=actions.correct_figure(figure=figure, claim=CLAIM, by=staff), by=staff)
    with acting("auditor") as auditor:
        acts = Entry.objects.filter(post_id=staff.post_id, act__startswith="indicators.").order_by("id")
        assert [entry.act for entry in acts] == [Act.CONFIRM, Act.CORRECT, Act.WITHDRAW]
        assert auditor.role == Role.AUDITOR


def test_a_body_sees_its_own_figures_and_those_of_its_mandate():
    with acting("reporter", OTHER_HEALTH) as staff:
        elsewhere = actions.confirm_figure(claim=CLAIM, speaker=spoken_by(OTHER_HEALTH, BAC_NINH, BAC_NINH), by=staff)
    with acting("reporter") as staff:
        here = actions.confirm_figure(claim=CLAIM, speaker=spoken_by(BORDER, DONG_DANG), by=staff)
        assert list(queries.figures_as_known_on(staff)) == [here]
        with pytest.raises(Figure.DoesNotExist):
            queries.figure_of(staff, elsewhere.pk)
    with acting("case_worker") as staff:  # does not count: its body's own figures only
        assert list(queries.figures_as_known_on(staff)) == []
    with acting("receiver", BORDER) as staff:  # the border post said it
        assert list(queries.figures_as_known_on(staff)) == [here]
    with acting("statistician") as staff:
        assert list(queries.figures_as_known_on(staff)) == [here]


def test_the_database_refuses_a_figure_of_another_body_and_area():
    speaker = spoken_by(OTHER_HEALTH, BAC_NINH, BAC_NINH)
    with acting("reporter") as staff:
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            actions.confirm_figure(claim=CLAIM, speaker=speaker, by=staff)
        assert not Figure.objects.exists()


def test_the_web_role_changes_and_removes_no_figure(web_url):
    with psycopg.connect(web_url) as web:
        for verb in ("update indicators_figure set value = 1", "delete from indicators_figure"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(verb)
            web.rollback()


def test_totals_of_an_area_take_four_queries_however_many_figures(django_assert_num_queries):
    with acting("reporter") as staff:
        for start in range(12):
            quarter = parse_period(f"2026-{start + 1:02d}")
            claim = replace(CLAIM, first=quarter.first, last=quarter.first + timedelta(days=1))
            actions.confirm_figure(claim=claim, speaker=spoken_by(), by=staff, source=a_source(start))
        with django_assert_num_queries(4):
            (line,) = queries.totals(staff, area_id=LANG_SON, period=YEAR)
            assert (line.total.value, line.total.bound, line.indicator.name_vi) == (3600, "at_least", "Tờ rơi, tờ gấp")
        assert queries.totals(staff, area_id=BAC_NINH, period=YEAR) == []
