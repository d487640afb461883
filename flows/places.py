"""Where somebody lives, as far as it is known: by a shared location, by a list, or by the streets of a community."""

from flows.cells import Point, cell_at, centre_of, kept_point, metres_between, read_point
from flows.sitting import Sitting
from flows.understanding.replies.streets import find_point, nearest_names, read_address
from storage.queries import streets
from storage.tables.people import Person


def settle(person: Person, point: Point) -> None:
    """Keep POINT as where PERSON lives."""
    person.point, person.cell = kept_point(point), cell_at(point)


def unsettle(person: Person) -> None:
    """Forget where PERSON lives."""
    person.point = person.cell = None


async def locate(sitting: Sitting, person: Person, community: int) -> bool:
    """Find where PERSON lives by their street, where it is not known yet; say whether it was found."""
    point = None if person.point else await point_of(sitting, person, community)
    if point is not None:
        settle(person, point)
        sitting.session.add(person)
    return point is not None


async def point_of(sitting: Sitting, person: Person, community: int) -> Point | None:
    """Give where the streets of COMMUNITY say that PERSON lives; None where they do not, or not for certain."""
    addresses = read_address(person.street or "")
    names = {name for one in addresses for name in one.names}
    exact = await streets.streets_named(sitting.session, community, names)
    if exact:
        return find_point(addresses, person.place, exact)
    near = nearest_names(addresses, await streets.names_of_streets(sitting.session, community))
    found = await streets.streets_named(sitting.session, community, near)
    return find_point(addresses, person.place, found, loosely=True)


def metres_to(asker: Person, helper: Person) -> float | None:
    """Give how far HELPER lives from the middle of the asker's cell; None where one of the two is not known.

    Nothing that a helper can see depends on where in her cell the asker lives.
    """
    if not asker.point or not helper.point:
        return None
    cell = cell_at(read_point(asker.point)) if asker.cell is None else asker.cell  # kept before there were cells
    return metres_between(centre_of(cell), read_point(helper.point))
