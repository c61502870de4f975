"""What is wrong with a questionnaire, in words."""

from django.utils.translation import gettext_noop

from vongtay.questionnaires.shapes import Fault

FAULT_LABELS: dict[Fault, str] = {
    Fault.NO_QUESTION: gettext_noop("There is no question yet."),
    Fault.TOO_MANY: gettext_noop("There are more questions than anybody can be asked."),
    Fault.SAME_CODE: gettext_noop("Two questions have the same code."),
    Fault.NO_WORDS: gettext_noop("The words are missing."),
    Fault.FEW_CHOICES: gettext_noop("Give at least two answers to choose from."),
    Fault.SAME_CHOICE: gettext_noop("Two answers are the same."),
    Fault.LATER_QUESTION: gettext_noop("It depends on a question that is not asked before it."),
    Fault.OPEN_QUESTION: gettext_noop("It depends on a question without answers to choose from."),
    Fault.OTHER_ANSWER: gettext_noop("It depends on an answer that the question does not have."),
    Fault.EMPTY_RANGE: gettext_noop("The lowest number lies above the highest."),
    Fault.SAME_BAND: gettext_noop("Two bands begin at the same score."),
    Fault.NO_LOWEST_BAND: gettext_noop("One band must begin at the lowest score that can come out."),
}
