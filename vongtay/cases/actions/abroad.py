"""Every write to an entry of the list of residents abroad: who, state, row of its history, log; one transaction each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.agencies.queries import at_work_on
from vongtay.audit import actions as audit
from vongtay.cases.actions.grounds import Ground, Leaving, require_ground
from vongtay.cases.actions.reception import Arrival, receive, require
from vongtay.cases.models import Abroad, AbroadImport, AbroadStep, Case, ReviewRound
from vongtay.cases.permissions import Act
from vongtay.cases.rules import new_code, why_not_abroad_day, why_not_abroad_move
from vongtay.cases.states import AbroadState, AbroadStepKind, KnownThrough, Signs
from vongtay.common.access import Refused, Staff, Stale, WrongState
from vongtay.common.days import DayError, PartialDate, day_in_vietnam
from vongtay.grants import actions as grants
from vongtay.people import actions as people
from vongtay.people.vault import Facts, Vault

SHARED = ("identity", "contact", "statement", "support", "papers")
# What the police, and whoever opens the case, take from an entry.
BY_LIST = ("identity", "contact", "statement")
PREFIX = "NN-"  # người ở nước ngoài: never taken for the code of a case


@dataclass(frozen=True)
class Report:
    """What is told of somebody abroad; all but the commune, the source and its day may be unknown."""

    place: Place
    known_through: str
    known_on: date
    sex: str = "unknown"
    born_year: int | None = None
    country: str = ""
    since: str = ""
    contact: str = "unknown"
    circumstances: Sequence[str] = field(default_factory=list)
    returned_on: date | None = None


def locked_abroad(entry: Abroad, version: int | None = None) -> Abroad:
    """Give the entry locked for this transaction. Errors: Stale if it is no longer what the page showed."""
    now = Abroad.objects.select_for_update(of=("self",)).select_related("place").get(pk=entry.pk)
    if version is not None and now.version != version:
        raise Stale(
            _(
                "Somebody else has changed this entry meanwhile. Look at what is new, then try again; your entries stand below."
            )
        )
    return now


def save_abroad(entry: Abroad) -> None:
    """Save an entry that this transaction has locked, one version further."""
    entry.version += 1
    entry.save()


def _today() -> date:
    return day_in_vietnam(timezone.now())


def add_abroad_step(
    entry: Abroad, kind: AbroadStepKind, *, on: date, by: Staff, note: str = "", **facts: Any
) -> AbroadStep:
    """Write one row of the history of a locked entry. `facts`: result, taken, known_through, case, review."""
    last = entry.steps.order_by("-number").values_list("number", flat=True).first() or 0
    step = AbroadStep(
        subject_id=entry.subject_id, entry=entry, number=last + 1, kind=kind, state=entry.state, happened_on=on,
        acted_by_body_id=by.body_id, entered_by_id=by.post_id, **facts,
    )  # fmt: skip
    if note.strip():
        step.note_ct = Vault.of(entry.person_id).seal("cases_abroadstep", "note_ct", step.pk, note.strip())
    step.save(force_insert=True)
    return step


def set_abroad(entry: Abroad, to: AbroadState, *, on: date, by: Staff, note: str = "", **facts: Any) -> None:
    """Move a locked entry, where its state and days allow it, and write the row. Errors: WrongState, Refused."""
    if reasons := why_not_abroad_move(AbroadState(entry.state), to):
        raise WrongState(*reasons)
    # Not before the last move; but a return may lie before the day on which somebody told that the person was abroad.
    last_on = moves_of(entry).values_list("happened_on", flat=True).first() or on
    if reasons := why_not_abroad_day(on, last_on=last_on, today=_today()):
        raise Refused(*reasons)
    entry.state = to
    if to == AbroadState.RETURNED:
        entry.returned_on = on
    if to != AbroadState.DUPLICATE:
        entry.same_as = None
    add_abroad_step(entry, AbroadStepKind.MOVED, on=on, by=by, note=note, **facts)


def moves_of(entry: Abroad) -> QuerySet[AbroadStep]:
    """Give the moves of an entry that stand, newest first: without those taken back as wrong, and what took them back."""
    standing = {"kind": AbroadStepKind.MOVED, "corrects": None, "corrected_by": None}
    return entry.steps.filter(**standing).order_by("-number")


def take_back_return(*, entry: Abroad, step: AbroadStep, by: Staff, note: str) -> bool:
    """Put a locked entry back to what it was before `step`, which was wrong; says whether. What came after `step` stays untouched."""
    if moves_of(entry).values_list("pk", flat=True).first() != step.pk:
        return False
    before = entry.steps.filter(number__lt=step.number).order_by("-number").values_list("state", flat=True)
    entry.state = before[0]
    entry.returned_on = (
        moves_of(entry)
        .exclude(pk=step.pk)
        .filter(state=AbroadState.RETURNED)
        .values_list("happened_on", flat=True)
        .first()
    )
    add_abroad_step(entry, AbroadStepKind.MOVED, on=_today(), by=by, note=note, corrects=step)
    save_abroad(entry)
    audit.record(Act.CHANGE_ABROAD, by=by, subject_id=entry.subject_id, details={"to": entry.state, "taken_back": True})
    return True


@transaction.atomic
def report_abroad(
    *,
    key: UUID,
    report: Report,
    facts: Facts,
    by: Staff,
    note: str = "",
    taken_from: AbroadImport | None = None,
    found_in: ReviewRound | None = None,
) -> Abroad:
    """Enter somebody in the list of a commune. The same `key` again gives the entry made the first time.

    Errors: NotAllowed, Refused with reasons; NumberError for a number that can't be.
    """
    require(Act.KEEP_ABROAD, by)
    if (made := Abroad.objects.filter(subject_id=key).first()) is not None:
        return made
    _check(report)
    keeper = _other_keeper(report.place, by)
    grants.open_subject(key, ground="abroad_list")
    person = people.register_person(
        subject_id=key, facts=facts, by=by, born_about=report.born_year, home_province_id=by.province_id
    )
    entry = _saved(_entry_of(key, report, by, person_id=person.pk, taken_from=taken_from, found_in=found_in))
    for body in keeper:
        grants.give(key, body.pk, role="support", parts=SHARED, ground="abroad_list")
    entry.refresh_from_db(fields=["bodies"])
    # Who was back already when the commune heard of them stands as returned from the start, on the day of the return.
    add_abroad_step(
        entry, AbroadStepKind.ENTERED, on=report.returned_on or report.known_on, by=by, note=note, known_through=report.known_through, review=found_in,
    )  # fmt: skip
    audit.record(Act.KEEP_ABROAD, by=by, subject_id=key, details={"through": report.known_through})
    return entry


def _check(report: Report) -> None:
    today, reasons = _today(), []
    if report.known_on > today:
        reasons.append(_("The day on which it was told lies in the future."))
    if report.returned_on is not None and report.returned_on > today:
        reasons.append(_("The day of the return lies in the future."))
    try:
        since = PartialDate.from_code(report.since).first if report.since else None
    except DayError as wrong:
        raise Refused(str(wrong)) from wrong
    if since is not None and since > (report.returned_on or today):
        reasons.append(_("“Since when” lies after the return, or in the future."))
    if reasons:
        raise Refused(*reasons)


def _other_keeper(place: Place, by: Staff) -> list[Body]:
    """Give who keeps the entry beside the acting body: the department for a commune, the commune for the department."""
    today = _today()
    if by.body_kind == "commune":
        if place.pk != by.place_id:
            raise Refused(_("Your commune keeps the list of its own residents."))
        wanted = Body.objects.filter(kind="health_department", province_id=by.province_id)
    else:
        if place.province_id != by.province_id:
            raise Refused(_("This commune lies in another province."))
        wanted = Body.objects.filter(kind="commune", place=place)
    return list(wanted.filter(at_work_on(today)).exclude(pk=by.body_id)[:1])


def _entry_of(key: UUID, report: Report, by: Staff, *, person_id: UUID, **facts: Any) -> Abroad:
    values = {
        name: getattr(report, name)
        for name in ("place", "known_through", "known_on", "sex", "country", "since", "contact")
    }
    return Abroad(
        subject_id=key, person_id=person_id, world=by.world, province_id=by.province_id, lead_id=by.body_id, entered_by_id=by.post_id,
        state=AbroadState.RETURNED if report.returned_on else AbroadState.ABROAD, returned_on=report.returned_on,
        circumstances=list(report.circumstances), **values, **facts,
    )  # fmt: skip


def _saved(entry: Abroad) -> Abroad:
    """Insert an entry under a free code. Whether one is taken, only the database can tell us."""
    abbrev = Place.objects.values_list("abbrev", flat=True).get(pk=entry.province_id)
    for _turn in range(5):
        entry.code = PREFIX + new_code(abbrev, entry.known_on.year, entry.world)
        try:
            with transaction.atomic():
                entry.save(force_insert=True)
        except IntegrityError as taken:
            if "cases_abroad_code" not in str(taken):
                raise
        else:
            return entry
    raise Refused(_("No free code was found. Try again."))


@transaction.atomic
def correct_abroad(*, entry: Abroad, changes: dict[str, Any], version: int, by: Staff, note: str = "") -> Abroad:
    """Change what is known of somebody abroad; history keeps what was known before. Errors: Stale, Refused."""
    require(Act.CHANGE_ABROAD, by, entry)
    entry = locked_abroad(entry, version)
    facts = ("sex", "country", "since", "contact", "circumstances")
    before = {name: getattr(entry, name) for name in facts}
    for name in facts:
        setattr(entry, name, changes.get(name, before[name]))
    if not note and before == {name: getattr(entry, name) for name in facts}:
        raise Refused(_("Nothing was changed."))
    save_abroad(entry)
    add_abroad_step(entry, AbroadStepKind.CORRECTED, on=_today(), by=by, note=note)
    audit.record(Act.CHANGE_ABROAD, by=by, subject_id=entry.subject_id, details={"fields": sorted(changes)})
    return entry


@transaction.atomic
def correct_abroad_identity(*, entry: Abroad, changes: dict[str, str], version: int, by: Staff) -> Abroad:
    """Change who somebody of the list is; `version` is that of the identity as it was read. Errors: Stale, Refused, NotAllowed."""
    require(Act.CHANGE_ABROAD, by, entry)
    entry = locked_abroad(entry)
    if not people.change_identity(person=entry.person, changes=changes, version=version, by=by):
        raise Refused(_("Nothing was changed."))
    save_abroad(entry)
    add_abroad_step(entry, AbroadStepKind.CORRECTED, on=_today(), by=by, result="identity")
    audit.record(
        Act.CHANGE_ABROAD, by=by, subject_id=entry.subject_id, part="identity", details={"fields": sorted(changes)}
    )
    return entry


@transaction.atomic
def move_abroad(
    *,
    entry: Abroad,
    to: AbroadState,
    on: date,
    known_through: str,
    version: int,
    by: Staff,
    same_as: Abroad | None = None,
    note: str = "",
) -> Abroad:
    """Note that somebody has returned, moved, died, is not abroad, or stands in the list twice. Errors: Stale, WrongState, Refused."""
    require(Act.CHANGE_ABROAD, by, entry)
    entry = locked_abroad(entry, version)
    if to == AbroadState.DUPLICATE and (
        same_as is None or same_as.pk == entry.pk or same_as.state == AbroadState.DUPLICATE
    ):
        raise Refused(_("Name the other entry of the same person."))
    set_abroad(entry, to, on=on, by=by, note=note, known_through=known_through)
    entry.same_as = same_as if to == AbroadState.DUPLICATE else None
    save_abroad(entry)
    audit.record(Act.CHANGE_ABROAD, by=by, subject_id=entry.subject_id, details={"to": to.value})
    return entry


@transaction.atomic
def screen_abroad(*, entry: Abroad, signs: Signs, on: date, version: int, by: Staff, note: str = "") -> Abroad:
    """Write the result of a screening. Signs don't make a victim: they open a case, whose decision says. Errors: Stale, WrongState, Refused."""
    require(Act.SCREEN_ABROAD, by, entry)
    entry = locked_abroad(entry, version)
    set_abroad(entry, AbroadState.SCREENED, on=on, by=by, note=note, result=signs.value)
    save_abroad(entry)
    audit.record(Act.SCREEN_ABROAD, by=by, subject_id=entry.subject_id, details={"signs": signs.value})
    return entry


