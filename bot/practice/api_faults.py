"""Faults on purpose in the practice Bot API: as rates and as single shots, the same ones for the same seed.

A script of faults is a table (TOML): `seed`, `[rates]` with a share of the calls for each sort, and `[[shots]]` with
`fault`, `method` and `nth`, counted over the calls of that method.
"""

import random
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.practice.api import Trouble, refusal_body

LATE_SECONDS = 0.3
RETRY_AFTER = 1  # seconds
_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"
_SENDS = ("sendMessage", "sendDocument", "sendPhoto")
_EDITS = ("editMessageText", "editMessageCaption")
_WRITES = (*_SENDS, *_EDITS, "deleteMessage")


class Sort(StrEnum):
    """What can go wrong with a call."""

    TOO_MANY = "429_chat"
    TOO_MANY_IN_ALL = "429_bot"  # every call is refused until it is over
    BROKEN_SERVER = "500"
    BAD_GATEWAY = "502"
    CUT_BEFORE = "cut_before"  # the connection ends, and nothing was taken
    CUT_AFTER = "cut_after"  # it was taken, and nobody hears so
    LATE = "late"
    BROKEN = "broken"  # taken, and the answer is no JSON
    HALF = "half"  # taken, and the answer ends half-way
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    NOT_MODIFIED = "not_modified"
    EDIT_GONE = "edit_gone"
    PRESS_OLD = "press_old"


def _refused(code: int, description: str, **parameters: int) -> Trouble:
    return Trouble(status=code, body=refusal_body(code, description, **parameters))


_TOO_MANY = _refused(429, f"Too Many Requests: retry after {RETRY_AFTER}", retry_after=RETRY_AFTER)
TROUBLES: Mapping[Sort, tuple[Trouble, Sequence[str] | None]] = {  # what happens, and to which methods (None: to any)
    Sort.TOO_MANY: (_TOO_MANY, _WRITES),
    Sort.TOO_MANY_IN_ALL: (_TOO_MANY, _WRITES),
    Sort.BROKEN_SERVER: (_refused(500, "Internal Server Error"), None),
    Sort.BAD_GATEWAY: (Trouble(status=502, body=_PAGE), None),
    Sort.CUT_BEFORE: (Trouble(cut=True), None),
    Sort.CUT_AFTER: (Trouble(after=True, cut=True), None),
    Sort.LATE: (Trouble(after=True, delay=LATE_SECONDS), None),
    Sort.BROKEN: (Trouble(after=True, status=200, body='{"ok": true, "result"'), None),
    Sort.HALF: (Trouble(after=True, half=True), None),
    Sort.BLOCKED: (_refused(403, "Forbidden: bot was blocked by the user"), _SENDS),
    Sort.DEACTIVATED: (_refused(403, "Forbidden: user is deactivated"), _SENDS),
    Sort.NOT_MODIFIED: (_refused(400, "Bad Request: message is not modified"), _EDITS),
    Sort.EDIT_GONE: (_refused(400, "Bad Request: message to edit not found"), _EDITS),
    Sort.PRESS_OLD: (
        _refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
        ("answerCallbackQuery",),
    ),
}
UNANSWERED = frozenset({Sort.CUT_AFTER, Sort.BROKEN, Sort.HALF})  # taken, and the caller cannot know


@dataclass(frozen=True, slots=True)
class Shot:
    """One fault: to the NTH call of METHOD."""

    fault: Sort
    method: str
    nth: int = 1


@dataclass
class Faults:
    """Says before each call what goes wrong with it, as the practice Bot API asks. `done` counts what went wrong."""

    rates: Mapping[Sort, float] = field(default_factory=dict)
    shots: Sequence[Shot] = ()
    seed: int = 0
    clock: Callable[[], float] = time.monotonic
    done: Counter[Sort] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - the same faults for the same seed
        self._calls = Counter[str]()
        self._closed_until = 0.0

    def __call__(self, method: str, _given: Mapping[str, Any]) -> Trouble | None:
        """Say what goes wrong with this call."""
        self._calls[method] += 1
        if self.clock() < self._closed_until and method in _WRITES:
            return _TOO_MANY
        sort = self._shot(method) or self._by_chance(method)
        if sort is None:
            return None
        self.done[sort] += 1
        if sort is Sort.TOO_MANY_IN_ALL:
            self._closed_until = self.clock() + RETRY_AFTER
        return TROUBLES[sort][0]

    def _shot(self, method: str) -> Sort | None:
        aimed = (one.fault for one in self.shots if (one.method, one.nth) == (method, self._calls[method]))
        return next(aimed, None)

    def _by_chance(self, method: str) -> Sort | None:
        drawn = self._chance.random()
        for sort, rate in self.rates.items():
            methods = TROUBLES[sort][1]
            if methods is not None and method not in methods:
                continue
            if drawn < rate:
                return sort
            drawn -= rate
        return None


def read_faults(path: Path) -> Faults:
    """Read a script of faults. Raises ValueError for a sort that nobody knows, and whatever reading the file raises."""
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    rates = {Sort(name): float(rate) for name, rate in said.get("rates", {}).items()}
    shots = [Shot(Sort(one["fault"]), one["method"], int(one.get("nth", 1))) for one in said.get("shots", ())]
    return Faults(rates, shots, int(said.get("seed", 0)))
