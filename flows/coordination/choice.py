"""Whom a coordinator means who names somebody behind a command: the one, or a choice of few."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from flows.coordination.halves import ask_rest
from flows.coordination.paging import pages
from flows.post import Button
from flows.sitting import Sitting
from storage.queries import people
from storage.tables.people import Person
from storage.tables.post import OutboxLetter

MOST = 6


async def pick(
    sitting: Sitting,
    person: Person,
    name: str,
    deed: str,
    args: Mapping[str, Any],
    do: Callable[..., Awaitable[None]],
    command: str,
    before: str = "",
    behind: str = "",
) -> None:
    """Do the DEED with whoever is called NAME, by its function; of several PERSON taps the one.

    Where there is nobody, the name is asked for, and COMMAND goes on with it and what was said BEFORE and BEHIND it.
    """
    where = await sitting.community(person.current)
    found = await people.anybody_called(sitting.session, where.id, name) if name else []
    if len(found) == 1:
        await do(sitting, person, None, whom=found[0].id, **args)
        return
    if not found:
        await ask_rest(sitting, person, command, "half.nobody" if name else "half.whom", before, behind, name=name)
        return
    await offer_choice(sitting, person, "whom.which", found, deed, args, name=name)


async def offer_choice(
    sitting: Sitting,
    person: Person,
    words: str,
    found: Sequence[Person],
    deed: str,
    args: Mapping[str, Any],
    **facts: str,
) -> None:
    """Ask by WORDS which of those who were FOUND is meant; a tap does the DEED with them."""
    await _offer(sitting, person, found, {"words": words, "deed": deed, "args": dict(args), "facts": facts}, start=0)


async def turn(
    sitting: Sitting, person: Person, letter: OutboxLetter, found: list[int], asks: dict[str, Any], start: int
) -> None:
    """Verder or terug: another page of the choice, in the place of this one."""
    known = [await sitting.session.get(Person, one) for one in found]
    await _offer(sitting, person, [one for one in known if one is not None], asks, start, letter)


async def _offer(
    sitting: Sitting,
    person: Person,
    found: Sequence[Person],
    asks: Mapping[str, Any],
    start: int,
    letter: OutboxLetter | None = None,
) -> None:
    """Write a page of the choice; two of one name are told apart by their street."""
    names = Counter(one.name or one.called for one in found)
    buttons = []
    for one in found[start : start + MOST]:
        name = one.name or one.called
        said = f"{name}, {one.street}" if names[name] > 1 and one.street else name
        buttons.append(Button("whom.this", asks["deed"], {"whom": one.id, **asks["args"]}, {"name": said}))
    given = {"found": [one.id for one in found], "asks": dict(asks)}
    buttons += pages("whom_turn", start, MOST, len(found), given)
    await sitting.write(person, asks["words"], buttons=buttons, asks=True, edits=letter, **asks["facts"])
