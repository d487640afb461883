"""The page of what practice asks is true: its rules have rooms, and what proves them is there."""

from tests.practice_table import HOUSE, PAGE, parts, proofs

RULES = {rule.id: rule for part in parts() for rule in part.rules}


def test_every_proof_is_of_a_rule() -> None:
    """No story and no test says that it proves a rule which nobody wrote down."""
    assert proofs().keys() - RULES.keys() == set()


def test_every_room_of_a_rule_is_there() -> None:
    """Each rule names where it lives, and that exists."""
    assert [rule.id for rule in RULES.values() if not rule.rooms] == []
    assert {room for rule in RULES.values() for room in rule.rooms if not (HOUSE / room).is_file()} == set()


def test_the_page_says_nothing_that_is_not_so() -> None:
    """Whatever the page says that something proves, it proves; and no rule is left off the page."""
    proved, rows = proofs(), dict[str, str]()
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and "." in line.split("|")[1]:
            rows[line.split("|")[1].strip()] = line
    assert rows.keys() == RULES.keys()
    for rule, row in rows.items():
        known = {path.relative_to(HOUSE).as_posix() for path in proved.get(rule, [])}
        assert {link.split(")")[0] for link in row.split("](../")[1:]} <= known, rule
