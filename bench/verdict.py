"""What came of a campaign of kills: what was lost, done twice, said twice or said too early."""

import json
import subprocess
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy.orm import load_only
from sqlmodel import col, select

from bench.kill_loop import BOT_ID, Campaign, environment_of
from bot.practice.api_journal import Call
from storage.database import Database, open_database
from storage.inbox import digest_of
from storage.tables.course import Event
from storage.tables.help import Offer
from storage.tables.people import Person
from storage.tables.post import InboxItem, OutboxLetter
from storage.terms import LetterState, OfferState
from tests.whole.program import ask

MARKED_WITHIN = 2.0  # seconds from an answer to its mark; a kill in them leaves the letter in doubt
SETTLED_WITHIN = 10.0  # seconds from danger words to their record, however much waits
CRY = "Bel nu 112"
EXACT = {"danger": "danger", "pause": "helper.away"}  # what each message of a kind is noted as, once


class Repeats(NamedTuple):
    """How often letters came again: after a clear answer, in doubt, too often; and danger words, in all and wrongly."""

    clear: int
    excused: int
    wrong: int
    cries: int
    cries_wrong: int


@dataclass(frozen=True, slots=True)
class Findings:
    """The figures of one campaign."""

    name: str
    kills: int
    crashes: int
    updates: int
    letters: int
    races: int
    lost: int  # updates that were not handled
    lost_kinds: str
    outdated: int  # updates that Telegram itself forgot before it could bring them
    missing: int  # effects that are not there
    double_effects: int
    double_holders: int
    repeats_clear: int  # letters that came again after a clear answer
    repeats_excused: int  # after an answer that was lost, once
    repeats_wrong: int  # more than once, or of a letter that may not
    cries_again: int  # danger words said again, since nobody knew that they had been
    early: int  # calls before retry_after
    early_excused: int  # after a kill before the answer could be written down
    given_up: int  # letters that never arrived, since each of their tries ended in a kill or a lost answer
    left: int  # work that was not done when there was time for it
    unplanned: int
    history: str  # the first fault; empty when there is none


async def judge(campaign: Campaign) -> Findings:
    """Look at the store, the world and the journal of CAMPAIGN."""
    database = open_database(campaign.url)
    try:
        items = await _rows(database, InboxItem, "digest", "done_at", "failed")
        letters = await _rows(database, OutboxLetter, "chat", "state", "message", "edits", "removes", "tries",
                              "letter_class", "lane", "body")  # fmt: skip
        missing, double = await _effects(database, campaign)
        offers = await _rows(database, Offer, "visit", "state")
    finally:
        await database.close()
    handled = {one.digest for one in items if one.done_at is not None and one.failed is None}
    outdated = {digest_of(BOT_ID, one.wire()) for one in campaign.world.updates.outdated}
    lost = [kind for digest, kind in campaign.updates.items() if digest not in handled | outdated]
    repeats = _repeats(campaign, letters)
    early, early_excused = _early(campaign)
    given_up = [one for one in letters if one.state is LetterState.UNKNOWN and one.edits is None]
    arrived = {(call.chat, call.text) for call in campaign.journal.calls if call.taken}
    holders = Counter(one.visit for one in offers if one.state is OfferState.ACCEPTED)
    lost_races = {one.visit for one in offers if one.state in (OfferState.LOST, OfferState.RESERVE)}
    checked = _check_history(campaign)
    return Findings(
        name=campaign.name, kills=len(campaign.kills), crashes=campaign.crashes, updates=len(campaign.updates),
        letters=len(letters), races=len(lost_races), lost=len(lost), outdated=len(outdated - handled), missing=missing,
        lost_kinds=" ".join(sorted(set(lost))),
        double_effects=double, double_holders=sum(times > 1 for times in holders.values()), repeats_clear=repeats.clear,
        repeats_excused=repeats.excused, repeats_wrong=repeats.wrong + repeats.cries_wrong, cries_again=repeats.cries,
        early=early, early_excused=early_excused,
        given_up=sum((one.chat, json.loads(one.body or "{}").get("text")) not in arrived for one in given_up),
        left=campaign.left, unplanned=campaign.unplanned, history=checked,
    )  # fmt: skip


async def _rows(database: Database, table: type[Any], *columns: str) -> Sequence[Any]:
    async with database.reading() as session:
        asked = select(table).order_by(col(table.id)).options(load_only(*(getattr(table, one) for one in columns)))
        return (await session.exec(asked)).all()


