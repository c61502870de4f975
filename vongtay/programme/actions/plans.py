"""Writing plans: tasks to bodies, progress, a leader's light, targets. What is noted is never edited; the next note follows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_OID, UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import today
from vongtay.indicators.models import Indicator
from vongtay.papers import actions as papers
from vongtay.papers.files import DOCX, SCANS
from vongtay.papers.models import Instrument
from vongtay.papers.uploads import admitted
from vongtay.programme.actions.base import require
from vongtay.programme.models import Judgement, PlanSupport, PlanTask, Progress, Target
from vongtay.programme.permissions import Act
from vongtay.programme.states.documents import WorkState
from vongtay.tasks import actions as tasks
from vongtay.tasks.models import Task


@dataclass(frozen=True)
class Work:
    """A task as the plan gives it."""

    text: str
    lead: Body
    due_on: date | None = None
    number: str = ""
    supports: tuple[Body, ...] = ()


def _checked(row: models.Model) -> None:
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong


@transaction.atomic
def enter_work(*, key: UUID, plan: Instrument, given: Work, by: Staff) -> PlanTask:
    """Give a task of a plan to its lead. The same `key` again gives the task made the first time.

    A lead that signs in has it among its tasks; for one that does not, one's own body is reminded to ask.
    """
    require(Act.KEEP_PLAN, by, plan)
    if (made := PlanTask.objects.filter(pk=key).first()) is not None:
        return made
    if not given.text.strip():
        raise Refused(_("Say what is to be done."))
    row = PlanTask(
        id=key, world=by.world, province_id=by.province_id, plan=plan, number=given.number.strip(), text=given.text.strip(), lead=given.lead,
        due_on=given.due_on, body_id=by.body_id, entered_by_id=by.post_id,
    )  # fmt: skip
    row.task = _give(row, by)
    row.save(force_insert=True)
    _support(row, given.supports, by)
    audit.record(Act.KEEP_PLAN, by=by, details={"work": str(row.pk), "lead": given.lead.code})
    return row


def _give(row: PlanTask, by: Staff) -> Task | None:
    if row.due_on is None or row.due_on < today():
        return None
    body, text = row.lead, row.text
    if not row.lead.signs_in:
        body, text = (
            Body.objects.get(pk=by.body_id),
            _("Ask %(body)s: %(text)s") % {"body": row.lead.short_name, "text": row.text},
        )
    wish = tasks.Wish(text[:300], body, None, row.due_on, reverse("programme:work", args=[row.pk]))
    return tasks.add_task(key=uuid5(NAMESPACE_OID, f"work {row.pk} {row.version}"), wish=wish, by=by)


def _support(row: PlanTask, bodies: tuple[Body, ...], by: Staff) -> None:
    wanted = {body.pk for body in bodies} - {row.lead_id}
    held = set(row.supports.values_list("body_id", flat=True))
    row.supports.filter(body_id__in=held - wanted).delete()
    PlanSupport.objects.bulk_create(
        PlanSupport(world=by.world, province_id=by.province_id, work=row, body_id=pk) for pk in wanted - held
    )


@transaction.atomic
def correct_work(*, row: PlanTask, given: Work, version: int, by: Staff) -> PlanTask:
    """Correct a task that is open; its lead's task ends and another one follows where lead, day or words changed."""
    require(Act.CORRECT_WORK, by, row)
    row = PlanTask.objects.select_for_update(of=("self",)).select_related("lead").get(pk=row.pk)
    if row.version != version or row.state != WorkState.OPEN:
        raise Stale(_("Somebody has changed this task meanwhile. Look at what is new."))
    if not given.text.strip():
        raise Refused(_("Say what is to be done."))
    before = (row.lead_id, row.due_on, row.text)
    row.number, row.text, row.lead, row.due_on, row.version = (
        given.number.strip(),
        given.text.strip(),
        given.lead,
        given.due_on,
        version + 1,
    )
    if before != (row.lead_id, row.due_on, row.text):
        if row.task_id is not None:
            tasks.fulfil(key=row.task_id, note=_("The plan was changed."), by=by, is_done=False)
        row.task = _give(row, by)
    row.save()
    _support(row, given.supports, by)
    audit.record(Act.CORRECT_WORK, by=by, details={"work": str(row.pk), "lead": given.lead.code})
    return row


@dataclass(frozen=True)
class Noted:
    """What came of a task by a day, and what proves it."""

    text: str
    on: date
    percent: int | None = None
    instrument: Instrument | None = None
    upload: papers.Upload | None = None


