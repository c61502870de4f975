"""What every act of the programme begins with."""

from typing import Any

from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Staff, may
from vongtay.programme.permissions import RULES, Act


def require(act: Act, by: Staff, record: Any = None) -> None:
    """Refuse whoever may not. Errors: NotAllowed."""
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post may not do this, or it belongs to another body."))
