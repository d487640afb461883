"""A slip in a word list is said with its file, its section, its entry and the mend."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import late
from flows.alarm.signs import Signs
from flows.understanding import words
from flows.understanding.words import LEXICON, PATTERNS, get_ready, load
from flows.word_lists import BadList, check_patterns, read_list

ALARM = Path(__file__).parents[2] / "flows" / "alarm"


def written(folder: Path, text: str) -> Path:
    path = folder / "words.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[garden]\nstrong = ["gras" "heg"]', ["words.toml", "line 2", "comma"]),
        ('[garden]\nstrong = ["gras", "gras"]', ["words.toml", "garden.strong", "'gras'", "twice"]),
        ('[garden]\nstrong = ["gras "]', ["words.toml", "garden.strong", "'gras '", "space"]),
        ('[garden]\nstrong = ["gras", ""]', ["garden.strong", "empty"]),
        ('[garden]\nstrong = ["gras", 7]', ["garden.strong", "7", "quotes"]),
        ('[[feast]]\nwords = ["kerst"]\n[[feast]]\nwords = ["pasen", "pasen"]', ["feast number 2", "'pasen'"]),
        ('[gardens]\nstrong = ["gras"]', ["[garden]", "renamed"]),
    ],
)
def test_a_slip_is_said_with_its_place_and_its_mend(tmp_path: Path, text: str, says: list[str]) -> None:
    """Whoever edits words reads what to do, and where."""
    with pytest.raises(BadList) as wrong:
        read_list(written(tmp_path, text), ["garden"] if "gardens" in text else [])
    assert not [part for part in says if part not in str(wrong.value)], str(wrong.value)


def test_a_pattern_that_is_none_is_said(tmp_path: Path) -> None:
    """A bracket that is never closed is found with its place."""
    with pytest.raises(BadList, match=r"words\.toml, says.*no pattern.*mend"):
        check_patterns(written(tmp_path, 'says = ["kan (iemand"]'))


def test_a_pattern_that_is_none_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is made beforehand finds it before somebody writes, and says in which list it stands."""
    shutil.copytree(LEXICON, tmp_path, dirs_exist_ok=True)
    homes = tmp_path / "homes.toml"
    homes.write_text(f"{homes.read_text(encoding='utf-8')}\nodd = ['kan (iemand']", encoding="utf-8")
    monkeypatch.setattr(words, "LEXICON", tmp_path)
    get_ready()
    late.late_pattern("kan (iemand")
    with pytest.raises(BadList, match=r"homes\.toml.*odd.*no pattern.*mend"):
        get_ready()
    late.forget()


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_every_pattern_of_the_house_is_one(name: str) -> None:
    """Each entry by itself is a pattern, also where several are put together."""
    check_patterns(LEXICON / f"{name}.toml")


@pytest.mark.parametrize("name", sorted(path.stem for path in LEXICON.glob("*.toml")))
def test_every_list_of_the_house_is_whole(name: str) -> None:
    """Each list can be read, and without its first section it says which one is gone or what is not right."""
    assert load(name)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("kinds/gas.toml", "never", "nerver", ["gas.toml", "nerver", "never"]),
        ("kinds/gas.toml", "ruik|ruikt|ruiken", "RUIK|ruikt|ruiken", ["gas.toml", "no group RUIK", "small letters"]),
        ("kinds/gas.toml", "ruik|ruikt|ruiken", "nog|ruikt|ruiken", ["gas.toml", "'nog'", "filler"]),
        ("signs.toml", "[past]", "[pst]", ["signs.toml", "[past]", "renamed"]),
    ],
)
def test_a_slip_in_the_signs_of_danger_is_said(tmp_path: Path, file: str, old: str, new: str, says: list[str]) -> None:
    """A kind, a level, a group or a phrase that cannot be is named, with its file and the mend."""
    room = Path(shutil.copytree(ALARM, tmp_path / "alarm"))
    text = (room / file).read_text(encoding="utf-8")
    assert old in text
    (room / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadList) as wrong:
        Signs(room / "signs.toml")
    assert not [part for part in says if part not in str(wrong.value)], str(wrong.value)


@pytest.mark.parametrize(
    ("now", "says"),
    [("gass", ["kinds/gass.toml", "'gass'", "one of", "fire"]), ("", ["kinds/gas.toml", "not there", "repository"])],
)
def test_a_kind_of_danger_without_its_file_is_said(tmp_path: Path, now: str, says: list[str]) -> None:
    """A file that is called by no danger, and a danger that has none, are named."""
    kinds = Path(shutil.copytree(ALARM, tmp_path / "alarm")) / "kinds"
    (kinds / "gas.toml").rename(kinds / f"{now}.toml" if now else tmp_path / "gone")
    with pytest.raises(BadList) as wrong:
        Signs(tmp_path / "alarm" / "signs.toml")
    assert not [part for part in says if part not in str(wrong.value)], str(wrong.value)


@given(st.text(max_size=200))
def test_any_text_is_a_list_or_said_to_be_none(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever stands in the file, it is read or refused in words."""
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        read_list(path)
    except BadList as wrong:
        assert path.name in str(wrong)  # noqa: PT017 - most texts are lists, and none need be refused
