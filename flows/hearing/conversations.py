"""What is asked around a spoken message. It only asks and says."""

from flows.kinds import Text
from flows.talk import Given, Talk


async def type_in(talk: Talk, given: Given) -> str:
    """Ask a coordinator for the words that somebody spoke."""
    return await talk.ask("words", Text(), name=given["name"])
