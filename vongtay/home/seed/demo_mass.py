"""Two invented receptions of many people for the demo: one finished, one half done, with matches, a family and beds; told through the acts."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases import actions, queries
from vongtay.cases.models import Abroad, MassEvent, MassLine
from vongtay.common.access import Staff
from vongtay.common.ages import born_about
from vongtay.common.days import day_in_vietnam
from vongtay.home.seed import clock, names
from vongtay.people.vault import Facts

SEED = 2031
MATCHED = 2  # of each reception, confirmed as entries of the abroad list
FAMILY = (3, 4, 5)  # numbers of those who belong together
PLACED = 6
GATE, COMMUNE = "Cửa khẩu quốc tế Hữu Nghị", 2306184
_SPACE = UUID(int=SEED)


@transaction.atomic
def load_mass() -> int:
    """Tell the demo's two receptions, unless there are any. Gives how many people stand at their tables then."""
    if known := MassLine.objects.filter(world=World.DEMO).count():
        return known
    chance, now = Random(SEED), timezone.now()  # noqa: S311  # chance for invented facts
    border = Post.objects.get(role=Role.RECEIVER, body__code="LS.DBP.HN", world=World.DEMO)
    past = clock.Past()
    for name, ago, people, done in (("finished", timedelta(days=9), 12, 12), ("open", timedelta(hours=3), 20, 10)):
        key = uuid5(_SPACE, name)
        with past.acting(border, now - ago, key) as by:
            event = _opened(key, by, now - ago, people)
        _come(event, border, past, chance, people=people, done=done, began=now - ago)
        if people == done:
            with past.acting(border, now - ago + timedelta(hours=3), key) as by:
                event.refresh_from_db()
                actions.finish_mass(event=event, version=event.version, by=by)
    with acting_as(_department(World.DEMO)) as by:
        _give_beds(by)
    with acting_as(_department(World.DRILL)) as by:
        actions.invent_places(by=by)
    return MassLine.objects.filter(world=World.DEMO).count()


def _opened(key: UUID, by: Staff, at: datetime, people: int) -> MassEvent:
    """Open an event with a joint team: the department at the table, the women's union by name."""
    handover = actions.Handover(
        place=Place.objects.get(pk=COMMUNE), gate=GATE, starts_at=at, country="CN", foreign_body="Cơ quan phía bạn (giả định)", expected=people
    )  # fmt: skip
    event = actions.open_mass(key=key, handover=handover, by=by)
    province = Body.objects.get(code="LS.UBND")
    event = actions.decide_team(event=event, sign="00/QĐ-UBND", on=day_in_vietnam(at), body=province, version=1, by=by)
    union = "Bà Trần Thị Mẫu, Phó Chủ tịch"
    seats = (
        actions.Seat(body=Body.objects.get(pk=by.body_id), duty="lead", may_write=True),
        actions.Seat(body=Body.objects.get(code="LS.SYT"), duty="interview", may_write=True),
        actions.Seat(body=Body.objects.get(code="LS.HLHPN"), duty="health", officer=union),
    )
    for place, seat in enumerate(seats):
        actions.add_member(key=uuid5(key, f"seat {place}"), event=event, seat=seat, by=by)
    return event


def _come(
    event: MassEvent, post: Post, past: clock.Past, chance: Random, *, people: int, done: int, began: datetime
) -> None:  # fmt: skip
    """Enter the list, then let `done` people come and be received, one every four minutes; of the others a few have arrived."""
    who = [names.person(chance, highland=True) for _one in range(people)]
    known = _told_before(event, past, who[:MATCHED], began)
    for number, one in enumerate(who, 1):
        at = began + timedelta(minutes=4 * number)
        key = uuid5(event.pk, f"line {number}")
        values = {
            "name": one.name,
            "sex": one.sex,
            "born": str(at.year - one.age),
            "family": "G1" if number in FAMILY else "",
        }
        with past.acting(post, at, key) as by:
            listed = [actions.ListedPerson(key, values)]
            line = actions.add_lines(event=event, listed=listed, on_list=True, by=by)[0]
            if number <= done + 3 and (number != 7 or people == done):
                line = actions.note_arrival(line=line, at=at, came=True, by=by)
            if number <= done and number != 7:
                _receive(line, at, one, by)
            elif number == 7:
                actions.note_arrival(line=line, at=at, came=False, by=by)
        if number <= MATCHED:
            with past.acting(_department(World.DEMO), at + timedelta(minutes=2), key) as by:
                line = queries.mass_line(by, line.tag)
                actions.judge_match(line=line, entry=Abroad.objects.get(subject_id=known[number - 1]), same=True, by=by)


def _department(world: World) -> Post:
    return Post.objects.get(role=Role.CASE_WORKER, body__code="LS.SYT", world=world)


def _told_before(event: MassEvent, past: clock.Past, who: list[names.Invented], began: datetime) -> list[UUID]:
    """Let the department know of some people a month before they come: they stand in its list of residents abroad."""
    at, keys = began - timedelta(days=30), []
    for number, one in enumerate(who, 1):
        keys.append(key := uuid5(event.pk, f"told {number}"))
        report = actions.Report(
            place=event.place, known_through="family", known_on=day_in_vietnam(at), sex=one.sex, born_year=at.year - one.age, country="CN"
        )  # fmt: skip
        with past.acting(_department(World.DEMO), at, key) as by:
            actions.report_abroad(
                key=key, report=report, facts=Facts(name=one.name, born=str(at.year - one.age)), by=by
            )
    return keys


def _give_beds(by: Staff) -> None:
    """Confirm the first of the proposed places of the reception that goes on."""
    event = queries.mass_events(by).filter(finished_at__isnull=True)[0]
    proposed, _rooms = queries.proposed_places(by, event)
    fitting = [one for one in proposed if one.room is not None][:PLACED]
    chosen = [actions.Chosen(one.line, one.room.room_id, "Xe 1") for one in fitting if one.room is not None]
    if chosen:
        actions.confirm_places(event=event, chosen=chosen, by=by)


def _receive(line: MassLine, at: datetime, one: names.Invented, by: Staff) -> None:
    arrival = actions.Arrival(
        route="R5", channel="foreign", place=line.event.place, received_at=at, event_on=day_in_vietnam(line.event.starts_at), sex=one.sex,
        age_years=one.age, age_precision="by_year", age_how="claimed", nationality="VN", needs=["food", "shelter"],
    )  # fmt: skip
    facts = Facts(name=one.name, born=born_about(one.age, day_in_vietnam(at)).code)
    actions.receive_line(line=line, arrival=arrival, facts=facts, by=by)
