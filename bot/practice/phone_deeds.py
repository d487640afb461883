"""What somebody in the practice village does: type, tap and share on a phone, turn the clock, hold all still."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from bot.practice.screen import read_moment
from bot.practice.unfit import Unfit
from bot.practice.village import Village
from bot.practice.world import World

FURTHEST = timedelta(days=60)  # one turn of the clock; everything due on the way is played
VOICE_SECONDS = 8

Wish = Mapping[str, Any]  # what the page sent
Sort = TypeVar("Sort")


class Control(Protocol):
    """What the page may do to the practice village as a whole."""

    def now(self) -> datetime:
        """Give the moment it is in the village, in UTC."""

    async def still(self) -> bool:
        """Tell whether a coordinator holds all still."""

    async def turn_to(self, moment: datetime) -> None:
        """Turn the clock forward to MOMENT, playing everything due on the way in order."""

    async def next_due(self) -> datetime | None:
        """Give the moment of the next thing that is due; None when nothing is."""

    async def set_still(self, still: bool) -> None:
        """Let the coordinator hold all still, or let it go on."""

    async def kept(self, person: int) -> Any:
        """Give all that is kept of the one with this chat, ready for JSON."""

    async def forget(self, person: int) -> None:
        """Erase what is kept of the one with this chat."""

    async def begin_anew(self, moment: datetime) -> None:
        """Leave this village for the same one at MOMENT, where nobody has written yet."""

    async def settle(self) -> None:
        """Wait until all that was written has been answered and every letter has arrived. Raises TimeoutError."""


def find_person(village: Village, wish: Wish) -> int:
    """Give the id of the villager that is meant. Raises Unfit when nobody has that phone."""
    try:
        person = int(wish["person"])
        village.find(person)
    except (KeyError, ValueError, TypeError):
        raise Unfit("Die woont hier niet.") from None
    return person


class Deeds:
    """Everything the page can do. Each deed raises Unfit when it cannot be done."""

    def __init__(self, world: World, village: Village, control: Control) -> None:
        self._world = world
        self._village = village
        self._control = control
        self._turning = asyncio.Lock()

    def by_path(self) -> dict[str, Callable[[Wish], Awaitable[None]]]:
        """Give each deed under the path by which the page asks for it."""
        return {
            "/say": self.say,
            "/press": self.press,
            "/contact": self.share_contact,
            "/location": self.share_location,
            "/attach": self.attach,
            "/clock": self.turn,
            "/still": self.set_still,
            "/forget": self.forget,
        }

    async def say(self, wish: Wish) -> None:
        """Let somebody write."""
        text = _take(wish, "text", str).strip()
        if not text:
            raise Unfit("Schrijf eerst iets.")
        self._world.say(find_person(self._village, wish), text)

    async def press(self, wish: Wish) -> None:
        """Let somebody press a button under a message."""
        person = find_person(self._village, wish)
        message, data = _take(wish, "message", int), _take(wish, "data", str)
        if all(one.id != message or one.deleted for one in self._world.view(person)):
            raise Unfit("Dat bericht is er niet meer.")
        self._world.press(person, message, data)

    async def share_contact(self, wish: Wish) -> None:
        """Let somebody share their own number."""
        person = find_person(self._village, wish)
        one = self._village.find(person)
        self._world.share_contact(person, one.international_phone, one.name)

    async def share_location(self, wish: Wish) -> None:
        """Let somebody share where they live."""
        person = find_person(self._village, wish)
        self._world.share_location(person, *self._village.point(self._village.find(person)))

    async def attach(self, wish: Wish) -> None:
        """Let somebody send a photo, a voice message or a sticker."""
        kind = _take(wish, "kind", str)
        if kind not in {"photo", "voice", "sticker"}:
            raise Unfit("Dat kan deze telefoon niet sturen.")
        seconds = VOICE_SECONDS if kind == "voice" else 0
        self._world.send_attachment(find_person(self._village, wish), kind, seconds=seconds)

    async def turn(self, wish: Wish) -> None:
        """Turn the clock forward: by "minutes", to a "day" and "hour", or else to what is next."""
        async with self._turning:
            moment = await self._read_moment(wish)
            now = self._control.now()
            if moment <= now:
                raise Unfit("De klok gaat alleen vooruit.")
            if moment - now > FURTHEST:
                raise Unfit(f"De klok gaat hoogstens {FURTHEST.days} dagen vooruit.")
            await self._control.turn_to(moment)

    async def set_still(self, wish: Wish) -> None:
        """Let the coordinator hold all still, or let it go on."""
        still = _take(wish, "still", bool)
        await self._control.set_still(still)
        if await self._control.still() is not still:
            raise Unfit("Dat kan alleen een coördinator, en die is er niet meer. Begin een scène: dan is zij er weer.")

    async def forget(self, wish: Wish) -> None:
        """Erase what is kept of somebody."""
        await self._control.forget(find_person(self._village, wish))

    async def _read_moment(self, wish: Wish) -> datetime:
        if "minutes" in wish:
            return self._control.now() + timedelta(minutes=min(_take(wish, "minutes", int), 10**6))
        if "day" in wish:
            return _read_pick(_take(wish, "day", str), _take(wish, "hour", str))
        due = await self._control.next_due()
        if due is None:
            raise Unfit("Er staat niets meer te gebeuren.")
        # What was due already is played by the smallest turn there is.
        return max(due, self._control.now() + timedelta(seconds=1))


def _read_pick(day: str, hour: str) -> datetime:
    try:
        return read_moment(day, hour)
    except (ValueError, OverflowError):
        raise Unfit("Schrijf het uur zo: 13.30.") from None


def _take(wish: Wish, name: str, sort: type[Sort]) -> Sort:
    value = wish.get(name)
    if not isinstance(value, sort):
        raise Unfit("Daar kan ik niets mee.")
    return value
