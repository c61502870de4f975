"""Brings the message catalogues up to date: `python -m tools.messages`. English msgids come from code, templates and the law's data.

Translations already there are kept; `--take FILE...` adds those of other .po files. Prints what has no Vietnamese yet.
"""

import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages import Catalog, pofile
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "vongtay"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
# Django rewrites a template as calls that only gettext's own tools read whole; these find the calls and their texts.
LITERAL = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
CALL = re.compile(rf"""\b(_|gettext|ngettext|pgettext|npgettext)\(\s*u?(?:{LITERAL.pattern})(?:\s*,\s*u?(?:{LITERAL.pattern}))*""")
Message = tuple[str | None, str, str | None]  # context, singular, plural


def extracted() -> set[Message]:
    """Give every message that a user may read."""
    return {message for message in (*_of_code(), *_of_templates(), *_of_law()) if message[1]}


def _of_code() -> Iterator[Message]:
    for path in CODE.rglob("*.py"):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield from _read(path.read_bytes())


def _of_templates() -> Iterator[Message]:
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    for path in CODE.rglob("*.html"):
        for call in CALL.finditer(templatize(path.read_text("utf-8"), origin=str(path))):
            yield from _message(call[1], [ast.literal_eval(text) for text in LITERAL.findall(call[0])])


def _read(source: bytes) -> Iterator[Message]:
    for _line, name, texts, _comments in extract_python(io.BytesIO(source), list(KEYWORDS), [], {"encoding": "utf-8"}):
        given = [text for text in texts if isinstance(text, str)] if isinstance(texts, tuple) else [texts]
        if given and all(isinstance(text, str) for text in given):
            yield from _message(name, given)


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
        if isinstance(value.get("title"), str):
            yield value["title"]
        for inner in value.values():
            yield from _titles(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _titles(inner)


def catalogue(language: str) -> Path:
    """Give the file of a language's catalogue."""
    return CODE / "locale" / language / "LC_MESSAGES" / "django.po"


def held(path: Path) -> dict[tuple[str | None, str], object]:
    """Give the translations in a .po file."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = pofile.read_po(file)
    found: dict[tuple[str | None, str], object] = {}
    for message in catalog:
        if message.id:
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            strings = message.string
            if any(strings) if isinstance(strings, (tuple, list)) else strings:
                found[message.context, key] = strings
    return found


def write(language: str, messages: set[Message], known: dict[tuple[str | None, str], object]) -> list[str]:
    """Write a catalogue in the order of the msgids; give the msgids that have no translation yet."""
    catalog = Catalog(locale=language, charset="utf-8", fuzzy=False, project="vongtay")
    missing = []
    forms = 1 if language == "vi" else 2
    for context, single, plural in sorted(messages, key=lambda message: (message[1], message[0] or "")):
        text = known.get((context, single)) or known.get((None, single))
        if language == "en":
            text = (single, plural) if plural else single
        if text is None:
            missing.append(single)
        if plural:
            given = text if isinstance(text, (tuple, list)) else (text or "",)
            catalog.add((single, plural), tuple(given)[:forms] if text else ("",) * forms, context=context)
        else:
            catalog.add(single, str(text[0] if isinstance(text, (tuple, list)) else text or ""), context=context)
    path = catalogue(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pofile.write_po(file, catalog, width=120, omit_header=False, include_previous=False)
    text = path.read_text("utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(('"POT-Creation', '"PO-Revision', '"Report-Msgid', '"Generated-By', '"Last-Translator', '"Language-Team', "# "))]
    path.write_text("\n".join(kept) + "\n", "utf-8")
    return missing


def main(argv: list[str]) -> int:
    messages = extracted()
    known = held(catalogue("vi"))
    for name in argv[argv.index("--take") + 1 :] if "--take" in argv else []:
        known = held(Path(name)) | known
    write("en", messages, {})
    missing = write("vi", messages, known)
    print(*missing, sep="\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
