"""Saving a row so that what its constraints refuse is said in their words."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from vongtay.common.access import Refused


def save_in_words(row: models.Model, *, new: bool = False, only: Collection[str] | None = None) -> None:
    """Save a row. Errors: Refused in the words of the constraint that the database refused it by; a key that is taken stays an IntegrityError."""
    try:
        with transaction.atomic():
            row.save(force_insert=new, update_fields=only)
    except IntegrityError as refused:
        for constraint in row._meta.constraints:
            if constraint.name in str(refused):
                raise Refused(str(constraint.violation_error_message)) from refused
        raise


def check_in_words(row: models.Model) -> None:
    """Check a row against all its constraints before it is saved. Errors: Refused in the words of each that it breaks."""
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong
