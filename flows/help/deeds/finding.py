"""Which visit somebody means who writes about one: theirs if there is one, else they are asked which."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flows.help.deeds.answering import away
from flows.help.deeds.asking import open_request
from flows.help.deeds.cancelling import ask_cancel
from flows.help.deeds.lasting import ask_end
from flows.help.deeds.moving import open_move, times_meant
from flows.help.deeds.occasions import one_each
from flows.help.deeds.way import said_to_do
from flows.help.deeds.withdrawing import ask_for_each, ask_withdraw
from flows.help.life import UNPROMISED
from flows.help.visits import gone_by, local_of, still_ahead, this_visit, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name
from flows.understanding.hours.absence import read_absences
from flows.understanding.requests.sentence import Understood
from flows.understanding.time.moment import When, read_when
from flows.understanding.time.reading import names_day
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from storage.terms import OfferState, VisitState

MOST_SHOWN = 3
_ENDS = re.compile(r"\b(stop(pen)?|ophouden|niet meer|helemaal|nooit meer|any ?more|no longer)\b", re.I)
_NOT = re.compile(r"\b(toch|niet|not|don't)\b", re.I)


async def cancel_one(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Somebody writes that it is not needed, or that they can't."""
    community = (await sitting.community(person.current)).id
    asked = still_ahead(await queries.visits_of_asker(sitting.session, person.id, community), sitting.now)
    going = still_ahead(await going_to(sitting, person, community), sitting.now)
    now = await sitting.local(community)
    days = read_absences(understood.text, now.date()) or _days_of(understood.text, now)
    if days:
        where = await sitting.community(community)
        asked, going = ([one for one in found if _falls_in(one[0], days, where)] for found in (asked, going))
    asked = await one_each(sitting, asked)
    asked = [one for one in asked if one[1].category is understood.category] or asked
    if len(asked) == 1 and not going and not days and asked[0][1].when.get("every") and _ENDS.search(understood.text):
        await ask_end(sitting, person, *asked[0])
    elif days and not asked and len(going) > 1:
        await ask_for_each(sitting, person, days)
    elif len(asked) + len(going) == 1:
        await pick_cancel(sitting, person, None, [*asked, *going][0][0].id)
    elif asked or going:
        await ask_which(sitting, person, [*asked, *going], "which.cancel", "pick_cancel")
    elif not await away(sitting, person, understood.text):
        await sitting.write(person, "which.none")


def _days_of(words: str, now: datetime) -> tuple[tuple[date, date], ...]:
    """Give the day that the words name, as first and last day; nothing when they name none.

    A day that is called off ("dinsdag toch niet") is named all the same.
    """
    when = next(iter(read_when(_NOT.sub(" ", words), now)), None)
    if when is None or when.start is None or when.grain in ("week", "month"):
        return ()
    return ((when.start.date(), when.start.date()),)


def _falls_in(visit: Visit, absences: Sequence[tuple[date, date]], where: Community) -> bool:
    day = visit.starts_at and local_of(visit.starts_at, where).date()
    return day is not None and any(first <= day <= last for first, last in absences)


