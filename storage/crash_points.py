"""Named points at which the program can be made to die, to prove that nothing is lost there; each does nothing else.

The program kills itself as a power cut would: nothing is caught, flushed or closed.
"""

import os
import signal
from enum import StrEnum


class CrashPoint(StrEnum):
    """Where the program can die, in the order in which a message comes by."""

    FETCHED = "fetched"  # updates have come in, and nothing has been kept
    KEPT = "kept"  # they are in the inbox, and nobody has been told
    CONFIRMED = "confirmed"  # the messenger has been told
    READ = "read"  # the worker has taken them out of the inbox
    BEFORE_COMMIT = "before_commit"  # the desk has done all, and nothing is committed
    AFTER_COMMIT = "after_commit"
    CLAIMED = "claimed"  # the courier has letters in hand
    BEFORE_CALL = "before_call"
    AFTER_CALL = "after_call"  # the messenger has answered, and nobody wrote it down
    BEFORE_MARK = "before_mark"  # it is being written down, and not committed
    AFTER_MARK = "after_mark"
    DUE_TAKEN = "due_taken"  # what fell due is struck off and done, and nothing is committed
    DUE_DONE = "due_done"
    MIGRATION_STEP = "migration_step"  # one step of several is made
    CLEAN_STOP = "clean_stop"  # the program was told to end, and is ending


_left: dict[CrashPoint, int] = {}  # how often each may still be passed


def read_crash_point(text: str) -> tuple[CrashPoint, int] | None:
    """Read "kept" or "kept:3" (the third time); None for nothing. Raises ValueError for anything else."""
    if not text:
        return None
    name, _, times = text.partition(":")
    if name not in list(CrashPoint) or not (times or "1").isdecimal() or int(times or 1) < 1:
        raise ValueError(f"must be one of {', '.join(CrashPoint)}, with :2 behind it for the second time")
    return CrashPoint(name), int(times or 1)


def arm(text: str) -> None:
    """Have the program die where TEXT says; nowhere when it is empty. Raises ValueError."""
    _left.clear()
    if wanted := read_crash_point(text):
        _left[wanted[0]] = wanted[1]


def crash_here(point: CrashPoint) -> None:
    """Die, if the program was armed for POINT and passes it for the last time that it may."""
    if point in _left:
        _left[point] -= 1
        if _left[point] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
