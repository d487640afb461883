"""Ids made in Python: sorted by time, so that inbox and outbox keep their order without asking the store."""

import random
import secrets
import time

_state = [0]


def new_id() -> int:
    """Give the next id: 42 bits of milliseconds, then 21 bits that start at chance and count up.

    Ids of one process only ever grow, also when the clock of the machine is set back; those of two processes
    can meet only by a chance of one in two million for the same millisecond.
    """
    now = time.time_ns() // 1_000_000 << 21
    _state[0] = _state[0] + 1 if _state[0] >= now else now | random.getrandbits(20)
    return _state[0]


def grow_from(highest: int) -> None:
    """Give only ids above HIGHEST from now on, also where the clock was set back since that one was given."""
    _state[0] = max(_state[0], highest)


def short_code() -> str:
    """Make a code that can be typed over, for something that only few may use, and soon: eight letters and digits."""
    return "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(8))


def new_code() -> str:
    """Make a code that nobody can guess, for a link: 22 of A-Za-z0-9_-."""
    return secrets.token_urlsafe(16)
