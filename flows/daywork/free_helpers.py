"""Who could be asked for a kind of help at some time, before anybody has asked for it: "wie kan er morgen rijden"."""

from dataclasses import replace

from flows.help.deeds.choosing import looked_at
from flows.help.matching import choose
from flows.help.visits import moment_of
from flows.sitting import Sitting
from flows.talk import Said
from flows.understanding.requests.category import categories, find_hints
from flows.understanding.time.moment import read_when
from storage.queries import people
from storage.tables.help import Request, Visit
from storage.tables.people import Person
from storage.terms import Category

MOST = 10


async def show_free(sitting: Sitting, person: Person, words: str) -> bool:
    """Write who may be asked for the kind of help and the time that WORDS name; False where they name neither.

    It is worked out as it will be for a request, of which nothing is kept.
    """
    where = await sitting.community(person.current)
    local = await sitting.local(where.id)
    found = [one for one in read_when(words, local) if one.every is None and one.start]
    kinds = categories(find_hints(words, await sitting.own_names(person.current)))
    if not found and not kinds:
        return False
    when, kind = found[0] if found else None, kinds[0] if kinds else Category.OTHER
    visit = Visit(community=where.id, request=0, grain=when.grain if when else "day",
                  starts_at=moment_of(when.start, where) if when else None,
                  ends_at=moment_of(when.end, where) if when else None)  # fmt: skip
    asked = Request(community=where.id, number=0, asker=person.id, category=kind, made_at=sitting.now)
    everyone, wanted = await looked_at(sitting, visit, asked)
    may = frozenset() if kinds else frozenset({kind.value})
    able = choose([replace(one, metres=None, categories=one.categories | may) for one in everyone], wanted)[:MOST]
    named = await people.by_ids(sitting.session, [one.person for one in able])
    sitting.log("look.who", where.id, person.id)
    names = [Said("helpers.this", {"name": named[one.person].name}) for one in able]
    await sitting.write(
        person, "helpers.free" if able else "helpers.none_free", community=where.id,
        kind=Said(f"helps.{kind.value}", {}) if kinds else "", when=when or "", names=names,
    )  # fmt: skip
    return True
