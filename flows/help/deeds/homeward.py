"""The way back at an hour that nobody knows: "I am ready", who comes now, and a taxi where nobody can."""

from datetime import timedelta
from typing import Any

from flows.help.deeds.cards import take_card
from flows.help.deeds.living import WAITS_AT_MOST, close, live
from flows.help.deeds.occasions import together
from flows.help.deeds.offering import take_back
from flows.help.life import UNPROMISED, Deed, NotPossible
from flows.help.promises import is_quiet
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import close as close_task
from flows.tasks import first_name, open_of, open_task, taxis
from flows.understanding.requests.sentence import Understood
from flows.wording.render import dialled
from storage.queries import help as queries
from storage.queries import people
from storage.tables.course import Due
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, Leg, OfferState, VisitState

HOME_AGAIN = timedelta(minutes=90)  # after somebody set out to fetch them
EARLY = timedelta(hours=1)  # before the appointment, in which it may be over already
_OPEN = (*UNPROMISED, VisitState.AGREED)


async def no_ride_yet(sitting: Sitting, due: Due) -> None:
    """Have a coordinator see to a taxi, now that nobody was found for the way back; the asker hears who does."""
    visit = await queries.locked_visit(sitting.session, due.subject)
    if visit.state not in UNPROMISED or visit.with_person is not None:
        return
    asker = await _asker(sitting, visit)
    visit.promise_at = None
    sitting.session.add(visit)
    sitting.note("promise.kept", visit.id, visit.community, state=visit.state.value)
    await _hand_over(sitting, visit, asker, "taxi")
    await _write(sitting, asker, visit, "homeward.none_yet", who=await _who_sees_to_it(sitting, visit, asker))


async def say_ready(sitting: Sitting, person: Person, understood: Understood) -> None:
    """Somebody writes that they are ready: to be fetched, if they are to be."""
    where = await sitting.community(person.current)
    asked = await queries.visits_of_asker(sitting.session, person.id, where.id)
    back = next((visit for visit, _ in asked if visit.leg is Leg.BACK), None)
    if back is None:
        await sitting.write(person, "small.hello", first=first_name(person))
    else:
        await ready(sitting, person, None, back.id)


