"""What a coordinator does in a day, as it is handed to the doors."""

from flows.daywork import (
    conversations,
    correcting,
    doubles,
    ending,
    morning,
    noting,
    requests,
    today,
    who,
)
from flows.help.listening import listen
from flows.menu import COORDINATORS, Command, Conversation, Deed, DueDeed, Theme

THEME = Theme(
    name="daywork",
    commands=(
        Command(("vandaag", "today"), morning.today_or_hour, COORDINATORS),
        Command(("vraag", "request"), requests.show_request, COORDINATORS),
        Command(("wie", "who"), who.show_who, COORDINATORS),
    ),
    conversations=(
        Conversation(
            "correct", conversations.correct, conversations.hear_correction, correcting.corrected, COORDINATORS
        ),
        Conversation("note", conversations.note, listen, noting.noted, COORDINATORS, frank=True),
    ),
    deeds=(
        Deed("request_change", correcting.tap_change, COORDINATORS),
        Deed("request_reopen", correcting.tap_reopen, COORDINATORS),
        Deed("request_take_off", ending.take_off, COORDINATORS),
        Deed("request_close", ending.tap_close, COORDINATORS),
        Deed("close_request", ending.close, COORDINATORS, once=True),
        Deed("close_not", ending.leave, COORDINATORS, once=True),
        Deed("request_note", noting.tap_note, COORDINATORS),
        Deed("note_undo", noting.undo, COORDINATORS, once=True),
        Deed("task.same", doubles.same, COORDINATORS),
        Deed("task.two", doubles.two, COORDINATORS),
        Deed("today_page", today.page, COORDINATORS),
        Deed("who_ask", who.ask_at_once, COORDINATORS, once=True),
        Deed("today_at", morning.chosen, COORDINATORS),
    ),
    dues=(DueDeed("morning", morning.begins),),
)
