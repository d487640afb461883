"""Cuts letters to Telegram's measure, for both messengers, without either library."""

import re

from flows.post import Parcel

LONGEST_TEXT = 4096  # UTF-16 units. Source: sendMessage in the Bot API manual
LONGEST_CAPTION = 1024
LONGEST_NOTICE = 200

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Take out what no store and no wire can hold: lone surrogates and NUL."""
    return _LONE_SURROGATE.sub("\ufffd", text).replace("\x00", "\ufffd") if text else ""


def is_picture(name: str) -> bool:
    """Say whether a file of that NAME is shown as a picture in the chat."""
    return name.endswith(".png")


def units(text: str) -> int:
    """Count UTF-16 units, as Telegram does."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(parcel: Parcel) -> list[tuple[str, list[tuple[int, int]]]]:
    """Cut a letter into messages that Telegram takes: each with its words and its bold (offset, length) pairs.

    Nearly always there is one. The last is the one that carries buttons or document.
    """
    text = clean(parcel.text)
    most = LONGEST_CAPTION if parcel.document else LONGEST_TEXT
    cut: list[tuple[str, list[tuple[int, int]]]] = []
    start = 0
    while units(text) > most:
        head = _head(text, LONGEST_TEXT)
        cut.append((head, _within(parcel.bold, start, units(head))))
        start, text = start + units(head), text[len(head) :]
    return [*cut, (text, _within(parcel.bold, start, units(text)))]


def shortened(parcel: Parcel) -> tuple[str, list[tuple[int, int]]]:
    """Give the words of PARCEL as one message, cut with an ellipsis where an edit could not hold them all."""
    text, most = clean(parcel.text), LONGEST_CAPTION if parcel.document else LONGEST_TEXT
    if units(text) > most:
        text = _head(text, most - 1).rstrip() + "…"
    return text, _within(parcel.bold, 0, units(text))


def _head(text: str, most: int) -> str:
    head = text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")
    line = head.rfind("\n") + 1
    return head[:line] if len(text) > len(head) and line > len(head) // 2 else head


def _within(bold: tuple[tuple[int, int], ...], start: int, size: int) -> list[tuple[int, int]]:
    ends = [(max(offset - start, 0), min(offset + length - start, size)) for offset, length in bold]
    return [(first, last - first) for first, last in ends if last > first]
