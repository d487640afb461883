"""What a coordinator says in plain words where there is a command for it; what changes something is asked first."""

from flows.belonging import may
from flows.conversing import conversation_of, drop, talk_here
from flows.menu import COORDINATORS
from flows.post import Button
from flows.sitting import Sitting
from flows.understanding.replies.errands import read_errand
from flows.understanding.requests.sentence import Understood
from storage.tables.course import Record
from storage.tables.people import Person


async def said(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Do what a coordinator asks for in words, as if they had typed the command.

    In the middle of a talk only what changes nothing, unless the talk is one that gives way; and nothing where the
    words themselves are wanted.
    """
    errand = read_errand(understood.text)
    if errand is None or not await may(sitting, person, COORDINATORS):
        return False
    talk = await conversation_of(sitting, person)
    if talk is not None and (talk.frank or (not talk.courtesy and (errand.changes or errand.alone))):
        return False
    if talk is not None and talk.courtesy and (open_one := await talk_here(sitting, person)) is not None:
        await drop(sitting, person, open_one)
    if not errand.changes:
        await sitting.menu.commands[errand.command].do(sitting, person, errand.words)
        return True
    buttons = [
        Button("errand.yes", "say_command", {"name": errand.command, "words": errand.words}, yes=True),
        Button("errand.no", "errand.leave", yes=False),
    ]
    asks = "errand.sure" if errand.words else "errand.sure_bare"
    await sitting.write(person, asks, buttons=buttons, asks=True, command=errand.command, words=errand.words)
    return True


async def is_errand(sitting: Sitting, person: Person, text: str) -> bool:
    """Say whether TEXT is a command of a coordinator in plain words."""
    return read_errand(text) is not None and await may(sitting, person, COORDINATORS)


async def leave(sitting: Sitting, person: Person, letter: object) -> None:
    """Nee: nothing has changed."""
    await sitting.write(person, "half.left")
