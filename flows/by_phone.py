"""Letters to somebody without a chat: each becomes a call that a coordinator makes, with the lines to read out.

Nothing falls through: what had to arrive stays on the call list until it has been said, or is true no longer.
"""

from flows.digest import text_of
from flows.read_out import is_news
from flows.sitting import Sitting
from flows.tasks import close, open_of, open_task, tell
from storage.tables.care import Task
from storage.tables.course import Record
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import LetterClass

WORTH_A_CALL = ("remind.asker_evening", "remind.helper_evening", "homeward.tomorrow")  # of what isn't critical
# said as well as what waits to be said, and not in its place
ADDS = ("after.thanks", "relay.", "paying.", "telling.one.")
NOT_SAID = ("button.read_thanks", "kept.file")  # what answers a tap, and what can't be said


async def call(sitting: Sitting, person: Person, letter: OutboxLetter) -> OutboxLetter | None:
    """Have LETTER read out to PERSON; give it back, or None where it isn't worth a call.

    While PERSON is on the line already, it is only added to what they hear next.
    """
    waiting = await calls_to(sitting, person, letter.community)
    if letter.edits is not None:
        for task, older in waiting:
            if letter.edits in (older.id, older.edits):
                await drop(sitting, task, older)
    reminder = letter.words in WORTH_A_CALL
    if (letter.letter_class is LetterClass.COURTESY and not reminder) or letter.words in NOT_SAID:
        return None
    if sitting.line is not None and sitting.line.person == person.id:
        sitting.at_hand.add_letter(letter)
        sitting.line.said.append(letter)
        return letter
    about_it = [(task, older) for task, older in waiting if task.closed_at is None and older.about == letter.about]
    unsaid = [task for task, older in about_it if is_news(older)]
    if reminder and unsaid:  # they have not even heard who comes: that says it as well
        await tell(sitting, unsaid[-1])
        return None
    if not letter.words.startswith(ADDS):
        for task, older in about_it:
            await drop(sitting, task, older)
    sitting.at_hand.add_letter(letter)
    visit = await sitting.session.get(Visit, letter.about) if letter.about else None
    where = (await sitting.community(letter.community)).id
    await open_task(sitting, "call", where, person=person, visit=visit.id if visit else None,
                    words=text_of(letter).text, letter=letter.id)  # fmt: skip
    return letter


async def calls_to(sitting: Sitting, person: Person, community: int | None) -> list[tuple[Task, OutboxLetter]]:
    """Give the calls that wait to be made to PERSON, with what is read out in each, the oldest first."""
    where = (await sitting.community(community)).id
    tasks = [one for one in await open_of(sitting, where, kind="call") if one.person == person.id]
    letters = [(task, await letter_of(sitting, task)) for task in tasks]
    return [(task, letter) for task, letter in letters if letter is not None]


async def letter_of(sitting: Sitting, task: Task) -> OutboxLetter | None:
    """Give what is read out in the call that is TASK."""
    return await sitting.session.get(OutboxLetter, task.letter) if task.letter else None


async def is_past(sitting: Sitting, task: Task) -> bool:
    """Say whether a call is of no use any more, and take it off the list: what it reminds of was, its talk is over."""
    letter = await letter_of(sitting, task)
    if letter is None or letter.about is None:
        return False
    visit, talk = await sitting.session.get(Visit, letter.about), await sitting.session.get(Record, letter.about)
    begun = visit is not None and letter.words in WORTH_A_CALL and (visit.starts_at or sitting.now) <= sitting.now
    past = begun or (talk is not None and talk.closed_at is not None)
    if past:
        await drop(sitting, task, letter)
    return past


async def drop(sitting: Sitting, task: Task, letter: OutboxLetter) -> None:
    """Take a call off the list: it was made, or what was to be said is true no longer."""
    was_said(sitting, letter)
    await close(sitting, task)


def was_said(sitting: Sitting, letter: OutboxLetter) -> None:
    """Empty LETTER of its words, now that nobody has to read them out any more."""
    letter.sent_at, letter.body = sitting.now, None
    letter.buttons = [{key: value for key, value in row.items() if key != "label"} for row in letter.buttons]
    sitting.session.add(letter)
