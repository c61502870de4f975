"""Campaigns: the calendar, one campaign with what it came to."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Staff, may
from vongtay.common.days import today, years_away
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme import actions, forms, queries
from vongtay.programme.models import Campaign
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.states.activities import Kind
from vongtay.programme.views.pages import act_page, allow

MOST_ADDED = 2000
SHOWN = 50


@staff_only
def list_campaigns(request: StaffRequest) -> HttpResponse:
    """Show the campaigns of the province, newest first."""
    allow(request, Act.READ)
    context = {
        "rows": queries.campaigns_of(request.staff)[:100], "now": today(), "may_enter": may(RULES, Act.CALL_CAMPAIGN, request.staff)
    }  # fmt: skip
    return render(request, "programme/campaigns/list.html", context)


@staff_only
def show_campaign(request: StaffRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """Show what a campaign came to, and its activities."""
    allow(request, Act.READ)
    campaign = _campaign_or_404(request.staff, campaign_id)
    wanted = queries.Wanted(campaign_id=campaign.pk, kinds=tuple(Kind.values))
    rows = list(queries.activities_of(request.staff, wanted)[:MOST_ADDED])
    context = {
        "campaign": campaign, "sums": queries.sums_of(rows), "activities": [(row, queries.counted(row)) for row in rows[:SHOWN]], "n": len(rows),
        "surveys": list(queries.surveys_of(request.staff, campaign=campaign)[:20]),
        "may_change": campaign.body_id == request.staff.body_id and may(RULES, Act.CALL_CAMPAIGN, request.staff),
        "may_enter": may(RULES, Act.RECORD_ACTIVITY, request.staff),
    }  # fmt: skip
    return render(request, "programme/campaigns/show.html", context)


@staff_only
def call_campaign(request: StaffRequest) -> HttpResponse:
    """Enter a campaign, perhaps one like an earlier one a year later."""
    if not may(RULES, Act.CALL_CAMPAIGN, request.staff):
        raise NotAllowed(_("Your post enters no campaigns."))
    form = forms.CallCampaign(request.POST or None, initial={"key": uuid.uuid4(), **_like(request)})

    def write(given: dict[str, Any]) -> None:
        actions.call_campaign(key=given["key"], facts=_facts(given), by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:campaigns"), done=_("The campaign is entered."), title=_("Call a campaign"), button=_("Enter")
    )  # fmt: skip


@staff_only
def change_campaign(request: StaffRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """Change a campaign of one's own body."""
    campaign = _campaign_or_404(request.staff, campaign_id)
    if campaign.body_id != request.staff.body_id or not may(RULES, Act.CALL_CAMPAIGN, request.staff):
        raise NotAllowed(_("Another body called for this campaign."))
    start = {name: getattr(campaign, name) for name in ("name", "first_on", "last_on", "about", "version")} | {
        "key": campaign.pk
    }
    form = forms.CallCampaign(request.POST or None, initial=start)

    def write(given: dict[str, Any]) -> None:
        actions.change_campaign(campaign=campaign, facts=_facts(given), version=given["version"], by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:campaign", args=[campaign.pk]), done=_("The campaign is changed."),
        title=_("Change: %(what)s") % {"what": campaign.name}, button=_("Change"),
        version=lambda: queries.campaign_of(request.staff, campaign.pk).version,
    )  # fmt: skip


def _facts(given: dict[str, Any]) -> actions.CampaignFacts:
    return actions.CampaignFacts(given["name"], given["first_on"], given["last_on"], given["about"])


def _like(request: StaffRequest) -> dict[str, Any]:
    """Give an earlier campaign's words, its days a year later; nothing where none is named."""
    try:
        known = queries.campaign_of(request.staff, uuid.UUID(request.GET.get("like", "")))
    except (ValueError, Campaign.DoesNotExist):
        return {}
    later = years_away(known.first_on, 1)
    name = known.name.replace(str(known.first_on.year), str(later.year))
    return {"name": name, "first_on": later, "last_on": years_away(known.last_on, 1), "about": known.about}


def _campaign_or_404(staff: Staff, campaign_id: uuid.UUID) -> Campaign:
    try:
        return queries.campaign_of(staff, campaign_id)
    except Campaign.DoesNotExist as missing:
        raise Http404 from missing
