"""What every command of the command line needs: its settings, the store, and plain words where that fails."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import typer

from bot.settings import Misset, Settings, read_settings

T = TypeVar("T")


def complain(*lines: str) -> typer.Exit:
    """Say on standard error what is wrong, and give the exit to raise."""
    for line in lines:
        typer.echo(line, err=True)
    return typer.Exit(1)


def settings_or_exit() -> Settings:
    """Read the settings, or say which one is wrong."""
    try:
        return read_settings()
    except Misset as wrong:
        raise complain(str(wrong)) from None


def in_store(work: Callable[[Settings], Awaitable[T]]) -> T:
    """Do WORK on the store of the settings, or say what keeps it from being done."""
    from bot.office import NotDone
    from storage.backup import NoCopy
    from storage.migrate import NewerStore

    settings = settings_or_exit()

    async def go() -> T:
        return await work(settings)

    try:
        return asyncio.run(go())
    except NotDone as wrong:
        raise complain(*wrong.lines) from None
    except (NewerStore, NoCopy) as wrong:
        raise complain(str(wrong)) from None
