"""What a press means: the deed that the button stands for, or an answer in a talk; an old button says so."""

from collections.abc import Mapping
from typing import Any

from flows.belonging import may, refuse
from flows.conversing import ask_again, listen, step
from flows.menu import EVERYONE
from flows.phone import Phone
from flows.talk import Change, Said
from storage.outbox import read_token
from storage.tables.course import Record
from storage.tables.post import OutboxLetter


async def press(phone: Phone, token: str) -> None:
    """Do what a button stands for, when it was sent to this phone and may still be pressed."""
    named = read_token(token)
    letter = await phone.sitting.session.get(OutboxLetter, named[0]) if named else None
    if named is None or letter is None or letter.person != phone.person.id:
        await phone.sitting.write(phone.person, "button.unknown")
        return
    if not await phone.turn_to(letter.meant):
        await phone.sitting.write(phone.person, "button.past")
        return
    button = next((one for one in letter.buttons if one["option"] == named[1]), None)
    await do(phone, letter, button or {"deed": "", "args": {}})


async def do(phone: Phone, letter: OutboxLetter, button: Mapping[str, Any]) -> None:
    """Do what BUTTON under LETTER stands for, if whoever is spoken with may."""
    sitting, person = phone.sitting, phone.person
    name, args = str(button["deed"]), dict(button["args"])
    if name in ("answer", "change", "ask_again"):
        await _answer(phone, letter, args)
    elif name == "read":
        sitting.note("letter.read", letter.about or letter.id, letter.community or 0, person.id)
        if letter.words:
            await sitting.write(person, "button.read_thanks")
    elif (deed := sitting.menu.deeds.get(name)) is None:
        await sitting.write(person, "button.unknown")
    elif not await may(sitting, person, deed.roles, letter.community):
        await refuse(sitting, person, name, letter.community)
    else:
        if deed.roles != EVERYONE and letter.community is not None:
            person.current = letter.community  # what only some may do is done where they may
        await deed.do(sitting, person, letter, **args)
        if deed.once:
            letter.buttons = []
            sitting.session.add(letter)


async def _answer(phone: Phone, letter: OutboxLetter, args: Mapping[str, Any]) -> None:
    """Take a button of a talk; one of a talk that is over, or of an earlier question, says so."""
    sitting, person = phone.sitting, phone.person
    record = await sitting.session.get(Record, args["record"])
    if record is None or record.person != person.id or record.closed_at is not None:
        current = await phone.talk()
        if current is not None:
            await ask_again(sitting, phone.person, current, Said("talk.past", {}))
        else:
            await sitting.write(phone.person, "button.past")
    elif letter.id != record.asked_letter:
        await ask_again(sitting, person, record, Said("talk.past", {}))
    elif "option" in args:
        says = str(args.get("says") or "")
        await step(sitting, person, record, await listen(sitting, record, says, str(args["key"]), str(args["option"])))
    elif "key" in args:
        await step(sitting, person, record, Change(str(args["key"])))
    else:
        await ask_again(sitting, person, record)
