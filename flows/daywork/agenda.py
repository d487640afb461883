"""What was agreed for the days to come: all of it for a coordinator, and for everybody else their own."""

import re
from datetime import date, timedelta

from flows.belonging import may, roles_of
from flows.coordination.paging import pages
from flows.help.deeds.finding import show_mine
from flows.help.visits import gone_by, local_of, when_of
from flows.menu import COORDINATORS
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.understanding.words import fold
from flows.village.days import read_days
from storage.queries import help as queries
from storage.queries import people
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Role, VisitState

MOST_LINES = 12
MOST_LAST, _A_YEAR = 3, timedelta(days=365)
_LAST = re.compile(r"\b(?:laatste?|last)\b", re.I)
_WEEK = re.compile(r"^(?:de |the )?week$", re.I)


async def show(sitting: Sitting, person: Person, words: str) -> None:
    """/agenda: who goes where, and when; of the days and the person that WORDS name, or who was there last."""
    where = (await sitting.community(person.current)).id
    if _LAST.search(words) and await may(sitting, person, COORDINATORS, where):
        await _write_last(sitting, person, where, _LAST.sub("", words).strip())
    elif await may(sitting, person, COORDINATORS, where):
        await _write(sitting, person, where, start=0, words=words)
    else:
        await show_mine(sitting, person)


async def _write_last(sitting: Sitting, person: Person, community: int, words: str) -> None:
    """Write the last visits of the one that WORDS name: who was there, and when."""
    about = await _named(sitting, words, community)
    gone = [
        (visit, request)
        for visit, request in await queries.helped(sitting.session, community, sitting.now - _A_YEAR)
        if {request.asker, visit.helper} & about and (gone_by(visit, sitting.now) or visit.state is VisitState.DONE)
    ]
    lines = [await _line(sitting, visit, request) for visit, request in gone[:MOST_LAST]]
    sitting.log("look.open", community, person.id)
    head = Said("open.last_head", {}) if lines else Said("open.last_none", {"name": words})
    *before, end = [head, *lines]
    await sitting.write(person, end.words, before=before, community=community, **end.facts)


async def page(sitting: Sitting, person: Person, letter: OutboxLetter, start: int, words: str = "") -> None:
    """Verder or terug: another page of it, in the place of this one."""
    await _write(sitting, person, (await sitting.community(letter.community)).id, start, words, letter)


async def _write(
    sitting: Sitting, person: Person, community: int, start: int, words: str, letter: OutboxLetter | None = None
) -> None:
    found = [one for one in await queries.open_visits(sitting.session, community) if one[0].state is VisitState.AGREED]
    days = read_days(_WEEK.sub("deze week", words), await sitting.local(community))
    if days is not None:
        found = [one for one in found if await _is_within(sitting, one[0], days)]
    about = await _named(sitting, words, community)
    if about:
        found = [one for one in found if {one[1].asker, one[0].helper} & about]
    elif words and days is None:
        await sitting.write(person, "open.agenda_how", edits=letter, community=community)
        return
    more = await _page_of(sitting, about)
    if not found:
        none = "open.agenda_none_so" if words else "open.agenda_none"
        await sitting.write(person, none, buttons=more, edits=letter, community=community)
        return
    lines = [await _line(sitting, visit, request) for visit, request in found[start : start + MOST_LINES]]
    sitting.log("look.open", community, person.id)
    await sitting.write(
        person, "open.agenda_end", before=[Said("open.agenda_head", {"count": len(found)}), *lines], edits=letter,
        buttons=[*pages("agenda_page", start, MOST_LINES, len(found), {"words": words}), *more], community=community,
    )  # fmt: skip


async def _page_of(sitting: Sitting, about: set[int]) -> list[Button]:
    """Give the button for the page of the one helper whom it is ABOUT: who is ill is to be given a pause there."""
    one = await sitting.get(Person, next(iter(about))) if len(about) == 1 else None
    if one is None or Role.HELPER not in await roles_of(sitting, one):
        return []
    return [Button("open.page_of", "say_command", {"name": "vrijwilligers", "words": one.name}, {"name": one.name})]


async def _is_within(sitting: Sitting, visit: Visit, days: tuple[date, date]) -> bool:
    if visit.starts_at is None:
        return False
    return days[0] <= local_of(visit.starts_at, await sitting.community(visit.community)).date() <= days[1]


async def _named(sitting: Sitting, words: str, community: int) -> set[int]:
    """Give whom WORDS name of all who are known here; nobody where there is no name in them."""
    if not words:
        return set()
    known = [one for role in (Role.RESIDENT, Role.HELPER)
             for one in await people.members(sitting.session, community, role)]  # fmt: skip
    said = set(fold(words).split())
    whole = {one.id for one in known if one.name and fold(one.name) in fold(words)}
    return whole or {one.id for one in known if one.name and fold(one.name).split()[0] in said}


async def _line(sitting: Sitting, visit: Visit, request: Request) -> Said:
    asker = await sitting.get(Person, request.asker)
    helper = await sitting.get(Person, visit.helper) if visit.helper else None
    facts = {"number": request.number, "what": request.category, "asker": asker.name}
    when = when_of(visit, await sitting.community(visit.community))
    return Said("open.agenda_line", {**facts, "helper": helper.name if helper else "", "when": when})
