"""Compares what the practice Bot API checks with a public schema of the Bot API.

    python -m bot.practice.schema_check SCHEMA.json

The schema holds {"methods": {name: {"fields": {...}}}, "types": {...}}; a field holds its type `t`, `r` when it is
required, and `min`, `max` and `unit` where it has limits. Ends with 1 when there is a disagreement.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.practice.api_fields import METHODS, OBJECTS, Field

Public = Mapping[str, Mapping[str, Any]]

_SORTS = {"int": "Integer", "text": "String", "flag": "Boolean", "list": "Array of", "chat": "Integer|String"}


def disagreements(schema: Mapping[str, Any]) -> list[str]:
    """List every point in which our checks and SCHEMA differ."""
    found: list[str] = []
    for ours, theirs in ((METHODS, schema["methods"]), (OBJECTS, schema["types"])):
        for name, fields in ours.items():
            if name not in theirs:
                found.append(f"{name}: not in the schema")
                continue
            found += [f"{name}.{words}" for words in _compare(fields, theirs[name]["fields"])]
    return found


def _compare(ours: Mapping[str, Field], theirs: Public) -> Iterator[str]:
    for name in ours.keys() - theirs.keys():
        yield f"{name}: not in the schema"
    for name, public in theirs.items():
        field = ours.get(name, Field("unchecked"))
        if field.required != bool(public.get("r")):
            yield f"{name}: required {field.required} here, {bool(public.get('r'))} there"
        here, there = (field.least or None, field.most), (public.get("min") or None, public.get("max"))
        if here != there or (there != (None, None) and field.unit != public["unit"]):
            yield f"{name}: {here} {field.unit} here, {there} {public.get('unit', '')} there"
        if name in ours and not _same_sort(field.kind, public["t"]):
            yield f"{name}: {field.kind} here, {public['t']} there"


def _same_sort(kind: str, public: str) -> bool:
    if kind == "file":
        return "InputFile" in public
    if kind == "object":
        return public[0].isupper() and public.split("|")[0] not in ("Integer", "String", "Boolean")
    return public.startswith(_SORTS[kind]) if kind == "list" else public == _SORTS[kind]


def main(arguments: list[str]) -> int:
    """Print the disagreements with the schema at the one path in ARGUMENTS; gives 0 when there are none."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    found = disagreements(json.loads(Path(arguments[0]).read_text(encoding="utf-8")))
    print("\n".join(found) or f"{len(METHODS)} methods and {len(OBJECTS)} objects agree with the schema")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
