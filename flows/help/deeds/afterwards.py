"""After a visit: one question to each, what went wrong, worries, thanks, and what nobody said anything about."""

from collections.abc import Mapping
from typing import Any

from flows.conversing import open_talk
from flows.help.deeds.living import close_request, live
from flows.help.deeds.repeating import next_visit
from flows.help.life import Deed, NotPossible
from flows.help.visits import when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name, open_of, open_task
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Due
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, VisitState

HAPPENED, NOT_HAPPENED = "done", "not_done"
_OVER = (VisitState.AGREED, VisitState.DONE)  # nobody, or only one of the two, has said how it went
_WHYS = ("nobody_home", "called_off", "could_not")


async def ask_helper(sitting: Sitting, due: Due) -> None:
    """Ask the helper whether they went, when they have not said so."""
    visit = await sitting.get(Visit, due.subject)
    if visit.helper_said is None:
        await _ask_helper(sitting, visit)


async def ask_asker(sitting: Sitting, due: Due) -> None:
    """Ask the asker whether the helper has been, when they have not said so."""
    visit = await sitting.get(Visit, due.subject)
    if visit.asker_said is None:
        await _ask_asker(sitting, visit)


async def ask_how_it_went(sitting: Sitting, visit: Visit, person: Person) -> None:
    """Ask PERSON, one of the two of VISIT, whether it took place."""
    await (_ask_helper if visit.helper == person.id else _ask_asker)(sitting, visit)


async def _ask_helper(sitting: Sitting, visit: Visit) -> None:
    """Ask, and in the same letter whether they worry."""
    if visit.state in _OVER and visit.helper is not None:
        asker = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
        buttons = [*_both(visit), Button("after.worry", "worry", {"visit": visit.id})]
        await _ask(sitting, visit, visit.helper, "after.helper", buttons, first_name(asker))


async def _ask_asker(sitting: Sitting, visit: Visit) -> None:
    if visit.state in _OVER and visit.helper is not None:
        helper = await sitting.get(Person, visit.helper)
        buttons = [*_both(visit), Button("after.tell", "tell", {"visit": visit.id})]
        request = await sitting.get(Request, visit.request)
        await _ask(sitting, visit, request.asker, "after.asker", buttons, first_name(helper))


def _both(visit: Visit) -> list[Button]:
    return [
        Button("after.done", "said_done", {"visit": visit.id}, yes=True),
        Button("after.not_done", "said_not_done", {"visit": visit.id}, yes=False),
    ]


async def _ask(sitting: Sitting, visit: Visit, person: int, words: str, buttons: list[Button], first: str) -> None:
    await sitting.write(
        await sitting.get(Person, person),
        words,
        buttons=buttons,
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        asks=True,
        first=first,
        when=when_of(visit, await sitting.community(visit.community)),
    )


