"""`vongtay docs`: prints docs/reference anew from the code; `--check` only says which pages are out of date."""

import argparse
from pathlib import Path

from vongtay.config import printed

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"


def main(argv: list[str]) -> int:
    """Write the pages that changed, or name them. Status 1 when `--check` finds one."""
    parser = argparse.ArgumentParser(prog="vongtay docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không ghi")
    check = parser.parse_args(argv).check
    old = stale()
    for name in old:
        print(f"{'cũ' if check else 'in lại'}: docs/reference/{name}.md")
        if not check:
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / f"{name}.md").write_text(printed.text_of(name))
    return 1 if check and old else 0


def stale() -> list[str]:
    """List the pages whose text differs from what would be printed now."""
    files = {name: FOLDER / f"{name}.md" for name in printed.pages()}
    return [name for name, file in files.items() if not file.exists() or file.read_text() != printed.text_of(name)]
