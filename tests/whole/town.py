"""Lindendorp with the program as a process: phones that type, tap and show, a clock that can be turned."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from aiohttp.test_utils import unused_port
from sqlmodel import col, select, true

from bot.practice.api import Fault, Trouble, practice_api
from bot.practice.lindendorp import LINDENDORP
from bot.practice.world import World
from bot.practice.world_things import BOT, ShownMessage
from storage.database import open_database
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import LetterState
from tests.whole.nursery import Child
from tests.whole.program import Program, ask

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, 10, 4)  # noqa: DTZ001 - the hour on the wall in the village
TOKEN = "1000:practice-token-of-a-made-up-town"
SECRET = "made-up-webhook-secret"
NAMES = {one.name.split()[0]: one.id for one in LINDENDORP.people if one.id is not None}
PATIENCE = 40.0  # seconds; a busy machine starts a process slowly
EVERY = true()
T = TypeVar("T")
Running = Program | Child
Begin = Callable[[Mapping[str, object], Path, Path], Running]


class Town:
    """People are named by their first name. All that the program sends is kept in `sent`: chat and text."""

    def __init__(self, folder: Path, begin: Begin = Program.start, **settings: object) -> None:
        self.folder = folder
        self._begin = begin
        self.sent: list[tuple[int, str]] = []
        self.world = World(self.now, TOKEN)
        self.program: Running | None = None
        self.on_call: Fault | None = None
        self.starts = 0
        self.log = folder / "program.log"
        self._ahead = timedelta(0)
        self._settings: dict[str, object] = {
            "token": TOKEN,
            "database": f"sqlite+aiosqlite:///{folder / 'town.db'}",
            "community": LINDENDORP.name,
            "clock_seconds": 1,
        } | settings
        for name, chat in NAMES.items():
            self.world.add_user(chat, name).started = LINDENDORP.find(chat).known

    # time

    def now(self) -> datetime:
        """Give the moment in the town, aware UTC."""
        return datetime.now(UTC) + self._ahead

    def set_clock(self, local: datetime) -> None:
        """Make it LOCAL wall time; the program hears of it at its next start."""
        self._ahead = local.replace(tzinfo=ZONE).astimezone(UTC) - datetime.now(UTC)

    # the program

    @property
    def settings(self) -> dict[str, object]:
        """Give the settings of the program's next start."""
        return self._settings | {"clock_offset": self._ahead.total_seconds()}

    @property
    def store(self) -> Path:
        """Give the file of the store."""
        return self.folder / "town.db"

    def start(self, **more: object) -> Running:
        """Start the program, with MORE settings for this once."""
        self.starts = self.log.read_text().count("at_work") + 1 if self.log.exists() else 1
        self.program = self._begin(self.settings | more, self.folder, self.log)
        return self.program

    def kill(self) -> None:
        """Kill it."""
        assert self.program is not None
        self.program.kill()

    async def stop(self) -> float:
        """Stop it kindly; give how many seconds that took."""
        assert self.program is not None
        return await self.program.stop()

    async def at_work(self) -> None:
        """Wait until the program that was started last is at work."""
        await self.until(lambda: self.log.read_text().count("at_work") >= self.starts, "never at work")

    async def quiet(self) -> None:
        """Wait until all that came in has been handled, and all that may go has gone."""
        await self.until(lambda: not self.world.updates.pending(), "updates wait")
        for table, open_ in (
            (InboxItem, col(InboxItem.done_at).is_(None)),
            (OutboxLetter, col(OutboxLetter.state).in_((LetterState.WAITING, LetterState.SENDING))),
        ):
            ends = time.monotonic() + PATIENCE
            while await self.rows(table, open_):
                assert time.monotonic() < ends, f"{table.__name__} never empty\n{self.told()}"
                await asyncio.sleep(0.05)

    async def turn_to(self, local: datetime) -> None:
        """Restart the program at another hour."""
        await self.stop()
        self.set_clock(local)
        self.start()

    # the phones

    def say(self, who: str, text: str) -> int:
        """Type TEXT."""
        return self.world.say(NAMES[who], text)

    async def tap(self, who: str, label: str, seconds: float = PATIENCE) -> None:
        """Press the newest button that says LABEL, as soon as there is one."""
        found = await self.until(lambda: self.button(who, label), f"{who} has no {label!r}", seconds)
        assert found is not None
        message, data = found
        self.world.press(NAMES[who], message.id, data)

    def button(self, who: str, label: str) -> tuple[ShownMessage, str] | None:
        """Find the newest button that says LABEL: under which message, and what it carries."""
        rows = ((one, said, data) for one in reversed(self.phone(who)) for row in one.buttons for said, data in row)
        return next(((one, data) for one, said, data in rows if said == label), None)

    def phone(self, who: str) -> list[ShownMessage]:
        """Give what the program wrote to WHO and still stands."""
        return self.wrote(NAMES[who])

    def wrote(self, chat: int) -> list[ShownMessage]:
        """Give what the program wrote in CHAT and still stands."""
        return [one for one in self.world.view(chat) if one.sender == BOT and not one.deleted]

    def labels(self, who: str) -> list[str]:
        """Give every button on somebody's phone."""
        return [said for one in self.phone(who) for row in one.buttons for said, _ in row]

    async def read(self, who: str, words: str, times: int = 1, seconds: float = PATIENCE) -> ShownMessage:
        """Wait until as many messages on WHO's phone say WORDS; give the newest."""
        otherwise = f"{who} does not read {words!r} ({times})"
        found = await self.until(lambda: self.saying(who, words)[times - 1 :], otherwise, seconds)
        return found[-1]

    def saying(self, who: str, words: str) -> list[ShownMessage]:
        """Give the messages on WHO's phone that say WORDS."""
        return [one for one in self.phone(who) if words in one.text]

    async def until(self, look: Callable[[], T], otherwise: str, seconds: float = PATIENCE) -> T:
        """Wait until LOOK gives something, and give that."""
        ends = time.monotonic() + seconds
        while not (found := look()):
            if time.monotonic() > ends:
                raise AssertionError(f"{otherwise}\n{self.told()}")
            await asyncio.sleep(0.01)
        return found

    def told(self) -> str:
        """Give what helps to understand a failure: the last messages of each phone, and the log."""
        phones = [f"{name}: {one.text!r} {one.buttons}" for name in NAMES for one in self.phone(name)[-3:]]
        return "\n".join([*phones, self.log.read_text()[-3000:] if self.log.exists() else ""])

    def hear(self, method: str, given: Mapping[str, Any]) -> Trouble | None:
        """Note what the program sends, and do what `on_call` wants with it."""
        trouble = self.on_call(method, given) if self.on_call else None
        if method == "sendMessage" and trouble is None:
            self.sent.append((int(given["chat_id"]), str(given.get("text", ""))))
        return trouble

    # the store

    async def rows(self, table: Any, which: Any = EVERY) -> list[Any]:
        """Give the rows of TABLE that are WHICH."""
        database = open_database(str(self._settings["database"]))
        try:
            async with database.reading() as session:
                return list((await session.exec(select(table).where(which))).all())
        finally:
            await database.close()

    def set_up(self, api: str) -> None:
        """Learn where the practice Bot API is."""
        self._settings["telegram_api"] = api
        if self._settings.get("mode") == "webhook":
            port = unused_port()
            self._settings |= {
                "webhook_url": f"http://127.0.0.1:{port}/hook",
                "webhook_listen": f"127.0.0.1:{port}",
                "webhook_secret": SECRET,
            }


def import_people(folder: Path) -> Path:
    """Bring the people of Lindendorp in by the command line; give the file of the store."""
    settings = {"database": f"sqlite+aiosqlite:///{folder / 'prepared.db'}", "community": LINDENDORP.name}
    (folder / "people.csv").write_text(LINDENDORP.people_csv())
    done = ask(settings, folder, "import", "people.csv")
    assert done.returncode == 0, done.stderr
    return folder / "prepared.db"


@asynccontextmanager
async def open_town(
    folder: Path, prepared: Path, at: datetime = MONDAY, begin: Begin = Program.start, **settings: object
) -> AsyncIterator[Town]:
    """Open a town on a copy of the PREPARED store; what runs at its end is killed."""
    town = Town(folder, begin, **settings)
    shutil.copy(prepared, town.store)
    town.set_clock(at)
    async with practice_api(town.world, fault=town.hear, retry_seconds=0.1) as url:
        town.set_up(url)
        try:
            yield town
        finally:
            if town.program is not None and town.program.alive:
                town.kill()
