"""Roles as coordinators give and take them: their words, and which of them need a second coordinator; pure."""

import re
from collections.abc import Mapping

from storage.terms import Role

GIVEN = (Role.HELPER, Role.RESIDENT, Role.DESK, Role.REFERRER, Role.ATTENTION, Role.COORDINATOR)
POWERFUL = frozenset({Role.COORDINATOR, Role.ATTENTION})  # who read what others told in confidence
_WORDS: Mapping[Role, str] = {
    Role.HELPER: r"vrijwillig\w*|helper|helpt|volunteer",
    Role.RESIDENT: r"hulpvrag\w*|bewoner|vrager|resident|asker",
    Role.DESK: r"stip\S*|balie\w*|desk",
    Role.REFERRER: r"verwijz\w*|referrer",
    Role.ATTENTION: r"aandacht\w*|attention(?: officer)?",
    Role.COORDINATOR: r"co[oö]rdinator\w*|coord\w*",
    Role.RELATIVE: r"naaste|relative",
}


def read_role(words: str) -> tuple[Role | None, str]:
    """Give the role that WORDS name, and what else stands there."""
    for role, pattern in _WORDS.items():
        found = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", words, re.I)
        if found is not None:
            return role, " ".join((words[: found.start()] + " " + words[found.end() :]).split())
    return None, words.strip()
