"""What is written down while somebody is lodged: notes, things in keeping, incidents. By who cares for them; all texts under their key."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases import actions as cases
from vongtay.cases.actions import locked
from vongtay.cases.models import Case
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.support.actions.base import require
from vongtay.support.lodgings import Lodging
from vongtay.support.models import Belonging, DayNote, Incident
from vongtay.support.permissions import Act
from vongtay.support.queries import lodging_with
from vongtay.support.states import IncidentKind, NoteKind
from vongtay.tasks.actions import Wish


@transaction.atomic
def note_day(*, key: UUID, case: Case, stay_id: UUID, on: date, kind: str, words: str, by: Staff) -> DayNote:
    """Write a note into somebody's book. A medical one is read by the part health alone. The same `key` again writes nothing."""
    require(Act.WRITE_BOOK, by, case)
    case = locked(case)
    if (made := DayNote.objects.filter(pk=key, case=case).first()) is not None:
        return made
    lodging = _lodging(case, stay_id)
    reasons = _why_not_day(lodging, on)
    if kind not in NoteKind.values or not words.strip():
        reasons.append(_("Say it in words."))
    if reasons:
        raise Refused(*reasons)
    row = DayNote(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, stay_id=stay_id, person_id=lodging.last.person_id, on=on, kind=kind,
        words_ct=Vault.of(case.person_id).seal("support_daynote", "words_ct", key, words.strip()) or b"",
    )  # fmt: skip
    row.save(force_insert=True)
    part = "health" if kind == NoteKind.MEDICAL else "shelter"
    audit.record(Act.WRITE_BOOK, by=by, subject_id=case.subject_id, part=part, details={"kind": kind})
    return row


@dataclass(frozen=True)
class Received:
    """Things received into keeping: one a line, by whom, beside whom."""

    things: str
    on: date
    by: str
    witness: str

    def __repr__(self) -> str:
        return "Received(…)"


@transaction.atomic
def receive_belongings(*, key: UUID, case: Case, stay_id: UUID, received: Received, by: Staff) -> Belonging:
    """Take things into keeping against a receipt; a second person signs beside. The same `key` again takes nothing."""
    require(Act.KEEP_BELONGINGS, by, case)
    case = locked(case)
    if (made := Belonging.objects.filter(pk=key, case=case).first()) is not None:
        return made
    lodging = _lodging(case, stay_id)
    reasons = _why_not_day(lodging, received.on)
    if not received.things.strip():
        reasons.append(_("Name what was received, one thing a line."))
    if not received.by.strip() or not received.witness.strip():
        reasons.append(_("Name who received it and who signed beside."))
    elif received.by.strip().casefold() == received.witness.strip().casefold():
        reasons.append(_("Whoever signs beside is another person."))
    if reasons:
        raise Refused(*reasons)
    vault, table = Vault.of(case.person_id), "support_belonging"
    row = Belonging(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, stay_id=stay_id, person_id=lodging.last.person_id,
        received_on=received.on, list_ct=vault.seal(table, "list_ct", key, received.things.strip()) or b"",
        received_by_ct=vault.seal(table, "received_by_ct", key, received.by.strip()) or b"",
        witness_ct=vault.seal(table, "witness_ct", key, received.witness.strip()) or b"",
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(Act.KEEP_BELONGINGS, by=by, subject_id=case.subject_id, part="shelter")
    return row


@transaction.atomic
def give_belongings_back(*, belonging: Belonging, on: date, to: str, witness: str, by: Staff) -> Belonging:
    """Give everything of a receipt back; a second person signs beside."""
    require(Act.KEEP_BELONGINGS, by, belonging.case)
    case = locked(belonging.case)
    row = Belonging.objects.select_for_update(of=("self",)).get(pk=belonging.pk)
    if row.back_on:
        raise WrongState(_("This was given back already."))
    reasons = [_("The day lies in the future.")] if on > today() else []
    if on < row.received_on or not to.strip() or not witness.strip():
        reasons.append(_("Say when it was given back, to whom, and who signed beside."))
    elif to.strip().casefold() == witness.strip().casefold():
        reasons.append(_("Whoever signs beside is another person."))
    if reasons:
        raise Refused(*reasons)
    vault, table = Vault.of(case.person_id), "support_belonging"
    row.back_on, row.back_by_id = on, by.post_id
    row.back_to_ct = vault.seal(table, "back_to_ct", row.pk, to.strip())
    row.back_witness_ct = vault.seal(table, "back_witness_ct", row.pk, witness.strip())
    row.save(update_fields=["back_on", "back_by", "back_to_ct", "back_witness_ct"])
    audit.record("support.give_belongings_back", by=by, subject_id=case.subject_id, part="shelter")
    return row


@dataclass(frozen=True)
class Happened:
    """An incident in words, who was told, and the task that follows: its words and day, for one's own body."""

    at: datetime
    kind: str
    what: str
    told: str = ""
    task: str = ""
    task_due: date | None = None

    def __repr__(self) -> str:
        return f"Happened({self.kind})"


@transaction.atomic
def record_incident(*, key: UUID, case: Case, stay_id: UUID, happened: Happened, by: Staff) -> Incident:
    """Write an incident down and set the task that follows, in one act. The same `key` again writes nothing."""
    require(Act.RECORD_INCIDENT, by, case)
    case = locked(case)
    if (made := Incident.objects.filter(pk=key, case=case).first()) is not None:
        return made
    lodging = _lodging(case, stay_id)
    reasons = []
    if happened.at > timezone.now() or happened.at < lodging.first.began:
        reasons.append(_("The moment lies in the future, or before the stay."))
    if happened.kind not in IncidentKind.values or not happened.what.strip():
        reasons.append(_("Say what happened."))
    if reasons:
        raise Refused(*reasons)
    task = None
    if happened.task.strip():
        wish = Wish(happened.task.strip(), Body.objects.get(pk=by.body_id), due_on=happened.task_due)
        task = cases.add_task(case=case, key=key, wish=wish, by=by)
    vault, table = Vault.of(case.person_id), "support_incident"
    row = Incident(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, stay_id=stay_id, person_id=lodging.last.person_id,
        happened_at=happened.at, kind=happened.kind, task=task, what_ct=vault.seal(table, "what_ct", key, happened.what.strip()) or b"",
        told_ct=vault.seal(table, "told_ct", key, happened.told.strip()),
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(Act.RECORD_INCIDENT, by=by, subject_id=case.subject_id, part="shelter", details={"kind": row.kind})
    return row


def _lodging(case: Case, stay_id: UUID) -> Lodging:
    lodging = lodging_with(case, stay_id)
    if lodging is None:
        raise Refused(_("This stay does not belong to the case."))
    return lodging


def _why_not_day(lodging: Lodging, on: date) -> list[str]:
    if on > today():
        return [_("The day lies in the future.")]
    return [_("The day lies before the stay.")] if on < lodging.began_on else []
