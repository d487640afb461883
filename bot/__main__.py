"""The command line. Standard output carries data only; what there is to say otherwise goes to standard error."""

import asyncio
import json
import signal
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import bot.thrift  # noqa: F401 - first of all: it makes the rest smaller

# isort: split
import typer

from bot.settings import Misset, Settings
from bot.terminal import complain, in_store, settings_or_exit
from flows.word_lists import BadList
from storage.terms import Role

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

CommunityName = Annotated[str | None, typer.Option(help="which community; the first one when left out")]


@app.command()
def run() -> None:
    """Run the bot until it is told to stop (SIGTERM or Ctrl-C)."""
    settings = settings_or_exit()
    if not settings.token.get_secret_value():
        raise complain("BURENBEL_TOKEN is not set: ask @BotFather for a token, or try `python -m bot demo` first")
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    from bot.logs import set_up_logs
    from bot.messenger import Refused
    from bot.running import run as run_house
    from storage.backup import NoCopy
    from storage.migrate import NewerStore

    set_up_logs(settings.token.get_secret_value())
    try:
        await run_house(settings, _stop_signal())
    except (Refused, NewerStore, NoCopy, Misset) as wrong:
        raise complain(str(wrong)) from None


def _stop_signal() -> asyncio.Event:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stopped.set)
    return stopped


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="where the page is served; 0 takes any free port")] = 8090,
    library: Annotated[str, typer.Option(help="ptb or aiogram")] = "ptb",
    start: Annotated[str | None, typer.Option(help="local moment at which the village wakes, YYYY-MM-DDTHH:MM")] = None,
    village: Annotated[str, typer.Option(help="small, or large: 300 helpers and 120 residents")] = "small",
) -> None:
    """Open the practice neighbourhood: the real bot, three phones in the browser, no token and no real people."""
    from bot.practice.demo import run_demo

    async def go() -> None:
        await run_demo(port, library, datetime.fromisoformat(start) if start else None, _stop_signal(), village)

    asyncio.run(go())


@app.command()
def migrate() -> None:
    """Bring the store to the shape that this program needs; `run` does it by itself."""
    from bot.office import prepared

    typer.echo(in_store(prepared), err=True)


@app.command(name="check-history")
def check_history(
    at: Annotated[
        str | None, typer.Option(help="at which moment it stood so, for a copy; ISO, now when left out")
    ] = None,
) -> None:
    """Look whether all that happened keeps the laws of history: no visit twice, no promise broken, no letter lost."""
    from bot import office

    moment = _instant(at) if at else None
    typer.echo(in_store(lambda settings: office.check_history(settings, moment)), err=True)


@app.command(name="check-log")
def check_log(
    seal: Annotated[str, typer.Option(help="a day's seal from the coordinators' group, to be found in the log")] = "",
) -> None:
    """Look whether the log is as it was written; name the first row that was changed, removed or added."""
    from bot import office

    checked = in_store(lambda settings: office.check_log(settings, seal))
    typer.echo(checked.seal)
    typer.echo(checked.summary, err=True)


def _instant(text: str) -> datetime:
    """Read an ISO moment; one without a zone is wall time in the Netherlands. Raises Exit when it is none."""
    from bot.office import ZONE

    try:
        said = datetime.fromisoformat(text)
    except ValueError:
        raise complain(f"{text!r} is no moment; write it as 2026-11-21T10:00") from None
    return said if said.tzinfo else said.replace(tzinfo=ZONE)


@app.command()
def backup(to: Annotated[Path, typer.Option(help="the file to make; it must not be there yet")]) -> None:
    """Make a whole copy of a SQLite store, also while the bot runs; encrypted where BURENBEL_BACKUP_KEYS is set."""
    from bot.copies import back_up

    typer.echo(in_store(lambda settings: asyncio.to_thread(back_up, settings, to)), err=True)


@app.command()
def restore(copy: Annotated[Path, typer.Argument(help="what `backup` made, encrypted or not")]) -> None:
    """Put a copy back in the place of the SQLite store; the bot must not be running, and the old store moved away."""
    from bot.copies import put_back

    typer.echo(in_store(lambda settings: asyncio.to_thread(put_back, settings, copy)), err=True)


@app.command(name="rotate-keys")
def rotate_keys() -> None:
    """Lock all anew with the first of BURENBEL_SECRET_KEYS; broken off, it goes on where it was. The bot may run."""
    from bot.office import rotate

    typer.echo(in_store(rotate), err=True)


@app.command()
def doctor() -> None:
    """Look at all that the program needs; say of each thing that it is well, or how to mend it."""
    from bot.doctor import Verdict, examine

    found = asyncio.run(examine(settings_or_exit()))
    for one in found:
        typer.echo(str(one))
    if any(one.verdict is Verdict.WRONG for one in found):
        raise typer.Exit(1)


