"""What counting hands to the doors."""

from flows.counting import commands
from flows.menu import COORDINATORS, Command, Deed, Theme

THEME = Theme(
    name="counting",
    commands=(Command(("cijfers", "figures"), commands.show, COORDINATORS),),
    deeds=(Deed("figures", commands.show_span, COORDINATORS),),
)
