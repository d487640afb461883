"""Takes the HTML out of a text and gives the entities it stood for, as Telegram's parse modes do."""

import re
from html.parser import HTMLParser
from typing import Any

from bot.practice.api_checks import refuse
from bot.practice.world_things import length

_STRAY = re.compile(r"<(?!/?[A-Za-z])")  # the parser of the library would let it pass for text
_ENTITIES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "del": "strikethrough",
    "strike": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
}


def plain(text: str, mode: str) -> tuple[str, list[dict[str, Any]]]:
    """Give TEXT without its markup, and its entities. Raises Refusal for broken markup and for modes unknown here."""
    if mode.lower() != "html":
        raise refuse("unsupported parse_mode (the practice API reads HTML only)")
    if _STRAY.search(text):
        raise refuse("can't parse entities: unsupported start tag")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise refuse(f"can't parse entities: can't find end tag corresponding to start tag \"{reader.open[-1][0]}\"")
    return "".join(reader.words), sorted(reader.entities, key=lambda one: int(one["offset"]))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.entities: list[dict[str, Any]] = []
        self.open: list[tuple[str, int, dict[str, str]]] = []
        self._at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ENTITIES:
            raise refuse(f'can\'t parse entities: unsupported start tag "{tag}"')
        link = dict(attrs).get("href") if tag == "a" else None
        self.open.append((tag, self._at, {"url": link} if link else {}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise refuse(f'can\'t parse entities: unexpected end tag "{tag}"')
        _, offset, extra = self.open.pop()
        if self._at > offset:
            self.entities.append({"type": _ENTITIES[tag], "offset": offset, "length": self._at - offset} | extra)

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        self._at += length(data)
