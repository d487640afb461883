"""The page of what practice asks is true: its rules have rooms, and what proves them is there."""

from tests.practice_table import HOUSE, PAGE, page, parts, proofs

RULES = {rule.id: rule for part in parts() for rule in part.rules}


def test_every_proof_is_of_a_rule() -> None:
    """No story and no test says that it proves a rule which nobody wrote down."""
    assert proofs().keys() - RULES.keys() == set()


def test_every_room_of_a_rule_is_there() -> None:
    """Each rule names where it lives, and that exists."""
    assert [rule.id for rule in RULES.values() if not rule.rooms] == []
    assert {room for rule in RULES.values() for room in rule.rooms if not (HOUSE / room).is_file()} == set()


def test_no_rule_is_without_a_proof() -> None:
    """Each rule is proved by a story or a test."""
    assert RULES.keys() - proofs().keys() == set()


def test_the_page_is_what_the_command_makes() -> None:
    """The page holds every rule with all that proves it; after a new story, test or rule: `make practice`."""
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make practice`"
