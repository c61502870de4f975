"""What is shipped, against a table written by hand: a number only where one was seen, nothing else."""

import pytest

from vongtay.law.clock import Reason, due
from vongtay.law.engine import all_rules, body_kinds, evidence_of, papers_that_confirm, regime_of, rule_of, rules_of
from vongtay.law.schema import shipped_law
from vongtay.law.shapes import Confidence, LimitState, Unit

SEEN = {
    "L66.R1.notify_labour": "now",
    "L66.R1.first_check": (3, Unit.CALENDAR_DAYS),
    "L66.R1.police_answer": (20, Unit.CALENDAR_DAYS),
    "L66.R4.return_certificate": "now",
    "L66.SUPPORT.essential_needs": (60, Unit.CALENDAR_DAYS),
    "L66.SUPPORT.essential_needs_2019": (3, Unit.MONTHS),
    "L66.SUPPORT.commune_forwards": (3, Unit.WORKING_DAYS),
    "L66.SUPPORT.apply_window": (12, Unit.MONTHS),
    "L66.LICENCE.appraise": (15, Unit.WORKING_DAYS),
    "L66.LICENCE.decide": (7, Unit.WORKING_DAYS),
    "L66.LICENCE.lasts": (60, Unit.MONTHS),
    "L53.R1.bring_to_commune": "now",
    "L53.R1.notify_health": "now",
    "L53.R1.take_over": "now",
    "L53.R1.first_check": (3, Unit.CALENDAR_DAYS),
    "L53.R3.home_acts": "now",
    "L53.R4.bring_to_support": "now",
    "L53.HOTLINE.pass_on": "now",
    "L53.SUPPORT.essential_needs": (120, Unit.CALENDAR_DAYS),
    "L53.SUPPORT.decide_application": (9, Unit.WORKING_DAYS),
    "L53.LICENCE.decide": (8, Unit.WORKING_DAYS),
}
NOT_CONFIRMED = {
    "L53.R1.request_verification", "L53.R1.police_answer",
    "L53.R2.urgent_help", "L53.R2.confirm", "L53.R2.hand_over",
    "L53.R5.receive", "L53.R5.notify_health",
    "L53.SUPPORT.apply_window",
    "L66.R1.police_answer_complex", "L66.R4.notify_labour",
}  # fmt: skip


def _originals():
    return [rule for rule in all_rules() if rule.same_as is None]


def test_exactly_the_limits_that_were_seen_have_a_number():
    found = {rule.id: "now" if rule.limit == "now" else (rule.limit, rule.unit) for rule in _originals() if rule.is_set}
    assert found == SEEN


def test_exactly_the_steps_that_were_not_confirmed_are_custom():
    assert {rule.id for rule in _originals() if rule.customary} == NOT_CONFIRMED


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if not rule.is_set], ids=lambda rule: rule.id)
def test_a_rule_without_a_seen_limit_never_gives_a_day(rule):
    day = rule.span.last or rule.span.first
    last = due(rule, day)
    assert last.unset
    assert (last.on, last.at) == (None, None)
    assert last.reason in {Reason.CUSTOM, Reason.NO_BASIS, Reason.NOT_STATED}
    if rule.customary:
        assert last.article is None


def test_no_number_is_of_confidence_c_and_none_claims_to_be_signed():
    for rule in all_rules():
        assert rule.limit_confidence in ({Confidence.A, Confidence.B} if rule.is_set else {None}), rule.id


def test_every_route_of_reception_is_known_in_both_regimes():
    for regime in ("L66", "L53"):
        assert {f"R{number}" for number in range(1, 8)} <= {route.code for route in regime_of(regime).routes}


def test_who_came_back_alone_is_treated_as_a_self_report():
    for regime in ("L66", "L53"):
        own = [(rule.step, rule.limit, rule.unit, rule.article) for rule in rules_of("R1", regime)]
        assert own == [(rule.step, rule.limit, rule.unit, rule.article) for rule in rules_of("R6", regime)]
    assert rule_of("L53.R6.first_check").same_as == "L53.R1.first_check"


def test_the_nine_kinds_of_evidence_stand_in_their_order_and_the_old_law_borrows_them_as_custom():
    assert [source.letter for source in evidence_of("L53")] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]
    assert not any(source.customary for source in evidence_of("L53"))
    assert regime_of("L66").evidence_total == 8
    assert all(source.customary and source.article is None and not source.letter for source in evidence_of("L66"))


def test_who_may_confirm_is_told_per_regime():
    assert {paper.code for paper in papers_that_confirm("L66", "police_district")} == {"police", "rescuer"}
    assert papers_that_confirm("L66", "mission") == []
    assert {paper.code for paper in papers_that_confirm("L53", "mission")} == {"mission"}
    assert all(paper.article for paper in papers_that_confirm("L66"))
    assert all(paper.article is None for paper in papers_that_confirm("L53") if paper.customary)


def test_an_outcome_other_than_identified_needs_a_reason():
    for regime in shipped_law().regimes:
        assert {each.code: each.reason_required for each in regime.outcomes} == {
            "identified": False, "not_identified": True, "undetermined": True,
        }  # fmt: skip


def test_a_group_of_bodies_is_opened_into_kinds():
    assert body_kinds(["border_guard", "commune"]) == {"border_post", "border_guard_province", "commune"}


def test_not_stated_and_unset_are_told_apart():
    assert rule_of("L66.R1.request_verification").limit_state is LimitState.NOT_STATED
    assert rule_of("L53.R1.police_answer").limit_state is LimitState.UNSET
