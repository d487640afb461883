"""A request that takes itself back at its end: "de hond uitlaten... o nee wacht, dat doet de buurjongen al"."""

from datetime import datetime

from flows.late import late_pattern
from flows.understanding.requests.sentence import understand
from flows.understanding.requests.several import split_tasks
from flows.understanding.words import fold, load
from storage.terms import Intent

_LEXICON = load("intents")["unsaid"]
_TAKES_BACK = late_pattern(rf"[\s.,;!?…-]+(?P<rest>(?:{'|'.join(_LEXICON['begins'])})\b.*)$")
_INSTEAD = late_pattern(rf"\b(?<!laat )(?:{'|'.join(_LEXICON['instead'])})\b")


def takes_itself_back(text: str, now: datetime) -> bool:
    """Say whether TEXT asks for one thing, and says in the end that it is not needed."""
    plain = fold(text)
    found = _TAKES_BACK.search(plain)
    if found is None:
        return False
    before = plain[: found.start()]
    asked, rest = understand(before, now), understand(found["rest"], now)
    if asked.intent is not Intent.REQUEST or asked.category is None or rest.intent is not Intent.CANCEL:
        return False
    another = rest.when is not None and _INSTEAD.search(found["rest"])
    return not another and len(split_tasks(before)) == 1
