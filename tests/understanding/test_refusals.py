"""What a helper would rather not meet, in a message of its own."""

import pytest

from flows.understanding.hours.refusals import read_refused

# What is said | what is refused | what is no trouble any more
SAID = """
trappen doe ik liever niet | stairs |
trappen lopen gaat niet meer | stairs |
kan slecht traplopen | stairs |
geen honden of katten graag | dog cat |
ik ben allergisch voor katten | cat |
ik mag van de dokter niet tillen | lifting |
zwaar werk lukt me niet meer | lifting |
ik rijd niet in het donker | night |
in het donker rijd ik niet | night |
ik kom liever niet in een huis waar gerookt wordt | smoke |
rook doe ik niet, maar katten vind ik prima | smoke | cat
i can't do stairs | stairs |
no dogs please | dog |
honden zijn geen probleem meer | | dog
ik mag weer tillen | | lifting
ik ben niet bang voor honden | | dog
dogs are no problem | | dog
er was geen hond thuis | |
ik heb de hond niet gezien | |
de auto doet het niet | |
is er een hond, want daar kan ik niet tegen? | |
"""


@pytest.mark.parametrize("row", SAID.strip().splitlines())
def test_what_is_refused_is_read(row: str) -> None:
    """Who only tells of a dog refuses nothing, and who asks of one asks."""
    text, codes, again = (cell.strip() for cell in row.split("|"))
    found = read_refused(text)
    assert (list(found.codes), list(found.again)) == (codes.split(), again.split())
