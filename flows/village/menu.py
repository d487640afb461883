"""What a coordinator does to the whole village or around one person, as it is handed to the doors."""

from flows.menu import COORDINATORS, Before, Command, Deed, Notice, Theme
from flows.village import farewells, illness, mistakes, muting, resting, stillness, taxis, weather

THEME = Theme(
    name="village",
    commands=(
        Command(("stil", "still"), stillness.still, COORDINATORS),
        Command(("taxi",), taxis.taxi, COORDINATORS),
        Command(("ziek", "ill"), illness.ill, COORDINATORS),
        Command(("beter", "better"), illness.back, COORDINATORS),
        Command(("opname", "admitted"), resting.admitted, COORDINATORS),
        Command(("overleden", "died"), resting.died, COORDINATORS),
        Command(("terug_thuis", "home_again"), resting.home_again, COORDINATORS),
        Command(("weer", "weather"), weather.weather, COORDINATORS),
        Command(("demp", "mute"), muting.mute, COORDINATORS),
    ),
    notices=(Notice("loss", farewells.told_of_loss, Before.ALL),),
    deeds=(
        Deed("still_off", stillness.go_on, COORDINATORS),
        Deed("back_on_duty", illness.back, COORDINATORS),
        Deed("mute_one", muting.mute_one, COORDINATORS),
        Deed("weather_hold", weather.hold, COORDINATORS, once=True),
        Deed("weather_not", weather.leave, COORDINATORS, once=True),
        Deed("weather_undo", mistakes.undo, COORDINATORS, once=True),
        Deed("task.weather_on", weather.goes_on, COORDINATORS),
        Deed("task.weather_off", weather.called_off, COORDINATORS),
        Deed("other_day", weather.other_day),
        Deed("rest_ask", resting.ask, COORDINATORS),
        Deed("rest_sure", resting.rest, COORDINATORS, once=True),
        Deed("rest_not", resting.leave, COORDINATORS, once=True),
        Deed("rest_over", resting.over, COORDINATORS),
        Deed("task.died", farewells.task_died, COORDINATORS),
        Deed("task.admitted", farewells.task_admitted, COORDINATORS),
        Deed("task.home", farewells.task_home, COORDINATORS),
        Deed("task.search", resting.search_again, COORDINATORS),
    ),
)
