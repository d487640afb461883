"""A helper names who could go in their place, or takes over from another: asked first where every rule allows it."""

from flows.help.deeds.answering import ask_again
from flows.help.deeds.choosing import looked_at
from flows.help.deeds.withdrawing import withdraw
from flows.help.matching import WISHED, why_not
from flows.help.visits import gone_by, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name
from flows.understanding.replies.standing_in import StandIn, read_stand_in
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.whom import read_spoken_of
from flows.understanding.words import fold
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Record
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import OfferState, Role, Standing, VisitState

_WAITS = (OfferState.OPEN, OfferState.LOST, OfferState.CLOSED, OfferState.DECLINED)  # may be asked first all the same


async def said_stand_in(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "Joop kan in mijn plaats" and "ik neem het over van Vera"; nobody else goes by these words alone."""
    said = read_stand_in(understood.text) if record is None else None
    if said is None:
        return False
    where = (await sitting.community(person.current)).id
    if Role.HELPER not in {one.role for one in await people.memberships(sitting.session, person.id, where)}:
        return False
    known = [one for one in await people.members(sitting.session, where, Role.HELPER, Standing.KNOWN)
             if one.id != person.id]  # fmt: skip
    named = _named(understood.text, known)
    if said is StandIn.TAKES_OVER:
        return named is not None and await _take_over(sitting, person, named, where)
    mine = await _ahead(sitting, person, where)
    if len(mine) == 1:
        await _ask(sitting, person, mine[0], named)
        return True
    if not mine and await queries.open_offers_to(sitting.session, person.id):
        await ask_again(sitting, person, "offer.other_one")
        return True
    return False


def _named(text: str, known: list[Person]) -> Person | None:
    """Give which of those KNOWN the words name: by the whole name, or by a first name that one of them bears."""
    nth = read_spoken_of(text, [one.name for one in known])
    if nth is not None:
        return known[nth]
    said = fold(text).split()
    found = [one for one in known if fold(first_name(one)) in said]
    return found[0] if len(found) == 1 else None


async def _ahead(sitting: Sitting, person: Person, community: int) -> list[Visit]:
    going = await queries.visits_of_helper(sitting.session, person.id, community)
    return [one for one, _ in going if one.state is VisitState.AGREED and not gone_by(one, sitting.now)]


async def _ask(sitting: Sitting, person: Person, visit: Visit, named: Person | None) -> None:
    """Say what happens with whoever was named, and ask once whether the helper can't."""
    request = await sitting.get(Request, visit.request)
    may = named is not None and await _may(sitting, visit, request, named)
    whom = named.id if named is not None and may else None
    buttons = [Button("withdraw.yes", "stand_in", {"visit": visit.id, "whom": whom}, yes=True),
               Button("withdraw.no", "keep", {"visit": visit.id}, yes=False)]  # fmt: skip
    await sitting.write(
        person, "withdraw.named" if may else "withdraw.unknown", buttons=buttons, asks=True, about=visit.id,
        community=visit.community, named=first_name(named) if named is not None else "",
        asker=first_name(await sitting.get(Person, request.asker)),
        when=when_of(visit, await sitting.community(visit.community)),
    )  # fmt: skip


async def _may(sitting: Sitting, visit: Visit, request: Request, named: Person) -> bool:
    """Say whether NAMED may be asked for VISIT by the rules that hold for all."""
    everyone, wanted = await looked_at(sitting, visit, request)
    return any(one.person == named.id and why_not(one, wanted) is None for one in everyone)


async def stand_in(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int, whom: int | None) -> None:
    """Ja, ik kan toch niet: the one who was named is asked before all others."""
    row = await sitting.get(Visit, visit)
    if whom is not None and row.helper == person.id:
        await _goes_first(sitting, row, whom)
    await withdraw(sitting, person, letter, visit)


async def _goes_first(sitting: Sitting, visit: Visit, whom: int, named: bool = True) -> None:
    """Have WHOM asked first once VISIT is free, as somebody who was NAMED, or else offered."""
    reasons = [WISHED] if named else []
    request = await sitting.get(Request, visit.request)
    offer = next((one for one in await queries.offers_of(sitting.session, visit.id) if one.person == whom), None)
    if offer is None:
        offer = Offer(visit=visit.id, person=whom, community=visit.community, category=request.category,
                      state=OfferState.RESERVE, reasons=reasons, made_at=sitting.now)  # fmt: skip
    elif offer.state in _WAITS:
        offer.state, offer.reasons = OfferState.RESERVE, reasons
    sitting.session.add(offer)
    await sitting.session.flush()


async def _take_over(sitting: Sitting, person: Person, named: Person, community: int) -> bool:
    """Have PERSON asked first where NAMED goes, once NAMED can't; whether they go anywhere is not said."""
    for visit in await _ahead(sitting, named, community):
        if await _may(sitting, visit, await sitting.get(Request, visit.request), person):
            await _goes_first(sitting, visit, person.id, named=False)
    await sitting.write(person, "withdraw.take_over", named=first_name(named))
    return True
