"""Campaigns: called, and changed as days and words become clear."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.programme.models import Campaign
from vongtay.programme.permissions import RULES, Act, in_province


@dataclass(frozen=True)
class CampaignFacts:
    """What is said of a campaign."""

    name: str
    first_on: date
    last_on: date
    about: str = ""


@transaction.atomic
def call_campaign(*, key: UUID, facts: CampaignFacts, by: Staff) -> Campaign:
    """Enter a campaign of one's own body. The same `key` again gives the one entered the first time."""
    if not may(RULES, Act.CALL_CAMPAIGN, by):
        raise NotAllowed(_("Your post enters no campaigns."))
    if (made := Campaign.objects.filter(in_province(by), pk=key).first()) is not None:
        return made
    row = Campaign(id=key, world=by.world, province_id=by.province_id, body_id=by.body_id, entered_by_id=by.post_id)
    _write(row, facts)
    row.save(force_insert=True)
    audit.record(Act.CALL_CAMPAIGN, by=by, details={"campaign": str(key)})
    return row


@transaction.atomic
def change_campaign(*, campaign: Campaign, facts: CampaignFacts, version: int, by: Staff) -> Campaign:
    """Change name, days or words of a campaign of one's own body. Errors: NotAllowed, Stale, Refused."""
    if not may(RULES, Act.CALL_CAMPAIGN, by) or campaign.body_id != by.body_id:
        raise NotAllowed(_("Another body called for this campaign."))
    row = Campaign.objects.select_for_update(of=("self",)).get(in_province(by), pk=campaign.pk)
    if row.version != version:
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    _write(row, facts)
    row.version, row.entered_by_id = version + 1, by.post_id
    row.save()
    audit.record(Act.CALL_CAMPAIGN, by=by, details={"campaign": str(row.pk), "version": row.version})
    return row


def _write(row: Campaign, facts: CampaignFacts) -> None:
    if not facts.name.strip():
        raise Refused(_("Give the campaign a name."))
    if facts.last_on < facts.first_on:
        raise Refused(_("The last day lies before the first."))
    row.name, row.first_on, row.last_on, row.about = (
        facts.name.strip(),
        facts.first_on,
        facts.last_on,
        facts.about.strip(),
    )
