"""The warning on the page of a case whose person was received before (F64)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.cases.models import Case
from vongtay.cases.more import Warned
from vongtay.common.access import Staff
from vongtay.support import queries


def warn_again(case: Case, staff: Staff) -> Warned | None:
    """Warn of an earlier reception of the same human being; of one out of reach only who may be asked is told."""
    before = queries.known_before(case, staff)
    if not before.is_warning:
        return None
    closed = {row.case_id: row for row in before.closed}
    links = []
    for one in before.earlier:
        words = one.code
        if one.pk in closed:
            words = _("%(code)s (support closed: %(how)s)") % {
                "code": one.code,
                "how": closed[one.pk].get_outcome_display(),
            }
        links.append((reverse("cases:show", args=[one.code]), words))
    asking = reverse("cases:ask_for_case")
    links += [(f"{asking}?body={body.pk}", _("Ask %(body)s") % {"body": body.short_name}) for body in before.to_ask]
    return Warned(
        _("Received before"),
        _(
            "Somebody confirmed that this person was received before: they may have been trafficked again. Look at safety first."
        ),
        links,
    )
