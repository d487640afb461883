"""The methods of the practice Bot API that touch the world; each is given checked fields and gives the result."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.practice.api_checks import check_commands, check_entities, check_markup, refuse
from bot.practice.api_markup import plain
from bot.practice.world import World, attachment
from bot.practice.world_bot import own_message, place, rewrite, take_away, toast, write
from bot.practice.world_things import Chat, Message, Refusal

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


def get_file(world: World, fields: Fields) -> Any:
    """Say where a file can be fetched."""
    if (kept := world.files.get(fields["file_id"])) is None:
        raise refuse("wrong file_id or the file is temporarily unavailable")
    file, (name, content) = fields["file_id"], kept
    return {"file_id": file, "file_unique_id": f"u{file}", "file_size": len(content), "file_path": f"{file}/{name}"}


def get_chat(world: World, fields: Fields) -> Any:
    """Describe a chat."""
    chat = _known(world, fields["chat_id"])
    gifts = dict.fromkeys(
        ["unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"], True
    )
    return world.chat_wire(chat.id) | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


def get_member(world: World, fields: Fields) -> Any:
    """Say whether somebody is in a chat."""
    chat, number = _known(world, fields["chat_id"]), fields["user_id"]
    if number == world.bot["id"]:
        return {"user": world.bot, "status": "member" if chat.bot_inside else "left"}
    if (user := world.users.get(number)) is None:
        raise refuse("user not found")
    return {"user": user.wire(), "status": "member" if number in chat.members else "left"}


def leave_chat(world: World, fields: Fields) -> Any:
    """Go out of a group."""
    chat = place(world, fields["chat_id"])
    if chat.kind == "private":
        raise refuse("chat member status can't be changed in private chats")
    chat.bot_inside = False
    world.changed(chat.id)
    return True


def set_commands(world: World, fields: Fields) -> Any:
    """Keep the list of commands for a scope and language."""
    check_commands(fields["commands"])
    world.commands[_scope(fields)] = fields["commands"]
    return True


def get_commands(world: World, fields: Fields) -> Any:
    """Give the list of commands for a scope and language."""
    return world.commands.get(_scope(fields), [])


def delete_commands(world: World, fields: Fields) -> Any:
    """Drop the list of commands for a scope and language."""
    world.commands.pop(_scope(fields), None)
    return True


def get_me(world: World, _fields: Fields) -> Any:
    """Say who the bot is."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return world.bot | abilities


def agree(_world: World, _fields: Fields) -> Any:
    """Do nothing, harmlessly."""
    return True


DEEDS: Mapping[str, Callable[[World, Fields], Any]] = {
    "getMe": get_me,
    "logOut": agree,
    "close": agree,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendVoice": send_voice,
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


def _known(world: World, chat_id: int | str) -> Chat:
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise Refusal(400, "Bad Request: chat not found")
    return chat


def _scope(fields: Fields) -> str:
    scope = fields.get("scope") or {"type": "default"}
    return f"{sorted(scope.items())} {fields.get('language_code', '')}"
