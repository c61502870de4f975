"""From the form of a table to what is wanted: the area within the mandate, the moment of knowledge of whoever may not see small counts."""

from datetime import datetime, time

from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.common.access import Staff
from vongtay.common.days import VIETNAM, today
from vongtay.reports.forms.tables import AskTable
from vongtay.reports.queries import Question, area_of
from vongtay.reports.views.boards.pivot import Wanted


def wanted_of(form: AskTable, staff: Staff) -> Wanted | None:
    """Read a valid form. None where its area lies outside the mandate of that time."""
    given = form.cleaned_data
    try:
        area = area_of(staff, given["area"], given["period"])
    except Place.DoesNotExist:
        form.add_error("area", _("Your mandate over this area begins later than this period."))
        return None
    began = datetime.combine(today().replace(day=1), time.min, VIETNAM) if form.k else None
    return Wanted(Question(area, given["period"], began), given["what"], given["rows"], given["columns"], form.k)
