"""What the words say of somebody who is spoken for, by the key of the question that they answer; pure."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.talk import Answers, Given
from flows.understanding.requests.whom import read_named
from flows.understanding.words import fold

_MYSELF = re.compile(r"\b(?:mij|me|mijzelf|mezelf|ik|ikzelf|me|myself)\b")


def listen(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Look at WORDS for whom it is: one of the names, or whoever writes."""
    people = given.get("people", [])
    nth = read_named(words, [str(one["name"]) for one in people])
    if nth is not None:
        return {"whom": str(people[nth]["id"])}
    return {"whom": str(given["self"])} if given.get("self") and _MYSELF.search(fold(words)) else {}
