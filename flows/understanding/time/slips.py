"""Slips around a time: words that run together or were cut in two, an hour mistyped, an hour as people say it."""

import re
from collections.abc import Callable

from flows.late import late_pattern
from flows.understanding.number_words import NUMBERS, PLURALS, TEENS, UNITS
from flows.understanding.time.calendar_days import WEEKDAYS
from flows.understanding.words import either, nearest

_HOURS = (*UNITS, *TEENS[:3])
_COUNTED = rf"(?:\d\d?|{either((*UNITS, *TEENS, 'twintig'))})"
_HOUR = either((*UNITS, *TEENS, *PLURALS))
_BEFORE = r"(?:half|kwart over|kwart voor|om|\d over|\d voor)"
_DAY = rf"(?:{either(WEEKDAYS)}|morgen|overmorgen|vandaag)"
_DAY_SLIP = r"[a-z]{2,6}d[ag]{1,2}\b"
_PART = r"(?:ochtend|morgen|middag|avond|nacht)"
_HALF = "hlaf|haf|hafl|halff|halv|harf|hallf|hakf|halluf|haluf|hallef|alf"
_WEEK = r"(?:wek|wekk|weke|wekke|wweek|weelk|eek)"


def _mend_hour(found: re.Match[str]) -> str:
    side, word = found[1] or found[3], found[2] or found[4]
    return f"{side} {word if word in NUMBERS else nearest(word, _HOURS) or word}"


_SLIPS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (late_pattern(pattern), said)
    for pattern, said in (
        # run together
        (r"\bom ?de ?week\b", "om de week"),
        (rf"\b(elke?|iedere?|volgende?|komende?|deze)(?=(?:week|maand|dag|{_DAY})\b)", r"\1 "),
        (rf"\b((?:volgende?|komende?|deze) ?week)(?={either(WEEKDAYS)})", r"\1 "),
        (rf"\b(volgende?|komende?|deze)(?=week {either(WEEKDAYS)})", r"\1 "),
        (rf"\b({_DAY}{_PART}?)(om|van|tussen|rond)?(?=\d)", lambda found: f"{found[1]} {found[2] or ''} "),
        (rf"\b({_DAY}{_PART}?)(om|tussen|rond)\b", r"\1 \2"),
        (rf"(?<=\d)(?={_DAY}\b)", " "),
        (r"\b(van|tussen|vanaf)(?=\d)", r"\1 "),
        (r"(?<=\d)(en|tot)(?=\d)", r" \1 "),
        (r"(?<=\du)s (?=(?:ochtends|morgens|middags|avonds)\b)", " s "),
        # cut in two
        (r"\b(maan|dins|woens|donder|vrij|zater|zon) dag\b", r"\1dag"),
        # mistyped
        (r"\b(elek|ekle|elkee|elle)(?= (?:dag|week|maand|[a-z]+dag)\b)", "elke"),
        (rf"\b(volgende?|komende?|deze|elke|iedere|om de|per) {_WEEK}\b", r"\1 week"),
        (r"(?<=\d) ?(?:ur|uir|uru|urr|iur|uut)\b", " uur"),
        (
            r"\b(half|kwart over|kwart voor|om|\d over|\d voor) ([a-z]{4,7})(?= uur\b)|\b(half) ([a-z]{3,7})\b",
            _mend_hour,
        ),
        (r"\b(\d\d?);(?=[0-5]\d\b)|\b(\d\d?),(?=[0-5]\d ?(?:uur|u)\b)", lambda found: f"{found[1] or found[2]}:"),
        (
            rf"\b(?:{_HALF})\b(?= ?(?:\d|{_HOUR}\b))",
            "half",
        ),
        (rf"\b(kwart|{_COUNTED}) (?:vor|voo|vooor|vorr|foor)(?= (?:half|{_COUNTED}\b))", r"\1 voor"),
        (rf"\b(kwart|{_COUNTED}) (?:oveer|ovr|ovver|oevr|overr|ove)(?= (?:half|{_COUNTED}\b))", r"\1 over"),
        (rf"\b(?:vanaaf|vannaf|vanaff|vanf) (?=(?:de |a\.?s\.? )?(?:\d|nu\b|{_DAY}|{_DAY_SLIP}))", "vanaf "),
        # as people say it
        (r"\bden (?=\d)", "de "),
        (
            rf"\b(?:iets|even|net|kort|vlak) (?:over|na) (?=(?:half |kwart )?(?:\d|{_HOUR}\b))",
            "rond ",
        ),
        (rf"\b((?:na|tegen|rond|voor|tot|vanaf|om|omstreeks|richting) {either(PLURALS)})\b", r"\1 uur"),
        (r"\b(na|tegen|rond|voor|om) (\d\d?)e?n\b", r"\1 \2 uur"),
    )
)


def mend_slips(text: str) -> str:
    """Write a time in folded TEXT as it was meant."""
    for pattern, said in _SLIPS:
        text = pattern.sub(said, text)
    return text
