"""How well is understood what is asked for, and how many questions are left before the read-back.

The sentences of bench/data/request_sentences.toml were held apart from the making of the lexicon, those of
request_judged.toml from everything; how they were made stands in these files. Each one also goes through the real
conversation, as a resident whose name and street are known; whatever it asks is answered in a plain way until it reads
back. A message that is not taken for a request costs two questions: what it is, and what it is about.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from bench.left_out import measure_left_out
from bench.table import Cell, Part, Target, table
from bench.taught import kept
from flows.help.conversations import ask_for_help
from flows.help.listening import known_answers, listen
from flows.help.several import first_of
from flows.talk import Answers, Heard, Kept, Question, hear, stand
from flows.understanding.requests.classifier import classifier
from flows.understanding.requests.how_many import read_how_many
from flows.understanding.requests.near import Near
from flows.understanding.requests.sentence import Understood, understand
from flows.understanding.requests.several import split_tasks
from flows.understanding.requests.whom import Whom, read_whom
from flows.understanding.words import fold
from storage.terms import Category, Intent

NOW = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - a wall clock, as the reader takes it
DATA = Path(__file__).parent / "data" / "request_sentences.toml"
JUDGED = tuple(DATA.with_name(f"request_judged{which}.toml") for which in ("", "_2", "_3"))
# by which nothing was ever made; only of the first more is told than the kind of help and for whom it is
OFFERS = tuple(DATA.with_name(f"offers_judged{which}.tsv") for which in ("", "_2", "_3", "_4"))  # nor by these
FEW, NO_REQUEST, STUCK = 1, 2, 9
_SEVERAL = "several"
_SAME = {"client": {"client", "neighbour"}}  # "mevrouw" is either
_PLAIN = {"when": "dinsdag om 10 uur", "hour": "om 10 uur", "where": "naar het gemeentehuis"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the kinds a coordinator would file it under, and what else is said in it."""

    text: str
    kind: str
    right: tuple[Category, ...]
    said: Mapping[str, Any]


@cache
def sentences(path: Path = DATA) -> tuple[Sentence, ...]:
    """Read the sentences of a file."""
    kinds = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_sentence(kind, said) for kind, rows in kinds.items() for said in rows)


def _sentence(kind: str, said: Mapping[str, Any]) -> Sentence:
    right = said["tasks"] if kind == _SEVERAL else [kind, *said.get("also", [])]
    return Sentence(said["says"], kind, tuple(map(Category, right)), said)


def questions(one: Sentence) -> tuple[str, ...]:
    """Give the keys of what is asked before the read-back."""
    understood = understand(one.text, NOW)
    if understood.intent is not Intent.REQUEST:
        return ("hello", "what", *_talk(one, understood))
    return (*(("need",) if understood.doubted else ()), *_talk(one, understood))


def _talk(one: Sentence, understood: Understood) -> Iterator[str]:
    first, others = first_of(understood, NOW)
    known = known_answers(first, NOW)
    guesses = [guess.category.value for guess in first.likely]
    given = {"known": True, "street": True, "guesses": guesses, "words": first.text, "others": others, "said": [*known]}
    answers: Answers = {key: Kept(value) for key, value in known.items()}
    for turn in range(1, STUCK + 1):
        asks = stand(ask_for_help, given, answers).asks
        if asks is None or asks.key == "review":
            return
        yield asks.key
        answers = hear(ask_for_help, given, answers, _answer(asks, one, answers, given), turn).answers


def _answer(asks: Question[Any], one: Sentence, answers: Answers, given: Mapping[str, Any]) -> Heard:
    words = _PLAIN.get(asks.key)
    if words:
        return Heard(words, facts=listen(words, NOW, answers, given))
    values = [option.value for option in asks.kind.options()]
    right = [kind.value for kind in one.right if kind.value in values]
    if asks.key == "what" and not right:
        kind = one.right[0].value
        return Heard(kind, facts={"what": {"category": kind, "task": "", "words": one.text}})
    return Heard(option=(right or values)[0])


def guessed(one: Sentence) -> bool:
    """Say whether one of three buttons would be right if the lexicon knew no word of the sentence."""
    return bool(set(list(classifier().kinds(fold(one.text), listed=False))[:3]) & set(one.right))


def row(one: Sentence) -> dict[str, Cell]:
    """Measure one sentence."""
    found = understand(one.text, NOW)
    named = [guess.category for guess in found.likely]
    asked = questions(one)
    whom = read_whom(one.text)
    return {
        "part": "what", "sentence": one.text, "kind": one.kind, "intent": found.intent.value,
        "found": found.category.value if found.category else None, "sure": found.likely[0].sure if found.likely else 0,
        "first": int(named[:1] != [] and named[0] in one.right), "third": int(bool(set(named) & set(one.right))),
        "questions": len(asked), "asked": " ".join(asked),
        "when": int(("when" not in asked) >= one.said.get("when", False)),
        "whom": int(_is_for(one, whom)),
        "people": int(read_how_many(one.text, found.category) == one.said.get("people", 1)),
        "where": int(one.said.get("where", "").casefold() in _destinations(one.text)),
        "tasks": int(len(split_tasks(one.text)) == len(one.said.get("tasks", [1]))),
    }  # fmt: skip


