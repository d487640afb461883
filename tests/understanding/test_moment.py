"""Times as people say them, at one fixed moment: Monday 23 November 2026, ten in the morning."""

from datetime import datetime

import pytest

from flows.understanding.time.moment import When, read_when
from flows.understanding.time.reading import says_only_when

NOW = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - a wall clock

# What is said | start | end | grain | every; a dash where nothing was said.
SURE = """
Kan iemand dinsdag om half drie met me mee? | 2026-11-24 14:30 | - | minute
dinsdag | 2026-11-24 00:00 | 2026-11-25 00:00 | day
dinsdg om 3 uur | 2026-11-24 15:00 | - | minute
donderdah half vier | 2026-11-26 15:30 | - | minute
mijn zoon kan vrijdag niet, kan iemand mee | 2026-11-27 00:00 | 2026-11-28 00:00 | day
vrijdga | 2026-11-27 00:00 | 2026-11-28 00:00 | day
woensdagmiddag | 2026-11-25 12:00 | 2026-11-25 18:00 | part
dinsdgmiddag om kwart over 3 | 2026-11-24 15:15 | - | minute
zaterdagochtend 10 uur | 2026-11-28 10:00 | - | minute
vandaag | 2026-11-23 00:00 | 2026-11-24 00:00 | day
morgen | 2026-11-24 00:00 | 2026-11-25 00:00 | day
overmorgen tussen 2 en 4 | 2026-11-25 14:00 | 2026-11-25 16:00 | minute
vanmiddag | 2026-11-23 12:00 | 2026-11-23 18:00 | part
vanavond half acht | 2026-11-23 19:30 | - | minute
morgenmidag | 2026-11-24 12:00 | 2026-11-24 18:00 | part
morgenochtend | 2026-11-24 08:00 | 2026-11-24 12:00 | part
morgenochtend vroeg | 2026-11-24 06:00 | 2026-11-24 08:00 | part
eind van de middag | 2026-11-23 16:00 | 2026-11-23 18:00 | part
tussen de middag | 2026-11-23 12:00 | 2026-11-23 13:30 | part
zaterdagnacht | 2026-11-28 22:00 | 2026-11-29 06:00 | part
dinsdag 24 november | 2026-11-24 00:00 | 2026-11-25 00:00 | day
24-11 | 2026-11-24 00:00 | 2026-11-25 00:00 | day
zondag 29/11 om 11 uur | 2026-11-29 11:00 | - | minute
de 27e | 2026-11-27 00:00 | 2026-11-28 00:00 | day
vrijdag de 27e | 2026-11-27 00:00 | 2026-11-28 00:00 | day
op 3 dec. om kwart voor 10 | 2026-12-03 09:45 | - | minute
3 januari | 2027-01-03 00:00 | 2027-01-04 00:00 | day
over een week | 2026-11-30 00:00 | 2026-12-01 00:00 | day
over 14 dagen | 2026-12-07 00:00 | 2026-12-08 00:00 | day
over een half uur | 2026-11-23 10:30 | - | minute
over twee uur | 2026-11-23 12:00 | - | minute
volgende week | 2026-11-30 00:00 | 2026-12-07 00:00 | week
volgende week dinsdag | 2026-12-01 00:00 | 2026-12-02 00:00 | day
volgende maand | 2026-12-01 00:00 | 2027-01-01 00:00 | month
dit weekend | 2026-11-28 00:00 | 2026-11-30 00:00 | day
begin december | 2026-12-01 00:00 | 2026-12-11 00:00 | day
do 14u30 | 2026-11-26 14:30 | - | minute
om 14.30 uur | 2026-11-23 14:30 | - | minute
halftwee | 2026-11-23 13:30 | - | minute
tien voor half drie | 2026-11-23 14:20 | - | minute
5 over half 3 | 2026-11-23 14:35 | - | minute
kwart voor een | 2026-11-23 12:45 | - | minute
om een uur of drie | 2026-11-23 15:00 | - | hour
rond drie uur | 2026-11-23 15:00 | - | hour
om 8 uur 's avonds | 2026-11-23 20:00 | - | minute
vandaag om 9 uur | 2026-11-23 21:00 | - | minute
3 uur 's nachts | 2026-11-24 03:00 | - | minute
morgen om 8 uur | 2026-11-24 08:00 | - | minute
van 9 tot 5 | 2026-11-23 09:00 | 2026-11-23 17:00 | minute
dinsdagavond van 7 tot 9 | 2026-11-24 19:00 | 2026-11-24 21:00 | minute
morgen tussen half twee en half vier | 2026-11-24 13:30 | 2026-11-24 15:30 | minute
dinsdag na 4 | 2026-11-24 16:00 | - | part
na vijven | 2026-11-23 17:00 | - | part
vanaf dinsdag | 2026-11-24 00:00 | - | day
voor vrijdag | - | 2026-11-27 00:00 | day
tot 5 uur | - | 2026-11-23 17:00 | part
uiterlijk vrijdag | - | 2026-11-28 00:00 | day
van maandag 30 november tot en met woensdag 2 december | 2026-11-30 00:00 | 2026-12-03 00:00 | day
niet maandag maar dinsdag | 2026-11-24 00:00 | 2026-11-25 00:00 | day
nee wacht, het is woensdag | 2026-11-25 00:00 | 2026-11-26 00:00 | day
maakt niet uit | 2026-11-23 00:00 | 2026-12-07 00:00 | week
tweede kerstdag om 12 uur | 2026-12-26 12:00 | - | minute
goede vrijdag | 2027-03-26 00:00 | 2027-03-27 00:00 | day
met pasen | 2027-03-28 00:00 | 2027-03-29 00:00 | day
oudjaarsdag | 2026-12-31 00:00 | 2027-01-01 00:00 | day
elke dinsdag om half elf | 2026-11-24 10:30 | - | minute | WEEKLY;BYDAY=TU
elke donderdagochtend | 2026-11-26 08:00 | 2026-11-26 12:00 | part | WEEKLY;BYDAY=TH
elke dag om 10 uur | 2026-11-24 10:00 | - | minute | DAILY
om de week op woensdag | 2026-11-25 00:00 | 2026-11-26 00:00 | day | WEEKLY;INTERVAL=2;BYDAY=WE
elke eerste maandag van de maand om 10 uur | 2026-12-07 10:00 | - | minute | MONTHLY;BYDAY=1MO
elke maandag en donderdag om 3 uur | 2026-11-23 15:00 | - | minute | WEEKLY;BYDAY=MO,TH
wekelijks | - | - | week | WEEKLY
wekelijkse boodschappen op vrijdag | 2026-11-27 00:00 | 2026-11-28 00:00 | day | WEEKLY;BYDAY=FR
in de kerstvakantie | 2026-12-19 00:00 | 2027-01-04 00:00 | day
met de kerstdagen | 2026-12-25 00:00 | 2026-12-27 00:00 | day
week 50 | 2026-12-07 00:00 | 2026-12-14 00:00 | week
dinsdag half3 | 2026-11-24 14:30 | - | minute
half een 's nachts | 2026-11-24 00:30 | - | minute
voor de middag | 2026-11-23 08:00 | 2026-11-23 12:00 | part
over 3 kwartier | 2026-11-23 10:45 | - | minute
kwart over twee uur | 2026-11-23 14:15 | - | minute
tomorrow at half past two | 2026-11-24 14:30 | - | minute
on friday morning | 2026-11-27 08:00 | 2026-11-27 12:00 | part
every monday at 10 | 2026-11-30 10:00 | - | minute | WEEKLY;BYDAY=MO
over zes kwartier | 2026-11-23 11:30 | - | minute
morgen kwartover 10 | 2026-11-24 10:15 | - | minute
zondach | 2026-11-29 00:00 | 2026-11-30 00:00 | day
de 15e word ik tachtig | 2026-12-15 00:00 | 2026-12-16 00:00 | day
we zoeken voor woensdag een vierde man | 2026-11-25 00:00 | 2026-11-26 00:00 | day
morgen komt mijn hulp niet, wie kan | 2026-11-24 00:00 | 2026-11-25 00:00 | day
dinsdag ben ik weg, wie laat de hond uit | 2026-11-24 00:00 | 2026-11-25 00:00 | day
volgende week van maandag tot en met vrijdag | 2026-11-30 00:00 | 2026-12-05 00:00 | day
van maandag t/m woensdag volgende week | 2026-11-30 00:00 | 2026-12-03 00:00 | day
rond de kerst | 2026-12-23 00:00 | 2026-12-27 00:00 | day
vom 7. bis 11. September | 2027-09-07 00:00 | 2027-09-12 00:00 | day
morgen niet na 4 uur | - | 2026-11-24 16:00 | part
morgen vroeger dan 10 uur | - | 2026-11-24 10:00 | part
vrijdag kan ik niet om 3 uur | 2026-11-27 00:00 | 2026-11-28 00:00 | day
dinsdag niet tussen 2 en 4 | 2026-11-24 00:00 | 2026-11-25 00:00 | day
om 3 uur kan ik niet, om 4 uur wel, vrijdag | 2026-11-27 16:00 | - | minute
dinsdag gaat niet door, we doen het donderdag | 2026-11-26 00:00 | 2026-11-27 00:00 | day
dinsdag om 3 uur, maak er maar vier uur van | 2026-11-24 16:00 | - | minute
vrijdag moest zaterdag zijn, nog steeds 11 uur | 2026-11-28 11:00 | - | minute
niet meer maandag, woensdag om 10 uur | 2026-11-25 10:00 | - | minute
elke dinsdag om 3 uur, o nee woensdag | 2026-11-25 15:00 | - | minute | WEEKLY;BYDAY=WE
elke 1e van de maand | 2026-12-01 00:00 | 2026-12-02 00:00 | day | MONTHLY;BYMONTHDAY=1
elke laatste dag van de maand | 2026-11-30 00:00 | 2026-12-01 00:00 | day | MONTHLY;BYMONTHDAY=-1
elke dag, maar zaterdag en zondag niet | 2026-11-23 00:00 | 2026-11-24 00:00 | day | WEEKLY;BYDAY=MO,TU,WE,TH,FR
dinsdag 3 uur... nee, 4 uur | 2026-11-24 16:00 | - | minute
dinsdag wordt verzet naar donderdag | 2026-11-26 00:00 | 2026-11-27 00:00 | day
dinsdag (moet zijn donderdag) | 2026-11-26 00:00 | 2026-11-27 00:00 | day
dinsdag komt me niet uit, donderdag wel | 2026-11-26 00:00 | 2026-11-27 00:00 | day
vanavond ben ik uitgenodigd | 2026-11-23 18:00 | 2026-11-23 22:00 | part
vanochtend had ik graag hulp gehad | 2026-11-23 08:00 | 2026-11-23 12:00 | part
dinsdag na 4 uur kan ik niet meer | - | 2026-11-24 16:00 | part
dinsdag voor 10 uur lukt niet | 2026-11-24 10:00 | - | part
dinsdag, maar tussen 12 en 2 niet | 2026-11-24 00:00 | 2026-11-25 00:00 | day
dinsdag behalve om 10 uur | 2026-11-24 00:00 | 2026-11-25 00:00 | day
dinsdag niet voor 11 uur en niet na 3 uur | 2026-11-24 11:00 | 2026-11-24 15:00 | minute
kan het dinsdag, maar niet te vroeg | 2026-11-24 00:00 | 2026-11-25 00:00 | day
van vrijdag tot zondag ben ik niet thuis, wie voert de kat | 2026-11-27 00:00 | 2026-11-29 00:00 | day
ik ben dinsdag weg, kan het woensdag | 2026-11-25 00:00 | 2026-11-26 00:00 | day
de dag voor oudjaar | 2026-12-30 00:00 | 2026-12-31 00:00 | day
morgen even voor tweeen | 2026-11-24 14:00 | - | hour
savons om 8 uur morgen | 2026-11-24 20:00 | - | minute
morgen, want de bus rijdt zondags niet | 2026-11-24 00:00 | 2026-11-25 00:00 | day
dinsdag, niet te laat want ik eet om 5 uur | 2026-11-24 00:00 | 2026-11-25 00:00 | day
dinsdag een brood, ik eet om 5 uur | 2026-11-24 00:00 | 2026-11-25 00:00 | day
dinsdag graag voor 4 uur want om 5 uur komt mijn dochter | - | 2026-11-24 16:00 | part
donderdag want vrijdag komt mijn zoon | 2026-11-26 00:00 | 2026-11-27 00:00 | day
dinsdag met me mee want ik moet om 10 uur bij de dokter zijn | 2026-11-24 10:00 | - | minute
dinsdag om 10 uur, anders is de winkel om 5 uur dicht | 2026-11-24 10:00 | - | minute
"""

