"""Several letters to one person become one: their texts one below the other, their buttons under all of it."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from flows.wording.render import LONGEST, Rendered, joined
from storage.ids import new_id
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass

MOST = 8  # letters in one
ROOM = LONGEST - 600  # for what is put before it, and for the numbers
DIGEST = "digest"
_READ = "read"
_HINDRANCES = ("document", "ask_contact", "drop_keyboard")


def can_be_put_together(letter: OutboxLetter) -> bool:
    """Say whether LETTER is nothing but text and buttons."""
    body = json.loads(letter.body or "{}")
    return not any(body.get(one) for one in _HINDRANCES)


def text_of(letter: OutboxLetter) -> Rendered:
    """Give the text of LETTER with its bold stretches."""
    body = json.loads(letter.body or "{}")
    return Rendered(body.get("text", ""), tuple((offset, length) for offset, length in body.get("bold", ())))


def put_before(letter: OutboxLetter, words: Rendered) -> None:
    """Put WORDS above what LETTER says."""
    _say(letter, joined([words, text_of(letter)], "\n\n"))


def put_together(letters: Sequence[OutboxLetter], now: datetime) -> list[OutboxLetter]:
    """Give LETTERS to one person as few letters, which hold all that they say; one alone stays as it is."""
    return [part[0] if len(part) == 1 else _one(part, now) for part in _parts(letters)]


def _parts(letters: Sequence[OutboxLetter]) -> Iterator[list[OutboxLetter]]:
    """Divide LETTERS so that each part fits in one message."""
    part: list[OutboxLetter] = []
    length = 0
    for letter in letters:
        size = len(text_of(letter).text.encode("utf-16-le")) // 2
        if part and (len(part) == MOST or length + size > ROOM):
            yield part
            part, length = [], 0
        part.append(letter)
        length += size + 8
    yield part


def _one(letters: Sequence[OutboxLetter], now: datetime) -> OutboxLetter:
    """Make one letter of several; where two buttons would say the same, all is numbered."""
    labels = Counter(row["label"] for letter in letters for row in letter.buttons if row["deed"] != _READ)
    numbered = any(count > 1 for count in labels.values())
    texts = [
        joined([Rendered(f"{n}."), text_of(one)], " ") if numbered else text_of(one) for n, one in _counted(letters)
    ]
    asking = [one.id for one in letters if one.asks]
    first = letters[0]
    whole = OutboxLetter(
        id=new_id(),
        chat=first.chat,
        thread=first.thread,
        person=first.person,
        meant=first.meant,
        community=first.community,
        words=DIGEST,
        lane=Lane.NEWS,
        letter_class=_strictest(letters),
        asks=len(asking) == 1,  # a typed yes to two questions would be an answer to neither
        body=first.body,
        buttons=list(_buttons(letters, numbered, asking)),
        written_at=now,
        not_before=first.not_before,
    )
    _say(whole, joined(texts, "\n\n"))
    return whole


def _counted(letters: Sequence[OutboxLetter]) -> Iterator[tuple[int, OutboxLetter]]:
    return iter(enumerate(letters, 1))


def _buttons(letters: Sequence[OutboxLetter], numbered: bool, asking: Sequence[int]) -> Iterator[dict[str, Any]]:
    place, read = 0, False
    for number, letter in _counted(letters):
        for row in letter.buttons:
            if row["deed"] == _READ and read:
                continue  # read once is all read
            read = read or row["deed"] == _READ
            label = f"{number}. {row['label']}" if numbered and row["deed"] != _READ else row["label"]
            yes = row["yes"] if [letter.id] == list(asking) else None
            yield {**row, "option": str(place), "label": label, "yes": yes}
            place += 1


def _strictest(letters: Sequence[OutboxLetter]) -> LetterClass:
    critical = any(one.letter_class is LetterClass.CRITICAL for one in letters)
    return LetterClass.CRITICAL if critical else LetterClass.COURTESY


def _say(letter: OutboxLetter, text: Rendered) -> None:
    body = json.loads(letter.body or "{}")
    letter.body = json.dumps(body | {"text": text.text, "bold": [list(one) for one in text.bold]})
