import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject


class Purpose(models.TextChoices):
    SCREENING = "screening", _("Screening")
    NEEDS = "needs", _("Needs")
    FEEDBACK = "feedback", _("Feedback of the person")
    OTHER = "other", _("Another purpose")


class EditionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Waiting to be signed off")
    LIVE = "live", _("In use")
    RETIRED = "retired", _("No longer in use")


class Questionnaire(models.Model):
    """A questionnaire of an owner. What it asks stands in its editions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner of the installation")
    code = models.SlugField(max_length=60, db_comment="Code in addresses; never renamed")
    title = models.CharField(max_length=160, db_comment="Title as it is read")
    purpose = models.CharField(max_length=20, choices=Purpose, db_comment="What it is asked for")
    source = models.CharField(max_length=300, blank=True, db_comment="Where its questions come from")
    made_at = models.DateTimeField(db_default=Now(), db_comment="When it was begun")

    class Meta:
        db_table_comment = "Questionnaires"
        constraints = [
            models.UniqueConstraint(name="questionnaire_code_once", fields=["province", "code"],
                                    violation_error_message=_("There is a questionnaire of this name already.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """One edition of a questionnaire. Only a draft is edited; what was once in use stays as it was, with its answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="editions", db_comment="Questionnaire"
    )
    number = models.PositiveSmallIntegerField(db_comment="1, 2, 3... of each questionnaire")
    state = models.CharField(
        max_length=10, choices=EditionState, default=EditionState.DRAFT, db_comment="draft, proposed, live, retired"
    )
    content = models.JSONField(db_comment="Sections, questions, conditions, bands: see shapes.py")
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Who wrote it", db_index=False)
    made_user = models.UUIDField(db_comment="Account of who wrote it")
    signed_off_by = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Second person who put it into use",
        db_index=False,
    )
    signed_off_user = models.UUIDField(null=True, db_comment="Account of the second person")
    live_at = models.DateTimeField(null=True, db_comment="In use from")
    retired_at = models.DateTimeField(null=True, db_comment="In use until")
    changed_at = models.DateTimeField(db_default=Now(), db_comment="When it was last changed")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Editions of questionnaires"
        constraints = [
            models.UniqueConstraint(name="edition_number_once", fields=["questionnaire", "number"]),
            models.UniqueConstraint(name="one_draft_of_a_questionnaire", fields=["questionnaire"], condition=Q(state__in=["draft", "proposed"]),
                                    violation_error_message=_("A draft of this questionnaire is being worked on already.")),
            models.UniqueConstraint(name="one_edition_in_use", fields=["questionnaire"], condition=Q(state="live")),
            models.CheckConstraint(name="edition_two_persons", condition=Q(signed_off_user__isnull=True) | ~Q(signed_off_user=F("made_user")),
                                   violation_error_message=_("Whoever wrote an edition may not sign it off.")),
            models.CheckConstraint(name="edition_in_use_was_signed_off",
                                   condition=Q(state__in=["draft", "proposed"], live_at__isnull=True)
                                   | Q(state__in=["live", "retired"], live_at__isnull=False, signed_off_by__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.questionnaire} ({self.number})"


class Response(models.Model):
    """One person's answers, with the edition that was asked. Never edited: a correction is a new response that says why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="responses", db_comment="Protected subject")
    person_id = models.UUIDField(
        db_comment="Person whose data key encrypts it (people are a sibling app: no foreign key)"
    )
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="responses", db_comment="Edition that was asked")
    answers_ct = models.BinaryField(db_comment="Answers by code of the question, encrypted with the person's key")
    score = models.IntegerField(null=True, db_comment="What the answers add up to; null: not scored")
    band = models.CharField(max_length=40, blank=True, db_comment="Code of the band of the score")
    answered_on = models.DateField(db_comment="Day on which it was asked")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that asked", db_index=False
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by", db_comment="The response that this one corrects"
    )

    class Meta:
        db_table_comment = "Answers of people to questionnaires"
        constraints = [
            models.CheckConstraint(name="response_scored_or_not", condition=Q(score__isnull=True, band="") | Q(score__isnull=False)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["subject", "-answered_on"], name="response_by_subject")]

    def __str__(self) -> str:
        return str(self.id)
