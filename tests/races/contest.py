"""A village in which many visits are open at once, each offered to several helpers who all want to go."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import col, select

from bot.practice.lindendorp import LINDENDORP
from flows.desk import Desk, Heard
from flows.help.deeds.offering import write_offer
from flows.post import Inbound, Press
from flows.sitting import Sitting
from flows.themes import MENU
from storage.database import Database, open_database
from storage.ids import new_id
from storage.inbox import keep
from storage.outbox import token_of
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.tables.post import InboxItem
from storage.terms import Category, VisitState
from tests.street import BOT, Street

NOW = datetime(2026, 11, 23, 9, 4, tzinfo=UTC)
FIRST_VISIT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HELPERS = (201, 202, 204, 205, 206)


def _now() -> datetime:
    return NOW


@dataclass(frozen=True)
class Contest:
    """Two desks, each with an engine of its own, on one store; `races` holds the presses for each visit."""

    stores: tuple[Database, Database]
    desks: tuple[Desk, Desk]
    races: list[list[Heard]]

    async def run(self, race: int) -> None:
        """Let everybody press for one visit: in one batch for every fourth, else one by one through both desks."""
        presses = self.races[race]
        if race % 4 == 0:
            await self.desks[race // 4 % 2].receive(presses, {})
        else:
            await asyncio.gather(*(self.desks[place % 2].receive([one], {}) for place, one in enumerate(presses)))

    async def close(self) -> None:
        """Let go of the store."""
        for store in self.stores:
            await store.close()


async def prepare(folder: Path, races: int, url: str = "") -> Contest:
    """Open a village with as many visits as RACES, on PostgreSQL when there is a URL."""
    street = await Street.open(folder, NOW.replace(tzinfo=None), LINDENDORP.people_csv(), url)
    second = open_database(url or f"sqlite+aiosqlite:///{folder / 'street.db'}")
    stores = (street.database, second)
    tokens = await _offer(street.database, races)
    heard = await _press(street.database, tokens)
    return Contest(stores, (Desk(stores[0], MENU, _now), Desk(second, MENU, _now)), heard)


async def _offer(store: Database, races: int) -> list[dict[int, str]]:
    """Offer each visit to two helpers, every tenth to five; give the token of each yes by chat."""
    tokens: list[dict[int, str]] = []
    async with store.transaction() as session:
        sitting = Sitting(session, NOW, MENU)
        people = {one.chat: one for one in (await session.exec(select(Person))).all() if one.chat}
        for number in range(races):
            visit, request = await _visit(sitting, people[101], number)
            asked = HELPERS if number % 10 == 0 else (HELPERS[number % 5], HELPERS[(number + 1 + number // 5 % 4) % 5])
            offers = [await _one(sitting, visit, request, people[chat], len(asked)) for chat in asked]
            tokens.append({chat: token_of(offer.letter or 0, "0") for chat, offer in zip(asked, offers, strict=True)})
    return tokens


async def _visit(sitting: Sitting, asker: Person, number: int) -> tuple[Visit, Request]:
    community = (await sitting.community(None)).id
    request = Request(
        id=new_id(), community=community, number=number + 1, asker=asker.id, category=Category.TRANSPORT,
        destination="de dokter", made_at=NOW,
    )  # fmt: skip
    sitting.session.add(request)
    await sitting.session.flush()
    visit = Visit(
        id=new_id(), request=request.id, community=community, state=VisitState.SEARCHING,
        starts_at=FIRST_VISIT + timedelta(days=number),
    )  # fmt: skip
    sitting.session.add(visit)
    await sitting.session.flush()
    return visit, request


async def _one(sitting: Sitting, visit: Visit, request: Request, helper: Person, count: int) -> Offer:
    offer = Offer(
        id=new_id(), visit=visit.id, person=helper.id, community=visit.community, category=request.category, made_at=NOW
    )
    await write_offer(sitting, visit, request, offer, count)
    return offer


async def _press(store: Database, tokens: Sequence[dict[int, str]]) -> list[list[Heard]]:
    """Put every press in the inbox, as it would come from Telegram; give them by visit."""
    raws = [
        {"update_id": place * 10 + among, "callback_query": {"id": f"{place}-{among}", "data": token,
                                                             "from": {"id": chat}}}
        for place, race in enumerate(tokens) for among, (chat, token) in enumerate(race.items())
    ]  # fmt: skip
    async with store.transaction() as session:
        for start in range(0, len(raws), 1000):
            await keep(session, BOT, raws[start : start + 1000], NOW)
    async with store.reading() as session:
        items = (await session.exec(select(InboxItem).order_by(col(InboxItem.id)))).all()
    heard: list[list[Heard]] = [[] for _ in tokens]
    for item in items:
        press = json.loads(item.body or "")["callback_query"]
        chat = press["from"]["id"]
        inbound = Inbound(chat, chat, True, NOW, press=Press(press["id"], press["data"], None))
        heard[int(press["id"].split("-")[0])].append((item, inbound))
    return heard
