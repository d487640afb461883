"""What everything stands on: the store, opened with its keys, and prepared as this release needs it."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError

from bot.errands import wait
from bot.settings import Misset, Settings, split_keys
from flows.people.importing import community_called
from flows.sitting import Sitting
from flows.themes import MENU
from storage.columns import keyring
from storage.crash_points import arm
from storage.database import Database, open_database
from storage.ids import grow_from
from storage.journal import has_newest_key, put_in_order
from storage.migrate import migrate, one_prepares
from storage.queries.course import highest_id
from storage.sealing import signet
from storage.trouble import passes

OPEN_AGAIN_SECONDS = 3.0

log = structlog.get_logger()


def open_store(settings: Settings) -> Database:
    """Open the store with its keys."""
    keyring.hold(settings.keys)
    signet.hold(split_keys(settings.log_keys))
    arm(settings.crash_at)
    return open_database(settings.database)


async def prepare(settings: Settings, database: Database, now: datetime) -> None:
    """Migrate the store and see that the first community is there. Raises NewerStore."""
    await migrate(database)
    async with database.transaction() as session:
        await one_prepares(await session.connection())
        grow_from(await highest_id(session))
        sitting = Sitting(session, now, MENU)
        first = await community_called(sitting, settings.community)
        if signet.keyed and not await has_newest_key(session):
            sitting.log("log.key", first.id, None)
    if database.shared:
        await order_log(database)


async def order_log(database: Database) -> None:
    """Put what several processes wrote in the log in order."""
    async with database.transaction() as session:
        await put_in_order(session)


async def prepared(
    settings: Settings, database: Database, stopped: asyncio.Event, clock: Callable[[], datetime]
) -> bool:
    """Prepare the store, again while the server that holds it cannot be reached; False when stopped meanwhile.

    Raises NewerStore, and Misset when the server does not let us in.
    """
    while not stopped.is_set():
        try:
            await prepare(settings, database, clock())
        except (OSError, DBAPIError) as error:
            if not database.shared:
                raise
            if not passes(error):
                raise _refused(error) from None
            log.warning(
                "store_not_reached", error=type(error).__name__, mend="see that PostgreSQL runs at that address"
            )
            await wait(stopped, OPEN_AGAIN_SECONDS)
        else:
            return True
    return False


def _refused(error: OSError | DBAPIError) -> Misset:
    cause = type(getattr(error.orig, "__cause__", None) or error.orig if isinstance(error, DBAPIError) else error)
    return Misset(
        f"BURENBEL_DATABASE: PostgreSQL refuses ({cause.__name__}): see that the database exists, that the user owns "
        "it, and that the password is right"
    )
