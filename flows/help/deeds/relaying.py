"""What asker and helper tell each other through us, without numbers, until the day after; a visit for a calendar."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flows.conversing import drop, given_to, open_talk, said_in, talk_here
from flows.help.calendar_file import calendar_file
from flows.help.deeds.asking import open_request
from flows.help.deeds.cards import duty
from flows.help.short_talks import Message
from flows.help.visits import lasts, over
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Refused
from flows.tasks import first_name
from flows.understanding.replies.answers import read_phone, yes_or_no
from flows.understanding.replies.between import is_to_the_other
from flows.understanding.replies.mood import sounds_low
from flows.understanding.replies.visiting import is_of_the_door, is_worry
from flows.understanding.requests.intent import asks_for_somebody, asks_how_it_stands, find_intent
from flows.understanding.requests.remarks import amends, is_for_whoever_comes, read_remark
from flows.understanding.requests.sentence import Understood
from flows.understanding.words import fold
from flows.wording.render import render
from storage.queries import course
from storage.queries import help as queries
from storage.tables.course import Record
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Lane, VisitState

LONGEST_MESSAGE = 500
MOST_OTHERS = 3  # of whom one is asked for whom words are
FEWEST = 3  # words of what may be a message to somebody
LASTS_AFTER = timedelta(days=1)  # once the visit is over
_MAY_ANSWER = (Intent.REQUEST, Intent.SMALLTALK, Intent.OFFER)  # what an answer to the other may be taken for
_SOUGHT = (VisitState.ASKED, VisitState.SEARCHING)
_TOGETHER = (VisitState.AGREED, VisitState.DONE, VisitState.DID_NOT_HAPPEN)


async def other_one(sitting: Sitting, person: Person, visit: Visit) -> Person | None:
    """Give whom PERSON has this visit with; None when it is not theirs, or too long ago."""
    ended = over(visit)
    if visit.state not in _TOGETHER or visit.helper is None or (ended and ended + LASTS_AFTER < sitting.now):
        return None
    asker = (await sitting.get(Request, visit.request)).asker
    other = {asker: visit.helper, visit.helper: asker}.get(person.id)
    whom = await sitting.get(Person, other) if other else None
    return None if whom is None or whom.rest else whom


async def write_to(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Bericht aan de ander: ask for the words."""
    other = await other_one(sitting, person, await sitting.get(Visit, visit))
    if other is None:
        await sitting.write(person, "relay.over", about=visit)
        return
    await open_talk(sitting, person, "relay", {"visit": visit, "to": first_name(other)})


