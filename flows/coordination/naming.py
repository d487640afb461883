"""Which request a coordinator means: by its number in any shape, or a part of the asker's name; of several, a choice.

What is missing is asked for, and the command goes on with it.
"""

import re

from flows.belonging import may
from flows.coordination.halves import ask_rest
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from storage.queries import help as queries
from storage.tables.help import Request
from storage.tables.people import Person
from storage.tables.post import OutboxLetter

MOST = 8
_NUMBERED = re.compile(
    r"^(?:vraag |request |nr\.? ?|no\.? ?|nummer |number )?#? ?(\d{1,9})\b[:,]?\s*(.*)$", re.I | re.S
)


async def named_request(
    sitting: Sitting, person: Person, words: str, command: str, behind: str = ""
) -> tuple[Request, str] | None:
    """Give the request that WORDS name and the words behind its number; None where that was asked or said.

    A name stands alone: all of WORDS are one. What is said BEHIND them goes along with a choice.
    """
    where = await sitting.community(person.current)
    numbered = _NUMBERED.match(words.strip())
    if numbered is not None:
        request = await queries.request_numbered(sitting.session, where.id, int(numbered[1]))
        if request is not None:
            return request, numbered[2].strip()
        await ask_rest(sitting, person, command, "half.no_such_request", behind=behind, number=numbered[1])
        return None
    found = await queries.requests_of_called(sitting.session, where.id, words.strip()) if words.strip() else []
    if len(found) == 1:
        return found[0][0], ""
    if not found:
        unknown = "half.no_request_of" if words.strip() else f"half.{command}"
        await ask_rest(sitting, person, command, unknown, behind=behind, name=words.strip())
        return None
    buttons = [
        Button("usage.this_request", "say_command", {"name": command, "words": f"{request.number} {behind}".strip()},
               {"number": request.number, "what": Said(f"category.button.{request.category.value}", {})})
        for request, _ in found[:MOST]
    ]  # fmt: skip
    lines = [Said("usage.request_line", {"number": request.number, "asker": asker.name, "what": request.category})
             for request, asker in found[:MOST]]  # fmt: skip
    await sitting.write(person, "usage.which_request", before=lines, buttons=buttons, asks=True, name=words.strip())
    return None


async def say_command(sitting: Sitting, person: Person, letter: OutboxLetter, name: str, words: str) -> None:
    """Do the command NAME with these WORDS, as if whoever taps had typed it."""
    command = sitting.menu.commands[name]
    if not await may(sitting, person, command.roles, letter.community):
        await sitting.write(person, "command.not_yours")
        return
    before, person.current = person.current, letter.community or person.current  # a number counts where it was shown
    await command.do(sitting, person, words)
    person.current = before
