"""The few short talks around a visit: a worry, a message to the other, a word to the coordinator, thanks. Pure."""

from flows.kinds import Choice, Text
from flows.talk import Given, Option, Talk


async def worry(talk: Talk, given: Given) -> str:
    """Let a helper write what they saw or heard."""
    return await talk.ask("words", Text(), asker=given["asker"])


async def relay(talk: Talk, given: Given) -> str:
    """Let one of two who have a visit together write to the other."""
    return await talk.ask("words", Text(most=500), to=given["to"])


async def tell(talk: Talk, given: Given) -> str:
    """Let an asker write what only a coordinator may read."""
    return await talk.ask("words", Text(), coordinator=given["coordinator"], others=given.get("others", ""))


async def wrong(talk: Talk, given: Given) -> str:
    """Let one of two who had a visit write what went wrong."""
    return await talk.ask("words", Text())


async def thank(talk: Talk, given: Given) -> str | None:
    """Let an asker thank the helper once, in their own words; None when it is not to be sent."""
    words = await talk.ask("words", Text(most=500), helper=given["helper"])
    send = Option("send", "thank.yes", yes=True), Option("keep", "thank.no", yes=False)
    answer = await talk.ask("send", Choice(send), helper=given["helper"], words=words)
    return words if answer == "send" else None
