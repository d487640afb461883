"""What spoken messages hand to the doors."""

from flows.hearing import conversations
from flows.hearing.deeds import typing
from flows.hearing.deeds.arriving import TYPE_IN
from flows.menu import ALWAYS, COORDINATORS, Conversation, Deed, Theme, hear_nothing

THEME = Theme(
    name="hearing",
    conversations=(
        Conversation(TYPE_IN, conversations.type_in, hear_nothing, typing.typed_in, COORDINATORS, frank=True,
                     of_others=ALWAYS),
    ),
    deeds=(
        Deed("spoken.type_in", typing.ask_words, COORDINATORS),
        Deed("spoken.not_heard", typing.not_heard, COORDINATORS),
        Deed("heard.right", typing.heard_right, once=True),
        Deed("heard.wrong", typing.heard_wrong, once=True),
    ),
)  # fmt: skip
