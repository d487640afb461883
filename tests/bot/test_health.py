"""Health: what is found is told in plain words and in figures that Prometheus reads, with nothing of anybody."""

import re
from dataclasses import replace

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port

from bot.health import Vitals, causes, exposition
from bot.health_port import serving_health
from bot.logs import Tally
from bot.settings import Misset

WELL = Vitals(
    poll_age=12.0, tick_age=3.0, updates_waiting=1, oldest_update_age=0.2, begun={"deaf": 0}, turns={"worker": 9}
)
_LINE = re.compile(r'# (HELP|TYPE) burenbel_[a-z_]+ .+|burenbel_[a-z_]+(\{([a-z]+="[a-z_]+",?)+\})? -?[0-9.e+]+')


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"store": "full"}, "the store is in trouble: full"),
        ({"poll_age": 91.0}, "nothing was heard of Telegram for 91 s"),
        ({"tick_age": 200.0}, "the clock did not look at what is due for 200 s"),
        ({"oldest_update_age": 61.0}, "an update waits for 61 s"),
        ({"oldest_letter_age": 121.0}, "a letter waits for 121 s"),
        ({"oldest_due_age": 301.0}, "what fell due waits for 301 s"),
        ({"troubles": ("two_listeners",)}, "trouble: two_listeners"),
    ],
)
def test_what_is_wrong_is_named(wrong: dict[str, object], words: str) -> None:
    """Each thing that is out of bounds is a cause of its own; a house that is well has none."""
    assert causes(WELL) == []
    assert causes(replace(WELL, **wrong)) == [words]  # type: ignore[arg-type]


@pytest.mark.parametrize("found", [None, WELL, replace(WELL, store="locked", poll_age=None)])
def test_every_line_is_one_that_prometheus_reads(found: Vitals | None) -> None:
    """Each figure has a help and a type before it, stands once, and says whether the program is well."""
    told = exposition(found, {("warning", "fetch_failed"): 3})
    lines = told.splitlines()
    assert [one for one in lines if not _LINE.fullmatch(one)] == []
    values = [one.rpartition(" ")[0] for one in lines if not one.startswith("#")]
    assert len(values) == len(set(values))
    assert f"burenbel_up {int(found is WELL)}" in lines
    assert 'burenbel_log_lines_total{level="warning",event="fetch_failed"} 3' in lines


def test_only_names_of_events_are_counted() -> None:
    """What is logged is counted by level and name; a line of another sort is not, for it may hold anything."""
    tally = Tally()
    for event in ("fetch_failed", "fetch_failed", "Riet belt 06-12345678"):
        assert tally(None, "warning", {"event": event}) == {"event": event}
    assert tally.counts == {("warning", "fetch_failed"): 2}


async def _get(port: int, path: str) -> tuple[int, str]:
    async with ClientSession() as client, client.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def test_the_port_answers() -> None:
    """200 when all is well, 503 with the cause when not, and while it waits; a taken port is said with its mend."""
    found: list[Vitals | None] = [WELL, replace(WELL, store="full"), None]

    async def look() -> Vitals | None:
        return found[0]

    port = unused_port()
    async with serving_health(look, "127.0.0.1", port):
        assert (await _get(port, "/health"))[0] == 200
        assert "burenbel_up 1" in (await _get(port, "/metrics"))[1]
        found.pop(0)
        status, body = await _get(port, "/health")
        assert (status, "the store is in trouble: full" in body) == (503, True)
        found.pop(0)
        status, body = await _get(port, "/health")
        assert (status, "not at work yet" in body) == (503, True)
        with pytest.raises(Misset, match=r"BURENBEL_HEALTH_PORT.*choose another"):
            await serving_health(look, "127.0.0.1", port).__aenter__()
