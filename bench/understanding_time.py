"""How often the time in a sentence is read exactly right.

CORPUS=path adds a public corpus, scored by the time_nl_score.py that lies beside it. Only the first reading counts.
"""

import importlib.util
import json
import os
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.table import Part, Target
from flows.understanding.moment import read_when


def measure() -> Part:
    """Score the corpora."""
    targets = [Target("time: exactly right, %", _share(Path(path)), 85.0, more=True) for path in _corpora()]
    return Part([], [], targets)


def _corpora() -> list[str]:
    return [path for path in (os.environ.get("CORPUS"),) if path]


def _share(corpus: Path) -> float:
    scorer = _module(corpus.with_name("time_nl_score.py"))
    items = json.loads(corpus.read_text(encoding="utf-8"))["items"]
    return 100 * sum(scorer.right(item, answer(item["text"], item["ref"])) for item in items) / len(items)


def answer(text: str, ref: str) -> dict[str, Any] | None:
    """Give our reading of TEXT said at REF in the form of the scorer."""
    found = read_when(text, datetime.fromisoformat(ref))
    if not found:
        return None
    one = found[0]
    return {"start": one.start, "end": one.end, "grain": one.grain, "repeat": one.every and f"FREQ={one.every}"}


def _module(path: Path) -> ModuleType:
    sheet = importlib.util.spec_from_file_location(path.stem, path)
    assert sheet is not None
    assert sheet.loader is not None
    module = importlib.util.module_from_spec(sheet)
    sheet.loader.exec_module(module)
    return module
