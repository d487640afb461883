"""What those who read concerns are told of one: who is worried, what was seen or heard, and whom they can ask."""

from typing import Any

from flows.alarm.first_words import number
from flows.confidence import officers
from flows.sitting import Sitting
from flows.talk import Said
from storage.queries.concerns import concern_of_task
from storage.tables.care import Concern, Task
from storage.tables.people import Person

SAFE_AT_HOME = "safe_at_home"  # Veilig Thuis, by its name in flows/alarm/numbers.toml


async def facts_of_concern(sitting: Sitting, task: Task) -> dict[str, Any]:
    """Give what is said of the concern that TASK tells of."""
    concern = await concern_of_task(sitting.session, task.id)
    return await facts_about(sitting, concern) if concern else {}


async def facts_about(sitting: Sitting, concern: Concern) -> dict[str, Any]:
    """Give what is said of CONCERN, and why coordinators read it where no officer was named."""
    by = await sitting.session.get(Person, concern.raised_by) if concern.raised_by else None
    about = await sitting.session.get(Person, concern.person) if concern.person else None
    seen = await sitting.session.get(Person, concern.seen_by) if concern.seen_by else None
    named = await officers(sitting, concern.community)
    return {
        "name": (about.name or about.called if about else "") or Said("person.unknown", {}),
        "by": (by.name or by.called) if by else "",
        "words": concern.words or "",
        "notes": concern.notes or "",
        "made": concern.made_at,
        "seen": (seen.name or seen.called).split(" ")[0] if seen else "",
        "follow": concern.follow_up_at or "",
        "writing": "" if concern.words else Said("concerns.writing", {}),
        "advice": number(SAFE_AT_HOME),
        "no_officer": "" if named else Said("concerns.no_officer", {}),
    }
