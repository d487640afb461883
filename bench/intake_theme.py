"""The talk of `make bench-intake`, as a theme of the house: five questions of its own kinds, and one row at the end."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bench.peers.questions import QUESTIONS, THANKS
from flows.conversing import open_talk
from flows.help.answers import Task, Who, make_readings, make_task, make_who
from flows.help.listening import listen as listen_to_asker
from flows.kinds import Fact
from flows.menu import Command, Conversation, Theme
from flows.sitting import Sitting
from flows.talk import Answers, Given, Talk
from flows.understanding.replies.answers import yes_or_no
from flows.understanding.time.moment import When
from flows.wording.catalog import catalog, languages
from storage.ids import new_id
from storage.tables.help import Request
from storage.tables.people import Person

KEYS = ("what", "day", "hour", "who", "sure")

Wanted = tuple[Task, When, When, Who]


async def intake(talk: Talk, given: Given) -> Wanted:
    """Ask what, on which day, at which hour, who, and whether it is right."""
    what = await talk.ask("what", Fact("what", make_task, "unclear.what"))
    day = await talk.ask("day", Fact("when", make_readings, "unclear.when"))
    hour = await talk.ask("hour", Fact("when", make_readings, "unclear.when"))
    who = await talk.ask("who", Fact("who", make_who, "unclear.who"))
    await talk.ask("sure", Fact("sure", bool, "unclear.choice"))
    return what, day[0], hour[0], who


def listen(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Look at WORDS as in any talk about a request, and for a yes or a no."""
    return {**listen_to_asker(words, now, answers, given), "sure": yes_or_no(words)}


async def begin(sitting: Sitting, person: Person, words: str) -> None:
    """Open the talk."""
    await open_talk(sitting, person, "intake", {})


async def finish(sitting: Sitting, person: Person, given: Given, value: Wanted) -> None:
    """Keep the request as a row of its own, and say thanks."""
    what, day, hour, who = value
    where = await sitting.community(person.current)
    where.last_number += 1
    person.name = who.name
    row = Request(
        id=new_id(),
        community=where.id,
        number=where.last_number,
        asker=person.id,
        category=what.category,
        task=what.task,
        words=what.words,
        when={"day": day.kept(), "hour": hour.kept()},
        made_at=sitting.now,
    )
    sitting.session.add_all((where, person, row))
    await sitting.write(person, "intake.thanks")


THEME = Theme(
    name="intake",
    commands=(Command(("intake",), begin),),
    conversations=(Conversation("intake", intake, listen, finish),),
)


def add_words() -> None:
    """Put the words of the talk beside those of the house, in every language."""
    words = {f"intake.{key}": text for key, text in zip(KEYS, QUESTIONS, strict=True)} | {"intake.thanks": THANKS}
    for language in languages():
        texts = catalog(language)
        assert isinstance(texts, dict)
        texts.update(words)
