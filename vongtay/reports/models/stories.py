import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.cases.models import Case, Consent
from vongtay.grants.models import Subject


class StoryAudience(models.TextChoices):
    """Whom a story is for."""

    TRAINING = "training", pgettext_lazy("story", "Training, officers of the province")
    PUBLIC = "public", pgettext_lazy("story", "Everybody")


class StoryState(models.TextChoices):
    """Where a story stands."""

    DRAFT = "draft", pgettext_lazy("story", "Being written")
    WAITING = "waiting", pgettext_lazy("story", "Waiting for a second reader")
    RETURNED = "returned", pgettext_lazy("story", "Returned")
    DROPPED = "dropped", pgettext_lazy("story", "Dropped")
    PUBLISHED = "published", pgettext_lazy("story", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("story", "Withdrawn")


class Story(models.Model):
    """A story for training or for everybody, as it is written and read by a second person. Its words are encrypted; whose it is stands elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that tells it")
    audience = models.CharField(max_length=10, choices=StoryAudience, db_comment="Whom it is for")
    state = models.CharField(max_length=10, choices=StoryState, default=StoryState.DRAFT, db_comment="Where it stands")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")
    wrapped = models.BinaryField(
        null=True, db_comment="The wrapped key of its words; null: withdrawn, or the person it tells of was erased"
    )
    content_ct = models.BinaryField(
        db_comment="Title, text, what may tell who it is and why it may stay; encrypted with the story's key"
    )
    of_case = models.BooleanField(db_comment="It tells of one case; which one stands in another table")
    identity_compared = models.BooleanField(
        default=False, db_comment="The words were compared with the identity that the system holds"
    )
    written_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that writes it", db_index=False
    )
    written_user = models.UUIDField(db_comment="Account that writes it")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was begun")
    sent_at = models.DateTimeField(null=True, db_comment="When it was last sent to a second reader")
    decided_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that read it second", db_index=False
    )
    decided_user = models.UUIDField(null=True, db_comment="Account that read it second: never the one that wrote it")
    decided_at = models.DateTimeField(null=True, db_comment="When it was approved or returned")
    reason_ct = models.BinaryField(null=True, db_comment="Why it was returned; encrypted with the story's key")

    class Meta:
        db_table_comment = "Stories for training or for everybody, with their second reader"
        constraints = [
            models.CheckConstraint(name="two_persons_tell_a_story", condition=Q(decided_user__isnull=True) | ~Q(decided_user=F("written_user")),
                                   violation_error_message=_("A second person reads what somebody wrote.")),
            models.CheckConstraint(name="story_out_was_read_twice", condition=~Q(state__in=["published", "withdrawn"]) | Q(decided_user__isnull=False),
                                   violation_error_message=_("A second person reads what somebody wrote.")),
            models.CheckConstraint(name="story_returned_with_a_reason", condition=~Q(state="returned") | Q(reason_ct__isnull=False, decided_user__isnull=False),
                                   violation_error_message=_("Say why it is returned.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "body", "-recorded_at"], name="story_of_body")]

    def __str__(self) -> str:
        return str(self.pk)


class StoryCase(models.Model):
    """Of which case a story tells, and the consent for it. Seen by whoever reaches the case, and by nobody else."""

    story = models.OneToOneField(Story, models.PROTECT, primary_key=True, related_name="told_of", db_comment="Story")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_comment="Case")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="+", db_comment="The consent that it rests on")
    to_ct = models.BinaryField(
        db_comment="To whom, in words, for the row of what left once it is out; encrypted with the person's key"
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Of which case a story tells"

    def __str__(self) -> str:
        return str(self.story_id)


class PublishedStory(models.Model):
    """The register of stories, with their words as readers know them. Written by one function of the database; knows of no case."""

    id = models.UUIDField(primary_key=True, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that told it")
    year = models.SmallIntegerField(db_comment="Year of the number")
    number = models.IntegerField(db_comment="Number in the register of the body and year")
    audience = models.CharField(max_length=10, choices=StoryAudience, db_comment="Whom it is for")
    title = models.CharField(max_length=200, blank=True, db_comment="Title; empty once withdrawn")
    text = models.TextField(blank=True, db_comment="Its words; empty once withdrawn")
    published_at = models.DateTimeField(db_default=Now(), db_comment="When it was published")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was withdrawn")
    withdrawn_why = models.CharField(max_length=500, blank=True, db_comment="Why, for readers")

    class Meta:
        db_table_comment = "Register of published stories"
        constraints = [
            models.UniqueConstraint(name="one_story_a_number", fields=["world", "body", "year", "number"],
                                    violation_error_message=_("This number is taken.")),
            models.CheckConstraint(name="story_withdrawn_with_a_reason", condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why="") & Q(title="", text=""),
                                   violation_error_message=_("Say why it is withdrawn.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "-published_at"], name="story_of_province")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"
