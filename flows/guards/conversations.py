"""What is asked where a message holds something that the other of a visit may have to know. It only asks and says."""

from flows.kinds import Choice
from flows.talk import Given, Option, Talk

YES, NO, OUT = "yes", "no", "out"


async def unwell(talk: Talk, given: Given) -> str:
    """Ask whether the other may hear of an illness; whoever goes there is first asked if they still can."""
    if given.get("goes"):
        going = (Option(YES, "unwell.going", yes=True), Option(OUT, "button.withdraw", yes=False))
        if await talk.ask("goes", Choice(going), other=given.get("whom", given["to"])) == OUT:
            return OUT
    options = (Option(YES, "unwell.yes", yes=True), Option(NO, "unwell.no", yes=False))
    return await talk.ask("tell", Choice(options), other=given["to"])
