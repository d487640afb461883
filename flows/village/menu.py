"""What a coordinator does to the whole village or around one person, as it is handed to the doors."""

from flows.menu import COORDINATORS, Command, Deed, Theme
from flows.village import illness, muting, stillness, taxis

THEME = Theme(
    name="village",
    commands=(
        Command(("stil", "still"), stillness.still, COORDINATORS),
        Command(("taxi",), taxis.taxi, COORDINATORS),
        Command(("ziek", "ill"), illness.ill, COORDINATORS),
        Command(("beter", "better"), illness.back, COORDINATORS),
        Command(("demp", "mute"), muting.mute, COORDINATORS),
    ),
    deeds=(
        Deed("still_off", stillness.go_on, COORDINATORS),
        Deed("back_on_duty", illness.back, COORDINATORS),
        Deed("mute_one", muting.mute_one, COORDINATORS),
    ),
)
