"""A street on which the program can be killed: at any statement to the store, and while letters are under way.

A kill is an error that nothing in the house catches; what the store had not committed is gone, as with a real one.
After it the store is opened anew: letters under way may have arrived, the inbox is read on, and what fell due is done.
"""

import json
import shutil
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.practice.lindendorp import LINDENDORP
from flows.post import Cry, Inbound
from storage.database import Database, open_database
from storage.inbox import keep, next_batch
from storage.outbox import claim, heads, mark_sent, recover, sort_edits, token_of
from storage.queries.course import due_now
from storage.tables.help import Visit
from storage.tables.post import OutboxLetter
from tests.street import BOT, ZONE, Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
A_MOMENT = timedelta(seconds=15)  # between what people do


class Killed(BaseException):
    """The program is gone, in the middle of whatever it did."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody saw: a new message, or a changed one. `visit` is the visit it is about, as it stood then."""

    letter: int
    chat: int
    to: int | None  # the person; None: nobody's any more, or a group's
    words: str
    text: str
    labels: tuple[str, ...]
    asks: bool
    edited: bool
    at: datetime
    visit: Visit | None


class House(Street):
    """A street with a store that was filled beforehand, and that outlives the program."""

    def __init__(self, database: Database, now: datetime) -> None:
        super().__init__(database, now)
        self.seen: list[Sight] = []
        self.deeds: dict[str, str] = {}  # by the token of a button
        self.restarts = 0
        self._heard: dict[str, Inbound] = {}
        self._offered: list[dict[str, Any]] = []  # what was said, as the messenger offers it until it is confirmed
        self._left: int | None = None
        self._dies_after: int | None = None
        self._watch()

    @classmethod
    async def fill(cls, folder: Path) -> "House":
        """Fill a store from which `move_in` copies, and close it."""
        url = f"sqlite+aiosqlite:///{folder / 'street.db'}"  # whose file is copied
        house = await cls.open(folder, OPENING, LINDENDORP.people_csv(), url)
        await house.close()
        assert isinstance(house, House)
        return house

    @classmethod
    def move_in(cls, filled: Path, folder: Path, chats: dict[str, int]) -> "House":
        """Open a house on a copy of the store in FILLED."""
        shutil.copy(filled / "street.db", folder / "street.db")
        house = cls(open_database(f"sqlite+aiosqlite:///{folder / 'street.db'}"), OPENING)
        house.chats = dict(chats)
        return house

    def standing(self, deed: str) -> list[tuple[int, str]]:
        """Give chat and token of every button that stands on a phone, and whose deed holds DEED."""
        buttons = [(chat, token) for chat, phone in self.phones.items() for one in phone for _, token in one.buttons]
        return [one for one in buttons if deed in self.deeds[one[1]]]

    def name_of(self, chat: int | None) -> str:
        """Give the name of whoever has CHAT; empty when nobody has."""
        return next((name for name, other in self.chats.items() if other == chat), "")

    def kill_after(self, statements: int | None) -> None:
        """Let the program be killed in the next deed, after so many statements to the store; None: it lives."""
        self._dies_after = statements

    async def live(self, deed: Awaitable[None]) -> None:
        """Let a moment pass and do DEED; when the program is killed in it, start it again."""
        await self.wait(A_MOMENT)
        self._left, self._dies_after = self._dies_after, None
        try:
            await deed
        except Killed:
            await self.restart()
        finally:
            self._left = None

    async def restart(self) -> None:
        """Start the program as after a kill: nothing is known but what the store holds."""
        self.restarts += 1
        await self.database.close()
        self.database = open_database(self.database.engine.url.render_as_string(hide_password=False))
        self._watch()
        self.open_doors()
        async with self.database.transaction() as session:
            await recover(session, self.moment)
            await keep(session, BOT, self._offered, self.moment)
        await self._read_on()
        while await self.rounds.tick():
            pass
        await self.deliver()

    async def wait(self, ahead: timedelta) -> None:
        """Let time pass, doing what falls due at its own moment."""
        until = self.moment + ahead
        async with self.database.reading() as session:
            due = await due_now(session, until, 1)
        if due:
            await self.turn_to(until.astimezone(ZONE).replace(tzinfo=None))
        else:
            self.moment = until

    async def deliver(self) -> None:
        """Send all that may go, as the courier does: taken in hand, sent, and only then noted."""
        while True:
            async with self.database.transaction() as session:
                going = await sort_edits(session, await heads(session, self.moment, 100), self.moment)
                await claim(session, [letter for letter, _ in going])
                visits = {letter.id: await _visit(session, letter) for letter, _ in going}
            if not going:
                return
            sent = [(letter, self._arrive(letter, message, visits[letter.id])) for letter, message in going]
            async with self.database.transaction() as session:
                await mark_sent(session, [(letter, message, self.moment) for letter, message in sent])

    def _arrive(self, letter: OutboxLetter, message: int | None, visit: Visit | None) -> int:
        arrived = self._show(letter, message)
        self.deeds |= {token_of(letter.id, one["option"]): str(one["deed"]) for one in letter.buttons}
        if letter.removes is None:
            text, labels = self.news[-1][1].text, tuple(self.news[-1][1].labels)
            to = letter.meant or letter.person
            self.seen.append(Sight(letter.id, letter.chat, to, letter.words, text, labels, letter.asks,
                                   message is not None, self.moment, visit))  # fmt: skip
        return arrived

    async def _take(self, raw: dict[str, Any], inbound: Inbound, cries: dict[str, Cry] | None = None) -> None:
        self._heard[str(raw["update_id"])] = inbound
        self._offered = [raw]
        await super()._take(raw, inbound, cries)

    async def _read_on(self) -> None:
        """Hand in what is in the inbox and was not handled."""
        while True:
            async with self.database.reading() as session:
                items = await next_batch(session, self.moment, 100)
            if not items:
                return
            for item in items:
                await self.desk.receive([(item, self._heard[_update_of(item.body)])], {})

    def _watch(self) -> None:
        engine = self.database.engine.sync_engine
        event.listen(engine, "before_cursor_execute", self._count)
        event.listen(engine, "commit", self._count)

    def _count(self, *_: Any) -> None:
        if self._left is None:
            return
        self._left -= 1
        if self._left < 0:
            self._left = None
            raise Killed


async def _visit(session: AsyncSession, letter: OutboxLetter) -> Visit | None:
    return await session.get(Visit, letter.about) if letter.about else None


def _update_of(body: str | None) -> str:
    return str(json.loads(body or "{}")["update_id"])
