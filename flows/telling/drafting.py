"""/bericht: a message to many, shown as it will be received, counted, and sent with a yes; and stopped."""

import re
from datetime import timedelta
from typing import Any

from flows.conversing import open_talk
from flows.help.promises import is_quiet, next_loud
from flows.help.visits import moment_of
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Given, Refused, Said
from flows.telling import sending, to_one
from flows.telling.audience import Whom, split
from flows.telling.choosing import Chosen, choose, known_street
from flows.telling.conversations import BULLETIN, Written
from flows.telling.letters import show
from flows.understanding.words import fold
from storage.queries import telling as queries
from storage.tables.course import Due
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.tables.telling import Telling
from storage.terms import Audience, TellingState

DRAFT_KEPT = timedelta(days=1)
FORGET = "telling_draft"
_STOP = re.compile(r"stop(?:pen)?|hou op|ophouden|halt|annuleer|cancel")


async def tell(sitting: Sitting, person: Person, words: str) -> None:
    """/bericht, with whom it is for and the message behind it, or as much of it as is there; "/bericht stop" stops."""
    if _STOP.fullmatch(fold(words).strip(" .!")):
        await _stop_last(sitting, person)
        return
    whom, text = split(words, await sitting.own_names(person.current))
    if whom is None and await to_one.draft(sitting, person, words):
        return
    known: dict[str, Any] = {"audience": whom.kept()} if whom else {}
    await open_talk(sitting, person, BULLETIN, {}, {**known, "words": text} if text else known)


async def written(sitting: Sitting, person: Person, given: Given, message: Written) -> None:
    """Keep what was written, show it as it will be received, and ask. Raises Refused for a street nobody knows."""
    where = (await sitting.community(person.current)).id
    who, of = message.whom.who, message.whom.of or None
    if who is Audience.STREET and (of := await known_street(sitting, where, message.whom.of)) is None:
        raise Refused("audience", "telling.no_street")
    telling = Telling(community=where, by=person.id, audience=who, of=of, words=message.words,
                      made_at=sitting.now)  # fmt: skip
    await _offer(sitting, person, telling)


async def ask_first(sitting: Sitting, person: Person, letter: OutboxLetter, telling: int) -> None:
    """Vraag wie het wil: show the question that goes to whoever was never asked, and ask whether to send it."""
    draft = await _draft(sitting, person, letter, telling)
    if draft is not None:
        question = Telling(community=draft.community, by=person.id, asks=True, audience=draft.audience, of=draft.of,
                           made_at=sitting.now)  # fmt: skip
        await _offer(sitting, person, question)


async def _offer(sitting: Sitting, person: Person, telling: Telling) -> None:
    sitting.session.add(telling)
    await sitting.session.flush()
    sitting.plan(FORGET, telling.id, telling.community, sitting.now + DRAFT_KEPT)
    chosen = await choose(sitting, telling)
    unasked = 0 if telling.asks else len((await choose(sitting, telling, unasked=True)).write)
    await show(sitting, telling, person)
    args = {"telling": telling.id}
    buttons = [
        *([Button("telling.ask_first", "telling_ask", args)] if unasked and not chosen.all else []),
        Button("telling.ask_yes" if telling.asks else "telling.send", "telling_send", args, yes=True),
        *([] if telling.asks else [Button("telling.change", "telling_change", args)]),
        *([Button("telling.ask_first", "telling_ask", args)] if unasked and chosen.all else []),
        Button("telling.ask_no" if telling.asks else "telling.drop", "telling_drop", args, yes=False),
    ]
    await sitting.write(
        person, "telling.ask_wish" if telling.asks else "telling.ask", buttons=buttons, asks=True, about=telling.id,
        community=telling.community, **await _counts(sitting, telling, chosen, unasked),
    )  # fmt: skip


