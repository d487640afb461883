"""Who is heard at the door: not too much at once, not who was muted, and whoever rests only by a person.

It comes after danger, which is heard from everybody, always.
"""

from datetime import timedelta

from sqlmodel import col, select

from flows.flood import TAP
from flows.post import Inbound
from flows.sitting import Sitting
from flows.tasks import on_duty, open_of, open_task
from storage.outbox import read_token
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Lane

ONCE_IN = timedelta(days=1)  # that a muted person gets an answer
LONGEST_QUOTE = 1000
LEFT = "left"  # all around somebody is still, for they said stop; they undo it by writing
_HEARD_FROM_ALL = (Intent.CANCEL, Intent.PERSON, Intent.FORGET)  # also from whoever was muted
_GOODBYES = ("stop", "/stop")  # nobody is kept from leaving


async def turned_away(sitting: Sitting, person: Person, inbound: Inbound) -> bool:
    """Say whether INBOUND is not to be heard; whoever has to know that has been told then."""
    if inbound.edited or inbound.moved_to is not None:
        return False
    if await _floods(sitting, person, inbound):
        return True
    if inbound.press is not None or inbound.text.strip().lower() in _GOODBYES:
        return False
    muted = person.muted_until is not None and person.muted_until > sitting.now
    if muted and not await _concerns_others(sitting, person, inbound.text):
        await _answer_muted(sitting, person)
        return True
    if person.rest == LEFT:  # whoever stopped and writes again is welcome
        person.rest = ""
        sitting.session.add(person)
    if person.rest:
        await _hand_to_a_person(sitting, person, inbound.text)
        return True
    return False


async def _concerns_others(sitting: Sitting, person: Person, text: str) -> bool:
    """Say whether somebody counts on these words: a visit that falls through, a person wanted, data to be erased."""
    understood = await sitting.understood(text, person.current)
    return understood.sure and understood.intent in _HEARD_FROM_ALL


async def _floods(sitting: Sitting, person: Person, inbound: Inbound) -> bool:
    """Say whether it is too much: one kind answer at the brim, then silence until it has worn off.

    Words count by when they were sent: what was written in hours while the house stood still, and is read at once, is
    no flood. A tap has no time of its own.
    """
    taps = inbound.press is not None
    at = sitting.now if taps else min(inbound.sent_at, sitting.now)
    level = sitting.floods.pour(person.id, at, TAP if taps else 1.0)
    if level.heard or (inbound.press is not None and await _is_of_an_alarm(sitting, inbound.press.token)):
        return False
    if level.first:
        sitting.note("person.floods", person.id, (await sitting.community(person.current)).id)
        await sitting.write(person, "flood.enough")
    return True


async def _is_of_an_alarm(sitting: Sitting, token: str) -> bool:
    named = read_token(token)
    letter = await sitting.session.get(OutboxLetter, named[0]) if named else None
    return letter is not None and letter.lane is Lane.ALARM


async def _answer_muted(sitting: Sitting, person: Person) -> None:
    """Answer once a day, by fixed words."""
    asked = select(OutboxLetter.id).where(
        OutboxLetter.person == person.id,
        OutboxLetter.words == "mute.answer",
        col(OutboxLetter.written_at) > sitting.now - ONCE_IN,
    )
    if (await sitting.session.exec(asked.limit(1))).first() is None:
        await sitting.write(person, "mute.answer")


async def _hand_to_a_person(sitting: Sitting, person: Person, words: str) -> None:
    """Let a coordinator read what somebody writes around whom all is still; nothing else comes of it."""
    where = await sitting.community(person.current)
    waiting = [one for one in await open_of(sitting, where.id, kind="rest_wrote") if one.person == person.id]
    if waiting:
        waiting[0].words = f"{waiting[0].words or ''}\n{words}".strip()[-LONGEST_QUOTE:]
        sitting.session.add(waiting[0])
    else:
        await open_task(sitting, "rest_wrote", where.id, person=person, words=words[:LONGEST_QUOTE])
    await sitting.write(person, "rest.answer", coordinator=await on_duty(sitting, where.id))