async def _effects(database: Database, campaign: Campaign) -> tuple[int, int]:
    """Count effects that are not there, and effects that are there too often."""
    chats = {one.id: one.chat for one in await _rows(database, Person, "chat")}
    events = await _rows(database, Event, "kind", "subject", "actor", "facts")
    missing = double = 0
    for kind, event in EXACT.items():
        noted = Counter(chats.get(one.actor) for one in events if one.kind == event)
        for chat in {chat for what, chat in campaign.crowd.said if what == kind}:
            off = noted[chat] - campaign.crowd.said[kind, chat]
            missing, double = missing + max(-off, 0), double + max(off, 0)
    met = Counter(chats.get(one.subject) for one in events if one.kind == "person.met")
    accepted = Counter(one.facts["offer"] for one in events if one.kind == "visit.accept")
    strangers = {chat for what, chat in campaign.crowd.said if what == "offer"}
    missing += sum(met[chat] == 0 for chat in strangers)
    double += sum(times - 1 for times in [*met.values(), *accepted.values()])
    return missing, double


def _repeats(campaign: Campaign, letters: Sequence[OutboxLetter]) -> Repeats:
    """Count letters that came again. What the store knows of a letter tells how often it was tried."""
    sent = {(one.chat, one.message): one for one in letters if one.edits is None and one.message is not None}
    nameless = defaultdict[tuple[int, str], list[OutboxLetter]](list)
    for one in letters:
        if one.state in (LetterState.UNKNOWN, LetterState.REFUSED):  # it may have arrived before a chat was shut
            nameless[one.chat, json.loads(one.body or "{}").get("text", "")].append(one)
    clear = excused = wrong = 0
    for calls in _arrivals(campaign):
        chat, named = calls[0].chat or 0, [sent.get((call.chat or 0, call.message)) for call in calls]
        rows = {id(one): one for one in (*named, *nameless[chat, calls[0].text]) if one is not None}.values()
        wrong += max(len(calls) - sum(one.tries for one in rows), 0)
        for call, one, later in zip(calls, named, calls[1:], strict=False):
            if one is None:
                if call.answered and not _killed(campaign, call.at, later.at):
                    clear += 1
                else:
                    excused += 1
    return Repeats(clear, excused, wrong, *_cries(campaign))


def _arrivals(campaign: Campaign) -> Iterable[list[Call]]:
    """Give the calls by which each letter arrived; danger words are left out, for they go past the store."""
    arrivals = defaultdict[str, list[Call]](list)
    for call in campaign.journal.calls:
        if call.letter and call.taken and not call.text.startswith(CRY):
            arrivals[call.letter].append(call)
    return arrivals.values()


def _cries(campaign: Campaign) -> tuple[int, int]:
    """Count danger words said again, and those of them for which no answer was lost and no kill came soon after."""
    heard = defaultdict[int, list[Call]](list)
    for call in campaign.journal.calls:
        if call.letter and call.taken and call.text.startswith(CRY):
            heard[call.chat or 0].append(call)
    again = wrong = 0
    for chat, calls in heard.items():
        more = max(len(calls) - campaign.crowd.said["danger", chat], 0)
        doubts = sum(not call.answered or _killed(campaign, call.at, call.at + SETTLED_WITHIN) for call in calls)
        again, wrong = again + more, wrong + max(more - doubts, 0)
    return again, wrong


def _killed(campaign: Campaign, since: float, until: float) -> bool:
    place = bisect_left(campaign.kills, since)
    return place < len(campaign.kills) and campaign.kills[place] <= until


def _early(campaign: Campaign) -> tuple[int, int]:
    """Count calls before retry_after, and apart from them those before which a kill kept it from being written down."""
    told: dict[int | None, float] = {}
    early = excused = 0
    for call in campaign.journal.calls:
        if call.early:
            at = told.get(call.chat, 0.0)
            in_doubt = _killed(campaign, at, min(call.at, at + MARKED_WITHIN))
            early, excused = early + (not in_doubt), excused + in_doubt
        if call.until is not None:
            told[call.chat] = call.at
    return early, excused


def _check_history(campaign: Campaign) -> str:
    """Have the program itself check the history; give the first fault, or nothing."""
    done: subprocess.CompletedProcess[str] = ask(environment_of(campaign), campaign.folder, "check-history")
    return "" if done.returncode == 0 else (done.stderr.splitlines() or ["it could not be checked"])[0]
