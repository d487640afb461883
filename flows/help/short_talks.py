"""The few short talks around a visit: a message to the other, a word to the coordinator, thanks. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.help.answers import Which, make_readings
from flows.help.rescheduling import is_delay
from flows.kinds import Choice, Fact, Review, Text
from flows.talk import Answers, Given, Option, Said, Talk
from flows.understanding.replies.answers import leaves_it, yes_or_no
from flows.understanding.replies.unkind import is_nothing, is_unkind
from flows.understanding.requests.intent import asks_for_somebody, find_intent
from flows.understanding.requests.whom import read_named
from flows.understanding.time.moment import When
from flows.understanding.words import fold
from storage.terms import Intent


@dataclass(frozen=True, slots=True)
class Message:
    """What one of two who have a visit together wrote, and `whom` it is for.

    That is "other", or the id of the visit where it may be one of several; "person", "us" (anew), "none".
    """

    words: str
    whom: str = "other"


async def relay(talk: Talk, given: Given) -> Message:
    """Let one of two who have a visit together write to the other; what only may be for them is asked about first.

    Where nobody was found yet, the words are `kept` for whoever comes.
    """
    words = await talk.ask("words", Text(most=500), to=given["to"])
    if leaves_it(words):
        return Message(words, "none")
    guessed = given.get("guessed", False)
    for_us = guessed or asks_for_somebody(fold(words))
    if not for_us and find_intent(fold(words), task=False, time=False)[0] is not Intent.PERSON:
        return Message(words)
    among = [Option(str(visit), "relay.whom_one", {"to": name}) for visit, name in given.get("among", ())]
    if given.get("kept"):
        options, question = [Option("other", "relay.keep", yes=True)], Said("relay.to_whoever", {})
    elif among:
        options, question = among, Said("relay.to_whom", {})
    else:
        options = [Option("other", "relay.whom_other", yes=True), Option("person", "relay.whom_person")]
        question = Said("relay.to_one", {"to": given["to"]})
    if for_us:
        options += [Option("us", "relay.whom_us"), Option("none", "relay.whom_none", yes=False)]
    return Message(words, await talk.ask("whom", Choice(tuple(options), named="whom"), question=question, words=words))


def hear_whom(words: str, now: object, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Look at WORDS for whose name they hold, of those for whom a message may be."""
    among = given.get("among", ())
    nth = read_named(words, [name for _, name in among])
    return {} if nth is None else {"whom": str(among[nth][0])}


async def tell(talk: Talk, given: Given) -> str:
    """Let an asker write what only a coordinator may read."""
    return await talk.ask("words", Text(), coordinator=given["coordinator"], others=given.get("others", ""))


async def pass_on(talk: Talk, given: Given) -> bool:
    """Ask a helper whether what they told of somebody they visited may go to a coordinator."""
    ways = Option("yes", "pass_on.yes", yes=True), Option("no", "pass_on.no", yes=False)
    return await talk.ask("sure", Choice(ways), words=given["words"]) == "yes"


async def need(talk: Talk, given: Given) -> bool:
    """Ask somebody who may only have told something whether they look for help with it."""
    ways = Option("yes", "need.yes", yes=True), Option("no", "need.no", yes=False)
    return await talk.ask("sure", Choice(ways)) == "yes"


async def wonder(talk: Talk, given: Given) -> bool:
    """Ask a helper whether what they would know or have otherwise is to be put to the asker."""
    ways = Option("yes", "wonder.yes", yes=True), Option("no", "wonder.no", yes=False)
    return await talk.ask("sure", Choice(ways), words=given["words"]) == "yes"


async def wonder_answer(talk: Talk, given: Given) -> str:
    """Let an asker answer a helper who wants to know something first."""
    return await talk.ask("words", Text(most=300))


async def wrong(talk: Talk, given: Given) -> str:
    """Let one of two who had a visit write what went wrong."""
    return await talk.ask("words", Text())


@dataclass(frozen=True, slots=True)
class AfterWords:
    """What an asker wrote when they were asked for thanks; a `complaint` is for a coordinator alone."""

    words: str
    complaint: bool = False


async def thank(talk: Talk, given: Given) -> AfterWords | None:
    """Let an asker thank the helper once, in their own words; None when it is not to be sent."""
    words = await talk.ask("words", Text(most=500), helper=given["helper"])
    if is_nothing(words) or yes_or_no(words) is False:
        return None
    if is_unkind(words):
        hand_on = Option("hand", "thank.hand_yes", yes=True), Option("keep", "thank.hand_no", yes=False)
        answer = await talk.ask("hand_on", Choice(hand_on), helper=given["helper"])
        return AfterWords(words, complaint=True) if answer == "hand" else None
    send = Option("send", "thank.yes", yes=True), Option("keep", "thank.no", yes=False)
    answer = await talk.ask("send", Choice(send), helper=given["helper"], words=words)
    return AfterWords(words) if answer == "send" else None


async def move(talk: Talk, given: Given) -> When | None:
    """Ask one of two to what time a visit is to move, and whether that is right; None when it is to stay."""
    before = When.recalled(given["before"])
    readings = await talk.ask("when", Fact("when", make_readings, "unclear.when"), stands=before)
    when = readings[0] if len(readings) == 1 else await talk.ask("which", Which(readings[:2]))
    other = given.get("other", "")
    tells = given.get("tells") and is_delay(before.start, when.start)
    words = "move.then_put" if tells and given.get("told") else "move.then_tell" if tells else "move.then_ask"
    then = Said(words, {"other": other}) if other else Said("move.right", {})
    answer = await talk.ask("review", Review(("when",), drop="cancel.no"), stands=before, when=when, then=then)
    return when if answer == "ok" else None
