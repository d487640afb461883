"""What is asked where a message holds something that the other of a visit may have to know. It only asks and says."""

from flows.kinds import Choice
from flows.talk import Given, Option, Talk

YES, NO, OUT = "yes", "no", "out"


async def unwell(talk: Talk, given: Given) -> str:
    """Ask whether the other may hear of an illness; whoever goes there may rather stay away."""
    options = [Option(YES, "unwell.yes", yes=True), Option(NO, "unwell.no", yes=False)]
    if given.get("goes"):
        options.append(Option(OUT, "button.withdraw"))
    return await talk.ask("tell", Choice(tuple(options)), other=given["to"])
