import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Place, Post
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Not known")


class Person(models.Model):
    """One registration of a human being. The same human received twice is two rows, linked by a person, never merged."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="people", db_comment="Protected subject")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that registered", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was registered")

    class Meta:
        db_table_comment = "Registrations of people; who they are stands in people_identity"

    def __str__(self) -> str:
        return str(self.id)


class DataKey(models.Model):
    """The key of all that is encrypted about one person, wrapped by a master key outside the database."""

    person = models.OneToOneField(
        Person, models.PROTECT, primary_key=True, related_name="data_key", db_comment="Whose data"
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    wrapped = models.BinaryField(
        null=True, db_comment="AES-KW of the data key, master key's id in front; null: erased for good"
    )
    erased_at = models.DateTimeField(null=True, db_comment="When the key was destroyed")

    class Meta:
        db_table_comment = "Wrapped data keys, one per person"
        constraints = [
            models.CheckConstraint(
                name="key_is_there_or_erased",
                condition=Q(wrapped__isnull=False, erased_at__isnull=True)
                | Q(wrapped__isnull=True, erased_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class Identity(models.Model):
    """Who a person is. Each field is encrypted with the person's key and bound to its row and column."""

    person = models.OneToOneField(
        Person, models.PROTECT, primary_key=True, related_name="identity", db_comment="Whose identity"
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    name_ct = models.BinaryField(null=True, db_comment="Full name, encrypted")
    other_names_ct = models.BinaryField(null=True, db_comment="Other names, encrypted")
    born_ct = models.BinaryField(null=True, db_comment="Birth date as far as known, encrypted")
    id_number_ct = models.BinaryField(null=True, db_comment="Identity number, encrypted")
    id_number_hash = models.BinaryField(null=True, db_comment="Keyed hash of the normal form, for exact search")
    passport_ct = models.BinaryField(null=True, db_comment="Passport number, encrypted")
    passport_hash = models.BinaryField(null=True, db_comment="Keyed hash of the normal form, for exact search")
    address_ct = models.BinaryField(null=True, db_comment="Residence as written, encrypted")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Identity vault"
        indexes = [
            models.Index(
                fields=["id_number_hash"], name="identity_by_number", condition=Q(id_number_hash__isnull=False)
            ),
            models.Index(
                fields=["passport_hash"], name="identity_by_passport", condition=Q(passport_hash__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class Contact(models.Model):
    """How a person may be reached safely."""

    person = models.OneToOneField(
        Person, models.PROTECT, primary_key=True, related_name="contact", db_comment="Whom to reach"
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    phone_ct = models.BinaryField(null=True, db_comment="Phone number, encrypted")
    phone_hash = models.BinaryField(null=True, db_comment="Keyed hash of the normal form, for exact search")
    safe_way_ct = models.BinaryField(null=True, db_comment="Who may ring, at what hours, code word; encrypted")
    may_ring = models.CharField(
        max_length=10, default="unknown", db_comment="yes, no or unknown: may an officer ring at all"
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Safe ways to contact"
        indexes = [models.Index(fields=["phone_hash"], name="contact_by_phone", condition=Q(phone_hash__isnull=False))]

    def __str__(self) -> str:
        return str(self.person_id)


class NameKey(models.Model):
    """Keyed hashes of a name's neighbourhood (measured form B2): finds namesakes, tells no name."""

    person = models.OneToOneField(
        Person, models.PROTECT, primary_key=True, related_name="name_key", db_comment="Whose name"
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    world = models.CharField(max_length=10, choices=World, db_comment="World of the subject")
    home_province = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", db_comment="Province of origin, as filter"
    )
    born_about = models.SmallIntegerField(null=True, db_comment="Year of reception less whole years of age, as filter")
    name_ct = models.BinaryField(
        db_comment="Full name, encrypted with the person's key: candidates are ranked without a join"
    )
    tokens = ArrayField(models.IntegerField(), db_comment="First four bytes of HMAC-SHA256 of the tokens")
    bodies = ArrayField(
        models.UUIDField(), default=list, db_comment="Bodies with a live grant on identity; kept by trigger on grants"
    )

    class Meta:
        db_table_comment = "Search by name without names"
        # No index on bodies here: the planner would join two bitmaps and be twenty times slower (measured).
        indexes = [GinIndex(fields=["tokens"], name="name_key_tokens")]

    def __str__(self) -> str:
        return str(self.person_id)


class Link(models.Model):
    """Two registrations that somebody found to be the same human being; undone by a date, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(
        Person, models.PROTECT, related_name="+", db_comment="The registration with the smaller key"
    )
    other = models.ForeignKey(
        Person, models.PROTECT, related_name="+", db_comment="The registration with the greater key"
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Subject of `one`")
    other_subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Subject of `other`")
    same = models.BooleanField(default=True, db_comment="False: somebody found that they are two people")
    linked_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Who found it", db_index=False)
    linked_at = models.DateTimeField(db_default=Now(), db_comment="When")
    undone_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Who undid it", db_index=False
    )
    undone_at = models.DateTimeField(null=True, db_comment="When it was undone")

    class Meta:
        db_table_comment = "Registrations found to be of the same human being, or found not to be"
        constraints = [
            models.CheckConstraint(name="link_in_order", condition=Q(one__lt=F("other"))),
            models.UniqueConstraint(name="one_live_link", fields=["one", "other"], condition=Q(undone_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"
