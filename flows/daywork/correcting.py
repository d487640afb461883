"""A coordinator puts a request right: another time, task, place or number of people; or opens it again."""

from collections.abc import Mapping, Sequence
from typing import Any

from flows.belonging import may
from flows.conversing import open_talk
from flows.daywork.conversations import Corrected, hear_correction
from flows.daywork.places import set_places
from flows.help.answers import make_task
from flows.help.deeds.asking import is_past, tell_begun
from flows.help.deeds.cards import asker_card, show_again
from flows.help.deeds.living import live
from flows.help.deeds.moving import all_of_it
from flows.help.deeds.occasions import repeat, together
from flows.help.deeds.offering import take_back
from flows.help.deeds.searching import ask_wave, asker_buttons, begin
from flows.help.deeds.times import ask_anew, put
from flows.help.life import OPEN, Deed
from flows.help.listening import is_gone
from flows.help.sayings import said_task
from flows.help.visits import what_of, when_of
from flows.menu import COORDINATORS
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Kept, Refused
from flows.tasks import called, first_name
from flows.understanding.time.moment import When
from storage.queries import help as queries
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, OfferState, VisitState

_READ = Button("button.read", "read", yes=True)


async def tap_change(sitting: Sitting, person: Person, letter: OutboxLetter, request: int) -> None:
    """Iets veranderen, under a request."""
    await open_correction(sitting, person, await sitting.get(Request, request), "")


async def tap_reopen(sitting: Sitting, person: Person, letter: OutboxLetter, request: int) -> None:
    """Weer openen, under a request that is over."""
    await open_again(sitting, person, await sitting.get(Request, request), "")


async def open_correction(sitting: Sitting, person: Person, request: Request, words: str) -> None:
    """Open the talk in which PERSON says what of REQUEST is otherwise; WORDS say some of it already."""
    latest = (await queries.visits_of_request(sitting.session, request.id))[0]
    if latest.state in OPEN:
        await _open(sitting, person, request, latest, words, reopens=False)
    else:
        await sitting.write(person, "correct.over", number=request.number, buttons=[
            Button("request.tap.reopen", "request_reopen", {"request": request.id})])  # fmt: skip


async def open_again(sitting: Sitting, person: Person, request: Request, words: str) -> None:
    """Open the same talk about a request that is over; a time that has gone by is asked anew."""
    latest = (await queries.visits_of_request(sitting.session, request.id))[0]
    if latest.state in OPEN:
        await sitting.write(person, "correct.still_open", number=request.number)
    elif not (await sitting.get(Person, request.asker)).name:
        await sitting.write(person, "correct.forgotten", number=request.number)
    else:
        await _open(sitting, person, request, latest, words, reopens=True)


async def _open(sitting: Sitting, person: Person, request: Request, visit: Visit, words: str, reopens: bool) -> None:
    where, local = await sitting.community(request.community), await sitting.local(request.community)
    stands = when_of(visit, where)
    known: dict[str, Any] = {"what": {**what_of(request), "helpers": request.helpers}, "when": [stands.kept()],
                             "where": request.destination}  # fmt: skip
    if reopens and is_gone(stands, local):
        del known["when"]
    given = {"known": True, "request": request.id, "number": request.number, "reopens": reopens,
             "words": request.words or "", "before": stands.kept()}  # fmt: skip
    if words:
        heard = hear_correction(words, local, {key: Kept(value) for key, value in known.items() if value}, given)
        if not reopens and not {"what", "when", "where", "enriched", "hour"} & heard.keys():
            await sitting.write(person, "correct.unclear", number=request.number)
            return
        known |= {key: heard[key] for key in ("what", "when", "where") if key in heard}
    await open_talk(sitting, person, "correct", given, {key: value for key, value in known.items() if value})


