"""What every lesson has in common: what is learned from lines, and how lines are typed by hurried fingers."""

import re
from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from flows.learned.heads import Weights
from flows.learned.traces import SIZE

Traces = np.ndarray[tuple[int], np.dtype[np.int32]]  # those in a line, each once


def traces_in(numbers: Iterable[int]) -> Traces:
    """Give the NUMBERS of traces as a lesson takes them."""
    return np.array(sorted(set(numbers)), dtype=np.int32)


def with_slip(text: str) -> str:
    """Give TEXT as hurried fingers type it: two letters changed places in the middle of one of its longer words."""
    longer = list(re.finditer(r"\w{5,}", text))
    if not longer:
        return text
    word = longer[crc32(text.encode()) % len(longer)]
    at = word.start() + len(word[0]) // 2
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def learn(
    lines: Sequence[Traces], wanted: Sequence[bool], size: int, closeness: float, times: int, balance: str | None = None
) -> Weights:
    """Learn which of LINES are WANTED, with SIZE weights.

    Rare traces tell more, and a long line is no stronger than a short one. Each line is among them so many TIMES, in
    other guises; a trace that stands in one line alone is not learned from, for it tells nothing of another line.
    CLOSENESS is how closely the lines are followed: more learns them by heart.
    """
    often = np.bincount(np.concatenate(lines), minlength=SIZE) > times
    held = [np.unique(traces[often[traces]] % size) for traces in lines]
    ends = np.cumsum([0, *map(len, held)])
    table = sparse.csr_matrix((np.ones(ends[-1]), np.concatenate(held), ends), shape=(len(lines), size))
    rarity = np.log((1 + len(lines)) / (1 + np.asarray(table.sum(0)).ravel()))
    rarity /= rarity[rarity < rarity.max()].mean()
    lengths = sparse.diags([1 / np.sqrt(len(traces) or 1) for traces in lines])
    learned = LogisticRegression(C=closeness, solver="liblinear", class_weight=balance, random_state=0)
    learned.fit(lengths @ table.multiply(rarity).tocsr(), wanted)
    return float(learned.intercept_[0]), list(learned.coef_[0] * rarity)
