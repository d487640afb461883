"""A village in which many visits are open at once, each offered to several helpers who all want to go."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from sqlmodel import col, select

from bot.practice.lindendorp import LINDENDORP
from flows.desk import Desk, Heard
from flows.help.deeds.living import live, plan_search
from flows.help.life import Deed
from flows.history import faults
from flows.post import Inbound, Press
from flows.sitting import Sitting
from flows.themes import MENU
from storage.database import Database, open_database
from storage.ids import new_id
from storage.inbox import keep
from storage.outbox import token_of
from storage.queries.history import read_history
from storage.tables.help import Offer, Request, Visit
from storage.tables.people import Person
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import Category, LetterState, VisitState
from tests.street import BOT, Street

NOW = datetime(2026, 11, 23, 9, 4, tzinfo=UTC)
_messages = count(1)
FIRST_VISIT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PAIR, FIVE = 2, 5  # how many press for one visit
LONGEST_AHEAD = 3000  # days


def _clock() -> Callable[[], datetime]:
    """Give a clock: some seconds later at each look, for nobody taps a hundred buttons at once."""
    looks = count()
    return lambda: NOW + next(looks) * timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Ground:
    """Where races are run: the people as a list, and the chats of who asked and who may go."""

    people: str
    asker: int
    helpers: Sequence[int]


LINDEN_GROUND = Ground(LINDENDORP.people_csv(), 101, range(201, 213))


@dataclass(frozen=True)
class Contest:
    """Two desks, each with an engine of its own, on one store; `groups` holds races that are run together."""

    stores: tuple[Database, Database]
    desks: tuple[Desk, Desk]
    groups: list[list[list[Heard]]]  # group, race, press; in a group every helper presses once
    clock: Callable[[], datetime]

    async def run(self) -> None:
        """Let everybody press: every fourth group in one batch, the others in a batch for each who presses."""
        for number, races in enumerate(self.groups):
            batches = [list(presses) for presses in zip(*races, strict=True)]
            if number % 4 == 0:
                batches = [[one for batch in batches for one in batch]]
            hear = (self.desks[(number + place) % 2].receive(batch, {}) for place, batch in enumerate(batches))
            await asyncio.gather(*hear)

    async def faults(self) -> list[str]:
        """Give what breaks the laws of history."""
        async with self.stores[0].reading() as session:
            return [str(one) for one in faults(await read_history(session, self.clock()))]

    async def close(self) -> None:
        """Let go of the store."""
        for store in self.stores:
            await store.close()


async def prepare(folder: Path, crowds: Sequence[int], url: str = "", ground: Ground = LINDEN_GROUND) -> Contest:
    """Open a village with a group of races for each of CROWDS: so many press in each race of it."""
    street = await Street.open(folder, NOW.replace(tzinfo=None), ground.people, url)
    second = open_database(url or f"sqlite+aiosqlite:///{folder / 'street.db'}")
    stores = (street.database, second)
    clock, numbers = _clock(), count(1)
    groups = [await _offer(street.database, ground, many, numbers) for many in crowds]
    heard = await _press(street.database, [race for group in groups for race in group])
    together = [[heard.pop(0) for _ in group] for group in groups]
    return Contest(stores, (Desk(stores[0], MENU, clock), Desk(second, MENU, clock)), together, clock)


async def _offer(store: Database, ground: Ground, many: int, numbers: Iterator[int]) -> list[dict[int, str]]:
    """Offer as many visits as there are groups of MANY helpers; give by visit the token of each yes by chat."""
    tokens: list[dict[int, str]] = []
    async with store.transaction() as session:
        sitting = Sitting(session, NOW, MENU)
        people = {one.chat: one for one in (await session.exec(select(Person))).all() if one.chat}
        for start in range(0, len(ground.helpers) - many + 1, many):
            visit = await _visit(sitting, people[ground.asker], next(numbers))
            made = [_one(visit, people[chat]) for chat in ground.helpers[start : start + many]]
            session.add_all([row for rows in made for row in rows])
            tokens.append({letter.chat: token_of(letter.id, "0") for _, letter in made})
    return tokens


async def _visit(sitting: Sitting, asker: Person, number: int) -> Visit:
    community = (await sitting.community(None)).id
    request = Request(
        id=new_id(), community=community, number=number, asker=asker.id, category=Category.TRANSPORT,
        destination="de dokter", made_at=NOW,
    )  # fmt: skip
    sitting.session.add(request)
    await sitting.session.flush()
    visit = Visit(
        id=new_id(), request=request.id, community=community, state=VisitState.ASKED,
        starts_at=FIRST_VISIT + timedelta(days=number % LONGEST_AHEAD),
    )  # fmt: skip
    sitting.session.add(visit)
    await sitting.session.flush()
    live(sitting, visit, Deed.CONFIRM)
    await plan_search(sitting, visit)
    return visit


def _one(visit: Visit, helper: Person) -> tuple[Offer, OutboxLetter]:
    """Make an offer and the letter that carries it, as it stands when it has been sent."""
    letter_id = new_id()
    offer = Offer(
        id=new_id(), visit=visit.id, person=helper.id, community=visit.community, category=Category.TRANSPORT,
        letter=letter_id, made_at=NOW,
    )  # fmt: skip
    yes = {"option": "0", "words": "offer.yes", "deed": "accept", "args": {"offer": offer.id}, "yes": None}
    letter = OutboxLetter(
        id=letter_id, chat=helper.chat or 0, person=helper.id, community=visit.community, words="offer.ask",
        about=visit.id, asks=True, buttons=[yes], state=LetterState.SENT, message=next(_messages),
        written_at=NOW, sent_at=NOW,
    )  # fmt: skip
    return offer, letter


async def _press(store: Database, tokens: Sequence[dict[int, str]]) -> list[list[Heard]]:
    """Put every press in the inbox, as it would come from Telegram; give them by visit."""
    raws = [
        {"update_id": place * 100 + among, "callback_query": {"id": f"{place}-{among}", "data": token,
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
