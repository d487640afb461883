"""Time as people type it, written as the grammar knows it: glued words, slips of the keyboard, numbers as digits."""

import re

from flows.late import late_pattern
from flows.understanding.number_words import NUMBERS, TEENS, UNITS
from flows.understanding.time.calendar_days import MONTHS, WEEKDAYS
from flows.understanding.time.slips import mend_slips
from flows.understanding.tongues import settle_tongue
from flows.understanding.words import Phrases, either, fold, load, nearest

_TIME = load("time")
_FORMS = Phrases(
    _TIME["phrases"]
    | _TIME["weekdays"]
    | {name: forms for name, forms in _TIME["months"].items() if name not in ("mei",)}
)
_PARTS = Phrases({f"~{name}": [name, *forms] for name, forms in _TIME["parts"].items()})
_NUMBER = late_pattern(rf"\b{either(NUMBERS)}\b")
_TAIL_MEANS = {"morgen": "ochtend", "midag": "middag", "noen": "middag"} | {
    form: part for part, forms in _TIME["tails"].items() for form in forms
}
_TAILS = rf"((?:ochtend|morgen|middag|midag|avond|nacht|{either(_TAIL_MEANS)})s?|voormiddag|namiddag)"
_GLUED = late_pattern(rf"\b(\w{{5,12}}d?a?g|vandaag|morgen|overmorgen) ?{_TAILS}\b")
_HALF = late_pattern(rf"\b(half|kwart)({either(UNITS + TEENS)}\b|(?:voor|over)(?=\d|\b))")
_STUCK = late_pattern(r"\b(half|voor|over|om|na|tot|rond)(\d)")
_CUT = late_pattern(rf"\b({either(WEEKDAYS)})(\d)")
_A = late_pattern(r"(?<!\w)'n ")
_BEFORE_IT = late_pattern(r"(?<!kwart )(?<!minuten )(?<!\d )(?<!tien )(?<!vijf )(?<!twintig )(?:v|V)óór")
_HARD_END = late_pattern(r"\b([a-z]{2,6}da)(?:ch|gh|h)\b")  # "zondach"
_STUTTER = late_pattern(r"([a-z])\1{3,}")
_TAIL_FIRST = late_pattern(
    rf"\b({either(WEEKDAYS)}) (~[a-z]+)"
    r"((?: van| in)?(?: de)? (?:volgende|deze) week| over (?:een|\d|14) (?:week|dag))\b"
)
_NIGHT_BETWEEN = late_pattern(
    rf"~nacht van ({either(WEEKDAYS)}) op ({either(WEEKDAYS)})(,? (?:om|rond) (?:half |kwart (?:voor|over) )?[1-6]\b)?"
)
_HYPHENED = late_pattern(rf"\b(?:{either(WEEKDAYS)}-){{2,}}{either(WEEKDAYS)}\b")
_DOT = late_pattern(r"\.(?=$|,| ?\d| (?:om|half|kwart|tussen|van|vanaf|na|en|of|a\.s|aanstaande|~?ocht|~?mid|~?avond))")
_ROW = late_pattern(rf"\b({either(WEEKDAYS)}) (?={either(WEEKDAYS)}\b)")
_EVE = late_pattern(r"\b(kerstavond|oudejaarsavond|sinterklaasavond|pakjesavond)\b(?! ~)")
_TAILED = late_pattern(r"([a-z]{3,8}da?g)([a-z]{4,10})")
_PART_NAMES = ("ochtend", "morgen", "middag", "namiddag", "voormiddag", "avond", "nacht")
_TO_THE_END = late_pattern(rf"\btot (?:aan )?(?:het )?(?:eind|einde) (?:van )?(?={either(MONTHS)})")
_HANGING = late_pattern(rf"\b({either(WEEKDAYS)}|voor|na)-(?= ?(?:en|of) )")
_KNOWN = (*WEEKDAYS, *(m for m in MONTHS if len(m) > 5), *_TIME["mended"]["words"])
_SHUFFLED = {(word[0], *sorted(word)): word for word in _KNOWN}
_WORD = late_pattern(r"\b[a-z]{5,14}\b")
_SAID = [form for group in ("weekdays", "months", "phrases", "parts") for fs in _TIME[group].values() for form in fs]
_SPARED = frozenset(_TIME["spared"]["words"]) | {word for form in _SAID for word in form.split()}
_SHORT = {form: name for name, forms in _TIME["short_weekdays"].items() for form in forms}
_CERTAIN = frozenset({"di", "wo", "woe", "vr"})  # these mean nothing else
_BEFORE = frozenset({"op", "elke", "volgende", "komende", "vanaf"})
_TURNS = frozenset({"om", "half", "kwart", "na", "vanaf", "tussen", "van", "rond", "voor"})
_SOON = frozenset({"om", "rond"})  # "zo om drie uur" is on no Sunday
_NEARLY = frozenset({"rond", "tegen", "ongeveer", "rondom", "tussen", "n"})  # nor is "woensdag zo rond elf uur"
_KIN = frozenset({"voor", "bij", "met", "mijn", "mn", "ons", "onze"})  # "voor ma" is for mother
_JOINTS = frozenset({"en", "of", "tot", "met"})
_PART_WORDS = frozenset({"ochtend", "middag", "avond", "nacht", "vroeg", "overdag", "morgen"})
_ITEM = late_pattern(r"\w+")


