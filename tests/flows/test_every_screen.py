"""A walk past every screen of every conversation: the words are there, in every language and form, and fit."""

from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest

from bot.proof.samples import FACTS, GIVENS
from bot.proof.walk import Screen, answers_to, walk
from bot.proof.walk import screens as every_screen
from flows.kinds import Review
from flows.menu import Conversation
from flows.talk import Change, Heard, Option, Said, Turn, hear
from flows.themes import MENU
from flows.typed import meant
from flows.wording.catalog import languages
from flows.wording.render import LONGEST, Reader, render
from storage.outbox import token_of
from storage.terms import Form

LONGEST_LABEL, LONGEST_TOKEN, LARGEST_ID = 40, 64, 2**63 - 1
READERS = tuple(
    Reader(language, form.value, "Europe/Amsterdam", datetime(2026, 11, 21, 10, tzinfo=UTC))
    for language in languages()
    for form in Form
)
NEVER_TWICE = frozenset({"who", "street", "consent", "words", "send"})  # no listener gives these once they are answered


CONVERSATIONS = sorted(MENU.conversations)


@pytest.fixture(scope="module", params=CONVERSATIONS)
def screens(request: pytest.FixtureRequest) -> dict[str, Screen]:
    """Walk one conversation of the menu."""
    return every_screen(MENU.conversations[request.param])


def test_every_screen_can_be_read(screens: dict[str, Screen]) -> None:
    """Each question, saying and reason has words in each language and form, is not empty and fits one message."""
    assert screens
    for (said, _), reader in product(screens.values(), READERS):
        _is_readable(said, reader)


def _is_readable(said: Said, reader: Reader) -> None:
    text = render(said.words, said.facts, reader).text
    assert text.strip(), said
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST
    assert not {"{", "}", "*"} & set(text), text


def test_every_button_can_be_read_and_carried(screens: dict[str, Screen]) -> None:
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
    assert list(every_screen(row, GIVENS[:1])) == list(every_screen(row, GIVENS[:1]))


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_whatever_is_changed_can_be_said_back(name: str) -> None:
    """At the read-back each line can be opened again; what a tap or a word changed is said with the new value."""
    row = MENU.conversations[name]
    for answers, turn in list(walk(row, GIVENS[2]))[:400]:
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
        _says_back(row, hear(row.flow, GIVENS[2], turn.answers, list(answers_to(asks))[-1], nth + 1), nth + 1)
        return
    for key, reader in product(turn.changed, READERS):
        _is_readable(Said(f"{row.name}.changed.{key}", asks.facts), reader)
