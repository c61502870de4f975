"""Inter-agency teams: founded by a decision, they decide at meetings and hand out tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.reception import require
from vongtay.cases.models import Team, TeamDecision, TeamMember
from vongtay.cases.permissions import Act
from vongtay.cases.sealed import new_key, seal
from vongtay.common.access import Refused, Staff
from vongtay.common.days import day_in_vietnam
from vongtay.tasks import actions as tasks

TABLE = "cases_teamdecision"


@dataclass(frozen=True)
class Seat:
    """A member of a team: the body that sends them, their title, whether they head it."""

    body: Body
    title: str
    is_head: bool = False


@transaction.atomic
def found_team(*, key: UUID, name: str, sign: str, founded_on: date, seats: Sequence[Seat], by: Staff) -> Team:
    """Enter a team from its founding decision, with members of at least two bodies. The same `key` again makes one."""
    require(Act.FOUND_TEAM, by)
    if (made := Team.objects.filter(pk=key).first()) is not None:
        return made
    _check_team(name, sign, founded_on, seats)
    team = Team(
        id=key, world=by.world, body_id=by.body_id, name=name.strip(), founding_sign=sign.strip(), founded_on=founded_on,
        bodies=sorted({seat.body.id for seat in seats}, key=str), entered_by_id=by.post_id,
    )  # fmt: skip
    team.save(force_insert=True)
    for seat in seats:
        TeamMember(team=team, body=seat.body, title=seat.title.strip(), is_head=seat.is_head).save(force_insert=True)
    audit.record(Act.FOUND_TEAM, by=by, details={"bodies": sorted({seat.body.code for seat in seats})})
    return team


def _check_team(name: str, sign: str, founded_on: date, seats: Sequence[Seat]) -> None:
    reasons = []
    if founded_on > day_in_vietnam(timezone.now()):
        reasons.append(_("The founding decision lies in the future."))
    if len({seat.body.id for seat in seats}) < 2:
        reasons.append(_("A team has members of at least two bodies."))
    if sum(seat.is_head for seat in seats) > 1:
        reasons.append(_("A team has one head."))
    if not name.strip() or not sign.strip() or not all(seat.title.strip() for seat in seats):
        reasons.append(
            _("Give the name of the team, the number of its founding decision and the title of each member.")
        )
    if Team.objects.filter(founding_sign=sign.strip(), founded_on=founded_on).exists():
        reasons.append(_("A team with this founding decision is entered already."))
    if reasons:
        raise Refused(*reasons)


@dataclass(frozen=True)
class Decided:
    """What a team decided on a day, the votes in words, and what each body is to do. Names nobody."""

    met_on: date
    words: str
    votes: str
    minutes_sign: str = ""
    wishes: Sequence[tasks.Wish] = ()

    def __repr__(self) -> str:
        return f"Decided({self.met_on})"


@transaction.atomic
def decide_in_team(*, key: UUID, team: Team, decided: Decided, by: Staff) -> TeamDecision:
    """Record a decision of a team and hand its tasks out. The same `key` again makes one."""
    require(Act.DECIDE_IN_TEAM, by, team)
    if (made := TeamDecision.objects.filter(pk=key, team=team).first()) is not None:
        return made
    reasons = []
    if not team.founded_on <= decided.met_on <= min(day_in_vietnam(timezone.now()), team.ended_on or date.max):
        reasons.append(_("The meeting lies outside the time of the team, or in the future."))
    if not decided.words.strip() or not decided.votes.strip():
        reasons.append(_("Say what was decided and how the members voted."))
    if any(wish.body.id not in team.bodies for wish in decided.wishes):
        reasons.append(_("A team hands tasks to its own bodies."))
    if reasons:
        raise Refused(*reasons)
    data_key, wrapped = new_key()
    row = TeamDecision(
        id=key, team=team, met_on=decided.met_on, minutes_sign=decided.minutes_sign.strip(), entered_by_id=by.post_id, wrapped=wrapped,
        words_ct=seal(data_key, TABLE, "words_ct", key, decided.words.strip()),
        votes_ct=seal(data_key, TABLE, "votes_ct", key, decided.votes.strip()),
    )  # fmt: skip
    row.save(force_insert=True)
    for number, wish in enumerate(decided.wishes):
        tasks.add_task(key=uuid5(key, str(number)), wish=wish, by=by)
    audit.record(Act.DECIDE_IN_TEAM, by=by, details={"tasks": len(decided.wishes)})
    return row
