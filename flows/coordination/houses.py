"""What a coordinator knows of somebody's house, so that whoever comes can be there."""

from flows.help.deeds.dwelling import learn
from flows.help.homes import Home, read_codes
from flows.help.sayings import said_limits
from flows.sitting import Sitting
from flows.talk import Said
from storage.queries import people
from storage.tables.people import Person


async def show_or_set(sitting: Sitting, coordinator: Person, words: str) -> None:
    """/huis naam: show what is known of that house; words behind a colon are kept."""
    name, _, said = (part.strip() for part in words.partition(":"))
    where = await sitting.community(coordinator.current)
    found = await people.named(sitting.session, where.id, name) if name else []
    if len(found) != 1:
        await sitting.write(coordinator, "house.which")
        return
    (person,) = found
    understood = not said or learn(sitting, person, said)
    sitting.log("look.home", where.id, coordinator.id, person.id, told=bool(said))
    home = read_codes(person.home)
    words = "house.unclear" if not understood else "house.known" if home else "house.none"
    await sitting.write(coordinator, words, name=person.name, there=_said(home, True), absent=_said(home, False))


def _said(home: Home, wanted: bool) -> list[Said]:
    return said_limits(code for code, there in home.items() if there is wanted)
