"""Which questions are asked, and what the answers add up to. Plain Python."""

from collections.abc import Mapping
from typing import Any

from vongtay.questionnaires.shapes import UNKNOWN, YES, Band, Kind, Question, Questionnaire

Answers = Mapping[str, Any]  # code of a question -> its answer; a question that was not answered is left out


def is_asked(question: Question, answers: Answers) -> bool:
    """Say whether a question is asked, given the answers before it."""
    return all(_given(answers.get(held.question)) & set(held.answers) for held in question.shown_if)


def asked(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Give the answers to the questions that are asked; what depends on an unasked question is not asked either."""
    kept: dict[str, Any] = {}
    for question in questionnaire.questions():
        if question.code in answers and is_asked(question, kept):
            kept[question.code] = answers[question.code]
    return kept


def score(questionnaire: Questionnaire, answers: Answers) -> int:
    """Add up what the answers to the questions that are asked count for."""
    held = asked(questionnaire, answers)
    return sum(_score(question, held.get(question.code)) for question in questionnaire.questions())


def band_of(questionnaire: Questionnaire, points: int) -> Band | None:
    """Give the band of a score; None where nothing is scored."""
    reached = [band for band in questionnaire.bands if band.low <= points]
    return max(reached, key=lambda band: band.low) if reached else None


def open_questions(questionnaire: Questionnaire, answers: Answers) -> list[Question]:
    """Give the questions that are asked and that nobody has answered, not even by "not known"."""
    held = asked(questionnaire, answers)
    return [each for each in questionnaire.questions() if each.code not in held and is_asked(each, held)]


def _given(answer: Any) -> set[str]:
    return set(answer) if isinstance(answer, list) else {answer}


def _score(question: Question, answer: Any) -> int:
    if question.kind == Kind.YES_NO:
        return question.score if answer == YES else 0
    chosen = _given(answer) - {UNKNOWN}
    return sum(choice.score for choice in question.choices if choice.code in chosen)