@transaction.atomic
def note_progress(*, key: UUID, row: PlanTask, noted: Noted, by: Staff) -> Progress:
    """Note what was done. The same `key` again gives the note made the first time. Errors: Refused for a day in the future."""
    require(Act.NOTE_PROGRESS, by, row)
    if (made := Progress.objects.filter(pk=key).first()) is not None:
        return made
    if noted.on > today():
        raise Refused(_("The day lies in the future."))
    if not noted.text.strip():
        raise Refused(_("Say what was done."))
    note = Progress(
        id=key, world=by.world, province_id=by.province_id, work=row, on=noted.on, text=noted.text.strip(), percent=noted.percent,
        instrument=noted.instrument, body_id=by.body_id, entered_by_id=by.post_id,
    )  # fmt: skip
    _checked(note)
    if noted.upload is not None:
        kind = admitted(noted.upload.content, SCANS | {DOCX})
        note.file = papers.store_file(content=noted.upload.content, name=noted.upload.name, by=by, media_type=kind)
    note.save(force_insert=True)
    audit.record(Act.NOTE_PROGRESS, by=by, details={"work": str(row.pk)})
    return note


@transaction.atomic
def close_work(*, row: PlanTask, to: str, on: date, why: str, version: int, by: Staff) -> PlanTask:
    """Say that a task is done, or no longer to be done and why; its task among the lead's ends with it."""
    require(Act.CLOSE_WORK, by, row)
    row = PlanTask.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.version != version or row.state != WorkState.OPEN:
        raise Stale(_("Somebody has changed this task meanwhile. Look at what is new."))
    if to not in {WorkState.DONE, WorkState.DROPPED}:
        raise Refused(_("Say whether it was done."))
    if on > today():
        raise Refused(_("The day lies in the future."))
    row.state, row.closed_on, row.closed_why, row.version = WorkState(to), on, why.strip(), version + 1
    _checked(row)
    row.save()
    if row.task_id is not None:
        tasks.fulfil(key=row.task_id, note=row.closed_why, by=by, is_done=to == WorkState.DONE)
    audit.record(Act.CLOSE_WORK, by=by, details={"work": str(row.pk), "to": to})
    return row


@transaction.atomic
def judge_work(*, key: UUID, row: PlanTask, light: str, why: str, by: Staff) -> Judgement:
    """Give a task a leader's light. The same `key` again gives the one made the first time."""
    require(Act.JUDGE, by, row)
    if (made := Judgement.objects.filter(pk=key).first()) is not None:
        return made
    judged = Judgement(
        id=key, world=by.world, province_id=by.province_id, work=row, light=light, why=why.strip(), body_id=by.body_id, judged_by_id=by.post_id
    )  # fmt: skip
    _checked(judged)
    judged.save(force_insert=True)
    audit.record(Act.JUDGE, by=by, details={"work": str(row.pk), "light": light})
    return judged


@dataclass(frozen=True)
class Aim:
    """A target as the plan sets it. Unit of `value`: the indicator's."""

    indicator: Indicator
    value: Decimal
    bound: str
    unit: str
    first_on: date
    last_on: date
    area: Place


@transaction.atomic
def set_target(*, key: UUID, plan: Instrument, aim: Aim, by: Staff) -> Target:
    """Set a target of a plan. The same `key` again gives the target made the first time."""
    require(Act.KEEP_TARGETS, by, plan)
    if (made := Target.objects.filter(pk=key).first()) is not None:
        return made
    row = Target(
        id=key,
        world=by.world,
        province_id=by.province_id,
        plan=plan,
        body_id=by.body_id,
        entered_by_id=by.post_id,
        **vars(aim),
    )
    _checked(row)
    row.save(force_insert=True)
    audit.record(Act.KEEP_TARGETS, by=by, details={"target": str(row.pk), "indicator": aim.indicator.code})
    return row


@transaction.atomic
def take_target_back(*, target: Target, why: str, by: Staff) -> Target:
    """Take a target back with its reason: another one may be set. Errors: Stale if it was taken back meanwhile."""
    require(Act.KEEP_TARGETS, by, target.plan)
    row = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
    if row.withdrawn_why:
        raise Stale(_("This target was taken back already."))
    if not why.strip():
        raise Refused(_("Say why it is taken back."))
    row.withdrawn_why, row.withdrawn_at = why.strip()[:300], timezone.now()
    row.save(update_fields=["withdrawn_why", "withdrawn_at"])
    audit.record(Act.KEEP_TARGETS, by=by, details={"target": str(row.pk), "withdrawn": True})
    return row
