"""What changed between two editions, question by question. Plain Python."""

from dataclasses import dataclass

from vongtay.questionnaires.shapes import Question, Questionnaire


@dataclass(frozen=True)
class Differences:
    """Questions that came, went, or are asked otherwise (before, after); whether the bands or the introduction changed."""

    added: list[Question]
    removed: list[Question]
    changed: list[tuple[Question, Question]]
    order_changed: bool
    scoring_changed: bool
    intro_changed: bool

    def __bool__(self) -> bool:
        return any(vars(self).values())


def differences(before: Questionnaire, after: Questionnaire) -> Differences:
    """Compare two editions by the codes of their questions."""
    old = {question.code: question for question in before.questions()}
    new = {question.code: question for question in after.questions()}
    kept = [code for code in new if code in old]
    return Differences(
        added=[new[code] for code in new if code not in old],
        removed=[old[code] for code in old if code not in new],
        changed=[(old[code], new[code]) for code in kept if old[code] != new[code]],
        order_changed=kept != [code for code in old if code in new],
        scoring_changed=before.bands != after.bands,
        intro_changed=before.intro != after.intro,
    )
