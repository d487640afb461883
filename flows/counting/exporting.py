"""/export: lists of a community as a file, in private, after a second look, and taken out of the chat a day later."""

import re
from asyncio import to_thread
from datetime import date, timedelta

from flows.counting.commands import head
from flows.counting.files import FileForm, write_csv, write_excel
from flows.counting.periods import Period, Span, read_period
from flows.counting.sheets import Choice, Gathered, column_names, columns_of, gather, in_words, this_year
from flows.post import Button
from flows.sitting import Sitting
from flows.talk import Said
from flows.trust.seconding import ask_second
from flows.understanding.words import fold
from flows.wording.render import Reader
from storage.queries.exports import files_with
from storage.tables.course import Due
from storage.tables.people import Person
from storage.tables.post import OutboxLetter
from storage.terms import Lane, LetterClass, LetterState

GONE = "export_gone"
STAYS = timedelta(hours=24)  # a bot can take a message away for 48 hours; a day of standing still is borne
TOO_LATE = timedelta(hours=47)
_SAID = {
    Choice.REQUESTS: r"vragen|hulpvragen|requests",
    Choice.VISITS: r"bezoeken|uren|bezoeken en uren|visits|hours",
    Choice.PEOPLE: r"mensen|mensen en rollen|vrijwilligers|helpers|people",
    Choice.FIGURES: r"cijfers|figures",
    Choice.ALL: r"alles|all|everything",
}
_DATED = (Choice.REQUESTS, Choice.VISITS, Choice.FIGURES)


async def export(sitting: Sitting, person: Person, words: str) -> None:
    """/export: ask what is wanted; with words behind it ("bezoeken 2026") show what that holds."""
    if not words:
        buttons = [Button(f"export.tap.{one.value}", "export.sure", {"what": one.value}) for one in Choice]
        await sitting.write(person, "export.what", buttons=buttons, asks=True)
        return
    said = fold(words)
    choice = next((one for one, names in _SAID.items() if re.match(rf"(?:{names})\b", said)), None)
    rest = re.sub(rf"(?:{'|'.join(_SAID.values())})\b", "", said, count=1).strip()
    period = read_period(rest, (await sitting.local(person.current)).date()) if rest else None
    if choice is None or (rest and (period is None or choice not in _DATED)):
        await sitting.write(person, "export.how")
    elif period is None:
        await sure(sitting, person, None, choice.value)
    else:
        await sure(sitting, person, None, choice.value, period.span.value, period.first.isoformat())


async def sure(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, what: str, span: str = "", first: str = ""
) -> None:
    """Say what would be in it and who may read that, and ask once more, and in which form."""
    choice, period = Choice(what), await _period(sitting, person, span, first)
    gathered = await gather(sitting, await sitting.community(person.current), choice, period)
    args = {"what": what, "span": period.span.value, "first": period.first.isoformat()}
    buttons = [Button(f"export.yes.{one.value}", "export.do", {**args, "form": one.value}) for one in FileForm]
    if choice in _DATED:
        before = {"what": what, "span": period.span.value, "first": period.before().first.isoformat()}
        buttons.append(Button("figures.before", "export.sure", before))
    await sitting.write(
        person, "export.sure", buttons=[*buttons, Button("export.no", "export.no", yes=False)], asks=True,
        before=[Said("export.head", {"what": _named(choice), "over": _over(choice, period)}),
                *_lines(choice, gathered, await sitting.reader(person))],
        who=Said(f"export.who.{what}", {}),
    )  # fmt: skip


def _lines(choice: Choice, gathered: Gathered, reader: Reader) -> list[Said]:
    """Say how much there is; of one sheet also what its columns are."""
    much = {code: {"sheet": Said(f"export.sheet.{code}", {}), "rows": str(len(rows))}
            for code, rows in gathered.items()}  # fmt: skip
    if choice is Choice.ALL:
        return [Said("export.much", facts) for facts in much.values()]
    ((sheet, names),) = columns_of(choice).items()
    columns = [one[:1].lower() + one[1:] for one in column_names(sheet, names, reader)]
    return [Said("export.line_of", {**much[sheet], "columns": columns})]


