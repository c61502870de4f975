"""Reference tables of places and bodies, kept as CSV beside this file and read once."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of `<name>.csv` in the order of the file, each cell without surrounding blanks."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple({key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(handle))
