"""What is kept of a standstill: when the house was last awake, and letters held until all that is late is done.

And what follows a clock that was set back.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

import structlog
from sqlmodel import and_, col, delete, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables.course import Due, Record, Sign
from storage.tables.help import Offer
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import Lane, LetterState

AWAKE = "awake"  # when the clock last looked at what is due
WAKING = "waking"  # until when letters are held, while what is late is being done
CLOCK = "clock"  # what the clock of the machine showed when it was last looked at
TURNED = timedelta(minutes=1)  # how much of a turn of the clock is seen; it is noted no more often

log = structlog.get_logger()


async def sign_of(session: AsyncSession, name: str) -> datetime | None:
    """Give the moment of the sign NAME; None where it was never set."""
    return (await session.exec(select(Sign.at).where(Sign.name == name))).first()


async def all_signs(session: AsyncSession) -> dict[str, datetime]:
    """Give the moment of each sign that is set, by name."""
    return {one.name: one.at for one in (await session.exec(select(Sign))).all()}


async def set_sign(session: AsyncSession, name: str, at: datetime) -> None:
    """Set the sign NAME to AT."""
    await session.merge(Sign(name=name, at=at))


async def drop_sign(session: AsyncSession, name: str) -> None:
    """Take the sign NAME away."""
    await session.exec(delete(Sign).where(col(Sign.name) == name))


async def put_off(
    session: AsyncSession, kinds: Collection[str], since: datetime, until: datetime, by: timedelta
) -> None:
    """Put off BY so much what KINDS fall due between SINCE and UNTIL."""
    asked = select(Due).where(col(Due.kind).in_(kinds), Due.due_at >= since, Due.due_at < until)
    for due in (await session.exec(asked)).all():
        due.due_at += by
        session.add(due)


async def follow_clock(session: AsyncSession, now: datetime) -> None:
    """Note that the clock of the machine shows NOW; where it was set back, have what waits follow it.

    Whoever sends begins with this: also a program that lived for a second only may have put off letters by a clock
    that was set forward.
    """
    last = await sign_of(session, CLOCK)
    if last is None or abs(now - last) >= TURNED:
        await set_sign(session, CLOCK, now)
    if last is not None and last - now >= TURNED:
        log.warning("clock_turned", reason="the clock of the machine went back")
        await _follow_back(session, last - now)


async def _follow_back(session: AsyncSession, by: timedelta) -> None:
    """Have what failed, or is held after a standstill, wait no longer than it was to: the clock went back BY so much.

    What was planned for a moment of its own keeps it.
    """
    waking = await session.get(Sign, WAKING)
    held_until = waking and waking.at
    if waking:
        waking.at -= by
    again_at = col(InboxItem.try_again_at)
    items = select(InboxItem).where(col(InboxItem.done_at).is_(None), again_at.is_not(None))
    for item in (await session.exec(items)).all():
        item.try_again_at = item.try_again_at and item.try_again_at - by
    failed = and_(col(OutboxLetter.failed).is_not(None), col(OutboxLetter.not_before).is_not(None))
    waits = or_(failed, col(OutboxLetter.not_before) == held_until) if held_until else failed
    letters = select(OutboxLetter).where(col(OutboxLetter.state) == LetterState.WAITING, waits)
    for letter in (await session.exec(letters)).all():
        letter.not_before = letter.not_before and letter.not_before - by
    for due in (await session.exec(select(Due).where(Due.tries > 0))).all():
        due.due_at -= by


async def hold_back(session: AsyncSession, written_at: datetime, until: datetime) -> int:
    """Hold the letters written at that moment UNTIL then, and give how many there were.

    Alarms, edits, offers, what a group is shown and what goes to many are not held.
    """
    await session.flush()
    done = await session.exec(
        update(OutboxLetter)
        .where(
            col(OutboxLetter.state) == LetterState.WAITING,
            col(OutboxLetter.written_at) == written_at,
            col(OutboxLetter.lane) != Lane.ALARM,
            col(OutboxLetter.edits).is_(None),
            col(OutboxLetter.removes).is_(None),
            col(OutboxLetter.not_before).is_(None),
            col(OutboxLetter.not_after).is_(None),
            col(OutboxLetter.person).is_not(None),
            col(OutboxLetter.id).not_in(select(Offer.letter).where(col(Offer.letter).is_not(None))),
        )
        .values(not_before=until)
    )
    return done.rowcount


async def held(session: AsyncSession, until: datetime) -> list[OutboxLetter]:
    """Give the letters held UNTIL exactly then, the oldest first."""
    asked = select(OutboxLetter).where(
        col(OutboxLetter.state) == LetterState.WAITING, col(OutboxLetter.not_before) == until
    )
    return list((await session.exec(asked.order_by(col(OutboxLetter.id)))).all())


async def asked_in_talks(session: AsyncSession) -> set[int]:
    """Give the letters that open talks wait for; their buttons are looked up by that."""
    asked = select(Record.asked_letter).where(col(Record.closed_at).is_(None))
    return {one for one in (await session.exec(asked)).all() if one is not None}
