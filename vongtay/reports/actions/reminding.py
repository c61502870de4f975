"""Reminding bodies of the reports that they owe: once before the day and once after it."""

from datetime import date

from django.db import transaction

from vongtay.audit import actions as audit
from vongtay.common.access import Staff
from vongtay.law.queries import calendar
from vongtay.reports.models import ReportReminder
from vongtay.reports.queries.calendar import all_owed
from vongtay.reports.rules.calendar import REMIND_BEFORE
from vongtay.reports.states.calendar import Stage

JOB = "reports.remind"


@transaction.atomic
def remind_of_reports(*, day: date, by: Staff) -> int:
    """Remind each body that signs in of a report whose day is near or over and that has not come. Gives how many were reminded now.

    Safe to run twice, and at one moment: nobody is reminded twice of the same, which the database holds.
    """
    days, wanted = calendar(), []
    for obligation, period, due, body, came in all_owed(by.world, day):
        if came or (day <= due and days.count_between(day, due) > REMIND_BEFORE):
            continue
        stage = Stage.LATE if day > due else Stage.BEFORE
        wanted.append(
            ReportReminder(
                world=by.world, obligation=obligation, period=period.code, body=body, stage=stage, due_on=due, on=day
            )
        )
    before = ReportReminder.objects.filter(world=by.world).count()
    ReportReminder.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=500)
    made = ReportReminder.objects.filter(world=by.world).count() - before
    if made:
        audit.record(JOB, by=by, job=JOB, details={"count": made})
    return made
