"""All themes of the house, a line each."""

from flows import by_phone
from flows.calling.menu import THEME as CALLING
from flows.concerns.menu import THEME as CONCERNS
from flows.coordination.menu import THEME as COORDINATION
from flows.counting.menu import THEME as COUNTING
from flows.daywork.menu import THEME as DAYWORK
from flows.guards.menu import THEME as GUARDS
from flows.hearing.menu import THEME as HEARING
from flows.help.menu import THEME as HELP
from flows.menu import Menu
from flows.people.menu import THEME as PEOPLE
from flows.speaking.menu import THEME as SPEAKING
from flows.telling.menu import THEME as TELLING
from flows.trust.menu import THEME as TRUST
from flows.village.menu import THEME as VILLAGE

THEMES = (
    TELLING,
    HELP,
    CONCERNS,
    PEOPLE,
    COORDINATION,
    VILLAGE,
    GUARDS,
    SPEAKING,
    TRUST,
    HEARING,
    DAYWORK,
    COUNTING,
    CALLING,
)
MENU = Menu(THEMES, by_phone=by_phone.call)
