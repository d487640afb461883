"""What a coordinator is asked who gives a kind of help another name. It only asks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.kinds import Text
from flows.talk import Answers, Given, Said, Talk

MOST_LETTERS = 100  # that are heard; whether it is a name is said afterwards


async def rename(talk: Talk, given: Given) -> str:
    """Ask what a kind of help is called there."""
    return await talk.ask("name", Text(MOST_LETTERS), kind=Said(f"category.{given.get('category', 'other')}", {}))


def hear_name(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Take the words as they are."""
    return {}
