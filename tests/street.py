"""A street to play stories in: the real desk, rounds and store, and phones that show what was sent.

Only the way over the network is left out: letters are taken from the outbox in the order of the courier, and what
somebody types or taps is put into the inbox as Telegram would write it.
"""

import itertools
import json
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from flows.desk import Desk
from flows.history import faults
from flows.people.import_rows import read_rows
from flows.people.importing import bring_in, community_called
from flows.people.street_list import bring_streets
from flows.people.street_rows import read_streets
from flows.post import Cry, Inbound, Press
from flows.rounds import Rounds
from flows.sitting import Sitting
from flows.themes import MENU
from storage.database import Database, open_database
from storage.inbox import keep, next_batch
from storage.migrate import migrate
from storage.outbox import heads, mark_sent, sort_edits, token_of
from storage.queries.course import next_due
from storage.queries.history import read_history
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from tests.fresh import fresh_store
from tests.planted import planted_in

BOT = 1000
ZONE = ZoneInfo("Europe/Amsterdam")
VILLAGE = "Lindendorp"


@dataclass
class Shown:
    """One message as it stands on a phone."""

    message: int
    text: str
    buttons: list[tuple[str, str]] = field(default_factory=list)
    edited: bool = False
    asks_contact: bool = False
    thread: int | None = None
    file: tuple[str, bytes] | None = None  # its name, and what is in it

    @property
    def labels(self) -> list[str]:
        return [label for label, _ in self.buttons]