def _is_for(one: Sentence, whom: Whom | None) -> bool:
    """Say whether it was read for whom ONE is; who stays with a housemate helps them both."""
    said, read = one.said.get("whom", ""), whom.near.value if whom else ""
    both = (one.kind, said) == (Category.RESPITE, Near.HOUSEMATE)
    return read in (("", said) if both else _SAME.get(said, {said}))


def _destinations(text: str) -> str:
    return " ".join(understand(part, NOW).destination for part in split_tasks(text)).casefold()


def measure() -> Part:
    """Measure all sentences."""
    rows, *judged = ([row(one) for one in sentences(path)] for path in (DATA, *JUDGED))
    unseen = list(chain.from_iterable(judged))
    kinds = dict.fromkeys(one["kind"] for one in rows)
    lines = [_line(kind, [one for one in rows if one["kind"] == kind]) for kind in kinds]
    said = zip(_particulars(rows, DATA), _particulars(judged[0], JUDGED[0]), strict=True)
    tables = [
        table(
            ("kind of help", "sentences", "first right, %", "right among three, %", "at most one question, %"),
            [
                *lines,
                *(_line(f"unseen, {place}", some) for place, some in enumerate(judged, 1)),
                _line("unseen, all", unseen),
            ],
        ),
        table(
            ("said in the sentence", "where it is said, %", "where it is not, %", "unseen: said, %", "unseen: not, %"),
            ([*one, *other[1:]] for one, other in said),
        ),
    ]
    tables.append(table(("offers, unseen", "sentences", "heard as an offer, %", "asked which, %"),
                        (_offered(kind, texts) for kind, texts in offers().items())))  # fmt: skip
    left_out, left_out_rows = measure_left_out("what", "bench.request_unseen")
    return Part(
        [*tables, *left_out],
        [*rows, *unseen, *({"part": "what", **row} for row in left_out_rows)],
        _targets(rows, unseen),
    )


def offers() -> dict[str, list[str]]:
    """Give the sentences that offer help, that ask for it, and that do neither."""
    found: dict[str, list[str]] = {"offer": [], "ask": [], "none": []}
    for kind, _, text in (line.split("\t") for path in OFFERS for line in kept(path)):
        found[kind].append(text)
    return found


def _offered(kind: str, texts: Sequence[str]) -> list[Cell]:
    """Give of how many it is heard that they offer help, and of how many it would be asked."""
    heard = [understand(text, NOW).intent is Intent.OFFER for text in texts]
    either = [classifier().may_offer(fold(text)) for text in texts]
    return [kind, len(texts), _part(heard), _part([a and not b for a, b in zip(either, heard, strict=True)])]


def _targets(rows: Sequence[Mapping[str, Cell]], judged: Sequence[Mapping[str, Cell]]) -> list[Target]:
    buttons = [guessed(one) for one in sentences()]
    few = [one["questions"] <= FEW for one in rows]  # type: ignore[operator]  # a number in every row
    return [
        Target("kind of help: the first is right, %", _share(rows, "first"), 90.0, more=True),
        Target("kind of help: right among three, %", _share(rows, "third"), 98.0, more=True),
        Target("kind of help, unseen: the first is right, %", _share(judged, "first"), 90.0, more=True),
        Target("kind of help, unseen: right among three, %", _share(judged, "third"), 98.0, more=True),
        Target("three buttons without the lexicon: one is right, %", _part(buttons), 90.0, more=True),
        Target("at most one question before the read-back, %", _part(few), 80.0, more=True),
    ]


def _line(kind: Cell, rows: Sequence[Mapping[str, Cell]]) -> list[Cell]:
    few = [one["questions"] <= FEW for one in rows]  # type: ignore[operator]  # a number in every row
    return [kind, len(rows), _share(rows, "first"), _share(rows, "third"), _part(few)]


def _particulars(rows: Sequence[Mapping[str, Cell]], path: Path) -> Iterator[list[Cell]]:
    for name in ("when", "whom", "people", "where", "tasks"):
        said = [bool(one.said.get(name)) for one in sentences(path)]
        parts = ([one for one, told in zip(rows, said, strict=True) if told is wanted] for wanted in (True, False))
        yield [name, *(_share(part, name) for part in parts)]


def _share(rows: Sequence[Mapping[str, Cell]], name: str) -> float:
    return _part([bool(one[name]) for one in rows])


def _part(told: Sequence[bool]) -> float:
    return 100 * sum(told) / max(1, len(told))
