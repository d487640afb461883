"""The command line, face by face: standard output carries data only, and what is wrong is said in plain words."""

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, Protocol

import pytest
from sqlmodel import select

from bot.practice.lindendorp import LINDENDORP
from storage.database import open_database
from storage.tables.course import LogEntry
from storage.tables.people import Person
from tests.whole.nursery import Nursery
from tests.whole.town import open_town

pytestmark = pytest.mark.xdist_group("nursery")
KEYS = ["text", "intent", "category", "likely", "tasks", "when", "ask", "flags", "danger"]
AT = "2026-11-21T10:00"


class Run(Protocol):
    """Runs a command on the store of the test."""

    def __call__(self, *words: str, said: str | bytes = "", **settings: object) -> CompletedProcess[str]: ...


@pytest.fixture
def run(tmp_path: Path, nursery: Nursery) -> Run:
    def command(*words: str, said: str | bytes = "", **settings: object) -> CompletedProcess[str]:
        store = {"database": f"sqlite+aiosqlite:///{tmp_path / 'people.db'}", "community": LINDENDORP.name}
        return nursery.ask(store | settings, tmp_path, *words, said=said)

    return command


def write_list(folder: Path, *rows: Mapping[str, object]) -> str:
    """Write people.csv of Lindendorp's columns; give its name."""
    columns = next(csv.reader(io.StringIO(LINDENDORP.people_csv())))
    page = io.StringIO()
    sheet = csv.DictWriter(page, columns)
    sheet.writeheader()
    sheet.writerows(rows)
    (folder / "people.csv").write_text(page.getvalue())
    return "people.csv"


async def all_of(folder: Path, table: Any) -> list[Any]:
    database = open_database(f"sqlite+aiosqlite:///{folder / 'people.db'}")
    async with database.reading() as session:
        found = list((await session.exec(select(table))).all())
    await database.close()
    return found


