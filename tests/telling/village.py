"""A village of many, on a street that can be killed: who wants messages, and what everybody got."""

import csv
import io
from collections import Counter
from datetime import datetime
from pathlib import Path

from sqlmodel import col, update

from flows.sitting import Sitting
from storage.database import open_database
from storage.migrate import migrate
from storage.tables.people import Membership
from storage.tables.telling import Telling
from storage.terms import TellingState
from tests.laws.house import OPENING, House

NEIGHBOURS = 70
WORDS = "Zaterdag is er koffie in het dorpshuis."


def list_of(neighbours: int) -> str:
    """Give a list of a coordinator and so many helpers with a phone, none of them real."""
    rows = io.StringIO()
    written = csv.writer(rows)
    written.writerow(["role", "name", "telegram_id", "street", "categories"])
    written.writerow(["coordinator", "Anja Proef", 1001, "", ""])
    for n in range(neighbours):
        written.writerow(["helper", f"Buur{n} Proef", 2000 + n, f"Proefstraat {n + 1}", "garden" if n % 3 else "pets"])
    return rows.getvalue()


async def fill(folder: Path, neighbours: int = NEIGHBOURS) -> dict[str, int]:
    """Fill a store with a village in which everybody wants messages; give the chats."""
    house = House(open_database(f"sqlite+aiosqlite:///{folder / 'street.db'}"), OPENING)
    await migrate(house.database)
    await house.bring(list_of(neighbours))
    async with house.database.transaction() as session:
        await session.exec(update(Membership).values(messages=True))
    await house.close()
    return house.chats


def got(house: House, words: str = WORDS) -> Counter[str]:
    """Count how often each neighbour was sent what holds WORDS; the coordinator aside."""
    seen = [one for one in house.seen if words in one.text and one.words == "telling.letter"]
    return Counter(house.name_of(one.chat) for one in seen if house.name_of(one.chat) != "Anja")


async def the_telling(house: House) -> Telling:
    """Give the message that was written last."""
    return max(await house.rows(Telling), key=lambda one: one.id)


async def is_over(house: House) -> bool:
    """Say whether nothing of it is under way any more."""
    return (await the_telling(house)).state is TellingState.OVER


async def begin(house: House, at: datetime | None = None, words: str = WORDS) -> None:
    """Have Anja send a message to everybody."""
    if at is not None:
        house.moment = house.on_the_wall(at)
    await house.say("Anja", f"/bericht iedereen: {words}")
    await house.tap("Anja", "Versturen")


async def wish(house: House, name: str, wants: bool | None) -> None:
    """Keep that NAME wants messages, or not."""
    person = await house.person(name)
    async with house.database.transaction() as session:
        await session.exec(update(Membership).where(col(Membership.person) == person.id).values(messages=wants))


def sitting_in(house: House, session: object) -> Sitting:
    """Give a sitting at the moment of the house."""
    return Sitting(session, house.moment, house.menu)  # type: ignore[arg-type]
