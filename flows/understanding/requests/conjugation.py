"""From a form of a Dutch verb to its infinitive: sopt and gesopt are of "soppen", opgeruimd is of "opruimen"."""

from collections.abc import Iterator

from flows.late import late_pattern

_SHORTEST = 4
_LONG_VOWEL = late_pattern(r"(aa|ee|oo|uu)([^aeiou])$")
_PARTICIPLE = late_pattern(r"^(terug|schoon|voor|door|over|aan|bij|uit|weg|los|vast|op|af|in|om)?ge(?=\w{3})")
_SOFT = {"f": "v", "s": "z"}


def infinitives(word: str) -> Iterator[str]:
    """Give the infinitives that WORD may be a form of; most are no word at all."""
    if len(word) < _SHORTEST or not word.isalpha():
        return
    bare = _PARTICIPLE.sub(lambda found: found[1] or "", word)
    for form in dict.fromkeys((word, bare)):
        for stem in (form, form[:-1]) if form[-1] in "td" else (form,):
            yield from _of_stem(stem)


def _of_stem(stem: str) -> Iterator[str]:
    yield f"{stem}en"
    yield f"{stem}{stem[-1]}en"
    open_vowel = _LONG_VOWEL.sub(lambda found: found[1][0] + found[2], stem)
    for one in dict.fromkeys((stem, open_vowel)):
        yield f"{one[:-1]}{_SOFT.get(one[-1], one[-1])}en"
