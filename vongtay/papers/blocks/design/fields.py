"""The declared fields (`fields.toml`): a template may name these and no others. Each has words, an example, and where it is mended."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Rows = tuple[Mapping[str, str], ...]
Value = str | bool | Rows
Values = Mapping[str, Value]
ROW_NUMBER = "no"


@dataclass(frozen=True)
class Field:
    """One field. kind: text, flag (only for conditions), list (with columns), hand (always left open to be written by hand).

    `offered`: nobody is told that it is missing. `mend`: where it is entered (identity, facts, notice, decision, evidence, help, body).
    """

    code: str
    label: str
    group: str
    kind: str = "text"
    sample: Any = ""
    why: str = ""
    mend: str = ""
    offered: bool = False
    columns: Mapping[str, str] | None = None


@cache
def catalogue() -> Mapping[str, Field]:
    """Give every declared field by its code, in the order of the file."""
    text = files(__package__).joinpath("fields.toml").read_text(encoding="utf-8")
    held = tomllib.loads(text)
    return {
        f"{prefix}.{code}": Field(f"{prefix}.{code}", group=group["label"], **row)
        for prefix, group in held.items()
        for code, row in group["fields"].items()
    }


def groups() -> Mapping[str, list[Field]]:
    """Give the fields by the words of their groups."""
    found: dict[str, list[Field]] = {}
    for field in catalogue().values():
        found.setdefault(field.group, []).append(field)
    return found


def owner_of(code: str) -> tuple[Field | None, str]:
    """Give the field that a code names and, for a column, its name. (None, "") for an unknown code."""
    if code in catalogue():
        return catalogue()[code], ""
    head, _dot, column = code.rpartition(".")
    field = catalogue().get(head)
    if field and field.columns is not None and (column in field.columns or column == ROW_NUMBER):
        return field, column
    return None, ""


def list_of(code: str) -> str:
    """Give the code of the list whose column a code names; empty for none."""
    field, column = owner_of(code)
    return field.code if field and column else ""


def samples() -> dict[str, Value]:
    """Give invented values for a preview."""
    return {
        code: tuple(field.sample) if field.kind == "list" else field.sample
        for code, field in catalogue().items()
        if field.kind != "hand"
    }
