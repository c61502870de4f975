"""Every write of questionnaires and answers: who, state, write, log; one transaction each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common import crypto
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, WrongState, may
from vongtay.common.vietnamese import fold
from vongtay.questionnaires import scoring, shapes
from vongtay.questionnaires.models import Edition, EditionState, Questionnaire, Response
from vongtay.questionnaires.permissions import RULES, Act
from vongtay.questionnaires.queries import ANSWERS
from vongtay.questionnaires.wording import FAULT_LABELS


def _require(act: Act, by: Staff, record: Any = None) -> None:
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post may not do this with questionnaires."))


def _locked(edition: Edition, version: int | None = None) -> Edition:
    """Give the edition locked for this transaction. Errors: Stale if it is no longer what the page showed."""
    now = Edition.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=edition.pk)
    if version is not None and now.version != version:
        raise Stale(_("Somebody else has changed this draft meanwhile. Look at what is new, then try again."))
    return now


def _saved(edition: Edition) -> Edition:
    edition.version += 1
    edition.changed_at = timezone.now()
    edition.save()
    return edition


@transaction.atomic
def begin_questionnaire(
    *, title: str, purpose: str, source: str = "", content: Mapping[str, Any] | None = None, by: Staff
) -> Edition:
    """Begin a questionnaire with its first draft, empty or with a content that is shipped."""
    _require(Act.EDIT, by)
    code = slugify(fold(title))[:60]
    if not code:
        raise Refused(_("Give it a title with letters."))
    if Questionnaire.objects.filter(province_id=by.province_id, code=code).exists():
        raise Refused(_("There is a questionnaire of this name already."))
    made = Questionnaire.objects.create(
        province_id=by.province_id, code=code, title=title.strip(), purpose=purpose, source=source.strip()
    )
    shape = shapes.parsed(content) if content is not None else shapes.Questionnaire()
    edition = Edition.objects.create(
        questionnaire=made, number=1, content=shapes.dumped(shape), made_by_id=by.post_id, made_user=by.account
    )
    audit.record(Act.EDIT, by=by, details={"questionnaire": code, "edition": 1})
    return edition


@transaction.atomic
def begin_draft(*, questionnaire: Questionnaire, by: Staff) -> Edition:
    """Begin the next edition with what the newest one asks. The one in use stays in use until it is signed off."""
    _require(Act.EDIT, by)
    newest = Edition.objects.select_for_update().filter(questionnaire=questionnaire).order_by("-number").first()
    if newest is None or newest.state in {EditionState.DRAFT, EditionState.PROPOSED}:
        raise Refused(_("A draft of this questionnaire is being worked on already."))
    edition = Edition.objects.create(
        questionnaire=questionnaire, number=newest.number + 1, content=newest.content, made_by_id=by.post_id,
        made_user=by.account,
    )  # fmt: skip
    audit.record(Act.EDIT, by=by, details={"questionnaire": questionnaire.code, "edition": edition.number})
    return edition


@transaction.atomic
def change_draft(*, edition: Edition, content: shapes.Questionnaire, version: int, by: Staff) -> Edition:
    """Give a draft its new content. Whoever changes it last has written it, and does not sign it off."""
    _require(Act.EDIT, by)
    edition = _locked(edition, version)
    if edition.state != EditionState.DRAFT:
        raise WrongState(_("Only a draft is edited. Begin a new edition."))
    edition.content, edition.made_by_id, edition.made_user = shapes.dumped(content), by.post_id, by.account
    audit.record(Act.EDIT, by=by, details={"questionnaire": edition.questionnaire.code, "edition": edition.number})
    return _saved(edition)


@transaction.atomic
def propose_draft(*, edition: Edition, version: int, by: Staff) -> Edition:
    """Hand a draft to a second person. Errors: Refused with what keeps it from being used."""
    _require(Act.EDIT, by)
    edition = _locked(edition, version)
    if edition.state != EditionState.DRAFT:
        raise WrongState(_("Only a draft is handed on."))
    if faults := shapes.faults_of(shapes.parsed(edition.content)):
        raise Refused(
            *[f"{where}: {_(FAULT_LABELS[why])}".removeprefix(": ") for where, why in faults]
        )  # words of the table
    edition.state = EditionState.PROPOSED
    audit.record(Act.EDIT, by=by, details={"questionnaire": edition.questionnaire.code, "proposed": edition.number})
    return _saved(edition)


@transaction.atomic
def return_draft(*, edition: Edition, version: int, by: Staff) -> Edition:
    """Give a proposed edition back to be worked on."""
    if not (may(RULES, Act.EDIT, by) or may(RULES, Act.SIGN_OFF, by, edition)):
        raise NotAllowed(_("Your post may not do this with questionnaires."))
    edition = _locked(edition, version)
    if edition.state != EditionState.PROPOSED:
        raise WrongState(_("This edition does not wait to be signed off."))
    edition.state = EditionState.DRAFT
    audit.record(Act.EDIT, by=by, details={"questionnaire": edition.questionnaire.code, "returned": edition.number})
    return _saved(edition)


@transaction.atomic
def sign_off(*, edition: Edition, version: int, by: Staff) -> Edition:
    """Put an edition into use; the one before it is retired, and answers to it stay as they were."""
    edition = _locked(edition, version)
    _require(Act.SIGN_OFF, by, edition)
    if edition.state != EditionState.PROPOSED:
        raise WrongState(_("This edition does not wait to be signed off."))
    now = timezone.now()
    Edition.objects.filter(questionnaire=edition.questionnaire, state=EditionState.LIVE).update(
        state=EditionState.RETIRED, retired_at=now
    )
    edition.state, edition.live_at = EditionState.LIVE, now
    edition.signed_off_by_id, edition.signed_off_user = by.post_id, by.account
    audit.record(Act.SIGN_OFF, by=by, details={"questionnaire": edition.questionnaire.code, "edition": edition.number})
    return _saved(edition)


@transaction.atomic
def retire(*, edition: Edition, version: int, by: Staff) -> Edition:
    """Take an edition out of use: it is asked no more, and its answers stay."""
    _require(Act.RETIRE, by, edition)
    edition = _locked(edition, version)
    if edition.state != EditionState.LIVE:
        raise WrongState(_("This edition is not in use."))
    edition.state, edition.retired_at = EditionState.RETIRED, timezone.now()
    audit.record(Act.RETIRE, by=by, details={"questionnaire": edition.questionnaire.code, "edition": edition.number})
    return _saved(edition)


@dataclass(frozen=True)
class Asked:
    """Whose answers they are, and when they were asked. key: made before sending, so that sending twice makes one."""

    key: UUID
    subject_id: UUID
    person_id: UUID
    data_key: bytes | None
    answered_on: date
    acted_by_body_id: UUID | None = None

    def __repr__(self) -> str:
        return f"Asked({self.key})"


@transaction.atomic
def save_response(
    *, edition: Edition, asked: Asked, answers: Mapping[str, Any], by: Staff, corrects: Response | None = None
) -> Response:
    """Keep somebody's answers with the edition that was asked. The same key again gives the response made first.

    Errors: NotAllowed, Refused, Stale where the corrected one was corrected already, crypto.Erased.
    """
    _require(Act.ASK, by)
    if (made := Response.objects.filter(pk=asked.key).first()) is not None:
        return made
    if edition.state not in {EditionState.LIVE, EditionState.RETIRED}:
        raise WrongState(_("This edition was never put into use."))
    if corrects is not None and Response.objects.filter(corrects=corrects).exists():
        raise Stale(_("These answers were corrected meanwhile."))
    if asked.data_key is None:
        raise crypto.Erased
    shape = shapes.parsed(edition.content)
    held = scoring.asked(shape, answers)
    if not held:
        raise Refused(_("Nothing was answered yet."))
    points = scoring.score(shape, held) if shape.bands else None
    band = scoring.band_of(shape, points) if points is not None else None
    response = Response(
        id=asked.key, subject_id=asked.subject_id, person_id=asked.person_id, world=by.world, edition=edition, score=points,
        band=band.code if band else "", answered_on=asked.answered_on, acted_by_body_id=asked.acted_by_body_id or by.body_id,
        entered_by_id=by.post_id, corrects=corrects,
        answers_ct=crypto.encrypt(asked.data_key, json.dumps(held, ensure_ascii=False), aad=crypto.aad_of(*ANSWERS, asked.key)),
    )  # fmt: skip
    response.save(force_insert=True)
    audit.record(
        Act.ASK, by=by, subject_id=asked.subject_id, part="statement",
        details={"questionnaire": edition.questionnaire.code, "edition": edition.number, "corrects": corrects is not None},
    )  # fmt: skip
    return response
