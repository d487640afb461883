"""What counting hands to the doors."""

from flows.counting import commands, exporting
from flows.menu import COORDINATORS, Command, Deed, DueDeed, Theme

THEME = Theme(
    name="counting",
    commands=(
        Command(("cijfers", "figures"), commands.show, COORDINATORS),
        Command(("export",), exporting.export, COORDINATORS),
    ),
    deeds=(
        Deed("figures", commands.show_span, COORDINATORS),
        Deed("export.sure", exporting.sure, COORDINATORS),
        Deed("export.do", exporting.do, COORDINATORS, once=True),
        Deed("export.no", exporting.leave, COORDINATORS, once=True),
        Deed("export.make", exporting.make, COORDINATORS),
    ),
    dues=(DueDeed(exporting.GONE, exporting.take_away),),
)
