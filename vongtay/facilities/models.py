import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.facilities.states import BedKind, Correction, EndGround, Ground, Kind, OutReason, SexRule, Suit
from vongtay.grants.models import Subject


class Facility(models.Model):
    """A place with rooms to sleep in. What stands here is for the whole province: a neutral label, never where it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="facilities", db_comment="Body that runs it")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province of today")
    kind = models.CharField(max_length=12, choices=Kind, db_comment="Kind of facility")
    label = models.CharField(max_length=60, db_comment="Neutral label: tells no name and no place")
    opened_on = models.DateField(db_comment="First day on which it takes people in")
    closed_on = models.DateField(null=True, db_comment="First day on which it takes nobody in any more; null: open")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")

    class Meta:
        db_table_comment = "Places to sleep, by a neutral label"
        constraints = [
            models.UniqueConstraint(name="one_label_a_province", fields=["world", "province", "label"],
                                    violation_error_message=_("Another facility of the province has this label.")),
            models.CheckConstraint(name="facility_closes_after_it_opens",
                                   condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                                   violation_error_message=_("A facility can't close before it opens.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label


class Whereabouts(models.Model):
    """Name and address of a facility, encrypted with a key of its own: a table apart, for those whose post reaches shelters."""

    facility = models.OneToOneField(
        Facility, models.PROTECT, primary_key=True, related_name="whereabouts", db_comment="Which facility"
    )
    wrapped = models.BinaryField(db_comment="Its own wrapped key")
    name_ct = models.BinaryField(null=True, db_comment="Real name, encrypted")
    address_ct = models.BinaryField(null=True, db_comment="Address and way there, encrypted")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Where a facility is, for those who must know"

    def __str__(self) -> str:
        return str(self.facility_id)


class Room(models.Model):
    """A room and for whom it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="rooms", db_comment="Facility")
    name = models.CharField(max_length=30, db_comment="Name or number of the room")
    sex_rule = models.CharField(max_length=8, choices=SexRule, db_comment="For whom: women, men, any, family")
    age_from = models.SmallIntegerField(null=True, db_comment="Youngest age in whole years; null: no limit")
    age_to = models.SmallIntegerField(null=True, db_comment="Oldest age in whole years; null: no limit")
    area_m2 = models.DecimalField(max_digits=6, decimal_places=1, null=True, db_comment="Floor area in m2")
    suits = ArrayField(
        models.CharField(max_length=12, choices=Suit), default=list, db_comment="What it offers beyond beds"
    )
    is_open = models.BooleanField(default=True, db_comment="Takes people in")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Rooms with the rule for whom they are"
        constraints = [
            models.UniqueConstraint(name="room_named_once", fields=["facility", "name"],
                                    violation_error_message=_("This facility has a room of this name already.")),
            models.CheckConstraint(name="room_ages_in_order",
                                   condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_to__gte=F("age_from")),
                                   violation_error_message=_("The oldest age must not lie below the youngest.")),
            models.CheckConstraint(name="room_has_some_area", condition=Q(area_m2__isnull=True) | Q(area_m2__gt=0),
                                   violation_error_message=_("The floor area must be more than nothing.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Bed(models.Model):
    """One numbered place to sleep."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="beds", db_comment="Facility of the room")
    room = models.ForeignKey(Room, models.PROTECT, related_name="beds", db_comment="Room")
    number = models.SmallIntegerField(db_comment="Number in the room, from 1")
    kind = models.CharField(max_length=4, choices=BedKind, default=BedKind.BED, db_comment="bed or cot")
    in_service = models.BooleanField(default=True, db_comment="May be slept in")
    out_reason = models.CharField(max_length=12, choices=OutReason, blank=True, db_comment="Why it is out of service")

    class Meta:
        db_table_comment = "Numbered beds"
        constraints = [
            models.UniqueConstraint(name="bed_numbered_once", fields=["room", "number"]),
            models.CheckConstraint(name="bed_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="bed_out_has_a_reason",
                                   condition=Q(in_service=True, out_reason="") | Q(in_service=False) & ~Q(out_reason=""),
                                   violation_error_message=_("Say why the bed is out of service.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.number)


class Stay(models.Model):
    """One person in one bed from a moment until before another. A wrong one is voided and written anew, never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="stays", db_comment="Protected subject")
    person_id = models.UUIDField(db_comment="Who sleeps there (people are a sibling app: no foreign key)")
    label = models.CharField(max_length=40, db_comment="Code of the case, so that lists need no join")
    world = models.CharField(max_length=10, choices=World, db_comment="World of the subject")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="stays", db_comment="Facility of the bed")
    room = models.ForeignKey(Room, models.PROTECT, related_name="stays", db_comment="Room of the bed")
    bed = models.ForeignKey(Bed, models.PROTECT, related_name="stays", db_comment="Bed")
    during = DateTimeRangeField(db_comment="From this moment until before that one; no end: still there")
    ground = models.CharField(max_length=12, choices=Ground, db_comment="Why the place was given")
    planned_until = models.DateField(null=True, db_comment="Day on which it is planned to end; ends nothing by itself")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that admitted", db_index=False
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    end_ground = models.CharField(max_length=12, choices=EndGround, blank=True, db_comment="Why it ended")
    ended_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that ended it", db_index=False
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="followed_by",
        db_comment="Stay from which the person moved here",
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrected_by", db_comment="Voided stay that this one replaces"
    )
    voided_at = models.DateTimeField(null=True, db_comment="When it was found to be wrong; it counts no more")
    void_reason = models.CharField(max_length=8, choices=Correction, blank=True, db_comment="What was wrong")

    class Meta:
        db_table_comment = "Who slept in which bed, from when until when"
        constraints = [
            ExclusionConstraint(name="one_person_a_bed", condition=Q(voided_at__isnull=True),
                                expressions=[("bed", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                                violation_error_message=_("This bed is taken at that time.")),
            ExclusionConstraint(name="one_bed_a_person", condition=Q(voided_at__isnull=True),
                                expressions=[("person_id", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                                violation_error_message=_("This person has a bed at that time already.")),
            models.CheckConstraint(name="stay_has_a_beginning", condition=Q(during__lower_inf=False, during__isempty=False),
                                   violation_error_message=_("A stay can't end before it begins.")),
            models.CheckConstraint(name="stay_ends_with_a_ground",
                                   condition=Q(during__upper_inf=True, end_ground="") | Q(during__upper_inf=False) & ~Q(end_ground="")),
            models.CheckConstraint(name="stay_voided_with_a_reason",
                                   condition=Q(voided_at__isnull=True, void_reason="") | Q(voided_at__isnull=False) & ~Q(void_reason="")),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["subject"], name="stay_by_subject"),
            GistIndex(fields=["during"], name="stay_by_time", condition=Q(voided_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.label


class Hold(models.Model):
    """Places kept for an event until a moment: not free for others, and free again by themselves when it is over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="holds", db_comment="Facility")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    label = models.CharField(max_length=60, db_comment="Event for which they are kept; never about a person")
    expires_at = models.DateTimeField(db_comment="Free again by itself then")
    held_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Post that reserved", db_index=False)
    held_at = models.DateTimeField(db_default=Now(), db_comment="When it was reserved")

    class Meta:
        db_table_comment = "Reservations of places for an event"

    def __str__(self) -> str:
        return self.label


class HeldBed(models.Model):
    """One bed of a reservation; released by being slept in, by taking the reservation back, or by time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hold = models.ForeignKey(Hold, models.PROTECT, related_name="beds", db_comment="Reservation")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+", db_comment="Facility of the bed")
    bed = models.ForeignKey(Bed, models.PROTECT, related_name="+", db_comment="Bed")
    during = DateTimeRangeField(db_comment="From this moment until before that one")
    released_at = models.DateTimeField(null=True, db_comment="When it was given up or slept in")

    class Meta:
        db_table_comment = "Beds of reservations"
        constraints = [
            ExclusionConstraint(name="one_hold_a_bed", condition=Q(released_at__isnull=True),
                                expressions=[("bed", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                                violation_error_message=_("This bed is reserved at that time.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.bed_id)
