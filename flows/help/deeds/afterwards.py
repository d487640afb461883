"""After a visit: one question to each, what went wrong, worries, thanks, and what nobody said anything about."""

from collections.abc import Mapping
from typing import Any

from flows.conversing import open_talk
from flows.help.deeds.bad_news import waits
from flows.help.deeds.confiding import told
from flows.help.deeds.door import ask_inside, is_over
from flows.help.deeds.finishing import asks_for_all, confirm_all, finish, report, tell_coordinator
from flows.help.deeds.living import live
from flows.help.deeds.occasions import who_else
from flows.help.deeds.paying import unpaid_button
from flows.help.deeds.repeating import next_visit
from flows.help.life import Deed, NotPossible
from flows.help.short_talks import AfterWords
from flows.help.visits import when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import called, first_name
from storage.queries import help as queries
from storage.tables.course import Due
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, Leg, VisitState

HAPPENED, NOT_HAPPENED = "done", "not_done"
_OVER = (VisitState.AGREED, VisitState.DONE)  # nobody, or only one of the two, has said how it went
_WHYS = ("nobody_home", "called_off", "could_not")


async def ask_helper(sitting: Sitting, due: Due) -> None:
    """Ask the helper whether they went, when they have not said so."""
    visit = await sitting.get(Visit, due.subject)
    if visit.helper_said is None and not await waits(sitting, due, visit):
        await _ask_helper(sitting, visit)


async def ask_asker(sitting: Sitting, due: Due) -> None:
    """Ask the asker whether the helper has been, when they have not said so."""
    visit = await sitting.get(Visit, due.subject)
    if visit.asker_said is None and await asks_for_all(sitting, visit) and not await waits(sitting, due, visit):
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
        others, _ = await who_else(sitting, visit)
        words = "after.asker_back" if visit.leg is Leg.BACK else "after.asker_several" if others else "after.asker"
        await _ask(sitting, visit, request.asker, words, buttons, *map(first_name, (helper, *others)))


def _both(visit: Visit) -> list[Button]:
    return [
        Button("after.done", "said_done", {"visit": visit.id}, yes=True),
        Button("after.not_done", "said_not_done", {"visit": visit.id}, yes=False),
    ]


async def _ask(sitting: Sitting, visit: Visit, person: int, words: str, buttons: list[Button], *names: str) -> None:
    await sitting.write(
        await sitting.get(Person, person),
        words,
        buttons=buttons,
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        asks=True,
        first=names[0],
        names=names,
        when=when_of(visit, await sitting.community(visit.community)),
    )


async def said_done(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Gelukt."""
    row = await queries.locked_visit(sitting.session, visit)
    again = row.asker_said == HAPPENED  # a second tap on the same button asks for no second word of thanks
    by_asker = await _note(sitting, row, person, HAPPENED)
    try:
        live(sitting, row, Deed.CONFIRM_DONE, person.id)
    except NotPossible:
        if row.state is not VisitState.DONE:
            await tell_coordinator(sitting, row, "contradiction")
    else:
        if row.state is VisitState.DONE:
            await confirm_all(sitting, row)
            await finish(sitting, row)
        else:
            await tell_coordinator(sitting, row, "contradiction")
    if not by_asker:
        buttons = [Button("button.read", "read", yes=True), Button("after.wrong", "wrong", {"visit": visit})]
        buttons += await unpaid_button(sitting, row)
        await sitting.write(person, "after.thanks_helper", buttons=buttons, about=visit, community=row.community)
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


async def said_not_done(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Ging niet door: ask why."""
    row = await queries.locked_visit(sitting.session, visit)
    buttons = [Button(f"after.because.{why}", "said_why", {"visit": visit, "why": why}) for why in _WHYS]
    wrong = Button("after.wrong", "wrong", {"visit": visit})
    by_asker = (await sitting.get(Request, row.request)).asker == person.id
    words = "after.why_asker" if by_asker else "after.why"
    await _note(sitting, row, person, NOT_HAPPENED)
    await report(sitting, row, person, "no_show")
    await sitting.write(person, words, buttons=[*buttons[1:], wrong] if by_asker else buttons, about=visit,
                        community=row.community, asks=True)  # fmt: skip
    if not by_asker and row.state is VisitState.DID_NOT_HAPPEN and row.asker_said is None:
        asker = await sitting.get(Person, (await sitting.get(Request, row.request)).asker)
        again = Button("after.ask_again", "ask_more", {"visit": visit, "when": None})
        await sitting.write(asker, "after.not_been", buttons=[Button("button.read", "read", yes=True), again],
                            about=visit, community=row.community, lane=Lane.NEWS, helper=called(person),
                            when=when_of(row, await sitting.community(row.community)))  # fmt: skip


async def said_why(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, why: str) -> None:
    """Say why it did not happen; nobody at the door becomes a call at once."""
    row = await sitting.get(Visit, visit)
    sitting.note("visit.why", row.id, row.community, person.id, why=why)
    if why == "nobody_home" and person.id == row.helper:
        await ask_inside(sitting, row, person)
        words = "doorstep.was_closed" if is_over(sitting, row) else "doorstep.wait_ten"
        await sitting.write(person, words, about=visit, community=row.community)
        return
    await sitting.write(person, "after.noted", about=visit, community=row.community)


async def unanswered(sitting: Sitting, due: Due) -> None:
    """Notice that nobody said whether the visit took place: a coordinator asks; help that comes back goes on."""
    visit = await queries.locked_visit(sitting.session, due.subject)
    if visit.state is VisitState.AGREED:
        live(sitting, visit, Deed.CLOSE)
        await tell_coordinator(sitting, visit, "silence")
        await next_visit(sitting, visit)


async def thanked(sitting: Sitting, person: Person, given: Mapping[str, Any], said: AfterWords | None) -> None:
    """Let the thanks travel, once; a complaint goes to the coordinators alone."""
    row = await sitting.get(Visit, given["visit"])
    if said is not None and said.complaint:
        await told(sitting, person, given, said.words)
        return
    if said is None or row.helper is None:
        await sitting.write(person, "after.not_thanked", community=row.community)
        return
    helper = await sitting.get(Person, row.helper)
    await sitting.write(
        helper, "after.thanks", about=row.id, community=row.community, lane=Lane.NEWS,
        first=first_name(person), words=said.words,
    )  # fmt: skip
    sitting.note("visit.thanked", row.id, row.community, person.id)
    await sitting.write(person, "after.thanked", about=row.id, community=row.community, first=first_name(helper))
