"""A village of four, in which any of them may have no app, and what each says reaches the bot by phone instead."""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import col, select, update

from storage.database import open_database
from storage.tables.help import Offer, Visit
from storage.tables.people import Person
from tests.street import ZONE, Street

Result = TypeVar("Result")

OPENING = datetime.fromisoformat("2026-11-21T10:04")
NAMES = ("Toos", "Piet", "Wim")
_HEAD = "role,name,phone,telegram_id,street,postcode,place,categories,available,max_per_week,check,language\n"
_ROWS = {
    "Anja": "coordinator,Anja Smit,073-5550100,{chat},Kerkplein 1,,Linde,,elke dag van 8 tot 21 uur,,,nl",
    "Toos": "resident,Toos Visser,073-5550101,{chat},Wilgenstraat 30,,Linde,,,,,nl",
    "Piet": "helper,Piet Hofman,06-12345202,{chat},Elzenweg 2,,Linde,garden,elke dag van 8 tot 22,5,none,nl",
    "Wim": "helper,Wim Bos,06-12345203,{chat},Beukenpad 4,,Linde,garden,elke dag van 8 tot 22,5,none,nl",
}
_CHATS = {name: 900 + nth for nth, name in enumerate(_ROWS)}
IN_WORDS = {  # what is said on the phone where an app has a button that stands elsewhere by now
    "Hoeft niet meer": "ik wil het afzeggen",
    "Ik kan toch niet": "ik kan toch niet",
    "Er doet niemand open": "er doet niemand open",
}


def run(deed: Coroutine[Any, Any, Result]) -> Result:
    """Do DEED to its end."""
    with asyncio.Runner() as runner:
        return runner.run(deed)


_filled: list[Path] = []


class Village(Street):
    """A street on which those who stand in `without` have no app."""

    without: frozenset[str] = frozenset()

    @classmethod
    async def move_in(cls, without: frozenset[str]) -> "Village":
        """Open a village in which Toos has asked for help in the garden, by a coordinator."""
        folder = Path(tempfile.mkdtemp(prefix="bridge-"))
        shutil.copy(await cls._imported(), folder / "street.db")
        street = cls(open_database(f"sqlite+aiosqlite:///{folder / 'street.db'}"), OPENING)
        street.chats = {name: _CHATS[name] for name in _ROWS if name not in without}
        street.without = without
        async with street.database.transaction() as session:
            gone = [_CHATS[name] for name in without]
            await session.exec(update(Person).where(col(Person.chat).in_(gone)).values(chat=None))
        await street._ask()
        return street

    @classmethod
    async def _imported(cls) -> Path:
        """Give a store with the people of the village; made once."""
        if not _filled:
            folder = Path(tempfile.mkdtemp(prefix="bridge-"))
            people = "\n".join(row.format(chat=_CHATS[name]) for name, row in _ROWS.items())
            await (
                await cls.open(folder, OPENING, _HEAD + people, f"sqlite+aiosqlite:///{folder / 'street.db'}")
            ).close()
            _filled.append(folder / "street.db")
        return _filled[0]

    async def _ask(self) -> None:
        for words in ("/nieuw", "Toos Visser, Wilgenstraat 30, 073-5550101"):
            await self.say("Anja", words)
        await self.tap("Anja", "Ja, aan de telefoon")
        await self.say("Anja", "hulp in de tuin woensdag om 10 uur")
        await self.tap("Anja", "Ja, dat klopt")

    async def says(self, name: str, label: str) -> bool:
        """Let NAME answer LABEL, by a tap or by phone; False where that can't be answered now."""
        if name not in self.without:
            if not self.can_tap(name, label):
                return False
            await self.tap(name, label)
            return True
        return await self._by_phone(name, label)

    def can_tap(self, name: str, label: str) -> bool:
        """Say whether NAME can tap LABEL: under the last message, or on a card that still stands."""
        phone = self.phones.get(self.chats[name], [])
        return any(label in one.labels for one in (phone if label in IN_WORDS else phone[-1:]))

    async def _by_phone(self, name: str, label: str) -> bool:
        """Let Anja, who has NAME on the phone, record LABEL: by its button, or in words."""
        if not await self._finds(name, label):
            if label not in IN_WORDS:
                return False
            await self.say("Anja", f"/bel {name}")
            await self.tap("Anja", "Opschrijven")
            await self.say("Anja", IN_WORDS[label])
            return True
        await self.tap("Anja", label)
        return True

    async def _finds(self, name: str, label: str) -> bool:
        """Bring what waits to be said to NAME to Anja's screen; say whether LABEL can be tapped there."""
        if label in self.last("Anja").labels:
            return True  # they are still on the line
        await self.say("Anja", f"/bel {name}")
        if "Wat ik nog moet zeggen" not in self.last("Anja").labels:
            return False
        await self.tap("Anja", "Wat ik nog moet zeggen")
        if label not in self.last("Anja").labels and f"{name} wil iets anders" in self.last("Anja").labels:
            await self.tap("Anja", f"{name} wil iets anders")
        return label in self.last("Anja").labels

    async def passes(self, time: timedelta) -> None:
        """Let TIME pass."""
        await self.turn_to((self.moment + time).astimezone(ZONE).replace(tzinfo=None))

    async def standing(self) -> Mapping[str, Any]:
        """Give how all stands: each visit, and what became of each offer."""
        async with self.database.reading() as session:
            names = {one.id: one.name.split()[0] for one in (await session.exec(select(Person))).all()}
            visits = (await session.exec(select(Visit))).all()
            offers = (await session.exec(select(Offer))).all()
        return {
            "visits": [(one.state, names.get(one.helper or 0), one.asker_said, one.helper_said) for one in visits],
            "offers": sorted((names[one.person], one.state.value) for one in offers),
        }