async def _counts(sitting: Sitting, telling: Telling, chosen: Chosen, unasked: int) -> dict[str, Any]:
    """Say how many get it, and how many do not, and why; and when it goes, if not now."""
    where, local = await sitting.community(telling.community), await sitting.local(telling.community)
    counted = {"call": len(chosen.call), "closed": len(chosen.closed), "unasked": unasked}
    lines = {name: Said(f"telling.{name}", {"count": n}) if n else "" for name, n in counted.items()}
    whom = Whom(telling.audience, telling.of or "")
    return {
        "to": whom.said(),
        "people": Said("telling.people" if chosen.all else "telling.people_none", {"count": len(chosen.all)}),
        "night": Said("telling.night", {"at": moment_of(next_loud(local), where)}) if is_quiet(local) else "",
        "still": Said("telling.still", {}) if await sitting.still(where.id) else "",
        **lines,
    }


async def send(sitting: Sitting, person: Person, letter: OutboxLetter, telling: int) -> None:
    """Versturen: it begins, or waits for the morning; where nobody gets it, that is said."""
    draft = await _draft(sitting, person, letter, telling)
    if draft is None:
        return
    count = len((await choose(sitting, draft)).all)
    if not count:
        await sitting.write(person, "telling.nobody", community=draft.community)
        return
    sitting.unplan(draft.id, FORGET)
    await sending.begin(sitting, person, draft, count)


async def change(sitting: Sitting, person: Person, letter: OutboxLetter, telling: int) -> None:
    """Tekst veranderen: the words are asked for anew, for the same people."""
    draft = await _draft(sitting, person, letter, telling)
    if draft is not None:
        whom = Whom(draft.audience, draft.of or "")
        _forget(sitting, draft)
        await open_talk(sitting, person, BULLETIN, {}, {"audience": whom.kept()})


async def drop(sitting: Sitting, person: Person, letter: OutboxLetter, telling: int) -> None:
    """Niet versturen: nothing goes out, and the words are forgotten."""
    draft = await _draft(sitting, person, letter, telling)
    if draft is not None:
        _forget(sitting, draft)
        await sitting.write(person, "telling.dropped", community=draft.community)


async def _draft(sitting: Sitting, person: Person, letter: OutboxLetter, telling: int) -> Telling | None:
    """Give the draft under whose preview somebody tapped; None where it was sent or dropped, which is said."""
    row = await queries.locked(sitting.session, telling)
    if row is not None and row.community == letter.community and row.state is TellingState.DRAFT:
        return row
    await sitting.write(person, "telling.past", community=letter.community)
    return None


def _forget(sitting: Sitting, draft: Telling) -> None:
    draft.state, draft.words, draft.of = TellingState.OVER, None, None
    sitting.unplan(draft.id, FORGET)
    sitting.session.add(draft)


async def forget(sitting: Sitting, due: Due) -> None:
    """Forget a draft that nobody sent within a day."""
    draft = await queries.locked(sitting.session, due.subject)
    if draft is not None and draft.state is TellingState.DRAFT:
        _forget(sitting, draft)


async def tap_stop(sitting: Sitting, person: Person, letter: OutboxLetter, telling: int) -> None:
    """Stoppen: nothing more of it leaves."""
    row = await queries.locked(sitting.session, telling)
    if row is not None and row.community == letter.community and row.state is TellingState.GOING:
        await _stop(sitting, person, row)
    else:
        await sitting.write(person, "telling.past", community=letter.community)


async def _stop_last(sitting: Sitting, person: Person) -> None:
    where = (await sitting.community(person.current)).id
    found = await queries.going(sitting.session, where)
    for row in found:
        await _stop(sitting, person, row)
    if not found:
        await sitting.write(person, "telling.none_going", community=where)


async def _stop(sitting: Sitting, person: Person, row: Telling) -> None:
    await sending.stop(sitting, row)
    sitting.note("telling.stopped", row.id, row.community, person.id)
    sitting.log("telling.stopped", row.community, person.id, count=row.done)
    await sitting.write(person, "telling.stopping", community=row.community)
    await sending.go_on(sitting, row)
