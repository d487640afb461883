"""What a coordinator is asked who puts a request right, or writes something down. It only asks and says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.help.answers import Task, What, Where
from flows.help.conversations import FIRST_GUESSES, ask_when
from flows.help.listening import listen
from flows.help.sayings import said_several, said_task
from flows.kinds import Choice, Review, Text
from flows.talk import Answers, Given, Option, Talk
from flows.understanding.time.moment import When
from storage.terms import Category

MOST_LETTERS = 500  # of a note
_ONE = re.compile(r"\b(?:één|1|one)\s+(?:iemand|mens|persoon|vrijwilliger|helper|person|volunteer)\b", re.I)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a request is to be; not `kept` where the coordinator would rather leave it."""

    what: Task
    when: When
    destination: str
    kept: bool


def hear_correction(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Listen as in any talk about a request; that one person will do after all is heard here alone."""
    facts = listen(words, now, answers, given)
    if _ONE.search(words) and "what" in answers:
        return {**facts, "what": {**answers["what"].value, "helpers": 1}}
    return facts


async def correct(talk: Talk, given: Given) -> Corrected:
    """Read back what stands, take what is to be otherwise, and read that back."""
    what = await talk.ask("what", What(FIRST_GUESSES, given.get("words", "")))
    destination = await talk.ask("where", Where()) if what.category is Category.TRANSPORT else ""
    when = await ask_when(talk)
    lines = ("what", "when", "where") if destination else ("what", "when")
    answer = await talk.ask(
        "review", Review(lines, drop="correct.drop"), number=given.get("number", 0), what=said_task(what, destination),
        when=when, several=said_several(what.helpers),
    )  # fmt: skip
    return Corrected(what, when, destination, kept=answer == "ok")


@dataclass(frozen=True, slots=True)
class Noted:
    """What is to be written down, and whether whoever goes may read it."""

    words: str
    shared: bool


_WHO_READS = (Option("coordinators", "note.coordinators", yes=False), Option("helper", "note.helper", yes=True))


async def note(talk: Talk, given: Given) -> Noted:
    """Ask for the words, and where it is about a request, who may read them."""
    words = await talk.ask("words", Text(MOST_LETTERS), name=given.get("name", ""))
    reads = await talk.ask("reads", Choice(_WHO_READS)) if given.get("request") else "coordinators"
    return Noted(words, reads == "helper")
