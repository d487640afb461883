"""Tells whoever is on duty, past the store, that nothing can be kept: when the store fails no letter can be written."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog

from flows.post import Parcel
from flows.wording.render import Reader, render
from storage.database import Database
from storage.queries import people
from storage.terms import Form

log = structlog.get_logger()

Listener = tuple[int, str, str]  # a chat, its language and its time zone


class Outcry:
    """`shout` sends a parcel past the store and gives a task with the id of the message, or None when it failed."""

    def __init__(self, shout: Callable[[Parcel], "asyncio.Task[int | None]"]) -> None:
        self._shout = shout
        self._listeners: list[Listener] = []

    async def refresh(self, database: Database, now: datetime) -> None:
        """Learn anew who is on duty, or comes on duty next."""
        listeners = dict[int, Listener]()
        async with database.reading() as session:
            for where in await people.communities(session):
                on_duty = await people.on_duty(session, where, now)
                coming = None if on_duty else await people.next_duty(session, where, now)
                for person in on_duty or ([coming[1]] if coming else []):
                    if person.chat is not None and person.reachable:
                        listeners[person.chat] = (person.chat, person.language, where.zone)
        self._listeners = list(listeners.values())

    def tell(self, words: str, facts: Mapping[str, Any], now: datetime) -> None:
        """Say WORDS with FACTS to all of them, at once."""
        log.warning("outcry", words=words, listeners=len(self._listeners))
        for chat, language, zone in self._listeners:
            said = render(words, facts, Reader(language, Form.JE, zone, now))
            self._shout(Parcel(chat=chat, text=said.text, bold=said.bold))
