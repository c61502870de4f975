"""What the acts of reports share: refusing and locking."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vongtay.common.access import NotAllowed, Staff, Stale, may
from vongtay.reports.permissions import RULES, Act

HELD_BACK = gettext_noop(
    "While this was at work, small counts came to be held back from the post that asked for it. The work was ended and nothing of it was kept;"
    " somebody from whom no counts are held back may begin it again."
)
Row = TypeVar("Row", bound=models.Model)


def require(act: Act, by: Staff, record: Any = None) -> None:
    """Refuse an act that the table of permissions does not give. Errors: NotAllowed."""
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post may not do this."))


def stale() -> Stale:
    """Give the refusal of somebody whose page is no longer what stands."""
    return Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))


def locked(model: type[Row], pk: UUID) -> Row:
    """Give a row locked for this transaction. Errors: Stale if it may no longer be changed."""
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise stale()
    return row


def held(model: type[Row], pk: UUID) -> Row:
    """Give a row locked for this transaction, or, where it may no longer be changed, as it stands: the state refuses then."""
    found = model._default_manager.select_for_update(of=("self",)).filter(pk=pk).first()
    return found if found is not None else model._default_manager.get(pk=pk)
