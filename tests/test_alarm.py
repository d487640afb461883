"""Danger is recognised by its kind, and answered by fixed words that are whole in every form and language."""

import re
import tomllib
from datetime import date
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import understanding_what as what
from bench.danger_lines import mark_of_lines, read_lines
from bench.time_sentences import sentences as time_sentences
from flows.alarm.first_words import first_words, soft_check
from flows.alarm.learned import HEADS, SPEAKING_AGAINST, SPEAKING_FOR, WEIGHTS, loudness
from flows.alarm.readers import Alarm
from flows.alarm.recognition import look, reasons
from flows.alarm.signs import Signs
from flows.learned.heads import MOST, BadWeights, Weights, pack, unpack
from storage.terms import Danger, Form

DATA = Path(__file__).parent / "data"
ALARM = Path(__file__).parents[1] / "flows" / "alarm"
SETS = (
    "danger_made_with",
    "danger_held_apart",
    "danger_held_apart_2",
    "danger_held_apart_3",
    "danger_strange",
    "danger_strange_2",
)
Line = tuple[str, str, str]  # kind or none; certain, soft or -; words


def read(name: str) -> list[Line]:
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(kind, sure, text) for kind, sure, text in (line.split("\t") for line in lines if line[:1] != "#")]


def share(of: list[bool]) -> float:
    return sum(of) / len(of)


