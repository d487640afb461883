"""What somebody said on the phone, recorded as if they had tapped or typed it: the very same deeds run, in their name.

Who recorded it stands in the log. What the deeds then have to tell them is handed to whoever is on the line with them.
"""

from collections.abc import Awaitable, Mapping
from datetime import timedelta
from typing import Any

from flows.alarm.first_words import first_words
from flows.alarm.recognition import look
from flows.by_phone import calls_to, drop, letter_of, was_said
from flows.calling.listing import left_to_call
from flows.conversing import drop as stop_talk
from flows.conversing import open_talk
from flows.coordination.danger import sound
from flows.coordination.tasks import at_hand
from flows.digest import text_of
from flows.phone import Phone
from flows.post import Button, Inbound
from flows.pressing import do
from flows.read_out import answers_to, button_for, heard_of, is_news, others_of
from flows.reception import Reception
from flows.sitting import NO_CHAT, Line, Sitting
from flows.tasks import called, close, facts_of, first_name
from storage.ids import new_id
from storage.queries import course, people
from storage.tables.care import Task
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Form

NOT_HOME = timedelta(hours=1)  # after which it is tried again
TRIED_OFTEN = 3
ON_THE_LINE = timedelta(hours=2)  # in which whoever is calling is left in peace
_NO_ANSWER = "call.no_answer"