@transaction.atomic
def receive_returned(*, entry: Abroad, key: UUID, arrival: Arrival, facts: Facts, by: Staff, ground: Ground) -> Case:
    """Open a case for somebody whose screening found signs, and link it: what the list knows goes into the case on a ground.

    Errors: as of `receive` and `require_ground`; WrongState.
    """
    require(Act.SCREEN_ABROAD, by, entry)
    entry = locked_abroad(entry)
    if entry.case_id is not None and entry.case is not None and entry.case.subject_id == key:
        return entry.case
    _require_signs(entry)
    what = Leaving(BY_LIST, timezone.now(), Body.objects.get(pk=by.body_id))
    require_ground(case=entry, ground=ground, what=what, by=by)
    case = receive(key=key, arrival=arrival, facts=facts, by=by)
    _link(entry, case, by)
    audit.record(Act.SCREEN_ABROAD, by=by, subject_id=entry.subject_id, details={"case": case.code})
    return case


@transaction.atomic
def link_abroad_case(*, entry: Abroad, case: Case, version: int, by: Staff) -> Abroad:
    """Link a case that exists already to an entry whose screening found signs. Errors: Stale, WrongState, Refused."""
    require(Act.SCREEN_ABROAD, by, entry)
    entry = locked_abroad(entry, version)
    _require_signs(entry)
    _link(entry, case, by)
    audit.record(Act.SCREEN_ABROAD, by=by, subject_id=entry.subject_id, details={"case": case.code})
    return entry


