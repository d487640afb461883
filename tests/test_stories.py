"""Plays the stories: whole talks as they stand on the phones, line by line, on the real desk and store.

# a remark; the first one is what the story proves
# practice: 1.ja 1.stop         the second line: the rules of tests/practice_rules.toml that it proves
now: 2026-11-21 10:04           where the story begins, local time
Riet: kan iemand ...            somebody types
Riet taps: Ja, dat klopt        somebody taps the newest button of that name
Wim taps late: Ja, ik doe het   a button that is gone by now, tapped before its going was seen
Riet sends: voice               something without words
Riet is heard: kan iemand ...   the words that the program heard in what Riet sent last
Els opens: Riet                 the start link that stands on Riet's phone, the last one there
Riet is at: 51.7000, 5.3000     somebody shares a location
streets: street,lat,lon | ...   the list of streets is brought in, a row behind each bar
Anja in group: /koppel {code}   somebody types in the group; {code} is the code that was given last
Anja in group 4: /hier gevaar   the same in one of its topics
Anja in group taps: Opgepakt    somebody taps the newest button of that name in the group
clock: 2026-11-24 16:00         time passes; what is due happens on its way
> Vera: words [Label] [Label]   since the last deed Vera got a message with these words, and just these buttons
> Vera sees: words              the same for a message that was changed
> Omar: nothing                 since the last deed nothing reached Omar
> group: words                  the same of the group, and `> group 4:` of one of its topics
> notice: words                 whoever tapped in the group last read this in passing
never Omar: Eikenlaan           over the whole story Omar never reads this
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.practice.lindendorp import LINDENDORP
from flows.post import Attachment
from flows.wording.catalog import languages
from flows.wording.render import Reader, render
from storage.terms import Role
from tests.storage.postgres import Postgres
from tests.street import Shown, Street

STORIES = sorted((Path(__file__).parent / "stories").glob("*.chat"))
ON_POSTGRESQL = ("01", "06", "07", "11", "13", "14", "15", "52", "63", "70", "74", "80")
HARMFUL = frozenset(
    render(words, {}, Reader(language, form, "Europe/Amsterdam", datetime(2026, 11, 21, tzinfo=UTC))).text
    for words in ("button.cancel", "button.withdraw", "cancel.yes", "cancel.all", "withdraw.yes", "review.drop",
                  "offer.never", "stop.leave", "stop.erase", "stop.erase_yes")
    for language in languages()
    for form in ("u", "je")
)  # fmt: skip
GROUP = -500
ASKERS = frozenset(one.name.split(" ")[0] for one in LINDENDORP.people if one.role is Role.RESIDENT)
BARE = re.compile(r"\b\d{1,2}\.\d[05] uur")
_CODE = re.compile(r"/(?:koppel|bind) (\S+)")
_LABELS = re.compile(r"\[([^\]]+)\]")


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.strip()


class Play:
    """One story while it is played."""

    def __init__(self, street: Street) -> None:
        self.street = street
        self.seen = 0
        self.nevers: list[tuple[str, str]] = []
        street.chats["group"] = GROUP

    async def line(self, line: str) -> None:
        head, _, rest = line.partition(":")
        rest = rest.strip()
        if head.startswith("> "):
            self._expect(head[2:], rest)
            return
        if head.startswith("never "):
            self.nevers.append((head[6:], rest))
            return
        self.seen = len(self.street.news)
        if head == "clock":
            await self.street.turn_to(datetime.fromisoformat(rest))
        elif " in group" in head:
            await self._in_group(*head.split(" in group"), rest)
        elif head.endswith(" taps late"):
            await self.street.tap(head[:-10], rest, late=True)
        elif head.endswith(" taps"):
            await self.street.tap(head[:-5], rest)
        elif head == "streets":
            await self.street.bring_streets(rest.replace(" | ", "\n"))
        elif head.endswith(" is at"):
            latitude, longitude = rest.split(",")
            await self.street.say(head[:-6], point=(float(latitude), float(longitude)))
        elif head.endswith(" opens"):
            texts = [one.text for one in self.street.phones[self.street.chat(rest)]]
            code = re.findall(r"\?start=(\S+)", "\n".join(texts))[-1]
            await self.street.say(head[:-6], f"/start {code}")
        elif head.endswith(" is heard"):
            await self.street.hear(head[:-9], rest)
        elif head.endswith(" sends"):
            await self.street.say(head[:-6], attachment=Attachment(rest))
        else:
            await self.street.say(head, rest)
        for _, shown in self.street.news[self.seen :]:
            assert not shown.labels or set(shown.labels) - HARMFUL, f"only harm can be tapped under {shown.text!r}"

    async def _in_group(self, name: str, place: str, words: str) -> None:
        """Let NAME type or tap in the group; PLACE is " taps" or the number of a topic."""
        if place.strip() == "taps":
            await self.street.press_in(GROUP, name, self.street.button_in(GROUP, words))
            return
        codes = [found[1] for _, one in self.street.news if (found := _CODE.search(one.text))]
        thread = int(place) if place.strip() else None
        await self.street.say_in(GROUP, name, words.replace("{code}", codes[-1] if codes else ""), thread=thread)

    def _expect(self, who: str, words: str) -> None:
        if who == "notice":
            assert words in self.street.notices[-1]
            return
        changed = who.endswith(" sees")
        name, _, topic = who.removesuffix(" sees").partition(" ")
        news = [shown for chat, shown in self.street.news[self.seen :] if chat == self.street.chat(name)]
        news = [one for one in news if not topic or one.thread == int(topic)]
        if words == "nothing":
            assert not news, f"{name} got {[one.text for one in news]}"
            return
        labels = _LABELS.findall(words)
        wanted = _LABELS.sub("", words).strip()
        fits = [one for one in news if one.edited is changed and wanted in one.text.replace("\n", " ")]
        assert fits, f"{name} did not get {wanted!r} but {[(one.text, one.edited) for one in news]}"
        assert not labels or any(one.labels == labels for one in fits), f"buttons: {[one.labels for one in fits]}"

    def check_nevers(self) -> None:
        for name, words in self.nevers:
            read: list[Shown] = [one for chat, one in self.street.news if chat == self.street.chat(name)]
            assert not [one.text for one in read if words in one.text], f"{name} read {words!r}"

    def check_clocks(self) -> None:
        """Askers hear the clock as people say it; the figures stand in brackets behind it."""
        chats = {self.street.chat(one) for one in ASKERS & self.street.chats.keys()}
        for chat, shown in self.street.news:
            read = re.sub(r'\([^)]*\)|"[^"]*"', "", shown.text)
            assert chat not in chats or not BARE.search(read), f"a bare clock: {shown.text!r}"


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
async def test_story(path: Path, tmp_path: Path) -> None:
    """Each story goes as it is written; and on its way nobody gets a message under which only harm can be tapped;
    in the end no law of history is broken.

    Practice: 1.harmful 7.dates
    """
    await _play(path, tmp_path)


@pytest.mark.parametrize("number", ON_POSTGRESQL)
async def test_story_on_postgresql(number: str, tmp_path: Path, postgres: Postgres) -> None:
    """On PostgreSQL they go the same way: a dozen that touch the most (--postgres plays all of them there)."""
    (path,) = [one for one in STORIES if one.stem.startswith(f"{number}_")]
    await _play(path, tmp_path, postgres.ready())


async def _play(path: Path, folder: Path, url: str = "") -> None:
    lines = list(_lines(path))
    assert lines[0][1].startswith("now: ")
    now = datetime.fromisoformat(lines[0][1].removeprefix("now: "))
    street = await Street.open(folder, now, LINDENDORP.people_csv(), url)
    play = Play(street)
    try:
        for number, line in lines[1:]:
            try:
                await play.line(line)
            except AssertionError as wrong:
                raise AssertionError(f"{path.name}:{number}: {line}\n{wrong}") from None
        play.check_nevers()
        play.check_clocks()
        assert await street.faults() == []
    finally:
        await street.close()
