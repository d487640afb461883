"""Lindendorp: the invented village that lives on the practice page.

Nobody in it exists, and neither do its streets. Together its people are what a coordinator meets in a first year:
a dog, a hearing aid, dementia, a couple on one phone, somebody without a phone, somebody nobody knows yet, and a
helper who always says yes.
"""

from bot.practice.village import Village, Villager
from storage.terms import Category, Check, Role

WHOLE_DAY = "elke dag van 8 tot 22 uur"
EVERYTHING = tuple(Category)


def resident(
    id_: int | None,
    name: str,
    about: str,
    phone: str,
    street: str,
    spot: tuple[int, int],
    known: bool = True,
    language: str = "nl",
    household: tuple[str, ...] = (),
) -> Villager:
    """Describe somebody who may ask for help."""
    return Villager(id_, Role.RESIDENT, name, about, phone, street, spot, known, language=language, household=household)


def helper(
    id_: int,
    name: str,
    street: str,
    spot: tuple[int, int],
    categories: tuple[Category, ...],
    available: str,
    check: Check = Check.NONE,
    max_per_week: int = 5,
    about: str = "vrijwilliger",
    known: bool = True,
) -> Villager:
    """Describe somebody who may be asked to help."""
    phone = f"06-12345{id_:03}"
    return Villager(
        id_, Role.HELPER, name, about, phone, street, spot, known, categories, available, 3, max_per_week, check
    )


def coordinator(id_: int, name: str, about: str, phone: str, street: str, spot: tuple[int, int]) -> Villager:
    """Describe somebody who keeps an eye on it all, every day from eight to nine in the evening."""
    return Villager(id_, Role.COORDINATOR, name, about, phone, street, spot, available="elke dag van 8 tot 21 uur")


RESIDENTS = (
    resident(101, "Riet de Wit", "81, vraagt hulp", "06-12345678", "Eikenlaan 12", (0, 0)),
    resident(
        102,
        "Henk en Ans Mulder",
        "84 en 79, samen één telefoon",
        "06-12345102",
        "Lindenhof 3",
        (-300, 120),
        household=("Henk Mulder", "Ans Mulder"),
    ),
    resident(103, "Cor Hendriks", "77, draagt een gehoorapparaat", "06-12345103", "Beukenpad 8", (210, -340)),
    resident(104, "Mien van Dijk", "74, heeft een hond", "06-12345104", "Elzenweg 21", (-450, -260)),
    resident(105, "Dirk Veenstra", "86, heeft dementie", "06-12345105", "Berkenhof 5", (500, 90)),
    resident(106, "Grace Morgan", "72, spreekt Engels", "06-12345106", "Iepenstraat 9", (90, 520), language="en"),
    resident(
        107, "Joop Bakker", "79, heeft nog nooit geschreven", "06-12345107", "Esdoornstraat 3", (-160, 380), False
    ),
    resident(None, "Toos Visser", "88, heeft geen mobiel", "073-5550101", "Wilgenstraat 30", (260, 300)),
)

# Vera lives nearest of those who can drive on a Tuesday afternoon; the next ones live well beyond a cell's width.
HELPERS = (
    helper(
        201,
        "Vera Jansen",
        "Hazelaarstraat 2",
        (320, 240),
        (Category.TRANSPORT, Category.COMPANY, Category.GROCERIES),
        "elke dag van 9 tot 18 uur",
        Check.VOG,
    ),
    helper(
        202,
        "Omar Idrissi",
        "Kastanjeplein 14",
        (-560, 420),
        (Category.TRANSPORT, Category.ODD_JOBS, Category.DIGITAL, Category.PETS),
        "ma t/m vr van 12 tot 20 uur",
        Check.INTERVIEW,
    ),
    helper(
        203,
        "Noor de Graaf",
        "Meidoornlaan 7",
        (180, 240),
        (Category.DIGITAL, Category.LANGUAGE, Category.PAPERWORK, Category.COMPANY),
        "di en do na 16:00, geen honden",
        Check.VOG,
        about="vrijwilliger, di en do na 4",
    ),
    helper(204, "Wim Altena", "Acaciastraat 18", (480, 640), EVERYTHING, WHOLE_DAY, Check.VOG, 2, "zegt altijd ja"),
    helper(205, "Fatima Amrani", "Populierenweg 6", (-720, -540), EVERYTHING, WHOLE_DAY, Check.VOG),
    helper(206, "Bep Groot", "Sparrenlaan 41", (600, -800), EVERYTHING, WHOLE_DAY, Check.VOG),
    helper(
        207,
        "Sanne Kok",
        "Lijsterbesstraat 11",
        (-880, 660),
        (Category.TRANSPORT, Category.GROCERIES, Category.MEALS),
        "ma t/m vr van 8 tot 18 uur",
        Check.INTERVIEW,
    ),
    helper(
        208,
        "Piet Hofman",
        "Elzenweg 4",
        (-390, -520),
        (Category.GARDEN, Category.ODD_JOBS),
        "ma t/m za van 8 tot 17 uur",
        Check.INTERVIEW,
    ),
    helper(
        209,
        "Emine Yildiz",
        "Vlierhof 15",
        (270, -360),
        (Category.MEALS, Category.COMPANY, Category.HOUSEHOLD, Category.RESPITE),
        "wo en vr van 10 tot 16 uur",
        Check.VOG,
    ),
    helper(
        210,
        "Jan Timmer",
        "Beukenpad 33",
        (360, -480),
        (Category.TRANSPORT, Category.GROCERIES, Category.OTHER),
        "elke dag van 8 tot 12 uur",
    ),
    helper(
        211,
        "Lars Brouwer",
        "Eikenlaan 60",
        (-240, -180),
        (Category.ODD_JOBS, Category.DIGITAL),
        "za en zo van 10 tot 18 uur",
        about="nieuw als vrijwilliger",
    ),
    helper(
        212,
        "Mila Prins",
        "Lindenhof 27",
        (-420, 560),
        (Category.PETS, Category.GROCERIES, Category.GARDEN),
        "wo van 13 tot 18 uur en za van 9 tot 17 uur",
        about="nieuw als vrijwilliger",
    ),
    helper(213, "Bram de Boer", "Iepenstraat 44", (300, 400), (), "", about="wil vrijwilliger worden", known=False),
)

COORDINATORS = (
    coordinator(301, "Anja Bos", "coördinator, 8 tot 21 uur", "073-5550100", "Dorpsplein 1", (60, -80)),
    coordinator(302, "Karel Smit", "coördinator, vervangt Anja", "073-5550102", "Dorpsplein 9", (120, -50)),
)

LINDENDORP = Village(
    name="Lindendorp",
    postcode="5299 LD",
    centre=(51.7, 5.3),
    people=RESIDENTS + HELPERS + COORDINATORS,
    phones=(101, 201, 301),
    hints={
        "hulpvragers": (
            "Kan iemand dinsdag om half drie met me mee naar de dokter?",
            "hallo kan iemand mij helpen met de lamp",
            "ik moet woensdag naar het ziekenhuis en weet niet hoe laat ik klaar ben",
            "ik ben gevallen en kan niet opstaan",
        ),
        "vrijwilligers": ("ik kan di en do na 4, geen honden", "deze week even niet"),
        "coördinatoren": ("/vandaag", "/open", "/wie 1", "/nieuw", "/bel", "/cijfers", "/help"),
    },
)
