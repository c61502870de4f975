"""The filters above a list, as chips whose addresses keep each other."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest


def chips_of(request: HttpRequest, name: str, items: Sequence[tuple[str, Any, int | str]]) -> list[dict[str, Any]]:
    """Give the filters of one field, keeping the others that stand in the address. items: value, words, count."""
    kept = {key: value for key, value in request.GET.items() if key not in {name, "page"} and value}
    chosen = request.GET.get(name, "")
    return [
        {"label": words, "url": f"?{urlencode(kept | ({name: value} if value else {}))}", "is_on": value == chosen, "count": count}
        for value, words, count in items
    ]  # fmt: skip
