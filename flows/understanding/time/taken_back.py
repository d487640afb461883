"""What was taken back, and what stands in its place: "ik zei maandag maar ik bedoelde dinsdag".

It works on a sentence that every row has read. The marks of what was taken back are blanked out; the day, the hour and
the part of the day for which nothing was said instead still hold.
"""

import re
from collections.abc import Sequence
from datetime import date

from flows.late import late_pattern
from flows.understanding.time import calendar_days as cal
from flows.understanding.time.clock_rows import turned
from flows.understanding.time.day_rows import CANNOT, GONE, I_AM, LEFT_BEHIND, WE_ARE
from flows.understanding.time.grammar import MARK, Row, Sentence, marks, row
from flows.understanding.time.pieces import DAY, Clock, Days, Every, Hours, Length, Noise, Off, Part, Piece, one

_HEADS = r"(?:(?:op|om|van|in|de|het|rond|dat|on|at) )*"
_TIME = marks(Days, Clock, Hours, Part, Every)
_MORE = rf"(?: {_HEADS}{_TIME}|, {_HEADS}{marks(Clock, Hours, Part)})*"
_RUN = rf"(?>{_TIME}{_MORE})"
_BARRED = rf"(?>{marks(Off)}(?: {_HEADS}{_TIME})*)"
_OLD = rf"(?P<old>{_RUN})"
_NEW = rf"{_HEADS}(?P<new>{_RUN})(?![^<>.!?]{{0,25}}\b(?:ook|eventueel|too|also)\b)"
_GAP = r"[^<>]{0,60}?"
_THOUGHT = (
    r"\b(?:zei|schreef|dacht|noemde|typte|tikte|appte|mailde|had(?:den)?|stond(?:en)?|zou(?:den)?|(?:het|dat|dit) was"
    r"|said|wrote|typed|thought)\b"
)
_SLIP = (
    r"(?P<slip>)\b(?:(?:o|oh|ach|of) nee|nee,? (?:wacht|sorry|toch)|(?:ik )?bedoel(?:de)?(?: ik)?|correctie|oeps|foutje"
    r"|oh no|i mean(?:t)?)\b"
)
_MOVED = (
    r"(?:wordt|is|werd|gaat|verzet|verzetten|verplaatst?|verplaatsen|verschoven|verschuiven|opschuiven|worden|om|te|kan|mag|die"
    r"|dat)"
)
_TOLD = r"\b(?:gezegd|afgesproken|opgegeven|doorgegeven|genoemd|geschreven)\b"
_DROPPED = (
    r"(?:gaat (?:[a-z]+ ){0,4}niet (?:door|lukken)|(?:hoeft|hoeven) (?:[a-z]+ ){0,3}niet meer|vervalt"
    r"|komt te vervallen|is (?:[a-z]+ ){0,3}(?:afgezegd|afgelast|geannuleerd|vervallen)"
    r"|(?:mag|kan) (?:er)?af|schrappen|afzeggen|is off|is cancelled)"
)
_HESITATION = r"(?:(?:eh+m?,? )?(?:wacht,? nee|nee|sorry|pardon|wacht|no|of beter)|eh+m?|uh+m?)"
_MEANT = r"(?:,? (?:dat|die|het))? (?:moet(?:en)?|moest(?:en)?|had(?:den)?|zou)(?: eigenlijk| dus| natuurlijk| toch)*"
_MAKE = r"\b(?:maak (?:er|het|dat)|doe|neem|zet)(?: er| het| dan| toch| liever)* maar(?: liever| toch)*"
_FULL_STOP = r"(?: meer)?(?=[.,;!]|$| want| omdat| maar| dus)"
_BECAME = (
    r"(?:wordt|werd|is nu|is (?:nu )?(?:veranderd in|verzet naar)|(?:gaat niet door|vervalt),? (?:maar |het )*wordt)"
)
_WITHDRAWN = r"\b(?:vergeet|schrap|streep|laat|forget|skip|scrap)\b"
_INSTEAD = r"(?:in plaats van|ipv|i\.p\.v\.?|instead of)"
_YET = r"\b(?:maar|but)\b(?! ook| also)"
_BUT = r"(?:,? (?:hoor|he|meer))*,? (?:(?<=, )|(?:maar|but) )(?:wel |liever |gewoon )*"
_FORMS = tuple(
    late_pattern(form)
    for form in (
        rf"{_THOUGHT}{_GAP}{_OLD}{_GAP}{_YET}{_GAP}{_NEW}",
        rf"{_WITHDRAWN} {_HEADS}{_OLD},? (?:maar|zitten|vallen|weg|door|dan)\b{_GAP}{_NEW}",
        rf"(?P<old>\b(?:niet|geen|not) (?:meer )?{_HEADS}{_RUN}|{_BARRED}){_BUT}{_NEW}",
        rf"\bvan {_HEADS}{_OLD} naar {_NEW}",
        rf"{_OLD}(?: {_MOVED}){{1,3}} naar {_NEW}",
        rf"{_NEW}(?: [a-z]+){{0,2}},? {_INSTEAD} {_HEADS}{_OLD}",
        rf"\b{_INSTEAD} {_HEADS}{_OLD},? (?:[a-z]+ ){{0,3}}{_NEW}",
        rf"{_NEW},? (?:en niet|dus niet|en geen|niet|geen) {_HEADS}{_OLD}",
        rf"{_OLD}{_GAP}{_SLIP}{_GAP}{_NEW}",
        rf"{_OLD}[,.?]* (?P<slip>{_HESITATION})[,.]* (?:toch |liever )?{_NEW}",
        rf"{_OLD}{_GAP}{_TOLD},? {_YET}{_GAP}{_NEW}",
        rf"{_OLD}(?: (?:zei|schreef|had|noemde) ik)?,? (?:dat |het )?{_BECAME} (?:nu |het )?{_NEW}",
        rf"{_OLD}(?P<slip>){_MEANT} {_NEW} (?:moeten )?(?:zijn|worden|wezen)\b",
        rf"{_OLD}(?P<slip>),? [(]?(?:dat |dit )?(?:moet|moest)(?:en)? (?:zijn|worden|wezen):? {_NEW}",
        rf"{_OLD} {_DROPPED}{_GAP}{_NEW}",
        rf"{_OLD}{_GAP}{_MAKE} {_NEW}",
        rf"{_OLD}{_GAP}\bmaak (?:er|daar) (?:maar |dan |toch |liever )*{_NEW}",
        rf"\bliever {_NEW} dan {_HEADS}{_OLD}",
        rf"{_NEW}(?: [a-z]+){{0,4}} (?:beter|handiger|prettiger|fijner|makkelijker)(?: uit)? dan {_HEADS}{_OLD}",
        rf"{_OLD} (?:schreef|zei|typte|had|stond|noteerde)\b{_GAP}{_NEW},? (?:moet|had|moest) (?:het|dat)\b",
        rf"{_NEW}{_GAP}{_WITHDRAWN} {_HEADS}{_OLD}(?: maar)?[.! ]*$",
    )
)


