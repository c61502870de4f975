"""Loads all reference data, as the owner, after migrations: places, roles, indicators, templates of papers, the proof key."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from vongtay.agencies.load import load_places, load_role_parts
from vongtay.grants.install import install_proof_key
from vongtay.indicators.load import load_indicators
from vongtay.papers.load import load_templates


class Command(BaseCommand):
    help = "Load reference data; safe to run again."

    @transaction.atomic
    def handle(self, *_args: Any, **_options: Any) -> None:
        load_role_parts()
        places = load_places()
        indicators = load_indicators()
        templates = load_templates()
        install_proof_key()
        self.stdout.write(f"{places} địa danh, {indicators} chỉ tiêu, {templates} mẫu văn bản.")
