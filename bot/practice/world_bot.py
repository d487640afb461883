"""What the bot does in the practice world, refused where the real Telegram would refuse it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.practice.world import World
from bot.practice.world_things import BOT, Chat, Message, Refusal

DELETABLE = timedelta(hours=48)
ANSWERABLE = timedelta(seconds=150)

Markup = Mapping[str, Any]


def place(world: World, chat_id: int | str) -> Chat:
    """Find a chat that the bot may write in. Raises Refusal as Telegram does."""
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    user = world.users.get(chat_id) if isinstance(chat_id, int) else None
    if user is not None and user.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    if user is not None and not user.started:
        raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
    if chat is None:
        raise Refusal(400, "Bad Request: chat not found")
    if chat.moved_to is not None:
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refusal(400, words, migrate_to_chat_id=chat.moved_to)
    if not chat.bot_inside:
        raise Refusal(403, f"Forbidden: bot was kicked from the {chat.kind} chat")
    return chat


def write(
    world: World,
    chat: Chat,
    body: dict[str, Any],
    markup: Markup | None = None,
    thread: int | None = None,
    document: tuple[str, int] | None = None,
) -> Message:
    """Put a message of the bot into CHAT."""
    if thread is not None and not chat.topics:
        raise Refusal(400, "Bad Request: message thread not found")
    if chat.kind != "private" and any(asks for row in keyboard_of(markup) or () for _, asks in row):
        raise Refusal(400, "Bad Request: phone number can be requested in private chats only")
    message = world.put(chat.id, BOT, body, thread)
    message.rows = rows_of(markup)
    message.keyboard = keyboard_of(markup)
    message.document = document
    world.changed(chat.id)
    return message


def own_message(world: World, chat: Chat, number: int, deed: str) -> Message:
    """Find a message that the bot itself wrote; DEED names what is tried with it in the refusal."""
    message = world.messages.get(chat.id, {}).get(number)
    if message is None or message.deleted:
        raise Refusal(400, f"Bad Request: message to {deed} not found")
    if message.sender != BOT:
        raise Refusal(400, f"Bad Request: message can't be {deed}ed")
    return message


def rewrite(world: World, message: Message, body: dict[str, Any] | None, markup: Markup | None) -> Message:
    """Change words (None leaves them) and buttons of a message of the bot."""
    new_body = message.body if body is None else body
    if (new_body, rows_of(markup)) == (message.body, message.rows):
        same = "specified new message content and reply markup are exactly the same as a current content"
        raise Refusal(400, f"Bad Request: message is not modified: {same} and reply markup of the message")
    message.body, message.rows = new_body, rows_of(markup)
    message.edited_at = world.clock()
    world.changed(message.chat)
    return message


def take_away(world: World, chat: Chat, number: int) -> None:
    """Delete a message: the bot's own, or anybody's in a private chat, for two days."""
    message = world.messages.get(chat.id, {}).get(number)
    if message is None or message.deleted:
        raise Refusal(400, "Bad Request: message to delete not found")
    too_old = world.clock() - message.at > DELETABLE
    if too_old or (message.sender != BOT and chat.kind != "private"):
        raise Refusal(400, "Bad Request: message can't be deleted for everyone")
    message.deleted = True
    world.changed(chat.id)


def toast(world: World, press: str, words: str, alert: bool) -> None:
    """Answer a press, once and in time."""
    made = world.presses.get(press)
    if made is None or made.toast is not None or world.clock() - made.at > ANSWERABLE:
        raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    made.toast = (words, alert)
    world.changed(made.user)


def rows_of(markup: Markup | None) -> list[list[dict[str, Any]]]:
    """Give the inline buttons of a markup."""
    return [list(row) for row in (markup or {}).get("inline_keyboard", ())]


def keyboard_of(markup: Markup | None) -> tuple[tuple[tuple[str, bool], ...], ...] | None:
    """Give the reply keyboard of a markup as (label, wants the contact); empty takes it away, None leaves it."""
    if markup is None or not ({"keyboard", "remove_keyboard"} & markup.keys()):
        return None
    return tuple(tuple(_key(one) for one in row) for row in markup.get("keyboard", ()))


def _key(one: str | Mapping[str, Any]) -> tuple[str, bool]:
    return (one, False) if isinstance(one, str) else (one["text"], bool(one.get("request_contact")))
