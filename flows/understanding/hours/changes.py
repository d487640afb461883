"""What changes in the hours of a helper, sentence by sentence: each against what stands after the one before. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flows.late import late_pattern
from flows.understanding.hours.availability import Available
from flows.understanding.hours.new_hours import change_of, read_away
from flows.understanding.hours.said_when import hear
from flows.understanding.hours.unread import read_unread
from flows.understanding.hours.week_hours import Span
from flows.understanding.words import load

_WORDS: dict[str, list[str]] = load("free")["sentences"]
_END = re.compile(
    r"(?<=\d[.;!])\s+(?=[a-z])|(?<=\w\w\w[.;!])(?<!\b(?:jan|feb|mrt|apr|aug|sep|okt|nov|dec)\.)\s+|\n+", re.I
)
_GOES_ON = late_pattern(rf"^\W*(?:(?:en|maar|and|but) )?(?:{'|'.join(_WORDS['goes_on'])})\b")


def read_change(text: str, today: date, stands: Sequence[Span], *, each: bool = False) -> Available | None:
    """Read what is to stand in place of the hours that STAND; None when TEXT says nothing of the hours in a week.

    A day that is taken away may be the next of its name alone, unless EACH is meant: "vrijdag kan ik niet".
    """
    told = _sentences(text, today)
    if len(told) == 1:
        return change_of(text, today, stands, each=each)
    whole, spans = None, tuple(stands)
    off, unread = list[tuple[date, date]](), list[str]()
    for one in told:
        change = change_of(one, today, spans, each=each)
        off += read_away(one, today) if change is None else change.absences
        unread += read_unread(one, today) if change is None else change.unread
        if change is not None and _words(*change.unread) != _words(one):  # no rule comes of what is all unclear
            spans = change.spans
            limits = (*(whole.limits if whole else ()), *change.limits)
            often = change.max_per_week or (whole.max_per_week if whole else None)
            opens = change.open_ended or bool(whole and whole.open_ended)
            whole = Available(spans, opens, (), tuple(dict.fromkeys(limits)), often)
    return (
        replace(whole, absences=tuple(off), unread=tuple(unread))
        if whole
        else change_of(text, today, stands, each=each)
    )


def _words(*said: str) -> list[str]:
    return [word for one in said for word in re.findall(r"\w+", one)]


def _sentences(text: str, today: date) -> list[str]:
    """Cut TEXT into sentences; one of no more than days stays with the next, one that goes on with that before it."""
    told, ahead = list[str](), False
    for one in filter(None, (one.strip() for one in _END.split(text))):
        if told and (ahead or _GOES_ON.search(one.casefold())):
            told[-1] += f" {one}"
        else:
            told.append(one)
        heard = hear(told[-1], today)
        ahead = not heard.week.said and not heard.off and bool(heard.free)
    return told or [text]