def _require_signs(entry: Abroad) -> None:
    screening = entry.steps.filter(kind=AbroadStepKind.MOVED, state=AbroadState.SCREENED).order_by("-number").first()
    if entry.state != AbroadState.SCREENED or screening is None or screening.result != Signs.YES:
        raise WrongState(_("A case is opened when the latest screening found signs."))


def _link(entry: Abroad, case: Case, by: Staff) -> None:
    entry.case = case
    set_abroad(entry, AbroadState.IN_IDENTIFICATION, on=_today(), by=by, case=case)
    save_abroad(entry)


@transaction.atomic
def offer_abroad(*, entry: Abroad, kind: str, taken: str, on: date, by: Staff, note: str = "") -> AbroadStep:
    """Note what was offered to somebody of the list, whether or not anything will be found. Errors: Refused."""
    require(Act.CHANGE_ABROAD, by, entry)
    entry = locked_abroad(entry)
    if on > _today():
        raise Refused(_("The day lies in the future."))
    step = add_abroad_step(entry, AbroadStepKind.OFFERED, on=on, by=by, note=note, result=kind, taken=taken)
    audit.record(Act.CHANGE_ABROAD, by=by, subject_id=entry.subject_id, details={"offered": kind})
    return step


@transaction.atomic
def share_abroad(*, entry: Abroad, body: Body, by: Staff, ground: Ground, note: str = "") -> Abroad:
    """Let a police body read an entry and who the person is, on a ground. The database refuses more than the acting body holds."""
    require(Act.SHARE_ABROAD, by, entry)
    entry = locked_abroad(entry)
    if not body.kind.startswith("police"):
        raise Refused(_("The list is shared with the police only."))
    require_ground(case=entry, ground=ground, what=Leaving(BY_LIST, timezone.now(), body), by=by)
    grants.give(entry.subject_id, body.pk, role="read", parts=BY_LIST, ground="abroad_shared", until=ground.until)
    add_abroad_step(entry, AbroadStepKind.SHARED, on=_today(), by=by, note=note, known_through=KnownThrough.OTHER)
    audit.record(Act.SHARE_ABROAD, by=by, subject_id=entry.subject_id, details={"to": body.code})
    return entry
