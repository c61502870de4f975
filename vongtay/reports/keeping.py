"""What the acts of reports share: refusing, locking, saving in the words of a constraint."""

from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.requests import is_taken_key
from vongtay.reports.permissions import RULES, Act

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


def save(row: models.Model, *, new: bool = False) -> None:
    """Save a row; what the database refuses is said in the words of its constraint. A key that is taken is left to the caller."""
    try:
        with transaction.atomic():
            row.save(force_insert=new)
    except IntegrityError as refused:
        if is_taken_key(refused):
            raise
        for constraint in row._meta.constraints:
            if constraint.name in str(refused):
                raise Refused(str(constraint.violation_error_message)) from refused
        raise
