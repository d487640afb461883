"""What a coordinator knows of somebody's house, so that whoever comes can be there."""

from flows.coordination.choice import pick
from flows.coordination.halves import ask_rest
from flows.help.deeds.dwelling import learn
from flows.help.homes import Home, read_codes
from flows.help.sayings import said_limits
from flows.sitting import Sitting
from flows.talk import Said
from storage.tables.people import Person
from storage.tables.post import OutboxLetter


async def show_or_set(sitting: Sitting, coordinator: Person, words: str) -> None:
    """/huis naam: show what is known of that house; words behind a colon are kept."""
    name, colon, said = (part.strip() for part in words.partition(":"))
    behind = f"{colon} {said}" if said else ""
    await pick(sitting, coordinator, name, "house_of", {"said": said}, house_of, "huis", behind=behind)


async def house_of(sitting: Sitting, coordinator: Person, letter: OutboxLetter | None, whom: int, said: str) -> None:
    """Keep what is SAID of the house of this one, and say what is known of it; what is missing may be written next."""
    where, person = await sitting.community(coordinator.current), await sitting.get(Person, whom)
    understood = not said or learn(sitting, person, said)
    sitting.log("look.home", where.id, coordinator.id, person.id, told=bool(said))
    home, name = read_codes(person.home), person.name or person.called
    if home and understood:
        await sitting.write(coordinator, "house.known", name=name, there=_said(home, True), absent=_said(home, False))
    if not said or not understood:
        asks = "house.unclear" if said else "house.more" if home else "house.none"
        await ask_rest(sitting, coordinator, "huis", asks, f"{name}:", name=name)


def _said(home: Home, wanted: bool) -> list[Said]:
    return said_limits(code for code, there in home.items() if there is wanted)
