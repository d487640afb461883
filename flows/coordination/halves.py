"""A command with a part still missing: that part is asked for, and the command goes on with the answer."""

from collections.abc import Mapping
from typing import Any

from flows.belonging import may, refuse
from flows.conversing import drop, given_to, open_talk, step, talk_of
from flows.phone import Phone
from flows.sitting import Sitting
from flows.talk import Heard
from flows.understanding.replies.answers import leaves_it, yes_or_no
from flows.understanding.replies.errands import read_errand
from flows.understanding.requests.home import read_home
from flows.understanding.requests.sentence import Understood
from storage.tables.course import Record
from storage.tables.people import Person

HALF = "half"
LONGEST = 15  # words of what may be missing; whoever says more speaks of something else
HOUSE = "huis"  # the one command of which the rest is facts, and not a name or a number


async def ask_rest(
    sitting: Sitting, person: Person, command: str, words: str, before: str = "", behind: str = "", **facts: str
) -> None:
    """Ask by WORDS for what COMMAND (its Dutch name) misses between what was said BEFORE and BEHIND it.

    What was asked of an earlier one is let go.
    """
    while (earlier := await talk_of(sitting, person.id)) is not None and earlier.flow == HALF:
        await drop(sitting, person, earlier)
    given = {"command": command, "before": before, "behind": behind, "asks": words, "facts": facts}
    await open_talk(sitting, person, HALF, given)


async def go_on(sitting: Sitting, person: Person, given: Mapping[str, Any], rest: str) -> None:
    """Do the command with what was missing; a no ends it."""
    command = sitting.menu.commands[given["command"]]
    if leaves_it(rest) or yes_or_no(rest) is False:
        await sitting.write(person, "half.left")
    elif not await may(sitting, person, command.roles):
        await refuse(sitting, person, given["command"])
    else:
        await command.do(sitting, person, " ".join(part for part in (given["before"], rest, given["behind"]) if part))


async def rest_said(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take what is written after the question as its answer; what plainly is none ends the command without a word."""
    talk = await talk_of(sitting, person.id)
    if talk is None or talk.flow != HALF:
        return False
    asked = await Phone(sitting, person).asked_last()
    if asked is None or asked.id != talk.asked_letter:
        return False
    if _speaks_of_else(understood, given_to(talk)):
        await drop(sitting, person, talk)
        return False
    await step(sitting, person, talk, Heard(understood.text))
    return True


def _speaks_of_else(understood: Understood, given: Mapping[str, Any]) -> bool:
    """Say whether somebody who was asked for the rest of a command writes of something else."""
    if given["command"] == HOUSE and given["before"]:
        stays = leaves_it(understood.text) or yes_or_no(understood.text) is False
        return not (stays or read_home(understood.text))
    words = understood.text
    return len(words.split()) > LONGEST or "?" in words or read_errand(words) is not None
