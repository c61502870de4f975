"""Cells of tables of counts: hundreds on a page, so each row is written in one go."""

import html
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from vongtay.common.numbers import format_number

register = template.Library()
UNTOLD = '<td class="num skip-phone"></td>'
NOUGHT = '<span class="nought">0</span>'


@register.filter
def count_cells(values: Sequence[int], labels: Sequence[str]) -> SafeString:
    """Write one row of counts; the labels name each cell on a phone.

    >>> count_cells([1200], ["<Nữ>"])
    '<td class="num" data-label="&lt;Nữ&gt;">1.200</td>'
    """
    cells = (
        f"{head}{format_number(value) if value else NOUGHT}</td>"
        for value, head in zip(values, _heads(*labels), strict=True)
    )
    return mark_safe("".join(cells))  # noqa: S308  # numbers, and labels that were escaped


@register.filter
def figure_cells(numbers: Sequence[Any], labels: Sequence[str]) -> SafeString:
    """Write one row of figures, each a link to the claims behind it; what nobody spoke of is left out on a phone."""
    cells = (
        f'{head}<a href="{html.escape(number.url)}">{html.escape(number.text)}</a></td>' if number.text else UNTOLD
        for number, head in zip(numbers, _heads(*labels), strict=True)
    )
    return mark_safe("".join(cells))  # noqa: S308  # words and addresses that were escaped


@lru_cache(maxsize=64)
def _heads(*labels: str) -> tuple[str, ...]:
    return tuple(f'<td class="num" data-label="{escape(label)}">' for label in labels)


@register.filter
def grid_cells(line: Any, heads: Sequence[str]) -> SafeString:
    """Write one row of a grid."""
    return number_cells(line.numbers, heads)


@register.filter
def number_cells(numbers: Sequence[Any], heads: Sequence[str]) -> SafeString:
    """Write numbers of a grid, each a link to what lies behind it where there is something; heads: of the names, then of each number."""
    cells = (
        f"{head}{_number(number)}</td>" if number.words else UNTOLD
        for number, head in zip(numbers, _heads(*heads[1:]), strict=True)
    )
    return mark_safe("".join(cells))  # noqa: S308  # words and addresses that were escaped


def _number(number: Any) -> str:
    if number.words == "0":
        return NOUGHT
    words = html.escape(number.words)
    return f'<a href="{html.escape(number.url)}">{words}</a>' if number.url else words
