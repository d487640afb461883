"""A village for the soak, and the crowd in it: six kinds of traffic, by chance, the same for the same seed."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.practice.village import Village, Villager
from bot.practice.world import World
from bot.practice.world_things import BOT, ShownMessage
from storage.terms import Category, Check, Role

# So many that nobody writes more than six times a minute, after which the house hears nobody for a while
RESIDENTS, HELPERS, AWAY, COORDINATORS = range(1001, 1121), range(2001, 2051), range(2101, 2161), range(3001, 3004)
FIRST_STRANGER = 10_000
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag")
ASKS = (
    "Kan iemand {day} om half drie met me mee naar de dokter?",
    "Kan iemand {day} om elf uur boodschappen voor me doen?",
    "Kan iemand {day} om tien uur mijn hond uitlaten?",
    "Kan iemand {day} om vier uur een lamp voor me ophangen?",
    "Kan iemand {day} om twee uur de tuin doen?",
)
OFFERS = ("ik wil graag helpen", "ik wil wel boodschappen doen voor iemand", "kan ik ergens bij helpen?")
CANCELS = ("ik wil afzeggen", "het hoeft niet meer", "Hoeft niet meer")
DANGER = "ik ben gevallen en kan niet opstaan"
PAUSE = "/pauze tot {day}"
YES = "Ja, ik doe het"
FIRST_BUTTON = 0.5  # how often somebody taps the first button of what they read last, as most people do


def _spot(number: int) -> tuple[int, int]:
    return (number * 37) % 1500 - 750, (number * 91) % 1500 - 750


def _villager(chat: int, role: Role, word: str) -> Villager:
    more: dict[str, Any] = {"available": "elke dag van 0 tot 24 uur"} if role is Role.COORDINATOR else {}
    helps: dict[str, Any] = {"categories": tuple(Category), "available": "elke dag van 8 tot 22 uur", "max_km": 5.0,
             "max_per_week": 20, "check": Check.VOG} if role is Role.HELPER else {}  # fmt: skip
    phone, street = f"06-1{chat:07}", f"Dorpsstraat {chat}"
    return Villager(chat, role, f"{word}{chat} Proef", "", phone, street, _spot(chat), **helps, **more)


PEOPLE = (
    *(_villager(chat, Role.RESIDENT, "Vrager") for chat in RESIDENTS),
    *(_villager(chat, Role.HELPER, "Helper") for chat in (*HELPERS, *AWAY)),
    *(_villager(chat, Role.COORDINATOR, "Zorger") for chat in COORDINATORS),
)
VILLAGE = Village("Proefdorp", "1234 AB", (51.7, 5.3), PEOPLE, (1001, 2001, 3001), {})


@dataclass
class Crowd:
    """Everybody in the village at once. `said` counts what somebody did, by kind and chat."""

    world: World
    chance: random.Random
    said: Counter[tuple[str, int]] = field(default_factory=Counter)
    strangers: int = 0

    def __post_init__(self) -> None:
        for one in PEOPLE:
            self.world.add_user(one.id or 0, one.name).started = True

    def act(self) -> None:
        """Let somebody do something."""
        deeds: list[tuple[Callable[[], None], int]] = [
            (self.ask, 20), (self.offer, 12), (self.tap, 36), (self.race, 6), (self.cancel, 10), (self.pause, 10),
            (self.cry, 6), (self.block, 1),
        ]  # fmt: skip
        self.chance.choices([deed for deed, _ in deeds], [weight for _, weight in deeds])[0]()

    def ask(self) -> None:
        """A resident asks for help."""
        self._say("request", self.chance.choice(RESIDENTS), self.chance.choice(ASKS))

    def offer(self) -> None:
        """Somebody nobody knows offers help."""
        chat = FIRST_STRANGER + self.strangers
        self.strangers += 1
        self.world.add_user(chat, "Gast")
        self._say("offer", chat, self.chance.choice(OFFERS))

    def cancel(self) -> None:
        """A resident calls something off."""
        self._say("cancel", self.chance.choice(RESIDENTS), self.chance.choice(CANCELS))

    def pause(self) -> None:
        """A helper goes away for a while."""
        self._say("pause", self.chance.choice(AWAY), PAUSE)

    def cry(self) -> None:
        """A resident is in danger."""
        self._say("danger", self.chance.choice(RESIDENTS), DANGER)

    def block(self) -> None:
        """A helper blocks the bot; whatever they write later lets it in again."""
        self.world.block(self.chance.choice(AWAY))

    def tap(self) -> None:
        """Somebody taps a button under one of the last messages they got."""
        chat = self.chance.choice(self.chance.choices((RESIDENTS, HELPERS, COORDINATORS), (48, 50, 3))[0])
        buttons = [(one, data) for one in self.read(chat)[-3:] for row in one.buttons for _, data in row]
        if buttons:
            newest = [(one, data) for one, data in buttons if one is buttons[-1][0]]
            message, data = newest[0] if self.chance.random() < FIRST_BUTTON else self.chance.choice(buttons)
            self._press("tap", chat, message, data)

    def race(self) -> None:
        """Everybody who may say yes to something does so at once."""
        for chat in HELPERS:
            yes = [
                (one, data) for one in self.read(chat)[-5:] for row in one.buttons for word, data in row if word == YES
            ]
            if yes:
                self._press("race", chat, *yes[-1])

    def read(self, chat: int) -> list[ShownMessage]:
        """Give what the bot wrote to CHAT and still stands."""
        return [one for one in self.world.view(chat) if one.sender == BOT and not one.deleted]

    def _say(self, kind: str, chat: int, words: str) -> None:
        self.said[kind, chat] += 1
        self.world.say(chat, words.replace("{day}", self.chance.choice(DAYS)))

    def _press(self, kind: str, chat: int, message: ShownMessage, data: str) -> None:
        self.said[kind, chat] += 1
        self.world.press(chat, message.id, data)
