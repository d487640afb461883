"""What stands on a page to proofread: every screen and every letter, each as all who may read it would."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.proof.letters import facts_of, texts_of
from bot.proof.walk import Screen, screens
from flows.alarm.first_words import first_words, soft_check
from flows.kinds import Review
from flows.talk import Kind, Said
from flows.themes import MENU
from flows.wording.catalog import FIRST_LANGUAGE, catalog
from flows.wording.render import Reader, render
from storage.terms import Danger, Form

NOW = datetime(2026, 11, 21, 9, 4, tzinfo=UTC)
ALARM = "alarm"  # the fixed words for danger, which stand in a file of their own
_PARTS = ("date", "clock", "door", "aloud")  # pieces of sentences, proved elsewhere


@dataclass(frozen=True, slots=True)
class Shown:
    """One text with the labels under it."""

    text: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One screen or letter by the id of its words, as each reader has it."""

    words: str
    shown: tuple[Shown, ...]


def readers(languages: tuple[str, ...]) -> tuple[Reader, ...]:
    """Give whoever may read: each language, in each form where it knows two."""
    return tuple(
        Reader(language, form.value, "Europe/Amsterdam", NOW)
        for language in languages
        for form in Form
        if form is Form.U or any(_has_forms(value) for value in catalog(language).values())
    )


def _has_forms(value: Any) -> bool:
    return isinstance(value, dict) and Form.JE.value in value


def chapters() -> tuple[str, ...]:
    """Give what can be proofread: each conversation, each other part of the words, and the words for danger."""
    named = dict.fromkeys(words.split(".")[0] for words in catalog(FIRST_LANGUAGE))
    return (*MENU.conversations, *(one for one in named if one not in (*MENU.conversations, *_PARTS)), ALARM)


def entries(chapter: str, who: tuple[Reader, ...]) -> tuple[Entry, ...]:
    """Give all that stands in CHAPTER. Raises KeyError when there is no such chapter."""
    if chapter not in chapters():
        raise KeyError(chapter)
    if chapter == ALARM:
        return tuple(_alarm(who))
    walked = [_entry(said, kind, who) for said, kind in _once(chapter)] if chapter in MENU.conversations else []
    seen = {one.words for one in walked}
    letters = [words for words in catalog(FIRST_LANGUAGE) if words.split(".")[0] == chapter and words not in seen]
    return (*walked, *(one for words in letters for one in _letters(words, who)))


def _once(conversation: str) -> Iterator[Screen]:
    """Give each screen of a conversation once: not again with another hour or name in it."""
    seen = set[Any]()
    for said, kind in screens(MENU.conversations[conversation]).values():
        alike = (said.words, _shape(said.facts), tuple(one.words for one in _labels(said, kind)))
        if alike not in seen:
            seen.add(alike)
            yield said, kind


def _shape(facts: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple((name, fact.words if isinstance(fact, Said) else bool(fact)) for name, fact in facts.items())


def _labels(said: Said, kind: Kind[Any] | None) -> tuple[Said, ...]:
    """Give what stands on the buttons; where somebody is asked what to change, that is the lines of the read-back."""
    if said.words == "review.which" and isinstance(kind, Review):
        return tuple(Said(f"review.line.{line}", {}) for line in kind.lines)
    return tuple(Said(one.words, one.facts) for one in kind.options()) if kind is not None else ()


def _entry(said: Said, kind: Kind[Any] | None, who: tuple[Reader, ...]) -> Entry:
    return Entry(
        said.words,
        tuple(
            Shown(
                render(said.words, said.facts, one).text,
                tuple(render(label.words, label.facts, one).text for label in _labels(said, kind)),
            )
            for one in who
        ),
    )


def _letters(words: str, who: tuple[Reader, ...]) -> Iterator[Entry]:
    """Give one letter, and where one and many are said in another way, both."""
    value, facts = catalog(FIRST_LANGUAGE)[words], facts_of(words)
    if not any(texts_of(value)):
        return
    several = "'one'" in repr(value)
    for count in (1, 3) if several else (3,):
        yield Entry(words, tuple(Shown(render(words, facts | {"count": count}, one).text) for one in who))


def _alarm(who: tuple[Reader, ...]) -> Iterator[Entry]:
    for danger in Danger:
        said = [first_words(danger, Form(one.form), one.language, "Anja") for one in who]
        yield Entry(danger.value, tuple(Shown(one.text, tuple(label for _, label in one.buttons)) for one in said))
    checks = [soft_check(one.language, Form(one.form)) for one in who]
    yield Entry("check", tuple(Shown(one.text, tuple(label for _, label in one.buttons)) for one in checks))
