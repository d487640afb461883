"""The methods of the practice Bot API that touch the world; each is given checked fields and gives the result."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.practice.api_checks import check_entities, check_markup, refuse
from bot.practice.api_markup import plain
from bot.practice.api_questions import (
    agree,
    delete_commands,
    get_chat,
    get_commands,
    get_file,
    get_me,
    get_member,
    leave_chat,
    set_commands,
)
from bot.practice.world import World
from bot.practice.world_bot import own_message, place, rewrite, take_away, toast, write
from bot.practice.world_things import Message, attachment

Fields = dict[str, Any]
Upload = tuple[str, bytes]  # file name, content

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def read_words(fields: Fields) -> None:
    """Take the markup out of words and caption, put entities in its place, and check them. Raises Refusal."""
    for words, entities in (("text", "entities"), ("caption", "caption_entities")):
        if (mode := fields.get("parse_mode")) and fields.get(words):
            fields[words], fields[entities] = plain(fields[words], mode)
        if words in fields:
            check_entities(fields.get(entities, []), fields[words])
            fields[words] = fields[words].rstrip()
    check_markup(fields.get("reply_markup"))


def send_message(world: World, fields: Fields) -> Any:
    """Write words."""
    body = {"text": fields["text"]} | _marked(fields, "entities")
    return _send(world, fields, body)


def send_document(world: World, fields: Fields) -> Any:
    """Send a file."""
    return _send_file(world, fields, "document")


def send_photo(world: World, fields: Fields) -> Any:
    """Send a picture."""
    return _send_file(world, fields, "photo")


def send_voice(world: World, fields: Fields) -> Any:
    """Send a voice message."""
    return _send_file(world, fields, "voice")


def copy_message(world: World, fields: Fields) -> Any:
    """Write what another message says, without saying whose it was."""
    there = world.messages.get(place(world, fields["from_chat_id"]).id, {}).get(fields["message_id"])
    if there is None or there.deleted:
        raise refuse("message to copy not found")
    hidden = ("forward_origin", "has_protected_content", "entities")
    return {"message_id": _send(world, fields, {k: v for k, v in there.body.items() if k not in hidden})["message_id"]}


def send_chat_action(world: World, fields: Fields) -> Any:
    """Show that the bot is busy."""
    place(world, fields["chat_id"])
    if fields["action"] not in _ACTIONS:
        raise refuse("wrong parameter action in request")
    return True


def edit_text(world: World, fields: Fields) -> Any:
    """Change the words of a message."""
    message = _edited(world, fields)
    if not fields.get("text"):
        raise refuse("message text is empty")
    if "text" not in message.body:
        raise refuse("there is no text in the message to edit")
    body = {"text": fields["text"]} | _marked(fields, "entities")
    return world.wire(rewrite(world, message, body, fields.get("reply_markup")))


def edit_caption(world: World, fields: Fields) -> Any:
    """Change the words under a file."""
    message = _edited(world, fields)
    kept = {name: value for name, value in message.body.items() if not name.startswith("caption")}
    caption = {"caption": fields["caption"]} if fields.get("caption") else {}
    body = kept | caption | _marked(fields, "caption_entities")
    return world.wire(rewrite(world, message, body, fields.get("reply_markup")))


def edit_markup(world: World, fields: Fields) -> Any:
    """Change the buttons of a message."""
    return world.wire(rewrite(world, _edited(world, fields), None, fields.get("reply_markup")))


def delete_message(world: World, fields: Fields) -> Any:
    """Take a message away."""
    take_away(world, place(world, fields["chat_id"]), fields["message_id"])
    return True


def answer_press(world: World, fields: Fields) -> Any:
    """Answer a press."""
    toast(world, fields["callback_query_id"], fields.get("text", ""), fields.get("show_alert", False))
    return True


DEEDS: Mapping[str, Callable[[World, Fields], Any]] = {
    "getMe": get_me,
    "logOut": agree,
    "close": agree,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendVoice": send_voice,
    "copyMessage": copy_message,
    "sendChatAction": send_chat_action,
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_press,
    "getFile": get_file,
    "getChat": get_chat,
    "getChatMember": get_member,
    "leaveChat": leave_chat,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
}


def _send(world: World, fields: Fields, body: dict[str, Any], document: tuple[str, int] | None = None) -> Any:
    chat = place(world, fields["chat_id"])
    if fields.get("protect_content"):
        body["has_protected_content"] = True
    markup, thread = fields.get("reply_markup"), fields.get("message_thread_id")
    return world.wire(write(world, chat, body, markup, thread, document))


def _send_file(world: World, fields: Fields, kind: str) -> Any:
    name, content = _upload(world, fields[kind])
    shown = attachment(kind, world.keep_file(name, content), len(content), fields.get("duration", 0))
    if kind == "document":
        shown["file_name"] = name
    caption = {"caption": fields["caption"]} if fields.get("caption") else {}
    body = {kind: shown} | caption | _marked(fields, "caption_entities")
    return _send(world, fields, body, (name, len(content)))


def _upload(world: World, given: Upload | str) -> Upload:
    if isinstance(given, tuple):
        return given
    if given not in world.files:
        raise refuse("wrong remote file identifier specified: wrong string length")
    return world.files[given]


def _marked(fields: Fields, name: str) -> dict[str, Any]:
    return {name: fields[name]} if fields.get(name) else {}


def _edited(world: World, fields: Fields) -> Message:
    if "chat_id" not in fields or "message_id" not in fields:
        raise refuse("message identifier is not specified")
    return own_message(world, place(world, fields["chat_id"]), fields["message_id"], "edit")
