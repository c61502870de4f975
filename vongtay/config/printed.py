"""The pages of docs/reference, printed from the code that they describe."""

import importlib
import importlib.util
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.utils import translation

from vongtay.agencies.roles import PARTS, Part, Role, World
from vongtay.common.access import Rule, Staff
from vongtay.config import cli, environment
from vongtay.law.schema import shipped_law

if TYPE_CHECKING:
    from django.db.models.options import Options

PACKAGE = "vongtay"
Table = Iterable[Sequence[object]]


def pages() -> dict[str, Callable[[], str]]:
    """Give what prints each page, by the page's name."""
    return {
        "commands": commands,
        "data-dictionary": data_dictionary,
        "permissions": permissions,
        "routes": routes,
        "settings": settings,
        "case-states": states,
    }


def text_of(name: str) -> str:
    """Print one page, in English whatever the reader's language."""
    with translation.override("en"):
        return f"<!-- Printed by `make docs`; edit the code, not this page. -->\n\n{pages()[name]().rstrip()}\n"


def commands() -> str:
    """Print the commands of the command line."""
    rows = [(f"`vongtay {name}`", command.about, command.needs.value) for name, command in cli.COMMANDS.items()]
    return "# Commands\n\nFor whoever runs an installation.\n\n" + table(("command", "Vietnamese help", "needs"), rows)


def settings() -> str:
    """Print the settings that the environment may hold."""
    rows = [(f"`{name}`", setting.default, setting.about) for name, setting in environment.SETTINGS.items()]
    return "# Settings\n\nFor whoever runs an installation: all are read from the environment at start.\n\n" + table(
        ("name", "when unset", "what it decides"), rows
    )


def states() -> str:
    """Print every table of moves as a diagram."""
    parts = ["# States\n\nFor whoever asks what may follow what. Each arrow is a decision of a person.\n"]
    for label, module in _modules("states"):
        for name in sorted(name for name in vars(module) if name.endswith("MOVES")):
            moves: Mapping[Any, Iterable[Any]] = getattr(module, name)
            about = f"{label}: {name.removesuffix('_MOVES').lower()}" if name != "MOVES" else label
            arrows = [f"    {old.value} --> {new.value}" for old in moves for new in sorted(moves[old])]
            names = [f"    {state.value}: {state.label}" for state in moves]
            parts.append("\n".join([f"## {about}\n", "```mermaid", "stateDiagram-v2", *names, *arrows, "```\n"]))
    return "\n".join(parts)


def routes() -> str:
    """Print the steps of every route under every law, and what stays unset."""
    parts = [
        "# Routes\n\nFor whoever asks which step comes on which route, and on what basis. Printed from the law's data as shipped.\n"
    ]
    for regime in shipped_law().regimes:
        for route in regime.routes:
            rules = [rule for rule in regime.rules if rule.route == route.code]
            rows = [
                (rule.title, ", ".join(rule.actors), rule.to_body or "", _limit(rule), rule.article or "custom, no basis seen",
                 ", ".join(rule.open_points))
                for rule in rules
            ]  # fmt: skip
            steps = (
                table(("step", "who", "to", "limit", "article", "open points"), rows) if rows else "No step was seen.\n"
            )
            parts.append(
                f"## {regime.code} {route.code}: {route.title}\n\n{route.article or 'No article seen.'} {route.note}\n\n{steps}"
            )
    return "\n".join(parts)


def _limit(rule: Any) -> str:
    """Give a limit in words; what is unset says so."""
    if not rule.is_set:
        return "no clock" if rule.customary else rule.limit_state.value.replace("_", " ")
    return "at once" if rule.limit == "now" else f"{rule.limit} {rule.unit.value.replace('_', ' ')}"


def permissions() -> str:
    """Print which role reaches which part, and which role may do which act when the record itself allows it."""
    parts = [
        (
            "# Permissions\n\nFor whoever checks who may see and do what.\n\n"
            "A role reaches a part only where the body was granted it; no grant, no rows, whatever this table says.\n"
        ),
        "## Role and part\n",
        table(("part", *Role.values), [(part.value, *[_yes(part in PARTS[role]) for role in Role]) for part in Part]),
        (
            "\n## Role and act\n\nA cross says that the role may do the act at the body in charge, "
            "on a record whose state allows it.\n"
        ),
    ]
    for label, module in _modules("permissions"):
        rules: Mapping[str, Rule] = getattr(module, "RULES", {})
        rows = [(f"`{act}`", *[_yes(allows(rule, role)) for role in Role]) for act, rule in rules.items()]
        if rows:
            parts.append(f"### {label}\n\n{table(('act', *Role.values), rows)}")
    return "\n".join(parts)


def data_dictionary() -> str:
    """Print the tables and columns of our own apps."""
    parts = [
        "# Data dictionary\n\nFor whoever reads the database. Printed from the models and their column comments.\n"
    ]
    for model in sorted(apps.get_models(), key=lambda model: _facts(model).db_table):
        if not model.__module__.startswith(f"{PACKAGE}."):
            continue
        summary = (model.__doc__ or "").strip().splitlines()[0] if not _generated(model) else ""
        rows = [_column(field) for field in _facts(model).local_concrete_fields]
        parts.append(
            f"## `{_facts(model).db_table}`\n\n{summary}\n\n{table(('column', 'type', 'empty', 'meaning'), rows)}"
        )
    return "\n".join(parts)


def allows(rule: Rule, role: Role) -> bool:
    """Say whether a rule lets a role act on a record that favours it in everything but the role."""
    body = uuid.UUID(int=1)
    staff = Staff(
        user_id=None,
        user_text="",
        post_id=uuid.UUID(int=2),
        role=role.value,
        body_id=body,
        body_code="",
        body_text="",
        province_id=0,
        world=World.DEMO.value,
        parts=frozenset(part.value for part in PARTS[role]),
    )
    return bool(rule(staff, Favourable()))


class Favourable:
    """A record of which every comparison holds, so that only the role decides."""

    def __getattr__(self, _name: str) -> "Favourable":
        return self

    def __eq__(self, _other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __contains__(self, _item: object) -> bool:
        return True


def table(head: Sequence[str], rows: Table) -> str:
    """Print a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    cells = [[str(cell).replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines]
    return "\n".join(f"| {' | '.join(line)} |" for line in cells) + "\n"


def _modules(name: str) -> list[tuple[str, ModuleType]]:
    """Give the modules of one name in all our apps, with the app's label."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith(f"{PACKAGE}.")]
    found = [(config.label, f"{config.name}.{name}") for config in ours]
    return [(label, importlib.import_module(path)) for label, path in found if importlib.util.find_spec(path)]


def _facts(model: type[models.Model]) -> "Options[Any]":
    return model._meta  # Django's documented door to a model's facts, in spite of its name


def _column(field: "models.Field[Any, Any]") -> tuple[str, str, str, str]:
    target = f" → `{_facts(field.related_model).db_table}`" if isinstance(field, models.ForeignKey) else ""
    meaning = field.db_comment or ""
    return f"`{field.column}`", f"{field.get_internal_type()}{target}", "yes" if field.null else "", meaning


def _generated(model: type[models.Model]) -> bool:
    return (model.__doc__ or "").startswith(f"{model.__name__}(")


def _yes(holds: bool) -> str:  # the one argument is the question
    return "x" if holds else ""
