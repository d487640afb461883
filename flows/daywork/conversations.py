"""What a coordinator is asked who puts a request right, or writes something down. It only asks and says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.help.answers import Task, What, Where, Who, who_of
from flows.help.conversations import FIRST_GUESSES, ask_when
from flows.help.listening import listen
from flows.help.sayings import said_several, said_task
from flows.kinds import Choice, Fact, Review, Text
from flows.talk import Answers, Given, Option, Said, Talk
from flows.understanding.replies.answers import read_who
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
    """Ask for the words, and where somebody may come who should know, who may read them."""
    words = await talk.ask("words", Text(MOST_LETTERS), name=given.get("name", ""))
    if not (given.get("request") or given.get("shares")):
        return Noted(words, shared=False)
    return Noted(words, await talk.ask("reads", Choice(_WHO_READS)) == "helper")


MOST_NAMED = 6  # words of a name, or of an address without a number
_NAMED = re.compile(r"[^\W\d_][^\d?!:;]*")
_HOUSE = re.compile(r"[A-Z][\w'-]+(?: (?:(?:de|het|van|der|den|'t) )*[A-Z][\w'-]+)*")  # "Huize Avondrust" has no number
_IN = re.compile(r"\d\w*,? (?:in|te) ([A-Z][\w' -]+)$")
_SURE = (Option("yes", "register.yes", yes=True), Option("no", "register.no", yes=False))


@dataclass(frozen=True, slots=True)
class PutRight:
    """What is to stand of somebody from now on, what was not said empty; not `sure` where nothing is to change."""

    who: Who
    sure: bool


def hear_put_right(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Listen for an address, a phone number or a name, whichever is to be put right."""
    said, plain = read_who(words), words.strip(" .,\"'")
    named = _NAMED.fullmatch(plain) is not None and len(plain.split()) <= MOST_NAMED
    if given["kind"] == "phone":
        found = {"phone": said.phone}
    elif given["kind"] == "name":
        found = {"name": _whole(plain, given["name"]) if named else ""}
    else:
        street, place = said.street or (plain if named and _HOUSE.fullmatch(plain) else ""), _IN.search(plain)
        found = {"street": street, "postcode": said.postcode, "phone": said.phone or "",
                 "place": said.place or (place[1] if place and street else "")}  # fmt: skip
    return {"who": found} if any(found.values()) else {}


def _whole(name: str, before: str) -> str:
    """Give a NAME with the surname that stood BEFORE, where only a first name was said."""
    name = name if any(letter.isupper() for letter in name) else name.title()
    return name if " " in name else " ".join([name, *before.split(" ")[1:]])


async def register(talk: Talk, given: Given) -> PutRight:
    """Ask what stands otherwise of somebody, and read it back."""
    kind, name = given["kind"], given["name"]
    of = "mine_" if given["mine"] and kind == "street" else ""
    asks = Said(f"register.{of}asks_{kind}", {"name": name})
    who = await talk.ask("who", Fact("who", who_of, f"register.unclear_{kind}"), question=asks)
    reads = Said(f"register.{of}reads_{kind}", {
        "name": name, "named": who.name, "address": ", ".join(part for part in (who.street, who.place) if part),
        "phone": who.phone,
    })  # fmt: skip
    return PutRight(who, await talk.ask("sure", Choice(_SURE), question=reads) == "yes")
