"""The desk of groups: a command or a press in a coordinators' group, as whoever typed or pressed it.

Nobody else is answered there: no chatter, nothing forwarded, nothing of nameless admins or channels, nothing in a group
that is not bound. Who is no coordinator and presses a button reads a passing notice.
"""

import re
from dataclasses import dataclass

from flows.belonging import roles_of
from flows.coordination.strange_groups import watch_stranger
from flows.groups import post, reader_of
from flows.menu import GroupCommand
from flows.post import Inbound, Press
from flows.sitting import Sitting
from flows.talk import Said
from flows.wording.render import render
from storage.outbox import move_chat, read_token
from storage.queries.groups import forget_group, group_in
from storage.queries.people import by_chats
from storage.tables.people import Group, Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, Role

_COMMAND = re.compile(r"/([a-z_]+)(?:@(\w+))?(?:\s+(.*))?", re.S | re.I)
_ADDRESSED = re.compile(r"@(\w+)\s+(\S+)")


@dataclass(frozen=True, slots=True)
class Notice:
    """What whoever pressed a button reads in passing; empty for nothing."""

    press: str
    text: str


async def hear(sitting: Sitting, inbound: Inbound, called: str) -> Notice | None:
    """Take what came from a group; CALLED is the name of this bot, to whom alone commands with a name are meant."""
    if inbound.reachable is not False:
        await watch_stranger(sitting, inbound.chat)
    if inbound.moved_to is not None:
        await move_chat(sitting.session, inbound.chat, inbound.moved_to)
    elif inbound.reachable is False:
        await let_go(sitting, inbound.chat)
    elif inbound.press is not None:
        return Notice(inbound.press.id, await _press(sitting, inbound, inbound.press))
    elif inbound.sender is not None and inbound.text and not (inbound.forwarded or inbound.edited):
        await _words(sitting, inbound, called.casefold())
    return None


async def let_go(sitting: Sitting, chat: int) -> None:
    """Forget the group in CHAT, which the bot is in no longer, and tell whoever bound it."""
    group = await group_in(sitting.session, chat)
    if group is None:
        return
    community, by = group.community, await sitting.session.get(Person, group.bound_by)
    await forget_group(sitting.session, group)
    sitting.note("group.gone", community, community)
    if by is not None and Role.COORDINATOR in await roles_of(sitting, by, community):
        await sitting.write(by, "group.gone", community=community, lane=Lane.NEWS, letter_class=LetterClass.COURTESY)


async def _words(sitting: Sitting, inbound: Inbound, called: str) -> None:
    text = inbound.text.strip()
    addressed = _ADDRESSED.fullmatch(text)
    found = _COMMAND.fullmatch(f"/koppel@{addressed[1]} {addressed[2]}" if addressed else text)
    if found is None or (found[2] and called and found[2].casefold() != called):
        return
    command = sitting.menu.group_commands.get(found[1].lower())
    person = await _sender(sitting, inbound)
    if person is None:
        return
    if command is not None:
        await _do(sitting, command, person, inbound, (found[3] or "").strip())
    else:
        await _point_away(sitting, person, inbound, found[1].lower())


async def _point_away(sitting: Sitting, person: Person, inbound: Inbound, name: str) -> None:
    """Say to a coordinator where a command works that does nothing in a group; nothing of it is done or repeated."""
    group = await group_in(sitting.session, inbound.chat)
    if group is None or not await _may(sitting, person, group):
        return
    known = name in sitting.menu.commands
    words = "group.help" if name == "help" else "group.private_only" if known else "group.unknown"
    said = Said(words, {"command": f"/{name}"} if words == "group.private_only" else {})
    await post(sitting, group, said, thread=inbound.thread)


async def _do(sitting: Sitting, command: GroupCommand, person: Person, inbound: Inbound, words: str) -> None:
    group = await group_in(sitting.session, inbound.chat)
    if command.binds or (group and command.roles & await roles_of(sitting, person, group.community)):
        await command.do(sitting, person, group, inbound, words)


async def _press(sitting: Sitting, inbound: Inbound, press: Press) -> str:
    """Do what a button in a group stands for, and say what whoever pressed it reads in passing."""
    group = await group_in(sitting.session, inbound.chat)
    if group is None:
        return ""
    named = read_token(press.token)
    letter = await sitting.session.get(OutboxLetter, named[0]) if named else None
    ours = letter is not None and letter.person is None and letter.chat == inbound.chat
    button = next((one for one in letter.buttons if named and one["option"] == named[1]), None) if letter else None
    deed = sitting.menu.deeds.get(str(button["deed"])) if button and ours else None
    person = await _sender(sitting, inbound)
    if person is None or not await _may(sitting, person, group):
        words = "group.not_yours"
    elif button is None or deed is None or not deed.in_group:
        words = "group.old"
    elif not person.reachable:
        words = "group.write_first"
    else:
        await deed.do(sitting, person, letter, **button["args"])
        words = "group.look"
    return render(words, {}, await reader_of(sitting, group)).text


async def _may(sitting: Sitting, person: Person, group: Group) -> bool:
    return Role.COORDINATOR in await roles_of(sitting, person, group.community)


async def _sender(sitting: Sitting, inbound: Inbound) -> Person | None:
    """Give who wrote or pressed; somebody's private chat bears the number of their account."""
    if inbound.sender is None:
        return None
    return (await by_chats(sitting.session, [inbound.sender])).get(inbound.sender)
