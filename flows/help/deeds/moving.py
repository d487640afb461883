"""Another time for a visit, in free words: which visit, which time, and who has to agree to it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flows.conversing import open_talk
from flows.help.deeds.occasions import together
from flows.help.deeds.times import is_party, look_then_anew, other_of, put
from flows.help.deeds.wishes import ask_other
from flows.help.listening import is_gone
from flows.help.rescheduling import is_delay, other_times
from flows.help.visits import moment_of, when_of
from flows.sitting import Sitting
from flows.talk import Refused
from flows.tasks import called, first_name
from flows.understanding.time.moment import When
from storage.queries import help as queries
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, Leg

DELAY_WITHIN = timedelta(hours=3)  # of the visit: then a helper who comes a little later only says so


async def open_move(
    sitting: Sitting, person: Person, visit: Visit, kept: Sequence[Mapping[str, Any]] = (), told: bool = False
) -> None:
    """Open the talk about another time for VISIT; KEPT is what was said of it already, and TOLD to the other."""
    where = await sitting.community(visit.community)
    other = await other_of(sitting, person, visit)
    tells = visit.helper == person.id and visit.starts_at and abs(visit.starts_at - sitting.now) < DELAY_WITHIN
    given = {
        "visit": visit.id,
        "before": when_of(visit, where).kept(),
        "other": first_name(other) if other else "",
        "tells": bool(tells),
        "told": told,
    }
    await open_talk(sitting, person, "move", given, {"when": list(kept)} if kept else None)


async def times_meant(sitting: Sitting, visit: Visit, words: str) -> list[dict[str, Any]]:
    """Give the times that WORDS would have for VISIT, as they are kept; nothing where they name none to come."""
    where = await sitting.community(visit.community)
    now = await sitting.local(where.id)
    return [one.kept() for one in other_times(when_of(visit, where), words, now) if not is_gone(one, now)]


async def pick_move(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int, kept: Sequence[Mapping[str, Any]]
) -> None:
    """Take the visit that was meant, of several."""
    row = await sitting.get(Visit, visit)
    if await is_party(sitting, person, row):
        await open_move(sitting, person, row, kept)
    else:
        await sitting.write(person, "cancel.over", about=visit)


async def moved(sitting: Sitting, person: Person, given: Mapping[str, Any], when: When | None) -> None:
    """Do what the talk came to. Raises Refused when the moment has passed in the meantime."""
    visit = await queries.locked_visit(sitting.session, given["visit"])
    if when is None:
        await sitting.write(person, "withdraw.kept", about=visit.id)
        return
    where = await sitting.community(visit.community)
    if is_gone(when, await sitting.local(where.id)):
        raise Refused("when", "unclear.past")
    if not await is_party(sitting, person, visit):
        await sitting.write(person, "cancel.over", about=visit.id)
        return
    moves = await all_of_it(sitting, person, visit, when)
    taken = [row.id for row, _ in moves if row.leg is visit.leg and await other_of(sitting, person, row)]
    for row, at in moves:
        waits = taken and row.leg is visit.leg and row.id not in taken  # a free seat follows whoever goes
        if not waits:
            await _move_one(sitting, person, row, at, bool(given.get("tells")))


async def all_of_it(sitting: Sitting, person: Person, visit: Visit, when: When) -> list[tuple[Visit, When]]:
    """Give what moves with VISIT and to when: for the asker every seat, and the way back where it is another day."""
    where = await sitting.community(visit.community)
    before = when_of(visit, where)
    found = [(visit, when)]
    if visit.helper == person.id or before.start is None or when.start is None:
        return found
    days = when.start.date() - before.start.date()
    for one in await together(sitting, visit):
        if one.id == visit.id or not await is_party(sitting, person, one):
            continue
        if one.leg is visit.leg:
            found.append((one, when))
        elif one.leg is Leg.BACK and days:
            stands = when_of(one, where)
            found.append(
                (one, When(stands.start and stands.start + days, stands.end and stands.end + days, stands.grain))
            )
    return found


async def _move_one(sitting: Sitting, person: Person, visit: Visit, when: When, tells: bool) -> None:
    other = await other_of(sitting, person, visit)
    where = await sitting.community(visit.community)
    if other is None:
        await look_then_anew(sitting, person, visit, when)
    elif tells and visit.helper == person.id and is_delay(visit.starts_at, moment_of(when.start, where)):
        await put(sitting, visit, when, person)
        await sitting.write(other, "move.delayed", about=visit.id, community=visit.community, lane=Lane.NEWS,
                            helper=first_name(person), when=when, word=visit.door_word)  # fmt: skip
        await sitting.write(person, "move.told", about=visit.id, other=called(other))
    else:
        await ask_other(sitting, person, other, visit, when)
