"""What a pattern can begin with, so that it is tried at those words only and not at every letter of a text."""

import re

NUMBER = ""  # stands for any token that may be a number
LOOK = re.compile(r"\(\?<?[!=](?:\[[^\]]*\]|\\.|[^()\[\]\\])*\)|\\b")
DIGITS = re.compile(r"\\d|\[?\d")
WORD = re.compile(r"[^\W\d_]+(?![^\W\d_]|[?*+{])")
MARK = re.compile(r"\\?([/:(\"])(?![?*+{])")
SPELT = "\\d"  # a group that begins with digits may go on with numbers in words: {count}


def starts_of(pattern: str) -> frozenset[str] | None:
    """Give the first words of all matches of a pattern, NUMBER among them; None if it may begin with anything else."""
    found: set[str] = set()
    for branch in _branches(pattern):
        first = _starts_of_branch(branch)
        if first is None:
            return None
        found |= first
    return frozenset(found)


def _starts_of_branch(branch: str) -> frozenset[str] | None:
    at = 0
    while look := LOOK.match(branch, at):
        at = look.end()
    rest = branch[at:]
    if rest.startswith("(?:"):
        return _starts_of_group(rest)
    if DIGITS.match(rest):
        return frozenset({NUMBER})
    if (word := WORD.match(rest)) or (word := MARK.match(rest)):
        return frozenset({word[word.lastindex or 0]})
    return None


def _starts_of_group(text: str) -> frozenset[str] | None:
    end = _end_of_group(text)
    inside = text[3 : end - 1]
    first = frozenset({NUMBER}) if inside.startswith(SPELT) else starts_of(inside)
    if first is not None and text[end : end + 1] == "?":
        after = _starts_of_branch(text[end + 1 :])
        return None if after is None else first | after
    return None if text[end : end + 1] == "*" else first


def _depths(text: str) -> list[int]:
    """Give how many brackets are open after each sign; signs within [...] and after a backslash open none."""
    depths, depth, escaped, in_set = [], 0, False, False
    for sign in text:
        if not escaped:
            in_set = (sign == "[" or in_set) and sign != "]"
            depth += 0 if in_set else (sign == "(") - (sign == ")")
        escaped = sign == "\\" and not escaped
        depths.append(depth)
    return depths


def _end_of_group(text: str) -> int:
    return _depths(text).index(0) + 1


def _branches(pattern: str) -> list[str]:
    """Cut a pattern at the bars that stand in no brackets."""
    depths = _depths(pattern)
    cuts = [at for at, sign in enumerate(pattern) if sign == "|" and depths[at] == 0]
    return [pattern[a + 1 : b] for a, b in zip([-1, *cuts], [*cuts, len(pattern)], strict=True)]
