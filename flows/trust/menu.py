"""What makes the house one to be trusted, as it is handed to the doors: the log, for now."""

from flows.menu import COORDINATORS, Command, Deed, DueDeed, Theme
from flows.trust import logbook

THEME = Theme(
    name="trust",
    commands=(Command(("logboek", "log"), logbook.log, COORDINATORS),),
    deeds=(
        Deed("log.of", logbook.of_one, COORDINATORS),
        Deed("log.older", logbook.older, COORDINATORS),
    ),
    dues=(DueDeed(logbook.DAY_SEAL, logbook.tell_seal),),
)
