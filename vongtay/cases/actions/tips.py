"""Tips, records of hotline 111 and searches of families: taken, passed on, rung back, linked to a case, closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.audit import actions as audit
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import Arrival, receive, require, require_paper
from vongtay.cases.models import Case, Tip, TipStep
from vongtay.cases.permissions import Act
from vongtay.cases.rules import new_code, why_not_tip
from vongtay.cases.states import TipKind, TipState, TipStepKind
from vongtay.common import crypto
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.ring import ring
from vongtay.grants import actions as grants
from vongtay.people import actions as people
from vongtay.people.vault import Facts, Vault
from vongtay.tasks import actions as tasks

PASSED_PARTS = ("identity", "contact", "statement")


@dataclass(frozen=True)
class Told:
    """What was told. `sought`: whom a family looks for; `taken_by` and `paper`: of another body from which it is entered."""

    kind: str
    text: str
    at: datetime
    teller: str = ""
    place: Place | None = None
    urgent: bool = False
    call_number: str = ""
    call_back: bool = False
    sought: Facts | None = None
    born_about: int | None = None
    home_province_id: int | None = None
    taken_by: Body | None = None
    paper: FromPaper | None = None

    def __repr__(self) -> str:
        return f"Told({self.kind})"


@transaction.atomic
def take_tip(*, key: UUID, told: Told, by: Staff) -> Tip:
    """Take a tip. The same `key` again gives the tip made the first time. Of the hotline, the law's clock of passing on starts.

    Errors: Refused without text, without the call's number, for a search without the name of whom the family looks for.
    """
    require(Act.TAKE_TIP, by)
    if (made := Tip.objects.filter(subject_id=key).first()) is not None:
        return made
    _check_told(told)
    if told.taken_by is not None and told.kind != TipKind.HOTLINE:  # a call of the hotline has its number instead
        require_paper(told.taken_by.id, by, told.paper)
    grants.open_subject(key, ground="tip")
    tip = _tip_of(key, told, by)
    if told.sought is not None:
        tip.sought = people.register_person(
            subject_id=key, facts=told.sought, by=by, born_about=told.born_about, home_province_id=told.home_province_id
        )
    tip.save(force_insert=True)
    _step(tip, "tip_taken", by=by, at=told.at, acted_by_body_id=tip.received_by_id)
    if tip.kind == TipKind.HOTLINE:
        tasks.on_event(case_of=tip, event="tip_taken", at=told.at, body_id=by.body_id)
    audit.record(Act.TAKE_TIP, by=by, subject_id=key, details={"kind": tip.kind})
    return tip


def _check_told(told: Told) -> None:
    reasons = []
    if not told.text.strip():
        reasons.append(_("Write down what was told."))
    if told.kind == TipKind.HOTLINE and not told.call_number.strip():
        reasons.append(_("Give the number of the call record."))
    if told.kind == TipKind.MISSING and not (told.sought and told.sought.name):
        reasons.append(_("Give the name of whom the family looks for."))
    if told.call_back and not told.teller.strip():
        reasons.append(_("Say whom to ring back, and on which number."))
    if told.at > timezone.now() + timedelta(minutes=5):
        reasons.append(_("The day lies in the future."))
    if reasons:
        raise Refused(*reasons)


def _tip_of(key: UUID, told: Told, by: Staff) -> Tip:
    province = Place.objects.get(pk=by.province_id)
    data_key = crypto.new_data_key()
    tip = Tip(
        subject_id=key, world=by.world, kind=told.kind, received_at=told.at, entered_by_id=by.post_id, place=told.place, urgent=told.urgent,
        code=f"TIN-{new_code(province.abbrev, told.at.year, by.world)}", call_number=told.call_number.strip(), call_back=told.call_back,
        received_by_id=told.taken_by.id if told.taken_by else by.body_id, wrapped=crypto.wrap(ring(), data_key),
    )  # fmt: skip
    vault = Vault(tip.id, data_key)
    tip.text_ct = vault.seal("cases_tip", "text_ct", tip.id, told.text.strip()) or b""
    tip.teller_ct = vault.seal("cases_tip", "teller_ct", tip.id, told.teller.strip())
    return tip


def _step(tip: Tip, kind: str, *, by: Staff, at: datetime, note: str = "", **facts: Any) -> None:
    step = TipStep(subject_id=tip.subject_id, tip=tip, kind=kind, happened_at=at, entered_by_id=by.post_id, **facts)
    if step.acted_by_body_id is None:
        step.acted_by_body_id = by.body_id
    if note.strip():
        vault = Vault.from_wrapped(tip.id, tip.wrapped)
        step.note_ct = vault.seal("cases_tipstep", "note_ct", step.pk, note.strip())
    step.save(force_insert=True)


def _locked(tip: Tip, version: int, by: Staff, act: Act, to: TipState | None = None) -> Tip:
    """Give the tip locked. Errors: NotAllowed, Stale, WrongState."""
    require(act, by, tip)
    now = Tip.objects.select_for_update(of=("self",)).select_related("entered_by").get(pk=tip.pk)
    if now.version != version:
        raise Stale(_("Somebody else has worked on this tip meanwhile. Look at what is new, then try again."))
    if to is not None and (reasons := why_not_tip(TipState(now.state), to)):
        raise Refused(*reasons)
    now.version += 1
    return now


@transaction.atomic
def pass_tip(*, tip: Tip, to_body: Body, at: datetime, note: str, version: int, by: Staff) -> Tip:
    """Pass a tip on to a body that can act on it, and let that body read it."""
    tip = _locked(tip, version, by, Act.HANDLE_TIP, TipState.PASSED)
    if to_body.id == by.body_id:
        raise Refused(_("A body needs no notice from itself."))
    if at < tip.received_at:
        raise Refused(_("The tip was not there yet at that moment."))
    grants.give(tip.subject_id, to_body.id, role="support", parts=PASSED_PARTS, ground="tip")
    tip.state, tip.passed_to = TipState.PASSED, to_body
    tip.save()
    _step(tip, "tip_passed", by=by, at=at, note=note, to_body=to_body)
    tasks.on_event(case_of=tip, event="tip_passed", at=at, body_id=to_body.id)
    audit.record(Act.HANDLE_TIP, by=by, subject_id=tip.subject_id, details={"to": to_body.code})
    return tip


@transaction.atomic
def note_call(*, tip: Tip, act: str, at: datetime, note: str, version: int, by: Staff) -> Tip:
    """Note that the caller was rung back, or was given advice and named services. act: called_back or caller_referred."""
    tip = _locked(tip, version, by, Act.HANDLE_TIP)
    if act not in {"called_back", "caller_referred"}:
        raise Refused(_("Choose what was done."))
    if at < tip.received_at:
        raise Refused(_("The tip was not there yet at that moment."))
    if not note.strip():
        raise Refused(_("Write down what was said."))
    if act == "called_back":
        tip.call_back = False
    tip.save()
    _step(tip, act, by=by, at=at, note=note)
    audit.record(Act.HANDLE_TIP, by=by, subject_id=tip.subject_id, details={"act": act})
    return tip


@transaction.atomic
def link_tip(*, tip: Tip, case: Case, version: int, by: Staff, same_person: bool = False) -> Tip:
    """Link a tip with a case within reach. same_person: a person looked at the match and says that it is whom the family seeks."""
    tip = _locked(tip, version, by, Act.LINK_TIP, TipState.LINKED)
    require(Act.RECORD_STEP, by, case)
    tip.state, tip.case = TipState.LINKED, case
    tip.save()
    if same_person and tip.sought is not None:
        people.link_people(one=tip.sought, other=case.person, same=True, by=by)
    _step(tip, TipStepKind.LINKED, by=by, at=timezone.now())
    tasks.settle(case_of=tip)
    for subject in (tip.subject_id, case.subject_id):
        audit.record(Act.LINK_TIP, by=by, subject_id=subject, details={"same_person": same_person})
    return tip


@transaction.atomic
def receive_from_tip(*, tip: Tip, key: UUID, arrival: Arrival, facts: Facts, by: Staff) -> Case:
    """Turn a tip into a case: the person was found and is received. The same `key` again gives the same case."""
    if (made := Case.objects.filter(subject_id=key).first()) is not None:
        return made
    case = receive(key=key, arrival=arrival, facts=facts, by=by)
    link_tip(tip=tip, case=case, version=tip.version, by=by)
    audit.record("cases.receive_from_tip", by=by, subject_id=tip.subject_id)
    return case


@transaction.atomic
def close_tip(*, tip: Tip, reason: str, note: str, version: int, by: Staff) -> Tip:
    """Close a tip that led nowhere, with its reason."""
    tip = _locked(tip, version, by, Act.HANDLE_TIP, TipState.CLOSED)
    if not reason:
        raise Refused(_("Say why the tip is closed."))
    tip.state, tip.close_reason = TipState.CLOSED, reason
    tip.save()
    _step(tip, TipStepKind.CLOSED, by=by, at=timezone.now(), note=note)
    tasks.settle(case_of=tip)
    audit.record(Act.HANDLE_TIP, by=by, subject_id=tip.subject_id, details={"reason": reason})
    return tip


@transaction.atomic
def reopen_tip(*, tip: Tip, note: str, version: int, by: Staff) -> Tip:
    """Take a closed tip up again, with a reason."""
    tip = _locked(tip, version, by, Act.HANDLE_TIP, TipState.NEW)
    if not note.strip():
        raise Refused(_("Say why the tip is taken up again."))
    tip.state, tip.close_reason = TipState.NEW, ""
    tip.save()
    _step(tip, TipStepKind.REOPENED, by=by, at=timezone.now(), note=note)
    audit.record(Act.HANDLE_TIP, by=by, subject_id=tip.subject_id, details={"reopened": True})
    return tip
