"""Loads the catalogue of indicators as the owner. Running it again changes nothing; codes are never removed."""

import csv
from importlib import resources

from vongtay.indicators.models import Indicator


def load_indicators() -> int:
    """Load reference/indicators.csv. Gives how many indicators there are."""
    text = resources.files("vongtay.indicators.reference").joinpath("indicators.csv").read_text("utf-8")
    rows = [Indicator(**{**row, "adds_up": row["adds_up"] == "yes"}) for row in csv.DictReader(text.splitlines())]
    fields = [field.name for field in Indicator._meta.concrete_fields if not field.primary_key]
    Indicator.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    return len(rows)
