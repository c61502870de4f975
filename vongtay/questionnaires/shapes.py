"""What a questionnaire is: sections of questions, conditions, bands of the score. Plain values; no database.

A questionnaire is stored as JSON (`dumped`) and read back (`parsed`); `faults_of` says what keeps it from being used.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

YES, NO, UNKNOWN = "yes", "no", "unknown"  # "not known" is an answer of every closed question
MOST_QUESTIONS = 120


class Kind(StrEnum):
    YES_NO = "yes_no"
    ONE = "one"
    MANY = "many"
    NUMBER = "number"
    DAY = "day"
    TEXT = "text"


CHOOSING = frozenset({Kind.ONE, Kind.MANY})
CLOSED = CHOOSING | {Kind.YES_NO}


@dataclass(frozen=True)
class Choice:
    """One answer to choose, and what it adds to the score."""

    code: str
    words: str
    score: int = 0


@dataclass(frozen=True)
class Condition:
    """The question is asked only where an earlier one was answered by one of these codes."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question. `score` counts for a "yes"; `shown_if` must all hold; `low` and `high` limit a number."""

    code: str
    words: str
    kind: Kind = Kind.YES_NO
    help: str = ""
    choices: tuple[Choice, ...] = ()
    score: int = 0
    shown_if: tuple[Condition, ...] = ()
    low: int | None = None
    high: int | None = None

    @property
    def answer_codes(self) -> frozenset[str]:
        """The codes that an answer to a closed question may be."""
        if self.kind == Kind.YES_NO:
            return frozenset({YES, NO, UNKNOWN})
        return frozenset({choice.code for choice in self.choices} | {UNKNOWN}) if self.kind in CHOOSING else frozenset()


@dataclass(frozen=True)
class Section:
    """Questions under one heading."""

    title: str
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Band:
    """What a score from `low` upwards suggests. A hint to whoever asks, never a finding about the person."""

    code: str
    words: str
    low: int
    advice: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire as it is asked. Without bands nothing is scored."""

    intro: str = ""
    sections: tuple[Section, ...] = ()
    bands: tuple[Band, ...] = field(default=())

    def questions(self) -> Iterator[Question]:
        """Give the questions in the order in which they are asked."""
        for section in self.sections:
            yield from section.questions

    def question(self, code: str) -> Question:
        """Give one question. Errors: KeyError."""
        found = next((question for question in self.questions() if question.code == code), None)
        if found is None:
            raise KeyError(code)
        return found

    def with_question(self, question: Question) -> "Questionnaire":
        """Give the questionnaire with one of its questions changed."""
        return replace(self, sections=tuple(
            replace(part, questions=tuple(question if held.code == question.code else held for held in part.questions))
            for part in self.sections
        ))  # fmt: skip


def dumped(questionnaire: Questionnaire) -> dict[str, Any]:
    """Give a questionnaire as plain JSON values."""
    plain: dict[str, Any] = asdict(questionnaire)
    return plain


def parsed(content: Mapping[str, Any]) -> Questionnaire:
    """Read a questionnaire from plain values. Errors: KeyError, TypeError or ValueError where it has not that shape."""
    return Questionnaire(
        intro=str(content.get("intro", "")),
        sections=tuple(
            Section(str(part["title"]), tuple(_question(each) for each in part.get("questions", ())))
            for part in content.get("sections", ())
        ),
        bands=tuple(
            Band(str(each["code"]), str(each["words"]), int(each["low"]), str(each.get("advice", "")))
            for each in content.get("bands", ())
        ),
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        code=str(row["code"]), words=str(row["words"]), kind=Kind(row.get("kind", Kind.YES_NO)), help=str(row.get("help", "")),
        choices=tuple(Choice(str(each["code"]), str(each["words"]), int(each.get("score", 0))) for each in row.get("choices", ())),
        score=int(row.get("score", 0)), low=row.get("low"), high=row.get("high"),
        shown_if=tuple(Condition(str(each["question"]), tuple(each["answers"])) for each in row.get("shown_if", ())),
    )  # fmt: skip


class Fault(StrEnum):
    """Why a questionnaire can't be used yet."""

    NO_QUESTION = "no_question"
    TOO_MANY = "too_many"
    SAME_CODE = "same_code"
    NO_WORDS = "no_words"
    FEW_CHOICES = "few_choices"
    SAME_CHOICE = "same_choice"
    LATER_QUESTION = "later_question"
    OPEN_QUESTION = "open_question"
    OTHER_ANSWER = "other_answer"
    EMPTY_RANGE = "empty_range"
    SAME_BAND = "same_band"
    NO_LOWEST_BAND = "no_lowest_band"


def faults_of(questionnaire: Questionnaire) -> list[tuple[str, Fault]]:
    """Tell what keeps a questionnaire from being used: the code of the question or band, and why."""
    asked = list(questionnaire.questions())
    found: list[tuple[str, Fault]] = []
    if not asked:
        found.append(("", Fault.NO_QUESTION))
    if len(asked) > MOST_QUESTIONS:
        found.append(("", Fault.TOO_MANY))
    before: dict[str, Question] = {}
    for question in asked:
        if question.code in before:
            found.append((question.code, Fault.SAME_CODE))
        found += [(question.code, fault) for fault in _own_faults(question)]
        found += [(question.code, fault) for fault in _condition_faults(question, before)]
        before[question.code] = question
    return [*found, *_band_faults(questionnaire)]


def _own_faults(question: Question) -> Iterator[Fault]:
    if not question.words.strip() or any(not choice.words.strip() for choice in question.choices):
        yield Fault.NO_WORDS
    if question.kind in CHOOSING and len(question.choices) < 2:
        yield Fault.FEW_CHOICES
    if len({choice.code for choice in question.choices}) < len(question.choices):
        yield Fault.SAME_CHOICE
    if question.low is not None and question.high is not None and question.low > question.high:
        yield Fault.EMPTY_RANGE


def _condition_faults(question: Question, before: Mapping[str, Question]) -> Iterator[Fault]:
    for condition in question.shown_if:
        asked = before.get(condition.question)
        if asked is None:
            yield Fault.LATER_QUESTION
        elif asked.kind not in CLOSED:
            yield Fault.OPEN_QUESTION
        elif not condition.answers or not set(condition.answers) <= asked.answer_codes:
            yield Fault.OTHER_ANSWER


def _band_faults(questionnaire: Questionnaire) -> Iterator[tuple[str, Fault]]:
    lows = [band.low for band in questionnaire.bands]
    for band in questionnaire.bands:
        if not band.words.strip():
            yield band.code, Fault.NO_WORDS
    if len(set(lows)) < len(lows):
        yield "", Fault.SAME_BAND
    if lows and min(lows) > lowest_score(questionnaire):
        yield "", Fault.NO_LOWEST_BAND


def lowest_score(questionnaire: Questionnaire) -> int:
    """Give a score that no set of answers goes below."""
    return sum(min(0, *_scores(question)) for question in questionnaire.questions())


def _scores(question: Question) -> list[int]:
    """Give what the answers to a question may add, nought included."""
    if question.kind == Kind.MANY:
        return [0, sum(choice.score for choice in question.choices if choice.score < 0)]
    return [0, question.score, *(choice.score for choice in question.choices)]
