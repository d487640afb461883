"""What is asked of somebody who worries about somebody else, and of those who follow it up. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.concerns.subject import split
from flows.kinds import Choice, Fact, Text
from flows.talk import Answer, Given, Heard, Option, Said, Talk, Unclear

PHRASES = ("changed", "home", "unkind", "unsure")  # for whoever finds no words
MOST = 1000
_DAYS = (("tomorrow", "morgen"), ("week", "over een week"), ("month", "over een maand"))  # as they are heard


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody worries about: a ready sentence by its code, or words of their own."""

    phrase: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One of a few ready sentences, or words of their own."""

    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give the sentences."""
        return tuple(Option(one, f"worry.as.{one}") for one in PHRASES)

    def read(self, heard: Heard) -> Answer:
        """Take the sentence that was tapped, or the words as they are."""
        if heard.option in PHRASES:
            return Answer({"phrase": heard.option})
        words = heard.text.strip()
        if not words or len(words) > MOST:
            raise Unclear("unclear.long" if words else "unclear.text")
        return Answer({"words": words})

    def recall(self, kept: Any) -> Told:
        """Give the sentence or the words back."""
        fits = isinstance(kept, Mapping) and len(kept) == 1
        phrase, words = (kept.get("phrase", ""), kept.get("words", "")) if fits else ("", "")
        if phrase in PHRASES or (isinstance(words, str) and 0 < len(words) <= MOST):
            return Told(phrase, words)
        raise Unclear("unclear.text")


@dataclass(frozen=True, slots=True)
class Whom:
    """About whom it is; what they say of it beside that is kept as well, and not asked again."""

    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give nothing to tap."""
        return ()

    def read(self, heard: Heard) -> Answer:
        """Take the words apart; a sentence that names nobody leaves the name empty."""
        if not heard.text.strip() or len(heard.text) > MOST:
            raise Unclear("unclear.long" if heard.text.strip() else "unclear.text")
        known = known_of(heard.text)
        return Answer(known.pop("who"), known)

    def recall(self, kept: Any) -> str:
        """Give the name back."""
        if not isinstance(kept, str) or len(kept) > MOST:
            raise Unclear("unclear.text")
        return kept


def known_of(words: str) -> dict[str, Any]:
    """Give the answers that WORDS about a worry hold."""
    said = split(words[:MOST])
    return {"who": said.who} | ({"words": {"words": said.words}} if said.words else {})


def _readers(given: Given) -> dict[str, Any]:
    names = list(given.get("readers") or ())
    return {"readers": names or [Said("worry.coordinators", {})], "count": len(names) or 2}


async def worry(talk: Talk, given: Given) -> Told:
    """Let a helper say what they saw or heard."""
    return await talk.ask("words", Phrase(), asker=given["asker"], **_readers(given))


async def concern(talk: Talk, given: Given) -> bool:
    """Ask a helper whether the worry that they wrote is handed on."""
    options = Option("give", "concern.yes", yes=True), Option("keep", "concern.no", yes=False)
    return await talk.ask("give", Choice(options), asker=given["asker"], **_readers(given)) == "give"


@dataclass(frozen=True, slots=True)
class About:
    """Whom somebody worries about, as they named them, and what of."""

    who: str
    told: Told


async def other_worry(talk: Talk, given: Given) -> About:
    """Ask about whom it is, and what was seen or heard."""
    who = await talk.ask("who", Whom())
    named = who or await talk.ask("name", Text(most=MOST))
    return About(named, await talk.ask("words", Phrase(), **_readers(given)))


def make_day(kept: Any) -> date:
    """Make a day of what was kept. Raises ValueError or TypeError when it is none."""
    return date.fromisoformat(kept)


async def look_again(talk: Talk, given: Given) -> date:
    """Ask on which day a concern is to be looked at again."""
    taps = tuple(Option(one, f"look_again.{one}", says=says) for one, says in _DAYS)
    return await talk.ask("day", Fact("day", make_day, "look_again.unclear", taps=taps), name=given["name"])


async def concern_note(talk: Talk, given: Given) -> str:
    """Let somebody write down what came of a concern so far."""
    return await talk.ask("words", Text(), name=given["name"])
