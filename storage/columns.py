"""The column types of the house: moments that are always UTC, words under lock, vocabularies."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, Dialect, Enum, String
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class UTCMoment(TypeDecorator[datetime]):
    """An aware moment in UTC, on every database alike (SQLite alone would hand back naive ones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """Write moments as SQLAlchemy does, which takes much longer over it for SQLite."""
        return _written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Read them likewise."""
        return _read if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC. Raises ValueError for a naive one."""
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give every kept moment back as aware UTC."""
        return None if value is None else value.astimezone(UTC)


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a moment without its zone cannot be kept: {moment!r}")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else _in_utc(moment).replace(tzinfo=None).isoformat(" ", "microseconds")


def _read(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept).replace(tzinfo=UTC)


def term(names: type[StrEnum]) -> Any:
    """Make a column type for one vocabulary: kept as its plain word, without a constraint, so that it may grow."""
    return Enum(names, values_callable=lambda all_: [one.value for one in all_], native_enum=False, length=24)


def fernets(keys: Sequence[str]) -> "MultiFernet | None":
    """Make the lock of KEYS, the first of which locks; None without any. Raises ValueError for what is none."""
    if not keys:
        return None
    from cryptography.fernet import Fernet, MultiFernet  # only loaded where something is locked

    return MultiFernet([Fernet(key) for key in keys])


class Keyring:
    """The keys that lock secret columns; without a key they are kept in clear.

    The first key locks; the others only open what an earlier key locked. Keys are Fernet keys (url-safe base64 of 32
    bytes). There is one ring a process, since a column type cannot be handed one.
    """

    MARK = "\x01"  # stands before every locked value, so that values from before the first key can still be read

    def __init__(self) -> None:
        self._lock: MultiFernet | None = None
        self._newest: MultiFernet | None = None
        self._peppers: tuple[bytes, ...] = (b"burenbel",)

    def hold(self, keys: Sequence[str]) -> None:
        """Use KEYS from now on. Raises ValueError when one of them is not a Fernet key."""
        self._lock, self._newest = fernets(keys), fernets(keys[:1])
        peppers = tuple(blake2b(key.encode(), digest_size=32).digest() for key in keys)
        self._peppers = (*peppers, b"burenbel")

    def locked(self, words: str) -> str:
        """Lock WORDS with the first key, or hand them back in clear when there is none."""
        return words if self._lock is None else self.MARK + self._lock.encrypt(words.encode()).decode()

    def opened(self, kept: str) -> str:
        """Open what was kept. Raises InvalidToken when no key on the ring fits."""
        if not kept.startswith(self.MARK):
            return kept
        if self._lock is None:
            raise ValueError("this database is locked: set BURENBEL_SECRET_KEYS to the key it was made with")
        return self._lock.decrypt(kept[1:].encode()).decode()

    def is_newest(self, kept: str) -> bool:
        """Say whether what was kept is locked with the first key; without any key nothing has to be."""
        if self._newest is None:
            return True
        from cryptography.fernet import InvalidToken  # only loaded where something is locked

        try:
            self._newest.decrypt(kept.removeprefix(self.MARK).encode())
        except InvalidToken:
            return False
        return kept.startswith(self.MARK)

    def print_of(self, words: str) -> str:
        """Give a keyed fingerprint of WORDS by which they can be looked up without being kept in clear."""
        return self.prints_of(words)[0]

    def prints_of(self, words: str) -> list[str]:
        """Give every fingerprint that WORDS may have been kept by: of each key, and of none."""
        return [blake2b(words.encode(), key=one, digest_size=16).hexdigest() for one in self._peppers]


keyring = Keyring()


class Secret(TypeDecorator[str]):
    """Words that name or place somebody: address, exact point, phone, what they wrote."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Lock the words on their way in."""
        return None if value is None else keyring.locked(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Open them on their way out."""
        return None if value is None else keyring.opened(value)
