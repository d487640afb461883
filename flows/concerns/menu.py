"""What concerns hand to the doors."""

from datetime import datetime

from flows.concerns import conversations, following, raising, reading, worrying
from flows.menu import Command, Conversation, Deed, DueDeed, Facts, Notice, Theme, hear_nothing
from flows.talk import Answers, Given
from flows.village.days import read_days
from storage.terms import Role

READERS = frozenset({Role.ATTENTION, Role.COORDINATOR})  # of whom flows/confidence.py says who reads


def hear_day(words: str, now: datetime, answers: Answers, given: Given) -> Facts:
    """Listen for a day that has not been."""
    days = read_days(words, now)
    return {"day": days[0].isoformat()} if days else {}


THEME = Theme(
    name="concerns",
    commands=(
        Command(("zorg", "concern"), raising.about_whom),
        Command(("zorgen", "concerns"), reading.show_list, READERS),
    ),
    conversations=(
        Conversation("worry", conversations.worry, hear_nothing, raising.worry_told, frank=True),
        Conversation("concern", conversations.concern, hear_nothing, worrying.decided, frank=True),
        Conversation("other_worry", conversations.other_worry, hear_nothing, raising.other_told, frank=True),
        Conversation("look_again", conversations.look_again, hear_day, following.day_chosen, READERS),
        Conversation("concern_note", conversations.concern_note, hear_nothing, following.noted, READERS,
                     frank=True, verbatim=True, alerts=True),
    ),
    deeds=(
        Deed("worry", raising.worry),
        Deed("concern.other", raising.ask_other),
        Deed("concern.seen", following.seen, READERS),
        Deed("concern.list", reading.list_from, READERS),
        Deed("concern.open", reading.open_one, READERS),
        Deed("concern.settle", following.ask_outcome, READERS),
        Deed("concern.outcome", following.outcome, READERS),
        Deed("concern.week", following.in_a_week, READERS),
        Deed("concern.day", following.ask_day, READERS),
        Deed("concern.note", following.ask_note, READERS),
    ),
    dues=(DueDeed("follow_up", following.ask_again, rests=True),),
    notices=(Notice("worry", worrying.worried),),
)  # fmt: skip
