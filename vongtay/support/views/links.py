"""Links to other programmes, those that wait, and the directory of providers."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_of_province
from vongtay.agencies.roles import MAY_SEE_CASES, Part, Role
from vongtay.cases.actions import paper_given
from vongtay.common.access import NotAllowed, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault
from vongtay.support import actions, forms, queries
from vongtay.support.models import Link, Provider
from vongtay.support.permissions import RULES, Act
from vongtay.support.states import REMIND_DAYS, LinkKind, Regime
from vongtay.support.views.base import act_page, case_or_404, own_case

PAGE = 50


@staff_only
def show_links(request: StaffRequest, code: str) -> HttpResponse:
    """Show to which programmes somebody was referred, and what they answered."""
    case = case_or_404(request.staff, code)
    context = {
        "case": case, "links": queries.links_of(case, Vault.of(case.person_id)), "may_send": may(RULES, Act.SEND_LINK, request.staff, case),
        "may_answer": may(RULES, Act.ANSWER_LINK, request.staff, case), "days": REMIND_DAYS,
    }  # fmt: skip
    return render(request, "support/links.html", context)


@staff_only
def send_link(request: StaffRequest, code: str) -> HttpResponse:
    """Note a link to a body or to a provider of the directory."""
    case = own_case(request, code, Act.SEND_LINK)
    form = forms.SendLink(
        request.POST or None, bodies=bodies_of_province(request.staff).filter(valid_to__isnull=True), providers=queries.providers_of(request.staff),
        initial={"key": uuid.uuid4(), "sent_on": today(), "provider": request.GET.get("provider")},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        facts = {name: value for name, value in given.items() if name != "key"}
        actions.send_link(key=given["key"], case=case, sent=actions.Sent(**facts), by=request.staff)

    return act_page(
        request, form, write, back=reverse("support:links", args=[case.code]), done=_("Noted. A task asks for the answer."), case=case,
        title=_("Refer to another programme"), button=_("Note the request"),
        lead=_("Whether it is granted, and how much, is decided by the other body: nothing is promised here."),
    )  # fmt: skip


@staff_only
def answer_link(request: StaffRequest, code: str, link_id: str) -> HttpResponse:
    """Write down the answer from its paper."""
    case = own_case(request, code, Act.ANSWER_LINK)
    link = get_object_or_404(Link.objects.select_related("case", "body", "provider"), pk=link_id, case=case)
    form = forms.AnswerLink(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff).filter(valid_to__isnull=True),
        initial={"version": link.version, "answered_on": today()},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        answered = actions.LinkAnswer(
            given["state"], given["answered_on"], given["words"], given["amount_dong"], given["body"], paper_given(case, given, by=request.staff)
        )  # fmt: skip
        actions.answer_link(link=link, answered=answered, version=given["version"], by=request.staff)

    return act_page(
        request, form, write, back=reverse("support:links", args=[case.code]), done=_("The answer is noted."), case=case,
        title=_("Answer: %(what)s") % {"what": link.get_kind_display()}, button=_("Note the answer"), lead=f"{link.to_whom} · {link.sign}",
    )  # fmt: skip


@staff_only
def list_waiting(request: StaffRequest) -> HttpResponse:
    """Show the links within reach that wait for an answer, the oldest first."""
    staff = request.staff
    if Part.SUPPORT not in staff.parts:
        raise NotAllowed(_("Your post does not see the support of a person."))
    kind = request.GET.get("kind", "")
    kind = kind if kind in LinkKind.values else ""
    page = Paginator(queries.links_waiting(staff, kind=kind), PAGE).get_page(request.GET.get("page"))
    chips = [
        {"label": label, "url": f"?{urlencode({'kind': code})}" if code else "?", "is_on": code == kind, "count": ""}
        for code, label in [("", _("All")), *LinkKind.choices]
    ]
    rows = [(row, (today() - row.sent_on).days, queries.is_overdue(row)) for row in page]
    kept: dict[str, str | int] = {"kind": kind}
    context = {
        "rows": rows, "page": page, "chips": chips, "days": REMIND_DAYS, "n": page.paginator.count,
        "previous_url": f"?{urlencode(kept | {'page': page.number - 1})}", "next_url": f"?{urlencode(kept | {'page': page.number + 1})}",
    }  # fmt: skip
    return render(request, "support/waiting.html", context)


def _may_read(request: StaffRequest) -> None:
    if request.staff.role not in MAY_SEE_CASES | {Role.ADMINISTRATOR}:
        raise NotAllowed(_("Your post does not see the directory of providers."))


@staff_only
def list_providers(request: StaffRequest) -> HttpResponse:
    """Show the directory of providers of one's province, searched by words and service."""
    _may_read(request)
    words, service = request.GET.get("q", "")[:80], request.GET.get("service", "")
    service = service if service in Regime.values else ""
    ended = request.GET.get("ended", "") == "1"
    rows = queries.providers_of(request.staff, words=words, service=service, ended=ended)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    asked: dict[str, str | int] = {"q": words, "service": service, "ended": "1" if ended else ""}
    context = {
        "page": page, "q": words, "service": service, "regimes": Regime.choices, "ended": ended, "n": page.paginator.count,
        "may_keep": may(RULES, Act.KEEP_PROVIDERS, request.staff), "sees_home": Part.SUPPORT in request.staff.parts,
        "previous_url": f"?{urlencode(asked | {'page': page.number - 1})}", "next_url": f"?{urlencode(asked | {'page': page.number + 1})}",
    }  # fmt: skip
    return render(request, "support/providers.html", context)


@staff_only
def enter_provider(request: StaffRequest) -> HttpResponse:
    """Enter a provider."""
    _keeper(request)
    form = forms.KeepProvider(request.POST or None, initial={"key": uuid.uuid4(), "checked_on": today()})

    def write(given: dict[str, Any]) -> None:
        key = given["key"] or uuid.uuid4()
        actions.enter_provider(key=key, facts=actions.Facts(**form.facts()), by=request.staff)

    return act_page(
        request, form, write, back=reverse("support:providers"), done=_("The provider is entered."), title=_("Enter a provider"), button=_("Enter")
    )  # fmt: skip


@staff_only
def change_provider(request: StaffRequest, provider_id: str) -> HttpResponse:
    """Change what stands of a provider."""
    row = get_object_or_404(Provider, pk=provider_id, world=request.staff.world, province_id=request.staff.province_id)
    _keeper(request, row)
    names = ("version", "name", "services", "area", "capacity", "rules", "contact", "checked_on", "ended_on")
    form = forms.KeepProvider(request.POST or None, initial={name: getattr(row, name) for name in names})

    def write(given: dict[str, Any]) -> None:
        facts = actions.Facts(**form.facts())
        actions.change_provider(provider=row, facts=facts, version=given["version"] or 0, by=request.staff)

    def version() -> int:
        row.refresh_from_db()
        return row.version

    return act_page(
        request, form, write, back=reverse("support:providers"), done=_("The entry is changed."), title=row.name, button=_("Save"),
        version=version,
    )  # fmt: skip


def _keeper(request: StaffRequest, row: Provider | None = None) -> None:
    if not may(RULES, Act.KEEP_PROVIDERS, request.staff, row):
        raise NotAllowed(_("A case worker or the administrator of a province keeps its directory of providers."))
