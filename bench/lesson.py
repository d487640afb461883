"""What every lesson has in common: what is learned from lines, and how lines are typed by hurried fingers."""

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from flows.learned.heads import Weights


def with_slip(text: str) -> str:
    """Give TEXT as hurried fingers type it: two letters changed places in the middle of one of its longer words."""
    longer = list(re.finditer(r"\w{5,}", text))
    if not longer:
        return text
    word = longer[crc32(text.encode()) % len(longer)]
    at = word.start() + len(word[0]) // 2
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def learn(
    lines: Sequence[Sequence[int]], wanted: Sequence[bool], size: int, closeness: float, balance: str | None = None
) -> Weights:
    """Learn which of LINES, each the traces in it, are WANTED, with SIZE weights.

    Rare traces tell more, and a long line is no stronger than a short one. CLOSENESS is how closely the lines are
    followed: more learns them by heart.
    """
    held = [sorted({trace % size for trace in traces}) for traces in lines]
    ends = np.cumsum([0, *map(len, held)])
    table = sparse.csr_matrix((np.ones(ends[-1]), np.concatenate(held), ends), shape=(len(lines), size))
    rarity = np.log((1 + len(lines)) / (1 + np.asarray(table.sum(0)).ravel()))
    rarity /= rarity[rarity < rarity.max()].mean()
    lengths = sparse.diags([1 / np.sqrt(len(traces) or 1) for traces in lines])
    learned = LogisticRegression(C=closeness, solver="liblinear", class_weight=balance, random_state=0)
    learned.fit(lengths @ table.multiply(rarity).tocsr(), wanted)
    return float(learned.intercept_[0]), list(learned.coef_[0] * rarity)
