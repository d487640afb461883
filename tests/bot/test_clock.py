"""The alarm clock: it rings, what is done is finished, and no trouble ends it."""

import asyncio

from bot.clock import Clock


async def _nothing() -> None:
    return None


async def test_work_in_hand_is_finished() -> None:
    """Whoever stops the clock in the middle of a tick does not break the tick off."""
    began, done = asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        began.set()
        await asyncio.sleep(0.1)
        done.set()

    clock = Clock(0.01, tick, _nothing)
    running = asyncio.create_task(clock.run())
    await asyncio.wait_for(began.wait(), 5)
    clock.stop()
    await asyncio.wait_for(running, 5)
    assert done.is_set()


async def test_a_clock_that_never_rang_can_be_stopped() -> None:
    """A house that is told to stop before its clock began ends quietly, and the clock does not begin afterwards."""
    rung: list[int] = []

    async def tick() -> None:
        rung.append(1)

    clock = Clock(0.01, tick, _nothing)
    clock.stop()
    await asyncio.wait_for(clock.run(), 5)
    await asyncio.sleep(0.05)
    assert rung == []


async def test_trouble_does_not_end_it() -> None:
    """A tick that fails is followed by the next."""
    ticks: list[int] = []
    third = asyncio.Event()

    async def tick() -> None:
        ticks.append(len(ticks))
        if len(ticks) == 3:
            third.set()
        raise ValueError("Riet")

    clock = Clock(0.01, tick, _nothing)
    running = asyncio.create_task(clock.run())
    await asyncio.wait_for(third.wait(), 5)
    clock.stop()
    await asyncio.wait_for(running, 5)


async def test_one_at_a_time() -> None:
    """A slow tick is not overtaken by the next ring."""
    at_once = most = count = 0
    enough = asyncio.Event()

    async def tick() -> None:
        nonlocal at_once, most, count
        at_once, count = at_once + 1, count + 1
        most = max(most, at_once)
        await asyncio.sleep(0.03)
        at_once -= 1
        if count == 3:
            enough.set()

    clock = Clock(0.005, tick, tick)
    running = asyncio.create_task(clock.run())
    await asyncio.wait_for(enough.wait(), 5)
    clock.stop()
    await asyncio.wait_for(running, 5)
    assert most == 1