def _both(s: Sentence, said: Off | Days, part: Part) -> Off | None:
    """Take out only that part of the day; beside what comes back the part tells when it is."""
    days = said.days if isinstance(said, Off) else said
    return None if days is None or any(isinstance(piece, Every) for piece in s.pieces) else Off(days, part)


def _moved(_: Sentence, said: Clock, by: Length, way: str) -> Clock:
    """Read "om half 2, maar het wordt een half uurtje later"."""
    minutes = said.minutes + (by.minutes if way == "later" else -by.minutes)
    return Clock(minutes % (24 * 60), said.sure, said.about)


def _while_gone(s: Sentence, first: Hours | None, second: Hours | None) -> Hours | Noise | None:
    """Take hours at which nobody is there out, unless it is for what they leave behind."""
    said = first or second
    return turned(said) if said and not LEFT_BEHIND.search(s.text) else None


BARRED: tuple[Row, ...] = (
    row(rf"<days> <part> {CANNOT}", _both),
    row(r"<off> <part>", _both),
    row(rf"<clock> {CANNOT}{_FULL_STOP}", lambda *_: Noise()),
    row(rf"<hours> {CANNOT}{_FULL_STOP}", lambda _, said: turned(said)),
    row(rf"<hours> {WE_ARE} {GONE}|{I_AM} <hours> {GONE}", _while_gone),
    row(r"<clock>[^<>]{0,40}\b(?:wordt|is nu|maak er|verzet|toch)\b[^<>]{0,15}<length> (later|eerder)", _moved),
    row(r"<length> (?:later|eerder)", lambda *_: Noise()),
)


