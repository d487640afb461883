"""Checks the fields of a call against api_fields, and refuses in Telegram's words."""

import json
import re
from collections.abc import Mapping
from typing import Any

from bot.practice.api_fields import OBJECTS, Field
from bot.practice.world_things import Refusal, length

_COMMAND = re.compile(r"[a-z0-9_]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]+")
_OWN_WORDS = {  # Telegram's words where they are not the general ones
    ("text", "empty"): "message text is empty",
    ("text", "long"): "message is too long",
    ("caption", "long"): "message caption is too long",
    ("callback_data", "empty"): "BUTTON_DATA_INVALID",
    ("callback_data", "long"): "BUTTON_DATA_INVALID",
}


def refuse(words: str) -> Refusal:
    """Make the refusal of a call that is not as it should be."""
    return Refusal(400, f"Bad Request: {words}")


def read_fields(fields: Mapping[str, Field], given: Mapping[str, Any]) -> dict[str, Any]:
    """Give the known fields of a call in their own types. Raises Refusal for one missing or misshapen."""
    read = {name: _convert(name, fields[name], value) for name, value in given.items() if name in fields}
    for name, field in fields.items():
        value = read.get(name)
        if field.required and (value is None or (value == "" and field.least != 0)):
            raise refuse(_OWN_WORDS.get((name, "empty"), f"{name} is empty"))
    return read


def measure(fields: Mapping[str, Field], read: Mapping[str, Any]) -> None:
    """Check the lengths, after any markup was taken out of the words. Raises Refusal."""
    for name, field in fields.items():
        value = read.get(name)
        if value is None or field.kind == "int":  # numbers out of bounds are put right silently, as Telegram does
            continue
        size = len(value.encode("utf-8", "surrogatepass")) if field.unit == "bytes" else length(str(value))
        if field.most is not None and size > field.most:
            raise refuse(_OWN_WORDS.get((name, "long"), f"{name} is too long"))
        if field.least and size < field.least:
            raise refuse(_OWN_WORDS.get((name, "empty"), f"{name} is empty"))


def check_object(sort: str, value: Any) -> dict[str, Any]:
    """Check one object of OBJECTS and give its known fields. Raises Refusal."""
    if not isinstance(value, Mapping):
        raise refuse(f"{sort} must be an object")
    read = read_fields(OBJECTS[sort], value)
    measure(OBJECTS[sort], read)
    return read


def check_entities(entities: list[Any], text: str) -> None:
    """Check that each entity lies within TEXT. Raises Refusal."""
    for entity in entities:
        read = check_object("MessageEntity", entity)
        if read["offset"] < 0 or read["length"] <= 0 or read["offset"] + read["length"] > length(text):
            raise refuse("entity lies outside of the text")


def check_markup(markup: Mapping[str, Any] | None) -> None:
    """Check the buttons of a reply markup. Raises Refusal."""
    for row in _rows(markup, "inline_keyboard"):
        for button in row:
            check_object("InlineKeyboardButton", button)
            if len(button.keys() - {"text", "style", "icon_custom_emoji_id"}) != 1:
                raise refuse("text buttons are unallowed in the inline keyboard")
    for row in _rows(markup, "keyboard"):
        for key in row:
            check_object("KeyboardButton", {"text": key} if isinstance(key, str) else key)


def check_commands(commands: list[Any]) -> None:
    """Check a list of commands. Raises Refusal."""
    if len(commands) > 100:
        raise refuse("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(check_object("BotCommand", command)["command"]):
            raise refuse("BOT_COMMAND_INVALID")


def check_secret(secret: str | None) -> None:
    """Check the secret of a webhook. Raises Refusal."""
    if secret and not _SECRET.fullmatch(secret):
        raise refuse("secret token contains unallowed characters")


def _rows(markup: Mapping[str, Any] | None, name: str) -> list[list[Any]]:
    rows = (markup or {}).get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise refuse("object expected as reply markup")
    return rows


def _convert(name: str, field: Field, value: Any) -> Any:
    try:
        return _READERS[field.kind](value)
    except (ValueError, TypeError) as error:
        raise refuse(f"field {name} must be of another type") from error


def _flag(value: Any) -> bool:
    return value if isinstance(value, bool) else str(value).lower() in ("true", "1", "yes")


def _text(value: Any) -> str:
    if isinstance(value, dict | list):
        raise TypeError("a string is wanted")
    return str(value)


def _json(wanted: type) -> Any:
    def read(value: Any) -> Any:
        opened = json.loads(value) if isinstance(value, str) else value
        if not isinstance(opened, wanted):
            raise TypeError(f"a {wanted.__name__} is wanted")
        return opened

    return read


def _chat(value: Any) -> int | str:
    return value if isinstance(value, str) and value.startswith("@") else int(value)


_READERS: dict[str, Any] = {
    "int": int,
    "text": _text,
    "flag": _flag,
    "list": _json(list),
    "object": _json(dict),
    "chat": _chat,
    "file": lambda value: value,
}
