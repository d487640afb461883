"""The port to a messenger: what the house asks of Telegram, whichever library speaks it.

World ............ something outside went otherwise
  TryLater ....... refused for now; says after how many seconds it may be tried again
  Unreachable .... this chat can't be written to: blocked, deactivated, never started, gone
  Moved .......... the chat has another id from now on
  Refused ........ the messenger will never take this call as it stands
  Unknown ........ handed over, and no answer that says whether it was taken
  TwoListeners ... somebody else fetches with the same token
  Hooked ......... updates are delivered at a webhook, and cannot be fetched
Unreadable ....... an update that the library cannot read
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from flows.post import Inbound, Parcel

Raw = Mapping[str, Any]  # an update as it came, decoded from JSON and nothing more


class World(Exception):
    """Something outside the house went otherwise than asked."""


class TryLater(World):
    """Refused for now."""

    def __init__(self, seconds: float, whole_bot: bool = False) -> None:
        super().__init__(f"may be tried again in {seconds:g} s")
        self.seconds = seconds
        self.whole_bot = whole_bot


class Unreachable(World):
    """This chat cannot be written to."""


class Moved(World):
    """The chat has another id from now on."""

    def __init__(self, chat: int) -> None:
        super().__init__(f"the chat is now {chat}")
        self.chat = chat


class Refused(World):
    """The messenger will never take this call as it stands."""


class Unknown(World):
    """No answer that says whether the call was taken."""


class TwoListeners(World):
    """Somebody else fetches updates with the same token."""


class Hooked(TwoListeners):
    """Updates are delivered somewhere, and cannot be fetched."""


class Unreadable(Exception):
    """An update that the library cannot read; the others are not touched by it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is at the messenger."""

    id: int
    username: str


class Messenger(Protocol):
    """What the house asks of Telegram. Each call may raise any World error; none retries by itself."""

    async def open(self) -> Identity:
        """Make the connections and say who the bot is."""

    async def close(self) -> None:
        """Let go of every connection."""

    async def fetch(self, offset: int | None, wait_seconds: int) -> Sequence[Raw]:
        """Give the updates from OFFSET on (which confirms all before it), waiting at most WAIT_SECONDS for one."""

    async def hang_up(self) -> None:
        """Let go of the connections for fetching; the next fetch makes them anew. What is being sent goes on."""

    def to_inbound(self, raw: Raw) -> Inbound | None:
        """Read one update; None when it is of a sort the house has no use for. Raises Unreadable."""

    async def send(self, parcel: Parcel) -> int:
        """Send PARCEL and give the id of the message."""

    async def download(self, file: str) -> bytes:
        """Give what is in FILE, as its messenger names it."""

    async def edit(self, parcel: Parcel, message: int) -> None:
        """Make MESSAGE say what PARCEL says; saying it already is no error."""

    async def delete(self, chat: int, message: int) -> None:
        """Take MESSAGE away; being gone already is no error."""

    async def leave(self, chat: int) -> None:
        """Go out of a group; being out already is no error."""

    async def answer(self, press: str, notice: str = "") -> None:
        """Stop the little clock on a pressed button; being too late is no error."""

    async def show_commands(self, commands: Sequence[tuple[str, str]], chat: int | None, language: str) -> None:
        """Show COMMANDS, each with what it does, in CHAT, or in every private one (None), to who reads LANGUAGE.

        An empty language is any; no commands at all take that menu away, and the next wider one is seen.
        """

    async def listen_at(self, url: str, secret: str) -> None:
        """Ask for updates to be delivered at URL, with SECRET in their header."""

    async def listen_by_fetching(self) -> None:
        """Take a webhook away if there is one, keeping what waits."""

    async def webhook(self) -> str:
        """Give the URL at which updates are delivered; empty when they are fetched."""
