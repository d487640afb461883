"""What a theme hands to the two doors: its commands, conversations, button deeds, due deeds and what intents open.

This table is also the access matrix: each row says which roles may, and where. The desk and the rounds know only the
menu, so a new theme is a new folder and one line in flows/themes.py.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from flows.talk import Answers, Flow, Given
from storage.terms import Intent, Role

if TYPE_CHECKING:
    from flows.post import Inbound
    from flows.understanding.requests.sentence import Understood
    from storage.tables.course import Due, Record
    from storage.tables.people import Group, Person
    from storage.tables.post import OutboxLetter

Row = TypeVar("Row")

EVERYONE: frozenset[Role] = frozenset()
COORDINATORS = frozenset({Role.COORDINATOR})
ALWAYS = timedelta(days=365)  # longer than any talk stays open
_COMMAND = re.compile(r"^/([a-z_]+)(?:@\w+)?(?:\s+(.*))?$", re.S | re.I)

Sitting = Any  # flows/sitting.py, which imports this room: named here, not known
Facts = Mapping[str, Any]
Listen = Callable[[str, datetime, Answers, Given], Facts]  # words, local now, kept answers, given -> facts by key
ByPhone = Callable[[Sitting, "Person", "OutboxLetter"], Awaitable["OutboxLetter | None"]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its Dutch and English name without the slash, and what it does with the words behind it.

    What stands behind one `for_others` is passed on: it may be as long as the messenger carries, and danger in it is
    not that of whoever types it.
    """

    names: tuple[str, ...]
    do: Callable[[Sitting, Person, str], Awaitable[None]]
    roles: frozenset[Role] = EVERYONE
    for_others: bool = False


@dataclass(frozen=True, slots=True)
class GroupCommand:
    """A command in a coordinators' group. What `binds` a group may be typed in any, and looks itself who may."""

    names: tuple[str, ...]
    do: Callable[[Sitting, Person, Group | None, Inbound, str], Awaitable[None]]
    roles: frozenset[Role] = COORDINATORS
    binds: bool = False


