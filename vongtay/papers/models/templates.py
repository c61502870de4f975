import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Post
from vongtay.papers.states import VersionState


class Template(models.Model):
    """A paper that can be issued: its title, where it fits, and the versions of its wording."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True, db_comment="Stable code, never reused")
    title = models.CharField(max_length=120, db_comment="Words by which officers find it")
    about = models.CharField(max_length=200, blank=True, db_comment="When it is used, one sentence")
    routes = ArrayField(models.CharField(max_length=4), default=list, db_comment="Routes it fits; empty: all")
    regimes = ArrayField(models.CharField(max_length=10), default=list, db_comment="Laws it fits; empty: all")
    states = ArrayField(models.CharField(max_length=20), default=list, db_comment="States of a case it fits first")
    form_number = models.CharField(
        max_length=4, blank=True, db_comment="Number of the statutory form, where that form was seen; empty: internal"
    )
    place = models.SmallIntegerField(default=500, db_comment="Order in lists")
    is_shipped = models.BooleanField(default=False, db_comment="Came with the system")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")

    class Meta:
        db_table_comment = "Templates of papers"
        constraints = [
            models.CheckConstraint(
                name="form_number_was_seen", condition=Q(form_number__in=["", "07", "19"]),
                violation_error_message=_("Only the statutory forms 07 and 19 were seen; others are internal forms."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class TemplateVersion(models.Model):
    """One wording of a template. What was live is never edited: an issued paper keeps the version it was made from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(Template, models.PROTECT, related_name="versions", db_comment="Template")
    number = models.SmallIntegerField(db_comment="1, 2, 3 within the template")
    state = models.CharField(
        max_length=10, choices=VersionState, default=VersionState.DRAFT, db_comment="draft, checked, live or retired"
    )
    design = models.JSONField(db_comment="Head, parts, signers, receivers (papers/blocks/design)")
    note = models.CharField(max_length=200, blank=True, db_comment="What changed, in the editor's words")
    drafted_by = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Post that wrote it; null: shipped with the system",
        db_index=False,
    )
    drafted_user = models.UUIDField(
        null=True, db_comment="Account that wrote it: one person in two posts is one person"
    )
    drafted_at = models.DateTimeField(db_default=Now(), db_comment="When it was begun")
    signed_off_by = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Second person, who put it into use",
        db_index=False,
    )
    signed_off_user = models.UUIDField(null=True, db_comment="Account of the second person")
    live_at = models.DateTimeField(null=True, db_comment="When it came into use")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Versions of templates"
        constraints = [
            models.UniqueConstraint(name="template_version_once", fields=["template", "number"]),
            models.UniqueConstraint(name="one_live_version", fields=["template"], condition=Q(state="live")),
            models.UniqueConstraint(
                name="one_open_version", fields=["template"], condition=Q(state__in=["draft", "checked"]),
                violation_error_message=_("Another version of this template is being written."),
            ),
            models.CheckConstraint(
                name="second_person_signs_template",
                condition=Q(signed_off_user__isnull=True) | Q(drafted_user__isnull=True) | ~Q(signed_off_user=F("drafted_user")),
                violation_error_message=_("Whoever wrote a version may not put it into use."),
            ),
            models.CheckConstraint(
                name="live_version_was_signed",
                condition=~Q(state__in=["live", "retired"]) | Q(live_at__isnull=False) & (Q(drafted_user__isnull=True) | Q(signed_off_user__isnull=False)),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.template_id} {self.number}"
