"""Asking a person of a case a questionnaire, and correcting what was written down."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from vongtay.audit import actions as audit
from vongtay.cases.actions.reception import add_step, locked, moment_of, require
from vongtay.cases.models import Case
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_day
from vongtay.cases.states import StepKind
from vongtay.common.access import Refused, Staff
from vongtay.common.days import day_in_vietnam
from vongtay.people.vault import Vault
from vongtay.questionnaires import actions as questionnaires
from vongtay.questionnaires.models import Edition, Response


@transaction.atomic
def ask_questionnaire(
    *,
    case: Case,
    edition: Edition,
    asked: questionnaires.Asked,
    answers: Mapping[str, Any],
    by: Staff,
    corrects: Response | None = None,
) -> Response:
    """Keep what the person of a case answered, with the edition that was asked; a correction keeps both.

    A score is a hint: nothing moves by it. Errors: NotAllowed, Refused, Stale.
    """
    require(Act.ASK, by, case)
    case = locked(case)
    if reasons := why_not_day(asked.answered_on, event_on=case.event_on, today=day_in_vietnam(timezone.now())):
        raise Refused(*reasons)
    is_new = not Response.objects.filter(pk=asked.key).exists()
    own = replace(asked, subject_id=case.subject_id, person_id=case.person_id, data_key=Vault.of(case.person_id).key)
    response = questionnaires.save_response(edition=edition, asked=own, answers=answers, by=by, corrects=corrects)
    if is_new:
        add_step(
            case, StepKind.ASKED, by=by, at=moment_of(asked.answered_on),
            details={"questionnaire": edition.questionnaire.code, "edition": edition.number, "corrects": corrects is not None},
        )  # fmt: skip
        audit.record(
            Act.ASK,
            by=by,
            subject_id=case.subject_id,
            part="statement",
            details={"questionnaire": edition.questionnaire.code},
        )
    return response
