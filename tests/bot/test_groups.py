"""A coordinators' group with topics, by both libraries alike: what is typed and pressed there, and what goes there."""

from bot.messenger import Messenger
from bot.practice.world import World
from flows.post import Inbound, Parcel
from tests.bot.opening import RIET

GROUP, TOPIC = -1_000_000_000_500, 4


async def newest(messenger: Messenger) -> Inbound:
    raw = (await messenger.fetch(None, 0))[-1]
    inbound = messenger.to_inbound(raw)
    assert inbound is not None
    return inbound


async def test_a_command_in_a_topic_comes_from_whoever_typed_it(messenger: Messenger, world: World) -> None:
    """A command in a topic is heard with its sender, its group and its topic."""
    world.add_group(GROUP, "Coördinatoren", [RIET], topics=True)
    world.say(RIET, "/hier gevaar", chat=GROUP, thread=TOPIC)
    heard = await newest(messenger)
    assert (heard.sender, heard.chat, heard.private) == (RIET, GROUP, False)
    assert (heard.text, heard.thread, heard.forwarded) == ("/hier gevaar", TOPIC, False)


async def test_a_press_in_a_topic_comes_from_whoever_pressed(messenger: Messenger, world: World) -> None:
    """A letter stands in its topic with its button; the press bears the presser, and is answered with a notice."""
    world.add_group(GROUP, "Coördinatoren", [RIET], topics=True)
    number = await messenger.send(Parcel(GROUP, "Er wacht iets.", buttons=(("Opgepakt", "k7:0"),), thread=TOPIC))
    (shown,) = [one for one in world.view(GROUP) if one.id == number]
    assert (shown.thread, shown.buttons) == (TOPIC, ((("Opgepakt", "k7:0"),),))
    press = world.press(RIET, number, "k7:0", chat=GROUP)
    heard = await newest(messenger)
    assert (heard.sender, heard.chat, heard.thread) == (RIET, GROUP, TOPIC)
    assert heard.press is not None
    assert (heard.press.id, heard.press.token) == (press, "k7:0")
    await messenger.answer(heard.press.id, "Kijk in je eigen chat.")
    assert world.toasts(RIET) == [(press, "Kijk in je eigen chat.", False)]
    await messenger.edit(Parcel(GROUP, "Anja heeft het opgepakt.", thread=TOPIC), number)
    assert (world.view(GROUP)[-1].text, world.view(GROUP)[-1].buttons) == ("Anja heeft het opgepakt.", ())


async def test_a_group_that_moves_is_heard(messenger: Messenger, world: World) -> None:
    """The new id of a group that moved is told by the old one."""
    world.add_group(-5, "Coördinatoren", [RIET])
    new = world.migrate_group(-5)
    heard = [messenger.to_inbound(raw) for raw in await messenger.fetch(None, 0)]
    assert [one.moved_to for one in heard if one is not None and one.chat == -5 and one.moved_to] == [new]
