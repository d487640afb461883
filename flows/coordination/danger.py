"""Danger: the fixed words have been said, or are said now; then whoever is on duty is told until it is picked up."""

from datetime import timedelta

from sqlmodel import col, select

from flows.alarm import first_words, soft_check
from flows.conversing import ask_again, talk_here
from flows.flood import pour
from flows.help.deeds.around import SHOWN
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
from storage.ids import new_id
from storage.queries import people
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Danger, Form, Lane, LetterState

DEEDS = {
    "cannot_call": "danger.cannot_call",
    "erase": "danger.erase",
    "now": "danger.now",
    "earlier": "danger.earlier",
}
AROUND_A_VISIT = timedelta(hours=3)
SAME_ALARM = timedelta(minutes=10)


async def sound(
    sitting: Sitting, person: Person, kind: Danger, words: str, cry: Cry | None, message: int | None = None
) -> None:
    """Record that danger was answered with the fixed words (say them now when they were not), and alert a person.

    The same kind of danger from the same person within ten minutes adds to the alert that is already out.
    """
    where = await sitting.community(person.current)
    rota = await people.on_duty(sitting.session, where, sitting.now)
    await _say(sitting, person, kind, cry, message, first_name(rota[0]) if rota else None)
    sitting.note("danger", person.id, where.id, person.id, code=kind.value)
    visit = await _visit_of(sitting, person)
    if visit is not None:
        about = await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)
        await sitting.write(person, "danger.address", lane=Lane.ALARM, address=about.street, name=first_name(about))
    open_now = [task for task in await open_of(sitting, where.id, kind="danger") if task.person == person.id]
    recent = [task for task in open_now if sitting.now - task.opened_at < SAME_ALARM and task.code == kind.value]
    if recent:
        recent[0].words = f"{recent[0].words or ''}\n{words}".strip()[-1000:]
        sitting.session.add(recent[0])
        level = pour(person.burst, person.burst_at, sitting.now)
        if level.heard:  # beyond that it is answered and written down, and the coordinator's phone stays free
            person.burst, person.burst_at = level.now, sitting.now
            sitting.session.add(person)
            await tell(sitting, recent[0])
    else:
        await open_task(sitting, "danger", where.id, person=person, visit=visit.id if visit else None, code=kind.value,
                        words=words[:1000])  # fmt: skip
    if not rota and await coordinators(sitting, where.id):
        following = await people.next_duty(sitting.session, where, sitting.now)
        await sitting.write(person, "danger.nobody_awake", lane=Lane.ALARM,
                            coordinator=first_name(following[1]) if following else "")  # fmt: skip


async def _say(
    sitting: Sitting, person: Person, kind: Danger, cry: Cry | None, message: int | None, on_duty: str | None
) -> None:
    form = person.form or Form.U
    said = first_words(kind, form, person.language, on_duty)
    if person.chat is None:
        return
    letter = OutboxLetter(
        id=cry.letter if cry else new_id(),
        chat=person.chat,
        person=person.id,
        community=person.current,
        words=f"alarm.{kind.value}",
        lane=Lane.ALARM,
        state=LetterState.SENT if cry else LetterState.WAITING,
        message=cry.message if cry else None,
        sent_at=sitting.now if cry else None,
        body=None if cry else sitting.body_of(said.text),
        buttons=[
            {"option": option, "label": label, "words": "", "deed": DEEDS[option], "args": _args(option, kind, message)}
            for option, label in said.buttons
        ],
        written_at=sitting.now,
    )
    sitting.session.add(letter)


def _args(option: str, kind: Danger, message: int | None) -> dict[str, object]:
    return {"kind": kind.value, "message": message} if option == "erase" else {"kind": kind.value}


async def _visit_of(sitting: Sitting, person: Person) -> Visit | None:
    """Give the visit that a helper is at right now, or just was: there is where help has to go."""
    asked = select(Visit).where(Visit.helper == person.id, col(Visit.state).in_(SHOWN))
    for visit in (await sitting.session.exec(asked)).all():
        if visit.starts_at is not None and abs(visit.starts_at - sitting.now) < AROUND_A_VISIT:
            return visit
    return None


async def check_softly(sitting: Sitting, person: Person, kind: Danger) -> None:
    """Ask once whether it is now; the talk goes on."""
    check = soft_check(person.language, person.form or Form.U)
    if person.chat is not None:
        sitting.session.add(
            OutboxLetter(
                chat=person.chat,
                person=person.id,
                community=person.current,
                words="alarm.check",
                lane=Lane.ALARM,
                body=sitting.body_of(check.text),
                buttons=[
                    {
                        "option": option,
                        "label": label,
                        "words": "",
                        "deed": DEEDS[option],
                        "args": {"kind": kind.value},
                    }
                    for option, label in check.buttons
                ],
                written_at=sitting.now,
            )
        )


async def is_now(sitting: Sitting, person: Person, letter: OutboxLetter, kind: str) -> None:
    """Ja, nu: the fixed words, and the alert."""
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
