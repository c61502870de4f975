"""Days, terms and moments that a text names in passing: which of them date its figures."""

import pytest

from vongtay.narratives.reading import read_text


def told(text: str) -> list[tuple[float, str | None]]:
    return [(figure.value, figure.period) for figure in read_text(text).figures]


def test_a_programme_numbered_with_its_body_is_cited_once():
    assert [item.number for item in read_text("Triển khai Chương trình 145/CP của Chính phủ.").documents] == ["145/CP"]
