"""Where a fault came from, for the log: files, lines and names of functions, and never what they held in hand."""

import traceback
from pathlib import Path

ROOMS = ("bot", "flows", "storage")
MOST_FRAMES = 6


def place_of(error: BaseException) -> str:
    """Give the way to ERROR through the rooms of the house, the last step last."""
    steps = traceback.extract_tb(error.__traceback__)
    ours = [step for step in steps if any(room in Path(step.filename).parts for room in ROOMS)]
    return " > ".join(f"{Path(step.filename).name}:{step.lineno} {step.name}" for step in ours[-MOST_FRAMES:])
