"""What is the matter with the store itself, and not with what was asked of it: full, locked, broken, not reached."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from storage.database import Database

_SQLITE = {
    "SQLITE_BUSY": "locked",
    "SQLITE_LOCKED": "locked",
    "SQLITE_FULL": "full",
    "SQLITE_IOERR": "broken",
    "SQLITE_CORRUPT": "broken",
    "SQLITE_NOTADB": "broken",
    "SQLITE_CANTOPEN": "closed",
    "SQLITE_READONLY": "closed",
    "SQLITE_PERM": "closed",
    "SQLITE_NOMEM": "closed",
}
# Classes of SQLSTATE, and one code that says more than its class. Source: PostgreSQL documentation, appendix A.
_POSTGRES = {
    "53100": "full",
    "08": "closed",
    "53": "closed",
    "55": "locked",
    "57": "closed",
    "58": "broken",
    "40": "locked",
}
_COLLISIONS = ("40001", "40P01")  # both changed the same, or each waited for the other


def trouble_of(error: BaseException) -> str | None:
    """Say what is the matter with the store where that is why ERROR came: full, locked, broken or closed; else None."""
    if getattr(error, "connection_invalidated", False):
        return "closed"
    seen: BaseException | None = error
    for _ in range(5):
        if seen is None:
            break
        name = getattr(seen, "sqlite_errorname", "")
        for begin, word in _SQLITE.items():
            if name == begin or name.startswith(f"{begin}_"):
                return word
        state = str(getattr(seen, "sqlstate", None) or "")
        if known := _POSTGRES.get(state, _POSTGRES.get(state[:2])):
            return known
        if isinstance(seen, OSError):
            return "closed"
        seen = getattr(seen, "orig", None) or seen.__cause__
    return None


def passes(error: BaseException) -> bool:
    """Say whether ERROR is trouble of the store: what was to be done is not at fault, and is to be done again.

    Whether the last commit was kept is then unknown: read again what it would have changed before doing it anew.
    """
    return trouble_of(error) is not None


def collided(error: BaseException) -> bool:
    """Say whether two processes got in each other's way: nothing was kept, and doing it again at once will do."""
    codes = (getattr(one, "sqlstate", None) for one in (error, getattr(error, "orig", None)))
    return any(code in _COLLISIONS for code in codes)


def watch_store(database: Database, tell: Callable[[str], None]) -> None:
    """TELL of each trouble of the store as it comes."""

    def look(context: Any) -> None:
        word = trouble_of(context.original_exception)
        if word is not None and not collided(context.original_exception):
            tell(word)

    event.listen(database.engine.sync_engine, "handle_error", look)
