"""What the main job hands to the doors."""

from flows.help import conversations, short_talks
from flows.help.deeds import (
    afterwards,
    again,
    agreeing,
    announcing,
    answering,
    around,
    asking,
    comforting,
    confiding,
    door,
    expiring,
    finding,
    habits,
    housing,
    lasting,
    moving,
    paying,
    relaying,
    searching,
    withdrawing,
)
from flows.help.listening import listen
from flows.help.rescheduling import hear_time
from flows.menu import Conversation, Deed, DueDeed, Facts, Notice, Opening, Theme
from flows.talk import Answers, Given
from storage.terms import Intent, Role

HELPERS = frozenset({Role.HELPER})


def hear_nothing(words: str, now: object, answers: Answers, given: Given) -> Facts:
    """Listen for no facts: the talk wants the words themselves."""
    return {}


THEME = Theme(
    name="help",
    conversations=(
        Conversation("ask_for_help", conversations.ask_for_help, listen, asking.ask),
        Conversation("worry", short_talks.worry, hear_nothing, confiding.worry_written, frank=True),
        Conversation("tell", short_talks.tell, hear_nothing, confiding.told, frank=True),
        Conversation("wrong", short_talks.wrong, hear_nothing, confiding.wrong_written, frank=True),
        Conversation("relay", short_talks.relay, hear_nothing, relaying.carry),
        Conversation("move", short_talks.move, hear_time, moving.moved),
        Conversation("thank", short_talks.thank, hear_nothing, afterwards.thanked, courtesy=True),
    ),
    deeds=(
        Deed("accept", agreeing.accept, HELPERS, unsure=answering.unsure),
        Deed("not_now", answering.not_now, unsure=answering.unsure),
        Deed("not_this_week", answering.not_this_week, unsure=answering.unsure),
        Deed("never", answering.never),
        Deed("never_kind", answering.never_kind),
        Deed("never_person", answering.never_person),
        Deed("never_far", answering.never_far),
        Deed("never_undo", answering.never_undo),
        Deed("reserve", answering.reserve, HELPERS),
        Deed("withdraw", withdrawing.ask_withdraw),
        Deed("withdraw_sure", withdrawing.withdraw, once=True),
        Deed("cancel", withdrawing.ask_cancel),
        Deed("company", comforting.company),
        Deed("cancel_sure", withdrawing.cancel, once=True),
        Deed("pick_cancel", finding.pick_cancel),
        Deed("cancel_series", withdrawing.cancel_series, once=True),
        Deed("home_is", housing.is_so, once=True),
        Deed("ask_more", again.ask_more),
        Deed("someone_else", again.someone_else, once=True),
        Deed("series_pick", lasting.pick, once=True),
        Deed("series_pause", lasting.pause, once=True),
        Deed("series_anew", lasting.change, once=True),
        Deed("habit_yes", habits.yes, once=True),
        Deed("habit_no", habits.no, once=True),
        Deed("habit_every", habits.every, once=True),
        Deed("keep", withdrawing.keep, once=True),
        Deed("said_done", afterwards.said_done),
        Deed("said_not_done", afterwards.said_not_done),
        Deed("said_why", afterwards.said_why),
        Deed("write_to", relaying.write_to),
        Deed("relay_stop", relaying.relay_stop),
        Deed("to_calendar", relaying.to_calendar),
        Deed("unpaid", paying.unpaid),
        Deed("paid", paying.paid, once=True),
        Deed("still_unpaid", paying.still_unpaid, once=True),
        Deed("worry", confiding.worry),
        Deed("tell", confiding.tell),
        Deed("wrong", confiding.went_wrong),
        Deed("pick_move", moving.pick_move),
        Deed("move_yes", moving.say_yes, once=True),
        Deed("move_no", moving.say_no, once=True),
        Deed("look_then", moving.look_then, once=True),
        Deed("card_read", announcing.card_read),
        Deed("rather_not", announcing.rather_not),
        Deed("rather_not_sure", announcing.rather_not_sure, once=True),
        Deed("nobody_opens", door.nobody_opens),
        Deed("opened", door.opened, once=True),
        Deed("still_nobody", door.still_nobody, once=True),
        Deed("here", door.here),
    ),
    dues=(
        DueDeed("wave", searching.next_wave, rests=True),
        DueDeed("ask_home", housing.ask, rests=True),
        DueDeed("same_again", habits.ask, rests=True),
        DueDeed("promise", searching.keep_promise),
        DueDeed("expire", expiring.expire),
        DueDeed("move", moving.no_answer, rests=True),
        DueDeed("at_door", door.at_door),
        DueDeed("wait_ten", door.waited),
        DueDeed("remind_evening", around.remind, rests=True),
        DueDeed("remind_soon", around.remind, rests=True),
        DueDeed("strip_card", around.strip_card),
        DueDeed("after_helper", afterwards.ask_helper, rests=True),
        DueDeed("after_asker", afterwards.ask_asker, rests=True),
        DueDeed("unpaid", paying.ask_paid, rests=True),
        DueDeed("unanswered", afterwards.unanswered, rests=True),
    ),
    notices=(Notice("series", lasting.about_series),),
    openings=(
        Opening(Intent.REQUEST, asking.open_request),
        Opening(Intent.CANCEL, finding.cancel_one),
        Opening(Intent.CHANGE, finding.change_one),
        Opening(Intent.INFO, finding.show_mine),
    ),
)
