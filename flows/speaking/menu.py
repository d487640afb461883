"""What speaking for somebody else hands to the doors."""

from flows.help.menu import hear_nothing
from flows.menu import Command, Conversation, Notice, Theme
from flows.speaking import conversations
from flows.speaking.deeds import sharing
from flows.speaking.listening import listen

THEME = Theme(
    name="speaking",
    commands=(Command(("samen", "together"), sharing.live_together),),
    conversations=(
        Conversation("whose", conversations.whose, listen, sharing.chosen),
        Conversation("joining", conversations.joining, hear_nothing, sharing.joined),
    ),
    notices=(
        Notice("housemate", sharing.hear_of_housemate),
        Notice("whose", sharing.ask_whose),
    ),
)
