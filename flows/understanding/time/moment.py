"""From a sentence to the time it speaks of."""

from datetime import datetime

from flows.understanding.time.reading import find_pieces
from flows.understanding.time.together import build
from flows.understanding.time.when import EXACT, When

__all__ = ["EXACT", "When", "read_when"]


def read_when(text: str, now: datetime, waking: bool = True, all_said: bool = False) -> list[When]:
    """Give the readings of the time that TEXT speaks of, likeliest first; none when it speaks of no time.

    `now` is the wall clock, without zone. With `waking` an hour is one at which people visit each other: half past
    two is in the afternoon. Without it the next such hour of the clock is meant. With `all_said` a time that is taken
    back ("van dinsdag naar woensdag") is given as well.
    """
    return build(find_pieces(text, now, all_said), now, waking)
