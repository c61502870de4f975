"""Asks the law: which regime holds, which rules a route has, what an act starts and ends, what comes next."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from vongtay.law.calendar import Calendar, shipped_calendar
from vongtay.law.clock import Due, Standing, day_of, due, standing
from vongtay.law.schema import shipped_law
from vongtay.law.shapes import (
    Confidence,
    ConfirmingPaper,
    Law,
    LimitState,
    Override,
    Regime,
    Rule,
    Source,
    Unit,
)


class UnknownRuleError(KeyError):
    """There is no rule of that id."""


class OverrideFault(StrEnum):
    """Why an entry of a legal officer can't be signed off."""

    UNKNOWN_RULE = "unknown_rule"
    COPY = "copy"
    LIMIT = "limit"
    UNIT = "unit"
    ARTICLE = "article"
    INSTRUMENT = "instrument"
    SPAN = "span"
    OUTSIDE_RULE = "outside_rule"
    SAME_PERSON = "same_person"


@dataclass(frozen=True)
class LawBook:
    """The law as it holds in one installation: what is shipped, what was entered here, and the calendar."""

    law: Law = field(default_factory=shipped_law)
    overrides: tuple[Override, ...] = ()
    calendar: Calendar = field(default_factory=shipped_calendar)


@dataclass(frozen=True)
class NextStep:
    """A step that an act has called for and that is not done: since when, until when, how it stands.

    `is_sure` is False where nobody has yet said whether the step's condition holds.
    """

    rule: Rule
    since: date | datetime
    due: Due
    standing: Standing
    is_sure: bool


def regime_on(day: date, book: LawBook | None = None) -> Regime | None:
    """Give the regime that judges an act of that day; None if none is known."""
    law = (book or LawBook()).law
    return next((regime for regime in law.regimes if regime.span.holds(day)), None)


def regime_of(code: str, book: LawBook | None = None) -> Regime:
    """Give a regime by its code.

    Errors: KeyError if there is none.
    """
    return {regime.code: regime for regime in (book or LawBook()).law.regimes}[code]


def rule_of(rule_id: str, book: LawBook | None = None, *, on: date | None = None) -> Rule:
    """Give one rule; with a day, as an entry that holds on that day makes it.

    Errors: UnknownRuleError if there is none.
    """
    book = book or LawBook()
    for rule in book.law.rules():
        if rule.id == rule_id:
            return rule if on is None else installed(rule, book.overrides, on)
    raise UnknownRuleError(rule_id)


def all_rules(book: LawBook | None = None, *, on: date | None = None) -> list[Rule]:
    """Give every rule, in the order of the files; with a day, as entries that hold on that day make them."""
    book = book or LawBook()
    return [rule if on is None else installed(rule, book.overrides, on) for rule in book.law.rules()]


def rules_of(route: str, regime: str, book: LawBook | None = None, *, on: date | None = None) -> list[Rule]:
    """Give the rules of a route under a regime in their order; with a day, only those in force on it."""
    return [
        rule
        for rule in all_rules(book, on=on)
        if rule.route == route and rule.regime == regime and (on is None or rule.span.holds(on))
    ]


def rules_started_by(
    event: str, route: str, on: date, book: LawBook | None = None, *, facts: Mapping[str, bool] | None = None
) -> list[Rule]:
    """Give the rules whose clock an act of that day starts. A condition known to be false leaves its rule out."""
    regime = regime_on(on, book)
    if regime is None:
        return []
    return [rule for rule in rules_of(route, regime.code, book, on=on) if _is_started(rule, event, facts or {})]


def _is_started(rule: Rule, event: str, facts: Mapping[str, bool]) -> bool:
    if rule.condition is not None and facts.get(rule.condition) is False:
        return False
    return any(
        start.event == event and (start.when is None or facts.get(start.when) is not False) for start in rule.starts
    )


