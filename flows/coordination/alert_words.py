"""What a coordinator writes while an alert is open that they got: that they have it, that it is safe, or what they see.

Every word of it is kept with the alert, and shown to the other coordinators who got it.
"""

import re
from datetime import timedelta

from sqlmodel import col, select

from flows.alarm.recognition import look
from flows.alert_record import with_written
from flows.belonging import may
from flows.conversing import conversation_of
from flows.coordination.tasks import UNNAMED, pick_up
from flows.menu import COORDINATORS, read_command
from flows.phone import Phone
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import called, first_name, full_name, open_of
from flows.typed import exactly
from flows.understanding.replies.alert_answers import AlertAnswer, read_alert_answer, speaks_of_another, tells_of_alert
from flows.understanding.replies.answers import yes_or_no
from flows.understanding.replies.errands import read_errand
from flows.understanding.requests.intent import find_intent
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.whom import says_i
from flows.understanding.words import fold
from storage.queries import people
from storage.tables.care import Task
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Lane

STILL_MEANT = timedelta(hours=2)  # after the alert went out, or was picked up
AT_ONCE = timedelta(minutes=30)  # after the last letter about an alert: what says nothing else is about it
_CLAUSES = re.compile(r"[,.;!?\n]")
_TELLS_ONLY = (Intent.SMALLTALK, Intent.THANKS, Intent.CANCEL, Intent.READY)


async def said(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take "ik ga kijken" for Opgepakt, and keep what else is said; where it is safe, or of several, ask first."""
    text = understood.text
    answer = read_alert_answer(text)
    alert = await alert_meant(sitting, person, text)
    if alert is not None:
        await _keep(sitting, person, alert, text)
    if answer is None or not await may(sitting, person, COORDINATORS):
        if alert is not None:
            await _thank(sitting, person, alert)
        return alert is not None
    where = await sitting.community(person.current)
    alerts = [one for one in await open_of(sitting, where.id, kind="danger") if _is_theirs(sitting, one, person)]
    letter = await sitting.at_hand.written(person.id)
    if not alerts or letter is None:
        return False
    if answer is AlertAnswer.TAKEN and len(alerts) == 1:
        if alerts[0].picked_up_by is None:
            await pick_up(sitting, person, letter, alerts[0].id)
        else:
            await sitting.write(person, "alert.yours", about=alerts[0].id, community=where.id)
        return True
    safe = len(alerts) == 1 and alerts[0].picked_up_by is not None
    words, label = ("alert.safe", "alert.yes") if safe else ("alert.which", "alert.this")
    buttons = [Button(label, "task.pick_up", {"task": one.id}, {"name": await _whose(sitting, one)}, yes=safe or None)
               for one in alerts]  # fmt: skip
    buttons.append(Button("alert.none", "alert.leave", yes=False))
    await sitting.write(person, words, buttons=buttons, asks=True, community=where.id)
    return True


async def leave(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Nee: the alert stays as it is."""
    await sitting.write(person, "alert.left")


async def alert_meant(sitting: Sitting, person: Person, text: str) -> Task | None:
    """Give the open alert that TEXT of a coordinator who got it is about; None where it is about something else.

    Danger is what PERSON is in, unless they got an alert and speak of another.
    """
    if read_command(text) is not None or read_errand(text) is not None:
        return None
    if await conversation_of(sitting, person) is not None or not await may(sitting, person, COORDINATORS):
        return None
    where = (await sitting.community(person.current)).id
    alerts = [one for one in await open_of(sitting, where, kind="danger") if _is_recent(sitting, one, person)]
    alerts = [one for one in alerts if person.id in await _told(sitting, one)]
    if not alerts:
        return None
    letter = await sitting.at_hand.written(person.id)
    under = [one for one in alerts if letter is not None and letter.about == one.id]
    meant = under or alerts
    if len(meant) != 1:
        return None
    found = look(text)
    if found is not None and found.certain:
        return meant[0] if await _is_of_another(sitting, meant[0], text) else None
    if tells_of_alert(text) or read_alert_answer(text) is not None:
        return meant[0]
    return meant[0] if under and letter is not None and await _says_only(sitting, person, letter, text) else None


async def _says_only(sitting: Sitting, person: Person, letter: OutboxLetter, text: str) -> bool:
    """Say whether TEXT, just after LETTER about an alert, wants nothing and answers nothing else."""
    if sitting.now - letter.written_at > AT_ONCE or yes_or_no(text) is not None:
        return False
    if exactly(text, letter.buttons, await sitting.reader(person)) or await Phone(sitting, person).asked_last():
        return False
    return find_intent(fold(text), task=False, time=False)[0] in _TELLS_ONLY


async def _is_of_another(sitting: Sitting, alert: Task, text: str) -> bool:
    """Say whether the danger in TEXT is that of whom ALERT is about, and not of whoever writes."""
    about = await sitting.get(Person, alert.person) if alert.person else None
    parts = [one for one in _CLAUSES.split(text) if look(one)] or [text]
    return speaks_of_another(text, first_name(about) if about else "") and not any(map(says_i, parts))


async def _keep(sitting: Sitting, person: Person, alert: Task, text: str) -> None:
    """Keep TEXT with ALERT and show it to the others who got that; to all on duty where it tells of danger itself."""
    alert.words = with_written(alert.words, first_name(person), text)
    sitting.session.add(alert)
    sitting.log("task.written", alert.community, person.id, alert.person, task=alert.id)
    readers = await _told(sitting, alert)
    if (found := look(text)) is not None and found.certain:
        where = await sitting.community(alert.community)
        readers |= {one.id for one in await people.on_duty(sitting.session, where, sitting.now)}
    about = await sitting.get(Person, alert.person) if alert.person and alert.code not in UNNAMED else None
    for one in sorted(readers - {person.id, alert.person}):
        await sitting.write(await sitting.get(Person, one), "alert.written", about=alert.id, community=alert.community,
                            lane=Lane.ALARM, by=first_name(person), name=full_name(about) if about else "",
                            words=text)  # fmt: skip


async def _thank(sitting: Sitting, person: Person, alert: Task) -> None:
    others = await _told(sitting, alert) - {person.id, alert.person}
    names = [first_name(await sitting.get(Person, one)) for one in sorted(others)]
    read = Said("alert.read_by", {"names": names}) if names else ""
    nobody = "" if alert.picked_up_by else Said("alert.not_taken", {})
    await sitting.write(person, "alert.noted", about=alert.id, community=alert.community, read=read, nobody=nobody)


async def _told(sitting: Sitting, alert: Task) -> set[int]:
    """Give who got ALERT, or words about it, and who sees to it."""
    asked = select(OutboxLetter.person).where(OutboxLetter.about == alert.id, col(OutboxLetter.person).is_not(None))
    told = {one for one in (await sitting.session.exec(asked)).all() if one is not None}
    return told | ({alert.picked_up_by} if alert.picked_up_by else set())


def _is_recent(sitting: Sitting, task: Task, person: Person) -> bool:
    return sitting.now - (task.picked_up_at or task.opened_at) < STILL_MEANT and task.person != person.id


def _is_theirs(sitting: Sitting, task: Task, person: Person) -> bool:
    return _is_recent(sitting, task, person) and task.picked_up_by in (None, person.id)


async def _whose(sitting: Sitting, task: Task) -> str:
    return str(called(await sitting.get(Person, task.person))) if task.person else ""
