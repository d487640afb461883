"""Keeps the menus of commands in the messenger in step with who is what; they only show what may be typed anyway."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.errands import wait
from bot.messenger import Messenger, TryLater, Unknown, World
from flows.command_menu import OWN_LIST, Shown, for_everybody, for_group, for_role
from flows.menu import Menu
from flows.wording.catalog import FIRST_LANGUAGE, languages
from storage.database import Database
from storage.queries.people import with_roles
from storage.terms import Role
from storage.trouble import passes

FIRST_SECONDS, LOOK_SECONDS, BETWEEN_SECONDS = 5.0, 60.0, 1.0
MOST_AT_ONCE = 50  # menus in one look; what is left is done at the next

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a menu is shown: in one chat, or (None) in every private one, to who reads LANGUAGE (empty: any)."""

    chat: int | None
    language: str = ""


class CommandMenus:
    """Shows each place its commands; what was shown is remembered, so that only changes are sent."""

    def __init__(self, database: Database, messenger: Messenger, menu: Menu) -> None:
        self._database = database
        self._messenger = messenger
        self._menu = menu
        self._shown: dict[Place, Shown] = {}

    async def run(self, ending: asyncio.Event) -> None:
        """Look every minute until ENDING; no trouble ends it before, for a menu is only a help."""
        await wait(ending, FIRST_SECONDS)
        while not ending.is_set():
            try:
                await self.look(ending)
            except Exception as error:  # noqa: BLE001 - the next look tries again
                if not passes(error):
                    log.error("menus_not_shown", error=type(error).__name__)
            await wait(ending, LOOK_SECONDS)

    async def look(self, ending: asyncio.Event) -> int:
        """Show what changed since the last look; give how many menus that was."""
        changed = [(place, shown) for place, shown in (await self._wanted()).items() if self._shown.get(place) != shown]
        done = 0
        for place, shown in changed[:MOST_AT_ONCE]:
            if ending.is_set():
                break
            try:
                await self._messenger.show_commands(shown, place.chat, place.language)
            except (TryLater, Unknown):
                break  # the next look tries again
            except World as trouble:  # a chat that is gone, say
                log.info("menu_refused", error=type(trouble).__name__)
            self._shown[place] = shown
            done += 1
            await wait(ending, BETWEEN_SECONDS if len(changed) > 1 else 0)
        return done

    async def _wanted(self) -> dict[Place, Shown]:
        wanted = {
            Place(None, "" if one == FIRST_LANGUAGE else one): for_everybody(self._menu, one) for one in languages()
        }
        async with self._database.reading() as session:
            people, groups = await with_roles(session, OWN_LIST)
        for chat, language, roles in people:
            wanted[Place(chat)] = self._own(roles, language)
        return wanted | {Place(chat): for_group(self._menu, language) for chat, language in groups}

    def _own(self, roles: Sequence[Role], language: str) -> Shown:
        """Give the list of whoever holds ROLES; nothing for who holds none any more, who then sees everybody's."""
        role = next((one for one in OWN_LIST if one in roles), None)
        return for_role(self._menu, role, language) if role is not None else ()
