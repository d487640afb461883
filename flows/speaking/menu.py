"""What speaking for somebody else hands to the doors."""

from flows.help import listening
from flows.menu import COORDINATORS, Command, Conversation, Deed, Notice, Theme, hear_nothing
from flows.speaking import conversations
from flows.speaking.deeds import children, choosing, moving, neighbours, permitting, relatives, sharing
from flows.speaking.listening import hear_how, listen

THEME = Theme(
    name="speaking",
    commands=(
        Command(("samen", "together"), sharing.live_together),
        Command(("naaste", "relative"), permitting.relative_of, COORDINATORS),
        Command(("verhuis", "move"), moving.make_link, COORDINATORS),
    ),
    conversations=(
        Conversation("whose", conversations.whose, listen, choosing.chosen),
        Conversation("joining", conversations.joining, hear_nothing, sharing.joined),
        Conversation("for_other", conversations.for_other, hear_how, neighbours.decided),
        Conversation("ask_for_elder", conversations.ask_for_elder, listening.listen, relatives.asked_for_elder),
    ),
    deeds=(
        Deed("relative.may", permitting.permit, once=True),
        Deed("relative.end", relatives.end_with),
        Deed("relative.for", permitting.ask_consent, COORDINATORS),
        Deed("relative.recorded", permitting.recorded, COORDINATORS, once=True),
        Deed("moving.link_for", moving.link_for, COORDINATORS),
        Deed("task.for_other_yes", neighbours.wants_it, COORDINATORS),
        Deed("task.for_other_no", neighbours.wants_it_not, COORDINATORS),
    ),
    notices=(
        Notice("child", children.hear_child),
        Notice("claim", moving.hear_claim),
        Notice("permission", permitting.hear_permission),
        Notice("housemate", sharing.hear_of_housemate),
        Notice("whose", choosing.ask_whose),
        Notice("for_other_more", neighbours.keep_more, for_forwarded=False),
        Notice("neighbour", neighbours.ask_them_first),
    ),
)
