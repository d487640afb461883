"""The words: complete in every language, used, short, and safe for any name."""

import ast
import re
import string
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import flows
from flows.daywork.helpers import ONLY
from flows.daywork.requests import WAYS
from flows.groups import NUMBERED, PLAIN, TOPICS
from flows.help.deeds.waves import Held
from flows.help.homes import ASKABLE
from flows.help.life import Deed
from flows.help.matching import WHY_NOT
from flows.talk import Said
from flows.themes import MENU
from flows.wording.catalog import catalog, languages, template
from flows.wording.render import LONGEST, Reader, Rendered, joined, plain, render
from storage.terms import Audience, Category, Check, Danger, Standing, VisitState

LANGUAGES = languages()
MOST_WORDS = 20
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
READER = Reader("nl", "u", "Europe/Amsterdam", NOW)
DOTTED = re.compile(r"[a-z_]+(\.[a-z_0-9]*[a-z0-9])+")
NO_WORDS = frozenset({"when.not"})  # a fact that bears a dot, and no id
LIMITS = (*ASKABLE, "lifting", "night", "car")
FAMILIES: Mapping[str, tuple[object, ...]] = {  # ids that the code puts together, and of what
    "category.{}": tuple(Category),
    "category.button.{}": tuple(Category),
    "doing.{}": tuple(Category),
    "helps.{}": tuple(Category),
    "public.{}": tuple(Category),
    "state.{}": tuple(VisitState),
    "event.visit.{}": tuple(Deed),
    "task.code.{}": (*Danger, "cannot_call", "no_show", "contradiction", "silence"),
    "welcome.{}": ("resident", "helper", "coordinator", "attention", "desk", "referrer"),
    "help.{}": ("resident", "helper", "coordinator", "attention", "desk", "referrer"),
    "group.waits.{}": (*PLAIN, *NUMBERED),
    "group.here.{}": TOPICS,
    "language.{}": LANGUAGES,
    "weekday.{}": tuple(range(7)),
    "number.{}": tuple(range(13)),
    "clock.{}": tuple(f"{minute:02d}" for minute in range(0, 60, 5)),
    "after.because.{}": ("nobody_home", "called_off", "could_not"),
    "again.{}": ("asked", "searching", "agreed"),
    "home.ask.{}": ASKABLE,
    "limit.not.{}": LIMITS,
    "remind.asker_{}": ("evening", "soon"),
    "remind.helper_{}": ("evening", "soon"),
    "rest.sure_{}": ("admitted", "died"),
    "rest.done_{}": ("admitted", "died"),
    "loss.{}": ("admitted", "died"),
    "who.held.{}": tuple(Held),
    "who.why.{}": (*WHY_NOT, "there"),
    "helpers.none_{}": ONLY,
    "helpers.head_{}": ONLY,
    "helpers.line_{}": ("new", "known", "away"),
    "helpers.check.{}": tuple(Check),
    "helpers.standing.{}": tuple(Standing),
    "ending.asker_{}": ("cancel", "pass_on"),
    "request.consent.{}": (*WAYS, "other"),
    "outcry.{}": ("store", "full"),
    "half.{}": ("vraag", "wie", "wijs"),
    "kept.messages_{}": ("yes", "no"),
    "telling.to.{}": tuple(Audience),
    "telling.missed.{}": ("closed", "refused", "doubt"),
    "without_words.{}": ("voice", "photo", "sticker", "other"),
}
TO_COORDINATORS = (  # a new section for their eyes only belongs here
    *(
        *("today.", "correct.", "double.", "ending.", "note.", "page.", "helpers.", "checks."),
        "who.",
        "usage.",
        "half.",
        "errand.",
        "details.",
        "alert.",
        "approve.",
        "assign.",
        "duty.",
        "event.",
        "help.coordinator",
        "ill.",
        "on_behalf.",
        "open.",
        "request.",
    ),
    *("call.", "by_phone.", "ringing.", "concerns.", "look_again.", "concern_note."),
    *("moving.link", "moving.which", "relative.whose", "outcry."),
    *(
        "figures.",
        "group.",
        "loss.how",
        "rest.",
        "task.",
        "taxi.",
        "weather.how",
        "weather.decide",
        "welcome.coordinator",
        "whom.",
    ),
    *("log.", "invite.", "export.", "second.", "revoke.", "forget.", "choice.", "rename.", "holder.coordinator"),
    *("telling.", "bulletin.", "for_one.", "messages.for_", "small.duty"),
)
NAMES_A_FORM = frozenset(
    {"help.resident", "help.helper", "on_behalf.done_phone", "child.hello", "child.waits"}
)  # it says "u" of another or as a word, or speaks to a child
BY_PATH = ("date.", "clock.", "review.line.", *(f"{name}." for name in MENU.conversations))  # walked by other tests


def _variants(value: object) -> Iterator[str]:
    for one in value.values() if isinstance(value, dict) else [value]:
        if isinstance(one, dict):
            yield from _variants(one)
        elif isinstance(one, str):
            yield one


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