def rules_met_by(event: str, route: str, book: LawBook | None = None) -> list[Rule]:
    """Give the rules of a route, under every regime, that an act fulfils. The act may be named as done or as to do.

    Under every regime, because a clock started under the old law may be met under the new.
    """
    book = book or LawBook()
    done = next((term.code for term in book.law.vocabulary.events.values() if event in {term.code, term.step}), event)
    return [rule for rule in book.law.rules() if rule.route == route and rule.met_by == done]


def next_steps(
    route: str,
    happened: Mapping[str, date | datetime],
    now: date | datetime,
    book: LawBook | None = None,
    *,
    facts: Mapping[str, bool] | None = None,
) -> list[NextStep]:
    """Give what acts have called for and what is not done, in order. Each act is judged by the law of its own day."""
    book = book or LawBook()
    found: dict[str, NextStep] = {}
    for event, moment in sorted(happened.items(), key=lambda pair: day_of(pair[1])):
        for rule in rules_started_by(event, route, day_of(moment), book, facts=facts):
            if rule.met_by in happened or rule.id in found:
                continue
            last = due(rule, moment, book.calendar)
            known = rule.condition is None or rule.condition in (facts or {})
            found[rule.id] = NextStep(rule, moment, last, standing(last, now=now), known)
    return list(found.values())


def installed(rule: Rule, overrides: Iterable[Override], on: date) -> Rule:
    """Give the rule as the latest signed-off entry that holds on that day makes it, or as shipped.

    An entry for a rule counts for its copies on other routes too.
    """
    own = {rule.id, rule.same_as}
    holding = [each for each in overrides if each.rule_id in own and each.is_signed_off and each.span.holds(on)]
    if not holding:
        return rule
    latest = max(holding, key=_age)
    return replace(
        rule, limit=latest.limit, unit=latest.unit, limit_state=LimitState.SET, article=latest.article, customary=False,
        limit_confidence=Confidence.SIGNED, unit_confidence=Confidence.SIGNED, installed=latest,
    )  # fmt: skip


def _age(entry: Override) -> tuple[int, float]:
    return entry.version, entry.signed_off_at.timestamp() if entry.signed_off_at else 0.0


def why_not_override(entry: Override, book: LawBook | None = None) -> list[OverrideFault]:
    """Tell why an entry can't hold; an empty list if it can."""
    book = book or LawBook()
    try:
        rule = rule_of(entry.rule_id, book)
    except UnknownRuleError:
        return [OverrideFault.UNKNOWN_RULE]
    whole = isinstance(entry.limit, int) and not isinstance(entry.limit, bool) and entry.limit > 0
    wrong = {
        OverrideFault.COPY: rule.same_as is not None,
        OverrideFault.LIMIT: not whole and entry.limit != "now",
        OverrideFault.UNIT: (entry.limit == "now") != (entry.unit is Unit.NOW),
        OverrideFault.ARTICLE: not entry.article.strip(),
        OverrideFault.INSTRUMENT: not entry.instrument.strip(),
        OverrideFault.SPAN: entry.valid_to is not None and entry.valid_to < entry.valid_from,
        OverrideFault.OUTSIDE_RULE: not rule.span.meets(entry.span),
        OverrideFault.SAME_PERSON: bool(entry.signed_off_by) and entry.signed_off_by == entry.entered_by,
    }
    return [fault for fault, holds in wrong.items() if holds]


def body_kinds(codes: Collection[str], book: LawBook | None = None) -> frozenset[str]:
    """Give the kinds of body that the law's words may mean, groups opened."""
    bodies = (book or LawBook()).law.vocabulary.bodies
    return frozenset(kind for code in codes for kind in (bodies[code].members or (code,)))


def evidence_of(regime: str, book: LawBook | None = None) -> tuple[Source, ...]:
    """Give the kinds of evidence that a regime names; marked as custom where its own list was not seen."""
    return regime_of(regime, book).evidence


def papers_that_confirm(regime: str, kind: str | None = None, book: LawBook | None = None) -> list[ConfirmingPaper]:
    """Give the papers that prove that a person is a victim; with a kind of body, those that it may issue."""
    book = book or LawBook()
    papers = regime_of(regime, book).confirming_papers
    return [paper for paper in papers if kind is None or kind in body_kinds(paper.issued_by, book)]
