"""The practice world: people with phones, groups, and everything they do towards the bot. In memory, without HTTP."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import count
from typing import Any

from bot.practice.world_things import BOT, Chat, MadePress, Message, ShownMessage, User, attachment, length, show
from bot.practice.world_updates import Updates

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(@\w+)?(?!\w)")
_SUPERGROUPS = -1_000_000_000_000  # ids of supergroups and channels lie below


class World:
    """Everybody who can write to the bot, and all that was written. Users may be named by their id as well."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        token: str = "1000:practice",  # noqa: S107 - it opens nothing but this world
        username: str = "burenbel_oefenbot",
    ) -> None:
        self.clock = clock
        self.token = token
        self.bot = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Burenbel", "username": username}
        self.privacy = False  # True: in groups the bot is shown only commands and mentions
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[int, dict[int, Message]] = {}
        self.presses: dict[str, MadePress] = {}
        self.files: dict[str, tuple[str, bytes]] = {}  # id: name, content
        self.commands: dict[str, list[Any]] = {}  # by scope and language
        self.updates = Updates(clock)
        self._numbers = count(1)
        self._watchers: list[Callable[[int], None]] = []

    def empty(self) -> None:
        """Begin anew: nobody has written yet. Who lives here and who looks on stay, and the numbers run on."""
        for who in self.users.values():
            who.started = who.blocked = False
        self.chats = {id_: chat for id_, chat in self.chats.items() if id_ in self.users}
        for kept in (self.messages, self.presses, self.files, self.commands):
            kept.clear()
        self.updates.clear()
        for chat in self.users:
            self.changed(chat)

    # people

    def add_user(self, id: int, first_name: str, last_name: str = "", language: str = "nl") -> User:  # noqa: A002
        """Bring somebody into the world; the same id again gives who is there already."""
        who = self.users.setdefault(id, User(id, first_name, last_name, language))
        self._private(who)
        return who

    def start(self, user: User | int, payload: str = "") -> int:
        """Press Start, or follow a deep link that carries PAYLOAD."""
        return self.say(user, f"/start {payload}".strip())

    def block(self, user: User | int) -> None:
        """Block the bot."""
        who = self._who(user)
        who.blocked = True
        self._tell_membership(who, self._private(who), "member", "kicked")

    def unblock(self, user: User | int) -> None:
        """Let the bot in again."""
        who = self._who(user)
        who.blocked = False
        self._tell_membership(who, self._private(who), "kicked", "member")

    # what they write

    def say(self, user: User | int, text: str, chat: int | None = None, thread: int | None = None) -> int:
        """Write TEXT to the bot, or in the group CHAT; gives the message's id."""
        entities = [
            {"type": "bot_command", "offset": length(text[: found.start()]), "length": length(found.group())}
            for found in _COMMAND.finditer(text)
        ]
        return self._post(user, {"text": text} | ({"entities": entities} if entities else {}), chat, thread)

    def forward(self, user: User | int, text: str, chat: int | None = None) -> int:
        """Pass on a message that somebody else wrote."""
        origin = {"type": "hidden_user", "date": self._seconds(), "sender_user_name": "Iemand"}
        return self._post(user, {"text": text, "forward_origin": origin}, chat)

    def share_contact(self, user: User | int, phone: str, name: str, of: User | int | None = None) -> int:
        """Share a contact card: one's own, or that OF somebody else."""
        owner = self._who(user if of is None else of)
        return self._post(user, {"contact": {"phone_number": phone, "first_name": name, "user_id": owner.id}})

    def share_location(self, user: User | int, lat: float, lon: float) -> int:
        """Share where one is."""
        return self._post(user, {"location": {"latitude": lat, "longitude": lon}})

    def send_attachment(
        self, user: User | int, kind: str, seconds: int = 0, caption: str = "", content: bytes = b"practice"
    ) -> int:
        """Send a voice, photo, sticker, document, video, video note or audio. Raises ValueError for another KIND."""
        file = self.keep_file(f"{kind}.bin", content)
        body = {kind: attachment(kind, file, len(content), seconds)} | ({"caption": caption} if caption else {})
        return self._post(user, body)

    def edit(self, user: User | int, message: int, text: str, chat: int | None = None) -> None:
        """Change the words of an own message."""
        who = self._who(user)
        changed = self.messages[who.id if chat is None else chat][message]
        changed.body = {"text": text}
        changed.edited_at = self.clock()
        self._tell_message(changed, "edited_message")

    def press(self, user: User | int, message: int, data: str, chat: int | None = None) -> str:
        """Send DATA as a press on a button under MESSAGE, whatever buttons stand there; gives the press's id."""
        who = self._who(user)
        under = self.messages[who.id if chat is None else chat][message]
        made = MadePress(str(9_000_000 + next(self._numbers)), who.id, self.clock())
        self.presses[made.id] = made
        gone = {"chat": self.chat_wire(under.chat), "message_id": under.id, "date": 0}
        shown = gone if under.deleted else self.wire(under)
        content = {"id": made.id, "from": who.wire(), "message": shown, "chat_instance": str(under.chat)}
        self.updates.add("callback_query", content | {"data": data}, f"press {who.id}")
        return made.id

    # groups

    def add_group(self, id: int, title: str, members: Iterable[User | int], topics: bool = False) -> Chat:  # noqa: A002
        """Make a group that the bot is taken into by its first member; TOPICS make it a supergroup."""
        kind = "supergroup" if topics or id < _SUPERGROUPS else "group"
        inside = [self._who(member) for member in members]
        chat = self.chats[id] = Chat(id, kind, title, {who.id for who in inside}, topics)
        self._tell_membership(inside[0], chat, "left", "member")
        return chat

    def join(self, user: User | int, chat: int) -> None:
        """Enter a group."""
        who = self._who(user)
        self.chats[chat].members.add(who.id)
        self._post(who, {"new_chat_members": [who.wire()]}, chat)

    def leave(self, user: User | int, chat: int) -> None:
        """Go out of a group."""
        who = self._who(user)
        self._post(who, {"left_chat_member": who.wire()}, chat)
        self.chats[chat].members.discard(who.id)

    def migrate_group(self, id: int) -> int:  # noqa: A002
        """Turn a group into a supergroup; gives its new id."""
        old = self.chats[id]
        new = Chat(_SUPERGROUPS + id, "supergroup", old.title, set(old.members), old.topics)
        self.chats[new.id] = new
        anyone = self.users[min(old.members)]
        self._post(anyone, {"migrate_to_chat_id": new.id}, old.id)
        self._post(anyone, {"migrate_from_chat_id": old.id}, new.id)
        old.moved_to = new.id
        return new.id

    # what they see

    def view(self, chat: int, viewer: User | int | None = None) -> list[ShownMessage]:
        """Show a chat, oldest first; a VIEWER who is not in it sees nothing. Deleted messages are marked."""
        place = self.chats.get(chat)
        if place is None or (viewer is not None and self._who(viewer).id not in place.members):
            return []
        return [show(message) for message in self.messages.get(chat, {}).values()]

    def toasts(self, user: User | int) -> list[tuple[str, str, bool]]:
        """Give the answers to somebody's presses: press id, words, whether as an alert."""
        mine = [made for made in self.presses.values() if made.user == self._who(user).id and made.toast]
        return [(made.id, *made.toast) for made in mine if made.toast]

    def subscribe(self, callback: Callable[[int], None]) -> Callable[[], None]:
        """Call CALLBACK with a chat's id whenever something in it changes; gives what ends it."""
        self._watchers.append(callback)
        return lambda: self._watchers.remove(callback)

    # what the bot's side of the world needs

    def wire(self, message: Message) -> dict[str, Any]:
        """Give MESSAGE as the Bot API shows it."""
        sender = self.bot if message.sender == BOT else self.users[message.sender].wire()
        return message.wire(self.chat_wire(message.chat), sender)

    def chat_wire(self, chat: int) -> dict[str, Any]:
        """Give a chat as the Bot API shows it."""
        if (who := self.users.get(chat)) is None:
            return self.chats[chat].wire()
        wire = who.wire()
        return {"type": "private"} | {key: wire[key] for key in ("id", "first_name", "last_name") if key in wire}

    def put(self, chat: int, sender: int, body: dict[str, Any], thread: int | None = None) -> Message:
        """Write a message into a chat without telling anybody yet."""
        message = Message(next(self._numbers), chat, sender, self.clock(), body, thread)
        self.messages.setdefault(chat, {})[message.id] = message
        return message

    def keep_file(self, name: str, content: bytes) -> str:
        """Keep a file that can be fetched later; gives its id."""
        file = f"file{next(self._numbers)}"
        self.files[file] = (name, content)
        return file

    def changed(self, chat: int) -> None:
        """Tell every watcher that something in CHAT changed."""
        for callback in list(self._watchers):
            callback(chat)

    def _who(self, user: User | int) -> User:
        return user if isinstance(user, User) else self.users[user]

    def _private(self, who: User) -> Chat:
        return self.chats.setdefault(who.id, Chat(who.id, "private", members={who.id}))

    def _seconds(self) -> int:
        return int(self.clock().timestamp())

    def _post(self, user: User | int, body: dict[str, Any], chat: int | None = None, thread: int | None = None) -> int:
        who = self._who(user)
        if chat is None:
            self._open_private(who)
        message = self.put(who.id if chat is None else chat, who.id, body, thread)
        self._tell_message(message, "message")
        return message.id

    def _open_private(self, who: User) -> None:
        self._private(who)
        who.started = True
        if who.blocked:  # the phone lets nobody write to a blocked bot without letting it in again
            self.unblock(who)

    def _tell_message(self, message: Message, kind: str) -> None:
        if self.chats[message.chat].bot_inside and not self._hidden(message):
            self.updates.add(kind, self.wire(message), f"chat {message.chat}")
        self.changed(message.chat)

    def _hidden(self, message: Message) -> bool:
        words = message.body.get("text", "")
        open_to_bot = message.chat > 0 or not words or "entities" in message.body or f"@{self.bot['username']}" in words
        return self.privacy and not open_to_bot

    def _tell_membership(self, who: User, chat: Chat, before: str, after: str) -> None:
        def member(status: str) -> dict[str, Any]:
            return {"user": self.bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})

        content = {"chat": self.chat_wire(chat.id), "from": who.wire(), "date": self._seconds()}
        content |= {"old_chat_member": member(before), "new_chat_member": member(after)}
        self.updates.add("my_chat_member", content, f"chat {chat.id}")
        self.changed(chat.id)
