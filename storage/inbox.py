"""The inbox: every raw update is kept before it is confirmed, and stays until it has been handled.

Order is the order of arrival, one update a chat at a time: while the oldest of a chat waits to be tried again, the
younger ones of that chat wait with it.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from sqlalchemy import Integer, bindparam
from sqlmodel import and_, col, delete, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from storage.columns import UTCMoment
from storage.database import insert_into
from storage.ids import new_id
from storage.tables.post import InboxItem

Raw = Mapping[str, Any]

MOST_TRIES = 5
DIGEST_KEPT = timedelta(hours=48)  # an update comes back for at most 24 hours; ids restart after a quiet week
ASIDE_KEPT = timedelta(days=7)
_LARGEST = 2**63 - 1


def _next() -> SelectOfScalar[InboxItem]:
    """Write the question of next_batch() once: writing it costs more than asking it."""
    open_, again_at = col(InboxItem.done_at).is_(None), col(InboxItem.try_again_at)
    oldest = select(func.min(InboxItem.id)).where(open_).group_by(col(InboxItem.chat))
    ripe = or_(again_at.is_(None), again_at <= bindparam("now", type_=UTCMoment))
    chosen = select(InboxItem).where(col(InboxItem.id).in_(oldest), open_, ripe).order_by(col(InboxItem.id))
    return chosen.limit(bindparam("most", type_=Integer)).with_for_update(skip_locked=True)


_NEXT = _next()
_OPEN = select(InboxItem.id).where(
    col(InboxItem.id).in_(bindparam("items", expanding=True)), col(InboxItem.done_at).is_(None)
)
_TAKE = (
    update(InboxItem)
    .where(col(InboxItem.id).in_(_OPEN.with_for_update(skip_locked=True)))
    .values(body=None, failed=None, try_again_at=None, done_at=bindparam("now", type_=UTCMoment))
    .returning(col(InboxItem.id))
)


def chat_key(raw: Raw) -> int:
    """Read which chat an update belongs to, trusting nothing of its shape; 0 when it names none.

    A press is of the chat its message stands in, or of whoever pressed when that message is not told.
    """
    parts = [part for part in raw.values() if isinstance(part, Mapping)]
    for part in parts:
        for place in (part.get("chat"), _within(part.get("message"), "chat"), part.get("from")):
            key = _within(place, "id")
            if type(key) is int and abs(key) <= _LARGEST:
                return key
    return 0


def digest_of(bot_id: int, raw: Raw) -> str:
    """Give the name by which an update is known again: of its bot, its id and all it says."""
    return _digest(bot_id, _canonical(raw))


async def keep(session: AsyncSession, bot_id: int, raws: Sequence[Raw], at: datetime) -> None:
    """Keep RAWS in their order, passing over those that were kept before."""
    if not raws:
        return
    insert = insert_into(InboxItem, session.sync_session)
    rows = [_row(bot_id, raw, at) for raw in raws]
    await session.exec(insert.on_conflict_do_nothing(index_elements=["digest"]), params=rows)


async def kept_of_late(session: AsyncSession, most: int) -> list[str]:
    """Give the digests of the updates that were kept last, at most MOST, oldest first."""
    asked = select(InboxItem.digest).order_by(col(InboxItem.id).desc()).limit(most)
    return list(reversed((await session.exec(asked)).all()))


async def next_batch(session: AsyncSession, now: datetime, most: int) -> list[InboxItem]:
    """Give the oldest unfinished update of each chat, oldest first, at most MOST of them.

    They are locked until the transaction ends: another process is given other chats.
    """
    return list((await session.exec(_NEXT, params={"now": now, "most": most})).all())


async def take(session: AsyncSession, items: Collection[int], now: datetime) -> set[int]:
    """Close those of ITEMS that are still to be handled, empty their bodies, and give their ids.

    What another process has in hand is left to it, and what turns out to be done already (a commit whose answer was
    lost) is not done again. Whatever is to be done about them is done in the same transaction.
    """
    connection = await session.connection()
    return set((await connection.execute(_TAKE, {"now": now, "items": list(items)})).scalars())


def mark_failed(item: InboxItem, error_name: str, now: datetime) -> bool:
    """Let ITEM be tried again after 1, 2, 4, 8 seconds; say True when it has been set aside for a person instead."""
    item.tries += 1
    item.failed = error_name
    if item.tries < MOST_TRIES:
        item.try_again_at = now + timedelta(seconds=2 ** (item.tries - 1))
        return False
    item.try_again_at, item.done_at = None, now
    return True


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Take away what was handled 48 hours ago, and what was set aside seven days ago."""
    failed = col(InboxItem.failed)
    handled = and_(failed.is_(None), col(InboxItem.done_at) < now - DIGEST_KEPT)
    aside = and_(failed.is_not(None), col(InboxItem.done_at) < now - ASIDE_KEPT)
    await session.exec(delete(InboxItem).where(or_(handled, aside)))


def _row(bot_id: int, raw: Raw, at: datetime) -> dict[str, Any]:
    body = _canonical(raw)
    return {
        "id": new_id(),
        "digest": _digest(bot_id, body),
        "chat": chat_key(raw),
        "body": body,
        "arrived_at": at,
        "tries": 0,
    }


def _canonical(raw: Raw) -> str:
    return json.dumps(raw, sort_keys=True, separators=(",", ":"))  # plain ASCII, so half a character is kept too


def _digest(bot_id: int, body: str) -> str:
    return blake2b(f"{bot_id}:{body}".encode(), digest_size=24).hexdigest()


def _within(part: Any, key: str) -> Any:
    return part.get(key) if isinstance(part, Mapping) else None
