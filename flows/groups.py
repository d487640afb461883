"""What the coordinators' group is shown: that something waits, and who took it up. Never about whom, where or why.

Whatever is written to a group goes through `post`, and the facts it is given are numbers, days, sorts of help and the
first names of coordinators, and nothing else.
"""

from collections.abc import Sequence

from flows.confidence import CONFIDED
from flows.own_names import names_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.wording.render import Reader, joined, render
from storage.ids import new_id
from storage.queries.groups import group_of, letters_about
from storage.tables.care import Task
from storage.tables.help import Request, Visit
from storage.tables.people import Group, Person
from storage.tables.post import OutboxLetter
from storage.terms import Form, Lane, LetterClass

TOPICS = ("danger", "new", "rest")
_TOPIC_OF = {"danger": "danger", "acquaint": "new", "approve": "new"}
NUMBERED = ("not_found", "drop_out", "acquaint", "propose", "after")  # what may be said of a task that has a number
PLAIN = ("danger", "approve", "call", "wants_person")  # and of one without; all others are only something that waits


async def reader_of(sitting: Sitting, group: Group) -> Reader:
    """Say how a group is spoken to."""
    where = await sitting.community(group.community)
    return Reader(where.language, Form.JE.value, where.zone, sitting.now, names=names_of(where))


async def post(
    sitting: Sitting,
    group: Group,
    *said: Said,
    buttons: Sequence[Button] = (),
    about: int | None = None,
    thread: int | None = None,
    lane: Lane = Lane.ANSWER,
    edits: OutboxLetter | None = None,
) -> None:
    """Put a letter to GROUP in the outbox; an edit of another letter is only made when there is one to change."""
    assert group.chat is not None  # noqa: S101 - only bound groups are written to
    reader = await reader_of(sitting, group)
    sitting.session.add(
        OutboxLetter(
            id=new_id(),
            chat=group.chat,
            thread=thread,
            community=group.community,
            words=said[-1].words,
            about=about,
            lane=lane,
            letter_class=LetterClass.EDIT if edits else LetterClass.CRITICAL,
            body=sitting.body_of(joined([render(one.words, one.facts, reader) for one in said]).text),
            buttons=[_button(place, one, reader) for place, one in enumerate(buttons)],
            edits=edits.id if edits else None,
            written_at=sitting.now,
        )
    )


def _button(place: int, button: Button, reader: Reader) -> dict[str, object]:
    label = render(button.words, {}, reader).text
    return {"option": str(place), "label": label, "words": button.words, "deed": button.deed, "args": dict(button.args)}


async def show_in_group(sitting: Sitting, task: Task) -> None:
    """Show the group of its community that TASK waits: once, and danger as often as it is told."""
    group = await group_of(sitting.session, task.community)
    danger = task.kind == "danger"
    if group is None or (task.told and not danger) or task.picked_up_at is not None or task.kind in CONFIDED:
        return
    await post(
        sitting,
        group,
        await said_of(sitting, task),
        buttons=[Button("task.pick_up", "group.pick_up", {"task": task.id})],
        about=task.id,
        thread=thread_for(group, _TOPIC_OF.get(task.kind, "rest")),
        lane=Lane.ALARM if danger else Lane.NEWS,
    )


def thread_for(group: Group, topic: str) -> int | None:
    """Give the thread in which TOPIC is to be shown: its own, else that of the rest, else the group as a whole."""
    found: int | None = group.threads.get(topic, group.threads.get("rest"))
    return found


async def said_of(sitting: Sitting, task: Task) -> Said:
    """Say that TASK waits. Its sort is only said where that tells nothing of anybody."""
    number = await _number(sitting, task)
    if task.kind in PLAIN or (task.kind in NUMBERED and number is not None):
        return Said(f"group.waits.{task.kind}", {"number": number})
    return Said("group.waits.other", {"number": number})


async def settle_in_group(sitting: Sitting, task: Task, by: Person | None) -> None:
    """Let every message in the group about TASK say who took it up, or that it is dealt with; once."""
    group = await group_of(sitting.session, task.community)
    if group is None:
        return
    letters = await letters_about(sitting.session, task.id)
    edited = {letter.edits for letter in letters}
    facts = {"number": await _number(sitting, task)}
    name = (by.name or by.called).split(" ")[0] if by else ""
    said = Said("group.taken", {**facts, "first": name}) if name else Said("group.done", facts)
    for letter in letters:
        if letter.buttons and letter.id not in edited:
            await post(sitting, group, said, about=task.id, thread=letter.thread, edits=letter)


async def _number(sitting: Sitting, task: Task) -> int | None:
    visit = await sitting.session.get(Visit, task.visit) if task.visit else None
    return (await sitting.get(Request, visit.request)).number if visit else None
