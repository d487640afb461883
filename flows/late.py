"""What is made when it is first needed, or beforehand by get_ready(), so that nobody waits for it at the start."""

import re
from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, TypeVar, cast

Made = TypeVar("Made")
_TAKEN_OVER = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "flags")
_waiting: list[Callable[[], object]] = []


class Late(Generic[Made]):
    """Something that takes long to make: made once, when it is first called for."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._made: Made | None = None
        self._alone = RLock()
        _waiting.append(self)

    def __call__(self) -> Made:
        """Give it, and make it when it is not there yet; whoever comes meanwhile waits."""
        if self._made is None:
            with self._alone:
                self._made = self._make() if self._made is None else self._made
        return self._made


class _LatePattern:
    """A pattern that is compiled when it is first looked with; after that it costs what a compiled one does."""

    def __init__(self, written: str | Callable[[], str], flags: int) -> None:
        self._written, self._flags = written, flags
        _waiting.append(self.compile)

    def compile(self) -> None:
        """Compile it, and do from now on what the compiled one does. Raises re.error."""
        written = self._written if isinstance(self._written, str) else self._written()
        compiled = re.compile(written, self._flags)
        for name in _TAKEN_OVER:
            setattr(self, name, getattr(compiled, name))

    def __getattr__(self, name: str) -> Any:
        if name not in _TAKEN_OVER:
            raise AttributeError(name)
        self.compile()
        return getattr(self, name)


def late_pattern(written: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """Give what looks like the pattern that is WRITTEN, now or then; for those that stay while the program runs."""
    return cast("re.Pattern[str]", _LatePattern(written, flags))


def get_ready() -> None:
    """Make all that waits to be made, in the order in which it was asked for. Raises what making it raises."""
    while _waiting:
        _waiting[0]()
        del _waiting[0]


def forget() -> None:
    """Let go of all that waits, where nothing of it is needed."""
    _waiting.clear()
