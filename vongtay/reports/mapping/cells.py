"""Draws areas as hexagonal cells: each cell belongs to the area whose point lies nearest, if it lies near at all. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians

REACH = 0.115  # degrees: so far from a point its area still reaches; about 12 km
FAR = 0.35  # a point farther than this from all others stands alone: an island out at sea
ALONE = 0.3  # and is drawn this large, far beyond its scale, so that it can be seen and chosen
MIDDLE = cos(radians(16))  # of a degree of longitude, in degrees of latitude, in the middle of the country
SAME = 0.01  # nearer than this, two points are one
FRAMED = (10.5, 6.0)  # a cell of an island in a frame
CORNERS = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
Corner = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that an area is known by. owner: the area; 0: an area that is not drawn, but keeps its room."""

    owner: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Shape:
    """An area as it is drawn: the outline of its cells, and where its words stand. is_apart: an island drawn in a frame beside the map."""

    owner: int
    path: str
    x: float
    y: float
    is_apart: bool = False


@dataclass(frozen=True)
class Drawn:
    """A map: how large it is, and its areas in the order of their keys."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    sheet: "Sheet | None" = None


@dataclass(frozen=True)
class Sheet:
    """How degrees become units of the drawing, and how large a cell is: half its width, a quarter of its height."""

    west: float
    north: float
    scale: float
    half: float
    quarter: float

    def at(self, spot: Spot) -> tuple[float, float]:
        """Give where a point lies on the drawing."""
        return (spot.longitude - self.west) * MIDDLE * self.scale, (self.north - spot.latitude) * self.scale

    def middle(self, corner: Corner) -> tuple[float, float]:
        """Give where a corner of the grid, or the middle of a cell, lies on the drawing."""
        return corner[0] * self.half, corner[1] * self.quarter


def draw(spots: Sequence[Spot], *, width: int, cell: tuple[float, float], frames: bool = False) -> Drawn:
    """Draw the areas of spots. cell: half the width and a quarter of the height of a cell, about 7 to 4.

    frames: islands far out stand in frames at the right instead of stretching the map.
    """
    lone = _lone(spots) if frames else set()
    drawn = [spot for spot in spots if spot.owner and spot.owner not in lone] or [spot for spot in spots if spot.owner]
    lone = lone if any(spot.owner and spot.owner not in lone for spot in spots) else set()
    if not drawn:
        return Drawn(width, 0, ())
    margin = (REACH if frames else ALONE) * 1.4
    west, east = min(s.longitude for s in drawn) - margin, max(s.longitude for s in drawn) + margin
    south, north = min(s.latitude for s in drawn) - margin, max(s.latitude for s in drawn) + margin
    scale = width / ((east - west) * MIDDLE)
    sheet = Sheet(west, north, scale, *cell)
    height = int((north - south) * scale) + 1
    near = [s for s in spots if s.owner not in lone and west <= s.longitude <= east and south <= s.latitude <= north]
    shapes = _shapes(sheet, near, height, width)
    frames_at = width + 20
    shapes += [_framed(owner, frames_at + 60, 70 + 130 * at) for at, owner in enumerate(sorted(lone))]
    shapes.sort(key=lambda shape: shape.owner)
    return Drawn(frames_at + 130 if lone else width, max(height, 130 * len(lone)), tuple(shapes), sheet)


class _Near:
    """Points by squares of the drawing, so that only those nearby are compared."""

    def __init__(self, points: Iterable[tuple[float, float, int]], wide: float) -> None:
        self.wide = wide
        self.boxes: dict[Corner, list[tuple[float, float, int]]] = defaultdict(list)
        for x, y, owner in points:
            self.boxes[int(x // wide), int(y // wide)].append((x, y, owner))

    def around(self, x: float, y: float) -> Iterator[tuple[float, float, int]]:
        """Give the points that may lie within the width of a square."""
        column, row = int(x // self.wide), int(y // self.wide)
        for right in (column - 1, column, column + 1):
            for down in (row - 1, row, row + 1):
                yield from self.boxes.get((right, down), ())

    def owner(self, x: float, y: float) -> int | None:
        """Give the owner of the nearest point within the width of a square; None: there is none."""
        best, found = self.wide, None
        for other_x, other_y, owner in self.around(x, y):
            away = hypot(other_x - x, other_y - y)
            if away < best:
                best, found = away, owner
        return found


def _lone(spots: Sequence[Spot]) -> set[int]:
    """Give the areas all of whose points stand far from every other place; points of one place are one."""
    near = _Near(((s.longitude * MIDDLE, s.latitude, s.owner) for s in spots), FAR)
    close = {
        spot.owner for spot in spots
        if any(SAME < hypot(x - spot.longitude * MIDDLE, y - spot.latitude) < FAR for x, y, owner in near.around(spot.longitude * MIDDLE, spot.latitude) if owner != spot.owner)
    }  # fmt: skip
    return {spot.owner for spot in spots if spot.owner} - close


def _shapes(sheet: Sheet, spots: Sequence[Spot], height: int, width: int) -> list[Shape]:
    points = [(*sheet.at(spot), spot.owner) for spot in spots]
    near, lone = _Near(points, REACH * sheet.scale), _alone(points, sheet.scale)
    land: dict[int, list[Corner]] = defaultdict(list)
    islands: dict[int, list[Corner]] = defaultdict(list)
    for row in range(int(height / (sheet.quarter * 3)) + 2):
        for column in range(row % 2, int(width / sheet.half) + 4, 2):
            x, y = sheet.middle((column, row * 3))
            owner = near.owner(x, y)
            if owner:
                land[owner].append((column, row * 3))
            elif owner is None and (island := _of_island(lone, x, y, ALONE * sheet.scale)):
                islands[island].append((column, row * 3))
    for x, y, owner in points:
        if owner and owner not in land and owner not in islands:
            land[owner].append(_cell_at(sheet, (x, y)))
    return [_shape(sheet, owner, land.get(owner, []), islands.get(owner, [])) for owner in {**land, **islands}]


def _alone(points: Sequence[tuple[float, float, int]], scale: float) -> list[tuple[float, float, int]]:
    """Give the points that stand alone: an island is drawn large, so that it can be seen."""
    near = _Near(points, FAR * scale)
    return [
        (x, y, owner) for x, y, owner in points
        if owner and not any(SAME * scale < hypot(a - x, b - y) < FAR * scale for a, b, _owner in near.around(x, y))
    ]  # fmt: skip


def _of_island(lone: Iterable[tuple[float, float, int]], x: float, y: float, reach: float) -> int:
    return next((owner for a, b, owner in lone if abs(a - x) < reach and hypot(a - x, b - y) < reach), 0)


def _cell_at(sheet: Sheet, place: tuple[float, float]) -> Corner:
    """Give the cell around a point: an area that no cell is nearest to still has one."""
    row = round(place[1] / (sheet.quarter * 3))
    column = round((place[0] / sheet.half - row % 2) / 2) * 2 + row % 2
    return column, row * 3


def _shape(sheet: Sheet, owner: int, land: list[Corner], islands: list[Corner]) -> Shape:
    """Draw an area; its words stand on the land, where it has any."""
    middles = [sheet.middle(cell) for cell in land or islands]
    midst = tuple(sorted(each)[len(middles) // 2] for each in zip(*middles, strict=True))
    x, y = min(middles, key=lambda middle: (middle[0] - midst[0]) ** 2 + (middle[1] - midst[1]) ** 2)
    return Shape(owner, outline({*land, *islands}, sheet), round(x, 1), round(y, 1))


def _framed(owner: int, x: float, y: float) -> Shape:
    """Draw an island that stands in a frame of its own: seven cells."""
    made = Sheet(0, 0, 1, *FRAMED)
    cells = [(0, 0), (2, 0), (-2, 0), (1, 3), (-1, 3), (1, -3), (-1, -3)]
    return Shape(owner, outline(cells, made, (x, y)), x, y, is_apart=True)


def outline(cells: Iterable[Corner], sheet: Sheet, origin: tuple[float, float] = (0, 0)) -> str:
    """Give the outline of cells as a path: the sides that only one of them has, joined."""
    sides: set[tuple[Corner, Corner]] = set()
    for column, row in cells:
        around = [(column + x, row + y) for x, y in CORNERS]
        sides.update(zip(around, [*around[1:], around[0]], strict=True))
    # Three cells meet at a corner: of the sides of an outline exactly one begins there.
    ahead = {begin: end for begin, end in sides if (end, begin) not in sides}
    rings = []
    while ahead:
        first = min(ahead)
        ring, at = [first], ahead.pop(first)
        while at != first:
            ring.append(at)
            at = ahead.pop(at)
        rings.append(_ring(ring, sheet, origin))
    return "".join(rings)


def _ring(ring: Sequence[Corner], sheet: Sheet, origin: tuple[float, float]) -> str:
    x, y = sheet.middle(ring[0])
    steps = "".join(
        f"l{(end[0] - begin[0]) * sheet.half:g} {(end[1] - begin[1]) * sheet.quarter:g}" if end[0] != begin[0] else f"v{(end[1] - begin[1]) * sheet.quarter:g}"
        for begin, end in pairwise(ring)
    )  # fmt: skip
    return f"M{x + origin[0]:g} {y + origin[1]:g}{steps}z"
