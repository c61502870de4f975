"""The law as this installation holds it: what is shipped, and what its legal officers entered and signed off."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from vongtay.common.reading import Kept
from vongtay.law import engine
from vongtay.law.calendar import Calendar, shipped_calendar
from vongtay.law.clock import Due, Pause, day_of
from vongtay.law.clock import due as due_of
from vongtay.law.engine import LawBook, UnknownRuleError
from vongtay.law.entitlements import UNSET, Cell, shipped_entitlements
from vongtay.law.models import DayEntry, Entry
from vongtay.law.schema import shipped_days, shipped_law
from vongtay.law.shapes import ConfirmingPaper, DayRow, Kind, Limit, Override, Regime, Rule, Source, Unit
from vongtay.law.standards import Standard, shipped_standards

CUSTOM = "custom"


_ENTRIES = Kept(Entry.objects.order_by("rule_id", "version"))
_DAYS = Kept(DayEntry.objects.filter(signed_off_at__isnull=False).order_by("version"))


def overrides() -> list[Override]:
    """Give the limits that legal officers of this installation entered; only those signed off count."""
    return [_override(entry) for entry in _ENTRIES()]


def _override(entry: Entry) -> Override:
    limit: Limit = "now" if entry.unit == Unit.NOW else entry.limit or 0
    return Override(
        rule_id=entry.rule_id, limit=limit, unit=Unit(entry.unit), article=entry.article, instrument=entry.instrument,
        valid_from=entry.valid_from, valid_to=entry.valid_to, version=entry.version, entered_by=str(entry.entered_by_id),
        entered_at=entry.entered_at, signed_off_by=str(entry.signed_off_by_id) if entry.signed_off_by_id else None,
        signed_off_at=entry.signed_off_at,
    )  # fmt: skip


def calendar() -> Calendar:
    """Give the calendar with the days that legal officers entered; only those signed off count, the later version wins."""
    rows = {entry.on: entry for entry in _DAYS()}
    return Calendar(
        DayRow(entry.on, entry.kind == "make_up", entry.title, entry.instrument)
        for entry in rows.values()
        if entry.kind != "as_shipped"
    )


@dataclass(frozen=True)
class SpecialDay:
    """A day on which state offices work otherwise than on any such weekday, and who says so."""

    on: date
    is_worked: bool
    title: str
    instrument: str
    entry: DayEntry | None = None


def special_days(year: int) -> list[SpecialDay]:
    """Give the days off and make-up days of a year: from the calendar library, shipped rows, and entries that count."""
    counted, named = calendar(), shipped_calendar().names(year)
    rows = {row.on: (row.title_vi, row.instrument) for row in shipped_days()}
    entries = {
        entry.on: entry
        for entry in DayEntry.objects.filter(on__year=year, signed_off_at__isnull=False).order_by("version")
        if entry.kind != "as_shipped"
    }
    found = []
    for day in (date(year, 1, 1) + timedelta(days=step) for step in range(366 if _is_leap(year) else 365)):
        entry, is_worked = entries.get(day), counted.is_working_day(day)
        title, instrument = (entry.title, entry.instrument) if entry else rows.get(day, (named.get(day, ""), ""))
        if entry or is_worked == (day.weekday() > 4) or (title and not is_worked):
            found.append(SpecialDay(day, is_worked, title, instrument, entry))
    return found


def _is_leap(year: int) -> bool:
    return (date(year, 3, 1) - date(year, 2, 1)).days == 29


def book() -> LawBook:
    """Give the law with the entries of this installation: limits and days."""
    return LawBook(overrides=tuple(overrides()), calendar=calendar())


def regime_on(day: date) -> str:
    """Give the code of the law in force on a day. Errors: LookupError where none is held for it."""
    found = engine.regime_on(day)
    if found is None:
        raise LookupError(day)
    return found.code


def regime(code: str) -> Regime:
    """Give a law by its code."""
    return engine.regime_of(code)


def rules_started_by(
    *, route: str, event: str, on: date, facts: Mapping[str, bool], by: LawBook | None = None
) -> list[Rule]:
    """Give the rules whose clock an event starts on a route. by: the law, where the caller has read it already."""
    return list(engine.rules_started_by(event, route, on, by or book(), facts=facts))


def rules_met_by(*, route: str, event: str) -> list[str]:
    """Give the ids of the rules that an event fulfils on a route."""
    return [rule.id for rule in engine.rules_met_by(event, route)]


def due(rule: Rule, start: datetime, *, pauses: Iterable[Pause] = (), by: Calendar | None = None) -> Due:
    """Give the last day of a rule by the calendar of this installation; without a limit there is none.

    by: the calendar, where the caller has read it already.
    """
    return due_of(rule, start, by or calendar(), pauses)


def rules_as_installed(pairs: Iterable[tuple[str, datetime]]) -> dict[tuple[str, datetime], Rule]:
    """Give the rules as entries make them for acts of their days; one that is no rule (custom of a body) is left out."""
    entered, found = overrides(), {}
    for rule_id, start in pairs:
        shipped = rule_of(rule_id)
        if shipped is not None:
            found[rule_id, start] = engine.installed(shipped, entered, day_of(start))
    return found


def rule_of(rule_id: str) -> Rule | None:
    """Give a shipped rule by its id; None for the custom of a body, which has no rule."""
    try:
        return engine.rule_of(rule_id)
    except UnknownRuleError:
        return None


def title_of(rule_id: str) -> str:
    """Give the words of a rule in the language of whoever reads."""
    rule = rule_of(rule_id)
    return _(rule.title) if rule else _("By custom, no basis seen")  # words of the law's data


def event_title(code: str) -> str:
    """Give the words of an act of the law's vocabulary, in the language of whoever reads; nothing for another code."""
    term = shipped_law().vocabulary.events.get(code)
    return _(term.title) if term else ""  # words of the law's data


