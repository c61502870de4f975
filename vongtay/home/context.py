"""What the frame around every page shows: the places that this post may go to, the world, language and theme."""

from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.roles import MAY_COUNT, MAY_SEE_CASES, Role, World
from vongtay.common.access import Staff
from vongtay.common.errors import theme_of
from vongtay.home import demo

Label = str | Promise

_EVERYBODY = frozenset(Role)
_READS_PROGRAMME = MAY_SEE_CASES | MAY_COUNT | {Role.LEGAL_OFFICER}
_MAY_READ_REPORTS = frozenset({Role.REPORTER, Role.CASE_WORKER, Role.HEAD})


@dataclass(frozen=True)
class Entry:
    """A place of the rail: the name of its address, its words and icon, and the roles that go there."""

    name: str
    label: Label
    icon: str
    roles: frozenset[Role]
    short: Label = ""
    group: str = "work"
    also: tuple[str, ...] = ()  # further addresses whose pages belong to this place


ENTRIES = (
    Entry("home:today", _("Today"), "calendar-event", _EVERYBODY),
    Entry("cases:inbox", _("Inbox"), "inbox", MAY_SEE_CASES, also=("cases/notices/",)),
    Entry("cases:list", _("Cases"), "folders", MAY_SEE_CASES),
    Entry(
        "cases:mass",
        _("Reception of many people"),
        "users-group",
        MAY_SEE_CASES,
        short=pgettext_lazy("navigation", "Many at once"),
    ),
    Entry("cases:abroad", _("Residents abroad"), "world", MAY_SEE_CASES, short=pgettext_lazy("navigation", "Abroad")),
    Entry(
        "cases:funnel",
        _("Residents abroad"),
        "world",
        MAY_COUNT - MAY_SEE_CASES,
        short=pgettext_lazy("navigation", "Abroad"),
    ),
    Entry("cases:tasks", _("Tasks"), "checkbox", _EVERYBODY),
    Entry(
        "cases:waiting",
        pgettext_lazy("navigation", "Waiting"),
        "hourglass",
        MAY_SEE_CASES,
        short=pgettext_lazy("navigation", "Waiting"),
    ),
    Entry("cases:tips", _("Tips"), "message-2", MAY_SEE_CASES),
    Entry("facilities:list", _("Places to sleep"), "bed", MAY_SEE_CASES | {Role.ADMINISTRATOR}, short=_("Beds")),
    Entry("support:at_home", _("Home again"), "home-heart", MAY_SEE_CASES - {Role.CLERK}, short=_("At home")),
    Entry(
        "narratives:list",
        _("Read a report"),
        "file-search",
        _MAY_READ_REPORTS,
        short=pgettext_lazy("navigation", "Read"),
    ),
    Entry(
        "reports:board", pgettext_lazy("dashboard", "Board"), "layout-dashboard", MAY_COUNT, also=("reports/tables/",)
    ),
    Entry("reports:index", _("Reports"), "report-analytics", MAY_COUNT),
    Entry(
        "reports:calendar",
        _("Reporting calendar"),
        "calendar-due",
        MAY_COUNT | {Role.RECEIVER},
        short=pgettext_lazy("navigation", "Reports due"),
    ),
    Entry(
        "reports:drafts",
        pgettext_lazy("official report", "Official reports"),
        "file-text",
        frozenset({Role.REPORTER, Role.HEAD}),
        short=pgettext_lazy("navigation", "Drafts"),
    ),
    Entry("reports:statistics", _("Statistics"), "chart-bar", MAY_COUNT),
    Entry("reports:publication", _("Publication"), "world-share", MAY_COUNT),
    Entry(
        "programme:activities",
        pgettext_lazy("programme", "Activities"),
        "speakerphone",
        MAY_COUNT | {Role.CASE_WORKER, Role.RECEIVER, Role.CLERK, Role.DECIDER},
        short=pgettext_lazy("programme", "Activities"),
        also=("programme/campaigns/",),
    ),
    Entry(
        "papers:list",
        _("Outgoing papers"),
        "rubber-stamp",
        MAY_SEE_CASES,
        short=_("Papers"),
        also=("cases/papers/", "cases/deliveries/", "cases/batches/"),
    ),
    Entry("papers:incoming", _("Incoming papers"), "mail-opened", MAY_SEE_CASES, also=("cases/arrivals/",)),
    Entry("reports:stories", pgettext_lazy("story", "Stories"), "book", _EVERYBODY, group="more"),
    Entry(
        "support:lodgings",
        pgettext_lazy("navigation", "Who is lodged now"),
        "home-heart",
        frozenset({Role.RECEIVER, Role.CASE_WORKER, Role.DECIDER, Role.HEAD}),
        short=pgettext_lazy("navigation", "Stays"),
        group="more",
    ),
    Entry(
        "questionnaires:list", _("Questionnaires"), "clipboard-list", MAY_SEE_CASES | {Role.ADMINISTRATOR}, group="more"
    ),
    Entry(
        "programme:training",
        pgettext_lazy("programme", "Training"),
        "school",
        MAY_COUNT | {Role.CASE_WORKER, Role.RECEIVER, Role.CLERK, Role.DECIDER},
        group="more",
    ),
    Entry(
        "programme:surveys",
        pgettext_lazy("programme", "Surveys"),
        "clipboard-check",
        MAY_COUNT | {Role.CASE_WORKER, Role.RECEIVER, Role.CLERK, Role.DECIDER},
        group="more",
    ),
    Entry("reports:lateness", pgettext_lazy("navigation", "Limits kept"), "clock", MAY_COUNT, group="more"),
    Entry(
        "cases:loops",
        pgettext_lazy("navigation", "Open loops"),
        "refresh",
        MAY_SEE_CASES | MAY_COUNT,
        group="more",
        also=("cases/teams/", "cases/requests/"),
    ),
    Entry(
        "support:waiting",
        pgettext_lazy("navigation", "Requests that wait"),
        "send",
        MAY_SEE_CASES - {Role.CLERK},
        group="more",
    ),
    Entry(
        "support:providers",
        _("Directory of providers"),
        "building-community",
        MAY_SEE_CASES | {Role.ADMINISTRATOR},
        group="more",
    ),
    Entry("support:outcomes", _("A year after the return"), "chart-bar", MAY_COUNT, group="more"),
    Entry(
        "support:visit_rule", _("Visits after a return home"), "home-cog", frozenset({Role.ADMINISTRATOR}), group="more"
    ),
    Entry("agencies:contacts", pgettext_lazy("navigation", "Directory"), "address-book", _EVERYBODY, group="more"),
    Entry("tasks:absences", _("Absences"), "user-off", _EVERYBODY, group="more"),
    Entry("tasks:reminders", _("Reminders"), "bell", _EVERYBODY, group="more"),
    Entry(
        "tasks:ladder",
        pgettext_lazy("navigation", "Late limits"),
        "stairs-up",
        frozenset({Role.ADMINISTRATOR}),
        group="more",
    ),
    Entry("tasks:outbox", _("Outbox"), "mail", frozenset({Role.ADMINISTRATOR}), group="more"),
    Entry(
        "programme:plans",
        pgettext_lazy("navigation", "Plans"),
        "list-check",
        _READS_PROGRAMME,
        group="more",
    ),
    Entry(
        "programme:matters",
        _("Difficulties and proposals"),
        "message-question",
        _READS_PROGRAMME,
        group="more",
    ),
    Entry(
        "programme:coordination",
        _("Co-ordination"),
        "affiliate",
        _READS_PROGRAMME,
        group="more",
    ),
    Entry(
        "programme:documents",
        _("Register of documents"),
        "books",
        _READS_PROGRAMME,
        group="more",
    ),
    Entry(
        "programme:inspections",
        pgettext_lazy("programme", "Inspections"),
        "clipboard-check",
        MAY_COUNT | {Role.CASE_WORKER, Role.RECEIVER, Role.CLERK, Role.DECIDER},
        group="more",
    ),
    Entry(
        "programme:money",
        _("Money of the programme"),
        "cash",
        MAY_COUNT | {Role.CASE_WORKER, Role.RECEIVER, Role.CLERK, Role.DECIDER},
        group="more",
    ),
    Entry("support:norms", pgettext_lazy("navigation", "Norms of support"), "coins", _EVERYBODY, group="more"),
    Entry("support:money", pgettext_lazy("navigation", "Money for support"), "report-money", MAY_COUNT, group="more"),
    Entry(
        "support:sheets",
        _("Information sheets"),
        "file-description",
        MAY_SEE_CASES | {Role.ADMINISTRATOR, Role.LEGAL_OFFICER},
        group="more",
    ),
    Entry("law:rules", _("Law"), "scale", _EVERYBODY, group="more"),
    Entry(
        "papers:templates",
        _("Templates"),
        "template",
        frozenset({Role.ADMINISTRATOR, Role.LEGAL_OFFICER, Role.HEAD}),
        group="more",
    ),
    Entry(
        "reports:small_counts",
        pgettext_lazy("navigation", "Small counts"),
        "eye-off",
        frozenset({Role.ADMINISTRATOR}),
        group="more",
    ),
    Entry("audit:list", _("Audit log"), "history", frozenset({Role.AUDITOR}), group="more"),
    Entry("agencies:posts", _("Posts"), "id-badge", frozenset({Role.ADMINISTRATOR, Role.HEAD}), group="more"),
)
RECEIVE = Entry("cases:receive", _("Receive"), "user-plus", frozenset({Role.RECEIVER, Role.CASE_WORKER}))
SEARCH = Entry("home:search", _("Search"), "search", MAY_SEE_CASES)

