"""How a question of a talk goes out: as a letter with its buttons, which the talk then waits for."""

from typing import Any

from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Question, Said
from storage.tables.course import Record
from storage.tables.people import Person


async def ask(
    sitting: Sitting,
    person: Person,
    record: Record,
    question: Question[Any],
    before: tuple[Said, ...] = (),
    changed: tuple[str, ...] = (),
) -> None:
    """Ask QUESTION of the talk RECORD, after what is said BEFORE it; at its end what CHANGED is shown alone.

    On the way there it is only said that something did.
    """
    words = f"{record.flow}.{question.key}"
    if len(changed) == 1 and question.kind.closing:  # several read better as a whole
        before = (*before, *(Said(f"{record.flow}.changed.{key}", question.facts) for key in changed))
        words = "review.short"
    elif changed and not question.kind.closing:
        before = (*before, Said("talk.changed", {}))
    await post(sitting, person, record, question, words, buttons_of(record, question), before)


def buttons_of(record: Record, question: Question[Any]) -> list[Button]:
    """Give what can be tapped under QUESTION."""
    return [
        Button(
            one.words,
            "answer",
            {"record": record.id, "key": question.key, "option": one.value, "says": one.says},
            one.facts,
            one.yes,
        )
        for one in question.kind.options()
    ]


async def post(
    sitting: Sitting,
    person: Person,
    record: Record,
    question: Question[Any],
    words: str,
    buttons: list[Button],
    before: tuple[Said, ...] = (),
) -> None:
    """Put a question of a talk in the outbox in these WORDS."""
    letter = await sitting.write(
        person,
        words,
        buttons=buttons,
        before=before,
        about=record.id,
        community=record.community,
        asks=True,
        ask_contact="button.share_phone" if getattr(question.kind, "contact", False) else None,
        **question.facts,
    )
    record.asked_key, record.asked_at = question.key, sitting.now
    record.asked_letter = letter.id if letter else None
