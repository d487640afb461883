"""Logs: whoever logs, and whatever is logged, no token, phone or postcode of anybody reaches standard error."""

import json
import logging
import subprocess
import sys
from pathlib import Path

from bot.logs import BLOT, Blotter
from bot.verdicts import LOUD_LOGGERS, hush

TOKEN = "123456789:made-up-token-of-nobody-at-all-000"
OTHER_TOKEN = "987654321:another-made-up-token-nobody-has"
PLANTED = (TOKEN, OTHER_TOKEN, "06-12345678", "0612345678", "+31612345678", "073-5550100", "5299 LD", "5299LD")
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
    hush()
    assert not any(logging.getLogger(name).isEnabledFor(logging.ERROR) for name in LOUD_LOGGERS)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
