"""Reading receptions of many people: events, the table, who is on which line, what a board counts. All within one's grants."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Post
from vongtay.cases.models import Case, MassAnswer, MassEvent, MassHandover, MassLine, MassMatch, MassMember
from vongtay.cases.permissions import Table
from vongtay.cases.queries.abroad_match import Candidate, Sought, match_candidates
from vongtay.cases.queries.case import cases_of
from vongtay.cases.states import FIELDS, LineFilter, Need
from vongtay.common import days
from vongtay.common.access import Staff
from vongtay.people.models import Sex
from vongtay.people.vault import Vault


@dataclass(frozen=True)
class Answered:
    """The latest word in one field of a line: what, the how manieth, by whom, when."""

    value: str = ""
    number: int = 0
    by: str = ""
    body: str = ""
    at: datetime | None = None

    def __repr__(self) -> str:
        return f"Answered({self.number})"


@dataclass(frozen=True)
class Board:
    """What the wall shows: counts alone."""

    expected: int = 0
    lines: int = 0
    arrived: int = 0
    interviewed: int = 0
    matched: int = 0
    allocated: int = 0
    left: int = 0
    absent: int = 0
    added: int = 0


def mass_events(staff: Staff) -> QuerySet[MassEvent]:
    """Give the events within one's grants, newest first."""
    found = MassEvent.objects.filter(world=staff.world, bodies__contains=[staff.body_id])
    return found.select_related("place", "lead", "decision_by").order_by("-starts_at", "code")


def mass_event(staff: Staff, code: str) -> MassEvent:
    """Give one event. Errors: MassEvent.DoesNotExist, whether it is missing or out of reach."""
    return mass_events(staff).get(code=code)


def members_of(event: MassEvent) -> list[MassMember]:
    """Give the team as it is now, by body."""
    found = event.members.filter(ended_at__isnull=True).select_related("body", "post__user")
    return list(found.order_by("body__sort_key", "recorded_at"))


def table_of(event: MassEvent) -> Table:
    """Give who may write at the table of an event."""
    seats = event.members.filter(ended_at__isnull=True, may_write=True).values_list("body_id", "post_id")
    return Table(event, frozenset(seats))


def team_bodies(staff: Staff, event: MassEvent) -> QuerySet[Body]:
    """The bodies of the province that can join a team."""
    here = ~Q(kind="commune") | Q(kind="commune", place_id=event.place_id)
    return Body.objects.filter(here, province_id=staff.province_id, valid_to__isnull=True).order_by("sort_key")


def team_posts(staff: Staff) -> QuerySet[Post]:
    """The posts of the province that can sit at a table."""
    wanted = {"world": staff.world, "valid_to__isnull": True, "body__province_id": staff.province_id}
    found = Post.objects.filter(role__in=["receiver", "case_worker", "verifier"], **wanted)
    return found.select_related("body", "user").order_by("body__sort_key", "title")


_MATCHED = Exists(MassMatch.objects.filter(line=OuterRef("pk"), same=True, undone_at__isnull=True))
_GROUPS: dict[str, Q] = {
    LineFilter.ALL: Q(),
    LineFilter.EXPECTED: Q(arrived_at__isnull=True, absent_at__isnull=True),
    LineFilter.ARRIVED: Q(arrived_at__isnull=False),
    LineFilter.INTERVIEWED: Q(case__isnull=False),
    LineFilter.MATCHED: Q(is_matched=True),
    LineFilter.ALLOCATED: Q(placed_at__isnull=False),
    LineFilter.LEFT: Q(left_at__isnull=False),
    LineFilter.ABSENT: Q(absent_at__isnull=False),
    LineFilter.ADDED: Q(on_list=False),
}


def mass_lines(event: MassEvent, group: str = LineFilter.ALL) -> QuerySet[MassLine]:
    """Give the lines of an event within one's grants, in their order; those of one group of the board."""
    found = MassLine.objects.filter(event=event).annotate(is_matched=_MATCHED)
    found = found.select_related("case", "claimed_by__user", "claimed_by__body").order_by("number")
    if group in _GROUPS:
        return found.filter(_GROUPS[group])
    facts = _facts()
    return found.filter(facts[group][1]) if group in facts else found


def cases_of_event(staff: Staff, code: str) -> QuerySet[Case]:
    """Give the cases within reach of whom an event has received, in the order of its lines."""
    return cases_of(staff).filter(mass_line__event__code=code).order_by("mass_line__number")


def unmatched_lines(event: MassEvent) -> QuerySet[MassLine]:
    """Give the lines of which nobody has confirmed yet that they stand in the abroad list."""
    return mass_lines(event).filter(Q(is_matched=False))


def mass_line(staff: Staff, tag: str) -> MassLine:
    """Give the line of a tag. Errors: MassLine.DoesNotExist, whether it is missing or out of reach."""
    found = MassLine.objects.filter(world=staff.world).annotate(is_matched=_MATCHED)
    joined = found.select_related(
        "event__place", "event__lead", "event__decision_by", "case", "person", "claimed_by__user"
    )
    return joined.get(tag=tag)


