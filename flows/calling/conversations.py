"""What a coordinator is asked who is on the phone with somebody. Pure."""

from flows.kinds import Text
from flows.talk import Given, Talk


async def by_phone(talk: Talk, given: Given) -> str:
    """Let a coordinator write down what somebody says, in their own words."""
    return await talk.ask("words", Text(), first=given["first"])
