"""Goes every way through a conversation, so that each of its screens is seen: by tests, and by whoever proofreads."""

from collections.abc import Iterator
from typing import Any

from bot.proof.samples import FACTS, GIVENS
from flows.kinds import Fact, Text
from flows.menu import Conversation
from flows.talk import Answers, BrokenFlow, Given, Heard, Kind, Question, Said, Turn, hear, stand

DEEPEST = 12  # questions on one way
Screen = tuple[Said, Kind[Any] | None]  # what is said, and what it may be answered with where it asks


def answers_to(question: Question[Any]) -> Iterator[Heard]:
    """Give every answer worth trying to QUESTION: each option, and facts or words where it takes them."""
    for one in question.kind.options():
        if not one.says:
            yield Heard(option=one.value)
    if question.key in FACTS:
        yield from (Heard(facts={question.key: value}) for value in FACTS[question.key])
    elif isinstance(question.kind, Fact):
        raise LookupError(f"bot/proof/samples.py has no answer to {question.key!r}")
    elif isinstance(question.kind, Text) or not question.kind.options():
        yield Heard("een paar woorden")


def walk(row: Conversation, given: Given) -> Iterator[tuple[Answers, Turn]]:
    """Go every way through a conversation; give each stand of it, and the answers it stands on."""
    ways: list[tuple[Answers, Turn]] = [({}, Turn({}, stand(row.flow, given, {})))]
    while ways:
        answers, turn = ways.pop()
        yield answers, turn
        asks = turn.standing.asks
        if asks is None or turn.note is not None:
            continue
        if len(turn.standing.path) >= DEEPEST:
            raise BrokenFlow(f"{row.name} is too long: {turn.standing.path}")
        for heard in (*answers_to(asks), Heard()):
            after = hear(row.flow, given, turn.answers, heard, len(turn.standing.path) + 1)
            ways.append((after.answers, after))


def screens(row: Conversation, givens: tuple[Given, ...] = GIVENS) -> dict[str, Screen]:
    """Give all that a conversation may show, each once."""
    shown = dict[str, Screen]()
    for given in givens:
        for _, turn in walk(row, given):
            asks = turn.standing.asks
            said: list[Screen] = [(one, None) for one in turn.standing.says]
            if asks is not None:
                words = turn.note or f"{row.name}.{asks.key}"
                said.append((Said(words, asks.facts), asks.kind))
            shown |= {repr(one): one for one in said}
    return shown