async def seems_for_other(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take what somebody with a visit to come writes to the other, though it sounds like a request or a question."""
    if await _answers(sitting, person, understood):
        return True
    words = understood.text
    if asks_how_it_stands(fold(words)):
        return False
    told = is_for_whoever_comes(words) or (amends(words) and understood.when is None)
    if not told or asks_for_somebody(fold(words)):
        if understood.intent not in (Intent.REQUEST, Intent.INFO):
            return False
        if not is_to_the_other(words, [first_name(other) for _, other in await _others(sitting, person)]):
            return False
    return await offer_to_carry(sitting, person, words) or await offer_to_keep(sitting, person, words)


async def _answers(sitting: Sitting, person: Person, understood: Understood) -> bool:
    """Offer to carry an answer to a message of the other that came last; a yes or a no only where they asked."""
    words, came = understood.text, await sitting.at_hand.written(person.id)
    if came is None or came.words != "relay.message" or came.about is None or asks_for_somebody(fold(words)):
        return False
    bare = yes_or_no(words) is not None
    asked = not any(button["yes"] for button in came.buttons)
    if sounds_low(words) or not (asked if bare else understood.intent in _MAY_ANSWER):
        return False
    visit = await sitting.get(Visit, came.about)
    other = await other_one(sitting, person, visit)
    if other is not None:
        await _ask_whether(sitting, person, words, (visit, other))
    return other is not None


async def says_more(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take what more somebody writes while it is asked whether their words are for the other: both may be."""
    open_one = await talk_here(sitting, person)
    if open_one is None or open_one.flow != "relay" or open_one.asked_key != "whom" or open_one.person != person.id:
        return False
    words, to = understood.text, str(given_to(open_one).get("to", ""))
    if understood.intent not in (*_MAY_ANSWER, Intent.INFO) or is_worry(words, to) or asks_how_it_stands(fold(words)):
        return False
    asks = understood.when is not None or find_intent(fold(words), task=False, time=False)[0] is not Intent.SMALLTALK
    before = f"{said_in(open_one, 'words')}\n{words}"
    if not (is_to_the_other(words) or (_is_message(words) and not asks)) or len(before) > LONGEST_MESSAGE:
        return False
    given = given_to(open_one)
    await drop(sitting, person, open_one)
    await open_talk(sitting, person, "relay", {**given, "guessed": True}, {"words": before})
    return True


def _is_message(words: str) -> bool:
    said = sounds_low(words) or yes_or_no(words) is not None or read_phone(words)
    return not said and len(words.split()) >= FEWEST


async def offer_to_carry(sitting: Sitting, person: Person, words: str) -> bool:
    """Ask whether WORDS are for the other of a visit to come, or for which of a few; False where there is none."""
    if not _is_message(words):
        return False
    found = await _others(sitting, person)
    if not 0 < len(found) <= MOST_OTHERS:
        return False
    await _ask_whether(sitting, person, words, *found)
    return True


async def offer_to_keep(sitting: Sitting, person: Person, words: str) -> bool:
    """Ask whether WORDS are for whoever will come, while that is looked for; False where it isn't clear for what."""
    where = (await sitting.community(person.current)).id
    visits = await queries.visits_of_asker(sitting.session, person.id, where)
    if len({request.id for _, request in visits}) != 1 or not (read_remark(words) or amends(words)):
        return False
    given = {"visit": visits[0][0].id, "to": "", "guessed": True, "kept": True}
    await open_talk(sitting, person, "relay", given, {"words": words})
    return True


async def _others(sitting: Sitting, person: Person) -> list[tuple[Visit, Person]]:
    """Give each with whom PERSON has a visit, with the first of those to come."""
    where = (await sitting.community(person.current)).id
    asked = await queries.visits_of_asker(sitting.session, person.id, where)
    found = dict[int, tuple[Visit, Person]]()
    for one, _ in (*asked, *await queries.visits_of_helper(sitting.session, person.id, where)):
        if (other := await other_one(sitting, person, one)) is not None:
            found.setdefault(other.id, (one, other))
    return list(found.values())


async def _ask_whether(sitting: Sitting, person: Person, words: str, *found: tuple[Visit, Person]) -> None:
    """Ask whether WORDS are for the other of a visit, or for whom of those FOUND."""
    visit, other = found[0]
    among = [[one.id, first_name(whom)] for one, whom in found] if len(found) > 1 else []
    given = {"visit": visit.id, "to": first_name(other), "guessed": True, "among": among}
    await open_talk(sitting, person, "relay", given, {"words": words})


async def relay_stop(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Geen berichten meer: nothing of the other one comes through any more about this visit."""
    row = await sitting.get(Visit, visit)
    sitting.note("visit.message_stopped", row.id, row.community, person.id)
    await sitting.write(person, "relay.stopped_done", about=row.id, community=row.community)


async def _is_stopped(sitting: Sitting, visit: Visit, by: Person) -> bool:
    events = await course.events_of(sitting.session, visit.id)
    return any(one.kind == "visit.message_stopped" and one.actor == by.id for one in events)


async def visit_written_about(sitting: Sitting, person: Person) -> Visit | None:
    """Give the visit about which PERSON is writing to the other right now."""
    record = await talk_here(sitting, person)
    return await sitting.get(Visit, given_to(record)["visit"]) if record and record.flow == "relay" else None


async def carry(sitting: Sitting, person: Person, given: Mapping[str, Any], message: Message) -> None:
    """Carry the words over, if the two still have something together; or do what else they were for.

    Raises Refused when the words are about the door word: that is said at the door, and nowhere else.
    """
    words = message.words
    if message.whom == "person":
        await sitting.menu.commands["mens"].do(sitting, person, "")
        return
    if message.whom == "none":
        await sitting.write(person, "relay.not_sent")
        return
    if message.whom == "us":
        await open_request(sitting, person, await sitting.understood(words, person.current))
        return
    row = await sitting.get(Visit, int(message.whom) if message.whom.isdecimal() else given["visit"])
    other = await other_one(sitting, person, row)
    if other is None and given.get("kept") and row.state in _SOUGHT:
        await _keep(sitting, person, row, words)
        return
    if other is None:
        await sitting.write(person, "relay.over", about=row.id)
        return
    if is_of_the_door(words, row.door_word or ""):
        raise Refused("words", "relay.door_word")
    await _send(sitting, person, (row, other), words, "relay.sent")


async def tell_at_once(sitting: Sitting, person: Person, visit: Visit, words: str) -> bool:
    """Carry WORDS that can't wait for a tap to the other of VISIT; False where they are not to be carried so."""
    other = await other_one(sitting, person, visit)
    if other is None or len(words) > LONGEST_MESSAGE or is_of_the_door(words, visit.door_word or ""):
        return False
    await _send(sitting, person, (visit, other), words, "relay.sent_at_once")
    return True


async def _send(sitting: Sitting, person: Person, to: tuple[Visit, Person], words: str, sent: str) -> None:
    """Send WORDS to the other of a visit, and tell PERSON so with the words SENT; not to who wants no messages."""
    row, other = to
    if await _is_stopped(sitting, row, other):
        await sitting.write(person, "relay.stopped", about=row.id, to=first_name(other), duty=await duty(sitting, row))
        return
    await sitting.write(
        other,
        "relay.message",
        buttons=[
            Button("button.read", "read", yes=None if "?" in words else True),  # a yes is no "read" to who asks
            Button("relay.answer", "write_to", {"visit": row.id}),
            Button("relay.stop", "relay_stop", {"visit": row.id}),
        ],
        about=row.id,
        community=row.community,
        lane=Lane.NEWS,
        first=first_name(person),
        words=words,
    )
    sitting.note("visit.message", row.id, row.community, person.id)
    await sitting.write(person, sent, about=row.id, community=row.community, to=first_name(other))


async def _keep(sitting: Sitting, person: Person, visit: Visit, words: str) -> None:
    """Keep WORDS with the request, for the card of whoever will come."""
    request = await sitting.get(Request, visit.request)
    request.note = f"{request.note}. {words}" if request.note else words
    sitting.session.add(request)
    sitting.note("visit.told_more", visit.id, visit.community, person.id)
    await sitting.write(person, "relay.is_kept", about=visit.id, community=visit.community)


async def to_calendar(sitting: Sitting, person: Person, letter: OutboxLetter, visit: int) -> None:
    """Zet in agenda: the visit as a file."""
    row = await sitting.get(Visit, visit)
    other = await other_one(sitting, person, row)
    if other is None or row.starts_at is None:
        await sitting.write(person, "relay.over", about=visit)
        return
    reader = await sitting.reader(person, row.community)
    title = render("relay.title", {"first": first_name(other), "word": row.door_word}, reader).text.replace("\n", ", ")
    file = calendar_file(row.id, row.starts_at, lasts(row), title, sitting.now)
    await sitting.write(person, "relay.calendar", about=row.id, community=row.community, document=("bezoek.ics", file))
