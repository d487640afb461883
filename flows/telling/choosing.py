"""Who gets a message to many: only those who want such messages, each once; and how, or why not."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from flows.sitting import Sitting
from flows.understanding.replies.streets import Address, nearest_names, read_address, street_names
from storage.queries import streets
from storage.queries.telling import One, kinds_of, phones_of, who_wants
from storage.tables.telling import Telling
from storage.terms import Audience, Role

_ROLES = {Audience.HELPERS: Role.HELPER, Audience.KIND: Role.HELPER, Audience.RESIDENTS: Role.RESIDENT}


@dataclass(slots=True)
class Chosen:
    """The ids of people, in their order: to write to, to call, and those whose chat is closed.

    `upto` is the last who was looked at; there may be `more` behind them.
    """

    write: list[int] = field(default_factory=list)
    call: list[int] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    upto: int = 0
    more: bool = False

    @property
    def all(self) -> list[int]:
        """Give whoever gets it, written or called."""
        return sorted((*self.write, *self.call))


async def choose(
    sitting: Sitting, telling: Telling, unasked: bool | None = None, after: int = 0, most: int | None = None
) -> Chosen:
    """Give who gets TELLING; with UNASKED who of them was never asked whether they want such messages.

    At MOST so many are looked at AFTER that id. Whoever sends it knows it already. Two who share a phone read it there
    once. Nobody is called to be asked whether they want messages.
    """
    asks = telling.asks if unasked is None else unasked
    looked = await _wanting(sitting, telling, asks, after=after, most=most)
    found = await _matching(sitting, telling, looked)
    phones = await phones_of(sitting.session, [one.id for one in found if one.chat is None])
    holders = await _wanting(sitting, telling, asks, only={holder for holder, _ in phones.values()}) if phones else []
    reading = {one.id for one in await _matching(sitting, telling, holders)}
    chosen = Chosen(upto=looked[-1].id if looked else after, more=most is not None and len(looked) == most)
    for one in found:
        holder, agreed = phones.get(one.id, (None, False))
        if one.id == telling.by or (one.chat is None and holder in reading):
            continue
        if one.chat is not None:
            (chosen.write if one.reachable else chosen.closed).append(one.id)
        elif agreed:
            chosen.write.append(one.id)
        elif not asks:
            chosen.call.append(one.id)
    return chosen


async def _wanting(sitting: Sitting, telling: Telling, unasked: bool, **which: Any) -> list[One]:
    return await who_wants(
        sitting.session, telling.community, sitting.now, role=_ROLES.get(telling.audience), unasked=unasked,
        street=telling.audience is Audience.STREET, **which,
    )  # fmt: skip


async def _matching(sitting: Sitting, telling: Telling, found: list[One]) -> list[One]:
    """Leave of those who were FOUND whoever does that kind of help, or lives in that street."""
    if telling.audience is Audience.KIND:
        kinds = await kinds_of(sitting.session, telling.community, [one.id for one in found])
        return [one for one in found if not (does := kinds.get(one.id, [])) or telling.of in does]
    if telling.audience is Audience.STREET:
        names = street_names(telling.of or "")
        return [one for one in found if lives_in(one.street or "", names)]
    return found


def lives_in(address: str, names: Collection[str]) -> bool:
    """Say whether ADDRESS is in the street of these NAMES, as they are folded."""
    return any(name in names for one in read_address(address) for name in one.names)


async def known_street(sitting: Sitting, community: int, street: str) -> str | None:
    """Give STREET as it was written where it stands on the list or somebody lives there; else the one that is meant.

    None where there is none like it, or several.
    """
    names = street_names(street)
    if await streets.streets_named(sitting.session, community, names):
        return street
    lived_in = [read_address(one.street or "") for one in await streets.with_address(sitting.session, community)]
    known = {name for addresses in lived_in for one in addresses for name in one.names}
    if known & set(names):
        return street
    known |= set(await streets.names_of_streets(sitting.session, community))
    near = nearest_names([Address(names, None)], known)
    return near.pop().capitalize() if len(near) == 1 else None
