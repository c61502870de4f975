import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject


class StoredFile(models.Model):
    """An uploaded or issued file, encrypted whole. Its key is a person's, so that erasing the person reaches it, or its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, related_name="+", db_comment="Protected subject; null: about nobody"
    )
    person_id = models.UUIDField(
        null=True, db_comment="Person whose data key encrypts it (people are a sibling app: no foreign key)"
    )
    wrapped = models.BinaryField(null=True, db_comment="Its own wrapped key, where it is about nobody")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that stored it")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    name_ct = models.BinaryField(db_comment="File name, encrypted")
    media_type = models.CharField(max_length=100, db_comment="By content, not by name")
    size = models.IntegerField(db_comment="Bytes before encryption")
    content_ct = models.BinaryField(db_comment="Content, encrypted")
    digest = models.BinaryField(
        db_comment="Keyed hash of the content: the same file is recognised, its content can't be guessed"
    )
    stored_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that stored it", db_index=False
    )
    stored_at = models.DateTimeField(db_default=Now(), db_comment="When")

    class Meta:
        db_table_comment = "Encrypted files"
        constraints = [
            models.CheckConstraint(
                name="file_has_one_key",
                condition=Q(person_id__isnull=False, wrapped__isnull=True)
                | Q(person_id__isnull=True, wrapped__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["body", "world"], include=("size",), name="file_room_of_body")]

    def __str__(self) -> str:
        return str(self.id)


class Register(models.Model):
    """A body's register of papers of one year: gives the next number, without gaps, in each world."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="registers", db_comment="Whose register")
    year = models.SmallIntegerField(db_comment="Calendar year of the numbers")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    last = models.IntegerField(default=0, db_comment="Last number given")

    class Meta:
        db_table_comment = "Registers of outgoing papers"
        constraints = [models.UniqueConstraint(name="one_register_a_year", fields=["body", "year", "world"])]

    def __str__(self) -> str:
        return f"{self.body_id} {self.year}"


class Paper(models.Model):
    """An issued paper: its number in the register and the two files made from one source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, related_name="+", db_comment="Protected subject; null: about nobody"
    )
    register = models.ForeignKey(Register, models.PROTECT, related_name="papers", db_comment="Register of its number")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Issuing body")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    number = models.IntegerField(db_comment="Number in the register")
    sign = models.CharField(max_length=60, db_comment="Number and symbol as printed, e.g. 05/TB-UBND")
    kind = models.CharField(max_length=40, db_comment="Code of the template")
    issued_on = models.DateField(db_comment="Date of the paper")
    docx = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", db_comment="Word file")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", db_comment="PDF file")
    issued_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that issued it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was issued in the system")

    class Meta:
        db_table_comment = "Issued papers"
        constraints = [
            models.UniqueConstraint(
                name="number_given_once", fields=["register", "number"],
                violation_error_message=_("This number of the register is taken."),
            ),
            models.CheckConstraint(name="number_from_one", condition=Q(number__gte=1)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["subject", "issued_on"], name="paper_by_subject")]

    def __str__(self) -> str:
        return self.sign
