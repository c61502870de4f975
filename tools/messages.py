"""Brings the message catalogues up to date: `python -m tools.messages`. English msgids come from code, templates and the law's data.

Translations already there are kept; `--take FILE...` adds those of other .po files, which win. Prints what has no Vietnamese yet.
"""

import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from babel.messages import Catalog, pofile
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "vongtay"
LANGUAGES = ("en", "vi")  # what has no Vietnamese is told last
# Texts of Django that we say in our own words.
OVERRIDDEN = (
    "This field is required.",
    "Enter a valid date.",
    "Enter a valid date/time.",
    "Enter a valid time.",
    "The submitted file is empty.",
)
# Lines of a catalogue that change without its texts.
LEFT_OUT = (
    '"POT-Creation',
    '"PO-Revision',
    '"Report-Msgid',
    '"Generated-By',
    '"Last-Translator',
    '"Language-Team',
    "# ",
)
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
# Django rewrites a template as calls that only gettext's own tools read whole; these find the calls and their texts.
LITERAL = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
CALL = re.compile(
    rf"""\b(_|gettext|ngettext|pgettext|npgettext)\(\s*u?(?:{LITERAL.pattern})(?:\s*,\s*u?(?:{LITERAL.pattern}))*"""
)
Message = tuple[str | None, str, str | None]  # context, singular, plural


def extracted() -> set[Message]:
    """Give every message that a user may read."""
    return said_in(CODE) | set(_of_law()) | {(None, text, None) for text in OVERRIDDEN}


def said_in(folder: Path) -> set[Message]:
    """Give the messages of the code and the templates below a folder."""
    return {message for message in (*_of_code(folder), *_of_templates(folder)) if message[1]}


def _of_code(folder: Path) -> Iterator[Message]:
    for path in folder.rglob("*.py"):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield from _read(path.read_bytes())


def _of_templates(folder: Path) -> Iterator[Message]:
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    for path in folder.rglob("*.html"):
        for call in CALL.finditer(templatize(path.read_text("utf-8"), origin=str(path))):
            yield from _message(call[1], [ast.literal_eval(text) for text in LITERAL.findall(call[0])])


def _read(source: bytes) -> Iterator[Message]:
    for _line, name, texts, _comments in extract_python(
        io.BytesIO(source), dict.fromkeys(KEYWORDS), [], {"encoding": "utf-8"}
    ):
        given = [text for text in texts if isinstance(text, str)] if isinstance(texts, tuple) else [texts]
        if given and all(isinstance(text, str) for text in given):
            yield from _message(str(name), [str(text) for text in given])


def _message(name: str, given: list[str]) -> Iterator[Message]:
    if "pgettext" in name:
        yield (given[0], given[1], given[2] if name.startswith("n") else None)
    else:
        yield (None, given[0], given[1] if name.startswith("ngettext") else None)


def _of_law() -> Iterator[Message]:
    for path in (CODE / "law").rglob("*.toml"):
        yield from ((None, title, None) for title in _titles(tomllib.loads(path.read_text("utf-8"))))


def _titles(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (value[name] for name in ("title", "short") if isinstance(value.get(name), str))
        for inner in value.values():
            yield from _titles(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _titles(inner)


def catalogue(language: str) -> Path:
    """Give the file of a language's catalogue."""
    return CODE / "locale" / language / "LC_MESSAGES" / "django.po"


def held(path: Path) -> dict[tuple[str | None, str], Any]:
    """Give the translations in a .po file."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = pofile.read_po(file)
    found: dict[tuple[str | None, str], Any] = {}
    for message in catalog:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            strings = message.string
            if any(strings) if isinstance(strings, (tuple, list)) else strings:
                found[message.context, key] = strings
    return found


def written(language: str, messages: set[Message], known: dict[tuple[str | None, str], Any]) -> tuple[str, list[str]]:
    """Give the text of a catalogue, in the order of the msgids, and the msgids that have no translation yet."""
    catalog = Catalog(locale=language, charset="utf-8", fuzzy=False, project="vongtay")
    missing = []
    for context, single, plural in sorted(messages, key=lambda message: (message[1], message[0] or "")):
        texts = (
            [single, plural or single]
            if language == "en"
            else _texts(known.get((context, single)) or known.get((None, single)))
        )
        if not texts:
            missing.append(single)
        if plural:
            catalog.add(
                (single, plural), tuple((texts or [""] * catalog.num_plurals)[: catalog.num_plurals]), context=context
            )
        else:
            catalog.add(single, texts[0] if texts else "", context=context)
    file = io.BytesIO()
    pofile.write_po(file, catalog, width=120)
    kept = [line for line in file.getvalue().decode().splitlines() if not line.startswith(LEFT_OUT)]
    return "\n".join(kept) + "\n", missing


def _texts(held_as: Any) -> list[str]:
    """Give a translation as a list of its forms."""
    return list(held_as) if isinstance(held_as, (tuple, list)) else [held_as] if held_as else []


def main(argv: list[str]) -> int:
    """Write both catalogues; taken files win over what is there, a later one over an earlier."""
    messages = extracted()
    known = held(catalogue("vi"))
    for name in argv[argv.index("--take") + 1 :] if "--take" in argv else []:
        known |= held(Path(name))
    missing: list[str] = []
    for language in LANGUAGES:
        text, missing = written(language, messages, known)
        catalogue(language).parent.mkdir(parents=True, exist_ok=True)
        catalogue(language).write_text(text, "utf-8")
    print(*missing, sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
