"""What the words of a helper say, as facts by the key of the question that they answer. Pure."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flows.people.conversations import FARTHEST_KM, MOST_A_WEEK
from flows.talk import Answers, Given
from flows.understanding.hours.absence import read_absences
from flows.understanding.hours.availability import Available, read_available
from flows.understanding.hours.changes import read_change
from flows.understanding.hours.telling import says_when_they_can
from flows.understanding.hours.week_hours import Span, joined
from flows.understanding.replies.answers import read_who, yes_or_no
from flows.understanding.replies.who import find_phone
from flows.understanding.requests.sentence import understand
from flows.understanding.time.moment import read_when
from flows.understanding.time.reading import says_only_when
from flows.understanding.words import any_of, load

_NUMBERS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "tien": 10, "one": 1, "two": 2}
_COUNT = rf"(?P<count>\d+(?:[.,]\d+)?|\b(?:{'|'.join(_NUMBERS)})\b)"
_KM = r"(?:km|kilometer)s?\b"
_TIMES = r"(?:x|keer|keertjes?|maal|times?)\b"
_FAR = re.compile(rf"(?:een |a )?{_KM} of {_COUNT}|{_COUNT} ?{_KM}".replace("<count>", "<after>", 1), re.I)
_OFTEN = re.compile(rf"(?:een |a )?{_TIMES} of {_COUNT}|{_COUNT} ?{_TIMES}".replace("<count>", "<after>", 1), re.I)
_BARE = re.compile(rf"^\D*?{_COUNT}(?! ?(?:uur|u|min\w*|jaar|dag\w*|meter|m|euro|uren)\b)[^\d:]*$", re.I)
_BY_BIKE, _ON_FOOT = 5.0, 1.0  # kilometres that people mean by a ride, and by a walk
_BIKE = re.compile(r"\bfiets(?:afstand|bare?)?\b|\bfietsen\b|\bcycling\b|\bby bike\b", re.I)
_FOOT = re.compile(r"\b(?:loop|wandel)afstand\b|\blopend\b|\bte voet\b|\bop de hoek\b|\bwalking\b", re.I)
_ANYTHING = re.compile(
    r"maakt (?:\w+ ){0,2}niet (?:\w+ ){0,2}uit|overal|hele dorp|alles|any|doesn't matter|om het even", re.I
)
_USUALLY = 5  # times a week of whom it does not matter
_NOTHING = re.compile(r"^\W*(?:nee|niets|niks|geen|no|nothing|none)\b[^a-z]*(?:hoor)?\W*$", re.I)
_ELSEWHERE = re.compile(
    r"^\W*(?:nee|neen|no)\b|\b(?:bij mijn|op bezoek|niet thuis|onderweg|ergens anders|at my|visiting)\b", re.I
)
_VILLAGE = re.compile(r"\b(?:in het dorp|in de buurt|weet (?:ik )?niet|zeg ik liever niet|in the village)\b", re.I)
_UNWANTED = re.compile(r"\b(?:geen zin (?:in|om)|hekel aan|no wish for)\b[^,.;!?]*", re.I)  # is no kind of help
_RATHER_NOT = re.compile(
    r"\b(?:geef|geven|zeg|zeggen|vertel|deel|stuur|wil) (?:\w+ ){0,5}(?:niet|niks|geen)\b|\bliever niet\b|\bprivacy\b"
    r"|\bgaat (?:je|jou|jullie|u) (?:\w+ )?(?:niks|niets) aan\b|\brather not\b|\bnone of your business\b",
    re.I,
)
_SIGNS_UP = any_of(load("refusals")["terms"]["signs_up"])
_BOTH = re.compile(
    r"\b(?:allebei|alle twee|beide|both)\b|"
    r"\b(?:rest|andere|dat|die|others?)\b[^.?!]{0,20}\b(?:ook|blijft|blijven|houden|stays?|too)\b"
    r"|\b\w+dag(?:en|s)?\b.{0,30}\bblij(?:ft|ven)\b"
    r"|\b(?:laat|houd|hou|keep) (?:de |het |dat |alles |the )?(?:\w+ )?(?:staan|rest)\b|\bniets? (?:laten )?verval\w*",
    re.I,
)  # what stood is to stay beside what was said
_ALL = re.compile(r"\b(alles|van alles|maakt niet uit|anything|everything)\b", re.I)


def listen(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Look at WORDS in a talk with a helper: which sorts of help, which hours, until when, and who they are."""
    if given.get("stands") and "hours" in answers and keeps_both(words):
        return {"hours": _beside(answers, given["stands"])}
    facts = dict[str, Any]()
    who = read_who(words)
    named = who.name if " " in who.name and who.name in words else ""  # Kees Bakker offers no bread
    offers = words.replace(named, " ") if named else words
    understood = understand(_SIGNS_UP.sub(" ", _UNWANTED.sub(" ", offers)), now, given.get("own", ()))
    if _ALL.search(words):
        facts["kinds"] = []
    elif understood.category is not None:
        facts["kinds"] = [one.value for one in understood.categories] or [understood.category.value]
    hours = _hours(words, now.date(), answers, given)
    of_self = says_when_they_can(words) or bool(read_absences(words, now.date()))
    asks_on = _asks_on(answers, given)
    if hours is not None and (of_self or not asks_on):
        facts["hours"] = {**hours, "unread": answers["hours"].value["unread"]} if asks_on else hours
    facts |= _measures(words, now, answers)
    until = _until(words, now, answers)
    if until is not None:
        facts["until"] = until
    if "who" not in answers and not says_only_when(words, now):
        if not who.name and _RATHER_NOT.search(words):
            facts["who.not"] = "unclear.who_kept"
        elif who.name and (_all_told(answers) or who.street or who.phone):
            facts["who"] = {"name": who.name, "street": who.street, "postcode": who.postcode, "place": who.place,
                            "phone": who.phone or ""}  # fmt: skip
    return facts


