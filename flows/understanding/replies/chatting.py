"""What somebody writes who only chats: a birthday, a joke, the weather, a kind word. It asks for no help. Pure."""

from enum import StrEnum

from flows.late import late_pattern
from flows.understanding.replies.mood import sounds_low
from flows.understanding.requests.intent import find_intent
from flows.understanding.words import any_of, fold, load
from storage.terms import Intent

_LEXICON = load("chatting")
_ASKS = late_pattern(_LEXICON["asks"]["says"])


class Chat(StrEnum):
    """What is chatted about."""

    PRAISE = "praise"
    BIRTHDAY = "birthday"
    NEWS = "news"
    PHOTO = "photo"
    JOKE = "joke"
    LAUGH = "laugh"
    WEATHER = "weather"
    HOW = "how"


_CHATS = tuple(
    (Chat(name), any_of((line.replace("LEAD", _LEXICON["marks"]["lead"]) for line in lines), _LEXICON["marks"]))
    for name, lines in _LEXICON["chat"].items()
)


def chats_about(text: str) -> Chat | None:
    """Say what TEXT chats about; None where it asks for something as well, or chats about nothing that is known."""
    words = fold(text)
    if (
        _ASKS.search(words)
        or sounds_low(text)
        or find_intent(words, task=False, time=False)[0] not in (Intent.SMALLTALK, Intent.THANKS)
    ):
        return None
    return next((chat for chat, pattern in _CHATS if pattern.search(words)), None)