def standing(sentence: Sentence) -> str:
    """Give the text without the marks of what it takes back."""
    text = sentence.text
    for form in _FORMS if len(MARK.findall(text)) > 1 else ():
        text = form.sub(lambda found: _instead(sentence, found), text)
    return text


def _instead(sentence: Sentence, found: re.Match[str]) -> str:
    """Write what was said instead, and whatever of the old it leaves as it was."""
    old, new, later = (
        [sentence.piece(mark) for mark in MARK.findall(text)]
        for text in (found["old"], found["new"], found.string[found.end() :])
    )
    if "slip" in found.re.groupindex:
        new = [_in_rule(old, piece, sentence.today) for piece in new]
    if _is_exception(old, new, sentence.found(sentence.text)):
        return found[0]
    kept = [one for piece in old for one in _inside(piece) if not _is_replaced(one, new, later)]
    said = [_in_month(old, _on_old_days(old, piece), sentence.today) for piece in new]
    days = [piece for piece in kept if isinstance(piece, Days | Every)]
    hours = [piece for piece in kept if not isinstance(piece, Days | Every)]
    return " ".join(sentence.mark(piece) for piece in (*days, *said, *hours))


def _is_exception(old: Sequence[Piece], new: Sequence[Piece], everything: Sequence[Piece]) -> bool:
    """Tell whether a day stands beside what comes back, and does not take its place."""
    if _has(old, Off):
        return _has(everything, Every)
    return _has(old, Every) and _has(new, Days) and not _has(new, Every)


def _has(said: Sequence[Piece], *kinds: type) -> bool:
    return any(isinstance(piece, kinds) for piece in said)


def _inside(piece: Piece) -> Sequence[Piece]:
    """Give the day and the part of it that are left out, and all else as it is."""
    return [one for one in (piece.days, piece.part) if one] if isinstance(piece, Off) else [piece]


def _is_replaced(piece: Piece, new: Sequence[Piece], later: Sequence[Piece]) -> bool:
    """Tell whether something else stands for PIECE; a part goes with its day, unless the new day has an hour only."""
    match piece:
        case Days() | Every():
            return _has(new, Days, Every)
        case Clock() | Hours():
            return _has(new, Clock, Hours, Part) or _has(later, Clock, Hours)
        case Part():
            return _has(new, Part) or (_has(new, Days) and not _has(new, Clock, Hours))
    return False


def _on_old_days(old: Sequence[Piece], said: Piece) -> Piece:
    """Read "elke vrijdag, nee om de week" as every other Friday."""
    days = next((piece.rule.partition(";BYDAY=")[2] for piece in old if isinstance(piece, Every)), "")
    if not isinstance(said, Every) or not days or not said.rule.startswith("WEEKLY") or "BYDAY" in said.rule:
        return said
    return Every(f"{said.rule};BYDAY={days}")


def _in_rule(old: Sequence[Piece], said: Piece, today: date) -> Piece:
    """Read "elke dinsdag, o nee woensdag" as every Wednesday."""
    rule = next((piece.rule for piece in old if isinstance(piece, Every)), "")
    if not isinstance(said, Days) or said.grain != "day" or said.bound or not rule.startswith("WEEKLY"):
        return said
    days = {first for first, after in said.options if after - first == DAY and first - today <= 7 * DAY}
    listed = ",".join(cal.RULE_DAYS[weekday] for weekday in sorted({day.weekday() for day in days}))
    return Every(f"{rule.partition(';BYDAY=')[0]};BYDAY={listed}") if listed else said


def _in_month(old: Sequence[Piece], said: Piece, today: date) -> Piece:
    """Read "24 juli, nee juni" as the 24th of June."""
    if not isinstance(said, Days) or said.grain != "month":
        return said
    dates = [piece.options[0][0] for piece in old if isinstance(piece, Days) and piece.grain == "day"]
    found = cal.dated(today, dates[0].day, said.options[0][0].month) if dates else None
    return one(found) if found else said