def board_of(event: MassEvent) -> Board:
    """Count the lines of an event, all groups in one statement."""
    named = [field for field in Board.__dataclass_fields__ if field not in {"expected", "lines"}]
    counts = {name: Count("pk", filter=_GROUPS[name]) for name in named}
    found = MassLine.objects.filter(event=event).annotate(is_matched=_MATCHED).aggregate(lines=Count("pk"), **counts)
    return Board(expected=event.expected or 0, **found)


def answers_of_lines(lines: Iterable[MassLine]) -> dict[UUID, dict[str, Answered]]:
    """Give the latest answers of lines, field by field; nothing for who may not know who somebody is. Whoever shows them logs the look."""
    rows = MassAnswer.objects.filter(line__in=[line.pk for line in lines]).order_by("line_id", "field", "-number")
    rows = rows.distinct("line_id", "field").select_related("entered_by__user", "entered_by__body")
    keyed = rows.values_list("line__person_id", "line__person__data_key__wrapped", named=False)
    vaults: dict[UUID, Vault] = {}
    found: dict[UUID, dict[str, Answered]] = {}
    for row, (person, wrapped) in zip(rows, keyed, strict=True):
        if person not in vaults:
            vaults[person] = Vault.from_wrapped(person, wrapped)
        value = vaults[person].open("cases_massanswer", "value_ct", row.pk, row.value_ct)
        post = row.entered_by
        who = post.user.full_name if post.user else post.title
        found.setdefault(row.line_id, {})[row.field] = Answered(
            value, row.number, who, post.body.short_name, row.recorded_at
        )
    return found


def answers_of_line(line: MassLine) -> dict[str, Answered]:
    """Give the latest answer in every field of a line; an empty one where nothing was written."""
    found = answers_of_lines([line]).get(line.pk, {})
    return {field: found.get(field, Answered()) for field in FIELDS}


def value_seen(line: MassLine, field: str, number: int) -> str:
    """Give what stood in a field when somebody saw its answer `number`."""
    row = MassAnswer.objects.filter(line=line, field=field, number=number).first()
    return "" if row is None else Vault.of(line.person_id).open("cases_massanswer", "value_ct", row.pk, row.value_ct)


def who_is_on(line: MassLine, staff: Staff) -> Post | None:
    """Give who else has the line open just now."""
    is_live = line.claimed_until is not None and line.claimed_until > timezone.now()
    return line.claimed_by if is_live and line.claimed_by_id != staff.post_id else None


def open_since(line: MassLine) -> str:
    """Give the time of day since when somebody has the line open."""
    return f"{timezone.localtime(line.claimed_at):%H:%M}" if line.claimed_at else ""


def sought_of(answers: Mapping[str, Answered]) -> Sought:
    """Give what is looked for in the abroad list from what a line says."""
    born = answers.get("born", Answered()).value
    try:
        year = days.parse_partial(born).year if born else None
    except days.DayError:
        year = None
    return Sought(answers.get("name", Answered()).value, year, answers.get("passport", Answered()).value)


def line_candidates(staff: Staff, lines: Sequence[MassLine]) -> dict[UUID, list[Candidate]]:
    """Give for each line whom it may be in the abroad list within one's grants, without those judged to be somebody else."""
    answers = answers_of_lines(lines)
    found = match_candidates(staff, [sought_of(answers.get(line.pk, {})) for line in lines])
    judged = MassMatch.objects.filter(line__in=lines, same=False, undone_at__isnull=True)
    others = set(judged.values_list("line_id", "entry_id"))
    return {
        line.pk: [one for one in candidates if (line.pk, one.entry.pk) not in others]
        for line, candidates in zip(lines, found, strict=True)
    }


def judgements_of(event: MassEvent) -> list[MassMatch]:
    """Give the judgements that stand for an event, in the order of the lines."""
    found = MassMatch.objects.filter(line__event=event, undone_at__isnull=True)
    return list(found.select_related("line", "entry__place", "judged_by__user").order_by("line__number", "judged_at"))


def _facts() -> dict[str, tuple[str, Q]]:
    """Give what is counted of received people, by a code that a list can be limited to: sex, age, what was needed at once."""
    found = {f"sex_{sex.value}": (str(sex.label), Q(case__sex=sex.value)) for sex in Sex}
    found["under_18"] = (_("Under 18"), Q(case__age_years__lt=18))
    found["age_unknown"] = (_("Age not known"), Q(case__isnull=False, case__age_years__isnull=True))
    needs = {f"need_{need.value}": (str(need.label), Q(case__needs__contains=[need.value])) for need in Need}
    return found | needs


def facts_of_event(event: MassEvent) -> list[tuple[str, str, int]]:
    """Count the received people of an event by sex, age and what they needed at once: code, words, how many."""
    facts = _facts()
    counts = MassLine.objects.filter(event=event, case__isnull=False).aggregate(
        **{code: Count("pk", filter=wanted) for code, (_label, wanted) in facts.items()}
    )
    return [(code, label, counts[code]) for code, (label, _wanted) in facts.items() if counts[code]]


def handed_lists(event: MassEvent) -> list[MassHandover]:
    """Give the lists that hand over people of an event, newest first."""
    found = MassHandover.objects.filter(event=event).select_related("paper", "to_body", "entered_by__user")
    return list(found.order_by("-recorded_at"))


def may_go_on(event: MassEvent) -> list[MassLine]:
    """Give the received people of an event: those who may stand on a list that hands them over."""
    return list(mass_lines(event, LineFilter.INTERVIEWED))
