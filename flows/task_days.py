"""Of what day the words of a task are, where that is not today: a "morgen" in them counts from there."""

from flows.help.visits import local_of
from flows.sitting import Sitting
from flows.talk import Said
from storage.tables.care import Task
from storage.tables.post import OutboxLetter

_QUOTES = ("relay.", "after.thanks")  # letters to read out that hold somebody's own words


async def of_what_day(sitting: Sitting, task: Task) -> list[Said]:
    """Give the line that says from when somebody's own words in TASK are; none where they are of today."""
    where = await sitting.community(task.community)
    opened, today = local_of(task.opened_at, where).date(), local_of(sitting.now, where).date()
    letter = await sitting.session.get(OutboxLetter, task.letter) if task.letter else None
    quotes = task.words and (letter is None or letter.words.startswith(_QUOTES))
    return [Said("task.of_when", {"day": opened})] if quotes and opened < today else []