@app.command()
def move(
    to: Annotated[str, typer.Option(help="the empty database: postgresql+asyncpg://user:password@host/name")],
) -> None:
    """Bring all of the SQLite file of the settings into an empty PostgreSQL; the bot must not be running."""
    from bot.moving import move as move_to

    for line in in_store(lambda settings: move_to(settings, to)):
        typer.echo(line, err=True)


@app.command()
def invite(
    role: Annotated[Role, typer.Argument(help="what whoever takes the link becomes")],
    community: CommunityName = None,
) -> None:
    """Make a start link that works once, within a month."""
    from bot.office import make_link

    typer.echo(in_store(lambda settings: make_link(settings, role, community)))


@app.command(name="import")
def import_people(file: Path, community: CommunityName = None) -> None:
    """Bring in a list of people (people.csv) or of streets (streets.csv), whole or not at all."""
    from bot.office import bring_list

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise complain(f"{file} cannot be read: {type(wrong).__name__}. Save it as CSV in UTF-8.") from None
    report = in_store(lambda settings: bring_list(settings, text, community))
    for line in report.links:
        typer.echo(line)
    typer.echo(report.summary, err=True)


@app.command()
def proofread(
    chapters: Annotated[list[str] | None, typer.Argument(help="conversations, or other parts of the words")] = None,
    language: Annotated[str | None, typer.Option(help="nl or en; all side by side when left out")] = None,
    everything: Annotated[bool, typer.Option("--all", help="every word of the house")] = False,
) -> None:
    """Print a page (HTML) with every screen of a conversation, in each form and language, to be read aloud."""
    from bot.proof.page import page
    from bot.proof.sheet import chapters as all_chapters

    if everything == bool(chapters):
        raise complain(f"name what to proofread, or --all: {', '.join(all_chapters())}")
    try:
        typer.echo(page(tuple(chapters or ()), language))
    except KeyError as wrong:
        raise complain(f"there is no {wrong}; there are: {', '.join(all_chapters())}") from None


@app.command()
def understand(
    text: Annotated[
        str | None, typer.Argument(help="one message; without it they are read from standard input")
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="the moment at which plain lines are said, ISO; now when left out")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="also say which words gave which fact, as text")] = False,
) -> None:
    """Print what messages say: TEXT, or standard input, one a line (text, or JSON with `text` and `at`)."""
    from bot.office import wall_now
    from flows.alarm.recognition import look
    from flows.understanding.requests.report import report

    now = _moment(at) if at else wall_now()
    if now is None:
        raise typer.Exit(1)
    if text is not None and not text.strip():
        raise complain('there are no words in it; try: python -m bot understand "kan iemand dinsdag om drie uur komen"')
    for words, said_at in _messages(now) if text is None else [(text, now)]:
        if explain:
            _explain(words, said_at)
            continue
        found = look(words)
        typer.echo(json.dumps(report(words, said_at, found.kind.value if found else None), ensure_ascii=False))


def _explain(text: str, now: datetime) -> None:
    """Print the facts in TEXT, each with the words that gave it."""
    from flows.alarm.recognition import look, reasons
    from flows.understanding.requests.explain import explain

    typer.echo(text)
    for one in explain(text, now):
        typer.echo(f"  {one.fact:<14} {one.value}" + (f'   <- "{one.words}"' if one.words else ""))
    danger = look(text)
    if danger is not None:
        typer.echo(f"  {'danger':<14} {danger.kind.value}" + ("" if danger.certain else " (asked softly)"))
        for reader, words in reasons(text):
            typer.echo(f"  {'  ' + reader:<14} {words}")


def _messages(now: datetime) -> Iterator[tuple[str, datetime]]:
    for line in sys.stdin.buffer.read().decode("utf-8", "replace").splitlines():
        if not line.strip():
            continue
        try:
            row = json.loads(line) if line.lstrip().startswith("{") else None
        except ValueError:
            row = None
        if isinstance(row, dict) and isinstance(row.get("text"), str):
            yield row["text"], _moment(row["at"]) or now if isinstance(row.get("at"), str) else now
        else:
            yield line, now


def _moment(text: str) -> datetime | None:
    """Read an ISO moment as wall time in the village; None, and say so, when it is none."""
    from bot.office import as_wall_time

    try:
        return as_wall_time(datetime.fromisoformat(text))
    except ValueError:
        typer.echo(f"{text!r} is no moment; write it as 2026-11-21T10:00", err=True)
        return None


def main() -> None:
    """Obey the command line; a slip in a list of words is said in words, whichever command needed that list."""
    try:
        app()
    except BadList as slip:
        sys.exit(str(slip))


if __name__ == "__main__":
    main()
