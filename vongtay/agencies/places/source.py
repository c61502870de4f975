"""Reads the units and their succession from the data files of the package vietnamadminunits, and mends known errors.

The package itself is never imported: only its data is wanted, and its own dependencies aren't installed.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from vongtay.agencies.places.units import NEW, OLD, PERIODS, SortKey, Succession, Unit, place_id
from vongtay.agencies.reference import table
from vongtay.common import vietnamese

PACKAGE = "vietnamadminunits"
KINDS = ("Thành phố", "Đặc khu", "Thị trấn", "Thị xã", "Phường", "Huyện", "Quận", "Tỉnh", "Xã")

# One column list for all levels: code, full name, latitude, longitude, aliases, parent's code.
OLD_PROVINCES = "SELECT DISTINCT provinceCode, province, provinceLat, provinceLon, provinceAlias, NULL"
OLD_DISTRICTS = "SELECT DISTINCT districtCode, district, districtLat, districtLon, districtAlias, provinceCode"
COMMUNES = "SELECT wardCode, ward, wardLat, wardLon, wardAlias"
QUERIES = (
    (OLD, "province", "", f"{OLD_PROVINCES} FROM admin_units_legacy"),
    (OLD, "district", "province", f"{OLD_DISTRICTS} FROM admin_units_legacy"),
    (OLD, "commune", "district", f"{COMMUNES}, districtCode FROM admin_units_legacy WHERE wardCode IS NOT NULL"),
    (NEW, "province", "", f"{OLD_PROVINCES} FROM admin_units"),
    (NEW, "commune", "province", f"{COMMUNES}, provinceCode FROM admin_units"),
)


class SourceMissingError(RuntimeError):
    """The data package isn't installed, so no place can be loaded."""


class Row(NamedTuple):
    """One unit as the package's tables give it."""

    code: str
    full_name: str
    latitude: float | None
    longitude: float | None
    aliases: str | None
    parent_code: str | None


def units(*, sort_key: SortKey = vietnamese.sort_key) -> tuple[Unit, ...]:
    """Give every unit of both structures, each parent before its children, always in the same order.

    Errors: SourceMissingError where the data package isn't installed.
    """
    builder = _Builder(sort_key)
    with closing(_database()) as database:
        found = [
            builder.unit(Row(*row), structure=structure, level=level, parent_level=parent_level)
            for structure, level, parent_level, query in QUERIES
            for row in database.execute(query)
        ]
    return tuple(sorted(found, key=lambda unit: unit.id))


def successions() -> tuple[Succession, ...]:
    """Give the links from old provinces and communes (and five island districts) to the units of today."""
    data = json.loads((_folder() / "converter_2025.json").read_text(encoding="utf-8"))
    with closing(_database()) as database:
        keys = _Keys(database)
    links = sorted(set(_province_links(data, keys)) | set(_commune_links(data, keys)))
    targets: dict[int, int] = {}
    for old, _ in links:
        targets[old] = targets.get(old, 0) + 1
    return tuple(Succession(old, new, part=targets[old] > 1) for old, new in links)


def split_kind(full_name: str) -> tuple[str, str]:
    """Give kind and short name: ('thị trấn', 'Ái Tử') for 'Thị Trấn Ái Tử'."""
    for kind in KINDS:
        if full_name.casefold().startswith(f"{kind.casefold()} "):
            return kind.lower(), full_name[len(kind) + 1 :]
    raise ValueError(f"no kind of unit in {full_name!r}")


class _Builder:
    def __init__(self, sort_key: SortKey) -> None:
        self._sort_key = sort_key
        self._mends = {place_id(int(row["structure"]), row["level"], row["code"]): row for row in _mend_rows()}
        self._abbreviations = {
            place_id(int(row["structure"]), "province", row["code"]): row["abbreviation"]
            for row in table("province_abbreviations")
        }
        self._aliases: dict[int, list[str]] = {}
        for row in table("place_aliases"):
            key = place_id(int(row["structure"]), row["level"], row["code"])
            self._aliases.setdefault(key, []).append(row["alias"])

    def unit(self, row: Row, *, structure: int, level: str, parent_level: str) -> Unit:
        number = place_id(structure, level, row.code)
        mend = self._mends.get(number, {})
        kind, name = split_kind(mend.get("full_name") or row.full_name)
        first, last = PERIODS[structure]
        return Unit(
            id=number,
            code=row.code,
            level=level,
            kind=kind,
            name=name,
            full_name=f"{kind.capitalize()} {name}",
            parent_id=place_id(structure, parent_level, row.parent_code) if row.parent_code else None,
            valid_from=first,
            valid_to=last,
            abbrev=self._abbreviations.get(number, ""),
            sort_key=self._sort_key(name),
            latitude=float(mend.get("latitude") or row.latitude or 0) or None,
            longitude=float(mend.get("longitude") or row.longitude or 0) or None,
            aliases=(*json.loads(row.aliases or "[]"), *self._aliases.get(number, ())),
        )


def _mend_rows() -> tuple[dict[str, str], ...]:
    return table("place_corrections")


class _Keys:
    """The numbers of units under the keys that the package's mapping uses."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.old_provinces = self._provinces(database, OLD, "admin_units_legacy")
        self.new_provinces = self._provinces(database, NEW, "admin_units")
        self.old: dict[str, int] = {}
        query = "SELECT provinceKey, districtKey, wardKey, districtCode, wardCode FROM admin_units_legacy"
        for province, district, ward, district_code, ward_code in database.execute(query):
            # Five island districts had no commune: the district itself is what was succeeded.
            number = place_id(OLD, "commune", ward_code) if ward_code else place_id(OLD, "district", district_code)
            self.old[f"{province}_{district}_{ward or ''}"] = number
        self.new = {
            (province, ward): place_id(NEW, "commune", code)
            for province, ward, code in database.execute("SELECT provinceKey, wardKey, wardCode FROM admin_units")
        }

    @staticmethod
    def _provinces(database: sqlite3.Connection, structure: int, source: str) -> dict[str, int]:
        rows = database.execute(f"SELECT DISTINCT provinceKey, provinceCode FROM {source}")  # noqa: S608 - fixed names
        return {key: place_id(structure, "province", code) for key, code in rows}


def _province_links(data: Mapping[str, Mapping[str, list[str]]], keys: _Keys) -> Iterator[tuple[int, int]]:
    for new, olds in data["DICT_PROVINCE"].items():
        for old in olds:
            yield keys.old_provinces[old], keys.new_provinces[new]


def _commune_links(data: Mapping[str, Mapping[str, Mapping[str, list[object]]]], keys: _Keys) -> set[tuple[int, int]]:
    links = {
        (keys.old[str(old)], keys.new[province, new])
        for province, communes in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for new, olds in communes.items()
        for old in olds
    } | {
        (keys.old[old], keys.new[province, new["newWardKey"]])
        for province, communes in data["DICT_PROVINCE_WARD_DIVIDED"].items()
        for old, news in communes.items()
        for new in news
        if isinstance(new, dict)
    }
    return links - {
        (place_id(OLD, "commune", row["old_code"]), place_id(NEW, "commune", row["new_code"]))
        for row in table("succession_corrections")
    }


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SourceMissingError(f"Chưa cài gói dữ liệu địa danh {PACKAGE}: chạy make setup.")
    return Path(spec.origin).parent / "data"


def _database() -> sqlite3.Connection:
    return sqlite3.connect(f"{(_folder() / 'dataset.db').as_uri()}?mode=ro&immutable=1", uri=True)
