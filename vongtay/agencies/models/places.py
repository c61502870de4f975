from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    COUNTRY = "country", pgettext_lazy("level of a place", "Country")
    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")


class Place(models.Model):
    """An administrative unit as it stood from one day to another. Codes are never reused: a changed unit is a new row."""

    id = models.IntegerField(primary_key=True, db_comment="Made from structure and official code; stable")
    code = models.CharField(max_length=10, db_comment="Official code of the General Statistics Office")
    level = models.CharField(
        max_length=10, choices=Level, db_comment="country, province, district (to 30/6/2025) or commune"
    )
    kind = models.CharField(max_length=20, db_comment="Kind as written before the name: tỉnh, xã, phường...")
    name = models.CharField(max_length=80, db_comment="Name without its kind")
    full_name = models.CharField(max_length=120, db_comment="Kind and name")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", db_comment="Unit above")
    province = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_comment="Province it lies in; itself for a province"
    )
    valid_from = models.DateField(null=True, db_comment="First day in force; null: before our data begin")
    valid_to = models.DateField(null=True, db_comment="Last day in force; null: still in force")
    abbrev = models.CharField(max_length=5, blank=True, db_comment="Provinces: letters used in case codes (ours)")
    sort_key = models.CharField(max_length=200, db_comment="Vietnamese order, compared by code point", db_collation="C")
    fold = models.CharField(max_length=80, db_comment="Name without marks, for the search field")
    latitude = models.FloatField(null=True, db_comment="Degrees north")
    longitude = models.FloatField(null=True, db_comment="Degrees east")

    class Meta:
        db_table_comment = "Administrative units with the time in which they stood"
        indexes = [models.Index(fields=["level", "province", "sort_key"], name="place_by_province")]

    def __str__(self) -> str:
        return self.full_name


class PlaceSuccession(models.Model):
    """Which unit of today an ended unit went into."""

    old = models.ForeignKey(Place, models.PROTECT, related_name="successions", db_comment="The ended unit")
    new = models.ForeignKey(Place, models.PROTECT, related_name="predecessions", db_comment="The unit it went into")
    part = models.BooleanField(default=False, db_comment="True: only a part of the old unit went there")

    class Meta:
        db_table_comment = "Old units and the units of today"
        constraints = [models.UniqueConstraint(name="place_succession_once", fields=["old", "new"])]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
