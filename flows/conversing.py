"""The life of a talk at the desk: opened, stepped on by each inbound, closed by a deed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flows.belonging import roles_of
from flows.menu import Conversation
from flows.post import Button
from flows.questions import ask, buttons_of, post
from flows.sitting import Sitting
from flows.talk import Answers, Back, Change, Heard, Kept, Refused, Said, Standing, Turn, hear, stand
from flows.tasks import open_task
from storage.ids import new_id
from storage.packing import packed, unpacked
from storage.tables.course import Due, Record
from storage.tables.people import Person

NUDGE_AFTER, DROP_AFTER = timedelta(hours=24), timedelta(hours=72)  # without an answer
_BESIDE = {"words", "guesses", "first"}  # what a talk is told beside what it is about
UNCLEAR_BEFORE_A_PERSON, UNCLEAR_AT_MOST = 2, 4  # times in a row: then somebody is offered, then somebody calls


async def open_talk(
    sitting: Sitting, person: Person, name: str, given: Mapping[str, Any], known: Mapping[str, Any] | None = None,
    asks: bool = True,
) -> None:  # fmt: skip
    """Open the conversation NAME with PERSON and ask its first open question.

    GIVEN is what the talk has to know; KNOWN holds answers that are there already, by key. A button that is tapped
    twice opens its talk once. What ASKS nothing yet waits for ask_again, and gives way to any other words.
    """
    conversation, given = sitting.menu.conversations[name], dict(given)
    current = await talk_of(sitting, person.id)
    same = current is not None and current.flow == name and _read(current)[0] == unpacked(packed(given))
    if current is not None and same and not known:
        await ask_again(sitting, person, current)
        return
    record = Record(
        id=new_id(),
        person=person.id,
        community=(await sitting.community(person.current)).id,
        flow=name,
        given=packed(given),
        opened_at=sitting.now,
        asked_at=sitting.now,
    )
    sitting.at_hand.add_talk(record)
    sitting.plan("talk", record.id, record.community, sitting.now + NUDGE_AFTER)
    answers = {key: Kept(value) for key, value in (known or {}).items()}
    if not asks:
        record.answers = packed({key: _row(kept) for key, kept in answers.items()})
        return
    standing = stand(conversation.flow, given, answers)
    await _show(sitting, person, record, conversation, Turn(answers, standing))


async def talk_of(sitting: Sitting, person: int) -> Record | None:
    """Give the talk that PERSON is in: of several, the one opened last; the others wait for it."""
    talks = await sitting.at_hand.talks(person)
    return talks[-1] if talks else None


async def talk_here(sitting: Sitting, person: Person) -> Record | None:
    """Give the talk that is open on the phone of PERSON, whoever of those who live by it is in it."""
    talks = await sitting.at_hand.talks_here(person.id)
    return talks[-1] if talks else None


def gives_way(sitting: Sitting, record: Record) -> bool:
    """Say whether the talk of RECORD is a courtesy, and not at a question to which every word is the answer."""
    conversation = sitting.menu.conversations.get(record.flow)
    return conversation is not None and conversation.courtesy and record.asked_key not in conversation.whole


async def conversation_of(sitting: Sitting, person: Person) -> Conversation | None:
    """Give what the talk is about that PERSON is in; None where there is none."""
    record = await talk_of(sitting, person.id)
    return sitting.menu.conversations.get(record.flow) if record else None


async def verbatim_talk(sitting: Sitting, person: Person) -> Record | None:
    """Give the open talk of PERSON in which every word is an answer; None where there is none."""
    conversation = await conversation_of(sitting, person)
    return await talk_of(sitting, person.id) if conversation is not None and conversation.verbatim else None


async def step(sitting: Sitting, person: Person, record: Record, inbound: Heard | Back | Change) -> None:
    """Take one inbound into the talk and show where it stands now."""
    conversation = sitting.menu.conversations.get(record.flow)
    if conversation is None:  # a release took this conversation away
        await drop(sitting, person, record)
        await sitting.write(person, "talk.gone")
        return
    given, answers = _read(record)
    record.turn += 1
    turn = hear(conversation.flow, given, answers, inbound, record.turn)
    record.unclear = 0 if turn.note in (None, "talk.past", "review.which") else record.unclear + 1
    await _show(sitting, person, record, conversation, turn)


async def listen(sitting: Sitting, record: Record, words: str, key: str | None = None, option: str | None = None,
                 corrects: bool = False) -> Heard:  # fmt: skip
    """Look at WORDS as this talk does, and give what it hears."""
    conversation = sitting.menu.conversations.get(record.flow)
    if conversation is None or not words:
        return Heard(words, key, option)
    given, answers = _read(record)
    facts = conversation.listen(words, await sitting.local(record.community), answers,
                                {**given, "own": await sitting.own_names(record.community)})  # fmt: skip
    return Heard(words, key, option, facts, corrects)


async def ask_again(sitting: Sitting, person: Person, record: Record, *before: Said) -> None:
    """Show the open question of RECORD once more, after what has to be said first."""
    conversation = sitting.menu.conversations[record.flow]
    given, answers = _read(record)
    standing = stand(conversation.flow, given, answers)
    if standing.asks is not None:
        await ask(sitting, person, record, standing.asks, before)


async def go_on(sitting: Sitting, person: Person) -> None:
    """Show once more what is open on the phone of PERSON, after something else was answered there."""
    record = await talk_here(sitting, person)
    if record is not None:
        await ask_again(sitting, await sitting.get(Person, record.person), record, Said("talk.we_were_here", {}))


async def drop(sitting: Sitting, person: Person, record: Record) -> None:
    """Close a talk without a deed and forget what was said in it."""
    await _close(sitting, record)
    sitting.note("talk.dropped", record.id, record.community, person.id, flow=record.flow)


async def _close(sitting: Sitting, record: Record) -> None:
    record.closed_at = sitting.now
    record.given = record.answers = None
    sitting.session.add(record)


async def look_after(sitting: Sitting, due: Due) -> None:
    """Look at a talk that had no answer for a day: ask once more, and two days later hand it to a person.

    A courtesy is dropped without a word.
    """
    record = await sitting.get(Record, due.subject)
    conversation = sitting.menu.conversations.get(record.flow)
    person = await sitting.get(Person, record.person)
    if record.closed_at is not None:
        return
    if sitting.now < record.asked_at + NUDGE_AFTER:  # the talk went on meanwhile
        sitting.plan("talk", record.id, record.community, record.asked_at + NUDGE_AFTER)
    elif conversation is None or conversation.courtesy:
        await drop(sitting, person, record)
    elif sitting.now - record.opened_at < DROP_AFTER:
        await ask_again(sitting, person, record, Said("talk.still_there", {}))
        sitting.plan("talk", record.id, record.community, record.opened_at + DROP_AFTER)
    else:
        await open_task(sitting, "half_said", record.community, person=person)
        await drop(sitting, person, record)


def given_to(record: Record) -> Mapping[str, Any]:
    """Give what the talk of RECORD was opened with."""
    return _read(record)[0]


def give(sitting: Sitting, record: Record, **more: Any) -> None:
    """Let the talk of RECORD know something MORE than it was opened with."""
    record.given = packed({**given_to(record), **more})
    sitting.session.add(record)


def answers_of(record: Record) -> Answers:
    """Give the answers that are kept in the talk of RECORD."""
    return _read(record)[1]


def said_in(record: Record, key: str) -> Any:
    """Give what was answered to the question KEY in the talk of RECORD; None where nothing was."""
    kept = answers_of(record).get(key)
    return kept.value if kept else None


def _read(record: Record) -> tuple[Mapping[str, Any], Answers]:
    kept = unpacked(record.answers or "{}")
    return unpacked(record.given or "{}"), {key: _kept(value) for key, value in kept.items()}


def _kept(row: list[Any]) -> Kept:
    return Kept(row[0], row[1], _kept(row[2]) if row[2] else None)


def _row(kept: Kept | None) -> list[Any] | None:
    return None if kept is None else [kept.value, kept.turn, _row(kept.was)]


async def _show(sitting: Sitting, person: Person, record: Record, conversation: Conversation, turn: Turn) -> None:
    record.answers = packed({key: _row(kept) for key, kept in turn.answers.items()})
    sitting.session.add(record)
    if turn.note is not None:
        await _not_taken(sitting, person, record, turn.standing, turn.note)
    elif turn.standing.asks is None:
        await _finish(sitting, person, record, conversation, turn)
    else:
        await ask(sitting, person, record, turn.standing.asks, turn.standing.says, turn.changed)


async def _finish(sitting: Sitting, person: Person, record: Record, conversation: Conversation, turn: Turn) -> None:
    given, _ = _read(record)
    if conversation.roles and not conversation.roles & await roles_of(sitting, person, record.community):
        await drop(sitting, person, record)  # whoever began it may not end it any more
        await sitting.write(person, "command.not_yours")
        return
    try:
        await conversation.finish(sitting, person, given, turn.standing.result)
    except Refused as refused:
        answers = {key: kept for key, kept in turn.answers.items() if key not in (refused.key, turn.standing.path[-1])}
        standing = stand(conversation.flow, given, answers)
        again = Turn(answers, Standing(standing.path, (Said(refused.words, {}),), standing.asks, standing.result))
        await _show(sitting, person, record, conversation, again)
        return
    await _close(sitting, record)
    sitting.note("talk.finished", record.id, record.community, person.id, flow=record.flow)
    await _go_back(sitting, person, record, given, turn.answers)


async def _go_back(
    sitting: Sitting, person: Person, record: Record, given: Mapping[str, Any], answers: Answers
) -> None:
    """Go on with what waited for RECORD, which was finished; what was about the same ends, and so does a courtesy."""
    for waiting in reversed(await sitting.at_hand.talks(person.id)):
        if waiting.id > record.id:  # this very talk led to it, and it has just asked
            return
        conversation = sitting.menu.conversations.get(waiting.flow)
        same = waiting.flow == record.flow and _is_same(_read(waiting), (given, answers))
        together = waiting.opened_at == record.opened_at  # both came of one message
        if same or conversation is None or (conversation.courtesy and not together):
            await drop(sitting, person, waiting)
            continue
        if sitting.now < waiting.opened_at + NUDGE_AFTER:  # who began it longer ago was reminded of it since
            await ask_again(sitting, person, waiting, Said("talk.we_were_here", {}))
        return


def _is_same(one: tuple[Mapping[str, Any], Answers], other: tuple[Mapping[str, Any], Answers]) -> bool:
    """Say whether two talks of one kind are about the same: nothing that both know of it differs."""
    (given, answers), (its, said) = one, other
    kinds = {kept["what"].value["category"] for kept in (answers, said) if "what" in kept}
    return len(kinds) < 2 and all(given[key] == its[key] for key in given.keys() & its.keys() - _BESIDE)


async def _not_taken(sitting: Sitting, person: Person, record: Record, standing: Standing, note: str) -> None:
    """Say why something was not taken: which line to change, the open question again, other words, or a person."""
    asks = standing.asks
    if asks is None or note == "talk.past":
        await ask_again(sitting, person, record, Said("talk.past", {}))
    elif note == "review.which":
        lines = getattr(asks.kind, "lines", ())
        buttons = [
            Button(f"review.line.{key}", "change", {"record": record.id, "key": key})
            for key in lines
            if key in standing.path
        ]
        await post(sitting, person, record, asks, "review.which", buttons)
    elif record.unclear >= UNCLEAR_AT_MOST:
        await drop(sitting, person, record)
        await sitting.menu.commands["mens"].do(sitting, person, "")
    elif record.unclear == UNCLEAR_BEFORE_A_PERSON:
        buttons = [
            Button("talk.person_yes", "person", yes=True),
            Button("talk.person_no", "ask_again", {"record": record.id}, yes=False),
        ]
        await post(sitting, person, record, asks, "talk.lost", buttons)
    else:
        await post(sitting, person, record, asks, note, buttons_of(record, asks))
