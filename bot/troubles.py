"""Troubles of the whole house: which there are, since when, and of which a person is still to be told.

A trouble is noted as often as it is met, and over when it has not been met for a while.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

log = structlog.get_logger()


class Trouble(StrEnum):
    """What may be the matter."""

    DEAF = "deaf"
    TWO_LISTENERS = "two_listeners"
    WEBHOOK = "webhook"
    STORE = "store"
    FULL = "full"


CAUSES = {
    Trouble.DEAF: "nothing was heard of Telegram for 90 seconds",
    Trouble.TWO_LISTENERS: "another program fetches with the same bot token, and takes what is meant for this one",
    Trouble.WEBHOOK: "another program with the same bot token took the webhook away, or set one of its own",
    Trouble.STORE: "the store could not be used",
    Trouble.FULL: "the disk of the store is full (ENOSPC)",
}
MENDS = {
    Trouble.DEAF: "look at the network of this machine and at BURENBEL_TELEGRAM_API; it is tried again by itself",
    Trouble.TWO_LISTENERS: "stop the other program, or ask @BotFather for a new token (/revoke) and set BURENBEL_TOKEN",
    Trouble.WEBHOOK: "it was set right by itself; find the other program, or ask @BotFather for a new token (/revoke)",
    Trouble.STORE: "look at the rights of the folder and at who else has the store open; it is tried again by itself",
    Trouble.FULL: "make room in that folder (old copies, logs); then it goes on by itself, and nothing is lost",
}
QUIET = {  # not met for so long: over
    Trouble.DEAF: timedelta(seconds=20),
    Trouble.TWO_LISTENERS: timedelta(minutes=10),
    Trouble.WEBHOOK: timedelta(minutes=10),
    Trouble.STORE: timedelta(seconds=90),
    Trouble.FULL: timedelta(seconds=90),
}
TOLD_FROM = {  # a person hears of it when it lasted so long; before it is over only where somebody has to act
    Trouble.DEAF: timedelta(minutes=10),
    Trouble.TWO_LISTENERS: timedelta(0),
    Trouble.WEBHOOK: timedelta(0),
    Trouble.STORE: timedelta(minutes=1),
    Trouble.FULL: timedelta(minutes=1),
}
AT_ONCE = (Trouble.TWO_LISTENERS, Trouble.WEBHOOK)


@dataclass(frozen=True, slots=True)
class Spell:
    """One time that a trouble lasted; `more` says what of it, in one word."""

    trouble: Trouble
    since: datetime
    until: datetime
    more: str = ""
    told: bool = False


class Troubles:
    """The troubles of one process."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.met: Counter[Trouble] = Counter()  # how often each began
        self._clock = clock
        self._now: dict[Trouble, Spell] = {}
        self._over: list[Spell] = []

    def note(self, trouble: Trouble, more: str = "", since: datetime | None = None) -> None:
        """Note that TROUBLE is met now, and began at SINCE where that is known."""
        now = self._clock()
        spell = self._now.get(trouble)
        if spell is None:
            self.met[trouble] += 1
            log.error("trouble", trouble=trouble.value, more=more, cause=CAUSES[trouble], mend=MENDS[trouble])
            spell = Spell(trouble, since or now, now, more)
        self._now[trouble] = replace(spell, until=now)

    def settle(self) -> None:
        """See which troubles are over."""
        now = self._clock()
        for spell in [one for one in self._now.values() if now - one.until > QUIET[one.trouble]]:
            del self._now[spell.trouble]
            log.warning("trouble_over", trouble=spell.trouble.value, seconds=_seconds(spell))
            if not spell.told and spell.until - spell.since >= TOLD_FROM[spell.trouble]:
                self._over.append(spell)

    def present(self) -> list[Spell]:
        """Give the troubles there are."""
        return list(self._now.values())

    def untold(self) -> list[Spell]:
        """Give those of which a person is to be told."""
        return [*self._over, *(one for one in self._now.values() if one.trouble in AT_ONCE and not one.told)]

    def told(self, spell: Spell) -> None:
        """Note that a person was told of SPELL."""
        self._over = [one for one in self._over if one != spell]
        present = self._now.get(spell.trouble)
        if present is not None and present.since == spell.since:
            self._now[spell.trouble] = replace(present, told=True)


def _seconds(spell: Spell) -> int:
    return round((spell.until - spell.since).total_seconds())
