"""What every lesson has in common: what is learned from lines, and how lines are typed by hurried fingers."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from zlib import crc32

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from flows.learned.heads import Weights
from flows.learned.traces import SIZE

# How a choir learns, as tried on lines that it had not learned from: how often it goes through all lines, how many it
# takes at once, which part it does not hear of them, how far it steps, how it begins, and how fast it forgets
ROUNDS, AT_ONCE, UNHEARD, STEP, AT_FIRST, FORGET = 8, 256, 0.6, 0.1, 0.05, 3e-5
NEARLY_NONE = 1e-6

Floats = np.ndarray[Any, np.dtype[np.float32]]
Traces = np.ndarray[tuple[int], np.dtype[np.int32]]  # those in a line, each once


def traces_in(numbers: Iterable[int]) -> Traces:
    """Give the NUMBERS of traces as a lesson takes them."""
    return np.array(sorted(set(numbers)), dtype=np.int32)


def with_slip(text: str) -> str:
    """Give TEXT as hurried fingers type it: two neighbours among the letters of a longer word changed places."""
    longer = list(re.finditer(r"\w{5,}", text))
    if not longer:
        return text
    mark = crc32(text.encode())
    word = longer[mark % len(longer)]
    at = word.start() + 1 + (mark >> 8) % (len(word[0]) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def learn(
    lines: Sequence[Traces], wanted: Sequence[bool], size: int, closeness: float, times: int, balance: str | None = None
) -> Weights:
    """Learn which of LINES are WANTED, with SIZE weights; CLOSENESS is how closely the lines are followed.

    More of it learns them by heart. See _table() for TIMES.
    """
    table, rarity = _table(lines, size, times)
    learned = LogisticRegression(C=closeness, solver="liblinear", class_weight=balance, random_state=0)
    learned.fit(table, wanted)
    return float(learned.intercept_[0]), list(learned.coef_[0] * rarity)


def learn_together(lines: Sequence[Traces], wanted: Sequence[bool], size: int, heads: int, times: int) -> list[Weights]:
    """Learn which of LINES are WANTED with a choir: HEADS for it, then as many against, of SIZE weights.

    Of each line most traces go unheard, others each time: so they learn to know in many traces what they could know in
    one, and something of lines in which half the words are new. See _table() for TIMES.
    """
    table, rarity = _table(lines, size, times)
    table = table.astype(np.float32)
    chance, right = np.random.default_rng(0), np.array(wanted, np.float32)
    speak = np.repeat(np.array([1, -1], np.float32), heads)
    weights = chance.normal(0, AT_FIRST, (size, 2 * heads)).astype(np.float32)
    begins = np.zeros(2 * heads, np.float32)
    moved, begins_moved = np.full_like(weights, NEARLY_NONE), np.full_like(begins, NEARLY_NONE)
    for _ in range(ROUNDS):
        for some in np.array_split(chance.permutation(len(lines)), len(lines) // AT_ONCE):
            heard = table[some]
            heard.data *= (chance.random(heard.nnz) > UNHEARD) / np.float32(1 - UNHEARD)
            places, at = np.unique(heard.indices, return_inverse=True)
            heard = sparse.csr_matrix((heard.data, at, heard.indptr), shape=(len(some), len(places)))
            sung = heard @ weights[places] + begins
            too_much = 1 / (1 + np.exp(-np.maximum(sung, 0) @ speak)) - right[some]
            blame = np.outer(too_much, speak) * (sung > 0)
            _move(begins, begins_moved, slice(None), blame.sum(0))
            _move(weights, moved, places, heard.T @ blame + FORGET * weights[places])
    weights *= rarity[:, None] * (np.bincount(table.indices, minlength=size) > 0)[:, None]
    return list(zip(begins.tolist(), weights.T.tolist(), strict=True))


def _move(weights: Floats, moved: Floats, places: Any, slope: Floats) -> None:
    """Move the WEIGHTS on PLACES down the SLOPE, less the more they were MOVED before (Duchi and others, 2011)."""
    moved[places] += slope**2
    weights[places] -= STEP * slope / np.sqrt(moved[places])


def _table(lines: Sequence[Traces], size: int, times: int) -> tuple[sparse.csr_matrix, Floats]:
    """Give how much of each of SIZE traces every line holds, and how much that tells.

    Rare traces tell more, and a long line is no stronger than a short one. Each line is among them so many TIMES, in
    other guises; a trace that stands in one line alone is not learned from, for it tells nothing of another line.
    """
    often = np.bincount(np.concatenate(lines), minlength=SIZE) > times
    held = [np.unique(traces[often[traces]] % size) for traces in lines]
    ends = np.cumsum([0, *map(len, held)])
    table = sparse.csr_matrix((np.ones(ends[-1]), np.concatenate(held), ends), shape=(len(lines), size))
    rarity = np.log((1 + len(lines)) / (1 + np.asarray(table.sum(0)).ravel()))
    rarity /= rarity[rarity < rarity.max()].mean()
    lengths = sparse.diags([1 / np.sqrt(len(traces) or 1) for traces in lines])
    return lengths @ table.multiply(rarity).tocsr(), rarity