def hear_nothing(words: str, now: object, answers: Answers, given: Given) -> Facts:
    """Listen for no facts: the talk wants the words themselves."""
    return {}


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation: who listens to its answers, and the deed that its value becomes.

    `finish` may raise Refused to have one question asked again. A `courtesy` gives way to whatever else somebody
    writes, but for what they may want that `heeds` names, and while `whole` holds the key that is asked: there every
    word is the answer. It is dropped without a word when nothing is answered, and comes back only beside what the
    same message led to. What is written in a `frank` one goes to coordinators alone: nothing but a secret is kept out
    of it. `left` are the words that one ends in when something else is wanted in the middle of it; without them it
    hears every word as an answer. One that `asks_whom` hears a wish to be called itself, and asks who is meant. In a
    `verbatim` one every word is an answer. One that `alerts` writes down what somebody else says, and sees to danger
    in it itself. For as long as `of_others` says, after it last asked, danger in what is typed in it is not that of
    whoever types.
    """

    name: str
    flow: Flow
    listen: Listen
    finish: Callable[[Sitting, Person, Given, Any], Awaitable[None]]
    roles: frozenset[Role] = EVERYONE
    courtesy: bool = False
    heeds: frozenset[Intent] = frozenset()
    whole: tuple[str, ...] = ()
    frank: bool = False
    left: str = ""
    asks_whom: bool = False
    verbatim: bool = False
    alerts: bool = False
    of_others: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What a button stands for. The person is the one whom the letter was sent to; `in_group` whichever coordinator.

    `unsure` is what a typed "ja" or "1" leads to under a letter whose buttons may not be meant by it.
    """

    name: str
    do: Callable[..., Awaitable[None]]  # (sitting, person, letter, **args of the button)
    roles: frozenset[Role] = EVERYONE
    in_group: bool = False  # stands under letters to a group, and nowhere else
    once: bool = False  # an answer: the other buttons under the same letter do nothing after it
    ends: bool = False  # takes away what somebody counts on: a typed yes means it only while nothing came in between
    unsure: Callable[[Sitting, Person, OutboxLetter | None], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class DueDeed:
    """What is done when something falls due. What `rests` waits while a coordinator holds all still.

    What `awaits` an answer is put off by as long as the program stood still, for nobody could answer then.
    """

    kind: str
    do: Callable[[Sitting, Due], Awaitable[None]]
    rests: bool = False
    awaits: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What an understood intent leads to when no talk is open."""

    intent: Intent
    do: Callable[[Sitting, Person, Understood], Awaitable[None]]


class Before(StrEnum):
    """What a notice goes before."""

    ALL = "all"  # also before an answer to what was asked last
    TALK = "talk"  # before the talk that is open
    INTENT = "intent"  # before what is wanted, where no talk is open


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in somebody's words that goes before what they want.

    `take` says whether it took the words; the talk that is open, if any, is the last thing it is given. What is not
    `for_forwarded` is not looked for in the words of somebody else.
    """

    name: str
    take: Callable[[Sitting, Person, Understood, Record | None], Awaitable[bool]]
    before: Before = Before.TALK
    for_forwarded: bool = True


@dataclass(frozen=True, slots=True)
class Theme:
    """All that one theme brings."""

    name: str
    commands: tuple[Command, ...] = ()
    group_commands: tuple[GroupCommand, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    deeds: tuple[Deed, ...] = ()
    dues: tuple[DueDeed, ...] = ()
    openings: tuple[Opening, ...] = ()
    notices: tuple[Notice, ...] = ()


class Menu:
    """All themes together, each row by its name; and who reads out what can't be written to somebody.

    `bot_name` is how the messenger knows the bot; empty where there is none.
    Raises ValueError when a name stands twice.
    """

    def __init__(self, themes: Iterable[Theme], by_phone: ByPhone, bot_name: str = "") -> None:
        themes = tuple(themes)
        self._themes = themes
        self.by_phone = by_phone
        self.bot_name = bot_name
        self.commands = _by_name((name, row) for theme in themes for row in theme.commands for name in row.names)
        self.group_commands = _by_name(
            (name, row) for one in themes for row in one.group_commands for name in row.names
        )
        self.conversations = _by_name((row.name, row) for theme in themes for row in theme.conversations)
        self.deeds = _by_name((row.name, row) for theme in themes for row in theme.deeds)
        self.dues = _by_name((row.kind, row) for theme in themes for row in theme.dues)
        self.openings = _by_name((row.intent, row) for theme in themes for row in theme.openings)
        self.notices = _by_name((row.name, row) for theme in themes for row in theme.notices)
        self.notices_before = {place: [row for row in self.notices.values() if row.before is place] for place in Before}

    def passing_on(self, text: str) -> Command | None:
        """Give the command in TEXT whose words are passed on; None for anything else."""
        said = read_command(text)
        command = self.commands.get(said[0]) if said else None
        return command if command is not None and command.for_others else None

    def of_bot(self, name: str) -> Menu:
        """Give the same menu for the bot called NAME."""
        return Menu(self._themes, self.by_phone, name)

    def with_theme(self, theme: Theme) -> Menu:
        """Give the same menu with one theme more."""
        return Menu((*self._themes, theme), self.by_phone, self.bot_name)

    def link(self, code: str) -> str:
        """Give the start link of CODE: whole where the name of the bot is known."""
        return f"https://t.me/{self.bot_name}?start={code}" if self.bot_name else f"/start {code}"


def read_command(text: str) -> tuple[str, str] | None:
    """Read a command: its name without the slash, and the words behind it. None where TEXT is none."""
    found = _COMMAND.match(text.strip())
    return (found[1].lower(), (found[2] or "").strip()) if found else None


def _by_name(rows: Iterable[tuple[str, Row]]) -> dict[str, Row]:
    named: dict[str, Row] = {}
    for name, row in rows:
        if name in named:
            raise ValueError(f"the menu has {name!r} twice")
        named[name] = row
    return named
