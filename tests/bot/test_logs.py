"""Logs: whoever logs, and whatever is logged, no token, phone or postcode of anybody reaches standard error."""

import json
import logging
import re
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.logs import BLOT, Blotter, only_codes, redacted
from bot.verdicts import LOUD_LOGGERS, hush
from tests.planted import Sieve

TOKEN = "123456789:made-up-token-of-nobody-at-all-000"
OTHER_TOKEN = "987654321:another-made-up-token-nobody-has"
PLANTED = (
    "Riet de Wit",
    "Eikenlaan",
    "ik ben gevallen",
    TOKEN,
    OTHER_TOKEN,
    "06-12345678",
    "0612345678",
    "+31612345678",
    "073-5550100",
    "5299 LD",
    "5299LD",
)
NAMES = ("bot", "httpx", "httpcore", "telegram.ext", "aiogram.event", "aiohttp.client", "sqlalchemy")
LOUD = """
import json, logging, sys, structlog
from bot.logs import set_up_logs
token, names, words = json.loads(sys.argv[1])
set_up_logs(token)
log = structlog.get_logger()
def break_down(logger):
    try:
        raise ValueError(words)
    except ValueError:
        logger.exception("it broke: " + words)
for name in names:
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    logger.debug("GET https://api.example.org/bot%s/getMe", token)
    logger.warning(words)
    break_down(logger)
log.warning("planted", words=words, many=[words], deep={"of": {"somebody": words}}, error=ValueError(words))
break_down(log)
"""


def test_whoever_logs_secrets() -> None:
    """Libraries at DEBUG and the house's own logger, in words, arguments, lists and errors, show nothing planted."""
    given = json.dumps([TOKEN, NAMES, " en ".join(PLANTED)])
    done = subprocess.run(
        [sys.executable, "-c", LOUD, given], capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[2],
        check=True,
    )  # fmt: skip
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.stdout == ""
    assert len(lines) == 3 * len(NAMES) + 2
    assert all(BLOT in json.dumps(line) for line in lines)
    assert [one for one in PLANTED if one in done.stderr] == []


def test_numbers_that_are_no_phones_stay() -> None:
    """Ids and moments are still to be read."""
    words = '{"update": 3765022939839160374, "timestamp": "2026-11-21T23:14:15.177674Z", "chat": 301}'
    assert Blotter(TOKEN).blot(words) == words


def test_the_libraries_are_hushed() -> None:
    """The loggers that would write addresses with the token in them are silent unless somebody turns them on."""
    levels = {name: logging.getLogger(name).level for name in LOUD_LOGGERS}
    for name in levels:
        logging.getLogger(name).setLevel(logging.NOTSET)
    hush()
    assert not any(logging.getLogger(name).isEnabledFor(logging.ERROR) for name in LOUD_LOGGERS)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_what_a_library_says_of_itself_stays() -> None:
    """The sentence in its source, numbers and sorts of faults can be read; what it was given can't, by any handler."""
    said = redacted(
        "httpx", logging.INFO, "/x/client.py", 7, 'HTTP Request: %s %s "%s %d"', ("GET", "u", "v", 200), None
    )
    assert said.getMessage() == f'HTTP Request: {BLOT} {BLOT} "{BLOT} 200"'
    named = redacted(
        "a", logging.INFO, "/x/a.py", 7, "%(who)s came after %(hours)d hours", ({"who": "Riet", "hours": 3},), None
    )
    assert named.getMessage() == f"{BLOT} came after 3 hours"
    whole = redacted("telegram", logging.ERROR, "/x/bot.py", 7, "Riet de Wit wrote", (), None, "send")
    assert whole.getMessage() == f"{BLOT} bot.send:7"


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_only_codes_come_through(value: object) -> None:
    """Whatever the house logs by mistake, nothing with a space in it comes through."""
    line = only_codes(None, "info", {"event": "planted", "value": value})
    assert not re.search(r"\s", re.sub(r'": |, ', "", json.dumps(line["value"])))


def test_the_sieve_catches() -> None:
    """What is looked for over the whole suite would be found, were it there."""
    sieve = Sieve()
    sieve.write('{"event": "x", "who": "Riet de Wit"}')
    sieve.write(f"GET {TOKEN}")
    sieve.write('{"event": "fine", "person": 3765022939839160374}')
    assert len(sieve.take()) == 2
    assert sieve.take() == []
