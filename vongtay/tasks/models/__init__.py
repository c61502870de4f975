"""What `tasks` keeps; one file a subject."""

from vongtay.tasks.models.clocks import Clock, Pause
from vongtay.tasks.models.reminders import Escalation, LadderVersion, Mailing, Reminder, Round
from vongtay.tasks.models.work import Absence, Task

__all__ = ["Absence", "Clock", "Escalation", "LadderVersion", "Mailing", "Pause", "Reminder", "Round", "Task"]