WORLD_BANDS: dict[str, Label] = {
    World.DEMO: _("Demo world: everything here is invented."),
    World.TRAINING: _("Training room: nothing here reaches a real case."),
    World.DRILL: _("Drill: nothing here reaches a real case."),
}

BAR = 3  # places in the bar of phones, beside the act of receiving and More


@dataclass(frozen=True)
class Place:
    """An entry of the rail as it stands on one page."""

    url: str
    label: Label
    short: Label
    icon: str
    group: str
    is_here: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give what every page's frame needs. Asks the database nothing."""
    staff: Staff | None = getattr(request, "staff", None)
    world = staff.world if staff else settings.WORLD
    places = (
        _kept_places(staff.role, translation.get_language() or "", _here(staff.role, request.path))
        if staff
        else {"places": [], "receive": None}
    )
    return {
        "staff": staff,
        **places,
        "search": _place(SEARCH, staff.role, "") if staff else None,
        "world": world,
        "world_band": WORLD_BANDS.get(world, ""),
        "role_label": Role(staff.role).label if staff else "",
        "theme": theme_of(request),
        "demo_sign_ins": partial(demo_sign_ins, request),  # asked for by the sign-in page alone
    }


def _here(role: str, path: str) -> str:
    """Give the place of this role with the longest address that the page lies below: "/" lies above all."""
    found = [
        (url, _address(entry.name)) for entry in (RECEIVE, *ENTRIES) if role in entry.roles for url in _below(entry)
    ]
    reached = [(url, place) for url, place in found if path == url or (url != "/" and path.startswith(url))]
    return max(reached, key=lambda one: len(one[0]), default=("", ""))[1]


