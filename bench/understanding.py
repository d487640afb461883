"""Measures how well and how fast sentences are understood: one table for each part, then all targets.

python -m bench.understanding        everything; `make bench-understanding` also brings the readers to compare with
PARTS=time,what                      only these        JSON=, STRICT=1, PAGE=1     see bench/table.py
CORPUS=path                          times are also read from a public corpus (see bench/understanding_time.py)
"""

import os
import sys
from collections.abc import Callable

from bench import (
    understanding_available,
    understanding_danger,
    understanding_desk,
    understanding_speed,
    understanding_time,
    understanding_what,
)
from bench.table import Part, close

PARTS: dict[str, Callable[[], Part]] = {
    "time": understanding_time.measure,
    "available": understanding_available.measure,
    "what": understanding_what.measure,
    "desk": understanding_desk.measure,
    "danger": understanding_danger.measure,
    "speed": understanding_speed.measure,
}


def main() -> int:
    """Measure the parts that were asked for, and print; 1 when STRICT and a target is missed."""
    wanted = os.environ.get("PARTS", ",".join(PARTS)).split(",")
    measured = [PARTS[name]() for name in wanted]
    return close(
        "bench-understanding",
        [table for part in measured for table in part.tables],
        [row for part in measured for row in part.rows],
        [target for part in measured for target in part.targets],
    )


if __name__ == "__main__":
    sys.exit(main())