def _hours(words: str, today: date, answers: Answers, given: Given) -> dict[str, Any] | None:
    """Read when somebody can: all of it, or what changes in what they said before or what stands."""
    said = answers["hours"].value if "hours" in answers else None
    before: Mapping[str, Any] | None = said or given.get("stands")
    if before is None:
        available = read_available(words, today)
        return hours_heard(available) if available is not None and available.spans else None
    stands = tuple(Span(*one) for one in before["spans"])
    change = read_change(words, today, stands, each=said is not None)
    off = read_absences(words, today) if change is None else ()
    if off:
        change = Available(stands, before["open"], off, (), None)
    if change is None or not change.spans:
        return None
    heard = hours_heard(change)
    return heard | {
        "absences": [*before["absences"], *(one for one in heard["absences"] if one not in before["absences"])],
        "limits": [*before["limits"], *(one for one in heard["limits"] if one not in before["limits"])],
        "per_week": heard["per_week"] or before["per_week"],
    }


def keeps_both(words: str) -> bool:
    """Say whether WORDS would have what stood beside what was said now: "de rest blijft staan"."""
    return bool(_BOTH.search(words))


def _beside(answers: Answers, stands: Mapping[str, Any]) -> dict[str, Any]:
    """Give the hours that were said with those that STAND beside them; what was left open ends when that was said."""
    said = answers["hours"].value
    until = answers["until"].value if said["open"] and not _is_open(answers, "until") else None
    new = [Span(*one) for one in said["spans"]]
    if until is not None:
        new = [one._replace(until_minute=until) if one.from_minute < until else one for one in new]
    spans = joined([*(Span(*one) for one in stands["spans"]), *new])
    return {**said, "spans": [list(one) for one in spans], "open": said["open"] and until is None}


def hours_heard(available: Available) -> dict[str, Any]:
    """Give what was heard of when somebody can, as it is kept."""
    return {
        "spans": [list(one) for one in available.spans],
        "absences": [[first.isoformat(), last.isoformat()] for first, last in available.absences],
        "limits": list(available.limits),
        "open": available.open_ended,
        "per_week": available.max_per_week,
        "unread": list(available.unread),
    }


