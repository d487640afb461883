"""Brings the streets of a community in, in the place of those it had, and finds by them where its people live."""

from flows.cells import kept_point
from flows.people.street_rows import StreetRow
from flows.places import locate, point_of, unsettle
from flows.sitting import Sitting
from storage.queries.streets import forget_streets, with_address
from storage.tables.people import Community, Street


async def bring_streets(sitting: Sitting, community: Community, rows: tuple[StreetRow, ...]) -> int:
    """Put ROWS in the place of the old list; give how many people have a point by it who had none, or another.

    Whoever's point is just what the old list said had it from there, and follows the new one; any other stays.
    """
    people = await with_address(sitting.session, community.id)
    before = {person.id: person.point for person in people}
    for person in people:
        said = await point_of(sitting, person, community.id)
        if said is not None and person.point == kept_point(said):
            unsettle(person)
    await forget_streets(sitting.session, community.id)
    sitting.session.add_all(_street(community.id, row) for row in rows)
    await sitting.session.flush()
    for person in people:
        await locate(sitting, person, community.id)
    sitting.log("import.streets", community.id, None, rows=len(rows))
    return sum(person.point is not None and person.point != before[person.id] for person in people)


def _street(community: int, row: StreetRow) -> Street:
    return Street(
        community=community,
        name=row.name,
        place=row.place,
        first_number=row.first,
        last_number=row.last,
        latitude=row.point[0],
        longitude=row.point[1],
    )
