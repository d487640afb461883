"""What came of letters, written down in the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.messenger import Moved, TryLater, Unknown, Unreachable, World
from storage.outbox import close_chat, have_looked_at, mark_refused, mark_sent, mark_unknown, move_chat, put_back
from storage.tables.post import OutboxLetter
from storage.terms import LetterClass, LetterState

AGAIN_AFTER = timedelta(seconds=5)  # between a call without an answer and its repeat


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one letter: the id of its message, or what went otherwise."""

    letter: OutboxLetter
    edited: bool
    outcome: int | World
    at: datetime


async def note(session: AsyncSession, results: Sequence[Result]) -> None:
    """Write what came of the letters; a letter that was erased meanwhile is passed over."""
    await mark_sent(session, [(one.letter, one.outcome, one.at) for one in results if isinstance(one.outcome, int)])
    by_letter = {one.letter.id: one for one in results if not isinstance(one.outcome, int)}
    if by_letter:
        found = await session.exec(select(OutboxLetter).where(col(OutboxLetter.id).in_(by_letter)))
        for letter in found.all():
            await _mark(session, letter, by_letter[letter.id])
        await session.flush()


async def _mark(session: AsyncSession, letter: OutboxLetter, result: Result) -> None:
    if letter.state is not LetterState.SENDING and isinstance(result.outcome, World):
        return  # noted before, by a commit whose answer was lost
    match result.outcome:
        case TryLater(seconds=seconds):
            put_back(letter, result.at + timedelta(seconds=seconds))
        case Moved(chat=to) if to != result.letter.chat:
            put_back(letter, None, "Moved")
            await move_chat(session, result.letter.chat, to)
        case Unreachable():
            mark_refused(letter, "Unreachable")
            await close_chat(session, result.letter.chat, "Unreachable")
        case Unknown():
            mark_unknown(session, letter, result.at, result.at + AGAIN_AFTER)
        case _ if result.edited and letter.letter_class is LetterClass.CRITICAL:
            letter.edits = None  # the message to change is gone, and this must arrive all the same
            put_back(letter, None, "NothingToEdit")
        case error:
            mark_refused(letter, type(error).__name__)
            have_looked_at(session, letter, result.at)
