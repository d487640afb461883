"""A messenger in memory: the same port, with a journal of what was asked and faults to switch on."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.messenger import Identity, Raw, Unknown, World
from flows.post import Inbound, Parcel

Fault = Callable[[str, int], World | None]


@dataclass(frozen=True, slots=True)
class Call:
    """One call: send, edit, delete or answer. `message` is None when the caller got no answer that names it."""

    what: str
    chat: int
    text: str
    message: int | None
    fault: str = ""
    parcel: Parcel | None = None


class Twin:
    """`fault(what, chat)` gives what goes otherwise at the next call, or None; fetching is of chat 0."""

    def __init__(self, fault: Fault = lambda _what, _chat: None) -> None:
        self.fault = fault
        self.seconds = 0.0  # that each call takes
        self.shown: dict[tuple[int | None, str], tuple[tuple[str, str], ...]] = {}
        self.journal: list[Call] = []
        self.updates: list[Raw] = []
        self.fetched_from: list[int | None] = []
        self.hung_up = 0
        self.files: dict[str, bytes] = {}
        self.most_at_once = 0
        self.at_once = 0
        self._last_message = 100
        self._given = 0  # updates at the head that were given and may be confirmed
        self._news = asyncio.Event()

    def bring(self, *raws: Raw) -> None:
        """Let RAWS wait to be fetched."""
        self.updates += raws
        self._news.set()

    def texts(self, chat: int) -> list[str]:
        """Give what can have arrived in CHAT, in order."""
        return [call.text for call in self.journal if call.chat == chat and call.fault in ("", "Unknown")]

    async def open(self) -> Identity:
        return Identity(1000, "burenbel_oefenbot")

    async def close(self) -> None:
        self._news.set()

    async def fetch(self, offset: int | None, wait_seconds: int) -> Sequence[Raw]:
        self.fetched_from.append(offset)
        await asyncio.sleep(0)
        if trouble := self.fault("fetch", 0):
            raise trouble
        confirmed = [raw for raw in self.updates[: self._given] if offset is not None and raw["update_id"] < offset]
        self.updates = [raw for raw in self.updates if raw not in confirmed]
        if not self.updates:
            self._news.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait_seconds):
                    await self._news.wait()
        self._given = len(self.updates[:100])
        return self.updates[:100]

    async def hang_up(self) -> None:
        self.hung_up += 1

    def to_inbound(self, raw: Raw) -> Inbound | None:
        return None

    async def send(self, parcel: Parcel) -> int:
        self._last_message += 1
        return await self._called("send", parcel.chat, self._last_message, parcel)

    async def download(self, file: str) -> bytes:
        if trouble := self.fault("download", 0):
            raise trouble
        return self.files[file]

    async def edit(self, parcel: Parcel, message: int) -> None:
        await self._called("edit", parcel.chat, message, parcel)

    async def delete(self, chat: int, message: int) -> None:
        await self._called("delete", chat, message)

    async def leave(self, chat: int) -> None:
        await self._called("leave", chat, 0)

    async def answer(self, press: str, notice: str = "") -> None:
        await self._called("answer", 0, 0, Parcel(0, notice))

    async def show_commands(self, commands: Sequence[tuple[str, str]], chat: int | None, language: str) -> None:
        self.shown[chat, language] = tuple(commands)

    async def listen_at(self, url: str, secret: str) -> None:
        """Nothing to do: updates are brought by hand."""

    async def listen_by_fetching(self) -> None:
        """Nothing to do: it never listens elsewhere."""

    async def webhook(self) -> str:
        """Say that updates are fetched."""
        return ""

    async def _called(self, what: str, chat: int, message: int, parcel: Parcel | None = None) -> int:
        trouble = self.fault(what, chat)
        name, told = (type(trouble).__name__, None) if trouble else ("", message)
        self.journal.append(Call(what, chat, parcel.text if parcel else "", told, name, parcel))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.seconds)
        self.at_once -= 1
        if trouble is not None:
            raise trouble
        return message


def lost(_what: str, _chat: int) -> World:
    """Let every call arrive without an answer."""
    return Unknown()
