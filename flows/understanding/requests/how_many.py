"""How many people a task takes, as far as a sentence says so. The words for it stand in lexicon/helpers.toml."""

import re
from itertools import chain

from flows.late import late_pattern
from flows.understanding.words import fold, load, part_around
from storage.terms import Category

MOST = 10
_LEXICON = load("helpers")
_SAYS = _LEXICON["says"]
_COUNTS = {int(number): late_pattern(words) for number, words in _LEXICON["counts"].items()}
_STANDS_FOR = {
    "COUNTS": rf"(?:{'|'.join(_LEXICON['counts'].values())})(?!\w)",
    "COUNT": rf"(?P<count>{'|'.join(_LEXICON['counts'].values())})(?!\w)",
    "WHO": "|".join(_LEXICON["who"]["who"]),
    "MAKER": _LEXICON["who"]["maker"],
    "GEAR": "|".join(_LEXICON["who"]["gear"]),
    "PLAINLY": _SAYS["plainly"],
    "TIMES": _SAYS["times"],
    "NEED": _SAYS["need"],
}


def _written(pattern: str) -> re.Pattern[str]:
    for name, words in _STANDS_FOR.items():
        pattern = pattern.replace(name, words)
    return late_pattern(pattern)


_HOW_MANY = tuple(_written(one) for one in _SAYS["how_many"])
_TWO, _NOT_BEFORE = (late_pattern("|".join(_SAYS[name])) for name in ("two", "not_before"))
_EACH, _NEED, _PLAINLY, _TASK_FOR, _FOR_A_TASK, _PAST, _THEMSELVES, _GUESTS = (
    late_pattern(_SAYS[name])
    for name in ("each", "need", "plainly", "task_for", "for_a_task", "past", "themselves", "guests")
)
_SENTENCE = late_pattern(r"(?<!\bpers)(?<!\bp)[.!?;]+(?: |$)")
_CLAUSE = late_pattern(r"[,.!?;]+(?: |$)|\b(?:maar|want|but)\b")
_SOCIAL = frozenset({Category.COMPANY, Category.MEALS, Category.RESPITE, Category.LANGUAGE})  # the number is of guests


def read_how_many(text: str, category: Category | None) -> int:
    """Give how many people are to come, 1 when the sentence names no number, never more than MOST."""
    plain = fold(text)
    found = chain.from_iterable(pattern.finditer(plain) for pattern in _HOW_MANY)
    said = min((one for one in found if _meant(one, plain, category)), key=re.Match.start, default=None)
    if said is not None:
        return min(_number(said["count"]), MOST)
    each = len(_EACH.findall(plain))
    return min(each, MOST) if each > 1 else 2 if _TWO.search(plain) else 1


def _number(count: str) -> int:
    return next(number for number, words in _COUNTS.items() if words.fullmatch(count))


def _meant(found: re.Match[str], plain: str, category: Category | None) -> bool:
    """Say whether it is helpers that are counted: not guests, nor who lives there, nor who came the last time."""
    place = found.start("count")
    before = plain[: found.start()]
    clause, sentence = (plain[part_around(ends, plain, place, place)] for ends in (_CLAUSE, _SENTENCE))
    if _PAST.search(clause) or _GUESTS.search(sentence):
        return False
    if _NOT_BEFORE.search(before) and not _TASK_FOR.search(before):
        return False
    if category in _SOCIAL:
        return bool(_PLAINLY.search(sentence) or _FOR_A_TASK.search(plain[found.end() :]))
    return bool(_NEED.search(sentence)) or not _THEMSELVES.search(clause)
