"""The demo's questionnaire: shipped, put into use by a second person, and asked in some of the open cases."""

import uuid
from random import Random

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import Role, World
from vongtay.cases.actions import ask_questionnaire
from vongtay.cases.queries import cases_of
from vongtay.cases.states import OPEN
from vongtay.questionnaires import actions
from vongtay.questionnaires.actions import Asked
from vongtay.questionnaires.models import Edition, EditionState
from vongtay.questionnaires.shapes import Kind, Question, parsed
from vongtay.questionnaires.shipped import shipped_by_code

SEED = 2026
ASKED = 12
BODY = "LS.SYT"


@transaction.atomic
def load_questionnaires() -> int:
    """Put the shipped screening into use and ask it in some cases, unless that was done. Gives how many answers there are."""
    with acting_as(_post(Role.ADMINISTRATOR)) as by:
        if Edition.objects.exists():
            return 0
        held = shipped_by_code("initial-screening")
        if held is None:
            return 0
        edition = actions.begin_questionnaire(
            title=held.title, purpose=held.purpose, source=held.source, content=held.content, by=by
        )
        edition = actions.propose_draft(edition=edition, version=edition.version, by=by)
    with acting_as(_post(Role.HEAD)) as by:
        edition = actions.sign_off(edition=edition, version=edition.version, by=by)
    return _ask(edition, Random(SEED))  # noqa: S311  # chance for invented answers


def _ask(edition: Edition, chance: Random) -> int:
    assert edition.state == EditionState.LIVE  # noqa: S101  # signed off above
    with acting_as(_post(Role.CASE_WORKER)) as by:
        cases = list(cases_of(by).filter(state__in=OPEN)[:ASKED])
        for case in cases:
            answers = {each.code: _answer(each, chance) for each in parsed(edition.content).questions()}
            asked = Asked(
                uuid.UUID(int=chance.getrandbits(128), version=4),
                case.subject_id,
                case.person_id,
                None,
                case.received_on,
            )
            ask_questionnaire(case=case, edition=edition, asked=asked, answers=answers, by=by)
        return len(cases)


def _answer(question: Question, chance: Random) -> object:
    if question.kind == Kind.YES_NO:
        return chance.choices(("yes", "no", "unknown"), weights=(2, 4, 2))[0]
    if question.kind == Kind.MANY:
        return [chance.choice(question.choices).code]
    return chance.choice(question.choices).code if question.choices else "Muốn về nhà (giả định)."


def _post(role: Role) -> Post:
    return Post.objects.get(role=role, body__code=BODY, world=World.DEMO)
