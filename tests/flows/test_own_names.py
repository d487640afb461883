"""Names that a community gives to kinds of help are said wherever a kind is, and understood back."""

from datetime import UTC, datetime

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.proof.letters import facts_of
from flows.own_names import LONGEST, own_of, read_name, rename, same_name
from flows.sitting import LONGEST_LABEL
from flows.understanding.requests.sentence import understand
from flows.wording.catalog import catalog, languages
from flows.wording.render import Reader, render
from storage.tables.people import Community
from storage.terms import Category

NOW = datetime(2026, 11, 21, 10, 4)  # noqa: DTZ001 - the clock on the wall
NAMES = st.text(st.characters(exclude_categories=()), max_size=12) | st.builds(
    "{0}{1}{2}".format,
    st.sampled_from(("", "🌻 ", "'", "De ")),
    st.sampled_from(("plukploeg", "Mopperhulp", "Straße", "قطف")),
    st.sampled_from(("", " 🌻", "!", " & co", "-" * 30)),
)
ROOMS = ("category", "category.button", "helps", "doing", "going", "public")


@settings(max_examples=80, deadline=None)
@given(NAMES, st.sampled_from(Category), st.sampled_from(languages()))
def test_a_name_is_said_and_understood(words: str, kind: Category, language: str) -> None:
    """What may be a name fits on a button, stands wherever that kind is worded and nowhere else, and is understood.

    Practice: i6.names
    """
    name = read_name(words)
    assume(name)
    assert name is not None
    where = Community(name="Lindendorp", rules=rename({}, kind.value, name))
    reader = Reader(language, "u", "Europe/Amsterdam", NOW.replace(tzinfo=UTC), names=where.rules["names"])
    assert len(name) <= LONGEST < LONGEST_LABEL
    for room in ROOMS:
        for one in Category:
            words_of = f"{room}.{one.value}"
            said = render(words_of, {"where": "", "task": "", **facts_of(words_of)}, reader).text.casefold()
            usually = str(catalog(language)[words_of]).casefold()
            assert (name.casefold() in said) == (one is kind) or name.casefold() in usually
    found = understand(f"Kan iemand morgen om 10 uur komen voor {name}?", NOW, own_of(where))
    assert found.category is kind


@given(st.sampled_from(["ja", "nee", "ok", "", " ", "12", "\u200b\u3164", "🌻🌻🌻", "x" * 31, "a b", "\ud800"]))
def test_what_is_no_name(words: str) -> None:
    """An answer, nothing to be seen, and what fits on no button is no name."""
    assert not read_name(words)


def test_back_to_the_usual_name() -> None:
    """The usual name comes back, and two names that sound alike are the same."""
    rules = rename(rename({"off": []}, "garden", "Plukploeg"), "garden", read_name("gewoon") or "")
    assert rules == {"off": [], "names": {}}
    assert same_name("Plukploeg 🌻", "plukploeg")
