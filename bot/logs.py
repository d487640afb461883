"""Logs: one JSON object a line on standard error, ids and codes only. Whatever may be somebody's words is blotted out.

What the house logs itself are codes; a value with a space in it is only let through where the house puts its own words.
What libraries log holds names, words and the token in places that nobody can foresee: of it stay the sentence as it
stands in their source, numbers, and where it was said. That holds for every logger and every level.
"""

import logging
import re
import sys
import traceback
from collections import Counter
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import structlog

from flows.faults import place_of

_EVENT = re.compile(r"[a-z_]+")
_BLOTS = (
    re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}"),  # a bot token
    re.compile(r"(?<![\d.])(?:\+31|0031|0)[ -]?\d(?:[ -]?\d){8}(?![\d.])"),  # a Dutch phone number
    re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b"),  # a Dutch postcode
)
_CODE = re.compile(r"[\w.:@/+-]{0,80}", re.ASCII)
_OWN_WORDS = frozenset("level timestamp logger place mend cause reason thread tasks exception".split())  # noqa: SIM905 - reads better
BLOT = "***"


class Out(Protocol):
    """Where lines are written."""

    def write(self, words: str, /) -> object:
        """Write WORDS."""

    def flush(self) -> None:
        """Flush."""


def set_up_logs(token: str, out: Out | None = None) -> None:
    """Log to OUT (standard error when left out) through the blotter, the libraries' loggers as well."""
    blot = Blotter(token)
    stream: Any = Unfailing(out or sys.stderr)
    shared: list[Any] = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)]
    structlog.configure(
        processors=[tally, *shared, _without_fault, only_codes, structlog.processors.JSONRenderer(), blot],
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    logging.setLogRecordFactory(redacted)
    foreign = logging.StreamHandler(stream)
    foreign.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
                blot,
            ],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[foreign], force=True)


def redacted(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """Make the record of a library without anything that it was given: whatever handler takes it finds no more."""
    record = logging.LogRecord(*args, **kwargs)
    record.msg, fault = _sentence(record), record.exc_info
    record.args = None
    if fault and fault[1] is not None:
        record.msg = f"{record.msg} ({type(fault[1]).__name__} at {_last_step(fault[1])})"
    record.exc_info = record.exc_text = record.stack_info = None
    return record


def _sentence(record: logging.LogRecord) -> str:
    """Give what a library says: its sentence with numbers in it; where it put its own together, only where that was."""
    if not record.args:
        return f"{BLOT} {record.module}.{record.funcName}:{record.lineno}"
    with suppress(TypeError, ValueError, KeyError):
        if isinstance(record.args, Mapping):
            return str(record.msg) % {name: _number(one) for name, one in record.args.items()}
        return str(record.msg) % tuple(_number(one) for one in record.args)
    return BLOT


def _number(value: object) -> object:
    if isinstance(value, BaseException):
        return type(value).__name__
    return value if value is None or isinstance(value, bool | int | float) else BLOT


def _last_step(error: BaseException) -> str:
    steps = traceback.extract_tb(error.__traceback__)
    return f"{Path(steps[-1].filename).name}:{steps[-1].lineno}" if steps else "nowhere"


def _without_fault(_logger: object, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Say of a fault its sort and its way through the house, and not what it says: that may be somebody's words."""
    error = line.pop("exc_info", None)
    error = sys.exc_info()[1] if error is True else error
    if isinstance(error, BaseException):
        line["exception"] = f"{type(error).__name__} at {place_of(error) or _last_step(error)}"
    return line


def only_codes(_logger: object, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Blot out of a line of the house what is no code and no number."""
    return {name: one if name in _OWN_WORDS else _coded(one) for name, one in line.items()}


def _coded(value: Any) -> Any:
    """Give VALUE with what is no code blotted out, however deep it lies."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, BaseException):
        return type(value).__name__
    if isinstance(value, Mapping):
        return {str(_coded(name)): _coded(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_coded(one) for one in value]
    return str(value) if _CODE.fullmatch(str(value)) else BLOT


class Unfailing:
    """Writes to STREAM what it takes: a log on a full disk may lose lines, and never ends what was being done."""

    def __init__(self, stream: Out) -> None:
        self._stream = stream

    def write(self, words: str) -> int:
        """Write WORDS, or lose them."""
        with suppress(OSError):
            self._stream.write(words)
        return len(words)

    def flush(self) -> None:
        """Flush, or not."""
        with suppress(OSError):
            self._stream.flush()


class Blotter:
    """Blots out the token, phone numbers and postcodes in every line, however deep in it they stand."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, _logger: object, _method: str, line: Any) -> str:
        return self.blot(line)

    def blot(self, words: str) -> str:
        """Give WORDS without what must not be read in a log."""
        if self._token:
            words = words.replace(self._token, BLOT)
        for secret in _BLOTS:
            words = secret.sub(BLOT, words)
        return words


class Tally:
    """Counts the events that are logged, by level and name."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()

    def __call__(self, _logger: object, level: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event = str(line.get("event", ""))
        if _EVENT.fullmatch(event):
            self.counts[level, event] += 1
        return line


tally = Tally()