async def said(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Gezegd: it was read out, and heard."""
    row = await at_hand(sitting, person, task)
    if row is None:
        return
    lines = await letter_of(sitting, row)
    heard = heard_of(lines) if lines else None
    await (_record(sitting, person, row, lines, heard) if lines and heard else _all_said(sitting, person, row, lines))


async def _all_said(sitting: Sitting, person: Person, task: Task, lines: OutboxLetter | None) -> None:
    sitting.log("task.done", task.community, person.id, task.person, task=task.id)
    await _take_off(sitting, person, task, lines)
    talk = await sitting.session.get(Record, lines.about) if lines and lines.about else None
    if talk is not None and talk.closed_at is None:
        await stop_talk(sitting, await sitting.get(Person, talk.person), talk)
    await _go_on(sitting, person, task.community)


async def record(sitting: Sitting, person: Person, letter: OutboxLetter, task: int, option: str) -> None:
    """Do what they answered, as if they had tapped it."""
    row = await at_hand(sitting, person, task)
    lines = await letter_of(sitting, row) if row else None
    button = next((one for one in lines.buttons if one["option"] == option), None) if lines else None
    if row is not None and lines is not None and button is not None:
        await _record(sitting, person, row, lines, button)


async def _record(sitting: Sitting, person: Person, task: Task, lines: OutboxLetter, button: Mapping[str, Any]) -> None:
    whom = await sitting.get(Person, lines.meant or lines.person or 0)
    sitting.log("call.recorded", task.community, person.id, whom.id, task=task.id, deed=button["deed"])
    await _take_off(sitting, person, task, lines)
    await on_the_line(sitting, person, whom, task.community, do(Phone(sitting, whom), lines, button))


async def _take_off(sitting: Sitting, person: Person, task: Task, lines: OutboxLetter | None) -> None:
    """Take a call that was made off the list."""
    await close(sitting, task, person)
    if lines is not None:
        was_said(sitting, lines)


async def on_the_line(sitting: Sitting, person: Person, whom: Person, community: int, deed: Awaitable[None]) -> None:
    """Do DEED in the name of WHOM, and hand PERSON, who is on the phone with them, what they are to hear next."""
    sitting.line = Line(whom.id)
    try:
        await deed
    finally:
        line, sitting.line = sitting.line, None
    asking = [one for one in line.said if one.asks or others_of(one) or heard_of(one)]
    if asking:
        await _ask_on(sitting, person, whom, community, line.said, asking[-1])
        return
    words = _together(line.said)
    for one in line.said:
        was_said(sitting, one)
    await _go_on(sitting, person, community, words)


def _together(letters: list[OutboxLetter]) -> str:
    return "\n".join(dict.fromkeys(text_of(one).text for one in letters))


async def _ask_on(
    sitting: Sitting, person: Person, whom: Person, community: int, letters: list[OutboxLetter], asking: OutboxLetter
) -> None:
    """Hand PERSON what is to be said now, with the answers to it; until there is one, it stays on the call list."""
    for task, older in await calls_to(sitting, whom, community):
        if older.about == asking.about:
            await drop(sitting, task, older)
    words = _together(letters)
    for one in letters:
        if one.id != asking.id:
            was_said(sitting, one)
    task = Task(
        id=new_id(), community=community, kind="call", person=whom.id, words=words, letter=asking.id, told=1,
        opened_at=sitting.now, picked_up_by=person.id, picked_up_at=sitting.now,
    )  # fmt: skip
    sitting.session.add(task)
    sitting.note("task.call", task.id, community, person.id, about=whom.id)
    sitting.plan("task", task.id, community, sitting.now + ON_THE_LINE)
    buttons = answers_to(asking, task.id, called(whom), on_line=True)
    words_id = "call.say_on" if is_news(asking) else "call.ask_on"
    await sitting.write(person, words_id, buttons=buttons, about=task.id, community=community, words=words)


async def _go_on(sitting: Sitting, person: Person, community: int, words: str = "") -> None:
    """Thank PERSON, with what is still to be said before they ring off, and go on with the next call."""
    left = await left_to_call(sitting, person, community)
    following = [Button("call.next", "call.open", {"task": left[0].task})] if left else []
    await sitting.write(person, "call.noted" if left else "call.noted_all", buttons=following, community=community,
                        words=words, count=len({one.person for one in left}))  # fmt: skip


async def no_answer(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Neemt niet op: it comes back by itself; somebody who never answers is to be looked in on."""
    row = await at_hand(sitting, person, task)
    if row is None:
        return
    before = [one for one in await course.events_of(sitting.session, row.id) if one.kind == _NO_ANSWER]
    sitting.note(_NO_ANSWER, row.id, row.community, person.id)
    row.picked_up_by = row.picked_up_at = None
    rota = await people.on_duty(sitting.session, await sitting.community(row.community), sitting.now)
    row.told = next((place for place, one in enumerate(rota) if one.id == person.id), row.told)  # theirs to try again
    again = sitting.now + NOT_HOME
    sitting.plan("task", row.id, row.community, again)
    whom = await sitting.get(Person, row.person or 0)
    often = len(before) + 1 >= TRIED_OFTEN
    await sitting.write(person, "call.never_answers" if often else "call.again_later", about=row.id,
                        community=row.community, at=again, **facts_of(whom))  # fmt: skip


async def later(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Later verder: it stays on the call list."""
    row = await at_hand(sitting, person, task)
    if row is not None:
        await _go_on(sitting, person, row.community)


async def more(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Toos wil iets anders: all that could be tapped instead, and words of their own."""
    row = await at_hand(sitting, person, task)
    lines = await letter_of(sitting, row) if row else None
    if row is None or lines is None:
        return
    whom = await sitting.get(Person, row.person or 0)
    buttons = [button_for(one, row.id) for one in others_of(lines)]
    buttons.append(Button("call.write_down", "call.words", {"task": row.id}))
    buttons.append(Button("task.said", "call.said", {"task": row.id}))
    await sitting.write(person, "call.what_else", buttons=buttons, about=row.id, community=row.community,
                        first=called(whom))  # fmt: skip


async def ask_words(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """Opschrijven: ask what they say, in their words."""
    row = await at_hand(sitting, person, task)
    if row is not None and row.person is not None:
        await listen_to(sitting, person, await sitting.get(Person, row.person), row.id)


async def listen_to(sitting: Sitting, person: Person, whom: Person, task: int | None = None) -> None:
    """Open the talk in which PERSON writes down what WHOM says on the phone."""
    given = {"first": first_name(whom), "whom": whom.id, "task": task}
    await open_talk(sitting, person, "by_phone", given)


async def words_said(sitting: Sitting, person: Person, given: Mapping[str, Any], words: str) -> None:
    """Take WORDS as what they typed: an answer to what is asked, or something new."""
    whom = await sitting.get(Person, given["whom"])
    community = (await sitting.community(person.current)).id
    sitting.log("call.words", community, person.id, whom.id)
    row = await sitting.session.get(Task, given["task"]) if given["task"] else None
    if row is not None and row.closed_at is None:
        await _take_off(sitting, person, row, await letter_of(sitting, row))
    if await _danger(sitting, person, whom, words):
        return
    heard = Inbound(None, NO_CHAT, private=True, sent_at=sitting.now, text=words)
    await on_the_line(sitting, person, whom, community, Reception(sitting, whom).take(heard))


async def _danger(sitting: Sitting, person: Person, whom: Person, words: str) -> bool:
    """Have danger that WHOM speaks of on the phone go out in their name; True when there was any."""
    found = look(words)
    if found is None or not found.certain:
        return False
    await sound(sitting, whom, found.kind, words, None)
    said = first_words(found.kind, whom.form or Form.U, whom.language)
    await sitting.write(person, "call.say_on", about=whom.id, words=said.text)
    return True
