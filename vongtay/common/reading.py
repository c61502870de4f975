"""Reading no more than a page shows, in statements that are written once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

M = TypeVar("M", bound=Model)
Convert = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True)
class _Name:
    """The place of a value that only the asking knows."""

    name: str


def given(name: str) -> RawSQL:
    """Stand in a query of `Kept` for the value that is given at each asking under `name`."""
    return RawSQL("%s", [_Name(name)])


@dataclass(frozen=True)
class _Joined:
    """A row that hangs on another: where it hangs (below the row itself: empty), by which field, and which columns are read."""

    path: str
    above: str
    field: Any  # Django's fields and their reverses alike keep the row at their other end
    model: type[Model]
    names: list[str]
    columns: slice
    key: int  # which of the columns is the row's own key

    def hang(self, rows: dict[str, Model | None], values: Sequence[Any], known: dict[tuple[str, Any], Model]) -> None:
        """Make the row of `values`, or take the one that was made of the same values before, and hang it on its own."""
        part = tuple(values[self.columns])
        there = part[self.key] is not None
        row = known.get((self.path, part)) if there else None
        if row is None and there:
            row = known[self.path, part] = self.model.from_db(DEFAULT_DB_ALIAS, self.names, part)
        rows[self.path] = row
        if (above := rows[self.above]) is not None:
            self.field.set_cached_value(above, row)


class Kept(Generic[M]):
    """A query whose statement is written once and asked again with other values.

    `rows` holds `given(...)` where a value is to stand. `joined` brings other rows for the columns named alone, as
    "body__short_name"; the rows themselves are read whole. Django writes a statement anew at each asking and makes a row of each
    kind for each line, which took a third of the page of a case (decision 0069).
    """

    def __init__(self, rows: QuerySet[M], *joined: str) -> None:
        self.rows, self.joined = rows, joined

    def __call__(self, **values: Any) -> list[M]:
        """Give the rows for the values named. Errors: KeyError where a value is missing."""
        with connection.cursor() as cursor:
            sql, parameters = self._statement
            cursor.execute(sql, [values[held.name] if isinstance(held, _Name) else held for held in parameters])
            return list(self._made(cursor.fetchall()))

    def one(self, **values: Any) -> M:
        """Give the one row for the values named. Errors: DoesNotExist of the model; no more than one is looked for."""
        found = self(**values)
        if not found:
            raise self.rows.model.DoesNotExist  # type: ignore[attr-defined]  # each model has its own
        return found[0]

    def _made(self, lines: Iterable[Sequence[Any]]) -> Iterator[M]:
        known: dict[tuple[str, Any], Model] = {}
        for line in lines:
            values = list(line)
            for index, convert in self._converters:
                values[index] = convert(values[index], None, connection)
            row = self.rows.model.from_db(DEFAULT_DB_ALIAS, self._own, values[: len(self._own)])
            hung: dict[str, Model | None] = {"": row}
            for joined in self._joined_rows:
                joined.hang(hung, values, known)
            yield row

    @cached_property
    def _own(self) -> list[str]:
        return [field.attname for field in self.rows.model._meta.concrete_fields]

    @cached_property
    def _joined_rows(self) -> list[_Joined]:
        """Give the joined rows, each after the one that it hangs on."""
        wanted: dict[str, list[str]] = {}
        for path in self.joined:
            table, _sep, column = path.rpartition("__")
            steps = table.split("__")
            for length in range(1, len(steps) + 1):
                wanted.setdefault("__".join(steps[:length]), [])
            wanted[table].append(column)
        start, found = len(self._own), []
        models: dict[str, type[Model]] = {"": self.rows.model}
        for path, columns in wanted.items():
            above, _sep, last = path.rpartition("__")
            field: Any = models[above]._meta.get_field(last)
            models[path] = model = field.related_model
            wished, own = {model._meta.pk.attname, *columns}, model._meta.concrete_fields
            names = [held.attname for held in own if held.attname in wished]  # in the order in which Django fills a row
            key = names.index(model._meta.pk.attname)
            found.append(_Joined(path, above, field, model, names, slice(start, start := start + len(names)), key))
        return found

    @cached_property
    def _converters(self) -> list[tuple[int, Convert]]:
        """Give the columns whose values Django reads otherwise than the driver, as JSON."""
        fields: list[Any] = list(self.rows.model._meta.concrete_fields)
        fields += [joined.model._meta.get_field(name) for joined in self._joined_rows for name in joined.names]
        return [(index, field.from_db_value) for index, field in enumerate(fields) if hasattr(field, "from_db_value")]

    @cached_property
    def _statement(self) -> tuple[str, Sequence[Any]]:
        paths = self._own + [f"{joined.path}__{name}" for joined in self._joined_rows for name in joined.names]
        return self.rows.values_list(*paths).query.sql_with_params()
