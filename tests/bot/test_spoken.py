"""Words to danger that arrived are known after a kill, whatever ails the store; what is in doubt is said again."""

import asyncio
import resource
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lookout import Lookout
from bot.spoken import PLACES, SIZE, Spoken
from storage.inbox import digest_of
from tests.bot.test_lookout import BOT, FALLEN, Voice, said


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_the_last_are_kept(tmp_path: Path) -> None:
    """All that was noted is recalled by the next start, as far as there are places; then the oldest give way."""
    spoken = Spoken(tmp_path / "store.spoken")
    assert spoken.recall() == {}
    for number in range(1, PLACES + 4):
        spoken.note(f"d{number}", number, 7)
    again = Spoken(tmp_path / "store.spoken")
    assert list(again.recall()) == [f"d{number}" for number in range(4, PLACES + 4)]
    again.note("new", PLACES + 4, 8)
    assert list(Spoken(tmp_path / "store.spoken").recall())[-1] == "new"
    assert (tmp_path / "store.spoken").stat().st_mode & 0o077 == 0


@given(st.data())
def test_what_is_torn_is_no_note(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever is written over part of the file, nothing is recalled that was not noted."""
    file = tmp_path_factory.mktemp("torn") / "store.spoken"
    spoken, noted = Spoken(file), {f"{number:x}" * 8: (number, number + 5) for number in range(1, 9)}
    spoken.recall()
    for digest, (letter, message) in noted.items():
        spoken.note(digest, letter, message)
    content = bytearray(file.read_bytes())
    at, with_ = data.draw(st.integers(0, 8 * SIZE)), data.draw(st.binary(max_size=2 * SIZE))
    content[at : at + len(with_)] = with_
    file.write_bytes(bytes(content))
    assert Spoken(file).recall().items() <= noted.items()


async def test_a_start_says_nothing_again_that_arrived(tmp_path: Path) -> None:
    """The store kept nothing and Telegram brings the update again: it is known, and the desk learns which letter it
    was; another cry of the same person is answered as ever."""
    raw, voice, later = said(FALLEN), Voice(), Voice()
    first = Lookout(BOT, voice.shout, Spoken(tmp_path / "store.spoken"))
    first.recall()
    first.look([raw])
    await settled()
    second = Lookout(BOT, later.shout, Spoken(tmp_path / "store.spoken"))
    second.recall()
    second.look([raw])
    assert (len(voice.parcels), later.parcels) == (1, [])
    digest = digest_of(BOT, raw)
    assert await second.settle({digest}) == await first.settle({digest})
    second.look([said(FALLEN) | {"update_id": 2}])
    assert len(later.parcels) == 1


async def test_what_did_not_arrive_is_said_again(tmp_path: Path) -> None:
    """Words that Telegram did not take, or that were on their way at the kill, are said by the next start."""
    raw, later = said(FALLEN), Voice()
    for before in (Voice(arrives=None), Voice()):
        lookout = Lookout(BOT, before.shout, Spoken(tmp_path / "store.spoken"))
        lookout.recall()
        lookout.look([raw])
        if before.arrives is None:
            await settled()
        again = Lookout(BOT, later.shout, Spoken(tmp_path / "store.spoken"))
        again.recall()
        again.look([raw])
    assert len(later.parcels) == 2


async def test_on_a_full_disk(tmp_path: Path) -> None:
    """When no file may grow any more, what arrives is noted all the same; without a file nothing is lost but that."""
    file = tmp_path / "store.spoken"
    spoken = Spoken(file)
    spoken.recall()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (PLACES * SIZE, hard))
    try:
        spoken.note("d1", 1, 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert Spoken(file).recall() == {"d1": (1, 2)}
    file.unlink()
    spoken.note("d2", 3, 4)
    raw, voice = said(FALLEN), Voice()
    Lookout(BOT, voice.shout, Spoken(tmp_path / "nowhere" / "store.spoken")).look([raw])
    assert len(voice.parcels) == 1
