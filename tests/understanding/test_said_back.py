"""What is read is said back in plain words, and those words are read as the same time."""

from datetime import datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from flows.understanding.time.moment import EXACT, When, read_when
from flows.wording.dates import say_when

NOWS = st.datetimes(datetime(2026, 1, 1, 6), datetime(2031, 12, 31)).map(lambda d: d.replace(second=0, microsecond=0))  # noqa: DTZ001
_DAYS = """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vandaag morgen overmorgen
    3_december 12_januari de_27e volgende_week_dinsdag zondag_over_een_week tweede_kerstdag pasen over_drie_weken
    dit_weekend volgende_week begin_december eind_deze_week in_december
    over_anderhalve_week van_maandag_tot_en_met_vrijdag van_1_tot_en_met_5_december in_de_kerstvakantie
"""
_RULES = """
    elke_dinsdag elke_dag om_de_week_op_vrijdag elke_maandag,_woensdag_en_vrijdag elke_werkdag elk_weekend om_de_dag
    elke_eerste_maandag_van_de_maand elke_laatste_vrijdag_van_de_maand elke_maand_op_de_15e elk_jaar_op_14_april
    om_de_drie_weken_op_donderdag elke_dag_behalve_zondag wekelijks de_1e_en_de_15e_van_elke_maand
    elke_laatste_dag_van_de_maand om_de_twee_maanden_op_de_1e twee_keer_per_week drie_keer_per_dag
    acht_woensdagen zes_weken_lang_op_dinsdag de_eerste_drie_maandagen_van_januari in_de_even_weken_op_donderdag
"""
_HOURS = """
    - om_half_drie om_kwart_voor_elf om_9.15_uur om_14u30 's_ochtends 's_middags 's_avonds na_4 tussen_2_en_4
    van_half_tien_tot_elf eind_van_de_middag tussen_de_middag rond_drie_uur om_tien_over_half_elf
"""
_LIMITS = "- - - behalve_in_de_kerstvakantie tot_pasen maar_niet_met_kerst tot_en_met_16_december"


def _said(table: str) -> st.SearchStrategy[str]:
    return st.sampled_from([one.replace("_", " ").strip("-") for one in table.split()])


@settings(max_examples=100, deadline=None)
@given(_said(_DAYS), _said(_HOURS), st.sampled_from(["", "vanaf ", "uiterlijk "]), NOWS, st.booleans())
def test_a_time_is_said_back_as_it_was_read(day: str, hour: str, edge: str, now: datetime, spoken: bool) -> None:
    """Each reading of a time, said back as to an asker or as to a helper, is the same time again."""
    assume(not (edge and hour))
    for when in read_when(f"{edge}{day} {hour}".strip(), now):
        _is_read_again(when, now, spoken)


@settings(max_examples=100, deadline=None)
@given(_said(_RULES), _said(_HOURS), _said(_LIMITS), NOWS, st.booleans())
def test_what_comes_back_is_said_back_as_it_was_read(
    rule: str, hour: str, limit: str, now: datetime, spoken: bool
) -> None:
    """So is what comes back, with its first time, its last day and the days that are left out."""
    found = read_when(f"{rule} {hour} {limit}".strip(), now)
    assert len(found) == 1
    assert found[0].every
    _is_read_again(found[0], now, spoken)


def _is_read_again(when: When, now: datetime, spoken: bool) -> None:
    assume(when.start is None or when.start > now.replace(hour=0, minute=0))
    year = now + timedelta(days=330)  # a day is said without its year
    assume(all(edge is None or edge < year for edge in (when.start, when.end)))
    assume(when.last is None or when.last < year.date())
    assume(all(last < year.date() for _, last in when.off))
    said = say_when(when, "nl", spoken)
    again = read_when(said, now)
    assert again, said
    assert _core(again[0]) == _core(when), said


def _core(when: When) -> tuple[object, ...]:
    return when.start, when.end, when.grain in EXACT, when.every, when.off, when.last, when.times