async def corrected(sitting: Sitting, person: Person, given: Mapping[str, Any], asked: Corrected) -> None:
    """Do what the talk came to. Raises Refused when the new moment has passed."""
    request = await sitting.get(Request, given["request"])
    if not await may(sitting, person, COORDINATORS, request.community):  # lost since the talk was opened
        await sitting.write(person, "command.not_yours")
        return
    moved = asked.when.kept() != given["before"]
    if not asked.kept:
        await sitting.write(person, "correct.left", number=request.number)
        return
    if (moved or given["reopens"]) and is_past(asked.when, await sitting.local(request.community)):
        raise Refused("when", "unclear.past")
    latest = await together(sitting, (await queries.visits_of_request(sitting.session, request.id))[0])
    visits = [await queries.locked_visit(sitting.session, one.id) for one in latest if one.state in OPEN]
    if bool(visits) is bool(given["reopens"]):  # meanwhile it was ended, or opened, by somebody else
        await sitting.write(person, "correct.over" if not visits else "correct.still_open", number=request.number)
        return
    changed = _write_down(request, asked)
    sitting.session.add(request)
    sitting.log("request.change", request.community, person.id, request.asker, request=request.id,
                changed=[*changed, *(["when"] if moved else [])])  # fmt: skip
    if given["reopens"]:
        await _begin_again(sitting, person, request, latest[0], asked.when)
        return
    more = await set_places(sitting, person, request, visits, asked.what.helpers)
    if moved:
        await _move(sitting, person, request, visits[0], asked.when)
    elif changed:
        await _tell_changed(sitting, person, request, visits)
    words = "correct.too_few" if more < 0 else "correct.done" if moved or changed or more else "correct.same"
    await sitting.write(person, words, number=request.number, about=request.id, community=request.community)


def _write_down(request: Request, asked: Corrected) -> list[str]:
    """Put what was asked otherwise in REQUEST; give what of it changed, by name."""
    before = request.category, request.task or "", request.destination or ""
    request.category, request.task = asked.what.category, asked.what.task or None
    request.note = asked.what.note or None
    request.destination = asked.destination or None
    after = request.category, request.task or "", request.destination or ""
    return [name for name, was, now in zip(("what", "task", "where"), before, after, strict=True) if was != now]


async def _move(sitting: Sitting, person: Person, request: Request, visit: Visit, when: When) -> None:
    """Put all that belongs to VISIT at another time; who goes has it in writing, and may say that they can't."""
    asker = await sitting.get(Person, request.asker)
    for row, at in await all_of_it(sitting, asker, visit, when):
        if row.state is VisitState.AGREED and row.helper is not None:
            await put(sitting, row, at, person)
            await asker_card(sitting, row, asker, words="card.asker_moved")
            cannot = Button("button.withdraw", "withdraw", {"visit": row.id})
            await sitting.write(
                await sitting.get(Person, row.helper), "correct.helper_moved", buttons=[_READ, cannot], about=row.id,
                community=row.community, lane=Lane.NEWS, coordinator=first_name(person), asker=called(asker), when=at,
            )  # fmt: skip
        else:
            promise = await ask_anew(sitting, row, at, person)
            await sitting.write(
                asker, "correct.asker_moved", buttons=asker_buttons(row), about=row.id, community=row.community,
                lane=Lane.NEWS, coordinator=first_name(person), when=at, promise=promise,
            )  # fmt: skip


async def _tell_changed(sitting: Sitting, person: Person, request: Request, visits: Sequence[Visit]) -> None:
    """Ask anew where nobody goes yet, bring the card of who goes up to date, and tell both what it is now."""
    asker = await sitting.get(Person, request.asker)
    said: dict[str, Any] = {
        "coordinator": first_name(person),
        "what": said_task(make_task(what_of(request)), request.destination or ""),
        "when": when_of(visits[0], await sitting.community(request.community)),
    }
    for row in visits:
        if row.state is VisitState.AGREED and row.helper is not None:
            await show_again(sitting, row)
            await sitting.write(await sitting.get(Person, row.helper), "correct.helper_changed", about=row.id,
                                buttons=[_READ], community=row.community,
                                lane=Lane.NEWS, asker=called(asker), **said)  # fmt: skip
        elif row.state is VisitState.SEARCHING:
            await take_back(sitting, row, "offer.changed", OfferState.CLOSED, also=(OfferState.RESERVE,))
            live(sitting, row, Deed.CHANGE, person.id)
            await ask_wave(sitting, row, request)
    await sitting.write(asker, "correct.asker_changed", buttons=asker_buttons(visits[0]), about=visits[0].id,
                        community=request.community, lane=Lane.NEWS, **said)  # fmt: skip


async def _begin_again(sitting: Sitting, person: Person, request: Request, last: Visit, when: When) -> None:
    """Look again for a request that was over, as it was, at a time that lies ahead."""
    request.closed_at = None
    visits = await repeat(sitting, last, when)
    asker = await sitting.get(Person, request.asker)
    sitting.note("request.reopened", request.id, request.community, person.id, visit=visits[0].id)
    if asker.chat is not None:
        await tell_begun(sitting, asker, visits[0], request, person.id)
    else:
        await begin(sitting, visits[0], request, person.id)  # whoever asks for them tells them now
    await sitting.write(person, "correct.reopened", number=request.number, about=request.id,
                        community=request.community, name=asker.name, by=visits[0].promise_at)  # fmt: skip
