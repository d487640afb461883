"""From an id of words, their facts and who reads them to finished text. Facts are only ever filled in, never parsed.

In a template `{fact}` stands for a fact, `{fact:style}` for a fact said in a certain way, and `*words*` for bold.
A line of which a fact is empty is left out, and so is one whose `{fact:new}` stands in the line above it.
Of words within words `{fact:head}` says the first line alone.
"""

import string
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from flows.talk import Said
from flows.understanding.time.moment import When
from flows.wording.aloud import spoken_template
from flows.wording.catalog import FIRST_LANGUAGE, catalog, template
from flows.wording.dates import (
    say_by,
    say_clock,
    say_clock_alone,
    say_date,
    say_day,
    say_daypart,
    say_moment,
    say_month,
    say_time,
    say_when,
)
from flows.wording.rhythm import say_rhythm

UNSEEN = "…"  # in the place of words in which there is nothing to see: a line without them would say nothing
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters that are drawn as nothing
LONGEST = 4096  # UTF-16 units in one message; Source: Telegram Bot API, sendMessage


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: their language, how they are addressed, their time zone, and when."""

    language: str
    form: str
    zone: str
    now: datetime
    aloud: bool = False  # it is read out to them, by phone
    names: Mapping[str, str] = field(default_factory=dict)  # what their community calls kinds of help, by code


@dataclass(frozen=True, slots=True)
class Rendered:
    """Finished text, and its bold stretches as (offset, length) in UTF-16 units."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()


def render(words: str, facts: Mapping[str, Any], reader: Reader) -> Rendered:
    """Say the id WORDS with FACTS to READER. Raises KeyError when the id or one of its facts does not exist."""
    words, facts = _own(words, facts, reader) if reader.names else (words, facts)
    lines: list[Rendered] = []
    written = spoken_template if reader.aloud else template
    for one in written(words, reader.language, reader.form, facts.get("count")).split("\n"):
        line = _line(one, facts, reader, above=lines[-1].text if lines else "")
        if line is not None:
            lines.append(line)
    return joined(lines)


def _own(words: str, facts: Mapping[str, Any], reader: Reader) -> tuple[str, Mapping[str, Any]]:
    """Give what is said instead where WORDS speak of a kind of help that has another name there."""
    room, _, code = words.rpartition(".")
    if code not in reader.names or f"own_name.{room}" not in catalog(FIRST_LANGUAGE):
        return words, facts
    return f"own_name.{room}", {**facts, "own_name": reader.names[code]}


def joined(parts: list[Rendered], between: str = "\n") -> Rendered:
    """Put several texts one below the other, cut to what one message can hold."""
    text, bold = "", list[tuple[int, int]]()
    for part in parts:
        text += between if text else ""
        at = _units(text)
        bold += [(at + offset, length) for offset, length in part.bold]
        text += part.text
    if _units(text) > LONGEST:
        text = text.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
        bold = [(offset, length) for offset, length in bold if offset + length <= LONGEST - 1]
    return Rendered(text, tuple(bold))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _line(line: str, facts: Mapping[str, Any], reader: Reader, above: str) -> Rendered | None:
    """Fill in one line; None when one of its facts is empty, or said already in the line above where it must be new."""
    text, opened, bold = "", None, list[tuple[int, int]]()
    for literal, name, style, _ in string.Formatter().parse(line):
        for nth, piece in enumerate(literal.split("*")):
            if nth and opened is None:
                opened = _units(text)
            elif nth and opened is not None:
                bold, opened = [*bold, (opened, _units(text) - opened)], None
            text += piece
        if name is None:
            continue
        filled = _fill(facts[name], style or "", reader, within=text.rstrip(" *")[-1:].isalnum() or text[-2:] == ", ")
        said = filled.text
        if not said or (style == "new" and said.casefold() in above.casefold()):
            return None
        bold += [(_units(text) + offset, length) for offset, length in filled.bold if opened is None]
        begins = not text.strip("- ") and not said.startswith("https://")
        text += said[0].upper() + said[1:] if begins else said
    return Rendered(text, tuple(bold))


