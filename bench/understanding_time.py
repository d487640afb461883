"""How often the time in a sentence is read exactly right, beside the libraries that read Dutch.

CORPUS=path adds a public corpus, scored by the time_nl_score.py that lies beside it. Only the first reading counts there;
in the project's own sentences every reading that is offered counts where people would differ.
"""

import importlib.util
import json
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.peers.time_readers import PEERS, Reader
from bench.table import MISSING, Cell, Part, Target, table
from bench.time_sentences import Reading, Sentence, is_right, sentences
from flows.understanding.moment import When, read_when

OURS = "Burenbel"
_UNITS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
_WEEKDAYS = {"MO": "1", "TU": "2", "WE": "3", "TH": "4", "FR": "5", "SA": "6", "SU": "7", "SA,SU": "WE"}


def ours(text: str, now: datetime) -> list[Reading]:
    """Give what we read."""
    return [_reading(one) for one in read_when(text, now)]


def _reading(one: When) -> Reading:
    off = one.off + (((one.last + timedelta(days=1), date.max),) if one.last else ())
    return Reading(one.start, one.end, one.grain, one.every and f"FREQ={one.every}", off)