# What is said | the starts of its readings, likeliest first.
ASKED = """
maandag | 2026-11-30 00:00, 2026-11-23 00:00
maandag om 3 uur | 2026-11-23 15:00, 2026-11-30 15:00
volgende vrijdag | 2026-12-04 00:00, 2026-11-27 00:00
om 8 uur | 2026-11-24 08:00, 2026-11-23 20:00
dinsdag of donderdag | 2026-11-24 00:00, 2026-11-26 00:00
dinsdag 25 november | 2026-11-25 00:00, 2026-11-24 00:00
volgende week ma of di | 2026-11-30 00:00, 2026-12-01 00:00
ophalen om 9 uur en terug om 12 uur morgen | 2026-11-24 09:00, 2026-11-24 12:00
woensdag en vrijdag om 10 uur | 2026-11-25 10:00, 2026-11-27 10:00
"""

TRAPS = """
een half brood
1012 AB Amsterdam
ik woon Dorpsstraat 14-2
nummer 14-2
een uur lopen
kerststol bestellen
boodschappen voor 4 personen
koken voor 2
ik ben 84
mijn nummer is 06-12345678
het kost 12.50 euro
goedemorgen
fijne dag nog
zo snel mogelijk
in de problemen zat.
ma is ziek
gisteren om drie uur
vorige week dinsdag
een lamp van 12 volt
ik zoek hulp bij de zorgen van elke mens
kan het een uurtje later
tweede verdieping
ik wil een middag weg
liever niet 's ochtends
straks
week in week uit
om 3 redenen
vanochtend ben ik gevallen
ik ben vannacht niet gevallen
vanmorgen was de thuiszorg er niet
vanochtend is mijn alarmknop kapot gegaan
vroeger ging ik elke dinsdag dansen
toen mijn man nog leefde gingen we elke zondag wandelen
het was een geweldige middag
de kerstdagen waren stil
vanmorgen is er een pakje bezorgd
bedankt voor de gezellige middag
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize("row", _rows(SURE), ids=lambda row: row[0])
def test_time_is_read(row: list[str]) -> None:
    """A time that everybody would understand alike has one reading, and it is that one."""
    text, start, end, grain, *every = row
    kept = [when.kept() for when in read_when(text, NOW)]
    blank = [None if cell == "-" else cell for cell in (start, end)]
    assert kept == [{"start": blank[0], "end": blank[1], "grain": grain, "every": every[0] if every else None}]


@pytest.mark.parametrize("row", _rows(ASKED), ids=lambda row: row[0])
def test_readings_are_offered_where_people_differ(row: list[str]) -> None:
    """Where people would differ every reading is given, the likeliest first."""
    text, starts = row
    assert [when.kept()["start"] for when in read_when(text, NOW)] == starts.split(", ")


@pytest.mark.parametrize("text", [row[0] for row in _rows(TRAPS)])
def test_trap_is_left_alone(text: str) -> None:
    """What only looks like a time, or is over, is no time."""
    assert read_when(text, NOW) == []


def test_hours_of_the_clock_without_visits() -> None:
    """Without visiting hours an hour is read as it stands."""
    assert read_when("morgen om 3 uur", NOW, waking=False)[0].kept()["start"] == "2026-11-24 03:00"


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"grain": "year"},
        {"grain": "day", "start": "morgen"},
        {"grain": "day", "every": 3},
        {"grain": "day", "end": 7},
        {"grain": "week", "every": "WEEKLY", "times": "2"},
    ],
)
def test_misfit_is_not_recalled(kept: dict[str, str | None]) -> None:
    """What was never kept is refused."""
    with pytest.raises(ValueError):
        When.recalled(kept)


@pytest.mark.parametrize("text", ["31 februari", "dinsdag 31 februari", "31 februari om 10 uur", "november 31"])
def test_date_that_is_in_no_calendar_is_no_time(text: str) -> None:
    """A date that does not exist gives no reading, also not of the hour that was said with it."""
    assert read_when(text, NOW) == []


@pytest.mark.parametrize(
    ("text", "every", "times"),
    [
        ("twee keer per week boodschappen doen", "WEEKLY", 2),
        ("drie keer per dag druppelen", "DAILY", 3),
        ("2x p/mnd", "MONTHLY", 2),
        ("elke week twee keer", "WEEKLY", 2),
        ("1 keer per week", "WEEKLY", 1),
        ("twee keer per week op dinsdag en donderdag", "WEEKLY;BYDAY=TU,TH", 1),
    ],
)
def test_how_often_without_days_is_kept(text: str, every: str, times: int) -> None:
    """Twice a week comes back twice a week, also after it was kept; where the days are named they say it all."""
    (when,) = read_when(text, NOW)
    assert (when.every, when.times) == (every, times)
    assert When.recalled(when.kept()) == when


def test_the_time_that_is_left_can_be_asked_for() -> None:
    """Who moves a visit names it by its old day, which is no wish."""
    words = "kan mijn afspraak van dinsdag 10 uur verzet worden naar donderdag"
    assert [f"{one.start:%a %H:%M}" for one in read_when(words, NOW)] == ["Thu 10:00"]
    assert [f"{one.start:%a %H:%M}" for one in read_when(words, NOW, all_said=True)] == ["Tue 10:00", "Thu 00:00"]


@pytest.mark.parametrize("words", ["doe maar dinsdag", "toch maar woensdag om half drie", "vrijdag liever", "om 3 uur"])
def test_a_time_and_nothing_else_is_no_name(words: str) -> None:
    """Whoever speaks of a time while a name is asked changes the time."""
    assert says_only_when(words, NOW)


@pytest.mark.parametrize(
    "words", ["Jan", "Mei Lin", "August de Vries", "Riet Zondag", "mevrouw Zondag", "Riet de Boer, Lindelaan 3", "ja"]
)
def test_a_name_in_which_a_day_or_a_month_stands_is_a_name(words: str) -> None:
    """There are people who are called like a day or a month."""
    assert not says_only_when(words, NOW)
