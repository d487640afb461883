"""The practice page in a real browser: what people see, type, tap and hear read out."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

RIET, OMAR, VERA, ANJA = 101, 202, 201, 301
IN_VIEW = """log => {
    const {top, bottom} = log.getBoundingClientRect();
    const lines = [...log.querySelectorAll(".words")].filter(words => {
        const at = words.getBoundingClientRect().top;
        return top <= at && at <= bottom - 20;
    });
    return lines.map(words => words.textContent.trim());
}"""
LABELS = ("Ja, ik doe het", "Deze keer niet")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.xdist_group("browser"),
]


@pytest_asyncio.fixture(loop_scope="module")
async def stage(open_stage: Callable[[], AbstractAsyncContextManager[Any]]) -> AsyncIterator[Any]:
    """Open a village of one's own, in which four people have started the bot."""
    async with open_stage() as opened:
        for person in (RIET, OMAR, VERA, ANJA):
            opened.world.start(person)
        yield opened


def phone(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


async def offer(stage: Any, person: int, text: str = "Kun je dinsdag met Riet mee?") -> int:
    """Let the bot send an offer with two buttons; gives the message's id."""
    rows = [[{"text": label, "callback_data": label}] for label in LABELS]
    sent = await stage.bot("sendMessage", chat_id=person, text=text, reply_markup={"inline_keyboard": rows})
    return int(sent["message_id"])


async def presses(stage: Any) -> list[str]:
    """Give what was pressed, as the bot gets it; a tap is seen on the page a moment before it arrives."""
    for _ in range(50):
        updates = await stage.bot("getUpdates")
        if pressed := [update["callback_query"]["data"] for update in updates if "callback_query" in update]:
            return pressed
        await asyncio.sleep(0.1)
    return []


async def test_what_is_typed_stands_in_a_bubble(page: Page, stage: Any) -> None:
    """An example fills the input; what is sent stands in the own phone alone and reaches the bot."""
    riet = phone(page, "Riet de Wit")
    await riet.get_by_text("Probeer eens").click()
    await riet.get_by_role("button", name="hallo kan iemand mij helpen met de lamp").click()
    await expect(riet.get_by_role("textbox")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(riet.locator(".bubble.mine").last).to_contain_text("hallo kan iemand mij helpen met de lamp")
    await expect(riet.get_by_role("textbox")).to_have_value("")
    await expect(phone(page, "Vera Jansen").locator(".bubble")).to_have_count(1)
    assert (await stage.bot("getUpdates"))[-1]["message"]["text"] == "hallo kan iemand mij helpen met de lamp"


async def test_a_button_is_pressed_and_answered(page: Page, stage: Any) -> None:
    """A tap reaches the bot, stays visible as tapped, and the bot's answer stays until it is put away."""
    await offer(stage, VERA)
    vera = phone(page, "Vera Jansen")
    await vera.get_by_role("button", name=LABELS[0]).click()
    await expect(vera.locator(".tapped")).to_have_text(LABELS[0])
    assert await presses(stage) == [LABELS[0]]
    press = (await stage.bot("getUpdates"))[-1]["callback_query"]["id"]
    await stage.bot("answerCallbackQuery", callback_query_id=press, text="Al gevonden, dank je wel!")
    await expect(vera.get_by_role("status")).to_contain_text("Al gevonden, dank je wel!")
    await vera.get_by_role("button", name="OK").click()
    await expect(vera.get_by_role("status")).to_be_hidden()


async def test_an_edited_message_loses_its_buttons_and_says_so(page: Page, stage: Any) -> None:
    """What the bot edits is drawn anew in its place, softly marked, without the buttons it no longer has."""
    message = await offer(stage, VERA)
    vera = phone(page, "Vera Jansen")
    await expect(vera.get_by_role("button", name=LABELS[0])).to_be_visible()
    await stage.bot("editMessageText", chat_id=VERA, message_id=message, text="Al gevonden, dank je wel!")
    await expect(vera.locator(".bubble").last).to_contain_text("Al gevonden, dank je wel!")
    await expect(vera.locator(".bubble").last).to_contain_text("bijgewerkt")
    await expect(vera.locator(".buttons")).to_have_count(0)


async def test_news_elsewhere_is_seen_and_can_be_looked_at(page: Page, stage: Any) -> None:
    """What arrives for somebody who is on no phone is named on the page, and one click looks at it."""
    await offer(stage, OMAR)
    await offer(stage, OMAR, "Nog een vraag")
    news = page.get_by_role("button", name="Kijk bij Omar Idrissi, 2 nieuw")
    await expect(news).to_have_text("Omar (2)")
    await expect(phone(page, "Vera Jansen").locator("option", has_text="● Omar Idrissi (2 nieuw)")).to_have_count(1)
    await news.click()
    await expect(phone(page, "Omar Idrissi").locator(".bubble").last).to_contain_text("Nog een vraag")
    await expect(page.get_by_text("Elders in het dorp is niets nieuws.")).to_be_visible()
    await offer(stage, VERA)
    await expect(page.get_by_role("button", name="Kijk bij Vera Jansen, 1 nieuw")).to_be_visible()


async def test_a_reload_forgets_nothing(page: Page, stage: Any) -> None:
    """After a reload the same people hold the phones, and what was not seen is still told."""
    await page.get_by_label("Wie heeft deze telefoon? Nu Riet de Wit").select_option(label="Cor Hendriks")
    await offer(stage, RIET)
    news = page.get_by_role("button", name="Kijk bij Riet de Wit, 1 nieuw")
    await expect(news).to_be_visible()
    await page.reload()
    await expect(phone(page, "Cor Hendriks")).to_be_visible()
    await news.click()
    await expect(phone(page, "Riet de Wit").locator(".fresh")).to_contain_text("Kun je dinsdag met Riet mee?")


async def test_a_phone_changes_hands(page: Page, stage: Any) -> None:
    """The switcher gives a phone to anybody in the village; who has no phone can be read but not chosen."""
    await page.get_by_label("Wie heeft deze telefoon? Nu Riet de Wit").select_option(label="Joop Bakker")
    joop = phone(page, "Joop Bakker")
    await expect(joop.get_by_text("79, heeft nog nooit geschreven")).to_be_visible()
    await expect(joop.get_by_text("Nog geen berichten.")).to_have_count(0)
    await expect(joop.locator("option:disabled")).to_have_text(["Toos Visser (88, heeft geen mobiel)"])
    await joop.get_by_role("textbox").fill("hallo")
    await page.keyboard.press("Enter")
    await expect(joop.locator(".bubble")).to_contain_text("hallo")
    assert (await stage.bot("getUpdates"))[-1]["message"]["from"]["id"] == 107


async def test_all_can_be_done_with_the_keyboard(page: Page, stage: Any) -> None:
    """From typing to tapping, the keyboard is enough, and one always sees where one is."""
    message = await offer(stage, RIET)
    riet = phone(page, "Riet de Wit")
    await expect(riet.get_by_role("button", name=LABELS[1])).to_be_visible()
    walked = []
    for _ in range(20):
        await page.keyboard.press("Tab")
        walked.append(await page.evaluate("document.activeElement.textContent.trim().slice(0, 20)"))
        if walked[-1] == LABELS[1]:
            break
    assert {"+ 10 minuten", "+ 1 uur", "Alles stilzetten", LABELS[0], LABELS[1]} <= set(walked)
    assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    await expect(riet.locator(".tapped")).to_have_text(LABELS[1])
    assert await presses(stage) == [LABELS[1]]
    await stage.bot("editMessageText", chat_id=RIET, message_id=message, text="Goed.")
    await offer(stage, RIET, "En woensdag?")
    await expect(riet.locator(".bubble").last).to_contain_text("En woensdag?")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent.trim()") == LABELS[0]


async def test_the_number_is_shared_with_one_tap(page: Page, stage: Any) -> None:
    """A key that asks for the number stands above the input, shares the own number, and is gone."""
    keys = {"keyboard": [[{"text": "Mijn nummer delen", "request_contact": True}]]}
    await stage.bot("sendMessage", chat_id=RIET, text="Op welk nummer kan Anja u bellen?", reply_markup=keys)
    riet = phone(page, "Riet de Wit")
    await riet.get_by_role("button", name="Mijn nummer delen").click()
    await expect(riet.locator(".keys button")).to_have_count(0)
    assert (await stage.bot("getUpdates"))[-1]["message"]["contact"]["phone_number"] == "+31612345678"


async def test_the_clock_is_turned(page: Page, stage: Any) -> None:
    """The clock goes on by a button, to what is next and to a picked day and hour; back it cannot go."""
    stage.course.planned.append((stage.course.moment + timedelta(hours=3), lambda: None))
    await page.get_by_role("button", name="+ 10 minuten").click()
    await expect(page.locator("#hour")).to_have_text("10.14")
    await page.get_by_role("button", name="naar de volgende gebeurtenis 13.04").click()
    await expect(page.locator("#hour")).to_have_text("13.04")
    await expect(page.locator("#next")).to_be_disabled()
    await page.get_by_text("spring naar …").click()
    await page.get_by_label("Dag").select_option(label="dinsdag 24 november")
    await page.get_by_label("Uur").fill("3.00")
    await page.keyboard.press("Enter")
    await expect(page.locator(".time")).to_have_text("dinsdag 24 november 3.00")
    await page.get_by_text("spring naar …").click()
    await page.get_by_label("Uur").fill("2.00")
    await page.get_by_role("button", name="Spring", exact=True).click()
    await expect(page.get_by_role("alert")).to_have_text("De klok gaat alleen vooruit.")


async def test_all_is_held_still_and_let_go(page: Page, stage: Any) -> None:
    """One big button holds everything still, the page says so, and one more lets it go."""
    await page.get_by_role("button", name="Alles stilzetten").click()
    await expect(
        page.get_by_text("Alles staat stil. Burenbel vraagt niemand iets. Gevaar werkt gewoon.")
    ).to_be_visible()
    assert stage.course.quiet
    await page.locator("#awake").click()
    await expect(page.get_by_role("button", name="Alles stilzetten")).to_be_visible()
    assert not stage.course.quiet


async def test_what_is_kept_is_read_and_erased(page: Page, stage: Any) -> None:
    """What is kept of somebody can be read, and is erased only after a second tap."""
    stage.course.people[RIET] = {"naam": "Riet de Wit", "vragen": [{"wat": "naar de dokter", "klaar": False}]}
    await phone(page, "Riet de Wit").get_by_role("button", name="wat is er bewaard?").click()
    window = page.get_by_role("dialog")
    await expect(window).to_contain_text("naar de dokter")
    await window.get_by_role("button", name="Alles wissen").click()
    assert RIET in stage.course.people
    await window.get_by_role("button", name="Ja, wis alles").click()
    await expect(window).to_be_hidden()
    assert RIET not in stage.course.people


async def test_strange_words_are_only_words(page: Page, stage: Any) -> None:
    """Markup, long words, other scripts and the longest message stay words, in order and within the phone."""
    texts = ["<img src=x onerror=alert(1)><b>vet</b>", "a" * 600, "שלום, מה שלומך?", "👵🏽👍 é", "woord " * 682]
    for text in texts:
        await stage.bot("sendMessage", chat_id=RIET, text=text)
    riet = phone(page, "Riet de Wit")
    await expect(riet.locator(".bubble")).to_have_count(6)
    assert [words.strip() for words in await riet.locator(".words").all_text_contents()][1:] == [
        text.strip() for text in texts
    ]
    assert await riet.locator(".words *").count() == 0
    assert await riet.locator(".log").evaluate("log => log.scrollWidth <= log.clientWidth")
    assert await riet.locator(".log").evaluate("log => log.scrollHeight > log.clientHeight * 3")


async def test_new_words_never_scroll_out_of_view(page: Page, stage: Any) -> None:
    """The first of what is new stays in view; whoever reads further back is told that there is more."""
    for number in range(12):
        await stage.bot("sendMessage", chat_id=RIET, text=f"Bericht {number}\n\n\n\n")
    riet = phone(page, "Riet de Wit")
    await expect(riet.locator(".bubble")).to_have_count(13)
    await expect(riet.get_by_text("Bericht 0", exact=True)).to_be_in_viewport()
    await expect(riet.get_by_role("button", name="Lees verder ↓")).to_be_visible()
    read: set[str] = set()
    for _ in range(12):
        read.update(await riet.locator(".log").evaluate(IN_VIEW))
        if await riet.locator(".newer").is_hidden():
            break
        await riet.locator(".newer").click()
    assert {f"Bericht {number}" for number in range(12)} <= read


@pytest.mark.parametrize(("width", "height"), [(1480, 960), (1280, 800), (390, 844)])
async def test_nothing_scrolls_sideways(page: Page, stage: Any, width: int, height: int) -> None:
    """On a wide, a smaller and a narrow screen the page fits, and the input can be reached."""
    await offer(stage, RIET, "Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 3)
    await page.set_viewport_size({"width": width, "height": height})
    await expect(phone(page, "Riet de Wit").get_by_role("textbox")).to_be_in_viewport()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_narrow_screen_shows_one_phone_at_a_time(page: Page, stage: Any) -> None:
    """On a narrow screen the phones stand behind each other, and news on a hidden one is told."""
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator(".phone:visible")).to_have_count(1)
    await offer(stage, VERA)
    tab = page.get_by_role("button", name="Vera (1)", exact=True)
    await tab.click()
    await expect(phone(page, "Vera Jansen").get_by_role("button", name=LABELS[0])).to_be_visible()
    await expect(page.locator(".tabs button")).to_have_text(["Riet", "Vera", "Anja"])
    await page.get_by_role("button", name="Klok").click()
    await expect(page.get_by_role("button", name="+ 1 uur")).to_be_visible()


async def test_new_words_are_read_out(page: Page, stage: Any) -> None:
    """Each phone is a live log with a name, and every field and button has one too."""
    await expect(page.get_by_role("log", name="Berichten van Riet de Wit")).to_have_attribute("aria-live", "polite")
    nameless = await page.evaluate(
        "[...document.querySelectorAll('button, input, select')]"
        ".filter(one => one.offsetParent && !(one.labels?.length || one.ariaLabel || one.textContent.trim())).length"
    )
    assert nameless == 0


async def test_an_unread_word_stays_where_it_is(page: Page, stage: Any) -> None:
    """What somebody does elsewhere, and keys that appear, never push what was not read yet out of view."""
    keys = {"keyboard": [[{"text": "Mijn nummer delen", "request_contact": True}]]}
    for number in range(8):
        await stage.bot("sendMessage", chat_id=RIET, text=f"Bericht {number}\n\n\n\n", reply_markup=keys)
    riet = phone(page, "Riet de Wit")
    await expect(riet.locator(".bubble")).to_have_count(9)
    await phone(page, "Vera Jansen").get_by_role("textbox").fill("hoi")
    await page.keyboard.press("Enter")
    await expect(phone(page, "Vera Jansen").locator(".bubble.mine")).to_have_count(2)
    await stage.bot("sendMessage", chat_id=RIET, text="Nog een")
    await expect(riet.locator(".bubble")).to_have_count(10)
    await expect(riet.get_by_text("Bericht 0", exact=True)).to_be_in_viewport()
    await expect(riet.get_by_role("button", name="Lees verder ↓")).to_be_visible()


async def test_a_draft_waits_for_its_writer(page: Page) -> None:
    """What somebody typed and did not send is there again when they get their phone back."""
    await phone(page, "Riet de Wit").get_by_role("textbox").fill("half af")
    await page.get_by_label("Wie heeft deze telefoon? Nu Riet de Wit").select_option(label="Henk en Ans Mulder")
    shared = phone(page, "Henk en Ans Mulder").get_by_role("textbox")
    await expect(shared).to_have_attribute("placeholder", "Schrijf als Henk en Ans …")
    await expect(shared).to_have_value("")
    await page.get_by_label("Wie heeft deze telefoon? Nu Henk en Ans Mulder").select_option(label="Riet de Wit")
    await expect(phone(page, "Riet de Wit").get_by_role("textbox")).to_have_value("half af")
