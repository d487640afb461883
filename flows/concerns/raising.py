"""Somebody worries about somebody: it goes out at the first tap, and in whatever words come to them afterwards."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flows.alarm.first_words import number
from flows.concern_facts import SAFE_AT_HOME
from flows.concerns.conversations import About, Told, known_of
from flows.concerns.subject import split, without_title
from flows.confidence import called_readers, said_readers
from flows.conversing import open_talk
from flows.own_names import names_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import close, first_name, show, tell
from flows.understanding.requests.whom import read_named
from flows.wording.render import Reader, render
from storage.ids import new_id
from storage.queries import concerns, people
from storage.queries import help as queries
from storage.tables.care import Concern, Task
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Form, Role

LOOKED_BACK = timedelta(days=30)
MOST_NAMES, MOST_WORDS = 3, 4000
UNKIND = "unkind"  # the ready sentence under which the number of Veilig Thuis fits


async def worry(sitting: Sitting, person: Person, letter: OutboxLetter | None, visit: int) -> None:
    """Niet pluis: it goes out at once, before a word of it is written."""
    row = await sitting.get(Visit, visit)
    asker = await _asker(sitting, row)
    await _raise(sitting, person, asker, row.community, row.id)
    await _ask_words(sitting, person, asker, row)


async def _asker(sitting: Sitting, visit: Visit) -> Person:
    return await sitting.get(Person, (await sitting.get(Request, visit.request)).asker)


async def _ask_words(sitting: Sitting, person: Person, asker: Person, visit: Visit) -> None:
    names, _ = await said_readers(sitting, visit.community)
    await open_talk(sitting, person, "worry", {"asker": first_name(asker), "visit": visit.id, "readers": names})


async def worry_told(sitting: Sitting, person: Person, given: Mapping[str, Any], told: Told) -> None:
    """Add what the helper saw or heard."""
    row = await sitting.get(Visit, given["visit"])
    await _tell(sitting, person, row, told)


async def hand_on(sitting: Sitting, person: Person, visit: int, words: str) -> None:
    """Hand on a worry that somebody wrote of their own accord, and agreed to hand on."""
    await _tell(sitting, person, await sitting.get(Visit, visit), Told(words=words))


async def _tell(sitting: Sitting, person: Person, visit: Visit, told: Told) -> None:
    asker = await _asker(sitting, visit)
    words = await _in_words(sitting, visit.community, told, first_name(asker))
    await _raise(sitting, person, asker, visit.community, visit.id, words)
    await _thank(sitting, person, visit.community, told, visit.id)


async def _in_words(sitting: Sitting, community: int, told: Told, name: str) -> str:
    """Give what was TOLD in words: a ready sentence in the language of the village."""
    if not told.phrase:
        return told.words
    where = await sitting.community(community)
    reader = Reader(where.language, Form.JE.value, where.zone, sitting.now, names=names_of(where))
    return render(f"worry.says.{told.phrase}", {"asker": name}, reader).text


async def _raise(
    sitting: Sitting, person: Person, about: Person | None, community: int, visit: int | None, words: str = ""
) -> None:
    """Have it told to whoever reads concerns; the same worry of the same visit is one concern, with more words."""
    concern = await concerns.going_on(sitting.session, visit, person.id) if visit else None
    if concern is None:
        await _open(sitting, person, about, community, visit, words)
        return
    if words:
        concern.words = "\n".join(filter(None, (concern.words, words)))[-MOST_WORDS:]
        sitting.session.add(concern)
    task = await sitting.get(Task, concern.task)
    seen = await sitting.session.get(Person, concern.seen_by) if concern.seen_by else None
    if seen is not None:
        await show(sitting, task, seen)
    elif words:
        task.told = max(task.told - 1, 0)  # to the same reader, who has read so far that there is something
        await tell(sitting, task)


async def _open(
    sitting: Sitting, person: Person, about: Person | None, community: int, visit: int | None, words: str
) -> None:
    known = about.id if about else None
    task = Task(id=new_id(), community=community, kind="worry", person=known, visit=visit, opened_at=sitting.now)
    concern = Concern(
        id=new_id(), community=community, task=task.id, person=known, visit=visit, raised_by=person.id,
        words=words or None, made_at=sitting.now,
    )  # fmt: skip
    sitting.session.add_all([task, concern])
    sitting.note("concern.raised", concern.id, community, person.id)
    await sitting.session.flush()
    await tell(sitting, task)


async def _thank(sitting: Sitting, person: Person, community: int, told: Told, about: int | None = None) -> None:
    names, count = await said_readers(sitting, community)
    advice = Said("worry.advice", {"advice": number(SAFE_AT_HOME)}) if told.phrase == UNKIND else ""
    await sitting.write(person, "worry.thanks", about=about, community=community, readers=called_readers(names),
                        count=count, advice=advice)  # fmt: skip


async def about_whom(sitting: Sitting, person: Person, words: str) -> None:
    """/zorg: about whom; somebody they help or helped, or anybody else."""
    where = (await sitting.community(person.current)).id
    found = await queries.helped(sitting.session, where, sitting.now - LOOKED_BACK)
    visits = {asked.asker: visit for visit, asked in reversed(found) if visit.helper == person.id}
    askers = {one: await sitting.get(Person, one) for one in visits}
    named = read_named(words, [first_name(one) for one in askers.values()]) if words else None
    if named is not None:
        visit, told = visits[list(askers)[named]].id, split(words).words
        await (hand_on(sitting, person, visit, told) if told else worry(sitting, person, None, visit))
        return
    if not askers or words:
        await ask_other(sitting, person, None, words)
        return
    buttons = [Button("worry.whom", "worry", {"visit": visits[one].id}, {"name": first_name(asker)})
               for one, asker in list(askers.items())[:MOST_NAMES]]  # fmt: skip
    buttons.append(Button("worry.other", "concern.other"))
    await sitting.write(person, "worry.which", buttons=buttons, asks=True)


async def ask_other(sitting: Sitting, person: Person, letter: OutboxLetter | None, words: str = "") -> None:
    """Iemand anders: ask about whom, without saying whether we know them."""
    where = await sitting.community(person.current)
    names, _ = await said_readers(sitting, where.id)
    await open_talk(sitting, person, "other_worry", {"readers": names}, known_of(words) if words.strip() else {})


async def other_told(sitting: Sitting, person: Person, given: Mapping[str, Any], about: About) -> None:
    """Hand on a worry about somebody whom they named; whether we know that person is nobody's business."""
    where = await sitting.community(person.current)
    name = without_title(about.who)
    found = await people.named(sitting.session, where.id, name, Role.RESIDENT) if name else []
    one = found[0] if len(found) == 1 else None
    said = await _in_words(sitting, where.id, about.told, first_name(one) if one else about.who)
    known = one is not None or about.who in said
    await _raise(sitting, person, one, where.id, None, said if known else f"{about.who}: {said}")
    await _thank(sitting, person, where.id, about.told)


async def settle(sitting: Sitting, person: Person, concern: Concern) -> None:
    """Close CONCERN with its task; nobody is asked about it any more."""
    concern.closed_at, concern.follow_up_at = sitting.now, None
    about = await sitting.session.get(Person, concern.person) if concern.person else None
    if about is not None and not (about.name or about.called):
        concern.words = concern.notes = None  # they had themselves forgotten meanwhile
    sitting.session.add(concern)
    sitting.unplan(concern.id, "follow_up")
    task = await sitting.get(Task, concern.task)
    if task.closed_at is None:
        await close(sitting, task, person)
