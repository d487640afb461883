"""Seals rows of the log with a keyed hash, so that nobody without the key can change them unseen; pure."""

import hmac
import json
from base64 import b32encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

LEAST_KEY = 32  # characters
CODE_LENGTH = 16  # characters of a seal that are told: 80 bits
_PLAIN = b"burenbel"  # seals where no key is set: that shows a slip, and no intent
_COLUMNS = ("id", "at", "community", "actor", "act", "subject", "facts")


class Signet:
    """The keys that seal: the newest first, and behind them what seals without one.

    There is one a process, as there is one ring of keys for secret columns.
    """

    def __init__(self) -> None:
        self._keys: tuple[bytes, ...] = (_PLAIN,)

    def hold(self, keys: Sequence[str]) -> None:
        """Seal with the first of KEYS from now on; the others tell what was sealed before."""
        self._keys = (*(one.encode() for one in keys), _PLAIN)

    @property
    def keyed(self) -> bool:
        """Say whether there is a key at all."""
        return len(self._keys) > 1

    @property
    def oldest(self) -> int:
        """Give the age of the oldest key: that of none at all."""
        return len(self._keys) - 1

    def seal(self, words: str, age: int = 0) -> str:
        """Seal WORDS with the key of that AGE; 0 is the one that seals now."""
        return hmac.new(self._keys[age], words.encode("utf-8", "backslashreplace"), sha256).hexdigest()

    def fits(self, words: str, seal: object, age: int) -> bool:
        """Say whether SEAL was put on WORDS with the key of that AGE."""
        return isinstance(seal, str) and hmac.compare_digest(self.seal(words, age).encode(), seal.encode())


signet = Signet()


def row_words(row: Mapping[str, Any]) -> str | None:
    """Spell out a row of the log, as it is written or as it lies in the store; None for what was never written so."""
    try:
        at, facts = row["at"], row["facts"]
        at = datetime.fromisoformat(at) if isinstance(at, str) else at
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        facts = json.loads(facts) if isinstance(facts, str) else facts
        said = {**{name: row[name] for name in _COLUMNS}, "at": at.isoformat(timespec="microseconds"), "facts": facts}
        return json.dumps(said, sort_keys=True, separators=(",", ":"))
    except (AttributeError, TypeError, ValueError, OverflowError, RecursionError):
        return None


def link_words(number: int, before: str, mark: str) -> str:
    """Spell out one link of the chain: its NUMBER, the link BEFORE it, and the mark of its row."""
    return f"link|{number}|{before}|{mark}"


def first_words(since: int) -> str:
    """Spell out where a chain begins: behind the row SINCE which there is one."""
    return f"since|{since}"


def end_words(number: int, row: int, link: str) -> str:
    """Spell out where a chain ends for now: at its last NUMBER, ROW and LINK."""
    return f"end|{number}|{row}|{link}"


def code_of(link: str) -> str:
    """Give a link as people can hold it against another: four letters and digits at a time."""
    letters = b32encode(bytes.fromhex(link)).decode()[:CODE_LENGTH]
    return "-".join(letters[at : at + 4] for at in range(0, CODE_LENGTH, 4))
