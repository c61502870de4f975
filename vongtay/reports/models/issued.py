import uuid

from django.db import models
from django.db.models.functions import Now

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.papers.models import Paper


class IssuedReport(models.Model):
    """A report frozen as it was issued: figures, their rows, the rules and the moment of knowledge."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that reports")
    area = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Area counted")
    period = models.CharField(max_length=25, db_comment="Code of the period, e.g. 2026-H1")
    calendar = models.CharField(max_length=20, db_comment="administrative or statistical")
    as_known_at = models.DateTimeField(db_comment="Moment of knowledge")
    figures = models.JSONField(db_comment="Totals as issued, by code: counts only")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", db_comment="The paper")
    issued_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that issued it", db_index=False
    )
    issued_at = models.DateTimeField(db_default=Now(), db_comment="When")

    class Meta:
        db_table_comment = "Issued reports"

    def __str__(self) -> str:
        return self.period
