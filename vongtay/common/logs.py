"""What a log line may hold: what happened and where in the code, never whom it was about.

Libraries put values into their messages and exceptions (a path with its query, a row that broke a constraint, the
arguments of a job), so their arguments are dropped unless they can't be a fact.
"""

import logging
import re
import traceback
from typing import Any

_QUERY = re.compile(r"\?[^\s\"']+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_LONG_NUMBER = re.compile(r"\+?\d(?:[ .\-]?\d){8,}")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PATH = re.compile(r"/[\w./~%\-]*", re.ASCII)
_HARMLESS = (int, float, bool, type(None))
DROPPED = "…"


class NoFacts(logging.Filter):
    """Strips every record of what could be a fact of a case, before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record. Statements with their parameters are not logged at all."""
        if record.name.startswith("django.db.backends"):
            return False
        record.msg = _message(record)
        record.args = None
        if record.exc_info:
            record.exc_text = trace(record.exc_info[1])
            record.exc_info = None
        return True


def _message(record: logging.LogRecord) -> str:
    text = str(record.msg)
    if record.args:
        text = _filled(text, record.args)
    if record.name.startswith("procrastinate"):
        text = _IN_BRACKETS.sub(f"({DROPPED})", text)
    text = _ADDRESS.sub(DROPPED, _QUERY.sub("", text))
    return text if record.name.startswith("vongtay") else _LONG_NUMBER.sub(DROPPED, text)


def _filled(text: str, args: Any) -> str:
    values: Any = (
        {key: _harmless(value) for key, value in args.items()}
        if isinstance(args, dict)
        else tuple(map(_harmless, args))
    )
    try:
        return str(text % values)
    except (TypeError, ValueError):  # %d over a dropped value
        return text


def _harmless(value: object) -> object:
    if isinstance(value, _HARMLESS):
        return value
    path = _PATH.match(str(value).split("?")[0])
    return path[0] if path and path[0] == str(value).split("?")[0] else DROPPED


def trace(error: BaseException | None) -> str:
    """Give where an exception came from: types and lines of code, without its message and without any value."""
    parts: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines = [
            f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
        parts.append("\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n  from ".join(parts)
