"""What every act on a mark does: refuse who may not, store what the mark is now, and keep the act beside it."""

from typing import Any

from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Staff, may
from vongtay.narratives import rules
from vongtay.narratives.models import Judgement, Mark
from vongtay.narratives.permissions import RULES, Act


def require(act: Act, by: Staff, record: Any = None) -> None:
    """Refuse who may not. Errors: NotAllowed."""
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post reads no reports."))


def keep(mark: Mark, act: str, before: dict[str, Any], by: Staff) -> None:
    """Store what a mark is after an act, and the act itself."""
    mark.version += 1
    mark.changed_by_id = by.post_id
    mark.save(update_fields=[*(name.removesuffix("_id") for name in rules.VALUES), "version", "changed_by"])
    Judgement.objects.create(mark=mark, version=mark.version, act=act, before=before, by_id=by.post_id)


def told_of(mark: Mark, act: str) -> dict[str, str]:
    """Give what the log says of an act on a mark: nothing of the report's words."""
    return {"mark": str(mark.pk), "act": act, "state": str(mark.state)}
