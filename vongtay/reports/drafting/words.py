"""How numbers, changes and lists are said in an official report."""

from collections.abc import Sequence
from decimal import Decimal

from vongtay.common.numbers import BOUND_WORDS, Bound, format_number, short_dong
from vongtay.reports.drafting.model import Amount, Fact, Number, Piece, Pieces, Said

NIL = "không phát sinh"
BEFORE = "cùng kỳ năm trước"
# So many numbers of a kind that is never added stand in the sentence itself; more are counted, and told in the appendix.
IN_A_SENTENCE = 4


def number(value: Amount, *, is_money: bool = False) -> str:
    """Write a number; one figure gets a nought before it, as papers write counts.

    >>> number(5), number(1234), number(2_500_000, is_money=True)
    ('05', '1.234', '2,5 triệu đồng')
    """
    whole = value == int(value)
    if is_money:
        return short_dong(int(value)) if whole else f"{format_number(value)} đồng"
    return f"{int(value):02d}" if whole and 0 < value < 10 else format_number(value)  # one figure


def say(said: Said, *, is_money: bool = False) -> str:
    """Say a stated number with its bound.

    >>> say(Said(300, bound="at_least")), say(Said(18, 24)), say(Said(0))
    ('ít nhất 300', 'từ 18 đến 24', 'không phát sinh')
    """
    if said.value == 0 and said.is_exact:
        return NIL
    low = number(said.value, is_money=is_money)
    if said.high is not None:
        text = f"từ {low} đến {number(said.high, is_money=is_money)}"
        return f"{BOUND_WORDS[Bound.ABOUT]} {text}" if said.bound == Bound.ABOUT else text
    return f"{BOUND_WORDS[Bound(said.bound)]} {low}".strip()


def joined(parts: Sequence[Pieces], last: str = " và ") -> Pieces:
    """Join a list the Vietnamese way: A, B và C."""
    made: list[Piece] = []
    for index, part in enumerate(parts):
        if index:
            made.append(last if index == len(parts) - 1 else ", ")
        made.extend(part)
    return tuple(made)


def value_of(fact: Fact) -> Number | None:
    """Give the number of a fact as it stands in a sentence; None where nothing was told that a sentence could hold."""
    if fact.status == "value" and fact.said is not None:
        return Number(say(fact.said, is_money=fact.is_money), fact.anchor)
    if fact.status == "listed" and 0 < len(fact.listed) <= IN_A_SENTENCE:
        texts = [(say(one, is_money=fact.is_money),) for one in fact.listed]
        return Number("".join(map(str, joined(texts))), fact.anchor)
    return None


def change_anchor(fact: Fact) -> str:
    """Give the anchor of the change of a figure."""
    return f"Y.{fact.anchor.removeprefix('F.')}"[:36]


def change_of(fact: Fact) -> Pieces:
    """Say the change against the year before, where both numbers are stated; else nothing.

    Only exact numbers are taken from each other; of others the earlier one is said as it stood.
    """
    if fact.said is None or fact.before is None:
        return ()
    anchor, unit = change_anchor(fact), "" if fact.is_money else f" {fact.unit}"
    if not (fact.said.is_exact and fact.before.is_exact):
        return (f"{BEFORE}: ", Number(say(fact.before, is_money=fact.is_money), anchor), unit)
    if fact.before.value == 0:
        return () if fact.said.value == 0 else (f"{BEFORE} ", Number(NIL, anchor))
    more = Decimal(fact.said.value) - Decimal(fact.before.value)
    if more == 0:
        return (Number(f"bằng {BEFORE}", anchor),)
    by = Number(number(abs(more), is_money=fact.is_money), anchor)
    return ("tăng " if more > 0 else "giảm ", by, f"{unit} so với {BEFORE}")


def told(fact: Fact) -> bool:
    """Whether a sentence can say the number of a fact."""
    return value_of(fact) is not None


def lower(text: str) -> str:
    """Begin with a small letter, as inside a sentence; what is written in capitals stays."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def upper(pieces: Pieces) -> Pieces:
    """Begin with a capital letter."""
    first = pieces[0] if pieces else ""
    if isinstance(first, Number):
        return (Number(first.text[:1].upper() + first.text[1:], first.anchor), *pieces[1:])
    return (first[:1].upper() + first[1:], *pieces[1:])
