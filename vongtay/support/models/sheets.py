import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.cases.models import Filed


class Sheet(models.Model):
    """An information sheet for people in one more language. About nobody; replaced by a newer one, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province that hands it out")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that put it up")
    language = models.CharField(max_length=20, db_comment="Language, as cases name it")
    dated_on = models.DateField(db_comment="Date of the translation")
    translated_by = models.CharField(max_length=160, db_comment="Who translated or checked it")
    content = models.BinaryField(db_comment="The PDF; it is handed to anybody and tells of nobody")
    size = models.IntegerField(db_comment="Bytes")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, db_index=False, related_name="+", db_comment="Post that put it up"
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was put up")
    replaced_at = models.DateTimeField(null=True, db_comment="When a newer one took its place; null: handed out now")

    class Meta:
        db_table_comment = "Information sheets in further languages"
        constraints = [
            models.UniqueConstraint(
                name="one_sheet_a_language", fields=["world", "province", "language"], condition=Q(replaced_at__isnull=True),
                violation_error_message=_("There is a sheet in this language already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.language


class SheetGiven(Filed):
    """An information sheet handed to the person: in which language, which one."""

    language = models.CharField(max_length=20, db_comment="Language of the sheet; vi and en are the built-in ones")
    sheet = models.ForeignKey(
        Sheet, models.PROTECT, null=True, related_name="+", db_comment="The uploaded sheet; null: the built-in one"
    )

    class Meta:
        db_table_comment = "Information sheets handed over"
        indexes = [models.Index(fields=["case", "-recorded_at"], name="sheet_given_of_case")]

    def __str__(self) -> str:
        return self.language
