"""Everything people read can be read by everybody: short labels, short sentences, one question, plain words."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import flows
from bot.proof.letters import facts_of, texts_of
from bot.proof.sheet import Entry, chapters, entries, readers
from flows.themes import MENU
from flows.wording.catalog import catalog, languages
from flows.wording.render import render

WHO = readers(languages())
LONGEST_LABEL = 30  # what a phone with large letters shows of a button that fills the line
LONGEST_TEXT = 540  # what stands on one screen of a phone, with every line filled in that may be left out
MOST_WORDS, MOST_ON_AVERAGE = 20, 15  # of a sentence, for B1
LONGEST_NAME = "Wilhelmina"
A_MOMENT = frozenset(
    {"when.this", "when.rhythm", "which.this", "several.times"}
)  # a day and an hour: as short as that allows
IN_FIGURES = (
    "call.",  # what only helpers and coordinators read: they hear the hour in figures
    *("offer", "hours.", "new_hours.", "withdraw.", "card.helper", "card.cancelled", "card.stripped", "remind.helper_"),
    *("reason.", "doorstep.and_now", "which.going", "move.not_you", "move.done", "weather.helper", "weather.on_helper"),
    *("series.helper_", "several.new_word", "ride.line.there_at", "homeward.tomorrow", "duty.", "task.", "telling."),
    *(
        "log.",
        "today.",
        "helpers.",
        "buddy.",
        "who.",
        "correct.",
        "ending.off_helper",
        "open.",
        "request.",
        "event.",
        "rest.",
        "on_behalf.",
        "group.",
        "still.",
        "assign.",
        "taxi.",
        "ill.",
        "state.",
    ),
)
DUTCH = re.compile(
    r"\b(aan|als|bij|dan|dat|de|deze|dit|een|en|er|geen|het|hij|hoe|ik|je|jij|kan|naar|niet|nog|ook|tot|uit|uur|"
    r"uw|van|voor|wat|wie|wij|wilt|zij|zijn)\b",
    re.I,
)
SAID_IN_DUTCH = re.compile(
    r"Riet de Wit|Mien van Dijk|ik sta om twee uur klaar|de bushalte bij de kerk|de dokter|de lamp( ophangen)?|"
    r"een paar woorden",
    re.I,
)
FIGURES = re.compile(r"\b\d{1,2}(\.\d\d uur|:\d\d)")
ITS_EXAMPLE_ASKS = frozenset({"welcome.resident"})
ONE_THING = frozenset(  # asked once in a life: name, address and number are who somebody is; a street has its number
    {"ask_for_help.who", "offer_help.who", "on_behalf.who"}
    | {"ask_for_help.street", "on_behalf.street", "unclear.street"}
)
ASKS = {
    "nl": r"\b(hoe|waar|waarmee|waarom|wanneer|wat|welk|welke|wie)\b",
    "en": r"\b(how|where|why|when|what|which|who)\b",
}
DIFFICULT = re.compile(  # what a form says and a neighbour does not
    r"\b(aanvang|aanvraag|accorder\w*|alsmede|annuler\w*|applicatie|betreffende|bevestig\w*|conform|derhalve|"
    r"desbetreffende|desgewenst|echter|eventue\w*|facilit\w*|geautoriseerd|gelieve|indien|informatie|initi\w+|"
    r"melding|middels|mits|momenteel|naderhand|omtrent|ongedaan|ongeldig|optie|procedure|reeds|registr\w*|"
    r"relevant|status|teneinde|tenzij|tevens|uitsluitend|verifi\w*|verstrek\w*|verwerk\w*|vooralsnog|"
    r"voorafgaand\w*|zodanig)\b",
    re.I,
)


@cache
def _entries(chapter: str) -> tuple[Entry, ...]:
    return entries(chapter, WHO)


def _texts(chapter: str) -> Iterator[tuple[str, str, str]]:
    """Give (id, language, text) of all that stands in CHAPTER."""
    for entry in _entries(chapter):
        for reader, shown in zip(WHO, entry.shown, strict=True):
            yield entry.words, reader.language, shown.text


def _sentences(text: str) -> list[str]:
    """Give the sentences as they are read aloud: without the figures that stand in brackets behind an hour."""
    said = re.sub(r" \([^)]*\)", "", text)
    return [one for one in re.split(r"[.!?:;](?=\s|\"|$)|\n", said) if one.strip()]


def _labels() -> set[str]:
    """Give the ids of all that stands on buttons: (words, deed) in a call or a row, and what an Option says."""
    deeds, found = MENU.deeds.keys() | {"read", "answer", "change", "ask_again"}, set[str]()
    for path in Path(flows.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            row = node.elts if isinstance(node, ast.Tuple) else node.args if isinstance(node, ast.Call) else []
            text = [one.value if isinstance(one, ast.Constant) else None for one in row[:2]]
            is_option = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Option"
            if len(text) == 2 and (is_option or text[1] in deeds):
                found.add(str(text[1] if is_option else text[0]))
    families = ("category.button.", "review.line.", "hours.until.", "after.because.", "review.drop", "review.keep")
    return {one for one in catalog("nl") if one in found or one.startswith(families)}


def test_no_label_is_cut_off() -> None:
    """A button says what it does also on a phone with large letters and under a long name."""
    labels = _labels()
    assert {"offer.yes", "task.pick_up", "review.ok", "button.write_to"} <= labels
    for words in sorted(labels - A_MOMENT):
        names = dict.fromkeys(("first", "name", "helper", "asker", "coordinator"), LONGEST_NAME)
        for reader in WHO:
            label = render(words, facts_of(words) | names, reader).text
            assert len(label) <= LONGEST_LABEL, (words, label)


@pytest.mark.parametrize("chapter", chapters())
def test_labels_of_one_message_differ(chapter: str) -> None:
    """No two buttons under one message say the same."""
    for entry in _entries(chapter):
        for shown in entry.shown:
            assert len({one.casefold() for one in shown.labels}) == len(shown.labels), entry.words


@pytest.mark.parametrize("chapter", chapters())
def test_sentences_are_b1(chapter: str) -> None:
    """With names, days and hours filled in, a sentence has at most twenty words, several fifteen on average."""
    for words, _, text in _texts(chapter):
        assert len(text) <= LONGEST_TEXT or words == "help.coordinator", (words, len(text))
        lengths = [len(one.split()) for one in _sentences(text)]
        assert max(lengths) <= MOST_WORDS, (words, text)
        assert len(lengths) == 1 or sum(lengths) / len(lengths) <= MOST_ON_AVERAGE, (words, text)


@pytest.mark.parametrize("chapter", chapters())
def test_a_message_asks_one_question(chapter: str) -> None:
    """At most one line of a message ends in a question, and that question asks for one thing.

    A question with an answer behind it on its line ("Twijfelt u? Laat de deur dicht.") is a condition.
    Practice: 7.one_question
    """
    for words, language, text in _texts(chapter):
        asking = [line for line in text.splitlines() if line.rstrip('" ').endswith("?")]
        assert len(asking) <= 1 or words in ITS_EXAMPLE_ASKS, (words, text)
        for question in re.findall(r"[^.!?:;\n]*\?", text):
            told = len(re.findall(ASKS[language], question, re.I))
            assert told <= 1 or words in ONE_THING | ITS_EXAMPLE_ASKS, (words, question)


@pytest.mark.parametrize("chapter", chapters())
def test_words_are_plain(chapter: str) -> None:
    """No Dutch text has a word of forms and offices in it."""
    for words, language, text in _texts(chapter):
        assert language != "nl" or not DIFFICULT.search(text), (words, DIFFICULT.findall(text))


@pytest.mark.parametrize("chapter", chapters())
def test_askers_hear_the_clock_as_people_say_it(chapter: str) -> None:
    """What an asker may read has no bare figures for the hour: they stand in brackets behind the words.

    Practice: 7.dates
    """
    for words, _, text in _texts(chapter):
        bare = FIGURES.search(re.sub(r"\([^)]*\)", "", text))
        assert not bare or words.startswith(IN_FIGURES) or words in A_MOMENT, (words, text)


def test_english_is_english() -> None:
    """No Dutch word is left in an English text, but for names and for what people wrote themselves."""
    for chapter in chapters():
        for words, language, text in _texts(chapter):
            left = DUTCH.findall(SAID_IN_DUTCH.sub("", text))
            assert language != "en" or not left or words == "language.which", (words, left, text)


COMMAND = re.compile(r"(?<![\w/])/([a-z_]+)")


@pytest.mark.parametrize("chapter", chapters())
def test_commands_that_are_named_exist(chapter: str) -> None:
    """A text names a command as its own language has it: in Dutch by the first name of it, in English by another."""
    for words, language, text in _texts(chapter):
        for name in COMMAND.findall(text):
            known = MENU.commands.get(name) or MENU.group_commands.get(name)
            assert known is not None, (words, name)
            assert len(known.names) == 1 or (known.names[0] == name) == (language == "nl"), (words, name)


def test_buttons_that_are_named_exist() -> None:
    """Where a text says which button to tap, there is a button of that name."""
    for language in languages():
        tap = {"nl": r"Tik (?:dan |op je kaart |op uw kaart )*op ", "en": r"[Tt]ap "}[language]
        known = {_label(words, language) for words in _labels()}
        for words, value in catalog(language).items():
            for text in texts_of(value):
                for said in re.findall(rf"{tap}(?!de knop|het bestand|the button|the file)([^.\n]+)", text):
                    assert any(said.startswith(one) for one in known), (words, said)


def _label(words: str, language: str) -> str:
    """Give what stands on a button, up to a name in it."""
    return next(texts_of(catalog(language)[words])).split("{")[0].strip() or "\n"
