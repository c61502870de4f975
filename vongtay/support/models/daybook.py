from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Post
from vongtay.cases.models import Filed
from vongtay.facilities.models import Stay
from vongtay.support.states import IncidentKind, NoteKind
from vongtay.tasks.models import Task


class OfStay(Filed):
    """What each row of somebody's book has beside its case: the stay in which it happened, and who it is about."""

    stay = models.ForeignKey(Stay, models.PROTECT, related_name="+", db_comment="Stay in which it happened")
    person_id = models.UUIDField(db_comment="Who it is about: the person concerned or somebody beside them")

    class Meta:
        abstract = True


class DayNote(OfStay):
    """A note of a day. Never edited; a later note corrects."""

    on = models.DateField(db_comment="Day; of a night the one on which it began")
    kind = models.CharField(max_length=8, choices=NoteKind, db_comment="What it is about; medical: part health")
    words_ct = models.BinaryField(db_comment="In words, encrypted")

    class Meta:
        db_table_comment = "Daily notes on people who are lodged"
        indexes = [models.Index(fields=["case", "-on", "-recorded_at"], name="day_note_of_case")]

    def __str__(self) -> str:
        return self.kind


class Belonging(OfStay):
    """What somebody gave into keeping, received before a witness, and given back before one."""

    list_ct = models.BinaryField(db_comment="What was received, one thing a line; encrypted")
    received_on = models.DateField(db_comment="Day on which it was received")
    received_by_ct = models.BinaryField(db_comment="Post and name of who received it, encrypted")
    witness_ct = models.BinaryField(db_comment="Name of who signed beside, encrypted")
    back_on = models.DateField(null=True, db_comment="Day on which it was given back")
    back_to_ct = models.BinaryField(null=True, db_comment="To whom it was given back, encrypted")
    back_witness_ct = models.BinaryField(null=True, db_comment="Name of who signed beside then, encrypted")
    back_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that gave it back", db_index=False
    )

    class Meta:
        db_table_comment = "Belongings and valuables in keeping"
        constraints = [
            models.CheckConstraint(name="belonging_back_is_whole",
                                   condition=Q(back_on__isnull=True, back_to_ct__isnull=True, back_by__isnull=True)
                                   | Q(back_on__isnull=False, back_on__gte=F("received_on"), back_to_ct__isnull=False, back_witness_ct__isnull=False, back_by__isnull=False),
                                   violation_error_message=_("Say when it was given back, to whom, and who signed beside.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.received_on)


class Incident(OfStay):
    """Something that went wrong around somebody who is lodged: what, who was told, and the task that follows. Never edited."""

    happened_at = models.DateTimeField(db_comment="When")
    kind = models.CharField(max_length=10, choices=IncidentKind, db_comment="What kind of thing")
    what_ct = models.BinaryField(db_comment="What happened and what was done at once, encrypted")
    told_ct = models.BinaryField(null=True, db_comment="Who was told and when, encrypted")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+", db_comment="Task that follows from it")

    class Meta:
        db_table_comment = "Incidents around people who are lodged"
        indexes = [models.Index(fields=["case", "-happened_at"], name="incident_of_case")]

    def __str__(self) -> str:
        return self.kind
