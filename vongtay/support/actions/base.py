from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.cases.actions import FromPaper
from vongtay.cases.actions.letters import arrival_of
from vongtay.cases.models import Case
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import day_in_vietnam
from vongtay.grants import actions as grants
from vongtay.grants.models import GrantRole
from vongtay.people.vault import Vault
from vongtay.support.models.acted import Acted
from vongtay.support.permissions import RULES, Act


def require(act: Act, by: Staff, record: Any = None) -> None:
    """Refuse whoever may not, and a body that only reads the case. Errors: NotAllowed."""
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post may not do this, or your body does not take part in this case."))
    if isinstance(record, Case) and grants.role_of(record.subject_id, by.body_id) == GrantRole.READ:
        raise NotAllowed(_("Your body reads this case and does not write in it."))


@dataclass(frozen=True)
class Actor:
    """Which body acted, and the paper from which its act is entered; nothing for an act of our own body."""

    body: Body | None = None
    paper: FromPaper | None = None


OURSELVES = Actor()


def note_actor(row: Acted, case: Case, actor: Actor, by: Staff) -> None:
    """Note which body acted; the paper from which another body's act is entered is registered with it.

    Errors: Refused for another body's act without its paper.
    """
    row.acted_by_body_id = actor.body.id if actor.body else by.body_id
    paper = actor.paper
    if row.acted_by_body_id == by.body_id:
        return
    if paper is None:
        raise Refused(_("Give the number and date of the paper from which another body's act is entered."))
    row.source_sign, row.source_on, row.scan_id = paper.sign, paper.on, paper.scan_id
    row.incoming_id = arrival_of(case, row.acted_by_body_id, paper, by=by)


def why_not_past(day: date) -> list[str]:
    """Give why a day on which something was said or done can't be: it lies in the future."""
    return [_("The day lies in the future.")] if day > day_in_vietnam(timezone.now()) else []


def sealed(case: Case, row: Model, column: str, text: str) -> bytes | None:
    """Encrypt a text about the person of a case for its place; nothing for no text."""
    row.pk = row.pk or uuid4()
    return Vault.of(case.person_id).seal(row._meta.db_table, column, row.pk, text.strip())
