"""Somebody asks for a neighbour, or for a relative who has not said yes: the one it is for is asked first."""

from collections.abc import Mapping
from typing import Any

from flows.belonging import roles_of
from flows.conversing import ask_again, give, given_to, open_talk
from flows.coordination.recording import ask_on_behalf, what_is_known
from flows.coordination.tasks import at_hand
from flows.help.answers import Who
from flows.help.listening import known_answers, listen
from flows.sitting import Sitting
from flows.speaking.conversations import ForOther
from flows.talk import Said
from flows.tasks import close, on_duty, open_task
from flows.understanding.replies.who import names_street
from flows.understanding.requests.near import Near
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.whom import introduces, read_whom, speaks_of_self
from flows.wording.render import dialled
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Category, Intent, Role

WITH_CONSENT = frozenset({Role.COORDINATOR, Role.DESK, Role.REFERRER})  # who ask for others, and say how it was agreed


async def ask_them_first(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take a request for somebody else: none is made without that person's yes, and nothing is said of them."""
    if record is not None or understood.intent not in (Intent.REQUEST, Intent.SMALLTALK):
        return False
    whom = read_whom(understood.text) if understood.intent is Intent.REQUEST else introduces(understood.text)
    if whom is None and understood.intent is Intent.SMALLTALK:
        return False
    where = (await sitting.community(person.current)).id
    if WITH_CONSENT & await roles_of(sitting, person, where) and not speaks_of_self(understood.text):
        known = await what_is_known(sitting, person, understood.text)
        if whom is not None or "who" in known:
            await ask_on_behalf(sitting, person, known)
            return True
    if whom is None or (whom.near is Near.HOUSEMATE and understood.category is Category.RESPITE):
        return False  # who stays with a housemate helps the writer, who can go out
    given = {"pronoun": whom.pronoun, "words": understood.text, "coordinator": await on_duty(sitting, where)}
    await open_talk(sitting, person, "for_other", given)
    return True


async def keep_more(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Keep what more is told of the help while it is asked whether the other wants it; then it is asked again.

    Where an address is told in the same breath, that is the answer.
    """
    if record is None or record.flow != "for_other" or understood.intent not in (Intent.REQUEST, Intent.SMALLTALK):
        return False
    if understood.category is None and understood.when is None:
        return False
    give(sitting, record, words=f"{given_to(record)['words']}. {understood.text}")
    if names_street(understood.text) or speaks_of_self(understood.text):
        return False
    await ask_again(sitting, person, record, Said("for_other.noted", {"words": understood.text}))
    return True


async def decided(sitting: Sitting, person: Person, given: Mapping[str, Any], asked: ForOther) -> None:
    """Go on as they chose: they ask first, a coordinator calls, or it was for themselves after all."""
    words = str(given["words"])
    if asked.how == "self":
        understood = await sitting.understood(words, person.current)
        await sitting.menu.openings[Intent.REQUEST].do(sitting, person, understood)
    elif asked.who is None:
        await sitting.write(person, "for_other.ask_first")
    else:
        who = ", ".join(part for part in _parts(asked.who) if part)
        community = (await sitting.community(person.current)).id
        await open_task(sitting, "for_other", community, person=person, words=f"{who}\n{words}")
        await sitting.write(person, "for_other.looked_after")


def _parts(who: Who) -> tuple[str, ...]:
    return who.name, who.street, who.place, dialled(who.phone)


async def wants_it(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """The one it is for said yes to a coordinator: the request is made with them, as far as it was said."""
    row = await at_hand(sitting, person, task)
    if row is None:
        return
    who, _, words = (row.words or "").partition("\n")
    now = await sitting.local(row.community)
    known = {
        **known_answers(await sitting.understood(words, row.community), now),
        "consent": "by_phone",
    }
    heard = listen(who, now, {}, {})
    if "who" in heard:
        known["who"] = heard["who"]
    await close(sitting, row, person)
    sitting.log("for_other.yes", row.community, person.id, row.person, task=row.id)
    await ask_on_behalf(sitting, person, known)


async def wants_it_not(sitting: Sitting, person: Person, letter: OutboxLetter, task: int) -> None:
    """The one it is for would rather not: nothing is asked, and nobody else hears it."""
    row = await at_hand(sitting, person, task)
    if row is not None:
        row.words = None
        await close(sitting, row, person)
        sitting.log("for_other.no", row.community, person.id, row.person, task=row.id)
        await sitting.write(person, "task.done", about=row.id, community=row.community)
