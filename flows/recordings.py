"""What somebody spoke into their phone: it goes to whoever listens as it is, and is taken back when that is done.

The sound itself is never kept here: a task knows which message it is, and the messenger copies that message.
"""

import json

from sqlmodel import col, select

from flows.post import Inbound
from flows.sitting import Sitting
from storage.ids import new_id
from storage.tables.care import Task
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, LetterState

SPOKEN = "spoken"  # a task: its words say which message it is, and in lines behind that what was heard in it
COPY = "copy"  # no id of words: such a letter has none
SOUNDS = ("voice", "audio", "video")


def is_spoken(inbound: Inbound) -> bool:
    """Say whether somebody speaks in INBOUND, or may."""
    return inbound.attachment is not None and inbound.attachment.kind in SOUNDS and inbound.message is not None


def message_of(inbound: Inbound) -> str:
    """Say which message INBOUND is, as the words of a task."""
    return f"{inbound.chat} {inbound.message}"


def keep_heard(task: Task, words: str) -> None:
    """Keep the WORDS that were heard in the message of TASK until somebody says whether they are right."""
    task.words = f"{task.words}\n{words}"


def heard_in(task: Task) -> str:
    """Give the words that were heard in the message of TASK; empty where there are none."""
    return (task.words or "").partition("\n")[2]


def play(sitting: Sitting, task: Task, to: Person) -> None:
    """Have the message that TASK is about copied to whoever is to listen, before the letter that asks them."""
    if task.kind != SPOKEN or not task.words or to.chat is None:
        return
    body = json.dumps(
        {"text": "", "copies": [int(number) for number in task.words.partition("\n")[0].split()], "protect": True}
    )
    sitting.session.add(
        OutboxLetter(
            id=new_id(), chat=to.chat, person=to.id, community=task.community, about=task.id, lane=Lane.NEWS,
            letter_class=LetterClass.COURTESY, words=COPY, body=body, written_at=sitting.now,
        )
    )  # fmt: skip


async def take_back(sitting: Sitting, task: Task) -> None:
    """Have every copy taken out of the chats of who listened, and forget which message it was."""
    if task.kind != SPOKEN:
        return
    task.words = None
    asked = select(OutboxLetter).where(OutboxLetter.about == task.id, OutboxLetter.words == COPY)
    for copy in (await sitting.session.exec(asked.order_by(col(OutboxLetter.id)))).all():
        if copy.state is LetterState.WAITING:
            await sitting.session.delete(copy)
        elif copy.person is not None:
            sitting.remove(await sitting.get(Person, copy.person), copy.message)
