"""A few small conversations of every shape, and random histories to run them on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from hypothesis import strategies as st

from flows.kinds import Choice, Fact, Review, Text
from flows.talk import EARLIER, Answers, Back, Change, Flow, Given, Heard, Kept, Option, Talk, Turn, hear, stand

Inbound = Heard | Back | Change

YES_NO = (Option("yes", "-", yes=True), Option("no", "-", yes=False))
WAYS = (Option("ride", "-"), Option("shop", "-"))


def number(name: str, more: tuple[str, ...] = ()) -> Fact[int]:
    """Make the kind for a number that is heard by NAME."""
    return Fact(name, int, "unclear.when", more=more)


async def linear(talk: Talk, given: Given) -> tuple[str, str]:
    """Ask one thing after another."""
    talk.say("hello", name=given.get("name", ""))
    first = await talk.ask("first", Text(most=20))
    talk.say("and now")
    second = await talk.ask("second", Choice(YES_NO), first=first)
    talk.say("thanks")
    return first, second


async def branching(talk: Talk, given: Given) -> tuple[str, ...]:
    """Ask other things of those who want something else, and read it back."""
    way = await talk.ask("way", Fact("way", str, "unclear.what", WAYS, more=("a", "b")))
    if way == "ride":
        places = [await talk.ask("from", Text()), await talk.ask("a", number("a"), way=way)]
    else:
        places = [await talk.ask("at", Text())]
    many = await talk.ask("b", number("b"))
    answer = await talk.ask("review", Review(("way", "a", "b")), way=way, places=places, many=many)
    return way, *map(str, places), str(many), answer


async def looping(talk: Talk, given: Given) -> list[int]:
    """Ask the same again until it is enough; a loop names its questions by its round."""
    found = list[int]()
    while True:
        nth = len(found) + 1
        found.append(await talk.ask(f"n.{nth}", number("a"), so_far=tuple(found)))
        if await talk.ask(f"more.{nth}", Choice(YES_NO)) == "no":
            return found


async def generous(talk: Talk, given: Given) -> tuple[int, int, int]:
    """Take along what an answer says of later questions."""
    first = await talk.ask("a", number("a", more=("b", "c")))
    second = await talk.ask("b", number("b", more=("c",)))
    return first, second, await talk.ask("c", number("c"))


async def reviewed(talk: Talk, given: Given) -> tuple[int, int, str]:
    """Ask two things and read them back."""
    first, second = await talk.ask("a", number("a")), await talk.ask("b", number("b"))
    return first, second, await talk.ask("review", Review(("a", "b")), a=first, b=second)


CORPUS: tuple[Flow, ...] = (linear, branching, looping, generous, reviewed)
KEYS = ("first", "second", "way", "from", "at", "a", "b", "c", "n.1", "more.1", "n.2", "review")

_SAID: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.sampled_from(("a", "b", "c", "way", "elsewhere")), st.sampled_from((0, 1, 2, "3", "x", None, [])), max_size=3
)
_FACTS = st.builds(lambda said, only: {**said, EARLIER: only}, _SAID, _SAID) | _SAID
_HEARD = st.builds(
    Heard,
    text=st.sampled_from(("", " ", "words", "other words", "w" * 30)),
    key=st.none() | st.sampled_from(KEYS),
    option=st.none() | st.sampled_from(("yes", "no", "ride", "shop", "ok", "drop", "change")),
    facts=_FACTS,
    corrects=st.booleans(),
)
INBOUNDS: st.SearchStrategy[Inbound] = st.one_of(
    _HEARD, _HEARD, _HEARD, st.builds(Back), st.builds(Change, st.sampled_from(KEYS))
)
HISTORIES = st.lists(INBOUNDS, max_size=14)
KNOWN = st.dictionaries(
    st.sampled_from(("a", "b", "way", "first")), st.sampled_from((1, 2, "ride", "shop")), max_size=3
)


def opened(known: Mapping[str, Any]) -> dict[str, Kept]:
    """Give the answers that are KNOWN before the talk opens."""
    return {key: Kept(value) for key, value in known.items()}


def run(flow: Flow, known: Mapping[str, Any], history: Sequence[Inbound]) -> list[tuple[Answers, Inbound, Turn]]:
    """Run FLOW over HISTORY; give for each inbound the answers before it, itself, and the turn it made."""
    answers: Answers = opened(known)
    turns = list[tuple[Answers, Inbound, Turn]]()
    for nth, inbound in enumerate(history, start=1):
        turn = hear(flow, {}, answers, inbound, nth)
        turns.append((answers, inbound, turn))
        answers = turn.answers
    return turns


def through_json(answers: Answers) -> dict[str, Kept]:
    """Write ANSWERS down as text and read them back."""
    written = json.dumps({key: asdict(kept) for key, kept in answers.items()})
    return {key: _kept(row) for key, row in json.loads(written).items()}


def _kept(row: Mapping[str, Any]) -> Kept:
    return Kept(row["value"], row["turn"], _kept(row["was"]) if row["was"] else None)


def is_closed(flow: Flow, answers: Answers) -> bool:
    """Say whether FLOW has come to its closing question, or past it."""
    asks = stand(flow, {}, answers).asks
    return asks is None or asks.kind.closing
