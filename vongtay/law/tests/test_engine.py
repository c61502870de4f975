"""Which law holds, what starts and ends a clock, what comes next, and what a legal officer may enter."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from vongtay.law.clock import ClockState, Mark, due
from vongtay.law.engine import (
    LawBook,
    OverrideFault,
    UnknownRuleError,
    next_steps,
    regime_on,
    rule_of,
    rules_met_by,
    rules_of,
    rules_started_by,
    why_not_override,
)
from vongtay.law.shapes import Override, Unit

ANSWER = "L53.R1.police_answer"
DAY = date(2025, 8, 4)
ENTRY = Override(
    rule_id=ANSWER, limit=15, unit=Unit.WORKING_DAYS, article="Điều 3", instrument="Văn bản thử nghiệm số 01",
    valid_from=date(2025, 8, 1), entered_by="post-1", signed_off_by="post-2",
    signed_off_at=datetime(2025, 8, 1, tzinfo=UTC),
)  # fmt: skip


def _ids(rules):
    return [rule.id for rule in rules]


def test_the_law_changes_between_30_june_and_1_july_2025():
    assert regime_on(date(2025, 6, 30)).code == "L66"
    assert regime_on(date(2025, 7, 1)).code == "L53"
    assert regime_on(date(2019, 5, 6)).code == "L66"


def test_a_commune_that_receives_must_notify_and_another_body_must_first_bring_the_person():
    at_commune = {"receiver_is_commune": True, "receiver_is_not_commune": False, "support_needed": False}
    at_post = {"receiver_is_commune": False, "receiver_is_not_commune": True, "support_needed": False}
    assert _ids(rules_started_by("received", "R1", DAY, facts=at_commune)) == ["L53.R1.notify_health"]
    assert _ids(rules_started_by("received", "R1", DAY, facts=at_post)) == ["L53.R1.bring_to_commune"]
    assert _ids(rules_started_by("brought", "R1", DAY, facts=at_post)) == ["L53.R1.notify_health"]


def test_the_notice_starts_the_clocks_of_the_law_of_its_day():
    assert _ids(rules_started_by("notified", "R1", DAY)) == ["L53.R1.take_over", "L53.R1.first_check"]
    assert _ids(rules_started_by("notified", "R6", date(2025, 6, 30))) == [
        "L66.R6.first_check", "L66.R6.declare", "L66.R6.essential_needs",
    ]  # fmt: skip


def test_an_old_day_knows_only_what_was_then_in_force():
    assert _ids(rules_started_by("notified", "R1", date(2013, 5, 6))) == ["L66.R1.first_check"]
    assert "L66.R1.declare" not in _ids(rules_of("R1", "L66", on=date(2014, 3, 24)))
    assert "L66.R1.declare" in _ids(rules_of("R1", "L66", on=date(2014, 3, 25)))


def test_an_act_meets_clocks_of_both_laws_by_its_name_as_done_or_as_to_do():
    assert _ids(rules_met_by("notified", "R1")) == ["L66.R1.notify_labour", "L53.R1.notify_health"]
    assert rules_met_by("notify", "R1") == rules_met_by("notified", "R1")
    assert rules_met_by("no such act", "R1") == []


def test_what_comes_next_over_the_change_of_law():
    happened = {"received": date(2025, 6, 30), "notified": date(2025, 6, 30), "first_check": date(2025, 7, 2)}
    steps = next_steps("R1", happened, date(2025, 7, 7), facts={"support_needed": False})
    assert [step.rule.id for step in steps] == [
        "L66.R1.declare",
        "L66.R1.essential_needs",
        "L53.R1.request_verification",
    ]
    asked = next_steps(
        "R1", {"verification_asked": date(2025, 6, 30)}, date(2025, 7, 23), facts={"complex_case": False}
    )
    assert [(step.rule.id, step.due.on, step.standing.state, step.standing.days_over) for step in asked] == [
        ("L66.R1.police_answer", date(2025, 7, 21), ClockState.MISSED, 2)
    ]


def test_a_step_whose_condition_nobody_has_told_is_shown_as_unsure():
    sure = {
        step.rule.step: step.is_sure for step in next_steps("R4", {"handed_over": DAY}, DAY, facts={"wants_home": True})
    }
    assert sure == {"go_home": True, "transfer": False, "child_escort": False}


def test_a_signed_off_entry_sets_an_unset_rule_and_its_copy():
    book = LawBook(overrides=(ENTRY,))
    assert due(rule_of(ANSWER, book, on=DAY), DAY, book.calendar).on == date(2025, 8, 25)
    copy = rule_of("L53.R6.police_answer", book, on=DAY)
    last = due(copy, DAY, book.calendar)
    assert (last.article, last.unit) == ("Điều 3", Unit.WORKING_DAYS)
    assert Mark.ENTERED_HERE in last.marks
    assert due(rule_of(ANSWER, on=DAY), DAY).unset


@pytest.mark.parametrize(
    "entry",
    [
        replace(ENTRY, signed_off_by=None),
        replace(ENTRY, signed_off_at=None),
        replace(ENTRY, valid_from=date(2025, 8, 5)),
        replace(ENTRY, valid_to=date(2025, 8, 3)),
        replace(ENTRY, signed_off_by="post-1"),
        replace(ENTRY, rule_id="L53.R1.request_verification"),
    ],
    ids=["nobody", "no moment", "later", "over", "by the same person", "another rule"],
)
def test_an_entry_that_does_not_hold_changes_nothing(entry):
    assert due(rule_of(ANSWER, LawBook(overrides=(entry,)), on=DAY), DAY).unset


def test_the_later_version_wins_within_its_time_and_an_unsigned_one_never():
    second = replace(ENTRY, version=2, limit=10, valid_from=date(2025, 9, 1))
    third = replace(ENTRY, version=3, limit=99, signed_off_by=None)
    book = LawBook(overrides=(third, second, ENTRY))
    assert rule_of(ANSWER, book, on=DAY).limit == 15
    assert rule_of(ANSWER, book, on=date(2025, 9, 1)).limit == 10


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, None),
        ({"limit": "now", "unit": Unit.NOW}, None),
        ({"rule_id": "L53.R1.none"}, OverrideFault.UNKNOWN_RULE),
        ({"rule_id": "L53.R6.police_answer"}, OverrideFault.COPY),
        ({"limit": 0}, OverrideFault.LIMIT),
        ({"limit": True}, OverrideFault.LIMIT),
        ({"unit": Unit.NOW}, OverrideFault.UNIT),
        ({"article": " "}, OverrideFault.ARTICLE),
        ({"instrument": ""}, OverrideFault.INSTRUMENT),
        ({"valid_to": date(2025, 7, 31)}, OverrideFault.SPAN),
        ({"valid_from": date(2025, 6, 1), "valid_to": date(2025, 6, 30)}, OverrideFault.OUTSIDE_RULE),
        ({"signed_off_by": "post-1"}, OverrideFault.SAME_PERSON),
    ],
)
def test_an_entry_is_told_what_it_lacks(change, fault):
    assert why_not_override(replace(ENTRY, **change)) == ([fault] if fault else [])


def test_an_unknown_rule_is_said_to_be_unknown():
    with pytest.raises(UnknownRuleError):
        rule_of("L53.R1.none")
