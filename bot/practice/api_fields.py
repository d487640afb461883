"""The fields of the calls that the practice Bot API serves: of what sort, which must be there, how long they may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a call. `least` and `most` count `unit`: characters, bytes, or the value itself.

    A required field may be empty only where `least` is 0.
    """

    kind: str  # int, text, flag, list, object, chat (a number or @name), file
    required: bool = False
    least: int | None = None
    most: int | None = None
    unit: str = "characters"


_CHAT = Field("chat", required=True)
_NUMBER = Field("int")
_TEXT = Field("text", required=True, least=1, most=4096)
_CAPTION = Field("text", least=0, most=1024)
_SENT = {
    "chat_id": _CHAT,
    "message_thread_id": _NUMBER,
    "parse_mode": Field("text"),
    "protect_content": Field("flag"),
    "disable_notification": Field("flag"),
    "reply_markup": Field("object"),
}
_CAPTIONED = _SENT | {"caption": _CAPTION, "caption_entities": Field("list")}
_EDITED = {
    "chat_id": Field("chat"),
    "message_id": _NUMBER,
    "inline_message_id": Field("text"),
    "reply_markup": Field("object"),
}
_SCOPED = {"scope": Field("object"), "language_code": Field("text")}

METHODS: dict[str, dict[str, Field]] = {
    "getMe": {},
    "logOut": {},
    "close": {},
    "getUpdates": {
        "offset": _NUMBER,
        "limit": Field("int", least=1, most=100, unit="value"),
        "timeout": _NUMBER,
        "allowed_updates": Field("list"),
    },
    "setWebhook": {
        "url": Field("text", required=True, least=0),
        "max_connections": _NUMBER,
        "allowed_updates": Field("list"),
        "drop_pending_updates": Field("flag"),
        "secret_token": Field("text", least=1, most=256),
    },
    "deleteWebhook": {"drop_pending_updates": Field("flag")},
    "getWebhookInfo": {},
    "sendMessage": _SENT | {"text": _TEXT, "entities": Field("list"), "link_preview_options": Field("object")},
    "sendDocument": _CAPTIONED | {"document": Field("file", required=True)},
    "sendPhoto": _CAPTIONED | {"photo": Field("file", required=True)},
    "sendVoice": _CAPTIONED | {"voice": Field("file", required=True), "duration": _NUMBER},
    "copyMessage": _CAPTIONED | {"from_chat_id": _CHAT, "message_id": Field("int", required=True)},
    "sendChatAction": {"chat_id": _CHAT, "message_thread_id": _NUMBER, "action": Field("text", required=True)},
    "editMessageText": _EDITED
    | {
        "text": Field("text", least=1, most=4096),
        "parse_mode": Field("text"),
        "entities": Field("list"),
        "link_preview_options": Field("object"),
    },
    "editMessageCaption": _EDITED
    | {"caption": _CAPTION, "parse_mode": Field("text"), "caption_entities": Field("list")},
    "editMessageReplyMarkup": _EDITED,
    "deleteMessage": {"chat_id": _CHAT, "message_id": Field("int", required=True)},
    "answerCallbackQuery": {
        "callback_query_id": Field("text", required=True),
        "text": Field("text", least=0, most=200),
        "show_alert": Field("flag"),
        "url": Field("text"),
        "cache_time": _NUMBER,
    },
    "getFile": {"file_id": Field("text", required=True)},
    "getChat": {"chat_id": _CHAT},
    "getChatMember": {"chat_id": _CHAT, "user_id": Field("int", required=True)},
    "leaveChat": {"chat_id": _CHAT},
    "setMyCommands": _SCOPED | {"commands": Field("list", required=True)},
    "getMyCommands": _SCOPED,
    "deleteMyCommands": _SCOPED,
}

OBJECTS: dict[str, dict[str, Field]] = {
    "InlineKeyboardButton": {
        "text": Field("text", required=True),
        "callback_data": Field("text", least=1, most=64, unit="bytes"),
    },
    "KeyboardButton": {"text": Field("text", required=True)},
    "MessageEntity": {
        "type": Field("text", required=True),
        "offset": Field("int", required=True),
        "length": Field("int", required=True),
    },
    "BotCommand": {
        "command": Field("text", required=True, least=1, most=32),
        "description": Field("text", required=True, least=1, most=256),
    },
}
