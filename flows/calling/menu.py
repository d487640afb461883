"""What the phone bridge hands to the doors."""

from flows.calling import callers, conversations, listing, recording, told
from flows.menu import COORDINATORS, Before, Command, Conversation, Deed, Notice, Theme, hear_nothing

THEME = Theme(
    name="calling",
    commands=(
        Command(("bel", "call"), callers.call, COORDINATORS),
        Command(("nummer", "number"), callers.number, COORDINATORS),
    ),
    conversations=(
        Conversation("by_phone", conversations.by_phone, hear_nothing, recording.words_said, COORDINATORS,
                     frank=True, verbatim=True, alerts=True),
    ),
    deeds=(
        Deed("call.list", listing.show_list, COORDINATORS),
        Deed("call.open", listing.open_call, COORDINATORS),
        Deed("call.said", recording.said, COORDINATORS),
        Deed("call.record", recording.record, COORDINATORS),
        Deed("call.no_answer", recording.no_answer, COORDINATORS),
        Deed("call.later", recording.later, COORDINATORS),
        Deed("call.more", recording.more, COORDINATORS),
        Deed("call.words", recording.ask_words, COORDINATORS),
        Deed("call.greet", callers.greet, COORDINATORS),
        Deed("call.listen", callers.listen, COORDINATORS),
        Deed("call.number", callers.number_of, COORDINATORS),
        Deed("call.new", callers.new_caller, COORDINATORS),
        Deed("call.told", told.told_of, COORDINATORS, once=True),
    ),
    notices=(Notice("called", told.told, Before.ALL, for_forwarded=False),),
)  # fmt: skip