async def said_done(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Gelukt."""
    row = await queries.locked_visit(sitting.session, visit)
    again = row.asker_said == HAPPENED  # a second tap on the same button asks for no second word of thanks
    by_asker = await _note(sitting, row, person, HAPPENED)
    try:
        live(sitting, row, Deed.CONFIRM_DONE, person.id)
    except NotPossible:
        if row.state is not VisitState.DONE:
            await _tell_coordinator(sitting, row, person, "contradiction")
    else:
        if row.state is VisitState.DONE:
            await finish(sitting, row)
        else:
            await _tell_coordinator(sitting, row, person, "contradiction")
    if not by_asker:
        await sitting.write(person, "after.thanks_helper", about=visit, community=row.community)
    elif row.helper is None or again:
        await sitting.write(person, "after.glad", about=visit, community=row.community)
    else:
        helper = await sitting.get(Person, row.helper)
        await open_talk(sitting, person, "thank", {"helper": first_name(helper), "visit": visit})


async def _note(sitting: Sitting, visit: Visit, person: Person, said: str) -> bool:
    """Keep what was said; True when the asker said it."""
    request = await sitting.get(Request, visit.request)
    by_asker = request.asker == person.id
    if by_asker:
        visit.asker_said = said
    else:
        visit.helper_said = said
    sitting.session.add(visit)
    return by_asker


async def finish(sitting: Sitting, visit: Visit) -> None:
    """Close a visit that has been. Whoever has not been asked yet still is: gladness and worry go together."""
    await sitting.unplan(visit.id, "unanswered")
    await close_request(sitting, visit)
    await next_visit(sitting, visit)


async def said_not_done(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Ging niet door: ask why."""
    row = await queries.locked_visit(sitting.session, visit)
    buttons = [Button(f"after.because.{why}", "said_why", {"visit": visit, "why": why}) for why in _WHYS]
    by_asker = (await sitting.get(Request, row.request)).asker == person.id
    words = "after.why_asker" if by_asker else "after.why"
    await _note(sitting, row, person, NOT_HAPPENED)
    await _report(sitting, row, person, "no_show")
    await sitting.write(person, words, buttons=buttons if not by_asker else buttons[1:], about=visit,
                        community=row.community, asks=True)  # fmt: skip


async def _report(sitting: Sitting, visit: Visit, person: Person, code: str) -> None:
    try:
        live(sitting, visit, Deed.REPORT_NO_SHOW, person.id)
    except NotPossible:
        return
    await _tell_coordinator(sitting, visit, person, code)
    if visit.state is VisitState.DID_NOT_HAPPEN:
        await sitting.unplan(visit.id, "after_helper", "after_asker", "unanswered")
        await close_request(sitting, visit)
        await next_visit(sitting, visit)


async def said_why(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, why: str) -> None:
    """Say why it did not happen; nobody at the door becomes a call at once."""
    row = await sitting.get(Visit, visit)
    request = await sitting.get(Request, row.request)
    sitting.note("visit.why", row.id, row.community, person.id, why=why)
    asker = await sitting.get(Person, request.asker)
    if why == "nobody_home" and person.id == row.helper:
        await open_task(sitting, "nobody_home", row.community, person=asker, visit=row.id)
        await sitting.write(
            asker, "after.were_you_home", about=visit, community=row.community, lane=Lane.NEWS,
            buttons=[Button("button.read", "read", yes=True), Button("button.person", "person")],
            first=first_name(person),
        )  # fmt: skip
        await sitting.write(person, "after.wait_ten", about=visit, community=row.community)
        return
    await sitting.write(person, "after.noted", about=visit, community=row.community)


async def _tell_coordinator(sitting: Sitting, visit: Visit, person: Person, code: str) -> None:
    await open_task(sitting, "after", visit.community, person=person, visit=visit.id, code=code)


async def unanswered(sitting: Sitting, due: Due) -> None:
    """Notice that nobody said whether the visit took place: a coordinator asks."""
    visit = await queries.locked_visit(sitting.session, due.subject)
    if visit.state is VisitState.AGREED:
        live(sitting, visit, Deed.CLOSE)
        asker = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
        await _tell_coordinator(sitting, visit, asker, "silence")


async def worry(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Niet pluis: it goes out at once, before a word of it is written."""
    row = await sitting.get(Visit, visit)
    asker = await sitting.get(Person, (await sitting.get(Request, row.request)).asker)
    if not await open_of(sitting, row.community, visit=row.id, kind="worry"):
        await open_task(sitting, "worry", row.community, person=asker, visit=row.id)
    await open_talk(sitting, person, "worry", {"asker": first_name(asker), "visit": visit})


async def worry_written(sitting: Sitting, person: Person, given: Mapping[str, Any], words: str) -> None:
    """Hand the words of a worry to the coordinators."""
    row = await sitting.get(Visit, given["visit"])
    asker = await sitting.get(Person, (await sitting.get(Request, row.request)).asker)
    await open_task(sitting, "worry_words", row.community, person=asker, visit=row.id, words=words)
    await sitting.write(person, "after.worry_thanks", about=row.id, community=row.community)


async def tell(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Ik wil iets vertellen: only a coordinator reads it."""
    row = await sitting.get(Visit, visit)
    where = await sitting.community(row.community)
    rota = await people.on_duty(sitting.session, where, sitting.now)
    await open_talk(sitting, person, "tell", {"coordinator": first_name(rota[0]) if rota else "", "visit": visit})


async def told(sitting: Sitting, person: Person, given: Mapping[str, Any], words: str) -> None:
    """Hand what an asker told to the coordinators, never to the helper."""
    row = await sitting.get(Visit, given["visit"])
    await open_task(sitting, "told", row.community, person=person, visit=row.id, words=words)
    await sitting.write(person, "after.told_thanks", about=row.id, community=row.community)


async def thanked(sitting: Sitting, person: Person, given: Mapping[str, Any], words: str | None) -> None:
    """Let the thanks travel, once."""
    row = await sitting.get(Visit, given["visit"])
    if words is None or row.helper is None:
        await sitting.write(person, "after.not_thanked", community=row.community)
        return
    helper = await sitting.get(Person, row.helper)
    await sitting.write(
        helper, "after.thanks", about=row.id, community=row.community, lane=Lane.NEWS,
        first=first_name(person), words=words,
    )  # fmt: skip
    sitting.note("visit.thanked", row.id, row.community, person.id)
    await sitting.write(person, "after.thanked", about=row.id, community=row.community, first=first_name(helper))
