"""Points and the cells of about 200 metres that hold them. Pure.

Whoever is only asked to help is told how far the middle of the asker's cell is, never how far her door is: so however
many of them lay their distances side by side, they find the cell at best, and within it nothing.
"""

from math import cos, floor, hypot, radians

METRES_PER_DEGREE = 111_320  # of latitude
CELL_METRES = 200
_ROW_DEGREES = CELL_METRES / METRES_PER_DEGREE
_FIRST = (51.7, 5.3)  # the middle of the first cell; any point would do, and it may never move
_COLUMNS = 10**6  # more than there are around the equator

Point = tuple[float, float]  # latitude, longitude in degrees


def kept_point(point: Point) -> str:
    """Write POINT as it is kept: to about ten centimetres."""
    return f"{point[0]:.6f},{point[1]:.6f}"


def read_point(kept: str) -> Point:
    """Read a point as it is kept. Raises ValueError."""
    latitude, longitude = kept.split(",")
    return float(latitude), float(longitude)


def cell_at(point: Point) -> int:
    """Give the cell that holds POINT."""
    row = floor((point[0] - _FIRST[0]) / _ROW_DEGREES + 0.5)
    column = floor((point[1] - _FIRST[1]) / _column_degrees(row) + 0.5)
    return row * _COLUMNS + column + _COLUMNS // 2


def centre_of(cell: int) -> Point:
    """Give the middle of CELL."""
    row, column = divmod(cell, _COLUMNS)
    return _latitude(row), _FIRST[1] + (column - _COLUMNS // 2) * _column_degrees(row)


def metres_between(here: Point, there: Point) -> float:
    """Give the distance between two points, good to a percent within a country."""
    north = (here[0] - there[0]) * METRES_PER_DEGREE
    east = (here[1] - there[1]) * METRES_PER_DEGREE * cos(radians((here[0] + there[0]) / 2))
    return hypot(north, east)


def _latitude(row: int) -> float:
    return _FIRST[0] + row * _ROW_DEGREES


def _column_degrees(row: int) -> float:
    """Give how many degrees of longitude are 200 metres in this row; near a pole they are held to a thousandth turn."""
    return _ROW_DEGREES / max(cos(radians(_latitude(row))), 0.005)
