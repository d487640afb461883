"""Somebody only chats: a kind word back, no form held out, and after the second time nothing more for a while."""

from datetime import timedelta

from sqlmodel import col, select

from flows.belonging import roles_of
from flows.conversing import ask_again
from flows.help.deeds.relaying import offer_to_carry
from flows.sitting import Sitting
from flows.talk import Said
from flows.telling import to_one
from flows.understanding.replies.chatting import Chat, chats_about
from flows.understanding.requests.sentence import Understood
from storage.tables.course import Record
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Intent, Role

_ENOUGH, _LASTS = 2, timedelta(hours=6)  # kind words one after another; what was said longer ago does not count
_SHORT = 9  # words in which somebody only chats, though the words of a kind of help are among them
_ASKING = frozenset({"ask_for_help", "ask_for_elder", "for_other"})
_THEIR_OWN = frozenset({"who", "street"})  # questions that are answered with names of any sound
_MESSAGES = frozenset({"relay.message", to_one.LETTER})  # of somebody, to which such words may be an answer
_WORDS = frozenset({"small.thanks", *(f"small.{one}" for one in Chat)})


async def chat(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Take a birthday, a joke or the weather for what it is; what help is being asked for is then asked on."""
    about = chats_about(understood.text)
    if about is None or _asks_as_well(understood, about) or await _means_more(sitting, person, understood, record):
        return False
    if record is not None:
        await ask_again(sitting, person, record, Said(f"small.{about}", {}), Said("talk.we_were_here", {}))
    elif about is not Chat.PRAISE or not await offer_to_carry(sitting, person, understood.text):
        await say_kindly(sitting, person, f"small.{about}", always=about is Chat.HOW)
    return True


def _asks_as_well(understood: Understood, about: Chat) -> bool:
    """Say whether a kind of help is heard beside it: "beschuit met muisjes graag, ik ben oma geworden"."""
    if understood.intent is not Intent.REQUEST or understood.category is None:
        return False
    return about is Chat.WEATHER or len(understood.text.split()) > _SHORT


async def _means_more(sitting: Sitting, person: Person, understood: Understood, record: Record | None) -> bool:
    """Say whether such words may be an answer, to what was asked or to a message, or tell when a helper can't."""
    if record is not None:
        return record.flow not in _ASKING or record.asked_key in _THEIR_OWN
    came = await sitting.at_hand.written(person.id)
    if came is not None and came.words in _MESSAGES:
        return True
    return understood.when is not None and Role.HELPER in await roles_of(sitting, person)


async def say_kindly(sitting: Sitting, person: Person, words: str, *, always: bool = False) -> None:
    """Say WORDS, unless kind words were all that was said the last times and not ALWAYS is an answer due."""
    said = select(OutboxLetter).where(OutboxLetter.person == person.id, col(OutboxLetter.edits).is_(None))
    last = (await sitting.session.exec(said.order_by(col(OutboxLetter.id).desc()).limit(_ENOUGH))).all()
    kind = [one for one in last if one.words in _WORDS and one.written_at > sitting.now - _LASTS]
    if always or len(kind) < _ENOUGH:
        await sitting.write(person, words)
