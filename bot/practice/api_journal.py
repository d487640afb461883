"""What came in at the practice Bot API: what was taken, how often each letter arrived, who called before they might."""

import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_SENDS = frozenset({"sendMessage", "sendDocument", "sendPhoto"})
_WRITES = _SENDS | {"editMessageText", "editMessageCaption", "deleteMessage"}


@dataclass(frozen=True, slots=True)
class Call:
    """One call. `at` and `until` are seconds of a clock that never goes back; `until` is when the chat may be called.

    `taken` says that it had its effect, `answered` that the caller was told what came of it, and `early` that the chat
    was called before the time that an answer had named which had gone out by then.
    """

    at: float
    method: str
    chat: int | None
    letter: str  # what makes a letter the same one: chat, words and buttons; empty for what is none
    text: str
    taken: bool
    answered: bool
    message: int | None = None
    until: float | None = None
    early: bool = False


class Journal:
    """Keeps every call, in the order in which they were answered."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, keeps: bool = True) -> None:
        self.calls: list[Call] = []
        self._clock = clock
        self._keeps = keeps
        self._told: dict[int, tuple[float, float]] = {}  # by chat: when it was said, and until when it is to wait

    def arrived(self) -> float:
        """Give the moment, for a call that has just come in."""
        return self._clock()

    def note(self, at: float, method: str, given: Mapping[str, Any], body: bytes, answered: bool) -> None:
        """Keep a call that came in AT and was met with BODY; ANSWERED says that the caller got that whole."""
        if not self._keeps:
            return
        said = _read(body)
        chat = _number(given.get("chat_id"))
        writes = method in _WRITES and chat is not None
        told, ends = self._told.get(chat or 0, (0.0, 0.0))
        early = writes and told <= at < ends
        wait = said.get("parameters", {}).get("retry_after") if answered else None
        now = self._clock()
        until = now + wait if wait and writes else None
        if until is not None and chat is not None:
            self._told[chat] = told if now < ends else now, until
        result = said.get("result")
        message = result.get("message_id") if method in _SENDS and isinstance(result, dict) else None
        letter = _letter(given) if method in _SENDS else ""
        taken = said.get("ok") is True
        text = str(given.get("text") or given.get("caption") or "")
        self.calls.append(Call(at, method, chat, letter, text, taken, answered, message, until, early))

    def arrivals(self) -> Counter[str]:
        """Count how often each letter arrived."""
        return Counter(one.letter for one in self.calls if one.letter and one.taken)

    def report(self) -> dict[str, int]:
        """Say in figures what came in."""
        return {
            "calls": len(self.calls),
            "taken": sum(one.taken for one in self.calls),
            "letters": len(self.arrivals()),
            "letters that arrived more than once": sum(times > 1 for times in self.arrivals().values()),
            "calls before retry_after": sum(one.early for one in self.calls),
        }


def _letter(given: Mapping[str, Any]) -> str:
    return json.dumps([str(given.get(name, "")) for name in ("chat_id", "text", "caption", "reply_markup")])


def _read(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
