"""The caretaker: goes round the house, notes what is the matter with it, and tells a coordinator in the end."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.ears import Ears
from bot.health import DEAF_SECONDS, Vitals
from bot.messenger import Hooked, TwoListeners
from bot.outcry import Outcry
from bot.room import LEAST, room_of
from bot.troubles import TOLD_FROM, Spell, Trouble, Troubles
from bot.watch import Turns
from flows.menu import Menu
from flows.outages import tell_outage
from flows.sitting import Sitting
from storage.database import Database
from storage.queries.waiting import Waiting, what_waits
from storage.trouble import trouble_of, watch_store

ROUND_SECONDS = 5.0
LOOK_SECONDS = 4.0  # that looking into the store may take
PAST_THE_STORE = (Trouble.STORE, Trouble.FULL)  # of which no letter can be written
STILL_SO = timedelta(seconds=30)  # since it was last met

log = structlog.get_logger()


class Caretaker:
    """One a house. `ears` is None where updates are delivered; `parts` say how far each part of the house has come."""

    def __init__(
        self,
        database: Database,
        menu: Menu,
        clock: Callable[[], datetime],
        outcry: Outcry,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.troubles = Troubles(clock)
        self.turns = 0  # grows for as long as the loop goes round
        self.ears: Ears | None = None
        self.parts: Mapping[str, Turns] = {}
        self._database = database
        self._menu = menu
        self._clock = clock
        self._steady = steady
        self._outcry = outcry
        self._cried: datetime | None = None  # the beginning of the trouble of which whoever is on duty was told at once
        self._ticked_at = steady()
        self._stopped = asyncio.Event()
        self._looking: asyncio.Task[tuple[Waiting | None, str]] | None = None
        watch_store(database, self._met_store)

    def met(self, error: Exception) -> None:
        """Note what kept the ears from hearing, where it is trouble of the whole house."""
        if isinstance(error, TwoListeners):
            self.troubles.note(Trouble.WEBHOOK if isinstance(error, Hooked) else Trouble.TWO_LISTENERS)

    def unhooked(self) -> None:
        """Note that updates were not delivered here any more."""
        self.troubles.note(Trouble.WEBHOOK)

    def ticked(self) -> None:
        """Note that the clock did all that was due."""
        self._ticked_at = self._steady()

    async def run(self) -> None:
        """Go round until stopped."""
        while not self._stopped.is_set():
            self.go_round()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), ROUND_SECONDS)

    def stop(self) -> None:
        """End after this round."""
        self._stopped.set()

    def go_round(self) -> None:
        """Look once."""
        self.turns += 1
        if (age := self._poll_age()) is not None and age > DEAF_SECONDS:
            self.troubles.note(Trouble.DEAF)
        self.troubles.settle()
        self._cry()

    def _cry(self) -> None:
        """Tell whoever is on duty that nothing can be kept, once, while it lasts."""
        now = self._clock()
        for spell in self.troubles.present():
            lasts = spell.trouble in PAST_THE_STORE and now - spell.since >= TOLD_FROM[spell.trouble]
            if lasts and now - spell.until < STILL_SO and self._cried != spell.since:
                self._cried = spell.since
                self._outcry.tell(f"outcry.{spell.trouble.value}", {"since": spell.since, "room": spell.more}, now)

    async def tell(self) -> bool:
        """Tell a coordinator of what they are still to hear of; say whether there was anything."""
        told = self.troubles.untold()
        for spell in told:
            await self._tell(spell)
            self.troubles.told(spell)
        return bool(told)

    async def refresh(self) -> None:
        """Learn who is to be told where the store fails."""
        await self._outcry.refresh(self._database, self._clock())

    async def vitals(self) -> Vitals:
        """Say how it is. Raises nothing: a store that can't be read is what is found."""
        now = self._clock()
        waits, store = await self._look()
        present = self.troubles.present()
        found = Vitals(
            store=store,
            poll_age=self._poll_age(),
            tick_age=self._steady() - self._ticked_at,
            troubles=tuple(one.trouble.value for one in present),
            begun={one.value: self.troubles.met[one] for one in Trouble},
            turns={name: turns() for name, turns in self.parts.items()},
        )
        if waits is None:
            return found
        return replace(
            found,
            updates_waiting=waits.updates,
            oldest_update_age=_age(now, waits.update_since),
            letters_waiting=waits.letters,
            oldest_letter_age=_age(now, waits.letter_since),
            dues_waiting=waits.dues,
            oldest_due_age=_age(now, waits.due_since),
            letters_in_doubt=waits.doubted,
        )

    async def _look(self) -> tuple[Waiting | None, str]:
        """Ask the store what waits; None, and what is the matter, when it does not say so in time.

        A question is never broken off, for that may leave the store locked: the next one waits for the same answer.
        """
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._ask())
        done, _ = await asyncio.wait({self._looking}, timeout=LOOK_SECONDS)
        return self._looking.result() if done else (None, "no answer in time")

    async def _ask(self) -> tuple[Waiting | None, str]:
        try:
            async with self._database.reading() as session:
                return await what_waits(session, self._clock()), "ok"
        except (SQLAlchemyError, OSError) as error:
            return None, trouble_of(error) or type(error).__name__

    async def _tell(self, spell: Spell) -> None:
        async with self._database.transaction() as session:
            sitting = Sitting(session, self._clock(), self._menu)
            room = spell.more if spell.trouble is Trouble.FULL else ""
            await tell_outage(sitting, spell.trouble.value, spell.since, spell.until, more=room)

    def _poll_age(self) -> float | None:
        return None if self.ears is None else self._steady() - self.ears.heard_at

    def _met_store(self, word: str) -> None:
        room = room_of(self._database.engine.url)
        if word == "full" or (word in ("broken", "closed") and room is not None and room.free < LEAST):
            self.troubles.note(Trouble.FULL, "" if room is None else str(room))
        else:
            self.troubles.note(Trouble.STORE, word)


def _age(now: datetime, since: datetime | None) -> float | None:
    return None if since is None else max((now - since).total_seconds(), 0.0)
