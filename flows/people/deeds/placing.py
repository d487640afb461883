"""A shared location says where somebody is; only when they say that they live there does it become their home."""

from collections.abc import Mapping
from typing import Any

from flows.alert_record import with_heard
from flows.belonging import introduce
from flows.cells import Point, kept_point, metres_between, read_point
from flows.conversing import ask_again, drop, open_talk, talk_of
from flows.people.conversations import Home
from flows.places import locate, settle
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import open_of, show, tell
from storage.tables.people import Person

AT_HOME_METRES = 150  # how far off a phone indoors may be


async def shared(sitting: Sitting, person: Person, point: Point) -> None:
    """Take a shared location: to whoever sees to a danger, else as what may be a home. An open talk goes on."""
    record = await talk_of(sitting, person.id)
    if record is not None and record.flow == "place":
        await drop(sitting, person, record)  # the last one counts
        record = await talk_of(sitting, person.id)
    if await _in_danger(sitting, person, point):
        await sitting.write(person, "place.passed_on")
    elif not person.point or metres_between(read_point(person.point), point) > AT_HOME_METRES:
        await open_talk(sitting, person, "place", {"point": kept_point(point), "known": bool(person.street)})
    elif record is None:
        await sitting.write(person, "place.known")
    else:
        await ask_again(sitting, person, record, Said("place.known", {}))


async def _in_danger(sitting: Sitting, person: Person, point: Point) -> bool:
    """Tell whoever is on duty where somebody is who called for help; False when nobody called."""
    where = (await sitting.community(person.current)).id
    calls = [task for task in await open_of(sitting, where, kind="danger") if task.person == person.id]
    for task in calls[-1:]:
        task.words = with_heard(task.words, f"📍 {kept_point(point)}")
        sitting.session.add(task)
        by = await sitting.get(Person, task.picked_up_by) if task.picked_up_by else None
        await (show(sitting, task, by) if by else tell(sitting, task))
    return bool(calls)


async def answered(sitting: Sitting, person: Person, given: Mapping[str, Any], home: Home) -> None:
    """Keep the shared location as the home of PERSON when they said so, else the address they named; else forget it."""
    where = (await sitting.community(person.current)).id
    if home.here:
        settle(person, read_point(given["point"]))
    elif home.address is not None:
        introduce(person, home.address, anew=True)
        await locate(sitting, person, where)
    if home.here or home.address is not None:
        sitting.session.add(person)
        sitting.note("person.placed", person.id, where, person.id)
    words = "place.kept" if home.here else "place.street_kept" if home.address else "place.not_kept"
    await sitting.write(person, words, street=home.address.street if home.address else "")
