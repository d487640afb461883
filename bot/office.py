"""What the command line does in the store: migrate, make links, bring in lists, check. Needs no token, no network."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cryptography.fernet import InvalidToken

from bot.groundwork import open_store, prepare
from bot.running import wall_clock
from bot.settings import Settings
from flows.history import faults
from flows.people.import_lists import Problem
from flows.people.import_rows import read_rows
from flows.people.importing import bring_in, make_invite
from flows.people.street_list import bring_streets
from flows.people.street_rows import is_street_list, read_streets
from flows.sitting import Sitting
from flows.themes import MENU
from storage import rotation
from storage.backup import file_of
from storage.migrate import migrate, version_of
from storage.queries import people, sealed
from storage.queries.history import read_history
from storage.tables.people import Community
from storage.terms import Role

ZONE = ZoneInfo("Europe/Amsterdam")


class NotDone(Exception):
    """Nothing was done; `lines` say what to mend."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("nothing was done")
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an import: a start link for each without a chat, and how many there were."""

    links: list[str]
    summary: str


def wall_now() -> datetime:
    """Give the hour on the wall in the Netherlands."""
    return as_wall_time(datetime.now(UTC))


def as_wall_time(moment: datetime) -> datetime:
    """Turn MOMENT into wall time in the Netherlands; one without a zone is that already."""
    return moment if moment.tzinfo is None else moment.astimezone(ZONE).replace(tzinfo=None)


async def prepared(settings: Settings) -> str:
    """Migrate, and say to which version."""
    async with _open(settings):
        return "the store is ready"


async def make_link(settings: Settings, role: Role, community: str | None) -> str:
    """Make an invite and give its link."""
    async with _open(settings) as sitting:
        made = await make_invite(sitting, await _community(sitting, settings, community), role)
        return _link(settings, made.code)


async def bring_list(settings: Settings, text: str, community: str | None) -> Report:
    """Bring in a list of people, or of streets. Raises NotDone with a line for each thing to mend."""
    if is_street_list(text):
        return await _bring_streets(settings, text, community)
    found = read_rows(text, wall_now().date())
    _refuse(found.problems)
    async with _open(settings) as sitting:
        brought = await bring_in(sitting, await _community(sitting, settings, community), found.rows)
        links = [f"{one.name}\t{_link(settings, one.code)}" for one in brought if one.code]
    new = sum(one.new for one in brought)
    return Report(links, f"{len(brought)} people: {new} new, {len(brought) - new} known already")


async def _bring_streets(settings: Settings, text: str, community: str | None) -> Report:
    found = read_streets(text)
    _refuse(found.problems)
    async with _open(settings) as sitting:
        count = await bring_streets(sitting, await _community(sitting, settings, community), found.rows)
    streets = len({(one.name, one.place) for one in found.rows})
    return Report([], f"{streets} streets in {len(found.rows)} rows; {count} people found on the map by them")


async def check_history(settings: Settings, at: datetime | None) -> str:
    """Look whether the laws of history hold, AT a moment or now; say of how much. Raises NotDone at the first fault."""
    database = open_store(settings)
    try:
        await migrate(database)
        async with database.reading() as session:
            history = await read_history(session, at or wall_clock(settings)())
    finally:
        await database.close()
    found = list(faults(history))
    if found:
        raise NotDone([f"{found[0]}", f"{len(found)} faults in all; this is the first"])
    seen = (len(history.visits), len(history.events), len(history.letters))
    return "{} visits, {} events and {} letters: no law of history is broken".format(*seen)


async def rotate(settings: Settings) -> str:
    """Lock all anew with the first key, and say how much that was. Raises NotDone."""
    if not settings.keys:
        raise NotDone(["BURENBEL_SECRET_KEYS is not set: put the new key there, in front of the old one"])
    database = open_store(settings)
    try:
        await migrate(database)
        done = await rotation.rotate(database)
    except InvalidToken:
        raise NotDone(["BURENBEL_SECRET_KEYS does not open all that is kept: put the older key behind"]) from None
    finally:
        await database.close()
    return f"{done.anew} values locked anew, {done.before} were locked with the first key before; the others may go"


@dataclass(frozen=True, slots=True)
class LogReport:
    """What a look at the log found: the seal that stands for all of it, and of how much."""

    seal: str
    summary: str


async def check_log(settings: Settings, asked: str) -> LogReport:
    """Look whether the log is as it was written, and whether it holds the seal ASKED for. Changes nothing.

    Raises NotDone with the first row that was changed, removed or added.
    """
    file = file_of(settings.database)
    if file is not None and not file.exists():
        raise NotDone([f"there is no store at {file}: see BURENBEL_DATABASE"])
    database = open_store(settings)
    try:
        async with database.reading() as session:
            now, head = await (await session.connection()).run_sync(version_of)
            if now != head:
                raise NotDone([f"the store has version {now or 'none'}, this program {head}: `python -m bot migrate`"])
            found = await sealed.check_log(session, asked)
    finally:
        await database.close()
    if found.fault is not None:
        raise NotDone([f"table log: {found.fault.words}", "the log is not as it was written (docs/privacy.md)"])
    if not found.knows:
        raise NotDone([f"table log: no row bears the seal {asked}: rows up to it were removed or written anew"])
    return LogReport(found.seal, "; ".join(_of_log(found)))


def _of_log(found: sealed.Checked) -> Iterator[str]:
    yield f"{found.rows} rows of the log: none changed, removed or added"
    if found.unkeyed:
        yield f"{found.unkeyed} sealed without a key: set BURENBEL_LOG_KEYS, or who can write the store can forge them"
    if found.before:
        yield f"{found.before} are from before there were seals: nothing vouches for them"


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        lines = [f"line {one.line}, {one.column or 'whole line'}: {one.reason}" for one in problems]
        raise NotDone([*lines, "nothing was brought in"])


def _link(settings: Settings, code: str) -> str:
    return f"https://t.me/{settings.bot_name}?start={code}" if settings.bot_name else f"start={code}"


@asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[Sitting]:
    """Open a prepared store for one sitting."""
    database = open_store(settings)
    now = wall_clock(settings)()
    try:
        await prepare(settings, database, now)
        async with database.transaction() as session:
            yield Sitting(session, now, MENU)
    finally:
        await database.close()


async def _community(sitting: Sitting, settings: Settings, name: str | None) -> Community:
    """Give the community of that name, the first one when none is named. Raises NotDone."""
    found = await people.community_named(sitting.session, name or settings.community)
    if found is None:
        known = ", ".join(one.name for one in await people.communities(sitting.session))
        raise NotDone([f"there is no community {name!r}; there are: {known}"])
    return found
