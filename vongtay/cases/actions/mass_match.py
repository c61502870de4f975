"""Whether a line of an event and an entry of the abroad list are one person: said by a person, and what follows from it in the list."""

from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions.abroad import locked_abroad, take_back_return
from vongtay.cases.actions.reception import require
from vongtay.cases.models import Abroad, MassLine, MassMatch
from vongtay.cases.permissions import Act
from vongtay.cases.queries.abroad import HIDDEN
from vongtay.common.access import NotAllowed, Refused, Staff, Stale


@transaction.atomic
def judge_match(*, line: MassLine, entry: Abroad, same: bool, by: Staff) -> MassMatch:
    """Say whether a line and an entry of the abroad list are the same human being; remembered either way.

    Once the person is received, the entry of the same person stands as returned. Errors: NotAllowed, Refused, Stale.
    """
    require(Act.MATCH_MASS, by, line.event)
    if by.body_id not in entry.bodies or entry.state in HIDDEN:
        raise NotAllowed(_("This entry lies outside your reach."))
    line = MassLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    standing = MassMatch.objects.filter(line=line, undone_at__isnull=True)
    if (made := standing.filter(entry=entry).first()) is not None:
        if made.same != same:
            raise Stale(_("Somebody else has judged this meanwhile; take that back first."))
        return made
    if same and standing.filter(same=True).exists():
        raise Refused(_("This line was confirmed as another entry already."))
    match = MassMatch(subject_id=line.subject_id, line=line, entry=entry, same=same, judged_by_id=by.post_id)
    match.save(force_insert=True)
    for subject in (line.subject_id, entry.subject_id):
        audit.record(Act.MATCH_MASS, by=by, subject_id=subject, part="identity", details={"same": same})
    note_return(line, by)
    return match


def note_return(line: MassLine, by: Staff) -> None:
    """Let the entry that a locked line was confirmed as stand as returned, once the person has a case. Doing it again changes nothing.

    Written by the database: whoever receives at the gate seldom reaches the abroad list.
    """
    match = MassMatch.objects.filter(line=line, same=True, undone_at__isnull=True, step_id__isnull=True).first()
    if match is None or line.case_id is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("select vt.mass_came_back(%s, %s)", [match.pk, uuid4()])
        (subject,) = cursor.fetchone()
    if subject is not None:
        audit.record(Act.CHANGE_ABROAD, by=by, subject_id=subject, details={"to": "returned", "through": "gate"})


@transaction.atomic
def undo_match(*, match: MassMatch, by: Staff, why: str = "") -> bool:
    """Take a judgement back; it stays on record with the moment. The return that it wrote into the abroad list is taken back with it.

    Gives whether nothing else is to be done: not so where the entry has gone on since, and stays as it is. Errors: NotAllowed, Stale; Refused
    without a reason for a return that is taken back.
    """
    require(Act.MATCH_MASS, by, match.line.event)
    MassLine.objects.select_for_update(of=("self",)).get(pk=match.line_id)
    match = MassMatch.objects.select_for_update(of=("self",)).get(pk=match.pk)
    if match.undone_at is not None:
        raise Stale(_("Somebody else has taken this back already."))
    is_whole = match.step_id is None or _take_back(match, by, why.strip())
    match.undone_at = timezone.now()
    match.save(update_fields=["undone_at"])
    audit.record(Act.MATCH_MASS, by=by, subject_id=match.subject_id, part="identity", details={"undone": True})
    return is_whole


def _take_back(match: MassMatch, by: Staff, why: str) -> bool:
    entry = Abroad.objects.filter(pk=match.entry_id).first()
    if entry is None or by.body_id not in entry.bodies or match.step is None:
        raise NotAllowed(_("This entry lies outside your reach."))
    if not why:
        raise Refused(_("Say why: the entry of the abroad list goes back to what it was before."))
    return take_back_return(entry=locked_abroad(entry), step=match.step, by=by, note=why)
