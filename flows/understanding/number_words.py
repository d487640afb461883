"""Numbers as words: "elf", "negenentwintigste", "vieren"."""

UNITS = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
TENS = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50}
ENGLISH = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
           "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]  # fmt: skip
PLURALS = [
    "enen",
    "tweeen",
    "drieen",
    "vieren",
    "vijven",
    "zessen",
    "zevenen",
    "achten",
    "negenen",
    "tienen",
    "elven",
    "twaalven",
]  # "na vijven"
DIALECT = {"achte": 8, "zeuven": 7, "negene": 9, "tiene": 10, "twaolf": 12, "twaolve": 12, "twaalve": 12, "vieve": 5}
ORDINALS = {"eerste": 1, "derde": 3, "achtste": 8, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


def _numbers() -> dict[str, str]:
    count = {word: i for i, word in enumerate(UNITS + TEENS, 1)}
    count |= TENS
    for tens, value in TENS.items():
        count |= {f"{unit}en{tens}": value + i for i, unit in enumerate(UNITS, 1)}
    ordinals = {f"{word}{'ste' if value >= 20 else 'de'}": value for word, value in count.items()} | ORDINALS
    del count["een"]  # an article far more often than a number
    count |= DIALECT | {word: i for i, word in enumerate(ENGLISH, 2)} | {word: i for i, word in enumerate(PLURALS, 1)}
    digits = {word: str(value) for word, value in count.items()}
    return digits | {word: f"{value}e" for word, value in ordinals.items()}


NUMBERS = _numbers()
