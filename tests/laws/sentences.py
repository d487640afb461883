"""What people in the village say and do when chance has it: askers, helpers, coordinators, and who nobody knows."""

ASKED_WHOLE = """
Kan iemand dinsdag om half drie met me mee naar de dokter? | Kan iemand morgen om 11 uur boodschappen voor me doen?
Ik moet woensdag om 10 uur naar het ziekenhuis en weet niet hoe laat ik klaar ben
Kan iemand vandaag om 5 uur even langskomen, met spoed | Elke donderdag om 10 uur hulp in de tuin graag
Kan iemand morgen om 3 uur een lamp ophangen | Koffie met iemand maandag om 2 uur
Kan iemand me maandag om 11 uur helpen met de post
Kunnen er zaterdag om 10 uur twee mensen helpen de kast te tillen? | Ik zoek iemand om dinsdag de hond uit te laten
Kan iemand elke dag om 9 uur medicijnen bij de apotheek halen
Ik moet morgen om half tien bij de tandarts zijn, kan iemand me brengen?
Hulp met mijn computer, maakt niet uit wanneer | Brengen en weer ophalen naar de kapper morgen om 2 uur
Twee sterke mensen om dinsdag om 2 uur een kast te verplaatsen
"""

ASKERS = """
boodschappen morgen | ja | nee | ok | 1 | 3 | j | terug | stop | help | mens | hallo | Sturen | dankjewel | om 3 uur
kan het een uur later | woensdag toch niet | wanneer komt die mevrouw nou | nee wacht, het is woensdag
morgen om 4 uur | mijn dochter komt al | het hoeft niet meer | de komende twee weken niet | voortaan om 11 uur
voor Ans | voor Henk | volgende week vrijdag | asdf | ik heb griep | ik ben zo verdrietig | ik heb een hond
zeg maar je | /u | /samen | ik ben gevallen en kan niet opstaan | ik ben vorige maand gevallen | ik ruik gas
mijn man is vannacht overleden | de sleutel ligt onder de mat en mijn pincode is 4821 | kan iemand mij 50 euro lenen
kan iemand mij wassen | rot op stelletje idioten | gegevens wissen | Helemaal stoppen | Even geen berichten
Ja, afzeggen | Gelukt | Ging niet door | Liever niet | Hoeft niet meer | kan iemand bij mijn buurvrouw langsgaan
Eikstraat 99, 06-12345999 | /language en | /pauze | mijn kleinkind is 11 en vraagt hulp | anja moet me bellen
er ging iets mis | nog iemand erbij | (voice) | (here) | om 10 uur
ik ben klaar | mijn steunkousen aantrekken morgen | hoeveel paracetamol mag ik nemen | Ja, laat het weten
"""

HELPERS = """
Ja, ik doe het | ja | 1 | ok | nee | ik kan toch niet | Deze keer niet | Deze week niet | Dit nooit
ik ben een uur later | deze week niet | di en do na 4 | klusjes | ik kan morgen niet | kan het een half uur eerder
stop | Helemaal stoppen | gegevens wissen | Er doet niemand open | Gelukt | Niet pluis | het zag er rommelig uit
ik ben ziek | /pauze | mens | ik kan niet in een huis met een hond | kan zij mij 20 euro lenen | Gelezen
zij is gevallen en bloedt | hallo | terug | ik wil graag ook zelf hulp in de tuin, zaterdag om 11 uur
ik sta voor de deur | (voice) | Ja, ik kan niet | /help
Ik kom eraan | Nog niet betaald | Riet vroeg om geld | Riet is ziek
"""

COORDINATORS = """
/open | /open | /vraag 1 | /vraag 2 | /wijs 1 Vera | /wijs 2 Omar | /wijs 3 Wim | /keur | /keur bram | /nieuw
Toos Visser, boodschappen morgen om 2 uur | Toos | ja | nee | stop | /stil | /stil uit | /stil uit | /weer
/weer morgen | /weer uit | /opname riet | /terug_thuis riet | /overleden mien | /opname vera | /terug_thuis vera
/ziek | /beter | /demp omar 2 uur | /demp uit omar | /dienst | /taxi | /huis riet: hond | /groep | /help
Ja, dat klopt | hallo | 1 | /overleden wim | /opname henk | /terug_thuis henk | /terug_thuis mien | Helemaal stoppen
mijn pincode is 4821
"""

STRANGERS = """
hallo | /start | /start xyz | ik wil graag helpen | Jan Jansen, Dorpsstraat 1, 06-12345611 | ja
boodschappen morgen | di en do na 4 | ik ben 10 jaar en mijn oma heeft hulp nodig | ik ben 16 en wil helpen
klusjes | nee | stop | /open | /vraag 1 | /wijs 1 Vera | Dit is een \u202eraar bericht | gegevens wissen
kan iemand morgen om 3 uur een lamp ophangen | ik vraag het voor mijn buurvrouw Riet | 1 | Helemaal stoppen
Riet de Wit, Eikstraat 99 | 06-12345678
"""

PEOPLE = {
    "Riet": ASKERS, "Cor": ASKERS, "Grace": ASKERS, "Mien": ASKERS, "Joop": ASKERS, "Henk": ASKERS,
    "Vera": HELPERS, "Omar": HELPERS, "Noor": HELPERS, "Wim": HELPERS, "Fatima": HELPERS, "Piet": HELPERS,
    "Bram": STRANGERS, "Klaas": STRANGERS, "Anja": COORDINATORS, "Karel": COORDINATORS,
}  # fmt: skip


def lines(sentences: str) -> list[str]:
    """Take apart what is written with bars between."""
    return [one.strip() for one in sentences.strip().replace("\n", "|").split("|")]