@cache
def _below(entry: Entry) -> tuple[str, ...]:
    """Give the addresses below which the pages of a place lie."""
    return _address(entry.name), *(_address("home:today") + rest for rest in entry.also)


@lru_cache(maxsize=1024)
def _kept_places(role: str, language: str, here: str) -> dict[str, Any]:
    """Give the places of a role as they stand on one page, written once and kept."""
    rail = [place for entry in ENTRIES if (place := _place(entry, role, here))]
    values = {"rail": rail, "bar": rail[:BAR], "places": rail, "receive": _place(RECEIVE, role, here)}
    with translation.override(language):
        return {
            "places": rail,
            "receive": values["receive"],
            "rail": render_to_string("frame/rail.html", values),
            "bar_places": render_to_string("frame/bar_places.html", values),
            "rail_places": render_to_string("frame/rail_places.html", values),
            "more_is_here": any(place.is_here for place in rail[BAR:]),
        }


def demo_sign_ins(request: HttpRequest) -> list[demo.SignIn]:
    """Give the sign-ins of a demo world to somebody who has not signed in; nothing in any other world."""
    if settings.WORLD != World.DEMO or getattr(request, "staff", None) or _is_signed_in(request):
        return []
    return demo.sign_ins()


def _is_signed_in(request: HttpRequest) -> bool:
    return hasattr(request, "user") and request.user.is_authenticated


def _place(entry: Entry, role: str, here: str) -> Place | None:
    """Give an entry as it stands on a page that lies at the place `here`; None for a role that has no such place."""
    if role not in entry.roles:
        return None
    url = _address(entry.name)
    return Place(url, entry.label, entry.short or entry.label, entry.icon, entry.group, is_here=url == here)


@cache
def _address(name: str) -> str:
    return reverse(name)
