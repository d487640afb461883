"""What is said to the Bot API, call by call, for both libraries alike: from letters to fields of JSON. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.pieces import LONGEST_NOTICE, clean, is_picture, pieces, shortened
from flows.post import Parcel
from storage.packing import packed

_NO_PREVIEW = {"is_disabled": True}

Bold = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the name of its method, its fields, and the file (name, content) that goes along."""

    method: str
    fields: Mapping[str, Any]
    file: tuple[str, bytes] | None = None


def sending(parcel: Parcel) -> list[Call]:
    """Write the calls that send PARCEL: nearly always one; the last is the message that carries its buttons."""
    if parcel.copies is not None:
        return [copying(parcel.chat, *parcel.copies, protect=parcel.protect)]
    *before, (text, bold) = pieces(parcel)
    common = _told(chat_id=parcel.chat, protect_content=parcel.protect, message_thread_id=parcel.thread)
    calls = [Call("sendMessage", {**common, **_text(*piece)}) for piece in before]
    last = {**common, **_told(reply_markup=_markup(parcel))}
    if parcel.document is None:
        return [*calls, Call("sendMessage", {**last, **_text(text, bold)})]
    method = "sendPhoto" if is_picture(parcel.document[0]) else "sendDocument"
    return [*calls, Call(method, {**last, **_caption(text, bold)}, parcel.document)]


def editing(parcel: Parcel, message: int) -> Call:
    """Write the call that makes MESSAGE say what PARCEL says."""
    text, bold = shortened(parcel)
    where = _told(chat_id=parcel.chat, message_id=message, reply_markup=_buttons(parcel))
    if parcel.document is None:
        return Call("editMessageText", {**where, **_text(text, bold)})
    return Call("editMessageCaption", {**where, **_caption(text, bold)})


def copying(chat: int, from_chat: int, message: int, protect: bool) -> Call:
    """Write the call that shows MESSAGE of FROM_CHAT in CHAT too."""
    where = {"chat_id": chat, "from_chat_id": from_chat, "message_id": message}
    return Call("copyMessage", {**where, **_told(protect_content=protect)})


def deleting(chat: int, message: int) -> Call:
    """Write the call that takes MESSAGE away."""
    return Call("deleteMessage", {"chat_id": chat, "message_id": message})


def answering(press: str, notice: str) -> Call:
    """Write the call that stops the little clock on a pressed button."""
    return Call("answerCallbackQuery", _told(callback_query_id=press, text=clean(notice)[:LONGEST_NOTICE]))


def showing(commands: Sequence[tuple[str, str]], chat: int | None, language: str) -> Call:
    """Write the call that shows COMMANDS in CHAT, or in every private one; none take that menu away."""
    scope = {"type": "chat", "chat_id": chat} if chat is not None else {"type": "all_private_chats"}
    rows = [{"command": name, "description": does} for name, does in commands]
    fields = {"scope": scope, **_told(commands=rows, language_code=language)}
    return Call("setMyCommands" if rows else "deleteMyCommands", fields)


def _text(text: str, bold: Bold) -> dict[str, Any]:
    return {"text": text, "link_preview_options": _NO_PREVIEW, **_told(entities=_entities(bold))}


def _caption(text: str, bold: Bold) -> dict[str, Any]:
    return _told(caption=text, caption_entities=_entities(bold))


def _told(**fields: Any) -> dict[str, Any]:
    """Leave out what says nothing."""
    return {name: value for name, value in fields.items() if value}


def _entities(bold: Bold) -> list[dict[str, Any]]:
    return [{"type": "bold", "offset": offset, "length": length} for offset, length in bold]


def _buttons(parcel: Parcel) -> dict[str, Any] | None:
    rows = [[{"text": label, "callback_data": token}] for label, token in parcel.buttons]
    return {"inline_keyboard": rows} if rows else None


def _markup(parcel: Parcel) -> dict[str, Any] | None:
    if parcel.ask_contact:
        key = {"text": parcel.ask_contact, "request_contact": True}
        return {"keyboard": [[key]], "resize_keyboard": True, "one_time_keyboard": True}
    if parcel.drop_keyboard and not parcel.buttons:
        return {"remove_keyboard": True}
    return _buttons(parcel)


def posted(call: Call) -> tuple[str, bytes]:
    """Give the type and the body of the post that makes CALL: JSON, or a form where a file goes along."""
    if call.file is None:
        return "application/json", packed(call.fields).encode()
    name, content = call.file
    edge = sha256(content).hexdigest()  # stands in no file and in no field
    fields = {key: value if isinstance(value, str) else packed(value) for key, value in call.fields.items()}
    parts = [_part(edge, f'name="{key}"', value.encode()) for key, value in fields.items()]
    field = call.method.removeprefix("send").lower()  # is called as the call
    safe = "".join(mark for mark in name if mark.isprintable() and mark not in '"\\')
    parts.append(_part(edge, f'name="{field}"; filename="{safe}"', content))
    return f"multipart/form-data; boundary={edge}", b"".join(parts) + f"--{edge}--\r\n".encode()


def _part(edge: str, said: str, content: bytes) -> bytes:
    return f"--{edge}\r\nContent-Disposition: form-data; {said}\r\n\r\n".encode() + content + b"\r\n"
