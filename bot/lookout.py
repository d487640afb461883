"""Looks out for danger in every update as it comes in, and has the fixed words said before anything is stored."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.messenger import Raw
from bot.spoken import Spoken
from flows.alarm.first_words import first_words
from flows.alarm.readers import Alarm
from flows.alarm.recognition import look
from flows.coordination.danger import DEEDS
from flows.menu import Menu
from flows.post import Cry, Parcel
from flows.tasks import first_name
from flows.themes import MENU
from flows.understanding.replies.visiting import is_closed_door
from flows.understanding.tongues import plainly_in
from flows.understanding.words import fold
from storage.database import Database
from storage.ids import new_id
from storage.inbox import digest_of
from storage.outbox import token_of
from storage.queries import course, doors, people
from storage.tables.people import Person
from storage.terms import Danger, Form

SETTLED_WITHIN = 5.0  # seconds that the desk waits to hear whether the words have arrived
REMEMBERED = 1000
LEFT_TO_ANOTHER = timedelta(seconds=8)  # then it is taken for lost with its process, and the words are said again

NOWHERE = Spoken(None)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Face:
    """How somebody is spoken to, as far as that is known without the store."""

    form: Form = Form.U
    language: str = "nl"
    community: int | None = None


class Lookout:
    """`shout` sends a parcel past the store and gives a task with the id of the message, or None when it failed.

    `spoken` keeps what has arrived where the store can't.
    """

    def __init__(
        self,
        bot_id: int,
        shout: Callable[[Parcel], "asyncio.Task[int | None]"],
        spoken: Spoken = NOWHERE,
        menu: Menu = MENU,
    ) -> None:
        self._menu = menu
        self._bot_id = bot_id
        self._shout = shout
        self._spoken = spoken
        self._faces: dict[int, Face] = {}
        self._on_duty: dict[int, str] = {}
        self._at_doors: frozenset[int | None] = frozenset()  # chats of helpers with a visit right now
        self._typing_in: frozenset[int | None] = frozenset()  # chats of whoever writes what is not about themselves
        self._said: dict[str, tuple[int, asyncio.Future[int | None]]] = {}  # digest of the update: letter, message

    def recall(self) -> None:
        """Learn which words arrived before the last start; they are not said again."""
        loop = asyncio.get_running_loop()
        for digest, (letter, message) in self._spoken.recall().items():
            self._said[digest] = (letter, arrived := loop.create_future())
            arrived.set_result(message)

    def look(self, raws: list[Raw]) -> None:
        """Say the fixed words to whoever is in danger, at once. Groups and forwarded words are left alone."""
        for raw in raws:
            found = self._danger_in(raw)
            if found is not None and not self._has_arrived(digest := digest_of(self._bot_id, raw)):
                self._cry(digest, int(raw["message"]["chat"]["id"]), found, _text_of(raw["message"]))
                log.warning("danger", kind=found.kind.value)

    def _has_arrived(self, digest: str) -> bool:
        if digest not in self._said:
            return False
        _, said = self._said[digest]
        return said.done() and not said.cancelled() and said.result() is not None

    def is_anothers(self, digest: str, raw: Raw, age: timedelta) -> bool:
        """Say whether another process heard this cry a moment ago: it is saying the words, and sees to the rest.

        An AGE below nothing is that of a clock that was set back, and tells nothing: then nobody waits.
        """
        recent = timedelta(0) <= age < LEFT_TO_ANOTHER
        return recent and digest not in self._said and self._danger_in(raw) is not None

    def _danger_in(self, raw: Raw) -> Alarm | None:
        """Give the danger to which the words are said at once; None where it is left to the desk to look."""
        message = raw.get("message")
        if not isinstance(message, Mapping) or not _is_own_word(message):
            return None
        if message["chat"]["id"] in self._typing_in:
            return None
        text = _text_of(message)
        if self._menu.passing_on(text) is not None:
            return None  # the desk knows whether whoever types it may
        found = look(text)
        if found is None or not found.certain or self._is_at_door(message["chat"]["id"], found, text):
            return None
        return found

    def _is_at_door(self, chat: int, found: Alarm, text: str) -> bool:
        """Say whether it is the shut door of a visit right now: the desk looks at it, and sounds the alarm if not."""
        return found.kind is Danger.NEIGHBOUR and chat in self._at_doors and is_closed_door(text)

    def _cry(self, digest: str, chat: int, found: Alarm, text: str) -> None:
        face = self._faces.get(chat) or Face(language=plainly_in(fold(text)) or Face().language)
        on_duty = self._on_duty.get(face.community) if face.community is not None else None
        words = first_words(found.kind, face.form, face.language, on_duty)
        letter = new_id()
        buttons = tuple((label, token_of(letter, option)) for option, label in words.buttons if option in DEEDS)
        shouted = self._shout(Parcel(chat=chat, text=words.text, buttons=buttons))
        self._said[digest] = (letter, shouted)
        shouted.add_done_callback(lambda task: self._note(digest, letter, task))
        for old in list(self._said)[:-REMEMBERED]:
            del self._said[old]

    def _note(self, digest: str, letter: int, shouted: "asyncio.Future[int | None]") -> None:
        if not shouted.cancelled() and (message := shouted.result()) is not None:
            self._spoken.note(digest, letter, message)

    async def settle(self, digests: set[str]) -> dict[str, Cry]:
        """Give what has been said about these updates; what did not arrive is left out, and is to be said again.

        Asked once more, when the store was in trouble, it gives the same.
        """
        said = {digest: self._said[digest] for digest in digests & self._said.keys()}
        if not said:
            return {}
        await asyncio.wait([task for _, task in said.values()], timeout=SETTLED_WITHIN)
        arrived = {digest: (letter, task.result()) for digest, (letter, task) in said.items() if task.done()}
        return {digest: Cry(letter, message) for digest, (letter, message) in arrived.items() if message is not None}

    async def refresh(self, database: Database, now: datetime) -> None:
        """Learn anew how everybody is spoken to, who is on duty and who stands at a door."""
        async with database.reading() as session:
            self._at_doors = frozenset(await doors.chats_at_doors(session, now))
            self._typing_in = frozenset(await self._chats_of_others(session, now))
            asked = select(Person.chat, Person.form, Person.language, Person.current).where(
                col(Person.chat).is_not(None)
            )
            rows = (await session.exec(asked)).all()
            self._faces = {
                chat: Face(Form(form or Form.U), language, current) for chat, form, language, current in rows if chat
            }
            for community in await people.communities(session):
                rota = await people.on_duty(session, community, now)
                self._on_duty.pop(community.id, None)
                if rota:
                    self._on_duty[community.id] = first_name(rota[0])

    async def _chats_of_others(self, session: AsyncSession, now: datetime) -> list[int | None]:
        """Give the chats in which somebody types what somebody else said, or what goes to others."""
        talks = [(one.name, now - one.of_others) for one in self._menu.conversations.values() if one.of_others]
        return [chat for flow, since in talks for chat in await course.chats_in_talk(session, flow, since)]


def _text_of(message: Mapping[str, Any]) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _is_own_word(message: Mapping[str, Any]) -> bool:
    chat = message.get("chat")
    return isinstance(chat, Mapping) and chat.get("type") == "private" and "forward_origin" not in message