class Street:
    """People by first name; `now` is local wall time and only moves when it is told to.

    `elsewhere` makes a migrated store where streets are opened that name none (--postgres); None: a new SQLite file.
    """

    elsewhere: ClassVar[Callable[[], str] | None] = None

    def __init__(self, database: Database, now: datetime) -> None:
        self.database = database
        self.moment = self.on_the_wall(now)
        self.notices: list[str] = []
        self.left: list[int] = []  # groups that the bot went out of
        self.menu = MENU.of_bot("burenbel_bot")
        self.open_doors()
        self.phones: dict[int, list[Shown]] = {}
        self.chats: dict[str, int] = {}
        self.news: list[tuple[int, Shown]] = []
        self.spoke: dict[int, int] = {}  # the last message with a sound, by chat
        self._numbers = itertools.count(1)

    def open_doors(self) -> None:
        """Let what people do come in, and what falls due be done, on the store as it is open now."""
        self.desk = Desk(self.database, self.menu, self.clock, lambda _, text: self.notices.append(text))
        self.rounds = Rounds(self.database, self.menu, self.clock)

    def clock(self) -> datetime:
        return self.moment

    @staticmethod
    def on_the_wall(local: datetime) -> datetime:
        """Give the moment at which the clocks in the village say LOCAL."""
        return local.replace(tzinfo=ZONE).astimezone(UTC)

    @classmethod
    async def open(cls, folder: Path, now: datetime, people: str, url: str = "") -> "Street":
        """Open a street on a fresh store with the PEOPLE of a list."""
        if url:
            database = open_database(url)
            await migrate(database)
        else:
            database = open_database(cls.elsewhere() if cls.elsewhere else fresh_store(folder / "street.db"))
        street = cls(database, now)
        await street.bring(people)
        return street

    async def bring(self, people: str) -> None:
        """Import the people of a list, as `python -m bot import` does."""
        found = read_rows(people, date(2026, 11, 21))
        assert not found.problems, found.problems
        async with self.database.transaction() as session:
            sitting = Sitting(session, self.moment, MENU)
            await bring_in(sitting, await community_called(sitting, VILLAGE), found.rows)
        self.chats |= {row.name.split()[0]: row.telegram_id for row in found.rows if row.telegram_id}

    async def bring_streets(self, streets: str) -> int:
        """Import the streets of a list, as `python -m bot import` does."""
        found = read_streets(streets)
        assert not found.problems, found.problems
        async with self.database.transaction() as session:
            sitting = Sitting(session, self.moment, MENU)
            return await bring_streets(sitting, await community_called(sitting, VILLAGE), found.rows)

    async def close(self) -> None:
        await self.database.close()

    def chat(self, name: str) -> int:
        """Give the chat of NAME; somebody new gets one."""
        return self.chats.setdefault(name, 5000 + len(self.chats))

    async def say(self, name: str, text: str = "", **more: Any) -> None:
        """Let NAME type TEXT, or send something else: MORE are fields of an Inbound."""
        chat, number = self.chat(name), next(self._numbers)
        raw = {"update_id": number, "message": {"chat": {"id": chat, "type": "private"}, "text": text}}
        if "attachment" in more:
            self.spoke[chat] = more.setdefault("message", number)
        await self._take(raw, Inbound(chat, chat, True, self.moment, name, text=text, **more))

    async def hear(self, name: str, text: str) -> None:
        """Let TEXT be heard in what NAME spoke last."""
        await self.say(name, text, heard=True, message=self.spoke[self.chat(name)])

    async def tap(self, name: str, label: str, late: bool = False) -> None:
        """Let NAME tap the newest button that says LABEL, also one that is gone by now when LATE.

        Raises AssertionError when there is none.
        """
        chat = self.chat(name)
        phone = [one for of, one in self.news if of == chat] if late else self.phones.get(chat, [])
        token = next((token for one in reversed(phone) for said, token in one.buttons if said == label), None)
        assert token is not None, f"{name} has no button {label!r}: {[one.labels for one in phone[-3:]]}"
        await self.press(name, token)

    async def press(self, name: str, token: str) -> None:
        """Let NAME press a button with this token, whoever it was sent to."""
        chat = self.chat(name)
        number = next(self._numbers)
        message = {"chat": {"id": chat, "type": "private"}}
        raw = {"update_id": number, "callback_query": {"from": {"id": chat}, "data": token, "message": message}}
        inbound = Inbound(chat, chat, True, self.moment, name, press=Press(str(number), token, None))
        await self._take(raw, inbound)

    async def say_in(self, group: int, name: str, text: str = "", **more: Any) -> None:
        """Let NAME type TEXT in a group; MORE are fields of an Inbound."""
        number = next(self._numbers)
        raw = {"update_id": number, "message": {"chat": {"id": group, "type": "supergroup"}, "text": text}}
        said = {"sender": self.chat(name), "chat": group, "private": False, "sent_at": self.moment, "name": name}
        await self._take(raw, Inbound(**{**said, "text": text, **more}))

    async def press_in(self, group: int, name: str, token: str) -> None:
        """Let NAME press a button with this token in a group."""
        number = next(self._numbers)
        message = {"chat": {"id": group, "type": "supergroup"}}
        raw = {"update_id": number, "callback_query": {"from": {"id": 1}, "data": token, "message": message}}
        press = Press(str(number), token, None)
        await self._take(raw, Inbound(self.chat(name), group, False, self.moment, name, press=press))

    def button_in(self, group: int, label: str) -> str:
        """Give the token of the newest button that says LABEL and ever stood in a group."""
        every = [token for chat, one in self.news if chat == group for said, token in one.buttons if said == label]
        return every[-1]

    async def _take(self, raw: dict[str, Any], inbound: Inbound, cries: dict[str, Cry] | None = None) -> None:
        async with self.database.transaction() as session:
            await keep(session, BOT, [raw], self.moment)
        async with self.database.reading() as session:
            items = [item for item in await next_batch(session, self.moment, 100) if item.chat == inbound.chat]
        assert len(items) == 1, "an update of this chat is still waiting"
        await self.desk.receive([(items[0], inbound)], cries or {})
        await self.deliver()

    async def deliver(self) -> None:
        """Send all that may go, as the courier would, and show it on the phones."""
        while True:
            async with self.database.transaction() as session:
                going = await sort_edits(session, await heads(session, self.moment, 100), self.moment)
                sent = [(letter, self._show(letter, message), self.moment) for letter, message in going]
                await mark_sent(session, sent)
            if not going:
                return

    def _show(self, letter: OutboxLetter, message: int | None) -> int:
        """Put a letter on its phone; give the message it is, changes or takes away."""
        if letter.removes is not None:
            self.phones[letter.chat] = [
                one for one in self.phones.get(letter.chat, []) if one.message != letter.removes
            ]
            return letter.removes
        body = json.loads(letter.body or "{}")
        if body.get("leaves"):
            self.left.append(letter.chat)
            return 0
        assert letter.chat >= 0 or not planted_in(body["text"]), "a group reads nothing of anybody"
        buttons = [(row["label"], token_of(letter.id, row["option"])) for row in letter.buttons]
        phone = self.phones.setdefault(letter.chat, [])
        if message is None:
            asks = bool(body.get("ask_contact"))
            text = body["text"] or ("(spraakbericht)" if body.get("copies") else "")
            file = (body["document"][0], b64decode(body["document"][1])) if body.get("document") else None
            shown = Shown(next(self._numbers), text, buttons, asks_contact=asks, thread=letter.thread, file=file)
            phone.append(shown)
        else:
            shown = next(one for one in phone if one.message == message)
            shown.text, shown.buttons, shown.edited = body["text"], buttons, True
        self.news.append(
            (letter.chat, Shown(shown.message, shown.text, list(buttons), shown.edited, thread=shown.thread))
        )
        return shown.message

    async def turn_to(self, local: datetime) -> None:
        """Let time pass until LOCAL, doing everything that falls due on the way at its own moment."""
        until = self.on_the_wall(local)
        for _ in range(1000):
            async with self.database.reading() as session:
                due = await next_due(session)
            if due is None or due > until:
                break
            self.moment = max(self.moment, due)
            await self.rounds.tick()
            await self.deliver()
        self.moment = until
        await self.rounds.tick()
        await self.deliver()

    async def person(self, name: str) -> Person:
        async with self.database.reading() as session:
            return (await session.exec(select(Person).where(col(Person.chat) == self.chat(name)))).one()

    async def rows(self, table: Any) -> Sequence[Any]:
        async with self.database.reading() as session:
            return (await session.exec(select(table))).all()

    async def faults(self) -> list[str]:
        """Give what breaks the laws of history."""
        async with self.database.reading() as session:
            return [str(one) for one in faults(await read_history(session, self.moment))]

    def last(self, name: str) -> Shown:
        return self.phones[self.chat(name)][-1]
