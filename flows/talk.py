"""The engine: a conversation is a plain function of its answers.

A conversation may only ask and say, and returns one value at its end. It is run again from its first line on every
inbound, is handed the kept answers by name, and stops at the first question without one. Nothing here reads or
writes, waits, knows the hour or throws dice; whoever calls keeps the answers.

    Unclear ....... the person should answer otherwise
    BrokenFlow .... a programmer erred: one key asked twice, something awaited that is no question, no end
    Refused ....... a finished talk can't be done after all; one question is opened again
"""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from types import coroutine
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T", covariant=True)

MOST_UNDONE = 20  # changes of one answer that can be gone back
MOST_QUESTIONS = 40  # on one path; a loop without an end stops here


class Unclear(Exception):
    """The answer does not fit the question; the text is the id of the words that say how to answer."""


class BrokenFlow(Exception):
    """A flow asked one key twice, awaited something that is no question, or found no end."""


class Refused(Exception):
    """The deed at the end of a talk cannot be done; KEY is asked again, with WORDS before it."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.key = key
        self.words = words


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it is kept: a JSON value, and the turn that gave it (0: known when the talk opened).

    `was` is the answer that this one took the place of. A value of None waits to be given anew: no kind recalls it.
    """

    value: Any
    turn: int = 0
    was: "Kept | None" = None


_NOTHING = Kept(None)
EARLIER = "earlier"

Answers = Mapping[str, Kept]  # by key; all that a conversation remembers
Given = Mapping[str, Any]  # what was known when the talk opened
Flow = Callable[["Talk", Given], Coroutine[Any, Any, Any]]


@dataclass(frozen=True, slots=True)
class Heard:
    """An inbound, freed of its messenger and already looked at by understanding.

    `option` is the value of a pressed button, or of one whose label was typed, and `key` the question it stood
    under. `facts` holds what the words say, by the key of the question that it would answer, and as EARLIER what
    they say to questions before this one, should they say nothing to it; `corrects` is True when the words take back
    something said before.
    """

    text: str = ""
    key: str | None = None
    option: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """The last turn is to be undone."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer is to be given anew."""

    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a kind made of an inbound.

    `value` is what to keep under the question that was asked (None: nothing, the question stays open). `also`
    fills in other answers: those not given yet, and, where `overrides` is set, those given before as well.
    """

    value: Any
    also: Mapping[str, Any] = field(default_factory=dict)
    overrides: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to tap: the value it stands for and the id of its words.

    `yes` is True for the one that a typed "ja" may mean, False for the one that "nee" may mean. A tap on an option
    with `says` is heard as if those words had been typed at that moment ("morgen").
    """

    value: str
    words: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    yes: bool | None = None
    says: str = ""


class Kind(Protocol[T]):
    """What an answer may be (flows/kinds.py has one class for each)."""

    @property
    def closing(self) -> bool:
        """True for the question at the end of a talk: on reaching it, answers of branches not taken are dropped."""

    def options(self) -> tuple[Option, ...]:
        """Give what can be tapped, most likely first."""

    def read(self, heard: Heard) -> Answer:
        """Make an answer of HEARD. Raises Unclear."""

    def recall(self, kept: Any) -> T:
        """Give the flow what was kept, as a fresh value. Raises Unclear when it no longer fits."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words by id and their facts; never finished text."""

    words: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """A question as a flow asks it. The key is its name in the record: once on a path, the same over releases."""

    key: str
    kind: Kind[T]
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a conversation stands after its answers so far; `asks` is None when it has finished."""

    path: tuple[str, ...]
    says: tuple[Said, ...]
    asks: Question[Any] | None
    result: Any = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one inbound did: the answers to keep, where the talk stands, and what of it was not taken.

    `note` is the id of the words that say why an inbound was not taken; `changed` holds the keys that got
    another answer.
    """

    answers: Answers
    standing: Standing
    note: str | None = None
    changed: tuple[str, ...] = ()


@coroutine
def _wait(question: Question[Any]) -> Any:
    return (yield question)


class Talk:
    """The whole vocabulary of a conversation: say and ask."""

    def __init__(self) -> None:
        self.said: list[Said] = []

    def say(self, words: str, /, **facts: Any) -> None:
        """Say WORDS before the next question; a courtesy that is not repeated once that question is answered."""
        self.said.append(Said(words, facts))

    async def ask(self, key: str, kind: Kind[T], /, **facts: Any) -> T:
        """Ask the question called KEY and give its answer."""
        return await _wait(Question(key, kind, facts))  # type: ignore[no-any-return]


