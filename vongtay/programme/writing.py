"""What the acts of inspections, action points and money share: refusing, locking, saving in the words of a constraint."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Staff, Stale, may
from vongtay.common.saving import save_in_words
from vongtay.programme.permissions import RULES, Act

Row = TypeVar("Row", bound=models.Model)


def require(act: Act, by: Staff, record: Any = None) -> None:
    """Refuse an act that the table of permissions does not give. Errors: NotAllowed."""
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post may not do this."))


def own(by: Staff) -> dict[str, Any]:
    """Give what says whose a new row is."""
    return {
        "world": by.world, "province_id": by.province_id, "body_id": by.body_id, "entered_by_id": by.post_id,
    }  # fmt: skip


def locked(model: type[Row], pk: UUID, version: int | None = None) -> Row:
    """Give a row locked for this transaction. Errors: Stale if it is no longer what the page showed."""
    row = model._default_manager.select_for_update(of=("self",)).get(pk=pk)
    if version is not None and getattr(row, "version") != version:  # noqa: B009  # each of these tables has one
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    return row


def write_row(row: Row, *, new: bool = False, only: tuple[str, ...] = ()) -> Row:
    """Save a row; what the database refuses is said in the words of its constraint."""
    if not new and hasattr(row, "version"):
        row.version += 1
    save_in_words(row, new=new, only=(*only, "version") if only else None)
    return row
