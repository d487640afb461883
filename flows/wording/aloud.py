"""What is written in a chat, as it is said aloud on the phone: in words of its own, or without what only a chat can do.

An id has words of its own where `read_out.` stands before it in the language's file. Of all others those sentences are
left out that speak of tapping and typing; they are looked for in the template, never in what somebody wrote.
"""

import re
from functools import cache
from typing import Any

from flows.wording.catalog import catalog, template

_SENTENCE = re.compile(r"(?<=[.!?:]) +")


def has_own_words(words: str, language: str) -> bool:
    """Say whether the id WORDS is said aloud in words of its own."""
    return f"read_out.{words}" in catalog(language)


def spoken_template(words: str, language: str, form: str, count: object = None) -> str:
    """Give the text of the id WORDS as it is said aloud; whole where nothing else would be left of it."""
    if has_own_words(words, language):
        return template(f"read_out.{words}", language, form, count)
    written = template(words, language, form, count)
    lines = [_without_chat(line, language) for line in written.split("\n")]
    left = "\n".join(one for one in lines if one)
    return left or written


def _without_chat(line: str, language: str) -> str:
    return " ".join(one for one in _SENTENCE.split(line) if not _only_in_chat(language).search(one))


@cache
def _only_in_chat(language: str) -> re.Pattern[str]:
    """Give what to look for in a sentence that makes no sense without a screen."""
    listed: Any = catalog(language)["aloud.only_in_chat"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b|(?:^| )/\w", re.IGNORECASE)
