"""A death or a hospital bed is heard as news; what is long ago, ahead, asked or about an animal is not."""

import pytest

from flows.understanding.replies.loss import Loss, read_loss


@pytest.mark.parametrize(
    "text",
    [
        "mijn man is overleden",
        "Mijn vrouw is vannacht gestorven.",
        "Riet is overleden",
        "mevrouw de Wit is gisteren heengegaan",
        "my husband passed away this morning",
        "helaas is mijn moeder overleden, de hulp hoeft niet meer",
        "Cor is dood",
        "mevrouw de Wit is vannacht doodgegaan",
        "mijn man leeft niet meer",
        "meneer Hendriks is er helaas niet meer.",
        "Cor died",
    ],
)
def test_a_death_is_heard(text: str) -> None:
    """Who tells of a death is understood."""
    assert read_loss(text) is Loss.DIED


@pytest.mark.parametrize(
    "text",
    [
        "ik lig in het ziekenhuis",
        "Mijn man is opgenomen",
        "ik ben vannacht met spoed opgenomen",
        "Riet ligt in 't ziekenhuis",
        "I am in hospital",
        "mijn man ligt in een hospice",
    ],
)
def test_a_hospital_bed_is_heard(text: str) -> None:
    """Who tells of lying in hospital is understood."""
    assert read_loss(text) is Loss.ADMITTED


@pytest.mark.parametrize(
    "text",
    [
        "mijn man is drie jaar geleden overleden",
        "sinds mijn vrouw is overleden kook ik niet meer",
        "is Riet overleden?",
        "mijn hond is gestorven",
        "de batterij van mijn telefoon is dood",
        "hij is doodziek",
        "het is dood stil hier",
        "ik ben doodmoe",
        "het liefst was ik dood",
        "de winkel is er niet meer",
        "ik moet woensdag naar het ziekenhuis en weet niet hoe laat ik klaar ben",
        "ik ben gisteren in het ziekenhuis geweest",
        "ik ben morgen in het ziekenhuis voor onderzoek",
        "wie kan mij naar het ziekenhuis brengen",
        "de telefoon is niet opgenomen",
        "kan iemand dinsdag om half drie met me mee naar de dokter?",
        "ik ben weer thuis",
    ],
)
def test_what_is_no_news_is_not_heard(text: str) -> None:
    """What lies behind, ahead, or is asked, leads nowhere near a farewell."""
    assert read_loss(text) is None
