"""The house: foreign keys point down, apps meet only at their doors, every table and column explains itself."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
# Bottom first. Apps on one line don't know each other.
LINES = [["common"], ["accounts"], ["audit"], ["agencies"], ["grants"], ["law"], ["people", "facilities", "papers", "tasks", "indicators", "questionnaires"], ["cases"],
         ["narratives", "support", "programme"], ["reports"], ["home", "portal"], ["config"]]  # fmt: skip
LINE_OF = {app: place for place, line in enumerate(LINES) for app in line}
DOORS = {"models", "states", "permissions", "queries", "actions", "urls"}
# Pure engines and plain values that other apps may use as well: each knows no database.
ENGINES = {
    "people.vault", "facilities.allocation", "facilities.rules", "papers.blocks", "papers.files", "papers.sealing", "papers.uploads",
    "papers.instruments", "papers.citing", "narratives.reading", "agencies.roles", "agencies.places", "agencies.tokens",
    "agencies.reference", "cases.paperwork", "cases.paper_values", "cases.rules", "cases.more", "cases.countries", "cases.drafts", "tasks.rules", "tasks.mail", "audit.chain",
    "questionnaires.shapes", "questionnaires.scoring", "questionnaires.answering", "questionnaires.shipped", "law.engine", "law.clock", "law.shapes", "law.calendar", "law.entitlements",
    "programme.checklists", "programme.told",
}  # fmt: skip
OURS = [model for model in apps.get_models() if model.__module__.startswith("vongtay.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model):
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and field.related_model in OURS:
            own, other = model._meta.app_label, field.related_model._meta.app_label
            assert own == other or LINE_OF[other] < LINE_OF[own], f"{model._meta.label}.{field.name} knows {other}"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_table_and_column_explains_itself(model):
    assert model._meta.db_table_comment or "event" in model.__name__.lower(), f"{model._meta.label}: db_table_comment"
    for field in model._meta.concrete_fields:
        if (
            field.primary_key
            or field.name.startswith("pgh_")
            or "event" in model.__name__.lower()
            or field.name in {"password", "last_login"}
        ):  # Django's own
            continue
        assert field.db_comment or field.get_internal_type() in {"UUIDField", "BooleanField"}, (
            f"{model._meta.label}.{field.name}: db_comment"
        )


def _modules() -> list[Path]:
    return [
        path
        for path in (ROOT / "vongtay").rglob("*.py")
        if "tests" not in path.parts and "migrations" not in path.parts
    ]


def _imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("vongtay."):
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def test_apps_meet_only_at_their_doors():
    wrong = []
    for path in _modules():
        own = path.relative_to(ROOT / "vongtay").parts[0]
        for name in _imports(path):
            _root, app, *rest = name.split(".")
            if app in {own, "common"} or own == "config" or app == "config":
                continue
            inside = ".".join([app, *rest])
            if (
                rest[0] not in DOORS
                and not any(inside.startswith(engine) for engine in ENGINES)
                and not _loads(own, rest[0])
            ):
                wrong.append(f"{path.relative_to(ROOT)}: {name}")
    assert not wrong, "\n".join(wrong)


def _loads(own: str, module: str) -> bool:
    """The demo world and the reference loader (home) call each app's loader; commands run the apps' jobs."""
    return own == "home" and module in {"load", "install", "verify", "jobs"}
