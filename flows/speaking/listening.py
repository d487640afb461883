"""What the words say of somebody who is spoken for, by the key of the question that they answer; pure."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.help import listening
from flows.talk import Answers, Given
from flows.understanding.requests.whom import read_how, read_named
from flows.understanding.words import fold

_MYSELF = re.compile(r"\b(?:mij|me|mijzelf|mezelf|ik|ikzelf|me|myself)\b")

_FEW = 3  # words that may be a name and no more


def hear_how(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Look at WORDS for how somebody goes on who asks for another; of them, a sentence alone is no name."""
    facts = dict(listening.listen(words, now, answers, given))
    who, how = facts.get("who"), read_how(words)
    sentence = who and not who["street"] and not who["phone"] and len(words.split()) > _FEW
    if "how" not in answers and (how or sentence):
        facts.pop("who", None)
    return facts | ({"how": how} if how else {})


def listen(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Look at WORDS for whom it is: one of the names, or whoever writes."""
    people = given.get("people", [])
    nth = read_named(words, [str(one["name"]) for one in people])
    if nth is not None:
        return {"whom": str(people[nth]["id"])}
    return {"whom": str(given["self"])} if given.get("self") and _MYSELF.search(fold(words)) else {}
