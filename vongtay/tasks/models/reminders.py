import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject
from vongtay.tasks.models.clocks import Clock
from vongtay.tasks.states import MailState


class Escalation(models.Model):
    """A late clock told to somebody above. Who may not reach the case sees only how many there are, and of which body."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="escalations", db_comment="The late clock")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    step = models.CharField(
        max_length=20, db_comment="Step of the ladder (ladder.toml, or a version of the administrator)"
    )
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that is told")
    to_role = models.CharField(max_length=20, blank=True, db_comment="Role that is told; empty: the whole body")
    late_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that is late")
    late_days = models.IntegerField(db_comment="Working days late when it was told")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was told")

    class Meta:
        db_table_comment = "Late clocks told to somebody above"
        constraints = [models.UniqueConstraint(name="escalation_once", fields=["clock", "step", "to_body"])]
        indexes = [models.Index(fields=["to_body", "-recorded_at"], name="escalation_to")]

    def __str__(self) -> str:
        return f"{self.step} {self.to_body_id}"


class Mailing(models.Model):
    """Whether and where a member of staff wishes a daily reminder. Off until they switch it on."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="+", db_comment="Member of staff"
    )
    address = models.EmailField(max_length=160, db_comment="Official e-mail address")
    is_on = models.BooleanField(default=True, db_comment="False: no reminder")
    language = models.CharField(max_length=5, default="vi", db_comment="Language of the reminder: vi or en")
    changed_at = models.DateTimeField(db_default=Now(), db_comment="When it was last changed")

    class Meta:
        db_table_comment = "Where and whether staff wish a daily reminder"

    def __str__(self) -> str:
        return "on" if self.is_on else "off"


class Reminder(models.Model):
    """One mail of one day to one person: a number and nothing else. Claimed before it is sent, so never sent twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_comment="To whom")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    on = models.DateField(db_comment="Day of the digest")
    things = models.IntegerField(db_comment="How many things are due")
    language = models.CharField(max_length=5, db_comment="Language: vi or en")
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING, db_comment="State")
    tries = models.SmallIntegerField(default=0, db_comment="How often it was tried")
    error = models.CharField(max_length=60, blank=True, db_comment="Kind of the last failure; never its words")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was put in the outbox")
    tried_at = models.DateTimeField(null=True, db_comment="When it was last tried")

    class Meta:
        db_table_comment = "Outbox of reminders"
        constraints = [models.UniqueConstraint(name="one_reminder_a_day", fields=["user", "world", "on"])]
        indexes = [
            models.Index(fields=["state"], name="reminder_waiting", condition=Q(state__in=["waiting", "failed"]))
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.state}"


class LadderVersion(models.Model):
    """The ladder as an administrator set it. Never edited: the greatest number holds; without steps the file holds again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    number = models.PositiveSmallIntegerField(db_comment="Version: 1, 2, ...; the greatest holds")
    steps = models.JSONField(
        default=list,
        db_comment="Steps: code, after (working days late), to (body, head, upper); empty: those of the file",
    )
    why = models.CharField(max_length=200, db_comment="Why it was changed, in the administrator's words")
    changed_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that changed it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Versions of the ladder of escalation"
        constraints = [models.UniqueConstraint(name="ladder_number_once", fields=["world", "number"])]

    def __str__(self) -> str:
        return str(self.number)


class Round(models.Model):
    """A daily job that was done for a day: what was missed while the system was down is made up, and nothing is done twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    job = models.CharField(max_length=40, db_comment="Name of the job")
    on = models.DateField(db_comment="Day for which it was done")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was done")

    class Meta:
        db_table_comment = "Days for which daily jobs were done"
        constraints = [models.UniqueConstraint(name="round_once_a_day", fields=["world", "job", "on"])]

    def __str__(self) -> str:
        return f"{self.job} {self.on}"
