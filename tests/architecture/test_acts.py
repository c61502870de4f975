"""Every act has a rule; every action is atomic and logged; every state can be reached and left by the table."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from vongtay.audit.words import ACTS
from vongtay.cases.states import MOVES, OPEN, OUTCOMES, State

ROOT = Path(__file__).resolve().parents[2]
PERMISSIONS = sorted((ROOT / "vongtay").glob("*/permissions.py"))
ACTIONS = [
    path
    for path in (ROOT / "vongtay").glob("*/actions*")
    for path in ([path] if path.is_file() else path.glob("[a-z]*.py"))
]
# Parts of other acts, which hold the transaction and write the entry.
PARTS = {
    "audit": "*",
    "grants": "*",
    "tasks": {"begin_round", "claim", "leave_route", "meet_clock", "on_event", "settle", "start_clock"},
    "agencies": {"acting_as", "close_session", "enter", "in_steps", "leave", "open_session"},
    "people": {"look_at_identity"},
    "papers": {"check", "link_state", "may_knock", "new_delivery", "next_arrival", "normal_sign", "open_file", "receiver_of", "require", "same_paper",
              "settle", "store_file", "take_number", "take_numbers", "waiting_delivery", "waiting_of"},
    # keep_line, let_line_go: an open page says so every half minute; it looks at nobody.
    "cases": {"add_abroad_step", "add_step", "arrival_of", "facts_known", "has_invented_places", "keep_line", "keep_scan", "known_facts",
              "lapse_days", "latest_decision", "let_line_go", "locked", "locked_abroad", "may_invent_places", "moment_of",
              "move", "moves_of", "note_return", "open_event", "owe_result", "owner_of", "paper_given", "require", "require_ground",
              "require_paper", "save", "save_abroad", "set_abroad", "settle", "standing", "take_back_return", "with_scan",
              "write_answer"},
    "facilities": {"require", "used_beds", "write_row"},
    "programme": {"claim_of", "document_steps", "read_all", "read_documents", "require", "source_kind_of", "steps_of"},
    "reports": {"note_progress", "published_about", "read_release", "require", "steps_of"},
    "support": {"asks_outcome", "cancel_visits", "drop_tasks", "end_reminder", "give_task", "note_actor", "owe_again", "plan_again",
               "require", "require_open", "said_no", "sealed", "why_no_task", "why_not_past", "writes"},
}  # fmt: skip


@pytest.mark.parametrize("path", PERMISSIONS, ids=lambda path: path.parent.name)
def test_every_act_has_a_rule(path):
    module = importlib.import_module(f"vongtay.{path.parent.name}.permissions")
    assert set(module.RULES) == set(module.Act)


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: f"{path.parent.parent.name}.{path.parent.name}.{path.stem}")
def test_every_action_is_atomic_and_logged(path):
    app = path.relative_to(ROOT / "vongtay").parts[0]
    exempt = PARTS.get(app, set())
    for node in ast.parse(path.read_text("utf-8")).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or exempt == "*" or node.name in exempt:
            continue
        assert any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list), (
            f"{app}.{node.name} is not atomic"
        )
        assert "audit.record(" in ast.unparse(node), f"{app}.{node.name} writes no log entry"


def test_every_act_of_the_log_has_its_words():
    named = {
        str(act)
        for path in PERMISSIONS
        for act in importlib.import_module(f"vongtay.{path.parent.name}.permissions").Act
    }
    code = "".join(path.read_text("utf-8") for path in (ROOT / "vongtay").rglob("*.py") if "tests" not in path.parts)
    written = set(re.findall(r'audit\.record\(\s*"([a-z_.]+)"', code))
    assert (named | written) - set(ACTS) == set()


def test_every_state_is_reached_labelled_and_left_by_the_table():
    reached, waiting = {State.RECEIVED}, [State.RECEIVED]
    while waiting:
        for to in MOVES[waiting.pop()] - reached:
            reached.add(to)
            waiting.append(to)
    assert reached == set(State) == OPEN | OUTCOMES == set(MOVES)
    assert all(str(state.label) for state in State)
