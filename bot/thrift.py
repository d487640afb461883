"""What keeps the program small and quick to begin: done by being imported, and therefore before everything else."""

import gc
import importlib
import sys

# things made and still there after which garbage is looked for: what is loaded at the start is none
GARBAGE_AT_START = 200_000
GARBAGE_AT = 10_000  # once at work; Python's 700 are soon made here
_OLDER = gc.get_threshold()[1:]

gc.set_threshold(GARBAGE_AT_START, *_OLDER)


def import_without(name: str, *luxuries: str) -> None:
    """Import the module of that NAME without LUXURIES, modules that it only makes use of where they are there."""
    known = {one: sys.modules[one] for one in luxuries if one in sys.modules}
    sys.modules.update(dict.fromkeys(luxuries))  # type: ignore[arg-type]  # None says that it is not to be had
    try:
        importlib.import_module(name)
    finally:
        for one in luxuries:
            del sys.modules[one]
        sys.modules.update(known)


def settle() -> None:
    """Spare what was loaded from being gone through for garbage: it stays, and going through it stops all else for a
    fifth of a second, again and again.
    """
    gc.freeze()
    gc.set_threshold(GARBAGE_AT, *_OLDER)


import_without("structlog", "rich")  # with which it would colour a terminal
