import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.cases.states import AskingState


class Asking(models.Model):
    """A body asks another one for a case that it can't see. Says nothing about any case; its words have a key of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    from_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that asks")
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that is asked")
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Post that asks", db_index=False)
    asked_at = models.DateTimeField(db_default=Now(), db_comment="When it was asked")
    wrapped = models.BinaryField(db_comment="Its own wrapped key")
    who_ct = models.BinaryField(db_comment="Whom it is about, as the asking body knows them; encrypted")
    why_ct = models.BinaryField(db_comment="Why, encrypted")
    state = models.CharField(
        max_length=10, choices=AskingState, default=AskingState.SENT, db_comment="sent, granted or refused"
    )
    code = models.CharField(max_length=24, blank=True, db_comment="Code of the case that was opened; empty otherwise")
    answered_at = models.DateTimeField(null=True, db_comment="When it was answered")
    answered_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that answered", db_index=False
    )
    reason_ct = models.BinaryField(null=True, db_comment="Why it was refused, encrypted")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Requests for cases held by others"
        constraints = [
            models.CheckConstraint(name="asking_answer_is_whole", condition=Q(state="sent", answered_at__isnull=True, code="")
                                   | Q(state="granted", answered_at__isnull=False) & ~Q(code="")
                                   | Q(state="refused", answered_at__isnull=False, code="", reason_ct__isnull=False)),
            models.CheckConstraint(name="asking_goes_to_another_body", condition=~Q(from_body=F("to_body"))),
        ]  # fmt: skip
        indexes = [models.Index(fields=["to_body", "asked_at"], name="asking_inbox", condition=Q(state="sent"))]

    def __str__(self) -> str:
        return self.state


class Withdrawal(models.Model):
    """An offer of responsibility that its sender took back: what the other body reads of it once it reaches the case no more."""

    id = models.UUIDField(primary_key=True, editable=False, db_comment="Key of the offer")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    from_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that had offered")
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that was offered the case")
    code = models.CharField(max_length=24, db_comment="Code of the case that was offered")
    offered_at = models.DateTimeField(db_comment="When it was offered")
    withdrawn_at = models.DateTimeField(db_default=Now(), db_comment="When it was taken back")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that took it back", db_index=False
    )
    wrapped = models.BinaryField(db_comment="Its own wrapped key")
    reason_ct = models.BinaryField(db_comment="Why, encrypted; tells nothing about the person")

    class Meta:
        db_table_comment = "Offers of responsibility that were taken back"
        constraints = [
            models.CheckConstraint(name="withdrawal_between_two_bodies", condition=~Q(from_body=F("to_body")))
        ]
        indexes = [models.Index(fields=["to_body", "-withdrawn_at"], name="withdrawal_inbox")]

    def __str__(self) -> str:
        return self.code


class Team(models.Model):
    """An inter-agency team (đoàn liên ngành) with the decision that founded it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that keeps the record")
    name = models.CharField(max_length=160, db_comment="What the team is called")
    founding_sign = models.CharField(max_length=60, db_comment="Number and sign of the founding decision")
    founded_on = models.DateField(db_comment="Date of that decision")
    ended_on = models.DateField(null=True, db_comment="Last day; null: at work")
    bodies = ArrayField(models.UUIDField(), db_comment="Bodies that have members")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Inter-agency teams"
        constraints = [
            models.UniqueConstraint(name="one_team_a_founding", fields=["world", "founding_sign", "founded_on"],
                                    violation_error_message=_("A team with this founding decision is entered already.")),
            models.CheckConstraint(name="team_ends_after_it_began", condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")),
                                   violation_error_message=_("The end lies before the founding decision.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    """Whom a body sends to a team, by title: the head or a member."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="members", db_comment="Team")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that sends the member")
    title = models.CharField(max_length=120, db_comment="Post or title, as in the founding decision")
    is_head = models.BooleanField(default=False, db_comment="Heads the team")

    class Meta:
        db_table_comment = "Members of inter-agency teams"
        constraints = [models.UniqueConstraint(name="one_head_a_team", fields=["team"], condition=Q(is_head=True))]

    def __str__(self) -> str:
        return self.title


class TeamDecision(models.Model):
    """What a team decided at a meeting, and the votes in words. Names nobody; its words have a key of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="decisions", db_comment="Team")
    met_on = models.DateField(db_comment="Day of the meeting")
    minutes_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of its minutes, if any")
    wrapped = models.BinaryField(db_comment="Its own wrapped key")
    words_ct = models.BinaryField(db_comment="What was decided, encrypted")
    votes_ct = models.BinaryField(db_comment="How the members voted, in words, encrypted")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Decisions of inter-agency teams"

    def __str__(self) -> str:
        return f"{self.met_on}"
