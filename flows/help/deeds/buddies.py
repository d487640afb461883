"""The first visits of a new helper: whoever goes along, or keeps an eye on them, hears of each."""

from flows.help.visits import when_of
from flows.post import Button
from flows.sitting import Sitting
from flows.tasks import first_name
from storage.queries import people
from storage.tables.help import Visit
from storage.tables.people import Person
from storage.terms import Lane


async def tell(sitting: Sitting, visit: Visit, helper: Person) -> None:
    """Tell the buddy of HELPER of one of the first visits, and nothing of whom it is to."""
    sheet = await people.helper_of(sitting.session, helper.id, visit.community)
    if sheet is None or sheet.buddy is None or sheet.buddy_visits <= 0:
        return
    sheet.buddy_visits -= 1
    sitting.session.add(sheet)
    buddy = await sitting.get(Person, sheet.buddy)
    when = when_of(visit, await sitting.community(visit.community))
    read = Button("button.read", "read", yes=True)
    sitting.note("visit.buddy", visit.id, visit.community, buddy.id)
    await sitting.write(buddy, "buddy.told", buttons=[read], about=visit.id, community=visit.community, lane=Lane.NEWS,
                        helper=helper.name, first=first_name(helper), when=when, phone=helper.phone or "")  # fmt: skip
    await sitting.write(helper, "buddy.goes_along", buttons=[read], about=visit.id, community=visit.community,
                        lane=Lane.NEWS, buddy=first_name(buddy), when=when, phone=buddy.phone or "")  # fmt: skip
