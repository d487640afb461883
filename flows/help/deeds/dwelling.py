"""What is known of somebody's house: learnt from their words, asked once where it matters, and never waited for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

from flows.help.homes import ASKABLE, met, of_the_house, read_codes, write_codes
from flows.help.matching import Chosen
from flows.help.promises import is_quiet
from flows.help.sayings import said_limits
from flows.help.visits import local_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.understanding.requests.home import read_home
from storage.queries import course, people
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Lane, LetterClass

STILL_HERE = timedelta(minutes=15)  # after asking for help: who asks at night may be asked something back


async def met_at(sitting: Sitting, visit: Visit, request: Request) -> dict[str, bool | None]:
    """Say by code what whoever comes to VISIT will meet; None where it matters and is not known."""
    where = await sitting.community(visit.community)
    asker = await sitting.get(Person, request.asker)
    exact = visit.starts_at if visit.grain in ("minute", "hour") else None
    start = exact and local_of(exact, where)
    return met(request.category, read_codes(asker.home), request.words or "", request.needs or "", start)


def learn(sitting: Sitting, person: Person, words: str) -> bool:
    """Keep what WORDS say of the house of PERSON; False when they say nothing of it."""
    said = of_the_house(read_home(words))
    if said:
        person.home = write_codes({**read_codes(person.home), **said})
        sitting.session.add(person)
    return bool(said)


async def said_house(sitting: Sitting, visit: Visit, request: Request, helper: Person) -> Said | str:
    """Say back to a helper what they would rather not meet, and whether they might; empty where it is no matter."""
    sheet = await people.helper_of(sitting.session, helper.id, visit.community)
    there = await met_at(sitting, visit, request)
    mine = [code for code in ASKABLE if sheet is not None and code in sheet.limits and code in there]
    unknown = [code for code in mine if there[code] is None]
    if unknown:
        return Said("home.unknown", {"limits": said_limits(unknown)})
    return Said("home.without", {"limits": said_limits(mine)}) if mine else ""


async def to_ask(sitting: Sitting, visit: Visit, left: Sequence[Chosen]) -> str | None:
    """Give the code to ask the asker about, where all who are LEFT to ask might meet what they would rather not.

    None when somebody is sure, or when this was asked for VISIT before.
    """
    if not left or any(not one.unsure for one in left):
        return None
    if any(event.kind == "home.asked" for event in await course.events_of(sitting.session, visit.id)):
        return None
    times = Counter(code for one in left for code in one.unsure)
    return min(times, key=lambda code: (-times[code], code))


async def ask_about(sitting: Sitting, visit: Visit, request: Request, code: str) -> bool:
    """Ask the asker whether CODE is in their house; False when they can't be asked now."""
    asker = await sitting.get(Person, request.asker)
    awake = not is_quiet(await sitting.local(visit.community)) or sitting.now - request.made_at < STILL_HERE
    sitting.note("home.asked", visit.id, visit.community, code=code)
    letter = awake and await sitting.write(
        asker,
        f"home.ask.{code}",
        buttons=[_button(visit, code, there) for there in (True, False)],
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        letter_class=LetterClass.COURTESY,
        asks=True,
    )
    return bool(letter)


def _button(visit: Visit, code: str, there: bool) -> Button:
    words = "home.yes" if there else "home.no"
    return Button(words, "home_is", {"visit": visit.id, "code": code, "there": there}, yes=there)


async def keep_answer(sitting: Sitting, person: Person, visit: Visit, said: Mapping[str, bool]) -> None:
    """Keep what the asker answered about their house."""
    person.home = write_codes({**read_codes(person.home), **said})
    sitting.session.add(person)
    sitting.note("home.said", visit.id, visit.community, person.id)
