"""Something else said in the middle of a talk about help: it gives way, goes on afterwards, or is dropped."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.conversing import answers_of, ask_again, drop, give, given_to, listen, step
from flows.help.several import is_a_day, kept
from flows.sitting import Sitting
from flows.talk import Change, Heard, Said
from flows.understanding.replies.answers import leaves_it, needs_nobody
from flows.understanding.requests.remarks import not_then, takes_off
from flows.understanding.requests.sentence import Understood
from flows.understanding.requests.unsaid import takes_itself_back
from flows.understanding.time.both import all_meant, on_day, times_that_day
from flows.understanding.time.moment import When
from flows.understanding.words import fold
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.people import Person
from storage.terms import Category, Intent

_OTHERS = (Intent.INFO, Intent.CANCEL, Intent.CHANGE, Intent.STOP, Intent.FORGET)
_OPEN = ("when", "which", "where", "review")  # questions to which a cancel is no answer about a detail
_LITTLE = frozenset({"de", "het", "een", "mijn", "naar", "the", "my", "to"})  # words that name nothing
_ALSO = re.compile(
    r"^(?:o ja,? |oh ja,? )?(?:en )?(?:ook|daarna|daarnaast|verder|dan (?:ook|nog)|also)\b"
    r"|^(?:o ja,? |oh ja,? )?en (?!(?:ik|we|wij|hij|zij|ze|er|mijn)\b).*\b[a-z]{3,}en[.! ]*$"  # "en de ramen lappen"
)


async def unsaid(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take a request that says in the end that it is not needed: nothing is asked."""
    if record is not None or not takes_itself_back(understood.text, await sitting.local(person.current)):
        return False
    await sitting.write(person, "asker.dropped")
    return True


