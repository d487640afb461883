"""Whether the log is as it was written: the first row that was changed, removed or added since."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.sealing import code_of, end_words, first_words, link_words, row_words, signet

_IN_ORDER = """
    SELECT s."row" AS sealed, s.number, s.link, s.mark, l.*
    FROM seal AS s LEFT JOIN log AS l ON l.id = s."row"
    WHERE s.number IS NOT NULL ORDER BY s.number
"""
_WAITING = """
    SELECT s."row" AS sealed, s.mark, l.*
    FROM seal AS s LEFT JOIN log AS l ON l.id = s."row"
    WHERE s.number IS NULL ORDER BY s."row"
"""
_BARE = 'SELECT l.id FROM log AS l LEFT JOIN seal AS s ON s."row" = l.id WHERE s."row" IS NULL ORDER BY l.id'
_END = 'SELECT since, number, "row", link, seal FROM log_end'


@dataclass(frozen=True, slots=True)
class Fault:
    """What is the matter with a row of the log; `row` is the one named, or the last one before it where it is gone."""

    row: int
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look through the log found: how many rows, and what is the matter with the first that is not as it was.

    `seal` is what stands for all rows up to now, `before` how many are from before there were seals, `unkeyed` how many
    were sealed without a key.
    """

    rows: int
    before: int
    unkeyed: int
    seal: str
    fault: Fault | None
    knows: bool  # whether the seal that was asked for is one of its own


class _Look:
    """One look along the chain."""

    def __init__(self, since: int, asked: str) -> None:
        self.faults: list[Fault] = []
        self.number, self.link, self.age = 0, first_words(since), signet.oldest
        self.last, self.unkeyed = since, 0
        self.asked = asked
        self.knows = not asked

    def mind(self, row: int, words: str) -> None:
        self.faults.append(Fault(row, words))

    def step(self, one: Mapping[str, Any]) -> None:
        """Look at the next link."""
        row, number, link = int(one["sealed"]), one["number"], one["link"]
        if number != self.number + 1:
            self.mind(self.last, f"{number - self.number - 1} rows behind row {self.last} were removed")
        elif (age := self._age(link_words(number, self.link, str(one["mark"])), link)) is None:
            self.mind(row, f"the seal of row {row} was changed, or rows before it were put in another order")
        else:
            self.age = age
            self.unkeyed += age == signet.oldest
        self.number, self.link, self.last = number, str(link), row
        self.knows = self.knows or _said(self.link) == self.asked
        self.row(one)

    def row(self, one: Mapping[str, Any]) -> None:
        """Look whether a row is there, and is what was sealed."""
        row = int(one["sealed"])
        if one["id"] is None:
            self.mind(row, f"row {row} was removed")
        elif (words := row_words(one)) is None or self._age(words, one["mark"]) is None:
            self.mind(row, f"row {row} was changed")

    def _age(self, words: str, seal: object) -> int | None:
        """Give the age of the key that put SEAL on WORDS: none is older than one before it, for keys only get newer."""
        return next((age for age in range(self.age + 1) if signet.fits(words, seal, age)), None)

    def end(self, end: Mapping[str, Any] | None) -> None:
        """Look whether the chain ends where it ended."""
        if end is None:
            if self.number or signet.keyed:
                self.mind(self.last, "where the log ends is not written down: the end was taken away, or never made")
        elif end["number"] > self.number:
            gone = end["number"] - self.number
            self.mind(self.last, f"{gone} rows behind row {self.last} were removed, the last of them row {end['row']}")
        elif (end["number"], end["link"]) != (self.number, self.link) or not _is_sealed(end, self.age):
            self.mind(self.last, f"where the log ends behind row {self.last} was changed")
        elif signet.keyed and not _is_sealed(end, 0):
            self.mind(self.last, f"the end behind row {self.last} is not sealed with the first of BURENBEL_LOG_KEYS")


def _is_sealed(end: Mapping[str, Any], oldest: int) -> bool:
    """Say whether END bears the seal of a key no older than that."""
    words = end_words(end["number"], end["row"], end["link"])
    return any(signet.fits(words, end["seal"], age) for age in range(oldest + 1))


async def check_log(session: AsyncSession, asked: str = "") -> Checked:
    """Look through all of the log; ASKED is a seal that somebody kept, to be found among its own."""
    end = await _first(session, _END)
    since = end["since"] if end else 0
    look = _Look(since, asked.strip().upper().replace(" ", ""))
    async for one in _rows(session, _IN_ORDER):
        look.step(one)
    look.end(end)
    ordered = look.number
    waiting = 0
    async for one in _rows(session, _WAITING):
        waiting += 1
        look.row(one)
    before = 0
    async for one in _rows(session, _BARE):
        if one["id"] > since:
            look.mind(one["id"], f"row {one['id']} was added")
        else:
            before += 1
    fault = min(look.faults, key=lambda one: one.row, default=None)
    seal = _said(look.link) if ordered else ""
    return Checked(ordered + waiting, before, look.unkeyed, seal, fault, look.knows)


def _said(link: str) -> str:
    try:
        return code_of(link)
    except ValueError:
        return ""


async def _first(session: AsyncSession, words: str) -> Mapping[str, Any] | None:
    async for one in _rows(session, words):
        return one
    return None


async def _rows(session: AsyncSession, words: str) -> AsyncIterator[Mapping[str, Any]]:
    """Give rows as they lie in the store, whatever somebody made of them."""
    found = await (await session.connection()).stream(text(words))
    async for one in found.mappings():
        yield dict(one)