async def pick_cancel(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Ask whether to cancel, or to withdraw, by what they are to the visit."""
    row = await sitting.get(Visit, visit)
    if (await sitting.get(Request, row.request)).asker != person.id:
        await ask_withdraw(sitting, person, letter, visit)
    else:
        await ask_cancel(sitting, person, letter, visit)


async def going_to(sitting: Sitting, person: Person, community: int) -> list[tuple[Visit, Request]]:
    """Give the visits that PERSON goes to, and those for which their yes waits to be confirmed."""
    going = list(await queries.visits_of_helper(sitting.session, person.id, community))
    for offer in await queries.waiting_offers_to(sitting.session, person.id, community):
        if offer.state is OfferState.PROPOSED:
            visit = await sitting.get(Visit, offer.visit)
            going.append((visit, await sitting.get(Request, visit.request)))
    return going


async def change_one(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Somebody wants a visit at another time: theirs if there is one, that of the day they name, or last spoken of."""
    where = await sitting.community(person.current)
    found = [
        *await one_each(sitting, await queries.visits_of_asker(sitting.session, person.id, where.id)),
        *await queries.visits_of_helper(sitting.session, person.id, where.id),
    ]
    found = [one for one in found if not gone_by(one[0], sitting.now)]
    now = await sitting.local(where.id)
    if names_day(understood.text, now):
        said = read_when(understood.text, now, all_said=True)
        days = [(one.start.date(), one.start.date()) for one in said if one.start]
        named = [one for one in found if _falls_in(one[0], days, where)]
    else:
        newest = await sitting.at_hand.written(person.id)
        named = [one for one in found if understood.correction and newest is not None and one[0].id == newest.about]
    likely = named if len(named) == 1 else found
    times = {visit.id: await times_meant(sitting, visit, understood.text) for visit, _ in likely}
    if not likely:
        await show_mine(sitting, person, understood)
    elif len(likely) == 1:
        await open_move(sitting, person, likely[0][0], times[likely[0][0].id])
    else:
        await ask_which(
            sitting, person, likely, "which.change", "pick_move", {one: {"kept": times[one]} for one in times}
        )


async def show_mine(sitting: Sitting, person: Person, understood: Understood | None = None) -> None:
    """Show what somebody asked for and where they go, and what happens next."""
    where = await sitting.community(person.current)
    asked = still_ahead(await queries.visits_of_asker(sitting.session, person.id, where.id), sitting.now)
    going = still_ahead(await queries.visits_of_helper(sitting.session, person.id, where.id), sitting.now)
    if not asked and not going:
        if understood is not None and understood.category is not None:
            await open_request(sitting, person, understood)  # there is nothing to change yet
        else:
            await sitting.write(person, "which.none")
        return
    lines = await lines_of(sitting, person)
    buttons = [Button("button.read", "read", yes=True)]
    if len(await one_each(sitting, asked)) == 1:
        buttons.append(Button("button.cancel", "cancel", {"visit": asked[0][0].id}))
    elif len(going) == 1:
        buttons.append(Button("button.withdraw", "withdraw", {"visit": going[0][0].id}))
    buttons.append(Button("button.person", "person"))
    await sitting.write(person, "which.mine", before=lines, buttons=buttons)


async def lines_of(sitting: Sitting, person: Person, searched: bool = False) -> list[Said]:
    """Say of what PERSON asked for and where they go how it stands, the first few; only of what is SEARCHED, if so."""
    where = await sitting.community(person.current)
    asked = still_ahead(await queries.visits_of_asker(sitting.session, person.id, where.id), sitting.now)
    asked = [one for one in asked if not searched or one[0].state in UNPROMISED]
    told = [[await _line(sitting, visit, request), *_moving(visit, person)] for visit, request in _seats_once(asked)]
    if not searched:
        going = still_ahead(await queries.visits_of_helper(sitting.session, person.id, where.id), sitting.now)
        told += [[await _going(sitting, visit, request), *_moving(visit, person)] for visit, request in going]
    return [line for lines in told[:MOST_SHOWN] for line in lines]


def _seats_once(found: Sequence[tuple[Visit, Request]]) -> list[tuple[Visit, Request]]:
    """Give of the seats of one time that nobody took yet the first alone: of each the same is to be said."""
    kept = dict[tuple[Any, ...], tuple[Visit, Request]]()
    for visit, request in found:
        taken = visit.id if visit.state not in UNPROMISED else None
        kept.setdefault((request.id, visit.leg, visit.starts_at, taken), (visit, request))
    return list(kept.values())


async def _line(sitting: Sitting, visit: Visit, request: Request) -> Said:
    when = when_of(visit, await sitting.community(visit.community))
    what = said_to_do(visit, request)
    if visit.state in UNPROMISED:
        state = Said(await _state(sitting, visit), {})
        return Said("which.searching", {"what": what, "when": when, "state": state, "by": visit.promise_at})
    helper = await sitting.get(Person, visit.helper) if visit.helper else None
    facts = {"what": what, "when": when, "helper": helper.name if helper else "", "word": visit.door_word}
    return Said("which.agreed", facts)


def _moving(visit: Visit, person: Person) -> list[Said]:
    """Say that another time waits for the yes of the other, or of PERSON."""
    move = visit.move or {}
    if visit.state is not VisitState.AGREED or "when" not in move:
        return []
    words = "which.move_waits" if move["by"] == person.id else "which.move_asked"
    return [Said(words, {"when": When.recalled(move["when"])})]


async def _state(sitting: Sitting, visit: Visit) -> str:
    """Give the words for how it stands with a VISIT that nobody was announced for."""
    if visit.state is VisitState.ASKED:
        return "which.acquaint"
    offers = await queries.offers_of(sitting.session, visit.id)
    return "which.perhaps" if any(one.state is OfferState.PROPOSED for one in offers) else "which.still"


async def _going(sitting: Sitting, visit: Visit, request: Request) -> Said:
    asker = await sitting.get(Person, request.asker)
    when = when_of(visit, await sitting.community(visit.community))
    return Said("which.going", {"asker": first_name(asker), "when": when, "word": visit.door_word})


async def ask_which(
    sitting: Sitting,
    person: Person,
    found: Sequence[tuple[Visit, Request]],
    words: str,
    deed: str,
    more: Mapping[int, Mapping[str, Any]] | None = None,
) -> None:
    """Ask which of the visits FOUND is meant: each a button for DEED, under these WORDS."""
    buttons = []
    for visit, request in found[:MOST_SHOWN]:
        this = this_visit(visit, request.category, await sitting.community(visit.community))
        args = {"visit": visit.id, **(more or {}).get(visit.id, {})}
        buttons.append(Button(this.words, deed, args, this.facts))
    await sitting.write(person, words, buttons=buttons, asks=True)
