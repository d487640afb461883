"""What a coordinator does in a day, as it is handed to the doors."""

from flows.daywork import (
    agenda,
    checks,
    conversations,
    correcting,
    doubles,
    ending,
    helpers,
    morning,
    noting,
    probation,
    requests,
    silence,
    standing,
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
        Command(("vrijwilligers", "volunteers"), helpers.show_helpers, COORDINATORS),
        Command(("keur", "approve"), checks.approve_or_check, COORDINATORS),
        Command(("maatje", "buddy"), probation.buddy, COORDINATORS),
        Command(("wie", "who"), who.show_who, COORDINATORS),
        Command(("agenda",), agenda.show),
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
        Deed("helpers_page", helpers.page, COORDINATORS),
        Deed("helper_page", helpers.tap_helper, COORDINATORS),
        Deed("helper_note", noting.open_note_about, COORDINATORS),
        Deed("helper_pause", standing.pause, COORDINATORS),
        Deed("helper_stop", standing.ask_stop, COORDINATORS),
        Deed("helper_stop_sure", standing.stop, COORDINATORS, once=True),
        Deed("helper_stay", standing.stay, COORDINATORS, once=True),
        Deed("helper_back", standing.back, COORDINATORS),
        Deed("keep_check", checks.keep_check, COORDINATORS),
        Deed("task.seen_again", checks.seen_again, COORDINATORS),
        Deed("set_buddy", probation.set_buddy, COORDINATORS),
        Deed("silent_ask", silence.ask_all, COORDINATORS, once=True),
        Deed("still_yes", silence.still_yes),
        Deed("task.same", doubles.same, COORDINATORS),
        Deed("task.two", doubles.two, COORDINATORS),
        Deed("today_page", today.page, COORDINATORS),
        Deed("agenda_page", agenda.page, COORDINATORS),
        Deed("who_ask", who.ask_at_once, COORDINATORS, once=True),
        Deed("today_at", morning.chosen, COORDINATORS),
    ),
    dues=(
        DueDeed("morning", morning.begins),
        DueDeed("check_again", checks.look_again),
        DueDeed("still_ask", silence.ask, rests=True),
        DueDeed("still_there", silence.look, rests=True, awaits=True),
    ),
)