def stand(flow: Flow, given: Given, answers: Answers) -> Standing:
    """Run FLOW from its first line on the kept ANSWERS and stop at the first question without one.

    Raises BrokenFlow, and whatever the flow itself raises.
    """
    talk, value = Talk(), None
    path: list[str] = []
    running = flow(talk, given)
    try:
        while True:
            asked = running.send(value)
            if not isinstance(asked, Question) or asked.key in path or len(path) >= MOST_QUESTIONS:
                raise BrokenFlow(f"{flow.__name__} after {path}: {asked!r}")
            try:
                value = asked.kind.recall(answers[asked.key].value)
            except (KeyError, Unclear):  # never answered, or no longer an answer to today's question
                return Standing(tuple(path), tuple(talk.said), asked)
            path.append(asked.key)
            talk.said.clear()
    except StopIteration as end:
        return Standing(tuple(path), tuple(talk.said), None, end.value)
    finally:
        running.close()


def hear(flow: Flow, given: Given, answers: Answers, inbound: Heard | Back | Change, turn: int) -> Turn:
    """Take one inbound as turn number TURN (1 and up) and say what to keep and where the talk now stands."""
    now = stand(flow, given, answers)
    match inbound:
        case Back():
            return _settle(flow, given, answers, _without_last_turn(answers))
        case Change(key):
            anew = {key: Kept(None, turn, answers[key])} if key in answers else {}
            return _settle(flow, given, answers, {**answers, **anew})
        case Heard(key=key) if now.asks is None or key not in (None, now.asks.key):
            return Turn(answers, now, "talk.past")  # an old button: say so and show today's question again
    try:
        corrected = _correction(answers, now.asks.key, inbound)
        answer = corrected or now.asks.kind.read(inbound)
        if answer.value is not None:
            now.asks.kind.recall(answer.value)  # what could not be given back is no answer
    except Unclear as why:
        corrected = _of_earlier(answers, inbound)
        if corrected is None:
            return Turn(answers, now, str(why))
        answer = corrected
    turned = _settle(flow, given, answers, _with(answers, now.asks.key, answer, turn))
    ends = turned.standing.asks is not None and turned.standing.asks.kind.closing
    if now.asks.kind.closing or (corrected and not ends):
        return turned
    # the rest was added, or stands in what is read back for the first time
    return replace(turned, changed=tuple(key for key in turned.changed if key == now.asks.key))


def _correction(answers: Answers, asked: str, heard: Heard) -> Answer | None:
    """Take back earlier answers, when the words say so and speak of something answered before."""
    if not heard.corrects:
        return None
    anew = {key: value for key, value in heard.facts.items() if key in answers}
    return Answer(heard.facts.get(asked), anew, overrides=True) if anew else None


def _of_earlier(answers: Answers, heard: Heard) -> Answer | None:
    """Take words that are no answer to what was asked as other answers to the questions that they speak of."""
    anew = {key: value for key, value in heard.facts.get(EARLIER, {}).items() if key in answers}
    return Answer(None, anew, overrides=True) if anew else None


def _with(answers: Answers, key: str, answer: Answer, turn: int) -> dict[str, Kept]:
    after = dict(answers)
    for other, value in answer.also.items():
        if answer.overrides or after.get(other, _NOTHING).value is None:
            after[other] = Kept(value, turn, after.get(other))
    if answer.value is not None:
        after[key] = Kept(answer.value, turn, answers.get(key))
    return {key: _shortened(kept, MOST_UNDONE) for key, kept in after.items()}


def _shortened(kept: Kept, most: int) -> Kept:
    """Forget what an answer was more than MOST changes ago; nobody goes back that far."""
    if kept.was is None:
        return kept
    return Kept(kept.value, kept.turn, _shortened(kept.was, most - 1) if most else None)


def _without_last_turn(answers: Answers) -> dict[str, Kept]:
    """Undo what the last turn gave. What was known when the talk opened stays: only Change undoes that."""
    last = max((kept.turn for kept in answers.values()), default=0)
    undone = {key: kept.was if last and kept.turn == last else kept for key, kept in answers.items()}
    return {key: kept for key, kept in undone.items() if kept is not None}


def _settle(flow: Flow, given: Given, before: Answers, after: Mapping[str, Kept]) -> Turn:
    standing = stand(flow, given, after)
    if standing.asks is None or standing.asks.kind.closing:
        after = {key: kept for key, kept in after.items() if key in standing.path}
    anew = (key for key, kept in after.items() if kept.value is not None and key in before)
    changed = tuple(key for key in anew if before[key].value != after[key].value)
    return Turn(after, standing, None, changed)
