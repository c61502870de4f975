from django.db import models


class Stat(models.Model):
    """Kept count of cases by month, area and sex; together with the deltas it always equals the count from rows."""

    pk = models.CompositePrimaryKey("world", "province_id", "place_id", "month", "sex")
    world = models.CharField(max_length=10, db_comment="World")
    province_id = models.IntegerField(db_comment="Owner's province")
    place_id = models.IntegerField(db_comment="Commune of reception")
    month = models.DateField(db_comment="First day of the month of reception")
    sex = models.CharField(max_length=10, db_comment="Sex")
    n = models.IntegerField(db_comment="Cases, folded up to now")

    class Meta:
        db_table_comment = "Kept counts"

    def __str__(self) -> str:
        return str(self.n)


class StatDelta(models.Model):
    """Changes that the folding job has not added yet: appended by triggers, so that no two writers wait for a cell."""

    id = models.BigAutoField(primary_key=True)
    world = models.CharField(max_length=10, db_comment="World")
    province_id = models.IntegerField(db_comment="Owner's province")
    place_id = models.IntegerField(db_comment="Commune of reception")
    month = models.DateField(db_comment="First day of the month of reception")
    sex = models.CharField(max_length=10, db_comment="Sex")
    n = models.IntegerField(db_comment="Cases more, or fewer")

    class Meta:
        db_table_comment = "Unfolded changes of the kept counts"

    def __str__(self) -> str:
        return str(self.n)
