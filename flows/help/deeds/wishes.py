"""A wish for another time waits for the other: a yes moves the visit, a no leaves it or has it asked anew."""

from collections.abc import Mapping
from typing import Any

from flows.help.deeds.cards import asker_card, take_card
from flows.help.deeds.living import free_again, live, plan_search, promise
from flows.help.deeds.occasions import together
from flows.help.deeds.searching import ask_wave, asker_buttons
from flows.help.deeds.times import ask_anew, is_party, other_of, put, set_time
from flows.help.life import UNPROMISED, Deed
from flows.help.listening import is_gone
from flows.help.promises import promise_time
from flows.help.visits import gone_by, moment_of, when_of, without_wish
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, first_name, open_of, open_task
from flows.tasks import close as close_task
from flows.understanding.time.moment import When
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Due
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, OfferState, VisitState


async def ask_other(sitting: Sitting, person: Person, other: Person, visit: Visit, when: When) -> None:
    """Ask the other; until they answer it stays as it was, and by a promised hour a person sees to it."""
    where = await sitting.community(visit.community)
    before = when_of(visit, where)
    visit.move = {**(without_wish(visit) or {}), "when": when.kept(), "by": person.id}
    sitting.session.add(visit)
    by = moment_of(promise_time(await sitting.local(where.id), before.start, False), where) or sitting.now
    sitting.plan("move", visit.id, visit.community, by)
    sitting.note("visit.move_asked", visit.id, visit.community, person.id)
    buttons = [Button("move.yes", "move_yes", {"visit": visit.id}, yes=True),
               Button("move.no", "move_no", {"visit": visit.id}, yes=False)]  # fmt: skip
    await sitting.write(other, "move.asked", buttons=buttons, about=visit.id, community=visit.community,
                        lane=Lane.NEWS, asks=True, other=first_name(person), when=when, stands=before)  # fmt: skip
    await sitting.write(
        person, "move.asking", about=visit.id, community=visit.community, other=called(other), stands=before, by=by
    )


async def _asked_of(sitting: Sitting, person: Person, visit: Visit) -> tuple[When, Person] | None:
    """Give the time that waits for the yes of PERSON and who proposed it; None, and say so, when nothing does."""
    move = visit.move or {}
    waits = visit.state is VisitState.AGREED and "when" in move and move["by"] != person.id
    if waits and await is_party(sitting, person, visit):
        return When.recalled(move["when"]), await sitting.get(Person, move["by"])
    await sitting.write(person, "move.over", about=visit.id)
    return None


async def say_yes(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Ja, dat kan: it moves, and both have it in writing."""
    row = await queries.locked_visit(sitting.session, visit)
    asked = await _asked_of(sitting, person, row)
    if asked is None:
        return
    when, by = asked
    await put(sitting, row, when, person)
    asker = await sitting.get(Person, (await sitting.get(Request, row.request)).asker)
    await asker_card(sitting, row, asker, words="card.asker_moved")
    await _free_seats_follow(sitting, row, when, person)
    helper = by if row.helper == by.id else person
    await sitting.write(helper, "move.done", about=row.id, community=row.community, lane=Lane.NEWS,
                        buttons=[Button("button.read", "read", yes=True)], other=called(asker), when=when)  # fmt: skip


async def say_no(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Nee, dat lukt niet: it stays as it was, unless whoever asked would have it otherwise."""
    row = await queries.locked_visit(sitting.session, visit)
    asked = await _asked_of(sitting, person, row)
    if asked is None:
        return
    when, by = asked
    row.move = without_wish(row)
    sitting.session.add(row)
    sitting.unplan(row.id, "move")
    for task in await open_of(sitting, row.community, visit=row.id, kind="move"):
        await close_task(sitting, task)
    before = when_of(row, await sitting.community(row.community))
    stay = Button("move.stay", "keep", {"visit": row.id}, yes=True)
    if row.helper == by.id:
        buttons = [stay, Button("button.withdraw", "withdraw", {"visit": row.id})]
    else:
        buttons = [stay, Button("announced.somebody_else", "look_then", {"visit": row.id, "kept": when.kept()}),
                   Button("button.cancel", "cancel", {"visit": row.id})]  # fmt: skip
    await sitting.write(by, "move.refused", buttons=buttons, about=row.id, community=row.community, lane=Lane.NEWS,
                        asks=True, other=called(person), when=when, stands=before)  # fmt: skip
    await sitting.write(person, "move.refused_noted", about=row.id, community=row.community, stands=before)


async def look_then(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int, kept: Mapping[str, Any]
) -> None:
    """Zoek iemand anders: the one who can't then is let go with thanks, and it is asked anew for the other time."""
    row, when = await queries.locked_visit(sitting.session, visit), When.recalled(kept)
    request = await sitting.get(Request, row.request)
    if request.asker != person.id or not await is_party(sitting, person, row) or row.state is not VisitState.AGREED:
        await sitting.write(person, "cancel.over", about=visit)
        return
    where = await sitting.community(row.community)
    if is_gone(when, await sitting.local(where.id)):
        await sitting.write(person, "unclear.past", about=visit)
        return
    helper = await take_card(sitting, row, OfferState.LOST)  # not asked again for it, and no mark against them
    assert helper is not None  # noqa: S101 - an agreed visit has a holder
    await sitting.write(helper, "move.not_you", about=row.id, community=row.community,
                        buttons=[Button("button.read", "read", yes=True)], lane=Lane.NEWS,
                        asker=called(person), when=when_of(row, where))  # fmt: skip
    live(sitting, row, Deed.CHANGE, person.id)
    await free_again(sitting, row, request)
    await set_time(sitting, row, when)
    await plan_search(sitting, row)
    said = await promise(sitting, row, request)
    await sitting.write(person, "move.looking", buttons=asker_buttons(row), about=row.id, community=row.community,
                        when=when, promise=said)  # fmt: skip
    await ask_wave(sitting, row, request)
    await _free_seats_follow(sitting, row, when, person)


async def _free_seats_follow(sitting: Sitting, visit: Visit, when: When, actor: Person) -> None:
    """Put the seats beside that of VISIT which nobody has yet at its new time: whoever comes comes at the same time."""
    for one in await together(sitting, visit):
        if one.id != visit.id and one.leg is visit.leg and one.state in UNPROMISED:
            await ask_anew(sitting, one, when, actor)


async def no_answer(sitting: Sitting, due: Due) -> None:
    """Tell whoever proposed another time that the other has not answered; a coordinator asks them."""
    visit = await queries.locked_visit(sitting.session, due.subject)
    move = visit.move or {}
    if visit.state is not VisitState.AGREED or "when" not in move or gone_by(visit, sitting.now):
        return
    by = await sitting.get(Person, move["by"])
    other = await other_of(sitting, by, visit)
    assert other is not None  # noqa: S101 - an agreed visit has two
    if not await open_of(sitting, visit.community, visit=visit.id, kind="move"):
        await open_task(sitting, "move", visit.community, person=other, visit=visit.id)
    where = await sitting.community(visit.community)
    rota = await people.on_duty(sitting.session, where, sitting.now)
    calls = Said("move.calls", {"coordinator": first_name(rota[0]), "other": called(other)}) if rota else ""
    await sitting.write(by, "move.no_answer", about=visit.id, community=visit.community, lane=Lane.NEWS,
                        buttons=[Button("button.read", "read", yes=True)], other=called(other), calls=calls,
                        stands=when_of(visit, where))  # fmt: skip