def _measures(words: str, now: datetime, answers: Answers) -> dict[str, Any]:
    """Read how far, how often a week, and what somebody would rather not meet; a bare number is what is asked now."""
    facts = dict[str, Any]()
    km, times = _counted(_FAR, words), _counted(_OFTEN, words)
    bare = _counted(_BARE, words) if km is None and times is None and not find_phone(words) else None
    asked = next((one for one in ("far", "often") if _is_open(answers, one)), "") if "hours" in answers else ""
    if km is None and (_BIKE.search(words) or _FOOT.search(words)):
        km = _BY_BIKE if _BIKE.search(words) else _ON_FOOT
    if "hours" in answers and _ANYTHING.search(words):
        facts = {"far": 0} if asked != "often" else {"often": _USUALLY}
    far, often = (bare if asked == "far" else None) or km, (bare if asked == "often" else None) or times
    if far is not None and 0 < far <= FARTHEST_KM:
        facts["far"] = far
    if often is not None and 1 <= often <= MOST_A_WEEK:
        facts["often"] = int(often)
    last = "hours" in answers and asked == ""  # limits are asked: any word may be one
    refused = read_available(f"altijd, {'geen ' if last else ''}{words}", now.date())
    if last and (_NOTHING.search(words.partition(",")[0]) or _ANYTHING.search(words)):
        facts["limits"] = []
    elif refused is not None and refused.limits:
        facts["limits"] = list(refused.limits)
    return facts


def _counted(pattern: re.Pattern[str], words: str) -> float | None:
    found = pattern.search(words)
    said = next((one for one in found.groupdict().values() if one), "") if found else ""
    return float(_NUMBERS.get(said.casefold(), said.replace(",", "."))) if said else None


def _is_open(answers: Answers, key: str) -> bool:
    return key not in answers or answers[key].value is None


def _asks_on(answers: Answers, given: Given) -> bool:
    """Say whether something else is asked after the hours: then not every word about a time changes those."""
    hours = answers["hours"].value if "hours" in answers else None
    if hours is None or "kinds" not in answers:
        return False
    skipped = {"often": hours["per_week"], "limits": hours["limits"], "who": given.get("known")}
    return any(_is_open(answers, key) and not skipped.get(key) for key in ("far", "often", "limits", "who"))


def _all_told(answers: Answers) -> bool:
    """Say whether all but who somebody is has been answered: then any words may be a name."""
    hours = answers["hours"].value if "hours" in answers else None
    return hours is not None and "far" in answers and ("limits" in answers or bool(hours["limits"]))


def _until(words: str, now: datetime, answers: Answers) -> int | None:
    """Read an hour of the day as the end of somebody's time, after its begin: minutes since midnight.

    "Tot 9" is nine in the evening for whoever can after four.
    """
    if words.isdecimal() and int(words) >= 24:
        return int(words) if int(words) <= 1440 else None
    hours = answers["hours"].value if "hours" in answers else None
    begins = max((span[1] for span in hours["spans"]), default=0) if hours else 0
    moments = (one.end or one.start for one in read_when(words, now.replace(hour=12, minute=0)))
    ends = [one.hour * 60 + one.minute for one in moments if one is not None and one.hour]
    return next((one for one in ends if one > begins), ends[0] if ends else None)


def listen_home(words: str, now: datetime, answers: Answers, given: Given) -> Mapping[str, Any]:
    """Look whether somebody lives where they are, or at which address; "in het dorp" is one that nobody can find."""
    facts = dict[str, Any]()
    said = yes_or_no(words.split(",")[0])
    who = read_who(words)
    if who.street:
        facts["address"] = {"street": who.street, "postcode": who.postcode, "place": who.place, "phone": ""}
    elif _VILLAGE.search(words):
        facts["address"] = {}
    if said is not None or _ELSEWHERE.search(words) or facts:
        facts["home"] = bool(said) and not _ELSEWHERE.search(words)
    return facts
