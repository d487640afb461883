"""What messages to many hand to the doors."""

from functools import partial

from flows.coordination.group_deeds import in_private
from flows.menu import (
    COORDINATORS,
    Before,
    Command,
    Conversation,
    Deed,
    DueDeed,
    GroupCommand,
    Notice,
    Theme,
    hear_nothing,
)
from flows.telling import conversations, drafting, replies, reporting, sending, to_one, wishes

THEME = Theme(
    name="telling",
    commands=(
        Command(("bericht", "broadcast"), drafting.tell, COORDINATORS, for_others=True),
        Command(("berichten", "messages"), wishes.messages),
    ),
    group_commands=(GroupCommand(("bericht", "broadcast"), partial(in_private, command="bericht")),),
    conversations=(
        Conversation(conversations.BULLETIN, conversations.bulletin, conversations.listen, drafting.written,
                     COORDINATORS, courtesy=True, frank=True, verbatim=True, of_others=conversations.WRITES),
        Conversation(conversations.FOR_ONE, conversations.for_one, hear_nothing, to_one.read_back, COORDINATORS,
                     courtesy=True, frank=True, verbatim=True, of_others=conversations.WRITES),
    ),
    deeds=(
        Deed("telling_send", drafting.send, COORDINATORS),
        Deed("telling_ask", drafting.ask_first, COORDINATORS),
        Deed("telling_change", drafting.change, COORDINATORS),
        Deed("telling_drop", drafting.drop, COORDINATORS),
        Deed("telling_stop", drafting.tap_stop, COORDINATORS),
        Deed("tell_one_words", to_one.ask_words, COORDINATORS),
        Deed("tell_one", to_one.send, COORDINATORS, once=True),
        Deed("tell_one_not", to_one.leave, COORDINATORS, once=True),
        Deed("telling_page", reporting.page, COORDINATORS),
        Deed("messages_yes", wishes.tap_yes),
        Deed("messages_no", wishes.tap_no),
        Deed("messages_ask_for", wishes.ask_for, COORDINATORS),
        Deed("messages_for", wishes.keep_for, COORDINATORS),
    ),
    dues=(DueDeed(sending.GO_ON, sending.when_due, rests=True), DueDeed(drafting.FORGET, drafting.forget)),
    notices=(
        Notice("messages", wishes.told),
        Notice("to_one", to_one.answered, Before.INTENT, for_forwarded=False),
        Notice("reply", replies.replied, Before.INTENT),
    ),
)  # fmt: skip
