"""What the words of an asker say, as facts by the key of the question that they answer. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from flows.help.adjusting import adjust, midnight
from flows.help.particulars import about_the_same, particulars, times_said
from flows.talk import EARLIER, Answers, Given
from flows.understanding.replies.answers import read_phone, read_who
from flows.understanding.requests.category import Own, find_hints
from flows.understanding.requests.destination import place_alone
from flows.understanding.requests.instead import read_instead
from flows.understanding.requests.remarks import (
    not_then,
    read_added,
    read_remark,
    read_remarks,
    takes_off,
    tells_of_home,
)
from flows.understanding.requests.sentence import Understood, understand
from flows.understanding.time.both import times_that_day
from flows.understanding.time.moment import EXACT, When
from flows.understanding.time.reading import says_only_when
from flows.understanding.words import fold
from storage.terms import Category

SOON = timedelta(days=3)  # within which somebody comes "as soon as can be"
NOW_LASTS = timedelta(hours=2)  # within which somebody comes "now"
PAST_GRACE = timedelta(minutes=30)  # after an exact start, before it is gone: saying "now" takes a while
_AT_ONCE = re.compile(
    r"^\W*(?:graag |liefst )?(?:zo (?:snel|gauw|vlug|spoedig) (?:als )?(?:mogelijk|het kan)|zsm|asap)\b"
    r"|^\W*as soon as possible\b",
    re.I,
)


def known_answers(understood: Understood, now: datetime) -> dict[str, Any]:
    """Give the answers that a first message holds already."""
    facts = _so_often(understood.text, _facts(understood, now), understood.category)
    return {key: facts[key] for key in ("what", "when", "where") if key in facts}


def listen(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Look at WORDS in a talk about a request: what, when, where, and who somebody is while that is not known."""
    if (named := _number_for(words, answers)) is not None:
        return {EARLIER: named}
    own = given.get("own", ())
    understood = understand(words, now, own)
    facts = _facts(understood, now)
    if _AT_ONCE.match(words) and "when" not in facts:
        facts["when"] = [When(midnight(now), midnight(now) + SOON, "day").kept()]
    facts = _same_task(words, facts, answers, understood)
    facts = _so_often(words, facts, _kind(facts, answers))
    facts = _adjusted(words, now, facts, answers)
    facts = _instead(words, now, about_the_same(words, facts, answers), answers, own)
    facts = _added(words, facts, answers, understood.correction)
    facts |= _enriched(words, facts, answers)
    if says_only_when(words, now):
        anew = {key: facts[key] for key in ("when", "hour") if key in facts}
        return {EARLIER: anew, "where.not": "unclear.where", **facts}
    wanted = _wanted(answers, given)
    facts |= {key: value for key, value in (_who(words) if wanted else {}).items() if key in wanted}
    if wanted and "enriched" in facts and not {"who", "street"} & facts.keys():
        return {EARLIER: {"what": facts["enriched"]}, **facts}  # "en het mag ook met z'n tweeën" is no name
    return facts


def _number_for(words: str, answers: Answers) -> dict[str, Any] | None:
    """Give the answer of who somebody is with the phone number that WORDS bring afterwards; None where it has one."""
    phone = read_phone(words)
    for key in ("street", "who"):
        who = answers[key].value if key in answers else None
        if phone and isinstance(who, dict) and "phone" in who:
            return None if who["phone"] else {key: {**who, "phone": phone}}
    return None


def _adjusted(words: str, now: datetime, facts: dict[str, Any], answers: Answers) -> dict[str, Any]:
    """Put the day or the hour that WORDS change in the place of what was said before."""
    key, before = times_said(answers)
    found = [adjust(one, words, now) for one in before]
    adjusted = [one for one in found if one is not None and not is_gone(one, now)]
    if not adjusted or len(adjusted) < len(before):
        return facts
    if [*map(_day, adjusted)] == [*map(_day, before)]:  # an hour alone may be the answer to another question
        facts = {name: value for name, value in facts.items() if name != "when"} | {EARLIER: {}}
    return facts | {key: adjusted[0].kept() if key == "hour" else [one.kept() for one in dict.fromkeys(adjusted)]}


def _day(when: When) -> date | None:
    return when.start and when.start.date()


def _enriched(words: str, facts: dict[str, Any], answers: Answers) -> dict[str, Any]:
    """Give the task with what WORDS add to it, whatever they answer: a rollator, that two have to come."""
    before = answers["what"].value if "what" in answers else None
    if not before or facts.get("what", before)["category"] != before["category"]:
        return {}
    more = particulars(words, Category(before["category"]))
    ride = {**before.get("ride", {}), **more.pop("ride", {})}
    anew = {**before, **more, **({"ride": ride} if ride else {})}
    return {"enriched": anew} if anew != before else {}


def _instead(words: str, now: datetime, facts: dict[str, Any], answers: Answers, own: Own) -> dict[str, Any]:
    """Put another place, or another task, in the place of the one that WORDS take back."""
    said = read_instead(words)
    if said is None:
        return facts
    old, new = said
    where, what = (answers[key].value if key in answers else None for key in ("where", "what"))
    if where and old in fold(str(where)):
        return {**{key: value for key, value in facts.items() if key != "what"}, "where": new}
    other = _facts(understand(new, now, own), now).get("what")
    if what and other and old in fold(f"{what['task']} {what['words']}"):
        return {**facts, "what": {**other, "words": f"{what['words']}. {words}"}}
    return facts


