"""The lexicon of kinds of help: a file that is wrong says where, and what to do."""

from typing import Any

import pytest

from flows.understanding.requests.lists import check_kinds, read_kinds
from flows.understanding.words import load
from flows.word_lists import BadList
from storage.terms import Category


def kinds(**changed: Any) -> dict[str, Any]:
    """Give a file of kinds in which all is right but what was CHANGED."""
    lists = {"sure": [], "phrases": [], "strong": ["lamp"], "weak": []}
    return {**{one.value: lists for one in Category}, "common": {"words": []}, **changed}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"gardn": {"strong": ["gras"]}}, r"\[gardn\]: there is no such kind of help; take one of groceries"),
        ({"garden": {"words": ["gras"]}}, r"\[garden\] words: there is no such list; take one of sure, phrases"),
        ({"garden": {"strong": "gras"}}, r"\[garden\] strong: this must be a list"),
        ({"garden": ["gras"]}, r"\[garden\]: this must be a section"),
        ({"garden": {"strong": [""]}}, r"\[garden\] strong: '' is no word"),
        ({"garden": {"strong": [7]}}, r"\[garden\] strong: 7 is no word"),
        (
            {"garden": {"strong": ["gras"], "weak": ["gras"]}},
            r'\[garden\] weak: "gras" stands in strong already; keep one',
        ),
        ({"garden": {"strong": ["heg KIN"]}}, r'\[garden\] strong: "heg KIN": \* and KIN only work in phrases'),
        ({"garden": {"phrases": ["* heg"]}}, r'\[garden\] phrases: "\* heg": \* stands between two words'),
        ({"common": {"words": ["twee woorden"]}}, r'\[common\] words: "twee woorden" must be one word'),
    ],
)
def test_wrong_entry_is_named(changed: dict[str, Any], says: str) -> None:
    """Whatever is wrong in a list, the error names the file, the section, the list and the entry, and what to do."""
    with pytest.raises(BadList, match=r"categories\.toml, " + says):
        check_kinds(kinds(**changed), load("parts"))


def test_missing_kind_is_named() -> None:
    """A kind of help that has no words is missed at once."""
    with pytest.raises(BadList, match=r"\[pets\]: this kind has no words"):
        check_kinds({one: lists for one, lists in kinds().items() if one != "pets"}, load("parts"))


@pytest.mark.parametrize("joints", ["en", [], [7]])
def test_wrong_pattern_is_named(joints: Any) -> None:
    """Signs that are no list of patterns are refused, in the file where they stand."""
    with pytest.raises(BadList, match=r"parts\.toml, joints: "):
        check_kinds(kinds(), {**load("parts"), "joints": joints})


def test_words_may_be_written_as_people_write() -> None:
    """Capitals and accents in a list do no harm."""
    found = check_kinds(kinds(pets={"strong": ["Volière"], "phrases": ["op KIN passen"]}), load("parts"))
    assert (found.kinds[Category.PETS]["strong"], found.kinds[Category.PETS]["phrases"]) == (
        ("voliere",),
        ("op KIN passen",),
    )


def test_our_own_lists_are_right() -> None:
    """What lies in the house is fit to use, and every kind has words enough to be guessed by."""
    assert all(sum(map(len, lists.values())) >= 100 for lists in read_kinds().kinds.values())
