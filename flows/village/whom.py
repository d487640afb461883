"""Whom a coordinator means who names somebody behind a command: the one, or a choice of few."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from flows.post import Button
from flows.sitting import Sitting
from storage.queries import people
from storage.tables.people import Person

MOST = 5


async def pick(
    sitting: Sitting,
    person: Person,
    name: str,
    deed: str,
    args: Mapping[str, Any],
    do: Callable[..., Awaitable[None]],
) -> None:
    """Do the DEED with whoever is called NAME, by its function; of several PERSON taps the one."""
    where = await sitting.community(person.current)
    found = await people.anybody_called(sitting.session, where.id, name) if name else []
    if len(found) == 1:
        await do(sitting, person, None, whom=found[0].id, **args)
        return
    if not found:
        await sitting.write(person, "whom.nobody", name=name)
        return
    await offer_choice(sitting, person, "whom.which", found, deed, args, name=name)


async def offer_choice(
    sitting: Sitting,
    person: Person,
    words: str,
    found: Sequence[Person],
    deed: str,
    args: Mapping[str, Any],
    **facts: Any,
) -> None:
    """Ask by WORDS which of those who were FOUND is meant; a tap does the DEED with them."""
    buttons = [
        Button(
            "whom.this", deed, {"whom": one.id, **args}, {"name": one.name or one.called, "street": one.street or ""}
        )
        for one in found[:MOST]
    ]
    await sitting.write(person, words, buttons=buttons, asks=True, **facts)
