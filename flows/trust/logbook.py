"""/logboek: who looked at whom and who did what, for the coordinators of that community, a page at a time."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flows.coordination.choice import pick
from flows.groups import post
from flows.mornings import next_morning
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.tasks import first_name
from flows.wording.catalog import FIRST_LANGUAGE, catalog
from storage.queries.groups import group_of
from storage.queries.log import last_link, log_page, rows_since
from storage.sealing import code_of
from storage.tables.course import Due, LogEntry
from storage.tables.help import Request
from storage.tables.people import Person
from storage.tables.post import OutboxLetter

PAGE = 12
DAY_SEAL = "day_seal"


async def log(sitting: Sitting, person: Person, words: str) -> None:
    """/logboek: the last acts; with a name behind it, those of and about this one."""
    if words:
        await pick(sitting, person, words, "log.of", {}, of_one, "logboek")
    else:
        await _show(sitting, person, None, None)


async def of_one(sitting: Sitting, person: Person, letter: OutboxLetter | None, whom: int) -> None:
    """Show what this one did, and what was done about them."""
    await _show(sitting, person, None, whom)


async def older(sitting: Sitting, person: Person, letter: OutboxLetter, before: int, about: int | None) -> None:
    """Show the page before this one."""
    await _show(sitting, person, before, about)


async def _show(sitting: Sitting, person: Person, before: int | None, about: int | None) -> None:
    where = await sitting.community(person.current)
    rows = await log_page(sitting.session, where.id, PAGE + 1, before=before, about=about)
    lines = await _lines(sitting, rows[:PAGE], ZoneInfo(where.zone))
    more = [Button("log.older", "log.older", {"before": one.id, "about": about}) for one in rows[PAGE - 1 : PAGE]]
    link = await last_link(sitting.session)
    sitting.log("look.log", where.id, person.id, about)
    await sitting.write(
        person,
        "log.end" if lines else "log.none",
        before=[Said("log.head", {}), *lines] if lines else (),
        buttons=more if len(rows) > PAGE else (),
        seal=code_of(link) if link and before is None else "",
    )


async def _lines(sitting: Sitting, rows: Sequence[LogEntry], zone: ZoneInfo) -> list[Said]:
    """Say each row in a line, under a line for each day."""
    lines: list[Said] = []
    for day, of_day in groupby(rows, lambda row: row.at.astimezone(zone).date()):
        lines.append(Said("log.day", {"day": day}))
        lines += [await _line(sitting, row) for row in of_day]
    return lines


async def _line(sitting: Sitting, row: LogEntry) -> Said:
    words = f"log.act.{row.act.replace('.', '_')}"
    act = Said(words, {}) if words in catalog(FIRST_LANGUAGE) else Said("log.act.other", {"code": row.act})
    actor = await sitting.session.get(Person, row.actor) if row.actor else None
    who = (first_name(actor) or Said("log.gone", {})) if actor else Said("log.machine", {})
    facts = {"at": row.at, "who": who, "act": act, "whom": await _whom(sitting, row)}
    return Said("log.about" if facts["whom"] else "log.line", facts)


async def _whom(sitting: Sitting, row: LogEntry) -> list[Any]:
    """Say whom a row is about, and which request."""
    about: list[Any] = []
    if row.subject is not None and row.subject != row.actor:
        whom = await sitting.session.get(Person, row.subject)
        about.append((whom and (whom.name or whom.called)) or Said("log.gone", {}))
    number = row.facts.get("request")
    request = await sitting.session.get(Request, number) if isinstance(number, int) else None
    if request is not None and request.community == row.community:
        about.append(Said("log.request", {"number": request.number}))
    return about


async def tell_seal(sitting: Sitting, due: Due) -> None:
    """Show the group the seal that stands for all of the log, every day on which there was something new in it."""
    where = await sitting.community(due.subject)
    group = await group_of(sitting.session, where.id)
    if group is None:
        return
    await plan_seal(sitting, where.id)
    link = await last_link(sitting.session)
    count = await rows_since(sitting.session, where.id, sitting.now - timedelta(days=1))
    if link and count:
        await post(sitting, group, Said("log.seal", {"count": count, "seal": code_of(link)}))


async def plan_seal(sitting: Sitting, community: int) -> None:
    """Have the seal told the next morning."""
    sitting.plan(DAY_SEAL, community, community, next_morning(await sitting.community(community), sitting.now))
