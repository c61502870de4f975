"""What is written about clocks, tasks, absences and reminders: one transaction each."""

from vongtay.tasks.actions.clocks import leave_route, meet_clock, on_event, pause, recount, resume, settle, start_clock
from vongtay.tasks.actions.ladders import change_ladder
from vongtay.tasks.actions.reminders import begin_round, choose_mailing, claim, escalate, note_sent, plan_reminders
from vongtay.tasks.actions.work import (
    Wish,
    add_task,
    drop_tasks,
    end_absence,
    end_task,
    enter_absence,
    fulfil,
)

__all__ = [
    "Wish", "add_task", "begin_round", "change_ladder", "choose_mailing", "claim", "drop_tasks", "end_absence", "end_task", "enter_absence", "escalate", "fulfil", "leave_route",
    "meet_clock", "note_sent", "on_event", "pause", "plan_reminders", "recount", "resume", "settle", "start_clock",
]  # fmt: skip
