"""The outbox: which letter of a chat goes next, and what became of each.

A letter goes waiting -> sending -> sent, refused or unknown. `sending` is committed before the messenger is called,
so that after a crash nobody takes a letter that may have arrived for one that has not.

Order. Within a chat the letter with the lowest id goes first, and while it is on its way or waits to be tried again,
the younger ones wait. Two things do not hold a chat up: a letter that is planned for later (`not_before` ahead and
never tried), and an edit whose letter has not gone out itself. An alarm overtakes everything in its chat, and
everything overtakes what goes to many.

Edits. An edit changes the message of the letter it names, or of what that letter itself changed. Of several that are
due for one letter only the last goes. When there is no message to change (the letter was refused, or nobody knows
whether it arrived) a CRITICAL edit goes as a new message, any other is dropped.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, literal_column
from sqlalchemy.orm import aliased
from sqlmodel import and_, case, col, delete, exists, false, func, not_, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from storage.columns import UTCMoment
from storage.tables.course import Due
from storage.tables.people import Group, Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, LetterState

MOST_TRIES = {LetterClass.CRITICAL: 2, LetterClass.COURTESY: 1, LetterClass.EDIT: 8}
FAILED_KEPT, GOODBYE_KEPT = timedelta(days=7), timedelta(hours=1)
TRY_LATER = "TryLater"
IN_DOUBT = "letter.in_doubt"  # what falls due when nobody knows whether a letter that had to arrive did
_GOING = (LetterState.WAITING, LetterState.SENDING)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TOKEN = re.compile(r"([0-9a-z]{1,13}):([0-9A-Za-z_.-]{1,50})")  # at most 64 bytes, as Telegram allows
_OF_SENT = ("message", "sent_at", "buttons")
_KEPT_OF_BUTTON = ("words", "option", "deed", "args", "yes")
_LARGEST = 2**63 - 1
Buttons = list[dict[str, Any]]
_id = col(OutboxLetter.id)
_state = col(OutboxLetter.state)


def _due(now: datetime | ColumnElement[Any]) -> ColumnElement[bool]:
    return or_(col(OutboxLetter.not_before).is_(None), col(OutboxLetter.not_before) <= now)


def _going(table: type[OutboxLetter] = OutboxLetter) -> ColumnElement[bool]:
    """Ask for letters under way, in the very words of the partial index: with parameters it would go unused."""
    return col(table.state).in_([literal_column(f"'{state.value}'") for state in _GOING])


def _waits() -> ColumnElement[bool]:
    return and_(_going(), _state == LetterState.WAITING)


def _oldest(now: ColumnElement[Any], lanes: Iterable[Lane]) -> SelectOfScalar[int]:
    """Choose the lowest id of each chat in LANES among the letters that are under way, due, or to be tried again.

    What goes to many stands in a line of its own: nothing else in its chat waits behind it.
    """
    mine, changed = aliased(OutboxLetter), aliased(OutboxLetter)
    planned = and_(col(mine.state) == LetterState.WAITING, col(mine.failed).is_(None), col(mine.not_before) > now)
    too_soon = exists().where(col(changed.id) == col(mine.edits), _going(changed))
    going = and_(_going(mine), not_(func.coalesce(planned, false())), not_(too_soon))
    asked = select(func.min(mine.id)).where(going, col(mine.lane).in_(list(lanes)))
    return asked.group_by(col(mine.chat), col(mine.lane) == literal_column(f"'{Lane.BULK.value}'"))


def _heads() -> SelectOfScalar[OutboxLetter]:
    """Write the question of heads() once: writing it costs more than asking it."""
    now, alarm = bindparam("now", type_=UTCMoment), col(OutboxLetter.lane) == Lane.ALARM
    first = or_(_id.in_(_oldest(now, Lane)), _id.in_(_oldest(now, [Lane.ALARM])))
    awake = or_(alarm, col(OutboxLetter.chat).not_in(bindparam("resting", expanding=True)))
    rank = case({lane: place for place, lane in enumerate(Lane)}, value=col(OutboxLetter.lane))
    in_time = or_(col(OutboxLetter.not_after).is_(None), col(OutboxLetter.not_after) > now)
    chosen = select(OutboxLetter).where(first, _waits(), _due(now), in_time, awake).order_by(rank, _id)
    return chosen.limit(bindparam("most", type_=Integer)).with_for_update(skip_locked=True)


_HEADS = _heads()
_NEXT_DUE = select(func.min(OutboxLetter.not_before)).where(
    _waits(), col(OutboxLetter.not_before) > bindparam("now", type_=UTCMoment)
)
_CLAIMED = (
    update(OutboxLetter)
    .where(_id.in_(bindparam("letters", expanding=True)))
    .values(state=LetterState.SENDING, tries=col(OutboxLetter.tries) + 1)
)
_SENT = (
    update(OutboxLetter)
    .where(_id == bindparam("letter"))
    .values(state=LetterState.SENT, failed=None, body=None, **{key: bindparam(key) for key in _OF_SENT})
)


def token_of(letter_id: int, option: str) -> str:
    """Make what a button carries: "<letter id in base 36>:<option>". Raises ValueError when it can't be read back."""
    digits = ""
    rest = letter_id
    while rest:
        rest, last = divmod(rest, 36)
        digits = _DIGITS[last] + digits
    token = f"{digits}:{option}"
    if read_token(token) != (letter_id, option):
        raise ValueError(f"no button can carry the option {option!r}")
    return token


