"""What a coordinator says in plain words where there is a command for it; what changes something is asked first."""

from flows.belonging import may
from flows.conversing import talk_of
from flows.menu import COORDINATORS
from flows.post import Button
from flows.sitting import Sitting
from flows.understanding.errands import read_errand
from flows.understanding.sentence import Understood
from storage.tables.course import Record
from storage.tables.people import Person


async def said(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Do what a coordinator asks for in words, as if they had typed the command; never in the middle of a talk."""
    errand = read_errand(understood.text)
    if errand is None or await talk_of(sitting, person.id) is not None or not await may(sitting, person, COORDINATORS):
        return False
    if not errand.changes:
        await sitting.menu.commands[errand.command].do(sitting, person, errand.words)
        return True
    buttons = [
        Button("errand.yes", "say_command", {"name": errand.command, "words": errand.words}, yes=True),
        Button("errand.no", "errand.leave", yes=False),
    ]
    await sitting.write(person, "errand.sure", buttons=buttons, asks=True, command=errand.command, words=errand.words)
    return True


async def leave(sitting: Sitting, person: Person, letter: object) -> None:
    """Nee: nothing has changed."""
    await sitting.write(person, "half.left")
