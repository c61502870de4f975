"""What the law says of periods and days of reports, read from reference/reporting.toml."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import get_language

_FILE = Path(__file__).with_name("reference") / "reporting.toml"
# The kind of body of which Article 13 speaks.
BY_LAW = "province"


@dataclass(frozen=True)
class Provision:
    """A sentence of the law with its place and how sure we are (mark A or B)."""

    code: str
    instrument: str
    article: str
    mark: str
    words_vi: str
    words_en: str

    @property
    def words(self) -> str:
        """The sentence in the language of whoever reads."""
        return self.words_en if get_language() == "en" else self.words_vi

    @property
    def place(self) -> str:
        """Where it stands: article and instrument."""
        return f"{self.article} {self.instrument}".strip()


@lru_cache(maxsize=1)
def provisions() -> dict[str, Provision]:
    """Give what is confirmed, by code: cut_off, earliest, province, statistics."""
    return {code: Provision(code, **facts) for code, facts in tomllib.loads(_FILE.read_text("utf-8")).items()}
