"""What keeps the code readable: short functions, files and templates, no identity numbers in the repository."""

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Named with a reason; the set only shrinks.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def _tracked(*endings: str) -> list[Path]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return [ROOT / name for name in names if name.endswith(endings) and (ROOT / name).exists()]


def _code() -> list[Path]:
    return [
        path
        for path in _tracked(".py")
        if "tests" not in path.parts and "migrations" not in path.parts and path.is_relative_to(ROOT / "vongtay")
    ]


def test_no_file_above_400_lines():
    long = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in _code()}
    assert {name: lines for name, lines in long.items() if lines > 400 and name not in LONG_FILES} == {}


def test_no_function_above_40_lines():
    found = {}
    for path in _code():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40:
                found[f"{path.relative_to(ROOT)}:{node.name}"] = (node.end_lineno or 0) - node.lineno + 1
    assert {name: lines for name, lines in found.items() if name not in LONG_FUNCTIONS} == {}


def test_no_template_above_120_lines():
    long = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in _tracked(".html")}
    assert {name: lines for name, lines in long.items() if lines > 120} == {}


def test_no_identity_number_in_the_repository():
    number = re.compile(r"(?<![\w.\-/=:])0\d{11}(?![\w.\-])")
    found = [
        str(path.relative_to(ROOT))
        for path in _tracked(".py", ".html", ".csv", ".toml", ".md", ".po")
        if number.search(path.read_text("utf-8"))
    ]
    assert found == []
