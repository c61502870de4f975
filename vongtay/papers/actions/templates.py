"""Writing templates: a draft, its check, the second person who puts it into use, and the way back to a former version."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, WrongState, may
from vongtay.papers.blocks.design.checks import faults
from vongtay.papers.blocks.design.shape import Design, from_json, to_json
from vongtay.papers.models import Template, TemplateVersion
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.states import VersionState


@dataclass(frozen=True)
class Described:
    """What a template is called and where it fits."""

    code: str
    title: str
    about: str = ""
    routes: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    form_number: str = ""


def _require_editor(by: Staff) -> None:
    if not may(RULES, Act.EDIT_TEMPLATE, by):
        raise NotAllowed(_("Only an administrator writes templates."))


@transaction.atomic
def add_template(*, key: UUID, described: Described, design: Design, by: Staff) -> TemplateVersion:
    """Add a template with its first draft. Sending the same form twice makes one."""
    _require_editor(by)
    if existing := TemplateVersion.objects.filter(pk=key).first():
        return existing
    if Template.objects.filter(code=described.code).exists():
        raise Refused(_("A template with this code exists already."))
    template = Template(**vars(described))
    template.full_clean(exclude=["recorded_at", "routes", "regimes", "states"])
    template.save(force_insert=True)
    version = TemplateVersion(
        id=key, template=template, number=1, design=to_json(design), drafted_by_id=by.post_id, drafted_user=by.account
    )
    version.save(force_insert=True)
    audit.record(Act.EDIT_TEMPLATE, by=by, details={"template": template.code, "version": 1, "step": "added"})
    return version


@transaction.atomic
def begin_version(*, template: Template, design: Any, note: str, by: Staff) -> TemplateVersion:
    """Begin the next version from a design: of the version in use, of a former one (the way back), or read from a file.

    A draft that is open already takes the design over; one that waits for its second person must be sent back first.
    """
    _require_editor(by)
    Template.objects.select_for_update(no_key=True).get(pk=template.pk)
    opened = template.versions.filter(state__in=[VersionState.DRAFT, VersionState.CHECKED]).first()
    if opened and opened.state == VersionState.CHECKED:
        raise WrongState(_("A version waits for its second person; send it back first."))
    plain = to_json(from_json(design))
    if opened:
        TemplateVersion.objects.filter(pk=opened.pk).update(
            design=plain, note=note, drafted_by_id=by.post_id, drafted_user=by.account, version=opened.version + 1
        )
        opened.refresh_from_db()
    else:
        last = template.versions.aggregate(last=Max("number"))["last"] or 0
        opened = TemplateVersion(
            template=template,
            number=last + 1,
            design=plain,
            note=note,
            drafted_by_id=by.post_id,
            drafted_user=by.account,
        )
        opened.save(force_insert=True)
    audit.record(
        Act.EDIT_TEMPLATE, by=by, details={"template": template.code, "version": opened.number, "step": "begun"}
    )
    return opened


@transaction.atomic
def save_design(*, version: TemplateVersion, design: Design, note: str, read_version: int, by: Staff) -> None:
    """Save what an administrator wrote in a draft. Errors: Stale when somebody saved it since it was read."""
    _require_editor(by)
    held = _locked(version, VersionState.DRAFT)
    if held.version != read_version:
        raise Stale(_("Somebody else has changed this template since you opened it. Look at it again before you save."))
    TemplateVersion.objects.filter(pk=held.pk).update(
        design=to_json(design),
        note=note[:200],
        version=held.version + 1,
        drafted_by_id=by.post_id,
        drafted_user=by.account,
    )
    audit.record(
        Act.EDIT_TEMPLATE, by=by, details={"template": held.template.code, "version": held.number, "step": "saved"}
    )


@transaction.atomic
def hand_in(*, version: TemplateVersion, by: Staff) -> None:
    """Check a draft and hand it to a second person. Errors: Refused with everything that must be mended."""
    _require_editor(by)
    held = _locked(version, VersionState.DRAFT)
    if found := faults(from_json(held.design)):
        raise Refused(*found)
    _move(held, VersionState.CHECKED)
    audit.record(
        Act.EDIT_TEMPLATE, by=by, details={"template": held.template.code, "version": held.number, "step": "checked"}
    )


@transaction.atomic
def send_back(*, version: TemplateVersion, by: Staff) -> None:
    """Send a version that waits back to its draft."""
    if not may(RULES, Act.EDIT_TEMPLATE, by) and not may(RULES, Act.PUT_INTO_USE, by, version):
        raise NotAllowed(_("Only an administrator writes templates."))
    held = _locked(version, VersionState.CHECKED)
    _move(held, VersionState.DRAFT)
    audit.record(
        Act.EDIT_TEMPLATE, by=by, details={"template": held.template.code, "version": held.number, "step": "sent_back"}
    )


@transaction.atomic
def put_into_use(*, version: TemplateVersion, by: Staff) -> None:
    """Put a checked version into use as the second person; the one in use until now is kept as replaced."""
    if not may(RULES, Act.PUT_INTO_USE, by, version):
        raise NotAllowed(_("A second person puts a version into use, not whoever wrote it."))
    held = _locked(version, VersionState.CHECKED)
    if found := faults(from_json(held.design)):
        raise Refused(*found)
    TemplateVersion.objects.filter(template_id=held.template_id, state=VersionState.LIVE).update(
        state=VersionState.RETIRED
    )
    TemplateVersion.objects.filter(pk=held.pk).update(
        state=VersionState.LIVE, signed_off_by_id=by.post_id, signed_off_user=by.account, live_at=timezone.now(),
        version=held.version + 1,
    )  # fmt: skip
    audit.record(Act.PUT_INTO_USE, by=by, details={"template": held.template.code, "version": held.number})


def _locked(version: TemplateVersion, state: VersionState) -> TemplateVersion:
    held = (
        TemplateVersion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("template")
        .get(pk=version.pk)
    )
    if held.state != state:
        raise WrongState(_("This version is “%(state)s” now.") % {"state": held.get_state_display()})
    return held


def _move(held: TemplateVersion, state: VersionState) -> None:
    TemplateVersion.objects.filter(pk=held.pk).update(state=state, version=held.version + 1)
