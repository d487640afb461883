"""A walk past every screen of every conversation: the words are there, in every language and form, and fit."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from flows.kinds import Fact, Review, Text
from flows.menu import Conversation
from flows.talk import Answers, Change, Given, Heard, Kind, Option, Question, Said, Turn, hear, stand
from flows.themes import MENU
from flows.typed import meant
from flows.understanding.moment import When
from flows.wording.catalog import languages
from flows.wording.render import LONGEST, Reader, render
from storage.outbox import token_of
from storage.terms import Category, Form

DEEPEST, LONGEST_LABEL, LONGEST_TOKEN, LARGEST_ID = 12, 40, 64, 2**63 - 1
NOON = datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001 - the clock on the wall
READERS = tuple(
    Reader(language, form.value, "Europe/Amsterdam", datetime(2026, 11, 21, 10, tzinfo=UTC))
    for language in languages()
    for form in Form
)
GIVENS: tuple[Given, ...] = tuple(
    {
        "known": known,
        "coordinator": coordinator,
        "asker": "Riet",
        "helper": "Vera",
        "to": "Vera",
        "visit": 1,
        "words": "hulp",
    }
    for known in (True, False)
    for coordinator in ("Anja", "")
)
RIET = {"name": "Riet de Wit", "street": "Eikenlaan 12", "postcode": "", "place": "", "phone": "+31612345678"}
HOURS = {"spans": [[1, 960, 1440], [3, 960, 1440]], "absences": [], "limits": [], "open": True, "per_week": None}
WHENS = (
    When(NOON, None, "minute"),
    When(NOON, NOON.replace(hour=18), "part"),
    When(NOON.replace(hour=0), NOON.replace(hour=0, day=25), "day"),
    When(None, NOON, "minute"),
    When(NOON, None, "hour", "WEEKLY;INTERVAL=2;BYDAY=TU"),
)
FACTS: Mapping[str, tuple[Any, ...]] = {  # by the key of the question: what may be heard
    "what": tuple({"category": one.value, "task": task, "words": "x"} for one in Category for task in ("de lamp", "")),
    "when": (*([one.kept()] for one in WHENS), [one.kept() for one in WHENS[:3]]),
    "who": (RIET, {**RIET, "street": "", "phone": ""}),
    "street": (RIET,),
    "kinds": ([], ["garden"], [one.value for one in Category]),
    "hours": (HOURS, {**HOURS, "open": False, "limits": ["dog", "smoke"], "absences": [["2026-12-24", "2027-01-03"]]}),
    "far": (3.0, 0),
    "often": (2,),
    "limits": ([], ["dog"]),
    "until": (1080, 1320),
}
NEVER_TWICE = frozenset({"who", "street", "consent", "words", "send"})  # no listener gives these once they are answered


def _heard(question: Question[Any]) -> Iterator[Heard]:
    """Give every answer worth trying to QUESTION: each option, and facts or words where it takes them."""
    for one in question.kind.options():
        if not one.says:
            yield Heard(option=one.value)
    if question.key in FACTS:
        yield from (Heard(facts={question.key: value}) for value in FACTS[question.key])
    elif isinstance(question.kind, Fact):
        raise AssertionError(f"this walk needs an answer to {question.key!r}")
    elif isinstance(question.kind, Text) or not question.kind.options():
        yield Heard("een paar woorden")


def _walk(row: Conversation, given: Given) -> Iterator[tuple[Answers, Turn]]:
    """Go every way through a conversation; give each stand of it, and the answers it stands on."""
    ways: list[tuple[Answers, Turn]] = [({}, Turn({}, stand(row.flow, given, {})))]
    while ways:
        answers, turn = ways.pop()
        yield answers, turn
        asks = turn.standing.asks
        if asks is None or turn.note is not None:
            continue
        assert len(turn.standing.path) < DEEPEST, f"{row.name} is too long: {turn.standing.path}"
        for heard in (*_heard(asks), Heard()):
            after = hear(row.flow, given, turn.answers, heard, len(turn.standing.path) + 1)
            ways.append((after.answers, after))


def _screens(row: Conversation, givens: tuple[Given, ...] = GIVENS) -> dict[str, tuple[Said, Kind[Any] | None]]:
    """Give all that a conversation may show, each once."""
    shown = dict[str, tuple[Said, Kind[Any] | None]]()
    for given in givens:
        for _, turn in _walk(row, given):
            asks = turn.standing.asks
            said: list[tuple[Said, Kind[Any] | None]] = [(one, None) for one in turn.standing.says]
            if asks is not None:
                words = turn.note or f"{row.name}.{asks.key}"
                said.append((Said(words, asks.facts), asks.kind))
            shown |= {repr(one): one for one in said}
    return shown


CONVERSATIONS = sorted(MENU.conversations)


@pytest.fixture(scope="module", params=CONVERSATIONS)
def screens(request: pytest.FixtureRequest) -> dict[str, tuple[Said, Kind[Any] | None]]:
    """Walk one conversation of the menu."""
    return _screens(MENU.conversations[request.param])


def test_every_screen_can_be_read(screens: dict[str, tuple[Said, Kind[Any] | None]]) -> None:
    """Each question, saying and reason has words in each language and form, is not empty and fits one message."""
    assert screens
    for (said, _), reader in product(screens.values(), READERS):
        _is_readable(said, reader)


def _is_readable(said: Said, reader: Reader) -> None:
    text = render(said.words, said.facts, reader).text
    assert text.strip(), said
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST
    assert not {"{", "}", "*"} & set(text), text


def test_every_button_can_be_read_and_carried(screens: dict[str, tuple[Said, Kind[Any] | None]]) -> None:
    """Each label is there and short, its token is one that a messenger carries, and typed out it means that button."""
    for (_, kind), reader in product(screens.values(), READERS):
        options = kind.options() if kind is not None else ()
        labels = [render(one.words, one.facts, reader).text for one in options]
        assert len(set(labels)) == len(labels)
        assert all(labels)
        for place, (one, label) in enumerate(zip(options, labels, strict=True)):
            assert one.facts or len(label) <= LONGEST_LABEL
            assert len(token_of(LARGEST_ID, str(place)).encode()) <= LONGEST_TOKEN
            assert meant(label, _buttons(options, labels), reader).button == _buttons(options, labels)[place]


def _buttons(options: tuple[Option, ...], labels: list[str]) -> list[dict[str, Any]]:
    return [
        {"label": label, "words": one.words, "deed": "answer", "yes": one.yes, "value": one.value}
        for one, label in zip(options, labels, strict=True)
    ]


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_two_walks_see_the_same(name: str) -> None:
    """A conversation depends on its answers alone: walked twice, it shows the same in the same order."""
    row = MENU.conversations[name]
    assert list(_screens(row, GIVENS[:1])) == list(_screens(row, GIVENS[:1]))


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_whatever_is_changed_can_be_said_back(name: str) -> None:
    """At the read-back each line can be opened again; what a tap or a word changed is said with the new value."""
    row = MENU.conversations[name]
    for answers, turn in list(_walk(row, GIVENS[2]))[:400]:
        asks = turn.standing.asks
        if asks is None or not isinstance(asks.kind, Review) or turn.note is not None:
            continue
        for key in asks.kind.lines:
            for reader in READERS:
                _is_readable(Said(f"review.line.{key}", {}), reader)
            opened = hear(row.flow, GIVENS[2], answers, Change(key), 20)
            assert opened.standing.asks is not None
            assert opened.standing.asks.key == key
        for key in answers.keys() & FACTS.keys() - NEVER_TWICE:
            for value in FACTS[key]:
                _says_back(row, hear(row.flow, GIVENS[2], answers, Heard(facts={key: value}, corrects=True), 20), 20)


def _says_back(row: Conversation, turn: Turn, nth: int) -> None:
    """Go on to the read-back by the last answer of each question; what changed on the way has words there."""
    asks = turn.standing.asks
    assert asks is not None
    if not asks.kind.closing:
        _says_back(row, hear(row.flow, GIVENS[2], turn.answers, list(_heard(asks))[-1], nth + 1), nth + 1)
        return
    for key, reader in product(turn.changed, READERS):
        _is_readable(Said(f"{row.name}.changed.{key}", asks.facts), reader)
