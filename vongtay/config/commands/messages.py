"""`vongtay messages`: compiles the message catalogues (.po to .mo) without the system's gettext."""

import argparse
import sys
from pathlib import Path

from babel.messages import mofile, pofile

LOCALE = Path(__file__).resolve().parents[2] / "locale"


def compile_catalogues(folder: Path = LOCALE) -> int:
    """Compile each catalogue that is newer than its compiled form; give how many were.

    Errors: SystemExit with the file and line of a message that can't be read or whose placeholders differ.
    """
    made = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        _compile(source, target)
        made += 1
    return made


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        try:
            catalogue = pofile.read_po(file, locale=source.parts[-3], abort_invalid=True)
        except pofile.PoFileError as error:
            raise SystemExit(f"{source}: {error}") from error
    wrong = [f"{source}:{message.lineno}: {error}" for message, errors in catalogue.check() for error in errors]
    if wrong:
        raise SystemExit("\n".join(wrong))
    new = target.with_suffix(".mo.new")
    with new.open("wb") as file:
        mofile.write_mo(file, catalogue)
    new.rename(target)


def main(argv: list[str]) -> int:
    """Compile the catalogues and say how many were compiled."""
    argparse.ArgumentParser(prog="vongtay messages", description=__doc__).parse_args(argv)
    print(f"Đã biên dịch {compile_catalogues()} bản dịch.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
