"""Which commands the messenger shows beside the field to type in, by role and language; made of the words of help."""

import re
from collections.abc import Collection, Iterator

from flows.menu import Menu
from flows.wording.catalog import FIRST_LANGUAGE, catalog, template
from flows.wording.render import plain
from storage.terms import Form, Role

Shown = tuple[tuple[str, str], ...]  # (command, what it does)
FOR_ALL = ("help", "agenda", "mens", "stop", "taal", "berichten", "mijngegevens")  # each has its words under `menu`
OWN_LIST = (Role.COORDINATOR, Role.DESK, Role.REFERRER)  # who sees commands of their own, the first that fits
LONGEST, MOST = 100, 60  # characters of a description, commands; more than that nobody reads
_LINE = re.compile(r"^/([a-z_]{1,32})\b[^:\n]*: (.+)$", re.M)


def for_everybody(menu: Menu, language: str) -> Shown:
    """Give what whoever writes to the bot may use, in LANGUAGE."""
    nth = 0 if language == FIRST_LANGUAGE else -1
    names = {name: menu.commands[name].names if name in menu.commands else (name,) for name in FOR_ALL}
    return tuple((names[name][nth], _text(f"menu.{name}", language, Form.U)) for name in FOR_ALL)


def for_role(menu: Menu, role: Role, language: str) -> Shown:
    """Give what somebody with ROLE may use: the commands that their words of help name, and those for everybody."""
    return _together(_named(menu.commands.keys(), f"help.{role.value}", language), for_everybody(menu, language))


def for_group(menu: Menu, language: str) -> Shown:
    """Give what may be typed in a group of coordinators."""
    return _together(_named(menu.group_commands.keys(), "group.help", language))


def _together(*lists: Iterator[tuple[str, str]] | Shown) -> Shown:
    found = dict[str, str]()
    for name, does in (one for shown in lists for one in shown):
        found.setdefault(name, does)
    return tuple(found.items())[:MOST]


def _named(commands: Collection[str], words: str, language: str) -> Iterator[tuple[str, str]]:
    """Give each command that has a line in WORDS of help."""
    for line in _LINE.finditer(_text(words, language, Form.JE)):
        if line[1] in commands:
            yield line[1], line[2].strip()[:LONGEST]


def _text(words: str, language: str, form: Form) -> str:
    """Give words without facts as they stand in the catalog."""
    known = language if words in catalog(language) else FIRST_LANGUAGE
    return plain(template(words, known, form.value)).replace("*", "")
