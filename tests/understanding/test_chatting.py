"""Who only chats is known by it; what asks for something, or tells of trouble, is no chat."""

import pytest

from flows.understanding.replies.chatting import Chat, chats_about

CHATS = (
    (Chat.PRAISE, "je bent een engel"),
    (Chat.PRAISE, "God zegene u"),
    (Chat.PRAISE, "u bent een schat hoor"),
    (Chat.PRAISE, "veel liefs van Riet"),
    (Chat.BIRTHDAY, "vandaag ben ik 82 geworden"),
    (Chat.BIRTHDAY, "ik ben jarig vandaag"),
    (Chat.BIRTHDAY, "it's my birthday today"),
    (Chat.NEWS, "ik ben overgrootmoeder geworden"),
    (Chat.NEWS, "mijn kleindochter is geslaagd voor haar examen"),
    (Chat.NEWS, "mijn man en ik zijn vandaag 50 jaar getrouwd"),
    (Chat.PHOTO, "hier een foto van mijn kleinzoon op de fiets"),
    (Chat.JOKE, "weet je een mop"),
    (Chat.LAUGH, "hahaha die is goed"),
    (Chat.WEATHER, "het regent weer pijpenstelen"),
    (Chat.WEATHER, "wat een weertje hè"),
    (Chat.HOW, "hoe is het met je"),
    (Chat.HOW, "heb je ook kinderen"),
)


@pytest.mark.parametrize(("chat", "text"), CHATS)
def test_chat_is_heard(chat: Chat, text: str) -> None:
    """A birthday, a joke, the weather, a kind word."""
    assert chats_about(text) is chat


@pytest.mark.parametrize(
    "text",
    ["kan iemand een foto van mijn kleinzoon ophangen", "hier een foto van de lekkage", "het regent binnen",
     "het stormt en de schutting is om", "het is koud hier binnen", "heb je een man voor de tuin",
     "ik ben ziek geworden", "hoe gaat het met mijn aanvraag", "we zijn dinsdag 50 jaar getrouwd, wie versiert de zaal",
     "mijn dochter is jarig dinsdag en ik moet daarheen", "ik ben 82 jaar", "ik ben zo alleen, het regent maar",
     "ik ben jarig, kan iemand taart halen", "dinsdag om drie uur"],
)  # fmt: skip
def test_what_asks_or_tells_of_trouble_is_no_chat(text: str) -> None:
    """Somebody may need something after all."""
    assert chats_about(text) is None
