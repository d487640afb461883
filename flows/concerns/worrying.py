"""A worry that somebody writes in words of their own: they are asked whether it may be handed on."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.concerns.conversations import About, Told
from flows.concerns.raising import ask_other, other_told
from flows.concerns.raising import hand_on as hand_worry_on
from flows.concerns.subject import is_somebody, split
from flows.confidence import said_readers
from flows.conversing import drop, given_to, open_talk
from flows.sitting import Sitting
from flows.tasks import first_name
from flows.understanding.replies.visiting import is_worry
from flows.understanding.replies.worries import Worries, read_worries
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.whom import read_spoken_of
from flows.understanding.time.moment import read_when
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Record
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import Role

LOOKS_BACK = timedelta(days=7)
_NEVER = datetime.max.replace(tzinfo=UTC)


async def worried(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Ask whether to hand on what sounds like a worry about somebody whom PERSON visits or has just visited.

    More of it, while that is asked, comes to it.
    """
    if record is not None:
        return await _more(sitting, person, understood.text, record)
    where = (await sitting.community(person.current)).id
    found = await queries.helped(sitting.session, where, sitting.now - LOOKS_BACK)
    visits = [(visit, await sitting.get(Person, one.asker)) for visit, one in found if visit.helper == person.id]
    meant = [(visit, first_name(one)) for visit, one in visits if is_worry(understood.text, first_name(one))]
    if not meant:
        return await _about_another(sitting, person, where, understood)
    visit, asker = min(
        meant, key=lambda one: (one[1].casefold() not in understood.text.casefold(), _far(one[0], sitting))
    )
    names, _ = await said_readers(sitting, where)
    given = {"asker": asker, "visit": visit.id, "words": understood.text, "readers": names}
    await open_talk(sitting, person, "concern", given)
    return True


async def _more(sitting: Sitting, person: Person, text: str, record: Record) -> bool:
    """Put more of a worry below what is asked about; False where TEXT is none, or something else is asked."""
    given = given_to(record) if record.flow == "concern" else None
    if given is None or not (is_worry(text, str(given["asker"])) or read_worries(text)):
        return False
    await drop(sitting, person, record)
    await open_talk(sitting, person, "concern", {**given, "words": f"{given['words']}\n{text}"})
    return True


async def _about_another(sitting: Sitting, person: Person, community: int, understood: Understood) -> bool:
    """Ask the same about whoever else is worried about; whether we know them is not said."""
    text = understood.text
    worries = read_worries(text)
    if worries is None:
        return False
    if worries is Worries.BARE:
        await ask_other(sitting, person, None)
        return True
    residents = [one for one in await people.members(sitting.session, community, Role.RESIDENT) if one.id != person.id]
    nth = read_spoken_of(text, [one.name for one in residents])
    said = split(text)
    is_time = read_when(said.who, sitting.now.replace(tzinfo=None))
    names_one = bool(said.words) and not is_time and is_somebody(said.who, plainly=understood.asks_plainly)
    if nth is None and worries is Worries.AMISS and not names_one:
        return False
    who = residents[nth].name if nth is not None else said.who
    names, _ = await said_readers(sitting, community)
    await open_talk(sitting, person, "concern", {"asker": who, "visit": None, "words": text, "readers": names})
    return True


def _far(visit: Visit, sitting: Sitting) -> timedelta:
    return abs((visit.starts_at or _NEVER) - sitting.now)


async def decided(sitting: Sitting, person: Person, given: Mapping[str, Any], hand_on: bool) -> None:
    """Hand the worry on, or leave it."""
    if hand_on and given["visit"] is None:
        await other_told(sitting, person, given, About(given["asker"], Told(words=given["words"])))
    elif hand_on:
        await hand_worry_on(sitting, person, given["visit"], given["words"])
    else:
        await sitting.write(person, "concern.kept")
