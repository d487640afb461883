"""A copy of a store, encrypted piece by piece with a key of its own, and opened again; whole or not at all.

Each piece says which one it is and whether it is the last, so that none can be left out, added or put elsewhere.
"""

import os
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import InvalidToken

from storage.backup import NoCopy, check_copy
from storage.columns import fernets

MAGIC = b"burenbel copy 1\n"
PIECE = 1 << 20
_HEAD = struct.Struct(">Q?")


def seal_copy(copy: Path, to: Path, keys: Sequence[str]) -> int:
    """Encrypt COPY into the new file TO with the first of KEYS, and give its size. Raises NoCopy."""
    lock = fernets(keys)
    if lock is None:
        raise NoCopy("there is no key: set BURENBEL_BACKUP_KEYS")
    if to.exists():
        raise NoCopy(f"{to} is there already: name a new file, or move that one away")
    part = to.with_name(f"{to.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(MAGIC)
            for number, (piece, last) in enumerate(_pieces(copy)):
                out.write(lock.encrypt(_HEAD.pack(number, last) + piece) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        part.rename(to)
    except OSError as error:
        raise NoCopy(f"{to} could not be written: {error}. Is there room?") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return to.stat().st_size


def _pieces(copy: Path) -> Iterator[tuple[bytes, bool]]:
    with copy.open("rb") as source:
        piece = source.read(PIECE)
        while True:
            following = source.read(PIECE)
            yield piece, not following
            if not following:
                return
            piece = following


def is_sealed(file: Path) -> bool:
    """Say whether FILE is an encrypted copy. Raises OSError."""
    with file.open("rb") as source:
        return source.read(len(MAGIC)) == MAGIC


def open_copy(sealed: Path, to: Path, keys: Sequence[str]) -> int:
    """Open the copy SEALED, encrypted or plain, into the new file TO, and see that it is whole. Raises NoCopy."""
    if to.exists():
        raise NoCopy(f"{to} is there already: move it away first, it may be what you still need")
    part = to.with_name(f"{to.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            for piece in _opened(sealed, keys) if is_sealed(sealed) else (one for one, _ in _pieces(sealed)):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        check_copy(part)
        part.rename(to)
    except InvalidToken:
        raise NoCopy(f"{sealed} does not open: it was changed, or BURENBEL_BACKUP_KEYS lacks its key") from None
    except OSError as error:
        raise NoCopy(f"{sealed} could not be put back to {to}: {error}") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return to.stat().st_size


def _opened(sealed: Path, keys: Sequence[str]) -> Iterator[bytes]:
    """Give the pieces in clear. Raises InvalidToken where one was changed, left out, added or put elsewhere."""
    lock = fernets(keys)
    if lock is None:
        raise NoCopy(f"{sealed} is encrypted: set BURENBEL_BACKUP_KEYS to the key it was made with")
    expected, ended = 0, False
    with sealed.open("rb") as source:
        source.read(len(MAGIC))
        for line in source:
            clear = lock.decrypt(line.strip())
            number, last = _HEAD.unpack_from(clear)
            if number != expected or ended:
                raise InvalidToken
            expected, ended = expected + 1, last
            yield clear[_HEAD.size :]
    if not ended:
        raise InvalidToken