async def turn(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take words that answer nothing of the open talk; False when they are for the talk, or none is open."""
    if record is None or not _words_when_left(sitting, record):
        return False
    if _is_second(record, understood):
        second = kept(understood)
        give(sitting, record, others=[*given_to(record).get("others", ()), second])
        await ask_again(sitting, person, record, Said("talk.first_this", {}))
        return True
    if _stands(record, "when") and understood.when is None and not_then(understood.text):
        await step(sitting, person, record, Change("when"))
        return True
    if _takes_back(record, understood.text) or (_visit_of(record) is None and needs_nobody(understood.text)):
        await drop(sitting, person, record)
        await sitting.write(person, _words_when_left(sitting, record))
        return True
    if record.asked_key in ("when", "hour") and await _at_all_times(sitting, person, understood, record):
        return True
    if not understood.sure or understood.intent not in _OTHERS:
        return False
    if understood.intent is Intent.INFO:
        return await _show(sitting, person, understood, record)
    leaves = leaves_it(understood.text)
    if understood.intent in (Intent.STOP, Intent.FORGET) or (
        not leaves and await _is_lost(sitting, understood, record)
    ):
        return await _go_over(sitting, person, understood, record)
    return understood.intent is Intent.CANCEL and await _leave(sitting, person, understood, record)


async def _at_all_times(sitting: Sitting, person: Person, understood: Understood, record: Record) -> bool:
    """Take "dinsdag en donderdag" for both days: the first goes on here, the others follow; False where it is one."""
    known = {key: kept.value for key, kept in answers_of(record).items() if kept.value is not None}
    first, *more = _all_meant(understood, known, await sitting.local(record.community)) or (None,)
    if first is None or "what" not in known or _visit_of(record) is not None:
        return False
    waiting = [one for one in given_to(record).get("others", ()) if not _same_day(one, known)]
    what = {key: known["what"][key] for key in ("words", "category", "task")}
    others = [{**what, "known": {**known, "when": [one.kept()]}} for one in more]
    give(sitting, record, others=[*others, *waiting])
    await step(sitting, person, record, Heard(understood.text, facts={"when": [first.kept()]}))
    return True


def _all_meant(understood: Understood, known: Mapping[str, Any], now: datetime) -> list[When]:
    """Give all times that are meant: on the day that is KNOWN, or of a ride that is wanted more than once on a day."""
    day = When.recalled(known["when"][0]).start if known.get("when") else None
    meant = all_meant(on_day(day, understood.text) if day else understood.text, now)
    ride = known.get("what", {}).get("category") == Category.TRANSPORT
    if not meant and ride and day is None and understood.when is not None and is_a_day(understood.when):
        times = times_that_day(understood.text)
        return [understood.when] * times if times > 1 else []
    return meant


def _same_day(other: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
    """Say whether OTHER is the same on the same day, still without an hour of its own."""
    its = other.get("known", {})
    return bool(known.get("when")) and its.get("when") == known["when"] and its.get("where") == known.get("where")


def _stands(record: Record, key: str) -> bool:
    """Say whether the question KEY was answered."""
    kept = answers_of(record).get(key)
    return kept is not None and kept.value is not None


def _takes_back(record: Record, words: str) -> bool:
    """Say whether WORDS take off the very thing that is asked for: "laat de lamp maar zitten"."""
    answers = answers_of(record)
    what, where = (answers[key].value if key in answers else None for key in ("what", "where"))
    asked = where if what and what["category"] == Category.TRANSPORT else what and what["task"]
    return takes_off(words) and bool({*fold(str(asked or "")).split()} & {*fold(words).split()} - _LITTLE)


def _words_when_left(sitting: Sitting, record: Record) -> str:
    conversation = sitting.menu.conversations.get(record.flow)
    return conversation.left if conversation else ""


def _is_second(record: Record, understood: Understood) -> bool:
    """Say whether another request is asked, of its own kind or with a time of its own, while the first is not sent."""
    if record.asked_key != "review" or _visit_of(record) is not None or not _ALSO.match(fold(understood.text)):
        return False
    first = answers_of(record).get("what")
    other = first is not None and first.value and first.value["category"] != understood.category
    return understood.category is not None and (understood.when is not None or bool(other))


def _is_empty(record: Record) -> bool:
    """Say whether nothing is known yet of what is asked."""
    return record.asked_key == "what"


def _visit_of(record: Record) -> int | None:
    """Give the visit that the talk is about; None where it is about help that is not asked for yet."""
    visit: int | None = json.loads(record.given or "{}").get("visit")
    return visit


async def _is_lost(sitting: Sitting, understood: Understood, record: Record) -> bool:
    """Say whether the talk holds nothing yet, or went astray and hears nothing in these words either."""
    if _is_empty(record):
        return True
    return bool(record.unclear) and not (await listen(sitting, record, understood.text)).facts


async def _go_over(sitting: Sitting, person: Person, understood: Understood, record: Record) -> bool:
    await drop(sitting, person, record)
    await sitting.menu.openings[understood.intent].do(sitting, person, understood)
    return True


async def _show(sitting: Sitting, person: Person, understood: Understood, record: Record) -> bool:
    """Show what stands, and go on with a talk that holds something; False while nothing stands."""
    asked = await queries.visits_of_asker(sitting.session, person.id, record.community)
    if not asked and not await queries.visits_of_helper(sitting.session, person.id, record.community):
        return False
    if await _is_lost(sitting, understood, record):
        return await _go_over(sitting, person, understood, record)
    return await _answered(sitting, person, understood, record)


async def _answered(sitting: Sitting, person: Person, understood: Understood, record: Record) -> bool:
    await sitting.menu.openings[Intent.INFO].do(sitting, person, understood)
    await ask_again(sitting, person, record, Said("talk.we_were_here", {}))
    return True


async def _leave(sitting: Sitting, person: Person, understood: Understood, record: Record) -> bool:
    """Leave it at that; "een rolstoel hoeft niet" is about the request, and goes on in the talk."""
    bare, visit = leaves_it(understood.text), _visit_of(record)
    if visit is not None and not bare:
        await drop(sitting, person, record)
        await sitting.menu.deeds["pick_cancel"].do(sitting, person, None, visit=visit)
        return True
    heard = {} if bare else (await listen(sitting, record, understood.text)).facts
    if not bare and (record.asked_key not in _OPEN or not set(heard) <= {"when", "when.not"}):
        return False
    await drop(sitting, person, record)
    await sitting.write(person, _words_when_left(sitting, record))
    return True