@pytest.mark.parametrize("name", SETS)
def test_dangers_are_found(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of what is danger, 99 in 100 are found, 95 with their kind, and nine in ten are rightly sure or not."""
    dangers = [(kind, sure, look(text)) for kind, sure, text in read(name) if kind != "none"]
    found = share([alarm is not None for _, _, alarm in dangers])
    kinds = share([alarm is not None and alarm.kind == kind for kind, _, alarm in dangers])
    sures = share([alarm is not None and alarm.certain == (sure == "certain") for _, sure, alarm in dangers])
    with capsys.disabled():
        print(f"\n{name}: {len(dangers)} dangers, found {found:.1%}, right kind {kinds:.1%}, rightly sure {sures:.1%}")
    assert found >= 0.99
    assert kinds >= 0.95
    assert sures >= 0.90


@pytest.mark.parametrize("name", SETS)
def test_lookalikes_stay_silent(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of what only looks like danger, fewer than 2 in 100 raise an alarm, soft ones counted."""
    silent = [(text, look(text)) for kind, _, text in read(name) if kind == "none"]
    raised = [text for text, alarm in silent if alarm is not None]
    with capsys.disabled():
        print(f"\n{name}: {len(silent)} lookalikes, {len(raised)} alarms")
    assert len(raised) < 0.02 * len(silent), raised


def test_the_sets_are_large() -> None:
    """Danger is tried on at least 400 lines, and about half of them are lookalikes."""
    lines = [line for name in SETS for line in read(name)]
    assert len(lines) >= 400
    assert 0.35 <= share([kind == "none" for kind, _, _ in lines]) <= 0.65
    assert {kind for kind, _, _ in lines} == {*Danger, "none"}


def test_words_of_the_past_make_it_soft() -> None:
    """A fall of last month is asked about; a fall of now is not."""
    assert look("ik ben gevallen") == Alarm(Danger.BODY, certain=True)
    assert look("ik ben vorige maand gevallen en kan niet lang staan") == Alarm(Danger.BODY, certain=False)


def test_what_is_certain_goes_first() -> None:
    """Danger of now is not hidden by an older one in the same message, nor by something harmless that fell."""
    assert look("vorig jaar is er brand geweest en nu heb ik pijn op de borst") == Alarm(Danger.BODY, certain=True)
    assert look("de lamp is gevallen. help ik kan niet ademen") == Alarm(Danger.BODY, certain=True)


def test_what_came_together_by_chance_makes_nothing_past_certain() -> None:
    """A fall of last year beside a request in which words of a sign stand by chance is asked about, as a fall."""
    said = "vorig jaar ben ik van de trap gevallen en nu durf ik de zolder niet op, wie brengt een doos naar boven?"
    assert look(said) == Alarm(Danger.BODY, certain=False)


@pytest.mark.parametrize(
    "text",
    [
        "IK BEN GEVALLEN",
        "ik bén gevállen",
        "ik ben gevalllen",
        "ik ben gevallne",
        "ik ben\ngevallen!!",
        "ｉｋ ben gevallen",
        "kben gevallen",
        "ik bin gefalle",
        "Ik ben gevaln",
    ],
)
def test_spelling_is_forgiven(text: str) -> None:
    """Capitals, accents, doubled letters, a slip, words in one or as they sound, and wide letters change nothing."""
    assert look(text) == Alarm(Danger.BODY, certain=True)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_any_text_is_read(text: str) -> None:
    """No text of any script, lone surrogates among them, makes it fail."""
    assert look(text) is None or isinstance(look(text), Alarm)


@given(st.text("abcdefij xyz,.!?é\n", max_size=80), st.text("abcdefij xyz,.!?é\n", max_size=80))
def test_danger_is_seen_between_other_sentences(before: str, after: str) -> None:
    """What stands around a plain sentence of danger does not stop it from being read."""
    assert look(f"{before}. Er is een gaslek. {after}") == Alarm(Danger.GAS, certain=True)


def test_a_slip_rarely_hides_danger() -> None:
    """With one letter lost in the middle of the message, seven in ten dangers are still found and lookalikes silent."""
    slips = [
        (kind, look(text[: len(text) // 2] + text[len(text) // 2 + 1 :])) for n in SETS for kind, _, text in read(n)
    ]
    assert share([alarm is not None for kind, alarm in slips if kind != "none"]) >= 0.70
    assert share([alarm is not None for kind, alarm in slips if kind == "none"]) <= 0.02


def test_what_the_house_learned_from_is_what_stands_there() -> None:
    """The weights were learned from the lines and meanings that are kept: whoever changes one teaches anew."""
    mark, _ = unpack((ALARM / WEIGHTS).read_bytes(), HEADS, WEIGHTS)
    assert mark == mark_of_lines(), "a line or a meaning was changed: make teach"
    assert (ALARM / WEIGHTS).stat().st_size < 5_000_000


@given(
    st.dictionaries(
        st.text("abcdef", min_size=1),
        st.tuples(st.floats(-5, 5), st.lists(st.integers(-9, 9), min_size=8, max_size=8).filter(any)),
        min_size=1,
    ),
    st.frozensets(st.integers(0, 99)),
)
def test_heads_weigh_as_they_learned(learned: dict[str, Weights], traces: frozenset[int]) -> None:
    """Side by side in their file all heads say what each said by itself, but for the step in which weights are kept."""
    scores = unpack(pack("", learned), learned.keys(), "weights")[1][8].scores(traces)
    assert scores.keys() == learned.keys()
    places = {trace % 8 for trace in traces}
    for name, (begin, weights) in learned.items():
        weighed = begin + sum(weights[place] for place in places) / sqrt(len(traces) or 1)
        assert scores[name] == pytest.approx(weighed, abs=8 * max(map(abs, weights)) / MOST)


@given(st.lists(st.floats(-9, 9), min_size=16, max_size=16), st.lists(st.floats(-9, 9), min_size=16, max_size=16))
def test_a_choir_speaks_only_where_its_heads_hear_something(one: list[float], other: list[float]) -> None:
    """A head that hears too little is silent, and who speaks against takes away as much as who speaks for adds."""
    silent = dict.fromkeys((*SPEAKING_FOR, *SPEAKING_AGAINST), -1.0)
    heard = loudness(silent | dict(zip(SPEAKING_FOR, one, strict=True)))
    assert heard == pytest.approx(sum(score for score in one if score > 0))
    assert loudness(silent | dict(zip(SPEAKING_AGAINST, one, strict=True))) == pytest.approx(-heard)
    both = dict(zip((*SPEAKING_FOR, *SPEAKING_AGAINST), (*one, *other), strict=True))
    turned = dict(zip((*SPEAKING_FOR, *SPEAKING_AGAINST), (*other, *one), strict=True))
    assert loudness(both) == pytest.approx(-loudness(turned))


def test_what_was_taught_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the lines that it learned from nearly all are read rightly; a fifth of them is tried."""
    lines = [line for line in read_lines() if line.set.startswith("danger_taught")][::5]
    found = share([look(line.text) is not None for line in lines if line.kind != "none"])
    false = share([look(line.text) is not None for line in lines if line.kind == "none"])
    with capsys.disabled():
        print(f"\ntaught: {len(lines)} lines, found {found:.1%}, false alarms {false:.1%}")
    assert found >= 0.98
    assert false <= 0.03


@pytest.mark.parametrize(
    "cry",
    [
        "ik ben gevallen en nu wil ik graag dat iemand dinsdag boodschappen doet",
        "ik ruik gas, kan iemand ook de lamp ophangen",
        "kan iemand dinsdag de tuin doen, en er staat rook in de keuken",
        "ik heb pijn op de borst maar kan iemand eerst de hond uitlaten",
        "goedemorgen, mijn man ligt op de grond en komt niet overeind, kan iemand de afspraak van dinsdag afzeggen",
    ],
)
def test_no_cry_is_drowned_by_a_request(cry: str) -> None:
    """Danger in one breath stays danger, however much is asked around it."""
    alarm = look(cry)
    assert alarm is not None
    assert alarm.certain


def test_ordinary_requests_are_not_taken_for_danger() -> None:
    """Of a thousand plain requests at most three are taken for danger, and of a hundred at most two are asked about.

    It never learned from those.
    """
    requests = [one.text for path in (what.DATA, what.JUDGED[0]) for one in what.sentences(path)]
    asked = [*requests, *(one.text for one in time_sentences())]
    assert len(asked) > 1000
    alarms = [alarm for text in asked if (alarm := look(text)) is not None]
    assert sum(alarm.certain for alarm in alarms) <= 0.003 * len(asked)
    assert len(alarms) <= 0.02 * len(asked)


def test_danger_is_heard_in_words_that_no_sign_knows() -> None:
    """Where no sign stands the learned reader speaks, and says which words weighed most."""
    said = "ik zak steeds verder weg en mijn lippen tintelen zo"
    assert [reader for reader, _ in reasons(said)] == ["learned"]
    assert look(said) is not None
    assert "lipen" in reasons(said)[0][1]


@pytest.mark.parametrize(("text", "shouted"), [("help", False), ("Hulp?", False), ("Hulp!", True), ("HELP", True)])
def test_a_bare_help_is_danger_only_when_it_is_shouted(text: str, shouted: bool) -> None:
    """Who types the word by itself asks what can be asked here; a shout is asked about."""
    assert look(text) == (Alarm(Danger.BODY, certain=False) if shouted else None)


def test_commands_are_no_talk() -> None:
    """In what a coordinator commands only signs are looked for, for it is about others."""
    said = "ik zak steeds verder weg en mijn lippen tintelen zo"
    assert look(said) is not None
    assert look(f"/vraag 12 {said}") is None
    assert look("/vraag 12 er is een gaslek") == Alarm(Danger.GAS, certain=True)


def test_a_sign_of_many_parts_yields_where_nothing_else_speaks_of_danger() -> None:
    """What comes together by chance is no danger; a plain sentence of danger stays one, whatever stands around it."""
    assert look("een blokje om met Bobbie, hij trekt te hard voor mij") is None
    assert look("ik ben gevallen, de code van het sleutelkastje is 4512") == Alarm(Danger.BODY, certain=True)
    asked = look("kan iemand donderdag boodschappen doen, ik ben vorige maand gevallen en kan niet lang staan")
    assert asked == Alarm(Danger.BODY, certain=False)


@pytest.mark.parametrize("broken", [b"", b"{}", b"[1]\nabc", b"{\n\xff", b'{"lines": "", "groups": []}\nx'])
def test_broken_weights_are_refused_in_words(broken: bytes) -> None:
    """A file of weights that is torn says what to do about it."""
    with pytest.raises(BadWeights, match="make teach"):
        unpack(broken, HEADS, WEIGHTS)


@given(st.binary(max_size=60), st.integers(0, 5000))
def test_torn_weights_are_refused_in_words(torn: bytes, at: int) -> None:
    """Whatever is put in the middle of the weights, they are read whole or refused."""
    whole = (ALARM / WEIGHTS).read_bytes()
    try:
        unpack(whole[:at] + torn + whole[at + len(torn) :], HEADS, WEIGHTS)
    except BadWeights as wrong:
        assert "make teach" in str(wrong)  # noqa: PT017 - what was torn may be what nobody reads


def test_every_phrase_can_be_met() -> None:
    """What a sign waits for is read in a message that says just that: no phrase is lost, or read otherwise."""
    signs = Signs(ALARM / "signs.toml")
    pages = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (ALARM / "kinds").glob("*.toml")]
    lines = [line for page in pages for key in page for line in page[key]]
    phrases = {phrase.removeprefix("!") for line in lines for phrase in re.split(r"[ |]+", line)}
    plain = [phrase for phrase in phrases if re.fullmatch(r"[a-z0-9_]+", phrase)]
    assert len(plain) > 1000
    assert not [phrase for phrase in plain if not signs.find(signs.spell(phrase.replace("_", " ")))]


@pytest.mark.parametrize("kind", Danger)
@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_are_whole(kind: Danger, form: Form, language: str) -> None:
    """Every kind has its words in both forms and languages, with no number that was not checked and no gap left."""
    entries = tomllib.loads((ALARM / "numbers.toml").read_text(encoding="utf-8"))["number"].values()
    for on_duty in (None, "Anja"):
        words = first_words(kind, form, language, on_duty)
        assert set(re.findall(r"\d[\d-]*", words.text)) <= {entry["dial"] for entry in entries}
        assert re.search(r"\d", words.text)
        assert not re.search(r"[{}]", words.text)
        assert all(label for _, label in words.buttons)
        assert len(words.text) <= 420


@pytest.mark.parametrize("kind", Danger)
def test_forms_are_not_mixed(kind: Danger) -> None:
    """Who is addressed with u reads no je, and the other way round; only a child is always je."""
    assert not re.search(r"\b(u|uw)\b", first_words(kind, Form.JE, "nl").text, re.IGNORECASE)
    if kind is not Danger.CHILD:
        assert not re.search(r"\b(je|jij|jouw)\b", first_words(kind, Form.U, "nl").text, re.IGNORECASE)


def test_buttons_are_the_agreed_ones() -> None:
    """Who can't call can say so, who is in danger at home can wipe the message, and despair gets no button."""
    assert first_words(Danger.BODY, Form.U, "nl").buttons == (("cannot_call", "Ik kan niet bellen"),)
    assert first_words(Danger.VIOLENCE, Form.U, "nl").buttons == (("erase", "Wis dit bericht"),)
    assert first_words(Danger.SUICIDE, Form.U, "nl").buttons == ()
    assert soft_check("nl", Form.U).buttons == (("now", "Ja, nu"), ("earlier", "Nee, eerder"))
    assert soft_check("en", Form.JE).buttons == (("now", "Yes, now"), ("earlier", "No, earlier"))


def test_a_name_is_said_only_when_somebody_is_on_duty() -> None:
    """Despair hears who is told only when somebody is told; without, nobody is promised."""
    assert "ik laat Anja weten" in first_words(Danger.SUICIDE, Form.U, "nl", "Anja").text
    assert "laat" not in first_words(Danger.SUICIDE, Form.U, "nl").text
    assert "{name}" in first_words(Danger.SUICIDE, Form.JE, "en", "{name}").text  # a name is put in as it is


def test_gas_never_says_to_phone_inside() -> None:
    """Who smells gas is sent outside before any number is read."""
    text = first_words(Danger.GAS, Form.U, "nl").text
    assert text.index("naar buiten") < text.index("112")


def test_a_language_not_spoken_gets_dutch() -> None:
    """An unknown language falls back to Dutch, and a region says nothing."""
    assert first_words(Danger.FIRE, Form.U, "xx") == first_words(Danger.FIRE, Form.U, "nl")
    assert first_words(Danger.FIRE, Form.U, "en-GB") == first_words(Danger.FIRE, Form.U, "en")


def test_numbers_carry_the_date_of_checking() -> None:
    """The file of numbers says when they were last looked up."""
    assert isinstance(tomllib.loads((ALARM / "numbers.toml").read_text(encoding="utf-8"))["checked_on"], date)


@pytest.mark.parametrize("name", ["Toos Smit", "Riet de Wit", "Ahmed Yilmaz"])
@pytest.mark.parametrize("street", ["Kerkweg", "Molenweg", "Brandstraat", "Gasthuisstraat", "Noodweg"])
def test_an_address_is_no_danger(name: str, street: str) -> None:
    """Who says where they live is asked nothing."""
    assert look(f"{name}, {street} 24") is None


@pytest.mark.parametrize(
    "words",
    [
        "brand op de Kerkweg 24",
        "Kerkweg 24, ik ruik gas",
        "kom snel naar Molenweg 3 mijn vrouw ademt niet",
        "ik woon op de Noodweg 24 en mijn man is gevallen en ligt op de grond",
        "inbraak Dorpsstraat 1, hij staat nog binnen",
    ],
)
def test_danger_at_an_address_is_danger(words: str) -> None:
    """Where it is takes nothing away from it."""
    assert look(words) is not None
