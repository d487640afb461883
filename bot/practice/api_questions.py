"""The methods of the practice Bot API that ask, or that keep something beside the chats; each gives the result."""

from typing import Any

from bot.practice.api_checks import check_commands, refuse
from bot.practice.world import World
from bot.practice.world_bot import place
from bot.practice.world_things import Chat, Refusal

Fields = dict[str, Any]


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


def _known(world: World, chat_id: int | str) -> Chat:
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise Refusal(400, "Bad Request: chat not found")
    return chat


def _scope(fields: Fields) -> str:
    scope = fields.get("scope") or {"type": "default"}
    return f"{sorted(scope.items())} {fields.get('language_code', '')}"
