"""Illness in the house: whoever has a visit with them soon hears it with consent, asked once, and may stay away."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from flows.belonging import roles_of
from flows.conversing import open_talk, talk_here
from flows.guards.conversations import OUT, YES
from flows.help.deeds.relaying import other_one
from flows.help.deeds.searching import asker_buttons
from flows.help.deeds.withdrawing import ask_for_each, let_offers_go, withdraw
from flows.help.visits import gone_by
from flows.people.deeds.leaving import stop_pause
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name
from flows.understanding.replies.guards import find_illness
from flows.understanding.replies.visiting import drops_out
from flows.understanding.requests.sentence import Understood
from storage.queries import help as queries
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Lane, Role, VisitState

MATTERS = timedelta(days=7)  # before a visit
_GOES_ON = (Intent.CANCEL, Intent.CHANGE, Intent.PERSON, Intent.STOP, Intent.FORGET)  # it says more than an illness


async def ask_to_tell(sitting: Sitting, person: Person, understood: Understood) -> bool:
    """Ask once whether the others of the next visits may know; False without any, or when more than that is wanted.

    What is asked for in the same breath is taken up as well.
    """
    visits = await _next_visits(sitting, person)
    if understood.intent in _GOES_ON or await talk_here(sitting, person) is not None:
        return False
    if not visits:
        return await _ask_to_rest(sitting, person, understood)
    goes, whom = next(((visit.id, other) for visit, other in visits if visit.helper == person.id), (None, None))
    if goes and drops_out(understood.text):
        return False
    given = {
        "visits": [visit.id for visit, _ in visits],
        "to": _names(other for _, other in visits),
        "illness": find_illness(understood.text),
        "goes": goes,
        "whom": first_name(whom) if whom else "",
    }
    await open_talk(sitting, person, "unwell", given)
    if understood.intent is Intent.REQUEST and understood.category is not None and not goes:
        await sitting.menu.openings[Intent.REQUEST].do(sitting, person, understood)
    return True


async def _ask_to_rest(sitting: Sitting, person: Person, understood: Understood) -> bool:
    """Ask an ill helper without a visit whether to ask them nothing for a while; False for whoever asks for help."""
    asks = understood.intent is Intent.REQUEST and understood.category is not None
    if asks or Role.HELPER not in await roles_of(sitting, person):
        return False
    buttons = [Button("unwell.pause", "ill_pause", yes=True), Button("unwell.no_pause", "stop_undo", yes=False)]
    await sitting.write(person, "unwell.alone", buttons=buttons, asks=True)
    return True


async def pause(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Ask an ill helper nothing for a fortnight, nor wait for an answer to what they were asked."""
    await let_offers_go(sitting, person, (await sitting.community(person.current)).id)
    await stop_pause(sitting, person, letter)


async def _next_visits(sitting: Sitting, person: Person) -> list[tuple[Visit, Person]]:
    """Give the agreed visits that are soon, each with the other of it; of one person only the first."""
    where = (await sitting.community(person.current)).id
    asked = await queries.visits_of_asker(sitting.session, person.id, where)
    going = await queries.visits_of_helper(sitting.session, person.id, where)
    found: dict[int, tuple[Visit, Person]] = {}
    for visit, _ in [*asked, *going]:
        soon = visit.starts_at is None or visit.starts_at - sitting.now < MATTERS
        if visit.state is VisitState.AGREED and soon and not gone_by(visit, sitting.now):
            other = await other_one(sitting, person, visit)
            if other is not None:
                found.setdefault(other.id, (visit, other))
    return list(found.values())


def _names(others: Iterable[Person]) -> list[str]:
    return [first_name(one) for one in others]


async def tell(sitting: Sitting, person: Person, given: Mapping[str, Any], answer: str) -> None:
    """Tell the others which illness it is, in no more words than that; with it the way to stay away."""
    if answer == OUT:
        await withdraw(sitting, person, None, given["goes"])  # they were asked already
        today = (await sitting.local(person.current)).date()
        await ask_for_each(sitting, person, [(today, today + MATTERS)])  # nobody is to wait for them in vain
        return
    visits = [await sitting.get(Visit, one) for one in given["visits"]]
    found = [(visit, await other_one(sitting, person, visit)) for visit in visits]
    told = [(visit, other) for visit, other in found if other is not None] if answer == YES else []
    for visit, other in told:
        await _tell_one(sitting, person, visit, other, given["illness"])
    words, names = ("unwell.told", _names(other for _, other in told)) if told else ("unwell.kept", [])
    await sitting.write(person, words, about=visits[0].id, community=visits[0].community, other=names)


async def _tell_one(sitting: Sitting, person: Person, visit: Visit, other: Person, illness: str) -> None:
    helps = other.id == visit.helper
    out = Button("button.withdraw", "withdraw", {"visit": visit.id})
    await sitting.write(
        other,
        "unwell.to_helper" if helps else "unwell.to_asker",
        buttons=[Button("button.read", "read", yes=True), out] if helps else asker_buttons(visit),
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        first=first_name(person),
        illness=Said(f"illness.{illness}", {}),
    )
    sitting.note("visit.message", visit.id, visit.community, person.id)
