"""What coming, going and saying when one can hand to the doors."""

from flows.conversing import look_after
from flows.menu import Command, Conversation, Deed, DueDeed, Opening, Theme
from flows.people import conversations, deeds
from flows.people.listening import listen
from storage.terms import Intent, Role

THEME = Theme(
    name="people",
    commands=(
        Command(("start",), deeds.start),
        Command(("help",), deeds.help_me),
        Command(("mens", "person"), deeds.person_wanted),
        Command(("taal", "language"), deeds.choose_language),
    ),
    conversations=(
        Conversation("offer_help", conversations.offer_help, listen, deeds.offered),
        Conversation("new_hours", conversations.new_hours, listen, deeds.keep_hours, frozenset({Role.HELPER})),
    ),
    deeds=(
        Deed("person", deeds.person_wanted),
        Deed("language", deeds.set_language),
        Deed("stop_pause", deeds.stop_pause),
        Deed("stop_undo", deeds.stop_undo),
        Deed("stop_leave", deeds.stop_leave),
        Deed("stop_erase", deeds.stop_erase),
        Deed("erase_sure", deeds.erase_sure),
        Deed("small_ask", deeds.small_ask),
        Deed("small_help", deeds.small_help),
    ),
    dues=(DueDeed("talk", look_after),),
    openings=(
        Opening(Intent.OFFER, deeds.offer),
        Opening(Intent.PERSON, deeds.person_wanted),
        Opening(Intent.STOP, deeds.stop),
        Opening(Intent.FORGET, deeds.stop_erase),
        Opening(Intent.THANKS, deeds.thanks),
        Opening(Intent.SMALLTALK, deeds.smalltalk),
    ),
)
