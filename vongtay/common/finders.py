"""Serves the few static files taken from packages: Bootstrap's style sheet and four weights of Be Vietnam Pro."""

import importlib.resources
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# address below static/: (package, file inside it)
FILES = {
    "bootstrap/css/bootstrap.min.css": ("bootstrap", "css/bootstrap.min.css"),
    "bootstrap/css/bootstrap.min.css.map": ("bootstrap", "css/bootstrap.min.css.map"),
    **{
        f"fonts/BeVietnamPro-{weight}.ttf": ("fontpkg_be_vietnam_pro", f"files/BeVietnamPro-{weight}.ttf")
        for weight in ("Regular", "Italic", "Medium", "SemiBold")
    },
}


class _OneFile(FileSystemStorage):
    """A folder of a package, seen under the address of one of its files."""

    def __init__(self, address: str, source: Path) -> None:
        super().__init__(location=str(source.parent))
        self.address, self.source = address, source

    def path(self, name: str) -> str:
        return str(self.source) if name == self.address else super().path(name)


class Packages(BaseFinder):
    """Finds the files of FILES and no others."""

    def check(self, **_kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        found = [str(_source(path))] if path in FILES else []
        return found if find_all else (found[0] if found else [])

    def list(self, _ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        for address in FILES:
            yield address, _OneFile(address, _source(address))


def _source(address: str) -> Path:
    package, inside = FILES[address]
    return Path(
        str(importlib.resources.files(package).joinpath(inside))
    )  # joined first: the package may be a bare folder
