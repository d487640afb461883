"""A shared phone goes to the other one who lives by it: its holder died, lies in hospital, stops or is forgotten."""

from collections.abc import Sequence

from sqlmodel import col, select, update

from flows.sitting import Sitting
from storage.tables.people import Person, Speaker
from storage.tables.post import OutboxLetter
from storage.terms import Bond


async def hand_on(sitting: Sitting, holder: Person, *, asked: bool = True, stays: bool = False) -> Person | None:
    """Give the phone of HOLDER to whoever else lives by it; what they were written there stays theirs.

    Only to who said yes to it, unless not ASKED. Whoever STAYS lives by it from now on. None where it stays as it was.
    """
    bonds = await _others(sitting, holder, asked)
    if holder.chat is None or not bonds:
        return None
    first, *others = bonds
    heir, chat, holder.chat = await sitting.get(Person, first.resident), holder.chat, None
    sitting.session.add(holder)
    await sitting.session.flush()
    heir.chat, heir.reachable, heir.rest = chat, holder.reachable, ""
    sitting.session.add(heir)
    await _letters(sitting, holder, heir, others, stays)
    for one in others:
        one.person = heir.id
        sitting.session.add(one)
    if stays:
        first.resident, first.person, first.consent = holder.id, heir.id, "own"
        sitting.session.add(first)
    await sitting.session.flush()
    return heir


async def _others(sitting: Sitting, holder: Person, asked: bool) -> list[Speaker]:
    """Give the bonds of who else lives by this phone, and by no phone of their own; not of who rests."""
    shared = (
        select(Speaker)
        .join(Person, col(Speaker.resident) == Person.id)
        .where(Speaker.person == holder.id, Speaker.bond == Bond.SHARED, col(Person.chat).is_(None), Person.rest == "")
        .order_by(col(Speaker.id))
    )
    return [one for one in (await sitting.session.exec(shared)).all() if one.consent or not asked]


async def _letters(sitting: Sitting, holder: Person, heir: Person, others: Sequence[Speaker], stays: bool) -> None:
    """Let what stands on the phone belong to the heir; what was written to the others is still meant for them."""
    if stays:
        own = update(OutboxLetter).where(col(OutboxLetter.person) == holder.id, col(OutboxLetter.meant).is_(None))
        await sitting.session.exec(own.values(person=heir.id, meant=holder.id))
    theirs = update(OutboxLetter).where(col(OutboxLetter.meant) == heir.id)
    await sitting.session.exec(theirs.values(person=heir.id, meant=None))
    for one in others:
        kept = update(OutboxLetter).where(col(OutboxLetter.meant) == one.resident)
        await sitting.session.exec(kept.values(person=heir.id))
