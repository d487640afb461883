"""What keeps the program small and quick to begin: done by being imported, and therefore before everything else."""

import gc
import sys

GARBAGE_AT = 10_000  # things made and still there after which garbage is looked for; Python's 700 are soon made here

gc.set_threshold(GARBAGE_AT, *gc.get_threshold()[1:])


def _import_plainly() -> None:
    """Import the library of logs without what it would colour a terminal with: eight megabytes that nobody sees."""
    known = sys.modules.get("rich")
    sys.modules["rich"] = None  # type: ignore[assignment]  # says to Python that it is not to be had
    try:
        import structlog  # noqa: F401
    finally:
        del sys.modules["rich"]
        if known is not None:
            sys.modules["rich"] = known


def settle() -> None:
    """Spare what was loaded from being gone through for garbage: it stays, and going through it stops all else for a
    fifth of a second, again and again.
    """
    gc.freeze()


_import_plainly()
