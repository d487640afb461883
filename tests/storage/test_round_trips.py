"""What a batch costs on PostgreSQL: as many questions for twenty who write as for one."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.practice.lindendorp import LINDENDORP
from flows.post import Inbound
from storage.inbox import keep, next_batch
from tests.storage.postgres import Postgres
from tests.street import BOT, Street

OPENING = datetime.fromisoformat("2026-11-21T10:04")
MOST_QUESTIONS = 12


@pytest.fixture
async def street(tmp_path: Path, postgres: Postgres) -> AsyncIterator[Street]:
    opened = await Street.open(tmp_path, OPENING, LINDENDORP.people_csv(), postgres.ready())
    yield opened
    await opened.close()


async def _write(street: Street, chats: range, text: str) -> int:
    """Let everybody in CHATS write TEXT, taken in as one batch; give how many questions that took."""
    raws = [{"update_id": chat, "message": {"chat": {"id": chat, "type": "private"}, "text": text}} for chat in chats]
    async with street.database.transaction() as session:
        await keep(session, BOT, raws, street.moment)
    async with street.database.reading() as session:
        items = await next_batch(session, street.moment, len(chats))
    asked: list[Any] = []
    engine = street.database.engine.sync_engine

    def note(*given: Any) -> None:
        asked.append(given)

    event.listen(engine, "before_cursor_execute", note)
    await street.desk.receive(
        [(item, Inbound(item.chat, item.chat, True, street.moment, "Gast", text=text)) for item in items], {}
    )
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


async def test_no_question_for_each(street: Street) -> None:
    """An answer in a talk takes no question of its own: a batch of twenty takes as many as a batch of one."""
    one, twenty = range(7000, 7001), range(8000, 8020)
    for chats in (one, twenty):
        await _write(street, chats, "ik wil graag een lamp laten ophangen")
    costs = [await _write(street, chats, "dinsdag om 10 uur") for chats in (one, twenty)]
    assert costs[0] == costs[1] <= MOST_QUESTIONS
