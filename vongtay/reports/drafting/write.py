"""Writes the draft: sentences of what was told, nil said as nil, nothing where nothing was told; and what the editor should know."""

from collections.abc import Iterator
from dataclasses import replace

from vongtay.reports.drafting.language import render
from vongtay.reports.drafting.model import Drafted, Fact, Given, Note, Number, Paragraph, Piece, Pieces, Said
from vongtay.reports.drafting.patterns import PARTS, Check, Clause, Pattern, Patterns, Sentence, patterns
from vongtay.reports.drafting.words import BEFORE, IN_A_SENTENCE, NIL, change_anchor, lower, say, upper, value_of


def draft(given: Given, of: Patterns | None = None) -> Drafted:
    """Draft all parts. The same facts give the same sentences; every figure that must be told is told once at least."""
    of = of or patterns()
    made: list[Paragraph] = []
    for part in PARTS:
        here = [one for pattern in of.paragraphs if pattern.part == part if (one := _paragraph(pattern, given)).pieces]
        told = {number.anchor for one in here for number in one.numbers}
        rest = _rest(part, given, told, of)
        ready = [one for one in given.ready if one.part == part]
        made += [*here, *([rest] if rest.pieces else []), *ready]
    return Drafted(tuple(made), (*_silent(given), *_sums(given, of)))


def _paragraph(pattern: Pattern, given: Given) -> Paragraph:
    sentences = [said for one in pattern.sentences if (said := _sentence(one, given))]
    nils = [said for one in pattern.sentences for clause in one.clauses if (said := _nil(clause, given))]
    if nils:
        sentences.append(("Trong kỳ, ", *_in_a_row(nils)))
    return Paragraph(pattern.key, pattern.part, _one_after_the_other(sentences), pattern.title)


def _sentence(sentence: Sentence, given: Given) -> Pieces:
    clauses = [
        said
        for one in sentence.clauses
        if not _is_nil(one, given) and (said := render(one.nodes, given.facts, given.words))
    ]
    lead = render(sentence.lead, given.facts, given.words)
    if not clauses or lead is None:
        return ()
    return upper((*lead, " " if lead else "", *_in_a_row(clauses)))


def _is_nil(clause: Clause, given: Given) -> bool:
    fact = given.facts.get(clause.main)
    return fact is not None and fact.status == "nil"


def _nil(clause: Clause, given: Given) -> Pieces:
    """Say that there was none, with the number of the year before where there was some."""
    fact = given.facts.get(clause.main)
    if not clause.nil or fact is None or fact.status != "nil":
        return ()
    before = fact.before
    if before is None or (before.is_exact and before.value == 0):
        return (Number(NIL, fact.anchor), f" {clause.nil}")
    then = Number(say(before, is_money=fact.is_money), change_anchor(fact))
    unit = "" if fact.is_money or not fact.unit else f" {fact.unit}"
    return (Number(NIL, fact.anchor), f" {clause.nil} ({BEFORE}: ", then, f"{unit})")


def _in_a_row(clauses: list[Pieces]) -> Pieces:
    made: list[Piece] = []
    for index, clause in enumerate(clauses):
        made += [*(["; "] if index else []), *clause]
    return tuple(made)


def _one_after_the_other(sentences: list[Pieces]) -> Pieces:
    made: list[Piece] = []
    for index, sentence in enumerate(sentences):
        made += [*([" "] if index else []), *sentence, "."]
    return _together(made)


def _together(pieces: list[Piece]) -> Pieces:
    """Join texts that stand side by side, so that a paragraph is words, number, words."""
    made: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and made and isinstance(made[-1], str):
            made[-1] += piece
        elif piece != "":
            made.append(piece)
    return tuple(made)


def _rest(part: str, given: Given, told: set[str], of: Patterns) -> Paragraph:
    """Tell what no sentence of the part has told: a figure never goes missing."""
    left = [
        fact for code, fact in given.facts.items()
        if fact.must_be_told and given.parts.get(code) == part and code not in of.apart and fact.anchor not in told
    ]  # fmt: skip
    values = [
        _plainly(fact)
        for fact in left
        if fact.status == "value" or (fact.status == "listed" and len(fact.listed) <= IN_A_SENTENCE)
    ]
    nils: list[Pieces] = [(Number(NIL, fact.anchor), f" {lower(fact.name)}") for fact in left if fact.status == "nil"]
    many: list[Pieces] = [
        (f"{lower(fact.name)} được nêu riêng ở ", Number(f"{len(fact.listed):02d}", fact.anchor), " số liệu, không cộng, chi tiết tại phụ lục")
        for fact in left if fact.status == "listed" and len(fact.listed) > IN_A_SENTENCE
    ]  # fmt: skip
    sentences: list[Pieces] = []
    if values:
        sentences.append(("Kết quả khác: ", *_in_a_row(values)))
    if nils:
        sentences.append(("Trong kỳ, ", *_in_a_row(nils)))
    if many:
        sentences.append(upper(_in_a_row(many)))
    return Paragraph(f"rest.{part}", part, _one_after_the_other(sentences), "Số liệu khác")


def _plainly(fact: Fact) -> Pieces:
    number = value_of(fact)
    unit = "" if fact.is_money else f" {fact.unit}"
    return (f"{lower(fact.name)} ", number or "", unit)


def _silent(given: Given) -> Iterator[Note]:
    for code, fact in given.facts.items():
        if fact.status == "none" and fact.must_be_told:
            yield Note("silent", given.parts.get(code, ""), fact.name, (fact.anchor,))


def _sums(given: Given, of: Patterns) -> Iterator[Note]:
    """Find parts that are more than their whole, or don't make it. Numbers with bounds are compared as far as they say."""
    for check in of.checks:
        whole, parts = given.facts.get(check.whole), [given.facts.get(code) for code in check.parts]
        known = [one for one in parts if one is not None and one.said is not None]
        if whole is None or whole.said is None or not known or not _disagrees(check, whole, known):
            continue
        together = " + ".join(say(one.said) for one in known if one.said is not None)
        words = f"{check.words}: {together} và {say(whole.said)}"
        yield Note("sums", check.part, words, tuple(one.anchor for one in (*known, whole)))


def _disagrees(check: Check, whole: Fact, known: list[Fact]) -> bool:
    """A part with an upper bound may be nought; a whole with a lower bound may be anything."""
    if whole.said is None or whole.said.bound != "exact":
        return False
    most = whole.said.value if whole.said.high is None else whole.said.high
    least = sum(one.said.value for one in known if one.said is not None and one.said.bound in {"exact", "at_least"})
    if (
        check.is_sum
        and whole.said.is_exact
        and len(known) == len(check.parts)
        and all(one.said and one.said.is_exact for one in known)
    ):
        return least != whole.said.value
    return least > most


def with_years(facts: dict[str, Fact], before: dict[str, Fact]) -> dict[str, Fact]:
    """Give the facts, each with what was stated for the same period of the year before.

    That nothing was counted then may only mean that nothing was entered yet: a nought of our own counting is not stated.
    """
    return {code: replace(fact, before=_stated(before.get(code))) for code, fact in facts.items()}


def _stated(fact: Fact | None) -> Said | None:
    if fact is None or (fact.status == "nil" and not fact.must_be_told):
        return None
    return fact.said
