"""A village to practise in: who lives there, and the list by which they are known to the bot."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, hypot, radians

from storage.terms import Category, Check, Role

METRES_PER_DEGREE = 111_320  # of latitude
GROUPS = {Role.RESIDENT: "hulpvragers", Role.HELPER: "vrijwilligers", Role.COORDINATOR: "coördinatoren"}


@dataclass(frozen=True, slots=True)
class Villager:
    """Somebody in the village. `spot` is metres east and north of the centre; `id` None: writes with no phone."""

    id: int | None
    role: Role
    name: str
    about: str
    phone: str
    street: str
    spot: tuple[int, int]
    known: bool = True  # False: is on no list, and writes for the first time
    categories: tuple[Category, ...] = ()
    available: str = ""
    max_km: float | None = None
    max_per_week: int | None = None
    check: Check | None = None
    language: str = "nl"
    household: tuple[str, ...] = ()  # the names of those who live by this phone, when that is more than one

    @property
    def international_phone(self) -> str:
        """Give the number as it is written from abroad."""
        return "+31" + self.phone.replace("-", "").removeprefix("0")

    def metres_to(self, other: "Villager") -> int:
        """Give the distance in a straight line."""
        return round(hypot(self.spot[0] - other.spot[0], self.spot[1] - other.spot[1]))


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """What the page shows of somebody; `id` None: can be read about, and has no phone to look at."""

    id: int | None
    name: str
    line: str
    group: str


@dataclass(frozen=True, slots=True)
class Village:
    """A village to practise in. `phones` are the ids of who starts on the three phones, asker first."""

    name: str
    postcode: str
    centre: tuple[float, float]  # latitude, longitude
    people: tuple[Villager, ...]
    phones: tuple[int, int, int]
    hints: Mapping[str, tuple[str, ...]]  # by group: sentences to try

    def find(self, person: int) -> Villager:
        """Give the one with this id. Raises KeyError when nobody has it."""
        for one in self.people:
            if one.id == person:
                return one
        raise KeyError(person)

    def point(self, one: Villager) -> tuple[float, float]:
        """Give the latitude and longitude of somebody's house."""
        latitude, longitude = self.centre
        east, north = one.spot
        metres_east = METRES_PER_DEGREE * cos(radians(latitude))
        return round(latitude + north / METRES_PER_DEGREE, 6), round(longitude + east / metres_east, 6)

    def people_csv(self) -> str:
        """Write everybody who is known beforehand as the list that a coordinator would import."""
        rows = [self._row(one, name) for one in self.people if one.known for name in one.household or (one.name,)]
        page = io.StringIO()
        sheet = csv.DictWriter(page, list(rows[0]), lineterminator="\n")
        sheet.writeheader()
        sheet.writerows(rows)
        return page.getvalue()

    def inhabitants(self) -> tuple[Inhabitant, ...]:
        """Tell who lives here, in the order of the page."""
        return tuple(Inhabitant(one.id, one.name, self._line(one), GROUPS[one.role]) for one in self.people)

    def _line(self, one: Villager) -> str:
        if one.role is not Role.HELPER:
            return one.about
        first = self.find(self.phones[0])
        return f"{one.about}, {one.metres_to(first)} m van {first.name.split()[0]}"

    def _row(self, one: Villager, name: str) -> dict[str, object]:
        latitude, longitude = self.point(one)
        return {
            "role": one.role,
            "name": name,
            "phone": one.phone,
            "telegram_id": one.id,
            "street": one.street,
            "postcode": self.postcode,
            "place": self.name,
            "lat": latitude,
            "lon": longitude,
            "categories": " ".join(one.categories),
            "available": one.available,
            "max_km": one.max_km,
            "max_per_week": one.max_per_week,
            "check": one.check,
            "language": one.language,
        }
