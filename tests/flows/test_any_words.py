"""Whatever anybody writes in any field, no message, entity, button, calendar or file of their own breaks by it."""

import json
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from sqlmodel import select

from bot.calls import Call, editing, sending
from bot.courier import parcel_of
from bot.pieces import units
from bot.practice.api_checks import check_entities, check_markup, measure, read_fields
from bot.practice.api_fields import METHODS
from bot.practice.lindendorp import LINDENDORP
from bot.proof.letters import facts_of
from flows.help.calendar_file import calendar_file
from flows.post import Button
from flows.sitting import _body, _button, _in_full
from flows.talk import BrokenFlow, Said
from flows.trust.inviting import picture
from flows.wording.catalog import catalog, languages
from flows.wording.render import Reader, plain
from storage.tables.help import Request
from storage.tables.people import Community, Person
from storage.tables.post import OutboxLetter
from tests.street import Street

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ODD = st.sampled_from(
    ("\ud800", "\udfff\ud800", "\x00", "\u202e\u2066", "\u200b", "\ufeff", "\ufffe\uffff", " ", "\n\n", "\u2028", "\t",
     "\r\n", "*", "_*`[", "<b>&amp;", "{fact}", "{", "}", "%s", "\\", "e" + "\u0301" * 500, "\U0001f1f3", "\U0010ffff",
     "\U0001f469\u200d\U0001f467", "مرحبا בית", "=1+1", "x" * 5000, "👋" * 3000, "a\n" * 2500, "\u115f\u3164", "¨", "İ")
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=()), max_size=8)
WORDS = ODD | ANY | st.builds(lambda one, other, last: one + other + last, ANY, ODD, ANY)
IDS = sorted(one for one in catalog("nl") if not one.startswith(("date.", "clock.", "number.", "when.")))


def filled(fact: Any, words: str) -> Any:
    """Put WORDS wherever FACT holds words of somebody."""
    match fact:
        case str():
            return words
        case Said(said, facts):
            return Said(said, {name: filled(one, words) for name, one in facts.items()})
        case list():
            return [filled(one, words) for one in fact]
    return fact


def checked(call: Call) -> None:
    """Check a call as Telegram would, and that it can go over a wire. Raises Refusal."""
    fields = METHODS[call.method]
    files = {name: b"x" for name, one in fields.items() if one.kind == "file"}
    read = read_fields(fields, json.loads(json.dumps(dict(call.fields)).encode("utf-8")) | files)
    measure(fields, read)
    json.dumps(dict(call.fields), ensure_ascii=False).encode("utf-8")
    text = read.get("text", read.get("caption", ""))
    assert text.strip() or "text" not in read, "Telegram takes it for empty"
    entities = read.get("entities", read.get("caption_entities", []))
    check_entities(entities, text)
    ends = {0, *accumulate(units(sign) for sign in text)} if entities else set[int]()
    assert all({one["offset"], one["offset"] + one["length"]} <= ends for one in entities), "a sign is halved"
    check_markup(read.get("reply_markup"))
    for row in (read.get("reply_markup") or {}).get("inline_keyboard", ()):
        assert all(one["text"].strip() for one in row)


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(IDS), WORDS, st.sampled_from(languages()), st.booleans(), st.booleans())
def test_no_words_break_a_message(words: str, odd: str, language: str, file: bool, aloud: bool) -> None:
    """Every letter with anything in its facts is a message that Telegram takes, as it is sent and as it is changed.

    Practice: i6.unicode
    """
    reader = Reader(language, "u", "Europe/Amsterdam", NOW, aloud=aloud)
    facts = {name: filled(fact, odd) for name, fact in facts_of(words).items()}
    try:
        text = _in_full([Said(words, facts)], reader)
    except BrokenFlow:
        assert not plain(odd).strip(), "only words in which nothing can be seen may leave nothing to say"
        return
    button = _button(0, Button("choice.kind", "read", {}, {"kind": odd or "x"}), reader)
    letter = OutboxLetter(
        id=1, chat=5, body=_body(text, None, ("x.csv", b"x") if file else None), buttons=[button], written_at=NOW
    )
    parcel = parcel_of(letter)
    for call in (*sending(parcel), editing(parcel, 7)):
        checked(call)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_no_words_break_a_calendar(odd: str) -> None:
    """A calendar reads back one visit at its time, whatever its title says.

    Practice: i6.unicode
    """
    file = calendar_file(42, NOW, timedelta(minutes=90), odd, NOW)
    (event,) = Calendar.from_ical(file.decode("utf-8")).walk("VEVENT")
    assert event["dtstart"].dt == NOW


@settings(max_examples=20, deadline=None)
@given(WORDS)
def test_no_words_break_a_picture_to_scan(odd: str) -> None:
    """A link of anything that fits in one is drawn."""
    assert picture("https://t.me/" + plain(odd)[:300]).startswith(b"\x89PNG")


class Watched(Street):
    """A street on which every letter is a message that Telegram takes."""

    def _show(self, letter: OutboxLetter, message: int | None) -> int:
        if letter.removes is None:
            parcel = parcel_of(letter)
            for call in sending(parcel) if message is None else [editing(parcel, message)]:
                checked(call)
        return super()._show(letter, message)


NASTY = (
    "\u202e\u2066\u200b\u115f\u3164",
    "*_`[<b>&{fact}%s\\=1+1\t;\"' e" + "\u0301" * 300 + "\U0010ffff\ufffe\uffff مرحبا\nבית a\u2028b\x85c" + "👋" * 300,
)
ASKED = ("/vraag 1", "/open", "/vandaag", "/wie 1", "/logboek", "/vrijwilligers", "/cijfers", "/instellingen", "/bel",
         "/zorgen", "/uitnodiging", "/huis", "/dienst", "/mijngegevens")  # fmt: skip


async def test_no_words_in_a_field_break_what_is_shown_of_it(tmp_path: Path) -> None:
    """With odd words in every field of everybody, every list and file of a coordinator, and all that is kept, is shown.

    Practice: i6.unicode
    """
    street = await Watched.open(tmp_path, datetime.fromisoformat("2026-11-21T10:04"), LINDENDORP.people_csv())
    await street.say("Riet", "Kan iemand dinsdag om half drie met me mee naar de dokter?")
    await street.say("Riet", "ja")
    await street.tap("Vera", "Ja, ik doe het")
    for odd in NASTY:
        street.moment += timedelta(minutes=10)  # nobody writes too fast
        await _everywhere(street, odd)
        await street.say("Riet", f"Kan iemand morgen {odd} boodschappen doen {odd}?")
        await street.say("Riet", "stop")
        for words in ASKED:
            await street.say("Anja", words)
        await street.say("Riet", "/mijngegevens")
        await street.say("Anja", "/export alles")
        await street.tap("Anja", "Ja, als Excel")
        await street.tap("Karel", "Ja, doe maar")
        await street.tap("Vera", "Zet in agenda")
        file = next(one.file for one in reversed(street.phones[street.chat("Riet")]) if one.file)
        assert json.loads(file[1].decode("utf-8"))["person"][0]["street"] == odd
        assert any(one.file for one in street.phones[street.chat("Anja")])
    await street.close()


async def _everywhere(street: Street, odd: str) -> None:
    async with street.database.transaction() as session:
        for person in (await session.exec(select(Person))).all():
            person.name = person.called = person.street = person.postcode = person.place = odd
            session.add(person)
        for request in (await session.exec(select(Request))).all():
            request.words = request.task = request.destination = odd
            session.add(request)
        for where in (await session.exec(select(Community))).all():
            where.name = odd
            session.add(where)