def _same_task(words: str, facts: dict[str, Any], answers: Answers, understood: Understood) -> dict[str, Any]:
    """Keep to the task that is known, where WORDS take something off it, or only hint at another one or tell of it."""
    before = answers["what"].value if "what" in answers else None
    if not before:
        return facts
    less, another = takes_off(words), facts.get("what", before)["category"] != before["category"]
    named = understood.correction or any(one.strong for one in find_hints(fold(words)))
    named = named and not understood.doubted  # "o wacht, donderdag komt de pedicure"
    if not less and not (another and not named) and not not_then(words):
        return facts
    facts = {key: value for key, value in facts.items() if key not in ("what", "where")}
    if not less:
        return facts
    note = ". ".join(one for one in (before.get("note"), words.strip(" .!,")) if one)
    anew = {**before, "words": f"{before['words']}. {words}", "note": note}
    return {**facts, EARLIER: {"what": anew}, "what": anew}


def _added(words: str, facts: dict[str, Any], answers: Answers, corrects: bool) -> dict[str, Any]:
    """Put what WORDS add with what was asked for, where it is of the same kind; else note what else they tell."""
    before, where = (answers[key].value if key in answers else None for key in ("what", "where"))
    if not before or corrects:
        return facts
    said = facts.get("what", before)
    if tells_of_home(words) and (said["category"], said["task"]) != (before["category"], before["task"]):
        facts = {key: value for key, value in facts.items() if key != "what"}
    elif said["category"] != before["category"]:
        return facts
    added, told = read_added(words), {**before, "words": f"{before['words']}. {words}"}
    category = Category(before["category"])
    if not before["task"] and said["task"] and not facts.keys() - {"what"}:
        anew = {**told, "task": said["task"]}  # "mijn email doet het niet", of whoever wants help with a computer
        return {EARLIER: {"what": anew}, "what": anew}
    if where and facts.get("where") and added:
        return {**facts, "where": f"{where}, {facts['where']}"}
    if particulars(words, category):
        return facts
    if added and not tells_of_home(words) and category is not Category.TRANSPORT and not facts.keys() - {"what"}:
        anew = {**told, "task": ", ".join(one for one in (before["task"], added) if one)}
        return {EARLIER: {"what": anew}, "what": anew}
    note = read_remark(added or words)
    if note and facts.get("what", before).get("task", "") in before["task"]:
        rest = {key: value for key, value in facts.items() if key != "what"}
        return {**rest, "noted": {**told, "note": ". ".join(one for one in (before.get("note"), note) if one)}}
    return facts


def _wanted(answers: Answers, given: Given) -> tuple[str, ...]:
    """Give what somebody still has to tell of who they are and where they live."""
    if given.get("known"):
        return () if given.get("street", True) or "street" in answers else ("street",)
    who, street = (answers[key].value if key in answers else None for key in ("who", "street"))
    return () if who and (who["street"] or street) else ("who", "street")


def _facts(understood: Understood, now: datetime) -> dict[str, Any]:
    facts = dict[str, Any]()
    if understood.category is not None:
        facts["what"] = {"category": understood.category.value, "task": understood.task, "words": understood.text,
                         **({"note": note} if (note := read_remarks(understood.text)) else {}),
                         **particulars(understood.text, understood.category)}  # fmt: skip
    if understood.destination:
        facts["where"] = place_alone(understood.destination)
    if understood.when is not None:
        readings = [one for one in (understood.when, *understood.ask) if not is_gone(one, now)]
        home = _home_again(facts.get("what", {}), readings)
        if home is not None:
            facts["what"]["ride"]["home"], readings = f"{home:%H:%M}", readings[:1]
        if readings:
            facts["when"] = [_from_now(one, now).kept() for one in readings]
        else:
            facts["when.not"] = "unclear.past"
    return facts


def _so_often(words: str, facts: dict[str, Any], category: Category | None) -> dict[str, Any]:
    """Put with a day how many times it is wanted on it; rides are asked for one by one, each at its hour."""
    times = times_that_day(words)
    if times < 2 or "when" not in facts or category in (None, Category.TRANSPORT):
        return facts
    return {**facts, "when": [replace(one, times=times).kept() if one.every is None and one.grain in ("day", "part")
                              else one.kept() for one in map(When.recalled, facts["when"])]}  # fmt: skip


def _kind(facts: Mapping[str, Any], answers: Answers) -> Category | None:
    what = facts.get("what") or (answers["what"].value if "what" in answers else None)
    return Category(what["category"]) if what else None


def _home_again(what: Mapping[str, Any], readings: Sequence[When]) -> datetime | None:
    """Give when somebody is brought home, of two hours of one day: "om 10 uur brengen en om 12 uur weer halen"."""
    if what.get("ride", {}).get("stay") != "back" or len(readings) != 2:
        return None
    there, home = readings[0].start, readings[1].start
    exact = all(one.grain in EXACT and not one.every for one in readings)
    return home if exact and there and home and there.date() == home.date() and there < home else None


def _from_now(when: When, now: datetime) -> When:
    """Make a stretch of "nu": nobody can be here at the minute, and whoever can come soon is to be asked."""
    if when.grain not in EXACT or when.end is not None or when.start is None or when.every or when.start > now:
        return when
    start = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    return replace(when, start=start, end=start + NOW_LASTS, grain="part")


def is_gone(when: When, now: datetime) -> bool:
    """Say whether the time has gone by: its start where it is exact, after a grace, else its end."""
    if when.grain in EXACT and when.start is not None:
        return when.start + PAST_GRACE <= now and when.every is None
    last = when.end or when.start
    return last is not None and last <= now and when.every is None


def _who(words: str) -> dict[str, Any]:
    who = read_who(words)
    facts = dict[str, Any]()
    kept = {
        "name": who.name,
        "street": who.street,
        "postcode": who.postcode,
        "place": who.place,
        "phone": who.phone or "",
    }
    if who.name:
        facts["who"] = kept
    if who.street:
        facts["street"] = kept
    return facts