async def test_an_invite_makes_one_coordinator(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """`invite coordinator` prints one line with start=CODE; the first who comes with it has the role, the next not."""
    async with open_town(tmp_path, prepared, begin=nursery.start) as town:
        done = nursery.ask(town.settings, tmp_path, "invite", "coordinator")
        assert done.returncode == 0, done.stderr
        (line,) = done.stdout.splitlines()
        found = re.fullmatch(r"\S*start=([A-Za-z0-9_-]{1,64})", line)
        assert found, line
        town.start()
        for new in (990, 991):
            town.world.start(town.world.add_user(new, "Nieuw"), found[1])
            await town.until(lambda new=new: town.wrote(new), "no answer to /start")  # type: ignore[misc]
            town.world.say(new, "/open")
            await town.until(lambda new=new: len(town.wrote(new)) > 1, "no answer to /open")  # type: ignore[misc]
        assert "coördinator" in town.wrote(990)[0].text
        assert "alleen" not in town.wrote(990)[-1].text
        assert "alleen" in town.wrote(991)[-1].text


async def test_importing_twice_changes_nothing(tmp_path: Path, run: Run) -> None:
    """The same list again: the same people, the same links or none, and one more line in the log."""
    (tmp_path / "people.csv").write_text(LINDENDORP.people_csv())
    first = run("import", "people.csv")
    assert first.returncode == 0, first.stderr
    before, logged = await all_of(tmp_path, Person), len(await all_of(tmp_path, LogEntry))
    again = run("import", "people.csv")
    assert again.returncode == 0, again.stderr
    assert [one.model_dump() for one in await all_of(tmp_path, Person)] == [one.model_dump() for one in before]
    assert len(await all_of(tmp_path, LogEntry)) > logged
    assert "0 new" in again.stderr
    assert re.fullmatch(r"Toos Visser\t\S*start=[A-Za-z0-9_-]{1,64}\n", first.stdout), first.stdout


async def test_the_history_is_checked(tmp_path: Path, run: Run) -> None:
    """A whole history is said to be so; the first fault of another is named by its id, and the exit code tells."""
    run("migrate")
    whole = run("check-history")
    assert (whole.returncode, whole.stdout) == (0, ""), whole.stderr
    assert "no law of history is broken" in whole.stderr
    store = sqlite3.connect(tmp_path / "people.db")
    store.execute("INSERT INTO inbox (id, digest, chat, arrived_at, tries, done_at, failed) "
                  "VALUES (7, 'x', 1, '2026-11-23', 5, '2026-11-23', 'ValueError')")  # fmt: skip
    store.commit()
    store.close()
    broken = run("check-history", "--at", "2026-11-23T10:00")
    assert (broken.returncode, broken.stdout) == (1, "")
    assert broken.stderr.splitlines()[0] == "update 7: set aside, and nobody was told"
    assert run("check-history", "--at", "soon").returncode == 1


async def test_bad_rows_are_listed_and_nothing_is_brought_in(tmp_path: Path, run: Run) -> None:
    """Each bad row with its line and the reason; not one person of the list is brought in."""
    good = {"role": "resident", "name": "Riet de Wit", "phone": "06-12345678", "street": "Eikenlaan 12"}
    bad = ({"role": "king"}, {"phone": "12"}, {"available": "soms"}, {"lat": "north"}, {"check": "maybe"}, {"name": ""})
    name = write_list(tmp_path, good, *({**good, **one} for one in bad))
    done = run("import", name)
    assert (done.returncode, done.stdout) == (1, "")
    listed = {int(number) for number in re.findall(r"^line (\d+)", done.stderr, re.M)}
    assert listed >= {3, 4, 6, 7, 8}, done.stderr
    assert 2 not in listed
    assert "nothing was brought in" in done.stderr
    run("migrate")
    assert await all_of(tmp_path, Person) == []


async def test_who_comes_by_their_link_is_that_person(tmp_path: Path, prepared: Path, nursery: Nursery) -> None:
    """The start link of somebody without telegram_id binds their chat to the person of the list."""
    async with open_town(tmp_path, prepared, begin=nursery.start) as town:
        row = {"role": "resident", "name": "Koos Vink", "phone": "06-12345188", "street": "Wilgenstraat 31"}
        done = nursery.ask(town.settings, tmp_path, "import", write_list(tmp_path, row))
        assert done.returncode == 0, done.stderr
        code = done.stdout.strip().rpartition("start=")[2]
        town.start()
        town.world.start(town.world.add_user(990, "K."), code)
        await town.until(lambda: town.wrote(990), "no answer to /start")
        (koos,) = [one for one in await town.rows(Person) if one.name == "Koos Vink"]
        assert (koos.chat, koos.street) == (990, "Wilgenstraat 31")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", None])
def test_a_list_that_cannot_be_read(content: bytes | None, tmp_path: Path, run: Run) -> None:
    """An empty, broken or missing file is refused in plain words."""
    if content is not None:
        (tmp_path / "people.csv").write_bytes(content)
    done = run("import", "people.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.parametrize("words", [("invite", "coordinator"), ("import", "people.csv")])
def test_an_unknown_community_is_said(words: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    """A community that does not exist: the ones that do are named, and there is no stack trace."""
    (tmp_path / "people.csv").write_text(LINDENDORP.people_csv())
    done = run(*words, "--community", "Nergens")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Nergens" in done.stderr
    assert LINDENDORP.name in done.stderr
    assert "Traceback" not in done.stderr


def test_understand_prints_one_object_a_line(run: Run) -> None:
    """Lines of text and of JSON each give one object with the exact keys, at its own moment; bad ones never crash."""
    lines = [
        "kan iemand dinsdag om half drie met me mee naar de dokter?",
        json.dumps({"text": "kan iemand morgen om 10 uur boodschappen doen", "at": "2027-01-05T09:00"}),
        "ik ben gevallen en kan niet opstaan",
        '{"text": "hallo"',
        '{"at": "2026-11-21T10:00"}',
        '{"text": null, "at": 7}',
        json.dumps({"text": "hallo", "at": "ooit"}),
        json.dumps({"text": "morgen", "at": "2026-11-21T10:00:00Z"}),
        "\u202e\ud83d\ufffd x".encode("utf-8", "replace").decode(),
        "x" * 5000,
    ]
    done = run("understand", "--at", AT, said="\n".join(lines).encode() + b"\n\xff\xfe\n\n")
    assert done.returncode == 0, done.stderr
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(said) == len(lines) + 1
    assert all(list(one) == KEYS for one in said)
    assert said[0]["when"] == {"start": "2026-11-24 14:30", "end": None, "grain": "minute", "every": None}
    assert (said[0]["intent"], said[0]["category"]) == ("request", "transport")
    assert said[1]["when"]["start"] == "2027-01-06 10:00"
    assert said[2]["danger"] == "body"
    assert "Traceback" not in done.stderr


def test_understand_explains(run: Run) -> None:
    """One message can be given as an argument, and each fact is shown with the words that gave it."""
    words = "kan iemand dinsdag om half drie met me mee naar de dokter, er is brand"
    done = run("understand", "--at", AT, "--explain", words)
    assert done.returncode == 0, done.stderr
    for fact, said in (("intent", "kan iemand"), ("category", "met me mee"), ("time", "dinsdag"), ("time", "half 3")):
        assert [line for line in done.stdout.splitlines() if line.strip().startswith(fact) and said in line], said
    assert "2026-11-24 14:30" in done.stdout
    assert "fire" in done.stdout
    empty = run("understand", "  ")
    assert (empty.returncode, empty.stdout) == (1, "")
    assert "python -m bot understand" in empty.stderr


def test_understand_needs_no_store_and_no_settings(tmp_path: Path, run: Run) -> None:
    """It opens no store and makes no file."""
    done = run("understand", said="hallo\n", database="nonsense")
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_moment_that_is_none_is_said(run: Run) -> None:
    """--at with no moment is refused with an example."""
    done = run("understand", "--at", "ooit", said="hallo\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert "2026-11-21T10:00" in done.stderr


def test_migrate_makes_the_store(tmp_path: Path, run: Run) -> None:
    """`migrate` prints nothing on standard output and makes the store; again it changes nothing."""
    for _ in range(2):
        done = run("migrate")
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / "people.db").exists()


def test_a_command_that_is_none(run: Run) -> None:
    """An unknown command is refused without a stack trace."""
    done = run("dance")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


async def test_a_log_that_was_touched_is_told(tmp_path: Path, prepared: Path, run: Run) -> None:
    """`check-log` gives the seal of the log; after a row was changed by hand it names that row, and fails."""
    shutil.copy(prepared, tmp_path / "people.db")
    key = "a-key-made-up-for-this-test-alone"
    assert run("check-log", log_keys="short").returncode == 1
    assert run("invite", "helper", log_keys=key).returncode == 0
    done = run("check-log", log_keys=key)
    assert done.returncode == 0, done.stderr
    seal = done.stdout.strip()
    assert re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", seal)
    assert run("check-log", "--seal", seal, log_keys=key).returncode == 0
    assert "no row bears the seal" in run("check-log", "--seal", "AAAA-BBBB", log_keys=key).stderr
    with closing(sqlite3.connect(tmp_path / "people.db")) as store:
        store.execute("DROP TRIGGER log_no_update")
        (row,) = store.execute("SELECT id FROM log WHERE act = 'invite.made' ORDER BY id DESC LIMIT 1").fetchone()
        store.execute("UPDATE log SET actor = 1 WHERE id = ?", (row,))
        store.commit()
    done = run("check-log", log_keys=key)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"table log: row {row} was changed" in done.stderr


def test_a_slip_in_a_list_of_words_is_said_in_words(tmp_path: Path) -> None:
    """Whoever edits words and starts the program reads where the slip is; no trace of the code stands around it."""
    house = Path(__file__).parents[2]
    shutil.copytree(house / "flows", tmp_path / "flows", ignore=shutil.ignore_patterns("*.pyc"))
    for room in ("bot", "storage"):
        (tmp_path / room).symlink_to(house / room)
    intents = tmp_path / "flows" / "understanding" / "lexicon" / "intents.toml"
    intents.write_text(intents.read_text(encoding="utf-8") + '\nodd = "never closed\n', encoding="utf-8")
    words = (sys.executable, "-m", "bot", "understand", "dag")
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    said = subprocess.run(words, cwd=tmp_path, env=bare, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert said.stderr.startswith("intents.toml cannot be read")
    assert "Traceback" not in said.stderr
