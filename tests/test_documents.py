"""The documents are true: their code runs, their tree is the house, their commands and links lead somewhere."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from bot.practice.lindendorp import LINDENDORP
from bot.settings import Settings, read_settings
from flows import by_phone
from flows.coordination.menu import THEME as COORDINATION
from flows.desk import Desk
from flows.help.menu import THEME as HELP
from flows.menu import Menu
from flows.people.import_rows import read_rows
from flows.people.menu import THEME as PEOPLE
from flows.people.street_rows import read_streets
from flows.themes import MENU
from flows.wording import catalog
from tests.street import Street

HOUSE = Path(__file__).parent.parent
STOREYS = ("bot", "flows", "storage")
PAGES = sorted(
    [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", HOUSE / "CHANGELOG.md", *(HOUSE / "docs").rglob("*.md")]
)
WRITTEN = [*PAGES, HOUSE / ".env.example", HOUSE / ".ci" / "run", *(HOUSE / "docs").rglob("*.svg")]
FIRST = HOUSE / "docs" / "first-conversation.md"
TRAVELS = HOUSE / "docs" / "how-a-message-travels.md"
RESIDENTS = (
    "role,name,telegram_id,street\nresident,Riet de Wit,101,Eikenlaan 12\ncoordinator,Anja Bos,301,Lindenhof 1\n"
)

OF_OTHERS = {  # what is typed to BotFather, what the port of health serves
    *("newbot", "revoke", "setdescription", "setabouttext", "setcommands", "setjoingroups", "setprivacy", "setinline"),
    *("setuserpic", "mybots", "deletebot", "health", "metrics"),
    *("leen", "intake"),  # of the first conversation, and of a benchmark
}

_FENCE = re.compile(r"^```(.*?)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_FOLDER = re.compile(r"### `([\w/]+/)`: .+")
_FILE = re.compile(r"- `(\w+\.py)` [A-Z].+\.")
_OUTSIDE = re.compile(r"pypi|pythonhosted|docker\.io|ghcr|/work\b|/opt\b|/tmp\b|/root\b|/home/|site-packages", re.I)


def blocks(page: Path, kind: str) -> list[str]:
    """Give the fenced blocks of a page that say they are KIND."""
    return [code for name, code in _FENCE.findall(page.read_text(encoding="utf-8")) if name.strip() == kind]


@pytest.fixture(name="lesson")
def fixture_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Run the first conversation as it stands on its page, its words added to both languages."""
    for language in ("nl", "en"):
        words = (HOUSE / "flows" / "wording" / f"{language}.toml").read_text(encoding="utf-8")
        added = "\n".join(blocks(FIRST, f"toml {language}"))
        (tmp_path / f"{language}.toml").write_text(f"{words}\n{added}", encoding="utf-8")
    lesson = {"__name__": "lesson"}
    exec(compile("\n".join(blocks(FIRST, "python")), str(FIRST), "exec"), lesson)  # noqa: S102 - our own page
    with monkeypatch.context() as patch:
        patch.setattr(catalog, "_HERE", tmp_path)
        _reread()
        yield lesson
    _reread()


def _reread() -> None:
    catalog.languages.cache_clear()
    catalog.catalog.cache_clear()


def test_the_first_conversation_proves_what_it_says(lesson: dict[str, Any]) -> None:
    """The tests on the page of the first conversation pass."""
    tests = [one for name, one in lesson.items() if name.startswith("test_")]
    assert len(tests) == 3
    for one in tests:
        one()


async def test_the_first_conversation_goes_round_in_the_house(lesson: dict[str, Any], tmp_path: Path) -> None:
    """With its row in the menu and its words, the example talks in the real house, in both languages."""
    menu = Menu((HELP, PEOPLE, COORDINATION, lesson["LENDING"]), by_phone=by_phone.call)
    street = await Street.open(tmp_path, datetime(2026, 11, 23, 10, 0), RESIDENTS)  # noqa: DTZ001 - on the wall
    street.desk = Desk(street.database, menu, street.clock)
    try:
        await street.say("Riet", "/leen")
        assert street.last("Riet").text.endswith("Wat wilt u lenen?")
        await street.say("Riet", "een ladder")
        await street.tap("Riet", "Morgen")
        assert street.last("Riet").text.splitlines()[1:3] == ["Een ladder", "Dinsdag 24 november"]
        await street.tap("Riet", "Ja, dat klopt")
        assert street.last("Riet").text == "Dank u wel. Ik heb opgeschreven: een ladder, dinsdag 24 november."
        await street.say("Anja", "/taal en")
        await street.say("Anja", "/borrow a drill")
        await street.say("Anja", "tomorrow")
        assert street.last("Anja").text.endswith("A drill\nTuesday 24 November\nIs that right?")
    finally:
        await street.close()


async def test_the_talk_in_the_readme_is_what_the_house_says(tmp_path: Path) -> None:
    """The talk on the first screen happens, word for word; only the door word is another one each time."""
    street = await Street.open(tmp_path, datetime(2026, 11, 21, 10, 4), LINDENDORP.people_csv())  # noqa: DTZ001 - on the wall
    said: list[str] = []
    try:
        for speaker, line in _talk(blocks(HOUSE / "README.md", "text")[0]):
            if speaker == "Burenbel":
                said.append(line)
            elif line in [label for shown in street.phones.get(street.chat(speaker), []) for label in shown.labels]:
                await street.tap(speaker, line)
            else:
                await street.say(speaker, line)
        shown = _plain(" ".join(one.text for _, one in street.news))
        assert [line for line in said if _plain(line) not in shown] == []
    finally:
        await street.close()


