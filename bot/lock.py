"""One process a store: a lock on a file beside it, which dies with its process, however that ends."""

import asyncio
import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import structlog
from sqlalchemy.engine import make_url

AGAIN_SECONDS = 0.2
TELL_EVERY = 50  # tries

log = structlog.get_logger()


@asynccontextmanager
async def only_one(database_url: str) -> AsyncIterator[None]:
    """Wait until no other process runs on the same SQLite file, then hold it; other databases lock by themselves."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        yield
        return
    path = Path(f"{url.database}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as held:  # noqa: ASYNC230 - opened once, at the start
        tries = 0
        while not _taken(held.fileno()):
            if tries % TELL_EVERY == 0:
                log.warning("waiting", reason="another process runs on this database; this one takes over when it ends")
            tries += 1
            await asyncio.sleep(AGAIN_SECONDS)
        yield


def is_held(database_url: str) -> bool:
    """Say whether a process runs on this SQLite file now; of other databases nothing is said."""
    path = Path(f"{make_url(database_url).database}.lock")
    if make_url(database_url).get_backend_name() != "sqlite" or not path.exists():
        return False
    with path.open("r") as looked_at:
        return not _taken(looked_at.fileno())


@contextmanager
def lock_now(file: Path) -> Iterator[bool]:
    """Hold the lock of a SQLite FILE, if no other process has it; say whether it is held."""
    with Path(f"{file}.lock").open("w") as held:
        yield _taken(held.fileno())


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