def _named(choice: Choice) -> Said:
    return Said(f"export.tap.{choice.value}", {})


def _over(choice: Choice, period: Period) -> Said:
    return (
        Said(f"export.over.{period.span.value}", head(period).facts)
        if choice in _DATED
        else Said("export.over.now", {})
    )


async def _period(sitting: Sitting, person: Person, span: str, first: str) -> Period:
    if span:
        return Period(Span(span), date.fromisoformat(first))
    return this_year(sitting, await sitting.community(person.current))


async def do(
    sitting: Sitting, person: Person, letter: OutboxLetter, what: str, form: str, span: str, first: str
) -> None:
    """Have a second coordinator agree, where there is one; then make it."""
    if not await ask_second(
        sitting, person, "export.make", code=f"export_{what}", what=what, form=form, span=span, first=first
    ):
        await make(sitting, person, None, what, form, span, first)


async def leave(sitting: Sitting, person: Person, letter: OutboxLetter) -> None:
    """Make nothing."""
    await sitting.write(person, "export.stopped")


async def make(
    sitting: Sitting, person: Person, letter: OutboxLetter | None, what: str, form: str, span: str, first: str
) -> None:
    """Make the files and send them to whoever asked; that is in the log, and when they go again is planned."""
    where, reader = await sitting.community(person.current), await sitting.reader(person)
    choice, period = Choice(what), Period(Span(span), date.fromisoformat(first))
    gathered = await gather(sitting, where, choice, period)
    rows = sum(len(one) for one in gathered.values())
    sitting.log("export", where.id, person.id, what=what, form=form, span=span, first=first, rows=rows)
    sitting.note("export.made", person.id, where.id, person.id, what=what)
    for name, file in await to_thread(_files, gathered, choice, FileForm(form), reader):
        sent = await sitting.write(
            person, "export.made", document=(name, file), letter_class=LetterClass.COURTESY,
            what=_named(choice), over=_over(choice, period),
        )  # fmt: skip
        if sent is not None:
            sitting.plan(GONE, sent.id, where.id, sitting.now + STAYS)


def _files(gathered: Gathered, choice: Choice, form: FileForm, reader: Reader) -> list[tuple[str, bytes]]:
    """Write one workbook, or as many lists as there are sheets."""
    sheets = in_words(gathered, choice, reader)
    if form is FileForm.EXCEL:
        return [(f"burenbel-{choice.value}.xlsx", write_excel(sheets))]
    return [
        (f"burenbel-{code}.csv", write_csv(one, reader.language))
        for code, one in zip(columns_of(choice), sheets, strict=True)
    ]


async def take_away(sitting: Sitting, due: Due) -> None:
    """Take a file out of the chat a day after it was sent; where that can't be done, say so."""
    letter = await sitting.session.get(OutboxLetter, due.subject)
    if letter is None:
        return
    if letter.state is LetterState.SENDING:
        sitting.plan(GONE, letter.id, due.community, sitting.now + timedelta(hours=1))
        return
    late = letter.sent_at is not None and sitting.now - letter.sent_at > TOO_LATE
    if letter.state is LetterState.UNKNOWN or late:
        person = await sitting.get(Person, letter.person or 0)
        await sitting.write(person, "export.left", community=due.community, lane=Lane.NEWS)
    elif letter.message is not None:
        _remove(sitting, letter)
    else:
        await sitting.session.delete(letter)
    sitting.log("export.gone", due.community, None, letter.person)


async def take_all_away(sitting: Sitting, person: Person) -> None:
    """Take every file that PERSON took along out of their chat now: they may not have it any more."""
    for letter in await files_with(sitting.session, person.id, sitting.now - TOO_LATE):
        sitting.unplan(letter.id, GONE)
        _remove(sitting, letter)


def _remove(sitting: Sitting, letter: OutboxLetter) -> None:
    """Have the message of LETTER taken out of the chat it stands in; whose it was is not kept with that."""
    sitting.session.add(
        OutboxLetter(chat=letter.chat, lane=Lane.ALARM, letter_class=LetterClass.EDIT, removes=letter.message,
                     written_at=sitting.now)
    )  # fmt: skip
