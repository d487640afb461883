"""The one door in: a batch of inbounds, one transaction. Who writes, is there danger, which button, command or talk."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import structlog

from flows.coordination import urgent
from flows.coordination.first_look import danger_in
from flows.coordination.group_desk import Notice, hear
from flows.doorstep import turned_away
from flows.faults import place_of
from flows.flood import Floods
from flows.menu import Menu
from flows.post import Cry, Inbound
from flows.reception import Reception
from flows.sitting import Sitting
from flows.tasks import open_task
from flows.understanding.tongues import plainly_in
from flows.understanding.words import fold
from flows.wording.render import plain
from storage.crash_points import CrashPoint, crash_here
from storage.database import Database
from storage.ids import new_id
from storage.inbox import mark_failed, take
from storage.outbox import read_token
from storage.queries import people
from storage.tables.people import Person
from storage.tables.post import InboxItem
from storage.trouble import collided, passes

MOST_COLLISIONS = 5  # with another process, of one update, in a row
LONGEST_NAME = 80  # characters of what the messenger calls somebody

log = structlog.get_logger()

Heard = tuple[InboxItem, Inbound]


class Desk:
    """Takes inbounds in. `notify` is told, after the commit, what to answer to a press in a group."""

    def __init__(
        self,
        database: Database,
        menu: Menu,
        clock: Callable[[], datetime],
        notify: Callable[[str, str], None] | None = None,
    ) -> None:
        self._database = database
        self._menu = menu
        self._clock = clock
        self._notify = notify
        self._floods = Floods()

    async def receive(self, batch: Sequence[Heard], cries: Mapping[str, Cry]) -> None:
        """Take BATCH in: at most one inbound of each chat. All its effects commit together with "inbox done".

        CRIES are the fixed words to danger that were said already, by the digest of the update.

        When one of them fails, the batch is taken in anew, one by one; the one that fails is tried again later, and
        after five times it is set aside and a coordinator is told. Raises what keeps the store from keeping anything:
        that is no fault of theirs.
        """
        try:
            await self._take(batch, cries)
        except Exception as error:  # noqa: BLE001 - one bad update must fail alone, so each is tried by itself
            log.warning("batch_failed", updates=len(batch), error=type(error).__name__)
            for one in batch:
                await self._take_alone(one, cries)

    async def _take_alone(self, one: Heard, cries: Mapping[str, Cry], collisions: int = 0) -> None:
        try:
            await self._take([one], cries)
        except Exception as error:
            if collided(error) and collisions < MOST_COLLISIONS:
                return await self._take_alone(one, cries, collisions + 1)
            if passes(error):
                raise
            log.error("update_failed", update=one[0].id, error=type(error).__name__, place=place_of(error))
            await self.set_aside(one[0], type(error).__name__, one[1].chat)

    async def set_aside(self, item: InboxItem, error: str, chat: int) -> None:
        """Let ITEM be tried again, or, after the last try, tell its sender and a coordinator."""
        async with self._database.transaction() as session:
            row = await session.get(InboxItem, item.id, with_for_update={"skip_locked": True})
            if row is None or row.done_at is not None:
                return  # in the hands of another process, or done after all
            if mark_failed(row, error, self._clock()):
                await self._apologise(Sitting(session, self._clock(), self._menu), chat, item.id)

    async def _apologise(self, sitting: Sitting, chat: int, update: int) -> None:
        person = (await people.by_chats(sitting.session, [chat])).get(chat)
        if person is not None:
            await sitting.write(person, "sorry.broken")
        community = (await sitting.community(person.current if person else None)).id
        sitting.note("update.set_aside", update, community)
        await open_task(sitting, "broken", community, person=person)

    async def _take(self, batch: Sequence[Heard], cries: Mapping[str, Cry]) -> None:
        async with self._database.transaction(alone=True) as session:
            now = self._clock()
            mine = await take(session, [item.id for item, _ in batch], now)
            batch = [one for one in batch if one[0].id in mine]
            if not batch:
                return
            sitting = Sitting(session, now, self._menu, self._floods)
            known = await self._gather(sitting, [inbound for _, inbound in batch])
            notices = [await self._hear(sitting, known, one, cries.get(item.digest)) for item, one in batch]
            crash_here(CrashPoint.BEFORE_COMMIT)
        crash_here(CrashPoint.AFTER_COMMIT)
        for notice in notices:
            if notice is not None and self._notify is not None:
                self._notify(notice.press, notice.text)

    async def _gather(self, sitting: Sitting, inbounds: Sequence[Inbound]) -> dict[int, Person]:
        """Give who writes, by chat, with all that lies open for them at hand: a few questions for the whole batch."""
        private = [one for one in inbounds if one.private]
        known = await people.by_chats(sitting.session, {one.chat for one in private})
        for one in private:
            if one.chat not in known and one.sender is not None:
                known[one.chat] = await self._meet(sitting, one)
        await sitting.session.flush()
        tokens = [read_token(one.press.token) for one in private if one.press is not None]
        await sitting.at_hand.fetch({one.id for one in known.values()}, {token[0] for token in tokens if token})
        return known

    async def _hear(
        self, sitting: Sitting, known: dict[int, Person], inbound: Inbound, cry: Cry | None
    ) -> Notice | None:
        if not inbound.private:
            return await hear(sitting, inbound, self._menu.bot_name)
        if inbound.sender is not None:  # channels and nameless senders carry no rights
            await self._hear_privately(sitting, known[inbound.chat], inbound, cry)
        return None

    async def _hear_privately(self, sitting: Sitting, person: Person, inbound: Inbound, cry: Cry | None) -> None:
        if inbound.reachable is not None:
            person.reachable = inbound.reachable
            sitting.session.add(person)
            if not inbound.text:
                return
        person.reachable = True  # whoever writes can be written to
        if inbound.text and not person.name:
            await self._speak_alike(sitting, person, inbound.text)
        if inbound.text and await danger_in(sitting, person, inbound, cry):
            return
        left = await urgent.answered(sitting, person, inbound) if inbound.text else inbound
        if left is not None and not await turned_away(sitting, person, left):
            await Reception(sitting, person).take(left)

    async def _speak_alike(self, sitting: Sitting, person: Person, text: str) -> None:
        """Answer somebody not known yet in the language of their TEXT, unless they chose another than the village's."""
        if person.language == (await sitting.community(person.current)).language:
            person.language = plainly_in(fold(text)) or person.language

    async def _meet(self, sitting: Sitting, inbound: Inbound) -> Person:
        where = await sitting.community(None)
        person = Person(
            id=new_id(),
            chat=inbound.chat,
            language=where.language,
            current=where.id,
            called=plain(inbound.name)[:LONGEST_NAME],
            made_at=sitting.now,
        )
        sitting.session.add(person)
        sitting.note("person.met", person.id, where.id)
        return person