def _talk(block: str) -> Iterator[tuple[str, str]]:
    speaker = ""
    for line in block.splitlines():
        speaker = line[:10].strip() or speaker
        yield speaker, line[10:].partition("  [")[0]


def _plain(words: str) -> str:
    return re.sub(r"Deurwoord: \w+", "Deurwoord: molen", " ".join(words.split()))


def test_the_tree_is_the_house() -> None:
    """The tree names every Python file of the three storeys, each once, with a sentence, and nothing else."""
    named, folder = list[str](), ""
    for line in TRAVELS.read_text(encoding="utf-8").partition("## The rooms")[2].splitlines():
        if line.startswith("#"):
            folder = _matched(_FOLDER, line)
        elif line.startswith("-"):
            named.append(folder + _matched(_FILE, line))
    files = [path for storey in STOREYS for path in (HOUSE / storey).rglob("*.py") if path.read_text().strip()]
    assert sorted(named) == sorted(str(path.relative_to(HOUSE)) for path in files)


def _matched(pattern: re.Pattern[str], line: str) -> str:
    found = pattern.fullmatch(line)
    assert found is not None, f"neither a folder nor a file with its sentence: {line}"
    return found[1]


def test_the_example_of_settings_holds_every_setting() -> None:
    """.env.example names every setting with its default and what it is for, in their order, and no other."""
    text = (HOUSE / ".env.example").read_text(encoding="utf-8")
    wanted = [f"# {one.description}\nBURENBEL_{name.upper()}={_default(one)}" for name, one in _settings()]
    assert text.strip().split("\n\n")[1:] == wanted


def _settings() -> list[tuple[str, FieldInfo]]:
    return list(Settings.model_fields.items())


def _default(field: FieldInfo) -> str:
    value = field.default
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def test_the_example_of_settings_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of .env.example sets what the program does anyway."""
    for name, _ in _settings():
        monkeypatch.delenv(f"BURENBEL_{name.upper()}", raising=False)
    plain = {name: field.default for name, field in _settings()}
    assert read_settings(HOUSE / ".env.example").model_dump() == plain


def test_commands_in_the_documents_exist() -> None:
    """Every `make` and `python -m bot` command in a document is in the Makefile or on the command line."""
    goals = set(re.findall(r"^(\w+):", (HOUSE / "Makefile").read_text(), re.M))
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert set(re.findall(r"(?:^|`)make (\w+)", text, re.M)) <= goals
    shown = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, check=True, cwd=HOUSE
    )
    offered = set(re.findall(r"^│ (\w+)", shown.stdout, re.M))
    named = set(re.findall(r"python -m bot ([a-z]\w+)", text))
    assert {"run", "demo"} <= named <= offered


def test_commands_to_the_bot_in_the_documents_exist() -> None:
    """Every /command that stands as code in a document is in the menu of private chats or of the group."""
    named = {
        name
        for page in PAGES
        for code in re.findall(r"`(/[^`\n]+)`", page.read_text(encoding="utf-8"))
        for name in re.findall(r"(?:^|\s)/(\w+)(?![\w/.])", code)
    }
    assert len(named) > 40
    assert named <= MENU.commands.keys() | MENU.group_commands.keys() | {"stop", "terug"} | OF_OTHERS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_link_is_dead(page: Path) -> None:
    """Every link to a file leads to one."""
    links = [link.partition("#")[0] for link in _LINK.findall(page.read_text(encoding="utf-8")) if ":" not in link]
    assert [link for link in links if link and not (page.parent / link).exists()] == []


def test_rooms_named_in_the_documents_exist() -> None:
    """Every path of the house that a document names in code is there."""
    for page in PAGES:
        for path in re.findall(
            r"`((?:bot|flows|storage|tests|docs|bench)/[\w./-]*)`", page.read_text(encoding="utf-8")
        ):
            assert (HOUSE / path).exists(), f"{page.name}: {path}"


def test_the_list_of_people_in_the_documents_can_be_imported() -> None:
    """The example of people.csv is read without a problem."""
    found = read_rows(blocks(HOUSE / "docs" / "running.md", "csv")[0], date(2026, 11, 23))
    assert found.problems == ()
    assert [row.name for row in found.rows] == ["Bob Voorbeeld", "Tess Tas"]


def test_the_list_of_streets_in_the_documents_can_be_imported() -> None:
    """The example of streets.csv is read without a problem."""
    found = read_streets(blocks(HOUSE / "docs" / "running.md", "csv streets")[0])
    assert found.problems == ()
    assert len(found.rows) == 3


def test_no_table_is_left_out_of_the_privacy_page() -> None:
    """Every table of the store is named on the page that says what is kept."""
    rows = "".join(path.read_text() for path in (HOUSE / "storage" / "tables").glob("*.py"))
    page = (HOUSE / "docs" / "privacy.md").read_text(encoding="utf-8")
    listed = page.partition("## The tables")[2].partition("##")[0]
    assert set(re.findall(r'__tablename__ = "(\w+)"', rows)) == set(re.findall(r"`(\w+)`", listed))


def test_no_document_speaks_of_the_outside() -> None:
    """No registry and no path of anybody's machine stands in a document."""
    assert [str(path) for path in WRITTEN if _OUTSIDE.search(path.read_text(encoding="utf-8"))] == []
