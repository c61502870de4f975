"""Decisions on a record's own facts: facts in, reasons out; no query, no clock, no user. One file a subject."""

from vongtay.cases.rules.abroad import (
    INDICATORS,
    STAGES,
    funnel_sentence,
    why_not_abroad_day,
    why_not_abroad_move,
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
    why_not_propose,
    why_not_stand_in,
)

__all__ = [
    "CODE_LETTERS",
    "INDICATORS",
    "LETTERS",
    "REASONS",
    "STAGES",
    "WORLD_MARKS",
    "PaperOffer",
    "funnel_sentence",
    "new_code",
    "why_not_abroad_day",
    "why_not_abroad_move",
    "why_not_day",
    "why_not_move",
    "why_not_propose",
    "why_not_stand_in",
]
