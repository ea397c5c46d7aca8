"""How telling it is that some documents have something more often than the others do.

The measure is the log-likelihood ratio G2 of T. Dunning, "Accurate Methods for the Statistics of Surprise and
Coincidence", Computational Linguistics 19 (1993), 61-74: it holds for rare things too, where others overstate.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LEAST = 10.83
"""Below this, chance explains it: the 0.1 per cent point of the chi-squared distribution with one degree of freedom."""


def log_likelihood(inside: Numbers, size: float, among: Numbers, whole: float) -> Numbers:
    """Return G2 for `inside` of `size` documents against the rest of `among` of `whole`; 0 where it is not more often.

    The documents inside are part of the whole.
    """
    rest, others = np.maximum(among - inside, 0.0), whole - size
    if size <= 0 or others <= 0:
        return np.zeros(len(inside))
    share = (inside + rest) / whole
    total = np.zeros(len(inside))
    for observed, expected in (
        (inside, size * share), (rest, others * share), (size - inside, size * (1 - share)),
        (others - rest, others * (1 - share)),
    ):  # fmt: skip
        there = (observed > 0) & (expected > 0)
        total += np.where(there, observed * np.log(np.where(there, observed, 1.0) / np.where(there, expected, 1.0)), 0)
    return np.where(inside / size > rest / others, 2 * total, 0.0)
