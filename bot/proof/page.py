"""The page to proofread, as HTML: one file without anything from elsewhere, for paper and for the screen."""

from html import escape

from bot.proof.sheet import Entry, Shown, chapters, entries, readers
from flows.wording.catalog import languages
from flows.wording.render import Reader

_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1d1d1b; --soft: #6a6a66; --line: #d8d6cf; --bubble: #f3f1ea; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1b1b1a; --ink: #ecebe6; --soft: #a2a19b; --line: #3c3b38; --bubble: #282725; } }
body { margin: 2rem auto; max-width: 76rem; padding: 0 1.5rem; background: var(--paper); color: var(--ink);
  font: 16px/1.45 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { margin-top: 3rem; font-size: 1.2rem; }
nav { columns: 12rem; } a { color: inherit; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th { text-align: left; color: var(--soft); font-weight: normal; }
td { vertical-align: top; padding: .35rem .75rem .35rem 0; }
tr { break-inside: avoid; }
.id { padding-top: .9rem; border-top: 1px solid var(--line); color: var(--soft); font: .8rem ui-monospace, monospace; }
p { margin: 0; padding: .6rem .8rem; border-radius: .6rem; background: var(--bubble); white-space: pre-line;
  overflow-wrap: anywhere; }
ul { margin: .35rem 0 0; padding: 0; list-style: none; }
li { margin-top: .25rem; padding: .3rem .8rem; border: 1px solid var(--line); border-radius: .5rem;
  text-align: center; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } h2 { break-after: avoid; } nav { display: none; } }
"""


def page(which: tuple[str, ...] = (), language: str | None = None) -> str:
    """Write the page of the chapters WHICH (all when none is named), in LANGUAGE or in all.

    Raises KeyError for a chapter or a language that is not there.
    """
    if language is not None and language not in languages():
        raise KeyError(language)
    who = readers((language,) if language else languages())
    named = which or chapters()
    bodies = "".join(_chapter(one, entries(one, who), who) for one in named)
    return (
        f'<!DOCTYPE html>\n<html lang="{who[0].language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Burenbel: the words</title>\n<style>{_STYLE}</style>\n<h1>Burenbel: the words, to be read aloud</h1>\n"
        f"<nav>{''.join(_entrance(one) for one in named)}</nav>\n{bodies}</html>\n"
    )


def _entrance(chapter: str) -> str:
    return f'<div><a href="#{chapter}">{chapter}</a></div>'


def _chapter(name: str, found: tuple[Entry, ...], who: tuple[Reader, ...]) -> str:
    heads = "".join(f"<th>{one.language}{', ' + one.form if _two_forms(one, who) else ''}</th>" for one in who)
    rows = "".join(_rows(one, len(who)) for one in found)
    return f'<h2 id="{name}">{name}</h2>\n<table>\n<tr>{heads}</tr>\n{rows}</table>\n'


def _two_forms(reader: Reader, who: tuple[Reader, ...]) -> bool:
    return sum(one.language == reader.language for one in who) > 1


def _rows(entry: Entry, columns: int) -> str:
    """Write one entry; what is the same in neighbouring columns is written once, over both."""
    cells, at = "", 0
    while at < columns:
        wide = 1
        while at + wide < columns and entry.shown[at + wide] == entry.shown[at]:
            wide += 1
        cells += f'<td colspan="{wide}">{_bubble(entry.shown[at])}</td>'
        at += wide
    return f'<tr><td class="id" colspan="{columns}">{escape(entry.words)}</td></tr>\n<tr>{cells}</tr>\n'


def _bubble(shown: Shown) -> str:
    labels = "".join(f"<li>{escape(one)}</li>" for one in shown.labels)
    return f"<p>{escape(shown.text)}</p>" + (f"<ul>{labels}</ul>" if labels else "")