ALL_TEXTS = [(language, words) for language in LANGUAGES for words in catalog(language)]


@cache
def _sources() -> tuple[ast.Module, ...]:
    return tuple(ast.parse(path.read_text("utf-8")) for path in Path(flows.__path__[0]).rglob("*.py"))


def _nodes() -> Iterator[ast.AST]:
    for tree in _sources():
        yield from ast.walk(tree)


def _is_note(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("note", "log")


@cache
def _noted() -> frozenset[str]:
    """Give the codes of what is written down as having happened; they are no words."""
    calls = [node for node in _nodes() if isinstance(node, ast.Call) and _is_note(node)]
    return frozenset(str(call.args[0].value) for call in calls if call.args and isinstance(call.args[0], ast.Constant))


@cache
def _said() -> frozenset[str]:
    found = {node.value for node in _nodes() if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return frozenset(one for one in found if DOTTED.fullmatch(one))


@cache
def _composed() -> tuple[re.Pattern[str], ...]:
    strings = [node for node in _nodes() if isinstance(node, ast.JoinedStr) and len(node.values) > 1]
    parts = [
        [re.escape(str(v.value)) if isinstance(v, ast.Constant) else r"[\w.]+" for v in one.values] for one in strings
    ]
    return tuple(re.compile("".join(one)) for one in parts if re.match(r"[a-z_]+\\\.", one[0]))


def test_every_language_has_every_id() -> None:
    """What can be said in one language can be said in all."""
    for language in LANGUAGES:
        assert catalog(language).keys() == catalog("nl").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_facts(language: str) -> None:
    """A text holds the same facts in each language and form; only the number may be left to the plural."""
    number = {"count", "step"}
    for words, value in catalog(language).items():
        first = set[str]().union(*map(_facts, _variants(catalog("nl")[words])))
        for one in _variants(value):
            assert _facts(one) | number == first | number or words.startswith("clock."), words


def test_every_id_that_the_code_names_exists() -> None:
    """No path through the code ends at words that nobody wrote."""
    heads = {words.split(".")[0] for words in catalog("nl")}
    named = {one for one in _said() if one.split(".")[0] in heads}
    assert named - set(catalog("nl")) - MENU.deeds.keys() - _noted() - NO_WORDS == set()


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_id_that_is_put_together_exists(family: str) -> None:
    """Where an id is made of a code, there are words for each code."""
    for one in FAMILIES[family]:
        assert family.format(one) in catalog("nl")


def test_whatever_may_befall_a_visit_can_be_told() -> None:
    """The history of a request has words for every code that is written down about a visit."""
    told = {one for one in _noted() if one.split(".")[0] in ("visit", "offer", "promise", "letter")}
    assert {f"event.{one}" for one in told} <= catalog("nl").keys()


def test_no_words_are_left_over() -> None:
    """Every text is said somewhere.

    Practice: i3.complete
    """
    used = _said() | {family.format(one) for family, codes in FAMILIES.items() for one in codes}
    composed = [one for one in _composed() if not one.pattern.startswith(("date", "clock"))]
    left = [words for words in catalog("nl") if words not in used and not words.startswith(BY_PATH)]
    assert [words for words in left if not any(one.fullmatch(words) for one in composed)] == []


def test_sentences_are_short() -> None:
    """No Dutch sentence has more than twenty words."""
    for words, value in catalog("nl").items():
        for text in _variants(value):
            for sentence in re.split(r"[.!?:;](?=\s|\"|$)|\n", text):
                assert len(sentence.split()) <= MOST_WORDS, (words, sentence)


def _speaks(text: str, form: str) -> bool:
    return re.search(rf"\b({'u|uw|uzelf' if form == 'u' else 'je|jij|jou|jouw|jezelf'})\b", text, re.I) is not None


def test_whoever_is_spoken_to_hears_their_own_form() -> None:
    """What speaks to somebody is written with u and with je, and never mixes the two; coordinators read je.

    Practice: 7.form
    """
    for words, value in catalog("nl").items():
        if words in NAMES_A_FORM:
            continue
        both = value if isinstance(value, dict) and value.keys() <= {"u", "je"} else {"je": value}
        for form, texts in both.items():
            other = "je" if form == "u" else "u"
            assert not [one for one in _variants({"": texts}) if _speaks(one, other)], words
            if len(both) == 1 and not words.startswith(TO_COORDINATORS):
                assert not [one for one in _variants({"": texts}) if _speaks(one, form)], f"{words} has no u and je"


@pytest.mark.parametrize("language", LANGUAGES)
def test_door_words_differ(language: str) -> None:
    """There are enough door words for a village, each one word that no other begins with."""
    words: list[str] = catalog(language)["door.words"]
    assert len(set(words)) == len(words) >= 50
    assert all(re.fullmatch("[a-z]+", one) for one in words)
    assert not [(one, other) for one in words for other in words if one != other and other.startswith(one)]


MAY_BE_UNKNOWN = frozenset({"by", "phone", "address", "street", "task", "duty", "first", "no_phone", "called"})


def test_a_sentence_is_not_lost_where_something_is_unknown() -> None:
    """Where a name, a number or an hour is not known, its line is left out, and what is asked still stands there."""
    certain = (
        "date.",
        "hours.",
        "reason.",
        "promise.",
        "card.",
        "remind.",
        "task.along_",
        "task.at_visit",
        "after.",
        "noted.",
        "button.write_to",
        "open.",
        "on_behalf.",
        "taxi.line",
        "call.",
        "ringing.",
        "read_out.",
        "concerns.",
        "rest.",
        "weather.days",
    )
    for words, value in catalog("nl").items():
        for text in _variants(value):
            rest = [line for line in text.strip("\n").split("\n") if not _facts(line) & MAY_BE_UNKNOWN]
            assert words.startswith(certain) or rest, words
            assert words.startswith(certain) or ("?" in text) == ("?" in "".join(rest)), words


def _some_fact(name: str, style: str, text: str) -> Any:
    if style in ("by", "clock", "part", "time"):
        return NOW
    return 2 if style == "word" or name == "count" else text


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(ALL_TEXTS), st.text(max_size=40), st.sampled_from(("u", "je")))
def test_no_fact_changes_what_is_bold(which: tuple[str, str], fact: str, form: str) -> None:
    """Whatever somebody is called or writes, bold is what is bold in the template, counted as Telegram counts."""
    language, words = which
    if not isinstance(next(_variants(catalog(language)[words]), None), str):
        return
    reader = Reader(language, form, "Europe/Amsterdam", NOW)
    text = template(words, language, form, 2)
    styles = {name: style or "" for _, name, style, _ in string.Formatter().parse(text) if name}
    facts = {name: _some_fact(name, style, fact) for name, style in styles.items()} | {"count": 2}
    rendered = render(words, facts, reader)
    units = rendered.text.encode("utf-16-le")
    assert len(units) // 2 <= LONGEST
    bold = [units[2 * offset : 2 * (offset + length)].decode("utf-16-le") for offset, length in rendered.bold]
    kept = [line for line in text.split("\n") if fact or not _text_facts(line)]
    marked = [piece for line in kept for piece in line.split("*")[1::2]]
    if "new" not in styles.values():
        assert len(bold) == len(marked)
        for shown, piece in zip(bold, marked, strict=True):
            fixed = re.split(r"\{[^}]*\}", piece)
            assert shown.casefold().startswith(fixed[0].casefold())
            assert shown.casefold().endswith(fixed[-1].casefold())


def _text_facts(line: str) -> bool:
    parsed = [(name, style or "") for _, name, style, _ in string.Formatter().parse(line) if name]
    return any(isinstance(_some_fact(name, style, "x"), str) for name, style in parsed)


def test_bold_is_counted_in_utf16() -> None:
    """A sign that takes two units moves what comes behind it by two; words within words keep their bold."""
    rendered = render("which.going", {"asker": "😀 Ömer", "when": "nu", "word": "molen"}, READER)
    units = rendered.text.encode("utf-16-le")
    assert [units[2 * at : 2 * (at + long)].decode("utf-16-le") for at, long in rendered.bold] == ["😀 Ömer", "molen"]
    promise = Said("promise.write", {"by": NOW})
    for words, fact in (("asker.searching_later", "promise"), ("reason.met", "asker")):
        said = render(words, {fact: promise}, READER)
        assert [said.text[at : at + long] for at, long in said.bold] == ["vanochtend om tien uur (10.00 uur)"]


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x07", "\u00ad"])
def test_nobody_hides_in_a_name(hidden: str) -> None:
    """What turns text around or cannot be seen is taken out of what people write; emoji stay whole."""
    assert plain(f"Vera{hidden}Jansen") == "VeraJansen"
    assert plain("👨\u200d🌾\nhoi") == "👨\u200d🌾\nhoi"


def test_braces_and_stars_in_a_fact_stay_as_they_are() -> None:
    """Facts are filled in, never read."""
    assert render("after.thanks", {"first": "{word}", "words": "*heel* {0} lief"}, READER) == Rendered(
        'Van {word}, voor u: "*heel* {0} lief"'
    )


@given(st.text(max_size=5), st.integers(4000, 4200))
def test_a_text_too_long_is_cut_between_signs(end: str, length: int) -> None:
    """What one message cannot hold is cut, never in the middle of a sign, and bold beyond the cut is gone."""
    whole = joined([Rendered("😀" * (length // 2) + end, ((0, 2), (length, 1)))])
    assert len(whole.text.encode("utf-16-le")) // 2 <= LONGEST
    assert all(at + long <= len(whole.text.encode("utf-16-le")) // 2 for at, long in whole.bold[:1])
