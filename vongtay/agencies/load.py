"""Loads reference data of this app as the owner: places, successions, role parts. Running it again changes nothing."""

from vongtay.agencies.models import Place, PlaceSuccession, RolePart
from vongtay.agencies.places.source import successions, units
from vongtay.agencies.places.units import COUNTRY, Unit
from vongtay.agencies.roles import PARTS
from vongtay.common.vietnamese import fold, sort_key

BATCH = 2000


def load_places() -> int:
    """Load the administrative units of both structures. Gives how many there are."""
    rows = units()
    province_of: dict[int, int] = {}
    for unit in rows:  # parents come before their children
        province_of[unit.id] = unit.id if unit.parent_id is None else province_of[unit.parent_id]
    if Place.objects.count() != len(rows) + 1:
        _upsert([_country()])
        for level in ("province", "district", "commune"):
            _upsert([_place(unit, province_of[unit.id]) for unit in rows if unit.level == level])
    if PlaceSuccession.objects.count() != len(successions()):
        PlaceSuccession.objects.bulk_create(
            [PlaceSuccession(old_id=link.old_id, new_id=link.new_id, part=link.part) for link in successions()],
            batch_size=BATCH, ignore_conflicts=True,
        )  # fmt: skip
    return len(rows)


def _upsert(places: list[Place]) -> None:
    fields = [field.name for field in Place._meta.concrete_fields if not field.primary_key]
    Place.objects.bulk_create(
        places, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def _country() -> Place:
    """The whole country, over which a ministry reports. Its name is written so that "trên địa bàn" may stand before it."""
    name = "Cả nước"
    return Place(
        id=COUNTRY, code="VN", level="country", kind="", name=name, full_name=name, province_id=COUNTRY, sort_key=sort_key(name),
        fold=fold(name),
    )  # fmt: skip


def _place(unit: Unit, province: int) -> Place:
    return Place(
        id=unit.id, code=unit.code, level=unit.level, kind=unit.kind, name=unit.name, full_name=unit.full_name, parent_id=unit.parent_id,
        province_id=province, valid_from=unit.valid_from, valid_to=unit.valid_to, abbrev=unit.abbrev, sort_key=unit.sort_key,
        fold=fold(unit.name), latitude=unit.latitude, longitude=unit.longitude,
    )  # fmt: skip


def load_role_parts() -> None:
    """Make the table of role and part equal to agencies/roles.py."""
    wanted = {(role.value, part.value) for role, parts in PARTS.items() for part in parts}
    held = set(RolePart.objects.values_list("role", "part"))
    for role, part in held - wanted:
        RolePart.objects.filter(role=role, part=part).delete()
    RolePart.objects.bulk_create([RolePart(role=role, part=part) for role, part in sorted(wanted - held)])
