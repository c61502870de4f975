"""Reads of questionnaires and of answers within reach."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from vongtay.common import crypto
from vongtay.common.access import Staff
from vongtay.questionnaires import scoring, shapes
from vongtay.questionnaires.models import Edition, EditionState, Purpose, Response

ANSWERS = ("questionnaires_response", "answers_ct")


def editions_in_use(staff: Staff, purpose: Purpose | None = None) -> QuerySet[Edition]:
    """Give the editions that are asked now in the province of `staff`."""
    found = Edition.objects.filter(state=EditionState.LIVE, questionnaire__province_id=staff.province_id)
    if purpose is not None:
        found = found.filter(questionnaire__purpose=purpose)
    return found.select_related("questionnaire").order_by("questionnaire__title")


def responses_of(subject_id: UUID) -> QuerySet[Response]:
    """Give the answers of a subject that stand, newest first; what was corrected gives way to its correction."""
    return (
        Response.objects.filter(subject_id=subject_id, corrected_by__isnull=True)
        .select_related("edition__questionnaire", "acted_by_body", "entered_by__user")
        .order_by("-answered_on", "-recorded_at")
    )


def answers_in(response: Response, *, data_key: bytes | None) -> dict[str, Any]:
    """Decrypt the answers. Errors: crypto.Erased where the person was erased."""
    text = crypto.decrypt_text(data_key, response.answers_ct, aad=crypto.aad_of(*ANSWERS, response.pk))
    held: dict[str, Any] = json.loads(text)
    return held


@dataclass(frozen=True)
class Line:
    """One question as it was asked, and its answer in words; `is_open` where nobody answered."""

    words: str
    answer: str
    is_open: bool


@dataclass(frozen=True)
class Part:
    """The lines under one heading."""

    title: str
    lines: list[Line]


def told(questionnaire: shapes.Questionnaire, answers: dict[str, Any], *, words: dict[str, str]) -> Iterable[Part]:
    """Give the questions that were asked with their answers in words. words: those of yes, no and not known."""
    kept: dict[str, Any] = {}
    for section in questionnaire.sections:
        lines = []
        for question in section.questions:
            if not scoring.is_asked(question, kept):
                continue
            if question.code in answers:
                kept[question.code] = answers[question.code]
            lines.append(_line(question, answers.get(question.code), words))
        yield Part(section.title, lines)


def _line(question: shapes.Question, answer: Any, words: dict[str, str]) -> Line:
    if answer in (None, "", []):
        return Line(question.words, "", is_open=True)
    names = words | {choice.code: choice.words for choice in question.choices}
    given = answer if isinstance(answer, list) else [answer]
    is_closed = question.kind in shapes.CLOSED
    return Line(
        question.words,
        "; ".join(names.get(each, str(each)) if is_closed else str(each) for each in given),
        is_open=False,
    )


def band_words(edition: Edition, band: str) -> shapes.Band | None:
    """Give the band of an edition by its code."""
    return next((each for each in shapes.parsed(edition.content).bands if each.code == band), None)
