"""Recognises danger by its kind. Needs nothing but its own lists.

signs.toml, kinds/ .. what people write when there is danger (read by signs.py)
meanings.toml ....... words that mean the same (read by traces.py)
learned.bin ......... what was learned from lines that people wrote (read by learned.py)
"""

import re
from functools import lru_cache
from pathlib import Path

from flows.alarm.learned import HEADS, WEIGHTS, Learned
from flows.alarm.readers import Alarm, Readers
from flows.alarm.signs import Signs
from flows.alarm.traces import Tracer
from flows.late import Late
from flows.learned.heads import unpack
from storage.terms import Danger

_ROOM = Path(__file__).parent
_HELP = re.compile(r"\W*(help|hulp)\W*", re.ASCII | re.IGNORECASE)


@lru_cache(maxsize=256)  # it is looked at as it comes in, and again at the desk
def look(text: str) -> Alarm | None:
    """Look for danger in TEXT; None when there is none.

    A bare "help" asks what can be asked here, unless it is shouted.
    """
    bare = _HELP.fullmatch(text)
    if bare is not None:
        return Alarm(Danger.BODY, certain=False) if "!" in text or bare[1].isupper() else None
    return _READERS().look(text)


def reasons(text: str) -> list[tuple[str, str]]:
    """Give what the danger in TEXT was read from: which reader, and the words that it stands on."""
    return _READERS().explain(text)


def _read_lists() -> Readers:
    signs = Signs(_ROOM / "signs.toml")
    tracer = Tracer(_ROOM / "meanings.toml", signs.plain)
    return Readers(signs, Learned(unpack((_ROOM / WEIGHTS).read_bytes(), HEADS, WEIGHTS)[1], tracer))


_READERS = Late(_read_lists)