def read_token(token: str) -> tuple[int, str] | None:
    """Read the letter id and the option; None for anything that this house never made."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    letter_id = int(found[1], 36)
    return (letter_id, found[2]) if letter_id <= _LARGEST else None


async def heads(session: AsyncSession, now: datetime, most: int, resting: Collection[int] = ()) -> list[OutboxLetter]:
    """Give the letter that each chat may be sent next, urgent lanes first, at most MOST.

    To RESTING chats nothing but an alarm is given. The letters are locked until the transaction ends.
    """
    found = await session.exec(_HEADS, params={"now": now, "most": most, "resting": list(resting)})
    by_chat: dict[int, OutboxLetter] = {}
    for letter in found.all():
        by_chat.setdefault(letter.chat, letter)
    return list(by_chat.values())


async def next_due(session: AsyncSession, now: datetime) -> datetime | None:
    """Say when the next waiting letter that is not due yet will be; None when there is none."""
    return (await (await session.connection()).execute(_NEXT_DUE, {"now": now})).scalar()


async def sort_edits(
    session: AsyncSession, letters: Sequence[OutboxLetter], now: datetime
) -> list[tuple[OutboxLetter, int | None]]:
    """Pair each letter with the message it changes (None: it is sent as a new one); drop the edits that are in vain."""
    edits = [letter for letter in letters if letter.edits is not None]
    last = await _last_edits(session, edits, now)
    for letter in edits:
        if last[letter.edits] != letter.id:
            _drop(letter, "Superseded")
    shown = {letter.id: await _message_shown(session, letter) for letter in edits}
    for letter in edits:
        if shown[letter.id] is None and letter.letter_class is not LetterClass.CRITICAL:
            _drop(letter, "NothingToEdit")
    return [(letter, shown.get(letter.id)) for letter in letters if letter.state is LetterState.WAITING]


async def claim(session: AsyncSession, letters: Sequence[OutboxLetter]) -> None:
    """Take LETTERS in hand; commit before calling the messenger. What was read of them stays as it was read."""
    if letters:
        await (await session.connection()).execute(_CLAIMED, {"letters": [letter.id for letter in letters]})


async def mark_sent(session: AsyncSession, sent: Iterable[tuple[OutboxLetter, int, datetime]]) -> None:
    """Note which message each letter is in its chat since when, and empty it of all but what its buttons do.

    The letters need not be of this session; one that was erased meanwhile is passed over.
    """
    rows = [
        {"letter": letter.id, "message": message, "sent_at": at, "buttons": _kept(letter.buttons)}
        for letter, message, at in sent
    ]
    if rows:
        await (await session.connection()).execute(_SENT, rows)


def mark_refused(letter: OutboxLetter, error_name: str) -> None:
    """Note that LETTER will never be taken; its body stays seven days for a person to look at."""
    letter.state, letter.failed = LetterState.REFUSED, error_name


def mark_unknown(session: AsyncSession, letter: OutboxLetter, now: datetime, again_at: datetime | None) -> None:
    """Note NOW that nobody knows whether LETTER arrived: try again at AGAIN_AT (None: at once) if its class allows it.

    What had to arrive and is not tried again falls due for somebody to look at.
    """
    letter.failed = "Unknown"
    if letter.tries < MOST_TRIES[letter.letter_class]:
        letter.state, letter.not_before = LetterState.WAITING, again_at
        return
    letter.state = LetterState.UNKNOWN
    have_looked_at(session, letter, now)


def have_looked_at(session: AsyncSession, letter: OutboxLetter, now: datetime) -> None:
    """Let LETTER fall due NOW for somebody to look at, if it had to arrive."""
    if letter.letter_class is LetterClass.CRITICAL:
        session.add(Due(kind=IN_DOUBT, subject=letter.id, community=letter.community or 0, due_at=now))


def put_back(letter: OutboxLetter, not_before: datetime | None, reason: str | None = TRY_LATER) -> None:
    """Let LETTER wait until NOT_BEFORE, for it was certainly not taken: this was no try."""
    letter.state, letter.not_before, letter.failed = LetterState.WAITING, not_before, reason
    letter.tries -= 1


async def recover(
    session: AsyncSession, now: datetime, in_hand: Collection[int] = (), unsent: Collection[int] = ()
) -> int:
    """Treat as unknown NOW every letter under way that nobody has IN_HAND any more; say how many there were.

    After a crash that is all of them. After a commit whose outcome was lost, those that it claimed are known to be
    UNSENT, and wait as before.
    """
    lost = select(OutboxLetter).where(_going(), _state == LetterState.SENDING, _id.not_in(in_hand))
    letters = (await session.exec(lost)).all()
    for letter in letters:
        if letter.id in unsent:
            put_back(letter, None, None)
        else:
            mark_unknown(session, letter, now, None)
    return len(letters)


async def pauses(session: AsyncSession, now: datetime) -> dict[int, datetime]:
    """Give the chats in which the messenger asked for patience, and until when."""
    asked = and_(_waits(), col(OutboxLetter.failed) == TRY_LATER, col(OutboxLetter.not_before) > now)
    found = await session.exec(select(OutboxLetter.chat, OutboxLetter.not_before).where(asked))
    return {chat: until for chat, until in found.all() if until is not None}


async def close_chat(session: AsyncSession, chat: int, error_name: str) -> None:
    """Refuse what still waits for CHAT, and note that whoever has it cannot be reached there."""
    await session.flush()
    refused = {"state": LetterState.REFUSED, "failed": error_name}
    await session.exec(update(OutboxLetter).where(_waits(), col(OutboxLetter.chat) == chat).values(refused))
    await session.exec(update(Person).where(col(Person.chat) == chat).values(reachable=False))


async def move_chat(session: AsyncSession, chat: int, to: int) -> None:
    """Give CHAT its new id TO, with its letters and the person or group who has it, unless TO is somebody's already."""
    await session.flush()
    await session.exec(update(OutboxLetter).where(col(OutboxLetter.chat) == chat).values(chat=to))
    if (await session.exec(select(Person.id).where(Person.chat == to))).first() is None:
        await session.exec(update(Person).where(col(Person.chat) == chat).values(chat=to))
    if (await session.exec(select(Group.id).where(Group.chat == to))).first() is None:
        await session.exec(update(Group).where(col(Group.chat) == chat).values(chat=to))


