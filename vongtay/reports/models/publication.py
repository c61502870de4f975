import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.common.periods import Calendar, parse_period
from vongtay.papers.models import Instrument
from vongtay.reports.publishing.profiles import LEAST_K, MOST_K


class Audience(models.TextChoices):
    """Whom a release is for."""

    RESTRICTED = "restricted", pgettext_lazy("publication", "Restricted, by an agreement")
    PUBLIC = "public", pgettext_lazy("publication", "Public")


class ReleaseKind(models.TextChoices):
    """What a release is made of."""

    TABLES = "tables", pgettext_lazy("publication", "Tables")
    MICRODATA = "microdata", pgettext_lazy("publication", "Rows for research, one a person")


class ReleaseState(models.TextChoices):
    """Where a release stands."""

    COMPUTING = "computing", pgettext_lazy("publication", "Being computed")
    FAILED = "failed", pgettext_lazy("publication", "Could not be computed")
    BLOCKED = "blocked", pgettext_lazy("publication", "Would tell too much")
    WAITING = "waiting", pgettext_lazy("publication", "Waiting for a second person")
    REFUSED = "refused", pgettext_lazy("publication", "Not approved")
    DROPPED = "dropped", pgettext_lazy("publication", "Taken back by whoever proposed it")
    PUBLISHED = "published", pgettext_lazy("publication", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("publication", "Withdrawn")


class CellStatus(models.TextChoices):
    """Why a cell is shown or held back; only whoever counts learns it."""

    SHOWN = "shown", pgettext_lazy("publication", "shown")
    PRIMARY = "primary", pgettext_lazy("publication", "held back: small")
    SECONDARY = "secondary", pgettext_lazy("publication", "held back to protect others")
    EMPTY = "empty", pgettext_lazy("publication", "nobody bears it")


class PublicationProfile(models.Model):
    """The rules of an audience as somebody proposed and another confirmed them. The shipped ones hold until the first row is confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    kind = models.CharField(max_length=10, choices=Audience, db_comment="Audience")
    version = models.SmallIntegerField(db_comment="Counted from 1 in a province and audience; 0 is what is shipped")
    k = models.SmallIntegerField(
        db_comment="Counts from 1 to k - 1 are held back, and no hidden one can be told more closely"
    )
    in_province = models.SmallIntegerField(db_comment="Dimensions that a table of one province may have")
    in_nation = models.SmallIntegerField(db_comment="Dimensions that a table over several provinces may have")
    why = models.CharField(max_length=500, db_comment="Why it is changed")
    proposed_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that proposed it", db_index=False
    )
    proposed_user = models.UUIDField(db_comment="Account that proposed it")
    proposed_at = models.DateTimeField(db_default=Now(), db_comment="When it was proposed")
    confirmed_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that confirmed it", db_index=False
    )
    confirmed_user = models.UUIDField(null=True, db_comment="Account that confirmed it: never the one that proposed")
    confirmed_at = models.DateTimeField(null=True, db_comment="When it was confirmed: from then on it holds")
    dropped_at = models.DateTimeField(null=True, db_comment="When it was dropped without being confirmed")

    class Meta:
        db_table_comment = "Rules of publication, by audience and version"
        constraints = [
            models.UniqueConstraint(name="one_profile_a_version", fields=["world", "province", "kind", "version"],
                                    violation_error_message=_("Somebody else has changed these rules meanwhile.")),
            models.CheckConstraint(name="two_persons_change_a_profile", condition=Q(confirmed_user__isnull=True) | ~Q(confirmed_user=F("proposed_user")),
                                   violation_error_message=_("A second person confirms what somebody proposed.")),
            models.CheckConstraint(name="profile_k_protects", condition=Q(k__gte=LEAST_K, k__lte=MOST_K),
                                   violation_error_message=_("The least count is from 3 to 1,000.")),
            models.CheckConstraint(name="profile_has_dimensions", condition=Q(in_province__gte=1, in_province__lte=4, in_nation__gte=1, in_nation__lte=4),
                                   violation_error_message=_("A table has one to four dimensions.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Release(models.Model):
    """What somebody proposes to release, how it was computed and checked, and who decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that releases")
    kind = models.CharField(
        max_length=10,
        choices=ReleaseKind,
        default=ReleaseKind.TABLES,
        db_comment="tables, or microdata: rows, one a person",
    )
    audience = models.CharField(max_length=10, choices=Audience, db_comment="Whom it is for")
    profile_version = models.SmallIntegerField(db_comment="Version of the rules it was proposed under")
    k = models.SmallIntegerField(db_comment="The least count of those rules")
    area = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", db_comment="Province counted; null: all provinces"
    )
    title = models.CharField(max_length=200, db_comment="Its title for readers")
    note = models.TextField(blank=True, db_comment="Words of whoever releases it, for readers")
    period = models.CharField(max_length=30, blank=True, db_comment="Code of the period")
    calendar = models.CharField(max_length=20, blank=True, db_comment="administrative or statistical")
    tables = models.JSONField(default=list, db_comment="Dimensions of each table")
    round_to = models.SmallIntegerField(null=True, db_comment="Base to which shown counts are rounded; null: exact")
    recipient = models.CharField(max_length=200, blank=True, db_comment="Who receives a restricted release, by name")
    recipient_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="The recipient where it is one of our bodies"
    )
    agreement = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="The agreement, as a document of the register",
    )
    state = models.CharField(
        max_length=10, choices=ReleaseState, default=ReleaseState.COMPUTING, db_comment="Where it stands"
    )
    as_known_at = models.DateTimeField(null=True, db_comment="Moment of knowledge of its counts")
    done = models.IntegerField(default=0, db_comment="Cells that were looked at")
    total = models.IntegerField(default=0, db_comment="Cells to be looked at")
    moved_at = models.DateTimeField(db_default=Now(), db_comment="When the work last wrote here")
    against = models.JSONField(default=list, db_comment="Releases that it was checked against")
    checked = models.JSONField(
        default=dict, db_comment="What the check found: counts and names of cells, for whoever counts"
    )
    proposed_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that proposed it", db_index=False
    )
    proposed_user = models.UUIDField(db_comment="Account that proposed it")
    proposed_at = models.DateTimeField(db_default=Now(), db_comment="When it was proposed")
    decided_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that approved or refused it", db_index=False
    )
    decided_user = models.UUIDField(
        null=True, db_comment="Account that approved or refused it: never the one that proposed"
    )
    decided_at = models.DateTimeField(null=True, db_comment="When")
    why = models.CharField(max_length=500, blank=True, db_comment="Why it was not approved, or could not be computed")
    withdrawn_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that withdrew it", db_index=False
    )

    class Meta:
        db_table_comment = "Releases of statistics: proposed, computed, checked, decided"
        constraints = [
            models.CheckConstraint(name="two_persons_publish", condition=Q(decided_user__isnull=True) | ~Q(decided_user=F("proposed_user")),
                                   violation_error_message=_("A second person approves what somebody proposed.")),
            models.CheckConstraint(name="published_by_somebody", condition=~Q(state__in=["published", "withdrawn"]) | Q(decided_user__isnull=False),
                                   violation_error_message=_("A second person approves what somebody proposed.")),
            models.CheckConstraint(name="restricted_names_its_recipient", condition=Q(audience="public") | ~Q(recipient="") & Q(agreement__isnull=False),
                                   violation_error_message=_("A restricted release names who receives it and the agreement.")),
            models.CheckConstraint(name="refused_with_a_reason", condition=~Q(state="refused") | ~Q(why="") & Q(decided_user__isnull=False),
                                   violation_error_message=_("Say why it is not approved.")),
            models.CheckConstraint(name="rows_are_not_rounded", condition=Q(kind="tables") | Q(round_to__isnull=True),
                                   violation_error_message=_("Rows are not rounded: each is one person.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "body", "-proposed_at"], name="release_of_body")]

    def __str__(self) -> str:
        return self.title


class ReleaseCell(models.Model):
    """A cell of a release as it was computed: the count, and whether it may be shown. For whoever counts alone."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, models.PROTECT, related_name="cells", db_comment="Release")
    place = models.IntegerField(db_comment="Its place in the order of the tables")
    who = models.JSONField(db_comment="Value by dimension; a dimension that is not named is a total")
    count = models.BigIntegerField(db_comment="What was counted")
    status = models.CharField(max_length=10, choices=CellStatus, db_comment="Shown, or why it is held back")
    shown = models.BigIntegerField(null=True, db_comment="What is shown: the count, or rounded; null: held back")
    bound = models.CharField(
        max_length=10, blank=True, db_comment="Bound of a figure: at_least, at_most, about; empty: exact"
    )

    class Meta:
        db_table_comment = "Cells of releases as computed, with what is held back"
        constraints = [
            models.UniqueConstraint(name="one_cell_a_place", fields=["release", "place"], violation_error_message=_("This cell stands already.")),
            models.CheckConstraint(name="hidden_shows_nothing", condition=Q(status="shown") ^ Q(shown__isnull=True),
                                   violation_error_message=_("A cell that is held back shows no number.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.release_id}/{self.place}"


class Publication(models.Model):
    """The register: what was published, as its readers know it. Written by one function of the database, when a second person approves."""

    id = models.UUIDField(primary_key=True, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that released it")
    area = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", db_comment="Province counted; null: all provinces"
    )
    year = models.SmallIntegerField(db_comment="Year of the number")
    number = models.IntegerField(db_comment="Number in the register of the body and year")
    kind = models.CharField(
        max_length=10,
        choices=ReleaseKind,
        default=ReleaseKind.TABLES,
        db_comment="tables, or microdata: rows, one a person",
    )
    audience = models.CharField(max_length=10, choices=Audience, db_comment="Whom it is for")
    recipient = models.CharField(max_length=200, blank=True, db_comment="Who received it, by name; empty: everybody")
    recipient_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="The recipient where it is one of our bodies"
    )
    title = models.CharField(max_length=200, db_comment="Title")
    note = models.TextField(blank=True, db_comment="Words of whoever released it")
    period = models.CharField(max_length=30, blank=True, db_comment="Code of the period")
    calendar = models.CharField(max_length=20, blank=True, db_comment="administrative or statistical")
    tables = models.JSONField(db_comment="Dimensions of each table")
    k = models.SmallIntegerField(db_comment="The least count that is shown")
    round_to = models.SmallIntegerField(null=True, db_comment="Base to which counts are rounded; null: exact")
    as_known_at = models.DateTimeField(null=True, db_comment="Moment of knowledge of its counts")
    published_at = models.DateTimeField(db_default=Now(), db_comment="When it was published")
    withdrawn_at = models.DateTimeField(
        null=True, db_comment="When it was withdrawn; what was out stays known to later checks"
    )
    withdrawn_why = models.CharField(max_length=500, blank=True, db_comment="Why, for readers")

    class Meta:
        db_table_comment = "Register of published statistics"
        constraints = [
            models.UniqueConstraint(name="one_publication_a_number", fields=["world", "body", "year", "number"],
                                    violation_error_message=_("This number is taken.")),
            models.CheckConstraint(name="withdrawn_with_a_reason", condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
                                   violation_error_message=_("Say why it is withdrawn.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "area", "-published_at"], name="publication_of_area")]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def period_label(self) -> str:
        """The period in words; empty where it has none."""
        return parse_period(self.period, Calendar(self.calendar)).label if self.period else ""


class PublishedCell(models.Model):
    """A cell as its readers know it: a number, or none. Why there is none stands nowhere here."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="cells", db_comment="Publication")
    place = models.IntegerField(db_comment="Its place in the order of the tables")
    who = models.JSONField(db_comment="Value by dimension; a dimension that is not named is a total")
    shown = models.BigIntegerField(null=True, db_comment="The number; null: not published")
    bound = models.CharField(
        max_length=10, blank=True, db_comment="Bound of a figure: at_least, at_most, about; empty: exact"
    )

    class Meta:
        db_table_comment = "Published cells"
        constraints = [
            models.UniqueConstraint(name="one_published_cell_a_place", fields=["publication", "place"], violation_error_message=_("This cell stands already.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.publication_id}/{self.place}"
