"""What a coordinator does in a day, as it is handed to the doors."""

from flows.daywork import morning, today, who
from flows.menu import COORDINATORS, Command, Deed, DueDeed, Theme

THEME = Theme(
    name="daywork",
    commands=(
        Command(("vandaag", "today"), morning.today_or_hour, COORDINATORS),
        Command(("wie", "who"), who.show_who, COORDINATORS),
    ),
    deeds=(
        Deed("today_page", today.page, COORDINATORS),
        Deed("who_ask", who.ask_at_once, COORDINATORS, once=True),
        Deed("today_at", morning.chosen, COORDINATORS),
    ),
    dues=(DueDeed("morning", morning.begins),),
)