async def forget_old(session: AsyncSession, now: datetime) -> None:
    """Empty what failed and was written more than seven days ago; forget goodbyes to people who were erased."""
    failed = _state.in_((LetterState.REFUSED, LetterState.UNKNOWN))
    old = and_(failed, col(OutboxLetter.written_at) < now - FAILED_KEPT, col(OutboxLetter.body).is_not(None))
    for letter in (await session.exec(select(OutboxLetter).where(old))).all():
        _empty(letter)
    sent = and_(_state == LetterState.SENT, col(OutboxLetter.written_at) < now - GOODBYE_KEPT)
    goodbye = and_(col(OutboxLetter.person).is_(None), col(OutboxLetter.chat) > 0, sent)  # groups are below
    await session.exec(delete(OutboxLetter).where(goodbye))


async def _last_edits(
    session: AsyncSession, edits: Sequence[OutboxLetter], now: datetime
) -> dict[int | None, int | None]:
    """Give for each letter that EDITS change the last edit of it that is due."""
    if not edits:
        return {}
    same = col(OutboxLetter.edits).in_([letter.edits for letter in edits])
    last = select(OutboxLetter.edits, func.max(OutboxLetter.id)).where(_waits(), _due(now), same)
    return dict((await session.exec(last.group_by(col(OutboxLetter.edits)))).all())


async def _message_shown(session: AsyncSession, edit: OutboxLetter) -> int | None:
    """Find the message that EDIT is to change, through edits that themselves never went out."""
    changed = await session.get(OutboxLetter, edit.edits)
    while changed is not None and changed.message is None and changed.edits is not None:
        changed = await session.get(OutboxLetter, changed.edits)
    return None if changed is None else changed.message


def _drop(letter: OutboxLetter, reason: str) -> None:
    mark_refused(letter, reason)
    _empty(letter)


def _empty(letter: OutboxLetter) -> None:
    letter.body, letter.buttons = None, _kept(letter.buttons)


def _kept(buttons: Buttons) -> Buttons:
    return [{key: row[key] for key in _KEPT_OF_BUTTON if key in row} for row in buttons]
