"""Loads the shipped templates, as the owner, after migrations; safe to run again."""

from django.db.models import Max
from django.utils import timezone

from vongtay.papers.models import Template, TemplateVersion
from vongtay.papers.shipped import Shipped, shipped
from vongtay.papers.states import VersionState


def load_templates() -> int:
    """Bring the shipped templates up to date. Gives how many there are.

    Where the version in use is ours, a new wording replaces it. Where an administrator's is in use, ours becomes a version that they
    can compare and take, never one that replaces theirs.
    """
    for one in shipped():
        template, _made = Template.objects.get_or_create(code=one.code, defaults={**one.row, "is_shipped": True})
        _bring_up(template, one)
    return len(shipped())


def _bring_up(template: Template, one: Shipped) -> None:
    versions = list(template.versions.order_by("number"))
    if any(version.drafted_by_id is None and version.design == one.design for version in versions):
        return
    number = (template.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    live = next((version for version in versions if version.state == VersionState.LIVE), None)
    state = VersionState.RETIRED
    if live is None or live.drafted_by_id is None:
        state = VersionState.LIVE
        template.versions.filter(state=VersionState.LIVE).update(state=VersionState.RETIRED)
    TemplateVersion.objects.create(
        template=template,
        number=number,
        state=state,
        design=one.design,
        note="Kèm theo phần mềm",
        live_at=timezone.now(),
    )
