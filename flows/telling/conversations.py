"""What a coordinator is asked who writes to many, or to one: to whom, and what. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flows.kinds import Fact
from flows.talk import Answer, Answers, Given, Heard, Option, Talk, Unclear
from flows.telling.audience import Whom, make_whom, read_whom
from flows.wording.render import plain

BULLETIN, FOR_ONE = "bulletin", "for_one"
WRITES = timedelta(minutes=30)  # within which what is typed is the message that was asked for
MOST_UNITS = 3500  # of UTF-16: what stands around it fits as well, so that nothing is cut off
_TAPS = (
    Option("all", "telling.tap.all", says="iedereen"),
    Option("helpers", "telling.tap.helpers", says="vrijwilligers"),
    Option("residents", "telling.tap.residents", says="bewoners"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """A message to many, as it was written."""

    whom: Whom
    words: str


@dataclass(frozen=True, slots=True)
class Message:
    """The words of a message, any that fit into one letter."""

    closing: bool = False

    def options(self) -> tuple[Option, ...]:
        """Give nothing to tap."""
        return ()

    def read(self, heard: Heard) -> Answer:
        """Take the words as they are."""
        return Answer(self.recall(heard.text.strip()))

    def recall(self, kept: Any) -> str:
        """Give the words back, while there is something to read in them and they fit."""
        if not isinstance(kept, str) or not plain(kept).strip():
            raise Unclear("unclear.text")
        if len(kept.encode("utf-16-le", "surrogatepass")) > 2 * MOST_UNITS:
            raise Unclear("telling.too_long")
        return kept


async def bulletin(talk: Talk, given: Given) -> Written:
    """Ask to whom it goes, and what it says."""
    whom = await talk.ask("audience", Fact("audience", make_whom, "telling.unclear_whom", _TAPS))
    return Written(whom, await talk.ask("words", Message(), to=whom.said()))


async def for_one(talk: Talk, given: Given) -> str:
    """Ask what one person is to know."""
    return await talk.ask("words", Message(), name=given["name"])


def listen(words: str, now: datetime, answers: Answers, given: Given) -> dict[str, Any]:
    """Hear to whom it goes."""
    whom = read_whom(words, given.get("own", ()))
    return {} if whom is None else {"audience": whom.kept()}
