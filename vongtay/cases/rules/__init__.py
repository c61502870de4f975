"""Decisions on a record's own facts: facts in, reasons out; no query, no clock, no user. One file a subject."""

from vongtay.cases.rules.abroad import (
    INDICATORS,
    STAGES,
    funnel_sentence,
    why_not_abroad_day,
    why_not_abroad_move,
)
from vongtay.cases.rules.care import (
    MAJORITY,
    CareFacts,
    is_foreign,
    is_under_age,
    why_alone,
    why_not_home,
    why_not_release,
)
from vongtay.cases.rules.case import (
    CODE_LETTERS,
    LETTERS,
    REASONS,
    WORLD_MARKS,
    PaperOffer,
    new_code,
    why_not_day,
    why_not_move,
    why_not_now,
    why_not_propose,
    why_not_stand_in,
)
from vongtay.cases.rules.identification import (
    ADULT,
    SPEAKS,
    Finding,
    age_on,
    in_one_form,
    means_are_asked,
    why_not_consent,
    why_not_worksheet,
)
from vongtay.cases.rules.mass import invented_people
from vongtay.cases.rules.routes import (
    why_not_change,
    why_not_route,
)
from vongtay.cases.rules.tips import (
    why_not_tip,
)

__all__ = [
    "ADULT",
    "CODE_LETTERS",
    "INDICATORS",
    "LETTERS",
    "MAJORITY",
    "REASONS",
    "SPEAKS",
    "STAGES",
    "WORLD_MARKS",
    "CareFacts",
    "Finding",
    "PaperOffer",
    "age_on",
    "funnel_sentence",
    "in_one_form",
    "invented_people",
    "is_foreign",
    "is_under_age",
    "means_are_asked",
    "new_code",
    "why_alone",
    "why_not_abroad_day",
    "why_not_abroad_move",
    "why_not_change",
    "why_not_consent",
    "why_not_day",
    "why_not_home",
    "why_not_move",
    "why_not_now",
    "why_not_propose",
    "why_not_release",
    "why_not_route",
    "why_not_stand_in",
    "why_not_tip",
    "why_not_worksheet",
]
