"""Every read of spreadsheets: a body's own alone."""

from uuid import UUID

from django.db.models import QuerySet

from vongtay.common.access import Staff
from vongtay.programme.models import Import
from vongtay.programme.states.sheet import Holds


def imports_of(staff: Staff, holds: str = Holds.ACTIVITIES) -> QuerySet[Import]:
    """The spreadsheets of a kind that the body of `staff` gave, newest first, without what is in them."""
    rows = Import.objects.filter(world=staff.world, body_id=staff.body_id, holds=holds).select_related(
        "entered_by__user"
    )
    return rows.defer("content").order_by("-recorded_at")


def import_of(staff: Staff, holds: str, import_id: UUID) -> Import:
    """One of them. Import.DoesNotExist both when there is none and when it is another body's."""
    return imports_of(staff, holds).get(pk=import_id)
