"""A helper writes at a visit, or just after it: that they are through, of money, or of what they saw."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flows.conversing import drop, given_to, open_talk, talk_here
from flows.help.deeds.afterwards import ask_how_it_went, said_done
from flows.help.deeds.confiding import told
from flows.help.deeds.paying import unpaid
from flows.sitting import Sitting
from flows.tasks import first_name, on_duty, open_task
from flows.understanding.replies.at_visit import AtVisit, read_at_visit
from flows.understanding.replies.visiting import is_worry
from flows.understanding.requests.sentence import Understood
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import Leg

LOOKS_BACK = timedelta(days=1)


async def said_at_visit(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take what a helper tells of a visit that has begun: none of it is for the eyes of whoever they visited.

    Through with it has them asked how it went; money laid out is asked after; money that was given to them, and what
    else they saw once they say so, a coordinator reads. A worry goes its own way.
    """
    found = await _begun(sitting, person) if record is None else None
    if found is None:
        return False
    visit, asker = found
    said = read_at_visit(understood.text, first_name(asker))
    if said is None or is_worry(understood.text, first_name(asker)):
        return False
    match said:
        case AtVisit.PAID:
            await unpaid(sitting, person, None, visit.id)
        case AtVisit.GIVEN:
            await open_task(sitting, "signal", visit.community, person=person, visit=visit.id, words=understood.text)
            await sitting.write(person, "guard.signal", about=visit.id, community=visit.community,
                                coordinator=await on_duty(sitting, visit.community))  # fmt: skip
        case AtVisit.TOLD:
            words = await _with_before(sitting, person, understood.text)
            await open_talk(sitting, person, "pass_on", {"visit": visit.id, "words": words})
        case _ if visit.helper_said is not None or visit.leg is Leg.THERE:  # the way back is still to come
            return False
        case AtVisit.WELL:
            await said_done(sitting, person, None, visit.id)
        case AtVisit.DONE:
            await ask_how_it_went(sitting, visit, person)
    return True


async def _with_before(sitting: Sitting, person: Person, words: str) -> str:
    """Put WORDS below what was told just before and is asked about yet."""
    before = await talk_here(sitting, person)
    if before is None or before.flow != "pass_on":
        return words
    said = str(given_to(before)["words"])
    await drop(sitting, person, before)
    return f"{said}\n{words}"


async def _begun(sitting: Sitting, person: Person) -> tuple[Visit, Person] | None:
    """Give the visit of PERSON that began last, within a day, and whom it is to."""
    where = (await sitting.community(person.current)).id
    since = sitting.now - LOOKS_BACK
    mine = [one for one in await queries.helped(sitting.session, where, since) if one[0].helper == person.id]
    rows = [(starts, *one) for one in mine if (starts := one[0].starts_at) is not None and starts <= sitting.now]
    if not rows:
        return None
    _, visit, request = max(rows, key=lambda row: row[0])
    return visit, await sitting.get(Person, request.asker)


async def passed_on(sitting: Sitting, person: Person, given: Mapping[str, Any], sure: bool) -> None:
    """Hand to a coordinator what a helper told, or leave it."""
    if sure:
        await told(sitting, person, given, given["words"])
    else:
        await sitting.write(person, "pass_on.left")
