"""Logs: one JSON object a line on standard error, ids and codes only. Whatever looks like a secret is blotted out."""

import logging
import re
import sys
from collections import Counter
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO

import structlog

_EVENT = re.compile(r"[a-z_]+")
_BLOTS = (
    re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}"),  # a bot token
    re.compile(r"(?<![\d.])(?:\+31|0031|0)[ -]?\d(?:[ -]?\d){8}(?![\d.])"),  # a Dutch phone number
    re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b"),  # a Dutch postcode
)
BLOT = "***"


def set_up_logs(token: str) -> None:
    """Log to standard error through the blotter, the libraries' loggers as well (warnings and worse)."""
    blot = Blotter(token)
    out: Any = Unfailing(sys.stderr)
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[tally, *shared, structlog.processors.JSONRenderer(), blot],
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=True,
    )
    foreign = logging.StreamHandler(out)
    foreign.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
                blot,
            ],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[foreign], force=True)


class Unfailing:
    """Writes to STREAM what it takes: a log on a full disk may lose lines, and never ends what was being done."""

    def __init__(self, stream: TextIO) -> None:
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
