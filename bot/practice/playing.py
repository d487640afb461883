"""Plays a scene on the real bot, step by step, and sees to it that each step ends as the scene says."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.practice.phone_deeds import Control, Wish
from bot.practice.screen import HOME
from bot.practice.script import Deed, Scene, Sight, Step, Taps, Turns, Types
from bot.practice.unfit import Unfit
from bot.practice.world import World
from bot.practice.world_things import BOT, ShownMessage

SEEN_WITHIN = 10.0  # seconds

Look = tuple[int, datetime | None]  # a message as it stood: its id, and when it was last changed


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a scene is."""

    scene: Scene
    done: int = 0  # steps

    def show(self) -> dict[str, Any]:
        """Give it as the page draws it."""
        played = self.scene.steps[: self.done]
        ended = self.done == len(self.scene.steps)
        phones = next((step.phones for step in reversed(played) if step.phones), self.scene.phones)
        return {
            "id": self.scene.id,
            "title": self.scene.title,
            "words": played[-1].words if played else self.scene.about,
            "done": self.done,
            "of": len(self.scene.steps),
            "phones": phones,
            "front": self.scene.ends_with if ended else played[-1].front if played else phones[0],
            "ending": self.scene.ending if ended else None,
        }


class Play:
    """The scene that is being played, if any. Its deeds raise Unfit when they cannot be done."""

    def __init__(self, world: World, control: Control, scenes: Collection[Scene]) -> None:
        self._world = world
        self._control = control
        self._scenes = {scene.id: scene for scene in scenes}
        self._standing: Standing | None = None
        self._one_at_a_time = asyncio.Lock()

    def by_path(self) -> dict[str, Callable[[Wish], Awaitable[Any]]]:
        """Give each deed under the path by which the page asks for it."""
        return {"/scene": self.start, "/step": self.step, "/leave": self.leave}

    def show(self) -> dict[str, Any]:
        """Give the scenes there are, and how far the one is that is being played."""
        offered = [{"id": one.id, "title": one.title, "about": one.about} for one in self._scenes.values()]
        return {"scenes": offered, "playing": self._standing and self._standing.show()}

    async def start(self, wish: Wish) -> dict[str, Any]:
        """Open a scene in a village where nobody has written yet; "scene" names it."""
        scene = self._scenes.get(str(wish.get("scene")))
        if scene is None:
            raise Unfit("Die scène is er niet.")
        async with self._one_at_a_time:
            await self._control.begin_anew(_moment(scene.start))
            self._standing = Standing(scene)
            return self._standing.show()

    async def step(self, wish: Wish) -> dict[str, Any]:
        """Play the next step, and wait until it has come to what the scene says."""
        async with self._one_at_a_time:
            if self._standing is None or self._standing.done == len(self._standing.scene.steps):
                raise Unfit("Kies eerst een scène.")
            if await self._control.still():
                raise Unfit("Alles staat stil. Zet het eerst weer aan.")
            await self._play(self._standing.scene.steps[self._standing.done])
            self._standing = Standing(self._standing.scene, self._standing.done + 1)
            return self._standing.show()

    async def leave(self, wish: Wish) -> None:
        """Go on without the scene; the village stays as it is."""
        self._standing = None

    async def _play(self, step: Step) -> None:
        before = {chat: self._looks(chat) for chat in self._world.users} if step.deeds else {}
        for deed in step.deeds:
            await self._do(deed)
        try:
            async with asyncio.timeout(SEEN_WITHIN):
                while missing := self._missing(step, before):  # noqa: ASYNC110 - what is seen is all that counts
                    await asyncio.sleep(0.05)
                await self._control.settle()
        except TimeoutError:
            where = self._world.users[missing[0].person].first_name if missing else "het dorp"
            raise Unfit(
                f"Hier liep het anders dan in de scène, bij {where}. Ga zelf verder, of begin opnieuw."
            ) from None

    async def _do(self, deed: Deed) -> None:
        match deed:
            case Types(person, words):
                self._world.say(person, words)
            case Taps(person, label):
                self._world.press(person, *self._find(person, label))
            case Turns(to):
                await self._control.turn_to(_moment(to))

    def _find(self, person: int, label: str) -> tuple[int, str]:
        """Give the message and the data of the newest button that says LABEL."""
        for message in reversed(self._messages(person)):
            for said, data in (button for row in message.buttons for button in row):
                if said == label:
                    return message.id, data
        name = self._world.users[person].first_name
        raise Unfit(f"{name} heeft nu geen knop “{label}”. Ga zelf verder, of begin opnieuw.")

    def _missing(self, step: Step, before: Mapping[int, set[Look]]) -> list[Sight]:
        """Give the sights of a step that are not there yet; what stood there BEFORE does not count."""
        return [one for one in step.sees if not self._stands(one, before.get(one.person, set()))]

    def _stands(self, sight: Sight, before: set[Look]) -> bool:
        shown = [one for one in self._messages(sight.person) if (one.id, one.edited_at) not in before]
        return any(sight.words in one.text for one in shown)

    def _looks(self, chat: int) -> set[Look]:
        return {(one.id, one.edited_at) for one in self._messages(chat)}

    def _messages(self, person: int) -> list[ShownMessage]:
        return [one for one in self._world.view(person) if one.sender == BOT and not one.deleted]


def _moment(local: datetime) -> datetime:
    return local.replace(tzinfo=HOME)