def event_codes() -> frozenset[str]:
    """Give the codes of all acts that the law's vocabulary knows."""
    return frozenset(shipped_law().vocabulary.events)


def event_short(code: str) -> str:
    """Give the words of an act on a line of steps."""
    term = shipped_law().vocabulary.events[code]
    return _(term.short or term.title)  # words of the law's data


def acts_of_reception() -> list[str]:
    """Give the acts by which rules of any route of reception are fulfilled, in the order of the vocabulary."""
    law = shipped_law()
    met = {rule.met_by for rule in law.rules() if rule.route[:1] == "R"}
    return [code for code in law.vocabulary.events if code in met]


def route_rules(*, regime: str, route: str, on: date | None = None) -> list[Rule]:
    """Give the steps of a route under a law in their order; with a day, as they hold on it."""
    return engine.rules_of(route, regime, LawBook(overrides=tuple(overrides())), on=on)  # no day is counted here


def rules_of_route(route: str) -> list[Rule]:
    """Give the rules of a route under every law."""
    return [rule for rule in shipped_law().rules() if rule.route == route]


def bodies_of(codes: Iterable[str]) -> str:
    """Give the words for the bodies that a rule names."""
    words = shipped_law().vocabulary.bodies
    return ", ".join(_(words[code].title) for code in codes)  # words of the law's data


def kinds_of(codes: Iterable[str]) -> frozenset[str]:
    """Give the kinds of body that the law's words may mean."""
    return engine.body_kinds(list(codes))


def entitlement(*, law: str, beneficiary: str, regime: str) -> Cell:
    """Give what is known of a regime of support for a kind of beneficiary under a law; unset where nothing was confirmed."""
    return shipped_entitlements().get((law, beneficiary, regime), UNSET)


def standard_on(day: date) -> Standard | None:
    """Give what the law in force on a day asks of rooms in which people are lodged; None where nothing was confirmed."""
    found = engine.regime_on(day)
    return shipped_standards().get(found.code) if found else None


def ceiling_on(day: date, *, route: str, event: str, book: LawBook) -> Rule | None:
    """Give the rule that says how long at most what an act of that day begins may last; None where none was confirmed."""
    rules = engine.rules_started_by(event, route, day, book)
    return next((rule for rule in rules if rule.kind == Kind.CEILING), None)


def evidence_sources(code: str) -> list[Source]:
    """Give the sources of evidence that a law names."""
    return list(engine.evidence_of(code))


def papers_that_confirm(code: str, kind: str | None = None) -> list[ConfirmingPaper]:
    """Give the papers that a law lists as proof; with a kind of body, those that it may issue."""
    return engine.papers_that_confirm(code, kind)


def words_of_bodies(codes: Collection[str]) -> str:
    """Give the bodies that the law names, in the words of the language of whoever reads."""
    bodies = book().law.vocabulary.bodies
    return ", ".join(_(bodies[code].title) for code in codes)  # words of the law's data


def who_may_confirm(code: str) -> str:
    """Give all the bodies that a law lets confirm, in words."""
    named = [body for paper in engine.papers_that_confirm(code) for body in paper.issued_by]
    return words_of_bodies(list(dict.fromkeys(named)))


def signs(code: str) -> list[Source]:
    """Give the signs that are weighed where the sources do not suffice: only those that were confirmed."""
    return [sign for sign in engine.regime_of(code).signs if not sign.customary]


def notice_rule(*, regime: str, route: str) -> Rule | None:  # the word of the whole app
    """Give the rule that asks for the notice of a reception on this route, custom or not."""
    rules = engine.rules_of(route, regime, book())
    return next((rule for rule in rules if rule.met_by in {"notified", "handed_over"} and rule.to_body), None)


def kinds_to_notify(*, regime: str, route: str) -> list[str]:
    """Give the kinds of body that the notice may go to: the law's first, then those that verify or support."""
    rule = notice_rule(regime=regime, route=route)
    named = list(engine.body_kinds([rule.to_body])) if rule and rule.to_body else []
    others = [
        "health_department",
        "police_province",
        "border_guard_province",
        "commune",
        "labour_department",
        "labour_district",
    ]
    return [*named, *(kind for kind in others if kind not in named)]
