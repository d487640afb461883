"""What one inbound means: a command, an answer to what was asked last, or something new."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flows.belonging import may, recognise, refuse, roles_of
from flows.conversing import ask_again, drop, gives_way, listen, step, verbatim_talk
from flows.guards.deeds.secrets import withheld
from flows.hearing.deeds.arriving import read_back, spoken
from flows.menu import EVERYONE, Before, read_command
from flows.named_buttons import by_name
from flows.people.deeds.placing import shared
from flows.phone import Phone
from flows.post import Inbound
from flows.pressing import do, press
from flows.recordings import is_spoken
from flows.sitting import Sitting
from flows.talk import Back, Said
from flows.tasks import on_duty, open_of, tell
from flows.typed import exactly, meant
from flows.understanding.hours.absence import read_absences
from flows.understanding.hours.telling import names_hours, only_tells_when, tells_of_time
from flows.understanding.replies.answers import read_phone
from flows.understanding.replies.form import read_form
from flows.understanding.requests.sentence import Understood, understand
from flows.wording.render import Reader
from storage.columns import keyring
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Role

LONGEST_MESSAGE = 2000
_WAIT_FOR_NUMBER = ("wants_person", "money", "rude", "care")  # tasks that promise a call, or help by somebody
_ANYTIME = {  # typed without a slash, at any moment
    "terug": "terug", "back": "terug", "stop": "stop", "help": "help", "mens": "mens", "bel mij": "mens",
    "hulp": "help", "ik wil iemand spreken": "mens", "call me": "mens",
}  # fmt: skip


class Reception:
    """One person at the desk, in one sitting."""

    def __init__(self, sitting: Sitting, person: Person) -> None:
        self.sitting = sitting
        self.phone = Phone(sitting, person)

    @property
    def person(self) -> Person:
        """Give who is spoken with."""
        return self.phone.person

    async def take(self, inbound: Inbound) -> None:
        """Do what INBOUND asks; everybody who writes gets an answer."""
        if await withheld(self.sitting, self.person, inbound) or inbound.edited or inbound.moved_to is not None:
            return  # what was said first has been answered
        if inbound.press is not None:
            await press(self.phone, inbound.press.token)
        elif inbound.contact is not None:
            await self._contact(inbound)
        elif inbound.point is not None and not inbound.forwarded:
            await shared(self.sitting, self.person, inbound.point)
        elif is_spoken(inbound):
            await self._spoken(inbound)
        elif not inbound.text.strip():
            await self._without_words(inbound)
        elif inbound.heard:
            await read_back(self.sitting, self.person, inbound)
        elif len(inbound.text) > LONGEST_MESSAGE and not await self._is_for_others(inbound.text):
            await self.sitting.write(self.person, "unclear.long")
        else:
            await self._words(inbound)

    async def _is_for_others(self, text: str) -> bool:
        """Say whether TEXT is only passed on, and may be as long as a message can be."""
        passed_on = self.sitting.menu.passing_on(text) is not None
        return passed_on or await verbatim_talk(self.sitting, self.person) is not None

    async def _spoken(self, inbound: Inbound) -> None:
        await spoken(self.sitting, self.person, inbound)
        if inbound.text.strip():
            await self._words(inbound)

    async def _words(self, inbound: Inbound) -> None:
        text = inbound.text.strip()
        command = None if inbound.forwarded else read_command(text)
        anytime = _ANYTIME.get(text.casefold().strip(" .!?")) or read_form(text)
        if command is not None:
            await self._command(*command)
        elif anytime is not None:
            await self._command(anytime, "")
        elif (record := await verbatim_talk(self.sitting, self.person)) is not None:
            await step(self.sitting, self.person, record, await listen(self.sitting, record, text))
        else:
            understood = await self.sitting.understood(text, self.person.current)
            if not await self._noticed(understood, Before.ALL, forwarded=inbound.forwarded):
                await self._said(understood)

    async def _command(self, name: str, words: str) -> None:
        record = await self.phone.talk() if name in ("terug", "back", "stop") else None
        if name in ("terug", "back"):
            if record is None:
                await self.sitting.write(self.person, "talk.nothing_to_undo")
            else:
                await step(self.sitting, self.person, record, Back())
        elif name == "stop":
            if record is not None:
                await drop(self.sitting, self.person, record)
                await self.sitting.write(self.person, "talk.stopped")
            else:
                stop = understand("stop", await self._local())
                if not await self._noticed(stop, Before.TALK):
                    await self.sitting.menu.openings[Intent.STOP].do(self.sitting, self.person, stop)
        elif (command := self.sitting.menu.commands.get(name)) is None:
            elsewhere = name in self.sitting.menu.group_commands
            await self.sitting.write(self.person, "command.in_group" if elsewhere else "command.unknown")
        elif not await may(self.sitting, self.person, command.roles):
            await refuse(self.sitting, self.person, name)
        else:
            await command.do(self.sitting, self.person, words)

    async def _said(self, understood: Understood) -> None:
        """Words: an answer to the buttons shown last, to the talk that is open, or something new."""
        text = understood.text
        record = await self.phone.talk()
        asked = await self.phone.asked_last()
        reader = await self.sitting.reader(self.person)
        if asked is not None:
            found = meant(text, asked.buttons, reader, loosely=understood.when is None and understood.category is None)
            button = await by_name(self.sitting, text, asked) or found.button
            if (
                button is not None
                and exactly(text, asked.buttons, reader) is None
                and await self._is_late(asked, button)
            ):
                button = None
            if button is not None and await self.phone.turn_to(asked.meant):
                await do(self.phone, asked, button)
                return
            if found.unsure and record is None and await self._unsure(asked):
                return
        if await self._newest_said(text, reader):
            return
        if record is not None and await self._goes_first(record, understood):
            return
        if record is not None and (not record.asked_key or self._gives_way(record, understood)):
            await drop(self.sitting, self.person, record)
            record = None
        if await self._noticed(understood, Before.TALK, record):
            return
        if record is not None:
            if understood.intent is Intent.PERSON and not self._asks_whom(record):
                await self._command("mens", "")
                return
            heard = await listen(self.sitting, record, text, corrects=understood.correction)
            await step(self.sitting, self.person, record, heard)
            return
        self.phone.person = self.phone.writer
        if await self._noticed(understood, Before.INTENT):
            return
        intent = understood.intent
        phone = read_phone(text)
        if phone is not None and intent is Intent.SMALLTALK:
            await self._keep_phone(phone)
            return
        intent = await self._of_hours(understood, intent)
        await self.sitting.menu.openings[intent].do(self.sitting, self.person, understood)

    async def _of_hours(self, understood: Understood, intent: Intent) -> Intent:
        """Take a time that a helper names for when they can, or can't; a visit to which they go goes first.

        Who waits for help and only seems to offer some writes of that: "ik vind het wel spannend hoor".
        """
        session, where, some_day = self.sitting.session, self.person.current or 0, date(2026, 1, 1)
        if Role.HELPER not in await roles_of(self.sitting, self.person):
            seems = intent is Intent.OFFER and not understood.sure
            waits = seems and await queries.visits_of_asker(session, self.person.id, where)
            return Intent.SMALLTALK if waits else intent
        going = await queries.visits_of_helper(session, self.person.id, where)
        if names_hours(understood):
            return Intent.CANCEL if going and read_absences(understood.text, some_day) else Intent.OFFER
        if intent is not Intent.CHANGE or going or not tells_of_time(understood.text, some_day):
            return intent
        return intent if await queries.visits_of_asker(session, self.person.id, where) else Intent.OFFER

    async def _newest_said(self, text: str, reader: Reader) -> bool:
        """Take a whole label, or the name on a button, under the newest letter as a tap, if for coordinators."""
        newest = await self.sitting.at_hand.written(self.person.id)
        if newest is None or not newest.buttons or newest.asks:
            return False
        button = exactly(text, newest.buttons, reader) or await by_name(self.sitting, text, newest)
        deed = self.sitting.menu.deeds.get(str(button["deed"])) if button is not None else None
        if button is None or deed is None or deed.roles == EVERYONE or not await self.phone.turn_to(newest.meant):
            return False  # what all may say is understood as what it says
        await do(self.phone, newest, button)
        return True

    async def _noticed(
        self, understood: Understood, before: Before, record: Record | None = None, forwarded: bool = False
    ) -> bool:
        """Look for what goes BEFORE all, the open talk or what somebody wants; True when it was taken."""
        for notice in self.sitting.menu.notices_before[before]:
            if forwarded and not notice.for_forwarded:
                continue
            if await notice.take(self.sitting, self.person if record else self.phone.writer, understood, record):
                return True
        return False

    def _gives_way(self, record: Record, understood: Understood) -> bool:
        """Say whether somebody writes of something else in the middle of a courtesy."""
        heeds = self.sitting.menu.conversations[record.flow].heeds if gives_way(self.sitting, record) else None
        if heeds is None or (heeds and understood.intent is Intent.REQUEST and only_tells_when(understood)):
            return False  # a day alone is what is asked for, where days are
        return understood.sure and understood.intent not in {Intent.THANKS, Intent.SMALLTALK, Intent.OFFER, *heeds}

    async def _goes_first(self, record: Record, understood: Understood) -> bool:
        """Take what would be noticed where no courtesy is open, which ends without a word; True when it was taken."""
        asks, shown = record.asked_key == "words" or not gives_way(self.sitting, record), record.asked_letter
        if asks or not await self._noticed(understood, Before.TALK):
            return False
        if record.closed_at is None and record.asked_letter == shown:
            await drop(self.sitting, self.person, record)
        return True

    def _asks_whom(self, record: Record) -> bool:
        conversation = self.sitting.menu.conversations.get(record.flow)
        return conversation is not None and conversation.asks_whom

    async def _is_late(self, asked: OutboxLetter, button: Mapping[str, Any]) -> bool:
        """Say whether BUTTON takes away what somebody counts on, and something else was written since it was shown."""
        deed = self.sitting.menu.deeds.get(str(button["deed"]))
        return deed is not None and deed.ends and not await self._is_newest(asked)

    async def _is_newest(self, asked: OutboxLetter) -> bool:
        newest = await self.sitting.at_hand.written(asked.person or 0)
        return newest is not None and newest.id == asked.id

    async def _unsure(self, asked: OutboxLetter) -> bool:
        """Take a bare yes for none of the buttons, and say so: it may be one that can't be undone.

        False where other words came after the buttons: then it is not them that is said yes to.
        """
        for button in asked.buttons:
            deed = self.sitting.menu.deeds.get(str(button["deed"]))
            if deed is not None and deed.unsure is not None:
                await deed.unsure(self.sitting, self.person, asked)
                return True
        if not await self._is_newest(asked):
            return False
        await self.sitting.write(self.person, "talk.tap")
        return True

    async def _contact(self, inbound: Inbound) -> None:
        """Take a shared number: the sender's own, and nobody else's."""
        contact = inbound.contact
        assert contact is not None  # noqa: S101 - looked at by the caller
        if not contact.own:
            await self.sitting.write(self.person, "contact.not_own")
            return
        writer = self.phone.writer
        self.phone = Phone(self.sitting, await recognise(self.sitting, writer, _dialled(contact.phone)) or writer)
        record = await self.phone.talk()
        if record is not None:
            heard = await listen(self.sitting, record, f"{contact.name}, {_dialled(contact.phone)}")
            await step(self.sitting, self.person, record, heard)
        else:
            await self._keep_phone(_dialled(contact.phone))

    async def _keep_phone(self, phone: str) -> None:
        """Keep the number of this person; whoever was asked to call them without one is told it."""
        self.person.phone, self.person.phone_print = phone, keyring.print_of(phone)
        self.sitting.session.add(self.person)
        where = (await self.sitting.community(self.person.current)).id
        about = [one for one in await open_of(self.sitting, where) if one.person == self.person.id]
        waiting = [one for one in about if one.kind in _WAIT_FOR_NUMBER]
        caller = await on_duty(self.sitting, where) if waiting else ""
        await self.sitting.write(self.person, "contact.thanks", coordinator=caller)
        for task in waiting:
            task.told = max(task.told - 1, 0)  # to the same one, who has no number yet
            await tell(self.sitting, task)

    async def _without_words(self, inbound: Inbound) -> None:
        kind = inbound.attachment.kind if inbound.attachment is not None else "other"
        words = f"without_words.{kind if kind in ('photo', 'sticker') else 'other'}"
        record = await self.phone.talk()
        if record is None:
            await self.sitting.write(self.person, words)
        else:
            await ask_again(self.sitting, self.person, record, Said(words, {}))

    async def _local(self) -> datetime:
        return await self.sitting.local(self.person.current)


def _dialled(phone: str) -> str:
    return phone if phone.startswith("+") else f"+{phone}"
