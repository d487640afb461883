"""Danger: the fixed words have been said, or are said now; then whoever is on duty is told until it is picked up."""

from datetime import timedelta

from flows.alarm.first_words import FirstWords, first_words, soft_check
from flows.alert_record import with_heard
from flows.conversing import ask_again, drop, talk_here
from flows.help.deeds.around import SHOWN
from flows.help.deeds.relaying import visit_written_about
from flows.help.promises import is_quiet
from flows.post import Cry
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import (
    CANNOT_CALL,
    CANNOT_CALL_SAFELY,
    CAREFUL,
    coordinators,
    first_name,
    open_of,
    open_task,
    tell,
    tell_all,
)
from storage.at_hand import CHECK
from storage.ids import new_id
from storage.queries import people
from storage.queries.doors import visit_about_now
from storage.tables.help import Request
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Danger, Form, Lane, LetterState

DEEDS = {
    "cannot_call": "danger.cannot_call",
    "erase": "danger.erase",
    "now": "danger.now",
    "earlier": "danger.earlier",
}
SAME_ALARM = timedelta(minutes=10)


async def sound(
    sitting: Sitting, person: Person, kind: Danger, words: str, cry: Cry | None, message: int | None = None
) -> None:
    """Record that danger was answered with the fixed words (say them now when they were not), and alert a person.

    The same kind of danger from the same person within ten minutes adds to the alert that is already out.
    """
    where = await sitting.community(person.current)
    rota = await people.on_duty(sitting.session, where, sitting.now)
    said = first_words(kind, person.form or Form.U, person.language, first_name(rota[0]) if rota else None)
    _write(sitting, person, f"alarm.{kind.value}", said, kind, message, cry)
    sitting.note("danger", person.id, where.id, person.id, code=kind.value)
    visit = await visit_about_now(sitting.session, person.id, sitting.now, SHOWN)
    if visit is not None:  # there is where help has to go
        about = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
        await sitting.write(person, "danger.address", lane=Lane.ALARM, address=about.street, name=first_name(about))
    elif kind is Danger.FRAUD:
        visit = await visit_written_about(sitting, person)
    open_now = [task for task in await open_of(sitting, where.id, kind="danger") if task.person == person.id]
    recent = [task for task in open_now if sitting.now - task.opened_at < SAME_ALARM and task.code == kind.value]
    if recent:
        recent[0].words = with_heard(recent[0].words, words)
        sitting.session.add(recent[0])
        if sitting.floods.pour(
            person.id, sitting.now
        ).heard:  # beyond that it is answered and written down, and the coordinator's phone stays free
            await tell(sitting, recent[0])
    else:
        await open_task(sitting, "danger", where.id, person=person, visit=visit.id if visit else None, code=kind.value,
                        words=words[:1000])  # fmt: skip
    if not rota and await coordinators(sitting, where.id):
        following = await people.next_duty(sitting.session, where, sitting.now)
        night = is_quiet(await sitting.local(where.id))
        await sitting.write(person, "danger.nobody_awake" if night else "danger.nobody_on_duty", lane=Lane.ALARM,
                            coordinator=first_name(following[1]) if following else "")  # fmt: skip


def keep_said(sitting: Sitting, person: Person, kind: Danger, cry: Cry | None, message: int | None) -> None:
    """Keep fixed words that were said at once for words that were not PERSON's own; nobody is alerted."""
    if cry is not None:
        said = first_words(kind, person.form or Form.U, person.language)
        _write(sitting, person, f"alarm.{kind.value}", said, kind, message, cry)


def _write(
    sitting: Sitting, person: Person, words: str, said: FirstWords, kind: Danger, message: int | None = None,
    cry: Cry | None = None,
) -> None:  # fmt: skip
    """Put fixed words in the outbox; as a CRY they were said already, and are only kept for the buttons under them.

    MESSAGE is what `erase` takes out of the chat.
    """
    if person.chat is None:
        return
    letter = OutboxLetter(
        id=new_id(), chat=person.chat, person=person.id, community=person.current, words=words, lane=Lane.ALARM,
        body=sitting.body_of(said.text), written_at=sitting.now,
        buttons=[
            {"option": option, "label": label, "words": "", "deed": DEEDS[option], "args": _args(option, kind, message)}
            for option, label in said.buttons
        ],
    )  # fmt: skip
    if cry is not None:
        letter.id, letter.message, letter.body = cry.letter, cry.message, None
        letter.state, letter.sent_at = LetterState.SENT, sitting.now
    sitting.at_hand.add_letter(letter)


def _args(option: str, kind: Danger, message: int | None) -> dict[str, object]:
    return {"kind": kind.value, "message": message} if option == "erase" else {"kind": kind.value}


async def check_softly(sitting: Sitting, person: Person, kind: Danger) -> None:
    """Ask once whether it is now; the talk goes on."""
    _write(sitting, person, CHECK, soft_check(person.language, person.form or Form.U), kind)


async def is_now(sitting: Sitting, person: Person, letter: OutboxLetter, kind: str) -> None:
    """Ja, nu: the fixed words, and the alert; what else was said then waits for no answer."""
    record = await talk_here(sitting, person)
    if record is not None and not record.asked_key:
        await drop(sitting, person, record)
    await sound(sitting, person, Danger(kind), "", None)


async def was_earlier(sitting: Sitting, person: Person, letter: OutboxLetter, kind: str) -> None:
    """Nee, eerder: good, and go on with what was asked."""
    record = await talk_here(sitting, person)
    if record is not None and record.person == person.id:
        await ask_again(sitting, person, record, Said("danger.earlier", {}))
    else:
        await sitting.write(person, "danger.earlier")


async def cannot_call(sitting: Sitting, person: Person, letter: OutboxLetter, kind: str) -> None:
    """Ik kan niet bellen: somebody else has to call 112, now; the caution around violence stays in the alert."""
    where = await sitting.community(person.current)
    ringing = [one for one in await open_of(sitting, where.id, kind="danger") if one.person == person.id]
    code = CANNOT_CALL_SAFELY if {kind, *(one.code for one in ringing)} & {*CAREFUL} else CANNOT_CALL
    if ringing:
        task = ringing[-1]
        task.code, task.picked_up_at, task.picked_up_by = code, None, None
        sitting.session.add(task)
    else:
        task = await open_task(sitting, "danger", where.id, person=person, code=code)
    awake = await tell_all(sitting, task)
    words = f"danger.{code}" if awake else "danger.cannot_call_night"
    await sitting.write(person, words, lane=Lane.ALARM, coordinator=[first_name(one) for one in awake])


async def erase(sitting: Sitting, person: Person, letter: OutboxLetter, kind: str, message: int | None = None) -> None:
    """Wis dit bericht: what was written and what was answered vanish from the chat, on both sides."""
    sitting.remove(person, message)
    sitting.remove(person, letter.message)
    sitting.note("danger.erased", person.id, (await sitting.community(person.current)).id, person.id)
