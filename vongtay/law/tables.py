"""Reading one TOML table field by field: every fault is noted with its place and its cure, none stops the reading."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from vongtay.law.shapes import Span

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Fault:
    """What is wrong in the law's data, where, and how to mend it. Words are Vietnamese: a legal officer reads them."""

    file: str
    where: str
    name: str
    problem: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: trường “{self.name}”: {self.problem} Cách sửa: {self.cure}"


class LawDataError(ValueError):
    """The law's data can't be used; `faults` holds every reason."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass
class Table:
    """One table of a file. A method gives the field's value, or a harmless one after noting a fault."""

    file: str
    where: str
    values: Mapping[str, Any]
    faults: list[Fault]
    used: set[str] = field(default_factory=set)

    def fault(self, name: str, problem: str, cure: str) -> None:
        """Note a fault of this table."""
        self.faults.append(Fault(self.file, self.where, name, problem, cure))

    def take(self, name: str) -> Any:
        """Give the raw value, None if there is none, and remember that the field was read."""
        self.used.add(name)
        return self.values.get(name)

    def optional_text(self, name: str) -> str | None:
        """Give a text that is not empty, or None."""
        value = self.take(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.fault(name, "phải là một chuỗi chữ không trống.", "ghi chữ trong dấu ngoặc kép, hoặc bỏ trường này.")
            return None
        return value

    def text(self, name: str) -> str:
        """Give a text that must be there."""
        value = self.optional_text(name)
        if value is None and name not in self.values:
            self.fault(name, "thiếu.", f"thêm {name} = “...”.")
        return value or ""

    def flag(self, name: str, default: bool | None = None) -> bool:
        """Give true or false; without a default it must be there."""
        value = self.take(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, bool):
            self.fault(name, "phải là true hoặc false.", f"ghi {name} = true hoặc {name} = false.")
            return False
        return value

    def whole(self, name: str) -> int:
        """Give a whole number above zero that must be there."""
        value = self.take(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.fault(name, "phải là số nguyên dương.", f"ghi {name} = 1 trở lên.")
            return 1
        return value

    def day(self, name: str) -> date | None:
        """Give a day, or None."""
        value = self.take(name)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fault(name, f"“{value}” không phải là ngày.", "ghi ngày không có ngoặc kép, dạng 2025-07-01.")
            return None
        return value

    def span(self) -> Span:
        """Give `valid_from` to `valid_to`."""
        span = Span(self.day("valid_from"), self.day("valid_to"))
        if span.first and span.last and span.last < span.first:
            self.fault("valid_to", "đứng trước valid_from.", "sửa một trong hai ngày.")
        return span

    def choice(self, name: str, kind: type[Choice], without: Iterable[Choice] = ()) -> Choice | None:
        """Give one of the values of an enumeration, or None if the field is not there."""
        value = self.take(name)
        if value is None:
            return None
        allowed = [each.value for each in kind if each not in set(without)]
        if value not in allowed:
            self.fault(name, f"không biết “{value}”.", f"dùng một trong: {', '.join(allowed)}.")
            return None
        return kind(value)

    def code(self, name: str, allowed: Iterable[str]) -> str | None:
        """Give a code out of a vocabulary, or None if the field is not there."""
        value = self.optional_text(name)
        if value is not None and value not in set(allowed):
            self.fault(name, f"không biết mã “{value}”.", "dùng mã có trong vocabulary.toml, hoặc thêm mã vào đó.")
        return value

    def codes(self, name: str, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
        """Give a list of codes; with `allowed`, each must be in it."""
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.fault(name, "phải là danh sách chữ.", f"ghi {name} = [“...”, “...”].")
            return ()
        known = None if allowed is None else set(allowed)
        for each in value:
            if known is not None and each not in known:
                self.fault(name, f"không biết mã “{each}”.", "dùng mã có trong vocabulary.toml, hoặc thêm mã vào đó.")
        return tuple(value)

    def table(self, name: str) -> "Table | None":
        """Give an inner table, or None if it is not there."""
        value = self.take(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(name, "phải là một bảng.", f"ghi {name} = {{ ... }} hoặc [{name}].")
            return None
        return Table(self.file, f"{self.where} > {name}", value, self.faults)

    def tables(self, name: str, key: str) -> "list[Table]":
        """Give the inner tables of a list, each named by its own key."""
        value = self.take(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.fault(name, "phải là danh sách bảng.", f"ghi [[{name}]] trước mỗi mục.")
            return []
        return [
            Table(self.file, f"{name} {each.get(key, f'thứ {place}')}", each, self.faults)
            for place, each in enumerate(value, start=1)
        ]

    def finish(self) -> None:
        """Note every field that nobody has read: a slip of the pen must not pass in silence."""
        for name in sorted(set(self.values) - self.used):
            self.fault(name, "không có trường này.", "xóa trường, hoặc sửa tên cho đúng.")
