import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject
from vongtay.papers.models.issued import Paper
from vongtay.papers.states import BatchState, ItemState


class Batch(models.Model):
    """Many papers ordered in one act; a job makes them as the post that ordered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that ordered")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    ordered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that ordered: the job acts as it", db_index=False
    )
    ordered_at = models.DateTimeField(db_default=Now(), db_comment="When")
    issued_on = models.DateField(db_comment="Date printed on the papers")
    with_identity = models.BooleanField(default=True, db_comment="Print who the people are")
    to_body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Common addressee, printed where a template has one; null: the receiver of each case",
    )
    kinds = ArrayField(models.CharField(max_length=40), db_comment="Codes of the templates")
    cases = models.IntegerField(db_comment="Number of cases")
    total = models.IntegerField(db_comment="Number of papers ordered")
    state = models.CharField(
        max_length=10, choices=BatchState, default=BatchState.RUNNING, db_comment="running, done or stopped"
    )
    stop_reason = models.CharField(max_length=20, blank=True, db_comment="asked, or post_ended")
    done_at = models.DateTimeField(null=True, db_comment="When the last paper was made, or the batch stopped")

    class Meta:
        db_table_comment = "Papers ordered many at once"
        constraints = [
            models.CheckConstraint(
                name="batch_ends_with_a_moment",
                condition=Q(state="running", done_at__isnull=True) | ~Q(state="running") & Q(done_at__isnull=False),
            ),
            models.CheckConstraint(name="batch_orders_something", condition=Q(total__gte=1)),
        ]
        indexes = [models.Index(fields=["body", "-ordered_at"], name="batch_newest")]

    def __str__(self) -> str:
        return str(self.id)


class BatchItem(models.Model):
    """One paper of a batch: waiting, issued, or not issued because data are missing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="items", db_comment="Batch")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject of the case")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that ordered")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    place = models.IntegerField(db_comment="Order within the batch")
    kind = models.CharField(max_length=40, db_comment="Code of the template")
    state = models.CharField(
        max_length=10, choices=ItemState, default=ItemState.WAITING, db_comment="waiting, issued or lacking"
    )
    lacks = ArrayField(
        models.CharField(max_length=60), default=list, db_comment="Codes of the fields without which it was not issued"
    )
    open_fields = ArrayField(
        models.CharField(max_length=60), default=list, db_comment="Codes of the fields left to be filled by hand"
    )
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="+", db_comment="The issued paper")

    class Meta:
        db_table_comment = "The papers of a batch"
        constraints = [
            models.UniqueConstraint(name="batch_paper_once", fields=["batch", "subject", "kind"]),
            models.CheckConstraint(
                name="issued_item_has_its_paper",
                condition=Q(state="issued", paper__isnull=False) | ~Q(state="issued") & Q(paper__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["batch", "place"], name="batch_item_waiting", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.place}"
