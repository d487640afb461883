"""What coming, going and saying when one can hand to the doors."""

from flows.conversing import look_after
from flows.menu import Before, Command, Conversation, Deed, DueDeed, Notice, Opening, Theme, hear_nothing
from flows.people import conversations
from flows.people.deeds import (
    addressing,
    changing,
    chatting,
    coming,
    consenting,
    explaining,
    helping,
    knowing,
    leaving,
    placing,
    reaching,
    refusing,
)
from flows.people.listening import listen, listen_home
from storage.terms import Intent, Role

THEME = Theme(
    name="people",
    commands=(
        Command(("start",), coming.start),
        Command(("help",), coming.help_me),
        Command(("mens", "person"), reaching.person_wanted),
        Command(("pauze", "pause"), leaving.pause),
        Command(("taal", "language"), coming.choose_language),
        Command(("mijngegevens", "mydata"), knowing.my_data),
        Command(("vergeetmij", "forgetme"), leaving.forget_me),
        Command(("u",), addressing.say_u),
        Command(("je",), addressing.say_je),
    ),
    conversations=(
        Conversation("offer_help", conversations.offer_help, listen, helping.offered),
        Conversation(
            "new_hours",
            conversations.new_hours,
            listen,
            helping.keep_hours,
            frozenset({Role.HELPER}),
            courtesy=True,
            heeds=frozenset({Intent.CANCEL, Intent.CHANGE}),
        ),
        Conversation("either", conversations.ask_or_help, hear_nothing, helping.which_it_was, asks_whom=True),
        Conversation("place", conversations.place, listen_home, placing.answered, courtesy=True),
    ),
    deeds=(
        Deed("person", reaching.person_wanted),
        Deed("consents", consenting.show),
        Deed("consent.ask", consenting.ask),
        Deed("consent.keep", consenting.keep, once=True),
        Deed("consent.withdraw", consenting.withdraw, once=True),
        Deed("limits.keep", refusing.keep, once=True),
        Deed("limits.leave", refusing.leave, once=True),
        Deed("terms.keep", changing.keep, once=True),
        Deed("language", coming.set_language),
        Deed("stop_pause", leaving.stop_pause),
        Deed("stop_undo", leaving.stop_undo),
        Deed("stop_leave", leaving.stop_leave),
        Deed("leave_sure", leaving.leave_sure, once=True),
        Deed("stop_erase", leaving.stop_erase),
        Deed("erase_sure", leaving.erase_sure),
        Deed("small_ask", coming.small_ask),
        Deed("small_help", helping.small_help),
    ),
    dues=(DueDeed("talk", look_after),),
    notices=(
        Notice("both", helping.keep_both, for_forwarded=False),
        Notice("coordinator_named", reaching.named),
        Notice("about", explaining.explain, for_forwarded=False),
        Notice("not_called", reaching.not_called, for_forwarded=False),
        Notice("chats", chatting.chat, for_forwarded=False),
        Notice("messages_again", leaving.messages_again),
        Notice("consents", consenting.hear_of_consent, Before.INTENT),
        Notice("terms", changing.hear_of_terms, Before.INTENT, for_forwarded=False),
        Notice("another", changing.hear_of_another, Before.INTENT, for_forwarded=False),
        Notice("limits", refusing.hear_of_limits, Before.INTENT, for_forwarded=False),
        Notice("may_be_offer", helping.may_be_offer, Before.INTENT, for_forwarded=False),
    ),
    openings=(
        Opening(Intent.OFFER, helping.offer),
        Opening(Intent.PERSON, reaching.person_wanted),
        Opening(Intent.STOP, leaving.stop),
        Opening(Intent.FORGET, leaving.stop_erase),
        Opening(Intent.KNOW, knowing.show_kept),
        Opening(Intent.THANKS, coming.thanks),
        Opening(Intent.SMALLTALK, coming.smalltalk),
    ),
)
