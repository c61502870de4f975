from typing import Any

from django.utils.translation import gettext as _

from vongtay.cases.models import Case
from vongtay.common.access import NotAllowed, Staff, may
from vongtay.grants import actions as grants
from vongtay.grants.models import GrantRole
from vongtay.support.permissions import RULES, Act


def require(act: Act, by: Staff, record: Any = None) -> None:
    """Refuse whoever may not, and a body that only reads the case. Errors: NotAllowed."""
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post may not do this, or your body does not take part in this case."))
    if isinstance(record, Case) and grants.role_of(record.subject_id, by.body_id) == GrantRole.READ:
        raise NotAllowed(_("Your body reads this case and does not write in it."))
