"""What the models say and what the migrations make is the same, and each app has one line of migrations."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

OURS = {config.label for config in apps.get_app_configs() if config.name.startswith("vongtay.")}


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None, ignore_no_migrations=True)


def test_no_change_of_a_model_waits_for_its_migration(loader):
    with translation.override(None, deactivate=True):  # migrations hold the English msgids
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        waiting = detector.changes(graph=loader.graph)
    assert {app: [str(one) for one in made] for app, made in waiting.items() if app in OURS} == {}


def test_the_migrations_of_an_app_stand_in_one_line(loader):
    assert loader.detect_conflicts() == {}
