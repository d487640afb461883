"""Telegram's Bot API as a messenger, whichever library carries the calls: what is asked, and what an answer means."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from bot.calls import Call, answering, deleting, editing, posted, sending, showing
from bot.line import Broken, Line, NotSent
from bot.messenger import Raw, TryLater, Unknown, Unreachable
from bot.verdicts import ANSWER_SECONDS, FETCH_GRACE_SECONDS, WANTED, forgiving
from flows.post import Parcel


class BotApi(ABC):
    """All of the messenger port but opening, closing and reading updates. `ask` raises World errors and no others."""

    @abstractmethod
    async def ask(self, call: Call, wait_seconds: float | None = None) -> Any:
        """Make CALL and give its result. One that waits for something of its own is given WAIT_SECONDS more."""

    @abstractmethod
    async def read_file(self, path: str) -> bytes:
        """Give what is in the file that getFile said lies at PATH."""

    async def fetch(self, offset: int | None, wait_seconds: int) -> Sequence[Raw]:
        """Give the updates from OFFSET on, raw, waiting at most WAIT_SECONDS for one."""
        asked: dict[str, Any] = {"timeout": wait_seconds, "allowed_updates": WANTED}
        call = Call("getUpdates", asked if offset is None else asked | {"offset": offset})
        found = await self.ask(call, wait_seconds + FETCH_GRACE_SECONDS)
        if not isinstance(found, list):
            raise Unknown("an answer without a list of updates")
        return found

    async def send(self, parcel: Parcel) -> int:
        """Send PARCEL and give the id of the message that carries its buttons."""
        for call in sending(parcel):
            sent = await self.ask(call)
        match sent:
            case {"message_id": int(message)}:
                return message
        raise Unknown("an answer without a message")

    async def edit(self, parcel: Parcel, message: int) -> None:
        """Make MESSAGE say what PARCEL says; saying it already is no error."""
        with forgiving("message is not modified"):
            await self.ask(editing(parcel, message))

    async def delete(self, chat: int, message: int) -> None:
        """Take MESSAGE away; being gone already is no error."""
        with forgiving("message to delete not found"):
            await self.ask(deleting(chat, message))

    async def leave(self, chat: int) -> None:
        """Go out of a group; being out already is no error."""
        with suppress(Unreachable):
            await self.ask(Call("leaveChat", {"chat_id": chat}))

    async def answer(self, press: str, notice: str = "") -> None:
        """Stop the little clock on a pressed button; being too late is no error."""
        with forgiving("query is too old", "query ID is invalid"):
            await self.ask(answering(press, notice))

    async def download(self, file: str) -> bytes:
        """Give what is in FILE, as its messenger names it."""
        match await self.ask(Call("getFile", {"file_id": file})):
            case {"file_path": str(path)}:
                return await self.read_file(path)
        raise Unknown("an answer without a file")

    async def show_commands(self, commands: Sequence[tuple[str, str]], chat: int | None, language: str) -> None:
        """Show COMMANDS in CHAT, or in every private one, to who reads LANGUAGE; none take the menu away."""
        await self.ask(showing(commands, chat, language))

    async def listen_at(self, url: str, secret: str) -> None:
        """Ask for updates to be delivered at URL, with SECRET in their header."""
        await self.ask(Call("setWebhook", {"url": url, "allowed_updates": WANTED, "secret_token": secret}))

    async def listen_by_fetching(self) -> None:
        """Take a webhook away if there is one, keeping what waits."""
        await self.ask(Call("deleteWebhook", {}))

    async def webhook(self) -> str:
        """Give the URL at which updates are delivered; empty when they are fetched."""
        match await self.ask(Call("getWebhookInfo", {})):
            case {"url": str(url)}:
                return url
        raise Unknown("an answer that does not say where updates go")


async def post(line: Line, url: str, call: Call, seconds: float | None = None) -> tuple[int, bytes]:
    """Post CALL, and give the status and the body of the answer. Raises TryLater when nothing was sent, and Unknown."""
    with _told():
        content, body = posted(call)
        return await line.ask("POST", url, seconds or ANSWER_SECONDS, body, content)


async def get(line: Line, url: str) -> bytes:
    """Fetch a file. Raises TryLater when nothing was asked, and Unknown."""
    with _told():
        status, body = await line.ask("GET", url, ANSWER_SECONDS)
    if status != 200:
        raise Unknown(f"a file with status {status}")
    return body


@contextmanager
def _told() -> Iterator[None]:
    """Say in the words of the port what befell a call."""
    try:
        yield
    except NotSent:
        raise TryLater(1, whole_bot=True) from None
    except (Broken, TimeoutError, OSError, ValueError) as error:
        raise Unknown(type(error).__name__) from None  # its own words may hold the token