async def ready(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Ik ben klaar: whoever is to fetch them hears it at once, and has ten minutes to answer."""
    row = await queries.locked_visit(sitting.session, visit)
    asker = await _asker(sitting, row)
    if asker.id != person.id or row.state not in _OPEN:
        await sitting.write(person, "cancel.over", about=visit)
    elif row.starts_at is not None and sitting.now < row.starts_at - EARLY:
        await sitting.write(person, "homeward.too_early", about=visit, community=row.community, at=row.starts_at)
    elif row.helper is None:
        await _hand_over(sitting, row, asker, "ready")
        await _write(sitting, asker, row, "homeward.nobody", who=await _who_sees_to_it(sitting, row, asker))
    else:
        helper = await sitting.get(Person, row.helper)
        sitting.note("visit.ready", row.id, row.community, person.id)
        buttons = [Button("homeward.coming", "coming", {"visit": visit}, yes=True),
                   Button("homeward.cannot", "cannot_come", {"visit": visit}, yes=False)]  # fmt: skip
        await sitting.write(helper, "homeward.ask", buttons=buttons, about=visit, community=row.community,
                            lane=Lane.NEWS, asks=True, asker=first_name(asker))  # fmt: skip
        sitting.plan("ready", row.id, row.community, sitting.now + WAITS_AT_MOST)
        await _write(sitting, asker, row, "homeward.told", helper=first_name(helper))


async def coming(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Ik kom eraan."""
    row = await _theirs(sitting, person, visit)
    if row is None:
        return
    sitting.unplan(visit, "ready")
    for task in await open_of(sitting, row.community, visit=visit, kind="ready"):
        await close_task(sitting, task)
    if not is_quiet(await sitting.local(row.community) + HOME_AGAIN):  # else they are asked in the morning
        sitting.plan("after_helper", visit, row.community, sitting.now + HOME_AGAIN)
        sitting.plan("after_asker", visit, row.community, sitting.now + HOME_AGAIN)
    sitting.note("visit.coming", row.id, row.community, person.id)
    asker = await _asker(sitting, row)
    await _write(sitting, asker, row, "homeward.comes", helper=first_name(person), word=row.door_word)
    await sitting.write(person, "homeward.thanks", about=visit, community=row.community, asker=first_name(asker))


async def cannot_come(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Het lukt niet: a person sees to it at once, for somebody stands waiting."""
    row = await _theirs(sitting, person, visit)
    if row is None:
        return
    sitting.unplan(visit, "ready")
    sitting.note("visit.cannot_come", row.id, row.community, person.id)
    await sitting.write(person, "homeward.let_off", about=visit, community=row.community)
    await _wait_for_a_person(sitting, row, "homeward.cannot_now", person)


async def not_answered(sitting: Sitting, due: Due) -> None:
    """Ten minutes without an answer of whoever was to fetch them: a person sees to it."""
    row = await queries.locked_visit(sitting.session, due.subject)
    if row.state is VisitState.AGREED and row.helper is not None:
        helper = await sitting.get(Person, row.helper)
        await _wait_for_a_person(sitting, row, "homeward.no_answer", helper)


async def _wait_for_a_person(sitting: Sitting, visit: Visit, words: str, helper: Person) -> None:
    asker = await _asker(sitting, visit)
    await _hand_over(sitting, visit, asker, "ready", helper)
    who = await _who_sees_to_it(sitting, visit, asker)
    await _write(sitting, asker, visit, words, helper=first_name(helper), who=who)


async def _hand_over(sitting: Sitting, visit: Visit, asker: Person, kind: str, helper: Person | None = None) -> None:
    """Open a task of KIND about the way back, once; with the number of whoever was to come."""
    opened = await open_of(sitting, visit.community, visit=visit.id)
    if any(one.kind in (kind, "drop_out") for one in opened if kind == "taxi" or one.kind == kind):
        return
    reached = f"{first_name(helper)} {dialled(helper.phone)}" if helper is not None and helper.phone else ""
    await open_task(sitting, kind, visit.community, person=asker, visit=visit.id, words=reached)


async def _who_sees_to_it(sitting: Sitting, visit: Visit, asker: Person) -> Said:
    """Say who arranges a ride now; where nobody is on duty, when somebody reads it, and whom to call meanwhile."""
    where = await sitting.community(visit.community)
    rota = await people.on_duty(sitting.session, where, sitting.now)
    if rota:
        words = "homeward.calls" if asker.phone else "homeward.arranges"
        return Said(words, {"coordinator": first_name(rota[0])})
    following = await people.next_duty(sitting.session, where, sitting.now)
    return Said("homeward.nobody_awake", {"by": following[0] if following else "", "taxis": taxis(where)})


async def taxi_comes(sitting: Sitting, visit: Visit, actor: Person) -> bool:
    """Let a taxi do the way back, arranged by a coordinator; False when that is over already."""
    asker = await _asker(sitting, visit)
    try:
        live(sitting, visit, Deed.PASS_ON, actor.id)
    except NotPossible:
        return False
    await close(sitting, visit)
    await take_back(sitting, visit, "offer.not_needed", OfferState.CLOSED, also=(OfferState.RESERVE,))
    helper = await take_card(sitting, visit, OfferState.CLOSED)
    if helper is not None:
        await _write(sitting, helper, visit, "homeward.taxi_instead", asker=first_name(asker))
    await _write(sitting, asker, visit, "homeward.taxi", coordinator=first_name(actor))
    await ask_about_there(sitting, visit)
    return True


async def ask_about_there(sitting: Sitting, back: Visit) -> None:
    """Ask the asker about the way there after all, once they are home: nobody else asks about the way back."""
    for there in await together(sitting, back):
        if there.leg is Leg.THERE and there.helper is not None and there.asker_said is None:
            later = max(back.starts_at or sitting.now, sitting.now) + 2 * HOME_AGAIN
            sitting.plan("after_asker", there.id, there.community, later)
            return


async def _asker(sitting: Sitting, visit: Visit) -> Person:
    return await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)


async def _theirs(sitting: Sitting, person: Person, visit: int) -> Visit | None:
    """Give the visit, locked, while PERSON is to come; else say that it is not theirs any more."""
    row = await queries.locked_visit(sitting.session, visit)
    if row.helper == person.id and row.state is VisitState.AGREED:
        return row
    await sitting.write(person, "withdraw.not_yours", about=visit)
    return None


async def _write(sitting: Sitting, to: Person, visit: Visit, words: str, **facts: Any) -> None:
    buttons = [Button("button.read", "read", yes=True)]
    if to.id == (await sitting.get(Request, visit.request)).asker:
        buttons.append(Button("button.person", "person"))
    await sitting.write(to, words, buttons=buttons, about=visit.id, community=visit.community, lane=Lane.NEWS, **facts)
