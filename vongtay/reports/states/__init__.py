"""States of reports; each module is named after what has them."""

from vongtay.reports.states.boards import WEEKDAYS, Rhythm, Stopped, is_sent_on

__all__ = ["WEEKDAYS", "Rhythm", "Stopped", "is_sent_on"]
