"""What keeps out what does not belong in a message hands to the doors."""

from flows.guards import conversations
from flows.guards.deeds import caring, illness, pausing, stopping
from flows.help.deeds.waves import NOBODY
from flows.menu import COORDINATORS, Before, Conversation, Deed, DueDeed, Notice, Theme, hear_nothing

THEME = Theme(
    name="guards",
    conversations=(Conversation("unwell", conversations.unwell, hear_nothing, illness.tell, courtesy=True),),
    deeds=(
        Deed("ill_pause", illness.pause, once=True),
        Deed("care.arranged", caring.arranged, COORDINATORS),
        Deed("care.not_arranged", caring.not_arranged, COORDINATORS),
    ),
    notices=(Notice("guard", stopping.stopped, Before.ALL, for_forwarded=False),),
    dues=(DueDeed("care", caring.ask_what_came), DueDeed(NOBODY, pausing.go_on)),
)