def _fill(fact: Any, style: str, reader: Reader, within: bool) -> Rendered:
    """Say one fact, WITHIN a sentence or by itself; words within words keep their bold."""
    if isinstance(fact, When) and style != "rhythm":
        return Rendered(say_when(fact, reader.language, spoken=style == "clock", within=within))
    if not isinstance(fact, Said):
        return Rendered(say(fact, style, reader))
    whole = render(fact.words, fact.facts, reader)
    return _head(whole) if style == "head" else whole


def _head(whole: Rendered) -> Rendered:
    """Give the first line of a text, with what is bold in it."""
    text = whole.text.split("\n", 1)[0]
    return Rendered(text, tuple((at, long) for at, long in whole.bold if at + long <= _units(text)))


def say(fact: Any, style: str, reader: Reader) -> str:
    """Say one fact by its type; STYLE chooses among the ways to say it."""
    match fact:
        case None | "":
            return ""
        case Said(words, facts):
            return render(words, facts, reader).text
        case StrEnum():
            return render(f"{type(fact).__name__.lower()}.{fact.value}", {}, reader).text
        case When(every=str(every)) if style == "rhythm":
            return say_rhythm(every, reader.language)
        case When():
            return say_when(fact, reader.language, spoken=style == "clock")
        case datetime():
            return _say_datetime(fact, style, reader)
        case date() if style == "month":
            return say_month(fact, reader.language)
        case date() if style == "year":
            return str(fact.year)
        case date():
            return say_date(fact, reader.language) if style == "date" else say_day(fact, reader.language)
        case time():
            return _say_clock(fact, style, reader)
        case bool():
            raise TypeError("a truth is no fact to say")
        case int() if style == "word":
            return template(f"number.{fact}", reader.language, reader.form) if 0 <= fact <= 12 else str(fact)
        case str() if style == "phone":
            return dialled(plain(fact))
        case list() | tuple() if style == "lines":
            return "\n".join(say(one, "", reader) for one in fact)
        case list() | tuple() if style == "row":
            return " ".join(say(one, "", reader) for one in fact)
        case list() | tuple():
            between = "date.or" if style == "or" else "date.and"
            return _say_list([say(one, style, reader) for one in fact], between, reader)
    words = plain(str(fact))
    return words if any(map(_is_seen, words)) else UNSEEN


def _say_datetime(fact: datetime, style: str, reader: Reader) -> str:
    local = fact.astimezone(ZoneInfo(reader.zone))
    match style:
        case "time" | "clock" | "clock_alone":
            return _say_clock(local, style, reader)
        case "day":
            return say_day(local.date(), reader.language)
        case "part":
            return say_daypart(local, reader.language)
        case "by" | "by_clock":
            now = None if reader.aloud else reader.now  # nobody knows on which day it is read out
            return say_by(fact, now, reader.zone, reader.language, spoken=style == "by_clock")
    return say_moment(fact, reader.zone, reader.language)


def _say_clock(moment: datetime | time, style: str, reader: Reader) -> str:
    ways = {"clock": say_clock, "clock_alone": say_clock_alone}
    return ways.get(style, say_time)(moment, reader.language)


def _say_list(said: list[str], between: str, reader: Reader) -> str:
    if len(said) < 2:
        return "".join(said)
    return ", ".join(said[:-1]) + template(between, reader.language, reader.form) + said[-1]


def dialled(phone: str) -> str:
    """Write a number as people dial it: +31612345678 as 06-12345678; one from abroad as it is."""
    if not phone.startswith("+31"):
        return phone
    digits = "0" + phone[3:]
    return f"06-{digits[2:]}" if digits.startswith("06") else f"{digits[:3]}-{digits[3:]}"


def _is_seen(sign: str) -> bool:
    return sign not in _BLANKS and unicodedata.category(sign)[0] not in "CMZ"


def plain(words: str) -> str:
    """Take out of somebody's words what could turn the text around or hide in it: controls, bidi and zero-width signs.

    Line breaks stay; joiners inside emoji and scripts that need them stay.
    """
    return "".join(c for c in words if c in "\n\u200d\u200c" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
