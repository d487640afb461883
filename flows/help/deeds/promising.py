"""Keeps the promise of a word by a moment: nobody yet, somebody perhaps, or the last word while there is time."""

from collections.abc import Sequence
from datetime import datetime

from flows.help.deeds.living import promise
from flows.help.deeds.searching import asker_buttons, before_calls, have_called
from flows.help.deeds.withdrawing import told_at_once
from flows.help.life import UNPROMISED
from flows.help.promises import is_last_word
from flows.help.visits import gone_by, latest, local_of, when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name, open_of, tell
from storage.queries import course, people
from storage.queries import help as queries
from storage.tables.course import Due
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.terms import Lane, OfferState

KEPT = "promise.kept"


async def keep_promise(sitting: Sitting, due: Due) -> None:
    """Let the asker hear at the promised moment how it stands, and hand it to a person where nobody was found.

    Who said yes and waits for a coordinator is told of once; it is the coordinator who is asked again.
    """
    visit = await queries.locked_visit(sitting.session, due.subject)
    if visit.state not in UNPROMISED or visit.with_person is not None or gone_by(visit, sitting.now):
        return
    request = await sitting.get(Request, visit.request)
    offers = await queries.offers_of(sitting.session, visit.id)
    before = await _kept_before(sitting, visit)
    sitting.note(KEPT, visit.id, visit.community, state=visit.state.value)
    proposed = next((one for one in offers if one.state is OfferState.PROPOSED), None)
    for task in await open_of(sitting, visit.community, visit=visit.id, kind="propose"):
        await tell(sitting, task)
    if proposed is None and before_calls(visit, request, sitting.now) is None:
        await have_called(sitting, visit, request)
    gone = await _who_dropped_out(sitting, visit, offers, before)
    if await _is_last(sitting, visit):
        await _say_last(sitting, visit, request, gone)
        return
    said = await promise(sitting, visit, request, first=False)
    if proposed is None:
        await _say_not_yet(sitting, visit, request, gone, said, before)
    elif before is None or before < (proposed.answered_at or before):
        await _say_perhaps(sitting, visit, request)


async def _kept_before(sitting: Sitting, visit: Visit) -> datetime | None:
    """Give when the asker was last told how it stands."""
    events = await course.events_of(sitting.session, visit.id)
    return max((one.at for one in events if one.kind == KEPT), default=None)


async def _is_last(sitting: Sitting, visit: Visit) -> bool:
    until, where = latest(visit), await sitting.community(visit.community)
    start = local_of(until, where) if until else None
    return is_last_word(await sitting.local(where.id), start)


async def _say_not_yet(
    sitting: Sitting, visit: Visit, request: Request, gone: Said | str, said: Said, before: datetime | None
) -> None:
    """Say that nobody was found yet; who was asked to call is named once."""
    asker = await sitting.get(Person, request.asker)
    await sitting.write(
        asker,
        "asker.not_yet_still" if await sitting.still(visit.community) else "asker.not_yet",
        buttons=asker_buttons(visit),
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        asks=True,
        when=when_of(visit, await sitting.community(visit.community)),
        gone=gone,
        called=await _who_calls(sitting, visit, asker, before),
        promise=said,
    )


async def _say_perhaps(sitting: Sitting, visit: Visit, request: Request) -> None:
    where = await sitting.community(visit.community)
    rota = await people.on_duty(sitting.session, where, sitting.now)
    await sitting.write(
        await sitting.get(Person, request.asker), "asker.perhaps", buttons=asker_buttons(visit), about=visit.id,
        community=visit.community, lane=Lane.NEWS, when=when_of(visit, where),
        coordinator=first_name(rota[0]) if rota else Said("promise.coordinator", {}),
    )  # fmt: skip


async def _say_last(sitting: Sitting, visit: Visit, request: Request, gone: Said | str) -> None:
    """Say that it is not done yet and what they can do; the search itself goes on until it is of no use."""
    asker = await sitting.get(Person, request.asker)
    sitting.unplan(visit.id, "promise")
    visit.promise_at = latest(visit)
    sitting.session.add(visit)
    read, *others = asker_buttons(visit)
    await sitting.write(
        asker,
        "asker.last_word",
        buttons=[read, Button("button.person", "person"), *others],
        about=visit.id,
        community=visit.community,
        lane=Lane.NEWS,
        asks=True,
        when=when_of(visit, await sitting.community(visit.community)),
        gone=gone,
        called=await _who_calls(sitting, visit, asker) or Said("promise.call_me", {}),
    )


async def _who_dropped_out(
    sitting: Sitting, visit: Visit, offers: Sequence[Offer], before: datetime | None
) -> Said | str:
    """Say who was announced and can't come after all, where the asker was not told that yet."""
    for offer in reversed(offers):
        at = offer.answered_at
        if offer.state is OfferState.WITHDRAWN and at is not None and not told_at_once(visit, at):
            told = before is not None and before >= at
            return "" if told else Said("promise.gone", {"helper": first_name(await sitting.get(Person, offer.person))})
    return ""


async def _who_calls(sitting: Sitting, visit: Visit, asker: Person, before: datetime | None = None) -> Said | str:
    """Say who was asked to call, where that was since BEFORE, somebody is on duty and there is a number."""
    tasks = await open_of(sitting, visit.community, visit=visit.id, kind="not_found")
    if not asker.phone or not any(before is None or one.opened_at > before for one in tasks):
        return ""
    rota = await people.on_duty(sitting.session, await sitting.community(visit.community), sitting.now)
    return Said("promise.asked", {"coordinator": first_name(rota[0])}) if rota else ""
