"""Time said in German or Turkish, or as only English says it, in words that the grammar knows; and in which language
somebody plainly writes.
"""

from flows.late import late_pattern
from flows.understanding.words import Phrases, either, load

_TONGUES = load("tongues")
_GERMAN = Phrases(_TONGUES["german"])
_IS_GERMAN = late_pattern(rf"\b{either(_TONGUES['german_signs']['words'])}")
_GERMAN_WORDS = {
    "stunde": "uur",
    **{word: str(value) for value, word in enumerate(_TONGUES["german_numbers"]["words"], 1)},
}
_GERMAN_NUMBER = late_pattern(rf"(?<!\w){either(_GERMAN_WORDS)}(?!\w)")
_GERMAN_GLUED = late_pattern(
    r"\b([a-z]{2,10}(?:tag|abend|woch))(fruh|morgen|vormittag|nachmittag|mittag|abend|nacht)s?\b"
)
_AFTER = late_pattern(r"\b(viertel|minuten|funf|zehn|zwanzig|\d\d?) nach\b")
_DATED = late_pattern(r"\b(?:am |den |dem )?(\d{1,2})\. ?(?=[a-z])")
_SPANNED = late_pattern(r"\b(?:vom |von )?(\d{1,2})\. ?(?:bis(?: zum)?|-) ?(\d{1,2})\. ?(?=[a-z])")
_FIGURES = late_pattern(r"\b(?:am |den )?(\d{1,2})\.(\d{1,2})\.(?!\d)")

_IS_ENGLISH = late_pattern(rf"\b{either(_TONGUES['english_signs']['words'])}\b")
_ENGLISH = [
    (late_pattern(one["said"].replace("HOUR", _TONGUES["english_hours"]["hour"])), one["is"])
    for one in _TONGUES["english"]
]

_WORD = late_pattern(r"[a-z']+")
_PLAINLY = {language: frozenset(words) for language, words in _TONGUES["plainly"].items()}
_ENOUGH = 2  # words of a language, and none of another

_TURKISH = Phrases(_TONGUES["turkish"])
_IS_TURKISH = late_pattern(rf"\b{either(_TONGUES['turkish_signs']['words'])}")
_HOURS = {word: value for value, word in enumerate(_TONGUES["turkish_numbers"]["words"], 1)}
_STEMS = {"dord": 4, **_HOURS}  # "dörtte" and "dördü"
_HOUR = rf"((?:{either(_STEMS)})|\d{{1,2}})"
_TIME = rf"((?:{either(_STEMS)})|\d{{1,2}}(?:[.:]\d\d)?)"
_END = r"(?:'?(?:y?[aeiuı]|[dt][ae]|n[ae]|s[ae]?n?|[ae]|y[aeiuı]))?"
_TO = late_pattern(rf"\b{_HOUR}{_END} (?:(on|bes|yirmi|\d\d?)|(?:ceyrek)) (var|gece)\b")
_QUARTER = late_pattern(rf"\b{_HOUR}{_END} ceyrek (var|gece)\b")
_HALF_PAST = late_pattern(rf"\b(?:saat )?{_HOUR} bucuk(?:t[ae])?\b")
_AT = late_pattern(rf"\bsaat {_HOUR}(?![.:]\d){_END}\b|\b(\d{{1,2}})'?[dt][ae]\b")
_AT_TIME = late_pattern(r"\bsaat (\d{1,2}[.:]\d\d)(?:'?[dt][ae]\b)?")
_SPAN = late_pattern(rf"\b{_TIME} ?(?:ile|-|ve) ?{_TIME} aras(?:i|ı)(?:nda)?\b")
_OF_MONTH = late_pattern(r"\bay[i\u0131]n (\d{1,2})'?[a-z\u0131]*")
_LATER = late_pattern(rf"\b{_HOUR} (saat|gun|hafta|dakika) sonra\b")
_UNITS = {"saat": "uur", "gun": "dag", "hafta": "week", "dakika": "minuut"}


def plainly_in(text: str) -> str:
    """Give the language in which folded TEXT is plainly written; empty where too little or too much shows one."""
    said = {*_WORD.findall(text)}
    found = {language: len(said & words) for language, words in _PLAINLY.items() if said & words}
    language = max(found, key=lambda one: found[one], default="")
    return language if len(found) == 1 and found[language] >= _ENOUGH else ""


def settle_tongue(text: str) -> str:
    """Write German, Turkish and English words of time in folded TEXT as the grammar knows them."""
    if _IS_GERMAN.search(text):
        return _from_german(text)
    if _IS_ENGLISH.search(text):
        for pattern, said in _ENGLISH:
            text = pattern.sub(said, text)
        return text
    return _from_turkish(text) if _IS_TURKISH.search(text) else text


def _from_german(text: str) -> str:
    text = _GERMAN_GLUED.sub(r"\1 \2", text)
    text = _AFTER.sub(r"\1 over", text)
    text = _FIGURES.sub(r"op \1-\2 ", text)
    text = _SPANNED.sub(r"van \1 tot \2 ", text)
    text = _DATED.sub(r"op \1 ", text)
    text = _GERMAN.settle(text)
    return _GERMAN_NUMBER.sub(lambda found: _GERMAN_WORDS[found[0]], text)


def _from_turkish(text: str) -> str:
    text = text.replace("ı", "i")
    text = _QUARTER.sub(lambda found: f"om kwart {_side(found[2])} {_number(found[1])}", text)
    text = _TO.sub(lambda found: f"om {_number(found[2])} {_side(found[3])} {_number(found[1])}", text)
    text = _HALF_PAST.sub(lambda found: f"om {_number(found[1])}:30", text)
    text = _SPAN.sub(lambda found: f"tussen {_number(found[1])} en {_number(found[2])} uur", text)
    text = _LATER.sub(lambda found: f"over {_number(found[1])} {_UNITS[found[2]]}", text)
    text = _OF_MONTH.sub(r"op de \1e", text)
    text = _AT_TIME.sub(r"om \1", text)
    text = _AT.sub(lambda found: f"om {_number(found[1] or found[2])} uur", text)
    return _TURKISH.settle(text)


def _number(said: str) -> str:
    return str(_STEMS.get(said, said))


def _side(said: str) -> str:
    return "voor" if said == "var" else "over"