def spell(text: str) -> str:
    """Write the text so that each word of time has one form; whatever else is said stays, folded."""
    out = settle_tongue(fold(_BEFORE_IT.sub("vooraf aan", text)))
    out = _A.sub("een ", out)
    out = out.replace("zo'n ", "zo n ").replace("'s ", "s ").replace("'s", "s").replace("'", "")
    out = _HARD_END.sub(r"\1g", _STUTTER.sub(r"\1", out))
    out = _STUCK.sub(r"\1 \2", _HALF.sub(r"\1 \2", out))
    out = _GLUED.sub(_unglue, mend_slips(out))
    out = _HANGING.sub(r"\1", _CUT.sub(r"\1 \2", out))
    out = _EVE.sub(r"\1 ~avond", _PARTS.settle(_FORMS.settle(_GLUED.sub(_unglue, _WORD.sub(_mend, out)))))
    out = _TO_THE_END.sub("tot en met ", out)
    out = _NUMBER.sub(lambda found: NUMBERS[found[0]], out)
    out = _HYPHENED.sub(lambda found: found[0].replace("-", ", "), _lengthen(out))
    return _TAIL_FIRST.sub(r"\1\3 \2", _NIGHT_BETWEEN.sub(_night, _ROW.sub(r"\1, ", out)))


def _night(found: re.Match[str]) -> str:
    """Give the evening on which a night begins, or the day of its small hours where one is named."""
    return f"{found[2]} ~nacht{found[3]}" if found[3] else f"{found[1]} ~nacht"


def _unglue(found: re.Match[str]) -> str:
    day, tail = found[1], found[2].removesuffix("s")
    day = _FORMS.settle(day)
    if day not in _SPARED:
        day = nearest(day, WEEKDAYS) or day
    if day not in (*WEEKDAYS, "vandaag", "morgen", "overmorgen"):
        return found[0]
    return f"{day} {_TAIL_MEANS.get(tail, tail)}"


def _mend(found: re.Match[str]) -> str:
    word = found[0]
    if word in _SPARED or word in NUMBERS or word.removesuffix("s") in WEEKDAYS or word.removesuffix("en") in WEEKDAYS:
        return word
    tailed = _TAILED.fullmatch(word)
    if tailed and (day := nearest(tailed[1], WEEKDAYS)) and (part := nearest(tailed[2], _PART_NAMES)):
        return f"{day} {_TAIL_MEANS.get(part, part)}"
    return nearest(word, _KNOWN) or _SHUFFLED.get((word[0], *sorted(word))) or word


def _lengthen(text: str) -> str:
    found = list(_ITEM.finditer(text))
    words = [m[0] for m in found]
    cuts = [(m, _SHORT[m[0]]) for i, m in enumerate(found) if m[0] in _SHORT and _is_weekday(words, i)]
    for m, name in reversed(cuts):
        end = m.end() + bool(_DOT.match(text, m.end()))
        text = f"{text[: m.start()]}{name}{text[end:]}"
    return text


def _is_weekday(words: list[str], i: int) -> bool:
    """Tell whether the short form at I is a weekday and not "zo", "zon" or somebody's ma."""
    if words[i] in _CERTAIN or len(words) == 1:
        return True
    before = words[i - 1] if i else ""
    first, then = ([*words[i + 1 : i + 3], "", ""])[:2]
    if words[i] == "zo" and ((first in _NEARLY and before not in _JOINTS) or then == "mogelijk"):
        return False
    told = (
        first == "hele"
        or (first == "de" and (then == "hele" or then[:1].isdigit()))
        or first[:1].isdigit()
        or first in _PART_WORDS
        or (first in _TURNS and then[:1].isdigit() and not (words[i] == "zo" and first in _SOON))
    )
    if words[i] == "ma" and before in _KIN:
        return first[:1].isdigit() or (first in _JOINTS and _beside(words, i, 1))
    return before in _BEFORE or told or _beside(words, i, -1) or _beside(words, i, 1)


def _beside(words: list[str], i: int, step: int) -> bool:
    joined = False
    for _ in range(4):
        i += step
        if not 0 <= i < len(words):
            return False
        if words[i] not in _JOINTS:
            return words[i] in WEEKDAYS or words[i] in _CERTAIN or (words[i] in _SHORT and joined)
        joined = True
    return False
