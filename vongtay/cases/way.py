"""The way of a case as a line of steps: those of its own route, which are done, which is present, what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from vongtay.cases.models import Case, Step
from vongtay.cases.states import OUTCOMES, State
from vongtay.common.days import day_in_vietnam
from vongtay.law import queries as law
from vongtay.law.shapes import Rule


@dataclass(frozen=True)
class Stop:
    """One stop on the way. state: done, now, next or skipped; day, body and paper where it is done."""

    label: str
    state: str
    on: date | None = None
    body: str = ""
    paper: str = ""


@dataclass(frozen=True)
class Way:
    """The line of steps, and in words what comes next and who holds it."""

    stops: list[Stop]
    next: str = ""


def way_of(case: Case, steps: Iterable[Step], facts: Mapping[str, bool]) -> Way:
    """Give the stops of a case from reception to decision, as the law's data know them for its route."""
    done: dict[str, Step] = {}
    for step in sorted(steps, key=lambda one: one.happened_at):
        if act := step.law_act:
            done.setdefault(act, step)
    rules = _rules_by_act(case, facts)
    state = State(case.state)
    stops = [_stop(act, done.get(act), decided=state in OUTCOMES) for act in rules]
    decision = Stop(_("Decision"), "next")
    if state in OUTCOMES:
        return Way([*stops, Stop(str(state.label), "now", case.decided_on)])
    if state == State.PROPOSED:
        return Way(
            [*stops, replace(decision, state="now")],
            _("A second person of %(body)s decides.") % {"body": case.lead.short_name},
        )
    place = next((place for place, stop in enumerate(stops) if stop.state != "done"), None)
    if place is None:
        return Way(
            [*stops, replace(decision, state="now")],
            _("%(body)s proposes a decision.") % {"body": case.lead.short_name},
        )
    stops[place] = replace(stops[place], state="now")
    return Way([*stops, decision], _in_words(rules[list(rules)[place]]))


def _rules_by_act(case: Case, facts: Mapping[str, bool]) -> dict[str, Rule | None]:
    """Give the acts of the route in their order, reception first; what a known fact rules out is left out."""
    found: dict[str, Rule | None] = {"received": None}
    for rule in law.route_rules(regime=case.regime, route=case.route):
        if rule.met_by and not (rule.condition and facts.get(rule.condition) is False):
            found.setdefault(rule.met_by, rule)
    return found


def _stop(act: str, step: Step | None, *, decided: bool) -> Stop:
    if step is None:
        return Stop(law.event_short(act), "skipped" if decided else "next")
    paper = step.paper.sign if step.paper else step.source_sign
    return Stop(law.event_short(act), "done", day_in_vietnam(step.happened_at), step.acted_by_body.short_name, paper)


def _in_words(rule: Rule | None) -> str:
    if rule is None:
        return ""
    who = law.bodies_of(rule.actors)
    if rule.with_bodies:
        who = _("%(lead)s; together with %(support)s") % {"lead": who, "support": law.bodies_of(rule.with_bodies)}
    return f"{_(rule.title)} ({who})"  # words of the law's data
