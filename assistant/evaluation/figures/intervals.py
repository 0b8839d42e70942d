"""Intervals and tests: how sure a figure is, and whether two differ by more than chance."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONFIDENCE = 0.95
RESAMPLES = 2_000
BATCH = 1_000_000  # numbers that are resampled at once
Method = Literal["bootstrap", "wilson", "none"]
Statistic = Callable[..., Any]
"""Takes columns of equal length, and ``axis``: which one of theirs runs over the questions."""


def share_interval(yes: int, n: int) -> tuple[float, float, Method]:
    """Give the 95 % interval of a share (Wilson 1927), which is right for few questions, too.

    The bootstrap's is too narrow there: of 20 of 20 it would be certain.
    """
    from scipy.stats import binomtest

    found = binomtest(yes, n).proportion_ci(CONFIDENCE, method="wilson")
    return float(found.low), float(found.high), "wilson"


def interval(
    columns: Sequence[Sequence[float]], statistic: Statistic, seed: int
) -> tuple[float, float, Method]:
    """Give a statistic's 95 % interval by the percentile bootstrap over questions.

    Resampling says nothing where every resample comes to the same: then there is none, but of a
    mean that is 0 or 1, for which it is that of as many yes/no questions.
    """
    import numpy as np

    arrays = [np.asarray(column, dtype=np.float64) for column in columns]
    value = float(statistic(*arrays, axis=-1))
    low = high = value
    if any((array != array[0]).any() for array in arrays):
        found = _resampled(arrays, statistic, seed)
        low, high = np.nanpercentile(found, [50 * (1 - CONFIDENCE), 50 * (1 + CONFIDENCE)])
    if low < high:
        return float(low), float(high), "bootstrap"
    if value not in (0.0, 1.0) or len(arrays) > 1:
        return value, value, "none"
    n = len(arrays[0])
    return share_interval(round(value * n), n)


def mean(values: NDArray[np.float64], axis: int = -1) -> Any:
    """Give the mean, as a statistic of one column."""
    return values.mean(axis=axis)


def mcnemar(first: Sequence[float], second: Sequence[float]) -> float:
    """Give the two-sided p of McNemar's exact test: yes/no outcomes of the same questions."""
    from scipy.stats import binomtest

    lost = sum(a > b for a, b in zip(first, second, strict=True))
    won = sum(a < b for a, b in zip(first, second, strict=True))
    return float(binomtest(lost, lost + won).pvalue) if lost + won else 1.0


def paired_difference(
    first: Sequence[Sequence[float]],
    second: Sequence[Sequence[float]],
    statistic: Statistic,
    seed: int,
) -> tuple[float, float, float]:
    """Give the 95 % interval of ``statistic(second) - statistic(first)``, and its two-sided p.

    The interval is by the paired bootstrap, for which the same questions are drawn for both; the p
    by exchanging the two in some questions, which is exact for few of them (Fisher, 1935).
    """
    import numpy as np

    width = len(first)
    arrays = [np.asarray(column, dtype=np.float64) for column in (*first, *second)]

    def difference(*columns: NDArray[np.float64], axis: int = -1) -> Any:
        return statistic(*columns[width:], axis=axis) - statistic(*columns[:width], axis=axis)

    found = float(difference(*arrays))
    if all((a == b).all() for a, b in zip(arrays[:width], arrays[width:], strict=True)):
        return found, found, 1.0
    p = _exchange_test(arrays[:width], arrays[width:], difference, seed)
    if len(arrays[0]) < 2:
        return found, found, p
    drawn = _resampled(arrays, difference, seed)
    low, high = np.nanpercentile(drawn, [50 * (1 - CONFIDENCE), 50 * (1 + CONFIDENCE)])
    return float(low), float(high), p


def _exchange_test(
    first: Sequence[NDArray[np.float64]],
    second: Sequence[NDArray[np.float64]],
    difference: Statistic,
    seed: int,
) -> float:
    """Give the share of exchanges between the two that differ at least as much as they do."""
    import numpy as np

    n = len(first[0])
    exact = 2**n <= RESAMPLES
    least = abs(float(difference(*first, *second))) - 1e-12
    random = np.random.default_rng(seed)
    beyond = done = 0
    while done < (2**n if exact else RESAMPLES):
        if exact:
            exchanged = (np.arange(2**n)[:, np.newaxis] >> np.arange(n)) % 2 == 1
        else:
            rows = min(RESAMPLES - done, max(1, BATCH // n))
            exchanged = random.random((rows, n)) < 0.5
        columns = [np.where(exchanged, b, a) for a, b in zip(first, second, strict=True)]
        columns += [np.where(exchanged, a, b) for a, b in zip(first, second, strict=True)]
        with np.errstate(divide="ignore", invalid="ignore"):
            beyond += int((np.abs(difference(*columns)) >= least).sum())
        done += len(exchanged)
    return beyond / done if exact else (beyond + 1) / (done + 1)


def _resampled(
    arrays: Sequence[NDArray[np.float64]], statistic: Statistic, seed: int
) -> NDArray[np.float64]:
    """Give a statistic of each resample; those in which it has no value are NaN."""
    import numpy as np
    from scipy.stats import DegenerateDataWarning, bootstrap

    with np.errstate(divide="ignore", invalid="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)  # of resamples without a value
        found = bootstrap(
            arrays,
            statistic,
            paired=len(arrays) > 1,
            vectorized=True,
            n_resamples=RESAMPLES,
            batch=max(1, BATCH // len(arrays[0])),
            method="percentile",
            rng=np.random.default_rng(seed),
        )
    drawn: NDArray[np.float64] = found.bootstrap_distribution
    return drawn
